/* look.h - checks of a data folder after a power cut. */

#ifndef LOOK_H
#define LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hash.h"
#include "thread.h"

/* Names of ready-made envelopes, in the order they were reported as stored. */
struct stored {
	struct pool_name *name;
	size_t n;
	size_t cap;
};

enum verdict {
	LOOK_GOOD,
	LOOK_SHUT,  /* the folder does not open */
	LOOK_LOST,  /* an envelope reported as stored is missing or broken */
	LOOK_FORM,  /* the state of a desk is neither the old nor the new one */
	LOOK_DEAD,  /* nothing more can be stored */
	LOOK_TWICE, /* the number of an inbox on the stick would be reused */
	LOOKS,
};

extern const char *const look_words[LOOKS];

void stored_add(struct stored *s, uint64_t number);

/* Are the first ${n} envelopes of ${s} in the pool of ${data}? */
enum verdict look_stored(const char *data, const struct stored *s, size_t n);

/* Can ${data} store and find another envelope and, if ${rewrite}, rewrite? */
enum verdict look_alive(const char *data, bool rewrite);

/* Has ${data} recorded the number of every inbox on ${stick}? */
enum verdict look_inboxes(const char *data, const char *stick);

/* Import ${stick} into ${data}: is the state then that of ${after}? */
enum verdict look_import(const char *data, const char *stick,
    const char *after);

#endif
