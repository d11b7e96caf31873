/* recruit.h - somebody new, from being proposed to being added. */

#ifndef CORE_RECRUIT_H
#define CORE_RECRUIT_H

#include <stdbool.h>

#include "book/people.h"
#include "book/proposals.h"
#include "deskkey.h"
#include "wire.h"

/* Secret: locked_new(). */
struct recruit {
	struct desk_person key;
	char name[PERSON_NAME_MAX + 1];
};

enum {
	RECRUIT_PLAIN = 1 + INITIALS_MAX + 1 + DESK_PUBLIC_SIZE +
	    sizeof(struct slot_secret) + PERSON_NAME_MAX + 1,
};

/* The plain of a proposal: RECRUIT_PLAIN bytes. */
void recruit_put(struct writer *w, const struct recruit *r);

/* False if ${plain} is none. */
bool recruit_parse(struct recruit *r, struct span plain);

/* What the casebook will say of them; the weeks are zero. */
void recruit_person(struct person *p, const struct recruit *r);

/* Whom ${p} proposes to add, or to give a new key; false if it is another act.
 */
bool recruit_proposed(struct person *out, const struct proposal *p);

#endif
