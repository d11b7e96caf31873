/* look.h - what has to be found in a folder after a power cut. */

#ifndef LOOK_H
#define LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hash.h"
#include "thread.h"

/* Ready-made envelopes that were called stored, in that order. */
struct stored {
	struct pool_name *name;
	size_t n;
	size_t cap;
};

enum verdict {
	LOOK_GOOD,
	LOOK_SHUT,  /* the folder does not open */
	LOOK_LOST,  /* an envelope called stored is not there, or not whole */
	LOOK_FORM,  /* what desks brought is neither the old nor the new */
	LOOK_DEAD,  /* nothing more can be stored */
	LOOK_TWICE, /* an inbox left whose number is to be used again */
	LOOKS,
};

extern const char *const look_words[LOOKS];

void stored_add(struct stored *s, uint64_t number);

/* Is all of the first ${n} of ${s} in the pool of ${data}? */
enum verdict look_stored(const char *data, const struct stored *s, size_t n);

/* Can another envelope be stored, and found? And the rewriting done? */
enum verdict look_alive(const char *data, bool rewrite);

/* Is every inbox that left for ${stick} remembered? */
enum verdict look_inboxes(const char *data, const char *stick);

/* Take in what ${stick} holds: is the state then the one of ${after}? */
enum verdict look_import(const char *data, const char *stick,
    const char *after);

#endif
