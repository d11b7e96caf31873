/* cases.h - tips and their follow-ups, as the casebook keeps them. */

#ifndef BOOK_CASES_H
#define BOOK_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "body.h"
#include "book/book.h"
#include "book/query.h"
#include "err.h"
#include "label.h"
#include "thread.h"

/* What the desk must see beside a message. */
enum mark {
	MARK_LOST_THREAD = 1, /* a follow-up of a thread that is not here */
	MARK_REWRAPPED = 2,   /* the same text came under another thread */
	MARK_STRANGER = 4,    /* calls itself a referral: shown as a tip */
};

enum life {
	THREAD_ENDED, /* no keys are left */
	THREAD_LIVE,
	THREAD_CLOSING, /* ends at the next outbox, by the tipster */
};

/* One case.  Holds keys: locked_new(). */
struct case_file {
	uint32_t number; /* small, local, from 1 */
	enum life life;
	bool by_tipster; /* ended by a close, not by time */
	bool wants;      /* an answer was asked for */
	bool placed;     /* has a place on the board */
	bool chosen;     /* a person gave it one */
	bool junk;       /* out of sight, no place on the board */
	enum status status;
	struct thread thread; /* zeros once ended */
	uint16_t opened;      /* messages opened, stopping at 65,535 */
	uint16_t first;       /* week of the first message */
	uint16_t last;        /* week of the last one, or of a reply */
	uint32_t messages;
	uint32_t shown;   /* how many of them a person has seen */
	uint32_t replied; /* how many there were at the desk's last reply */
	uint8_t marks;    /* of all messages together */
	uint8_t lanes;    /* bit 1 << lane */
};
WIPE_FUNCTION(case_file);

/* One message.  Secret: locked_new(). */
struct message {
	struct message_id id;
	uint16_t week; /* of the inbox */
	uint8_t marks;
	uint32_t twin; /* the case with the same text; 0: none */
	uint8_t body[BODY_SIZE];
};
WIPE_FUNCTION(message);

/* ERR_MISSING for a number that no case has. */
MUST_USE enum err case_load(struct case_file *c, struct book *b,
    uint32_t number);

/* Insert the case, or write it anew. */
MUST_USE enum err case_save(const struct case_file *c, struct book *b);

/* The number of the case with the thread ${tid}; ERR_MISSING. */
MUST_USE enum err case_of_thread(uint32_t *number, struct book *b,
    const struct tid *tid);

/* Message ${i}, from 1, of case ${number}; ERR_MISSING. */
MUST_USE enum err message_load(struct message *m, struct book *b,
    uint32_t number, uint32_t i);

/* ${folded}: its words as fold.h makes them, for search. */
MUST_USE enum err message_save(const struct message *m, struct book *b,
    uint32_t number, uint32_t i, struct span folded);

/* Only its marks and its twin, which may change. */
MUST_USE enum err message_mark(const struct message *m, struct book *b,
    uint32_t number, uint32_t i);

/* OK if (thread, id) is in the casebook, ERR_MISSING if not. */
MUST_USE enum err message_known(struct book *b, const struct tid *tid,
    const struct message_id *id);

/* One line of the list. */
struct case_line {
	uint32_t number;
	uint16_t first;
	uint16_t last;
	uint32_t messages;
	uint32_t shown;
	uint32_t replied;
	uint32_t unsent; /* replies that no outbox has had yet */
	enum life life;
	bool wants;
	bool by_tipster;
	bool junk;
	enum status status;
	uint8_t marks;
	uint8_t lanes;
};

/*
 * cases_list(out, cap, n, b, after):
 * The cases with a number above ${after}, ascending, at most ${cap} of them.
 */
MUST_USE enum err cases_list(struct case_line *out, size_t cap, size_t *n,
    struct book *b, uint32_t after);

/*
 * A walk through the cases with a number above ${after}, ascending: those in
 * the bin, or all others; ${folded} not empty: only those with it in a message
 * or a reply.
 *
 * cases_next(q, line, first):
 * The next one, and the body of its first message without the zeros at its
 * end, borrowed until the next call; false at the end, and after an error.
 *
 * cases_end(q): always.  The first error.
 */
void cases_begin(struct query *q, struct book *b, uint32_t after, bool junk,
    struct span folded);
bool cases_next(struct query *q, struct case_line *line, struct span *first);
MUST_USE enum err cases_end(struct query *q);

#endif
