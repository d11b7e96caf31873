/* keys.h - what a desk keeps secret: desk.key, ik.key; and ROOT's root.key. */

#ifndef KEYS_H
#define KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"
#include "hash.h"
#include "keyfile.h"
#include "note.h"
#include "passphrase.h"
#include "wire.h"

enum {
	/* 13 weeks ahead, what is not yet destroyed, and some of it twice */
	KEYS_EPOCHS_MAX = 128,
};

#define KEYS_DESK "desk.key"
#define KEYS_IK "ik.key"
#define KEYS_ROOT "root.key"

/* The contents of desk.key.  Large and secret: locked_new(). */
struct desk_keys {
	struct sign_seed ops;
	struct key casebook;
	size_t n;
	/* by week; the newest of a week last */
	struct epoch epoch[KEYS_EPOCHS_MAX];
};
WIPE_FUNCTION(desk_keys);

/* How a key file is locked. */
struct keyhole {
	struct span pass;
	uint32_t kib;
};

/* Argon2id's memory for new files: 1 GiB, 256 MiB below 3 GiB of memory. */
uint32_t keys_default_kib(void);

/* The memory that the key file ${name} asks for; 0 if it is not one. */
uint32_t keys_kib(int dir, const char *name);

/*
 * keys_write(), keys_read(): desk.key in ${dir}.  Written whole or not at
 * all.  Read with each form of ${pass} until one opens it.  Errors of file.h
 * and keyfile.h; ERR_FORMAT for another kind of key.
 */
MUST_USE enum err keys_write(int dir, const struct desk_keys *k,
    const struct keyhole *hole);
MUST_USE enum err keys_read(struct desk_keys *k, int dir,
    const struct passphrase *pass);

/* The same for ${kind} KEY_ROOT or KEY_IK: one seed. */
MUST_USE enum err seed_write(int dir, const char *name, enum key_kind kind,
    const struct sign_seed *seed, const struct keyhole *hole);
MUST_USE enum err seed_read(struct sign_seed *seed, int dir, const char *name,
    enum key_kind kind, const struct passphrase *pass);

/* The newest epoch of ${week}, or NULL. */
const struct epoch *keys_epoch(const struct desk_keys *k, uint16_t week);

/*
 * keys_add(k, e):
 * Put ${e} behind those of its week and before: what was sealed to an older
 * key must still be opened.  ERR_FULL if there is no room.
 */
MUST_USE enum err keys_add(struct desk_keys *k, const struct epoch *e);

/* Wipe epochs of ${week} and before. */
void keys_drop(struct desk_keys *k, uint16_t week);

#endif
