/* recruit.c - somebody new, from being proposed to being added. */

#include "core/recruit.h"

#include <string.h>

#include "core/acts.h"
#include "os/process.h"

void
recruit_put(struct writer *w, const struct recruit *r)
{
	wire_put_u8(w, r->key.s);
	wire_put(w, r->key.initials, sizeof(r->key.initials));
	wire_put(w, r->key.pk.b, sizeof(r->key.pk.b));
	wire_put(w, r->key.slot.b, sizeof(r->key.slot.b));
	wire_put(w, r->name, sizeof(r->name));
}

bool
recruit_parse(struct recruit *r, struct span plain)
{
	struct reader in = { plain.p, plain.n, false };

	r->key.s = wire_u8(&in);
	wire_copy(&in, (uint8_t *)r->key.initials, sizeof(r->key.initials));
	wire_copy(&in, r->key.pk.b, sizeof(r->key.pk.b));
	wire_copy(&in, r->key.slot.b, sizeof(r->key.slot.b));
	wire_copy(&in, (uint8_t *)r->name, sizeof(r->name));
	return wire_end(&in) == OK && r->name[PERSON_NAME_MAX] == '\0' &&
	    r->key.initials[INITIALS_MAX] == '\0';
}

void
recruit_person(struct person *p, const struct recruit *r)
{
	memset(p, 0, sizeof(*p));
	p->s = r->key.s;
	memcpy(p->name, r->name, sizeof(p->name));
	memcpy(p->initials, r->key.initials, sizeof(p->initials));
	p->pk = r->key.pk;
}

bool
recruit_proposed(struct person *out, const struct proposal *p)
{
	struct recruit *r = locked_new(sizeof(*r));
	bool yes = r != NULL &&
	    (p->act == ACT_PERSON_ADDED || p->act == ACT_PERSON_RECOVERED) &&
	    recruit_parse(r, (struct span){ p->plain, p->n });

	if (yes)
		recruit_person(out, r);
	locked_free(r);
	return yes;
}
