/* seen.h - which envelopes were accepted, as long as their key lives. */

#ifndef SEEN_H
#define SEEN_H

#include <stddef.h>
#include <stdint.h>

#include "casebook.h"
#include "envelope.h"
#include "err.h"

/* One accepted envelope and where its message is. */
struct seen_entry {
	uint16_t week; /* of the epoch */
	uint8_t dup[HASH_SIZE];
	uint8_t hb[HASH_SIZE];
	uint32_t number;  /* case */
	uint32_t message; /* in it */
};

/* All of them, in memory.  Zero it to begin. */
struct seen {
	size_t n;
	size_t cap;
	struct seen_entry *entry;
};

/*
 * seen_load(s, b, from, to), seen_save(): the lists of the weeks ${from} to
 * ${to}.  seen_free() always.
 */
MUST_USE enum err seen_load(struct seen *s, struct casebook *b, uint16_t from,
    uint16_t to);
MUST_USE enum err seen_save(const struct seen *s, struct casebook *b,
    uint16_t from, uint16_t to);
void seen_free(struct seen *s);

MUST_USE enum err seen_add(struct seen *s, const struct seen_entry *e);

/* The entry with this dup, or NULL: then it is no repeat. */
const struct seen_entry *seen_dup(const struct seen *s,
    const uint8_t dup[static HASH_SIZE]);

/* The first entry with this hb, or NULL. */
const struct seen_entry *seen_hb(const struct seen *s,
    const uint8_t hb[static HASH_SIZE]);

/* Destroy the list of ${week}. */
MUST_USE enum err seen_forget(struct casebook *b, uint16_t week);

#endif
