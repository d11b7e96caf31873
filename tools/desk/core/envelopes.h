/* envelopes.h - the envelopes of an inbox, read from the stick in two passes:
 * first whether they are all there, then one block after the other. */

#ifndef CORE_ENVELOPES_H
#define CORE_ENVELOPES_H

#include <stddef.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"
#include "hash.h"
#include "manifest.h"

/*
 * Both passes go over the same descriptors, and the second hashes again: what
 * is taken in is what was checked, also if the stick changes meanwhile.
 */
struct envelopes {
	int *fd;        /* one for each file of the inbox */
	uint32_t parts; /* how many of them are open */
	uint32_t part;  /* which one an error is about, from 1; 0: all of them
			   together */
	uint32_t n;
	uint32_t at;           /* how many envelopes_next() gave */
	struct file_hash want; /* of all bytes */
	struct hash hash;      /* of those that envelopes_next() gave */
};

#define ENVELOPES_NONE     \
	{                  \
		.fd = NULL \
	}

/*
 * envelopes_open(v, dir, seq, n, want):
 * Open all files of inbox ${seq} in the open folder ${dir}, then read them once
 * as one stream.  ERR_MISSING; ERR_FORMAT unless each has exactly the size that
 * ${n} envelopes give it, and all are strictly ascending by name (no order of
 * arrival, no envelope twice) with the hash ${want}; ERR_IO; ERR_MEMORY.  A
 * wrong size is found before anything is read.  envelopes_close() always.
 */
MUST_USE enum err envelopes_open(struct envelopes *v, int dir, uint32_t seq,
    uint32_t n, const struct file_hash *want);

/*
 * envelopes_next(v, out, cap, n):
 * Read the next ${n} envelopes, at most ${cap}, from one file; 0 at the end.
 * ERR_FORMAT with the last ones if the bytes are not those that were checked:
 * undo what came of them.  ERR_IO.
 */
MUST_USE enum err envelopes_next(struct envelopes *v, uint8_t *out, size_t cap,
    size_t *n);
void envelopes_close(struct envelopes *v);

/* An envelope to be read again later: where it is, and what it must be. */
struct later {
	uint32_t at;
	struct pool_name name;
};

/* Read that envelope.  ERR_FORMAT if it has changed; ERR_IO. */
MUST_USE enum err envelopes_again(struct envelopes *v,
    uint8_t out[static ENVELOPE_SIZE], const struct later *l);

/* Several of these.  Zero it to begin; laters_free() always. */
struct laters {
	size_t n;
	size_t cap;
	struct later *later;
};

MUST_USE enum err laters_add(struct laters *l, uint32_t at,
    const uint8_t envelope[static ENVELOPE_SIZE]);
void laters_free(struct laters *l);

#endif
