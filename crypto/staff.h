/* staff.h - the key pair of a person at a desk, its card, and its file. */

#ifndef STAFF_H
#define STAFF_H

#include <stdint.h>

#include "digits.h"
#include "err.h"
#include "keyfile.h"
#include "label.h"
#include "secret.h"
#include "thread.h"
#include "wire.h"

SECRET_TYPE(staff_secret, 32); /* the seed of an X-Wing key pair */
PUBLIC_TYPE(staff_public, DESK_PUBLIC_SIZE);

/* What a writer of a slot for this person must know: the person, and inside
 * desk.key the colleagues.  Without it, anybody could seal to a public key. */
SECRET_TYPE(slot_secret, SLOT_SECRET_SIZE);

/* Draw a key pair.  ERR_KEY if the library fails; both are then zeroed. */
MUST_USE enum err staff_draw(struct staff_secret *secret,
    struct staff_public *public);

/* The public key of ${secret}.  ERR_KEY if the library fails. */
MUST_USE enum err staff_public_of(struct staff_public *public,
    const struct staff_secret *secret);

/* KH(${secret}, "tip1/person", "") */
void staff_slot_secret(struct slot_secret *out,
    const struct staff_secret *secret);

/* The 20 digits of a person's card: D("tip1/card", desk_id || public key). */
void staff_card(struct digits *out, const struct desk_id *desk,
    const struct staff_public *public);

/*
 * staff_seal(out, s, secret, pass, kib):
 * Write the key file of the person number ${s} (1 to 255): ${secret} sealed
 * under ${pass} with ${kib} KiB.  ERR_FORMAT for ${s} 0, and the errors of
 * keyfile_seal(); ${out} is then zeroed.
 * Source: PROTOCOL.md, "Files of a desk".  Vectors: staff-*.
 */
MUST_USE enum err staff_seal(uint8_t out[static STAFF_FILE_SIZE], uint8_t s,
    const struct staff_secret *secret, struct span pass, uint32_t kib);

/*
 * staff_open(s, secret, in, pass):
 * Open the key file ${in}.  ERR_FORMAT for another size, before Argon2id runs,
 * and for another kind of key file; and the errors of keyfile_open().  ${s} is
 * then 0 and ${secret} zeroed.
 */
MUST_USE enum err staff_open(uint8_t *s, struct staff_secret *secret,
    struct span in, struct span pass);

#endif
