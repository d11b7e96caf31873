/* tip.h - a message under way: whose it is, what it says, to whom. */

#ifndef TIP_H
#define TIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ask.h"
#include "body.h"
#include "command.h"
#include "desks.h"
#include "mailbox.h"
#include "thread.h"
#include "visit.h"

/* Made by tip_new(), in locked memory. */
struct tip {
	enum kind kind;
	bool known; /* the receipt was typed, not to be drawn */
	bool no_answer;
	void (*stored)(const struct tip *t, const struct visit *v);
	struct wanted wanted;
	struct typed picked; /* a desk's name that ${wanted} borrows */
	struct desks found;  /* where the receipt finds answers */
	uint16_t week;       /* of the newest of them */
	struct desks to;
	const char *refused; /* why no desk could be chosen */
	struct mailbox mailbox;
	struct thread_secret thread[SLOTS];
	size_t text_n;
	uint8_t text[TEXT_ROOM];
	uint8_t body[BODY_SIZE];
};

/*
 * tip_new(o, kind, stored):
 * NULL, after a sentence, if memory cannot be had or locked.  ${stored} will
 * tell the person, once it is.
 */
struct tip *tip_new(const struct options *o, enum kind kind,
    void (*stored)(const struct tip *t, const struct visit *v));
void tip_free(struct tip *t);

/* Ask for the receipt of an earlier tip.  False after a sentence. */
bool tip_ask(struct tip *t);

/*
 * tip_find(t, v):
 * Make a visit to find the desks that answered the receipt of tip_ask().
 * False after a sentence.
 */
bool tip_find(struct tip *t, struct visit *v);

/*
 * tip_send(t, v):
 * Seal ${t} and deposit it; at a terminal, offer to mend what failed, with the
 * text kept.  True once it is stored; false after sentences.
 */
bool tip_send(struct tip *t, struct visit *v);

#endif
