/* case.h - a tip and its follow-ups at the desk, and the state of its cell. */

#ifndef CASE_H
#define CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "body.h"
#include "casebook.h"
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

enum {
	REPLIES_SIZE = CELL_TEXT_MAX + CELL_TEXTS_MAX * 5,
	LANES = 1 << LANE_PHONE,
};

/* One case.  Holds keys: locked_new(). */
struct case_file {
	uint32_t number; /* small, local, from 1 */
	enum life life;
	bool by_tipster; /* ended by a close, not by time */
	bool wants;      /* an answer was asked for */
	bool placed;     /* has a place on the board */
	bool chosen;     /* a person gave it one */
	enum status status;
	struct thread thread; /* zeros once ended */
	uint16_t opened;      /* messages opened, stopping at 65,535 */
	uint16_t first;       /* week of the first message */
	uint16_t last;        /* week of the last one, or of a reply */
	uint32_t messages;
	uint32_t shown; /* how many of them a person has seen */
	uint8_t marks;  /* of all messages together */
	uint8_t lanes;  /* bit 1 << lane */
	/* newest first: u16 week || u8 sent || u16 length || text */
	size_t replies_n;
	uint8_t replies[REPLIES_SIZE];
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
MUST_USE enum err case_load(struct case_file *c, struct casebook *b,
    uint32_t number);
MUST_USE enum err case_save(const struct case_file *c, struct casebook *b);

/* The number of the case with the thread ${tid}; ERR_MISSING. */
MUST_USE enum err case_of_thread(uint32_t *number, struct casebook *b,
    const struct tid *tid);

/* Write the place of ${c}'s thread: case_of_thread() finds it. */
MUST_USE enum err case_thread_save(const struct case_file *c,
    struct casebook *b);

/* Message ${i}, from 1, of case ${number}. */
MUST_USE enum err message_load(struct message *m, struct casebook *b,
    uint32_t number, uint32_t i);
MUST_USE enum err message_save(const struct message *m, struct casebook *b,
    uint32_t number, uint32_t i);

/* OK if (thread, id) was accepted before, ERR_MISSING if not. */
MUST_USE enum err message_known(struct casebook *b, const struct tid *tid,
    const struct message_id *id);
MUST_USE enum err message_accept(struct casebook *b, const struct tid *tid,
    const struct message_id *id);

/*
 * case_end(c, b, m):
 * End the thread: its keys, its replies and how its messages are known are
 * destroyed; the messages stay.  ${m} is room for one.
 */
MUST_USE enum err case_end(struct case_file *c, struct casebook *b,
    struct message *m);

/* True if the thread ends in ${week}: closed, or 13 weeks without a word. */
bool case_over(const struct case_file *c, uint16_t week);

#endif
