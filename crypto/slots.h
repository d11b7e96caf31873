/* slots.h - wraps one key for each person of a desk: the head of desk.key and
 * of a backup. */

#ifndef SLOTS_H
#define SLOTS_H

#include <stdint.h>

#include "err.h"
#include "hash.h"
#include "label.h"
#include "staff.h"
#include "wire.h"

/* A person of a desk; secret.  Names are in the casebook.  person_make(). */
struct desk_person {
	uint8_t s; /* 1 to 255, never used again */
	/* a name as of name_check() that a person chose for the unlock list */
	char initials[INITIALS_MAX + 1];
	struct staff_public pk;
	struct slot_secret slot;
};
WIPE_FUNCTION(desk_person);

/* Who a file lists.  Not authenticated: good for the unlock list only. */
struct deskkey_list {
	uint8_t half; /* of desk.lock; 0 in a backup */
	uint8_t persons;
	struct {
		uint8_t s;
		char initials[INITIALS_MAX + 1];
	} person[DESK_PERSONS_MAX]; /* ascending by s */
};

/* The head of a file and its slots, borrowed from the file. */
struct slots {
	struct span all; /* the additional data of the seal that follows */
	const uint8_t *salt;
	const uint8_t *person; /* ${persons} x PERSON_SIZE */
	uint8_t half;
	uint8_t persons;
};

/* The size of the head and the slots of ${persons} persons. */
size_t slots_size(uint8_t persons);

/*
 * person_make(out, s, initials, secret):
 * Make the person number ${s} whose key is ${secret}.  ERR_FORMAT for ${s} 0 or
 * ${initials} that name_check() refuses or that are over INITIALS_MAX bytes;
 * ERR_KEY if the library fails; ${out} is then zeroed.
 */
MUST_USE enum err person_make(struct desk_person *out, uint8_t s,
    const char *initials, const struct staff_secret *secret);

/* OK if the ${n} ${persons} can be listed: 1 to DESK_PERSONS_MAX, numbers
 * ascending, initials as above, a slot secret, no two with one key; else
 * ERR_FORMAT. */
MUST_USE enum err slots_check(const struct desk_person *persons, uint8_t n);

/*
 * slots_seal(out, m, magic, half, persons, n):
 * Draw a salt and ${m}, and write the head and a slot for each of the ${n}
 * ${persons}.  ERR_FORMAT for persons that slots_check() refuses or a ${half}
 * over 1; ERR_TOO_LONG if ${out} has no room; ERR_KEY for an invalid public
 * key.  ${m} is then zeroed; what was written to ${out} holds no secret.
 * Source: PROTOCOL.md, "Files of a desk".
 */
MUST_USE enum err slots_seal(struct writer *out, struct key *m,
    const char *magic, uint8_t half, const struct desk_person *persons,
    uint8_t n);

/*
 * slots_read(out, r, magic):
 * Read the head and the slots from ${r}.  ERR_FORMAT for any that
 * slots_seal() does not write, but for equal keys; ERR_VERSION as of
 * wire_magic(); no key is used.
 */
MUST_USE enum err slots_read(struct slots *out, struct reader *r,
    const char *magic);

/* The numbers and initials of ${in}. */
void slots_list(struct deskkey_list *out, const struct slots *in);

/*
 * slots_open(m, in, s, secret):
 * Unwrap ${m} from the slot of the person number ${s}, whose key is ${secret}.
 * ERR_MISSING if ${in} lists no such person; ERR_KEY if ${secret} does not open
 * the slot.  ${m} is then zeroed.  The public key that counts is the one of
 * ${secret}, not the one that is listed.
 */
MUST_USE enum err slots_open(struct key *m, const struct slots *in, uint8_t s,
    const struct staff_secret *secret);

/*
 * slots_persons(persons, in, secrets):
 * Copy the persons of ${in} and their slot ${secrets} (in their order, from
 * inside the seal over ${in}) to ${persons}, which has room for
 * DESK_PERSONS_MAX.  Call it only once that seal has opened.  ERR_FORMAT if
 * slots_check() refuses them.
 */
MUST_USE enum err slots_persons(struct desk_person *persons,
    const struct slots *in, const uint8_t *secrets);

#endif
