/* journal.h - the log: who did what, when; each entry hashes the one before. */

#ifndef BOOK_JOURNAL_H
#define BOOK_JOURNAL_H

#include <stdint.h>

#include "book/book.h"
#include "err.h"
#include "label.h"
#include "wire.h"

enum {
	REASON_MAX = 400, /* bytes of a reason */
	REASON_SALT = 32,
};

struct entry {
	uint32_t n; /* from 1, without a gap */
	int32_t day;
	uint8_t s; /* who */
	uint8_t act;
	uint32_t number;           /* case, person, inbox ...; 0: none */
	uint8_t reason[HASH_SIZE]; /* zeros: none was given */
	uint8_t hash[HASH_SIZE];   /* of all above and the entry before */
	uint8_t tag[HASH_SIZE];    /* by the key of ${s} */
};

/* The number and hash of the newest entry; zeros before the first. */
MUST_USE enum err journal_last(struct entry *out, struct book *b);

MUST_USE enum err journal_put(const struct entry *e, struct book *b);

/*
 * journal_walk(b, from, each, to):
 * Call ${each} with every entry whose number is above ${from}, ascending,
 * until it returns something else than OK, which is then returned.
 */
MUST_USE enum err journal_walk(struct book *b, uint32_t from,
    enum err (*each)(void *to, const struct entry *e), void *to);

/* The entry behind which all are kept: number 0 and zeros if none was cut. */
MUST_USE enum err journal_head(struct entry *out, struct book *b);

/* Cut all entries of days before ${day} but the last of them: its day, which
 * its hash vouches for, shows that the head is where it may be. */
MUST_USE enum err journal_cut(struct book *b, int32_t day);

/* The reason of entry ${n} in words, with its salt. */
MUST_USE enum err reason_put(struct book *b, uint32_t n, uint32_t number,
    const uint8_t salt[static REASON_SALT], struct span text);

#endif
