/* reply.h - a reply to the tipster of a case: judged, previewed, kept. */

#ifndef CORE_REPLY_H
#define CORE_REPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "body.h"
#include "book/replies.h"
#include "core/desk.h"
#include "wire.h"

/* What becomes of replies that are in no outbox yet. */
enum beside {
	BESIDE_NONE,    /* there may be none: REPLY_UNSENT */
	BESIDE_INSTEAD, /* this one goes out in their place */
	BESIDE_TOO,     /* all of them go out */
};

/* What a person wants the tipster of a case to read. */
struct reply_wish {
	uint32_t number;  /* of the case */
	struct span text; /* empty: only the status; not with a question */
	enum status status;
	enum beside beside;
	bool code_meant; /* a person wants the 24 digits in it to be read */
};

/* What a person should know before a reply is kept. */
struct reply_judgement {
	uint32_t unsent;     /* replies that are in no outbox yet */
	bool unsent_asks;    /* the status that waits with them is a question */
	bool many_questions; /* one a message works best */
	bool code; /* a tipster's code: whoever has it reads replies */
};

/*
 * reply_ready(j, d, number):
 * Whether anybody would read a reply to case ${number}: before a text is
 * asked for.  CASE_MISSING, CASE_JUNK, REPLY_CLOSED, REPLY_ENDED,
 * REPLY_UNWANTED.  ${j}: about the replies that are there.
 */
enum fault reply_ready(struct reply_judgement *j, struct desk *d,
    uint32_t number);

/*
 * reply_judge(j, d, wish):
 * The same, and whether ${wish} can be kept: REPLY_EMPTY, REPLY_LONG,
 * REPLY_TEXT, REPLY_UNSENT, REPLY_CODE.  ${j} is filled in as far as it is
 * known, also then.
 */
enum fault reply_judge(struct reply_judgement *j, struct desk *d,
    const struct reply_wish *wish);

/* What the tipster will read after the next outbox, and what no longer.
 * Secret: locked_new(). */
struct reply_preview {
	enum status status;
	struct replies reads;
	struct replies out;
};
WIPE_FUNCTION(reply_preview);

/*
 * reply_preview(out, d, wish):
 * What reply_keep() would bring about; nothing is changed.  The errors of
 * reply_judge(), but REPLY_CODE: a person may have to see it first.
 */
enum fault reply_preview(struct reply_preview *out, struct desk *d,
    const struct reply_wish *wish);

/*
 * reply_keep(d, wish):
 * Keep the reply for the next outbox, in which its case has a place; dated by
 * ${d->day}, so date_prove() first.  A unit of work.
 */
enum fault reply_keep(struct desk *d, const struct reply_wish *wish);

#endif
