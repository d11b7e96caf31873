/* desk_made.h - makes a desk with many cases, and opens it without a face. */

#ifndef DESK_MADE_H
#define DESK_MADE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/desk.h"
#include "envelope.h"

/* One message in 100 has it. */
#define MADE_WORD "bus"

enum {
	MADE_WEEK = 150, /* of all messages, and of today */
	/* Keys: of this week, the next, and the three before, whose keys a desk
	 * still has. */
	MADE_KEYS = 5,
	MADE_OLD = 3,
};

/*
 * Make a desk of ${cases} cases in the new folder ${path}: 1 to 3 messages of
 * 200 to 2,000 characters each, half of the cases with a reply.  Its person's
 * secret lies in the folder.  False if something fails.
 */
bool made_new(const char *path, uint32_t cases);

/* Open it.  desk_close(). */
bool made_open(struct desk *d, const char *path);

/* Seal message ${number} as a tip to a key of this week or of the last. */
bool made_envelope(uint8_t out[static ENVELOPE_SIZE], struct desk *d,
    uint32_t number);

#endif
