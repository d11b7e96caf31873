/* tip.h - seals a tip, a follow-up or a close, and deposits it. */

#ifndef TIP_H
#define TIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client.h"
#include "tipster/ask.h"
#include "tipster/command.h"
#include "tipster/desks.h"
#include "tipster/exchange.h"
#include "tipster/mailbox.h"

/* Made by tip_new(), in locked memory. */
struct tip {
	enum kind kind;
	bool known; /* the receipt was typed; do not draw one */
	bool no_answer;
	void (*stored)(const struct tip *t, const struct exchange *x);
	struct wanted wanted;
	struct typed picked; /* desk names that ${wanted} borrows */
	uint32_t found;      /* the desks that answered the receipt */
	uint16_t week;       /* of the newest answer, or 0 */
	uint32_t to;
	const struct refusal *refused; /* why no desk could be chosen */
	struct mailbox mailbox;
	struct client_work work;
	size_t text_n;
	uint8_t text[TEXT_ROOM];
};

/*
 * tip_new(o, kind, stored):
 * Make a tip of ${kind} with the options ${o}.  ${stored} is called to tell the
 * person once the server has stored it.  Returns NULL, after an error message,
 * if memory cannot be allocated or locked.
 */
struct tip *tip_new(const struct options *o, enum kind kind,
    void (*stored)(const struct tip *t, const struct exchange *x));
void tip_free(struct tip *t);

/* Ask for the receipt of an earlier tip.  False after an error message. */
bool tip_ask(struct tip *t);

/*
 * tip_find(t, x):
 * Make the visit ${x} to find the desks that answered the receipt of ${t}, for
 * which tip_ask() asked.  Returns false after an error message.
 */
bool tip_find(struct tip *t, struct exchange *x);

/*
 * tip_send(t, x):
 * Seal ${t} and deposit it in the visit ${x}.  After a failure at a terminal,
 * let the person choose other desks or try again, with the text kept.  Returns
 * true once it is stored, false after error messages.
 */
bool tip_send(struct tip *t, struct exchange *x);

#endif
