/* cases.h - the cases of a desk: its list, one whole, and what was seen. */

#ifndef CORE_CASES_H
#define CORE_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "book/cases.h"
#include "book/replies.h"
#include "core/desk.h"
#include "wire.h"

/*
 * How a case stands, and so what it waits for.  One word for each case, made
 * by case_standing() only; a face has a sentence for each.
 */
enum standing {
	STANDING_NEW,    /* nobody has read it */
	STANDING_LATE,   /* nor this one, and its thread is over: no answer */
	STANDING_ANSWER, /* the tipster wrote again: unread */
	STANDING_PARTED, /* the tipster ended the thread with unread words */
	STANDING_UNSENT, /* a reply goes out with the next outbox */
	STANDING_ASKED,  /* a question went out; the tipster has not written */
	STANDING_JUDGE, /* the tipster wrote after the question, and was read */
	STANDING_DONE,  /* the tipster was told that the desk is done */
	STANDING_READ,  /* read, and nobody was asked anything */
	STANDING_CLOSED, /* ended by the tipster, all read */
	STANDING_ENDED,  /* ended by 13 weeks without a word, all read */
	STANDING_JUNK,   /* in the bin */
	STANDINGS,
};

enum standing case_standing(const struct case_line *c);

/* True if it waits for a person to read something of it. */
bool standing_unread(enum standing s);

enum {
	PAGE_LINES = 64,
	LINE_WORDS = 256,
	SEARCH_MAX = 256,
};

/* A line of the list.  ${words}: foreign; how the first message begins. */
struct page_line {
	struct case_line c;
	enum standing standing;
	size_t n;
	uint8_t words[LINE_WORDS]; /* ${n} bytes, of whole characters */
};

/* Secret: locked_new(). */
struct cases_page {
	size_t n;
	struct page_line line[PAGE_LINES];
	bool more;
};
WIPE_FUNCTION(cases_page);

/* Which cases to list; zeros: all that are in sight. */
struct cases_wish {
	uint32_t after;     /* those with a higher number */
	struct span search; /* with this in a message or a reply; empty: all */
	bool junk;          /* what is in the bin, and nothing else */
};

/*
 * cases_page(out, d, w):
 * The next at most PAGE_LINES cases in order of their numbers.  LOCKED,
 * SEARCH_LONG, SEARCH_TEXT, and what fault_book() says.
 */
enum fault cases_page(struct cases_page *out, struct desk *d,
    const struct cases_wish *w);

/* How many cases stand how, and the first of each. */
struct cases_sum {
	uint32_t n[STANDINGS];
	uint32_t first[STANDINGS]; /* its number; 0: none */
	uint32_t all;              /* in sight */
	uint32_t unread;           /* of these */
	uint32_t first_unread;     /* a number; 0: none */
	uint32_t junk_unread;      /* in the bin, with a message nobody read */
	uint32_t unsent;           /* replies that go out next */
};

enum fault cases_sum(struct cases_sum *out, struct desk *d);

/* One case.  Secret: locked_new(). */
struct case_whole {
	struct case_file c;
	enum standing standing;
	struct replies reads; /* what the tipster reads, unsent ones too */
};
WIPE_FUNCTION(case_whole);

/* LOCKED, CASE_MISSING, and what fault_book() says. */
enum fault case_get(struct case_whole *out, struct desk *d, uint32_t number);

/* Its message ${i}, from 1.  The same; ${i} over its messages: CASE_MISSING. */
enum fault case_message(struct message *out, struct desk *d, uint32_t number,
    uint32_t i);

/*
 * case_shown(d, number, messages):
 * A person has seen the first ${messages} of case ${number}: call it once they
 * are on the screen.  A unit of work, unless nothing changes.
 */
enum fault case_shown(struct desk *d, uint32_t number, uint32_t messages);

/*
 * case_junk(d, number, junk):
 * Put a case into the bin, out of sight and without a place on the board, or
 * take it out again.  A unit of work.
 */
enum fault case_junk(struct desk *d, uint32_t number, bool junk);

#endif
