/* seed.h - secrets in key files under a passphrase: ROOT, IK, a person's. */

#ifndef CORE_SEED_H
#define CORE_SEED_H

#include <stddef.h>
#include <stdint.h>

#include "core/passphrase.h"
#include "err.h"
#include "keyfile.h"
#include "note.h"
#include "staff.h"
#include "wire.h"

#define SEED_IK "ik.key"
#define SEED_ROOT "root.key"

/* How a key file is locked. */
struct keyhole {
	struct span pass;
	uint32_t kib;
};

/* Argon2id's memory for new files: 1 GiB, 256 MiB below 3 GiB of memory. */
uint32_t seed_default_kib(void);

/* The memory that the key file ${name} asks for; 0 if it is not one. */
uint32_t seed_kib(int dir, const char *name);

/*
 * seed_write(), seed_read(): a seed of ${kind} KEY_ROOT or KEY_IK in the file
 * ${name}.  Written whole or not at all.  Read with each form of ${pass} until
 * one opens it.  Errors of file.h and keyfile.h; ERR_FORMAT for another kind.
 */
MUST_USE enum err seed_write(int dir, const char *name, enum key_kind kind,
    const struct sign_seed *seed, const struct keyhole *hole);
MUST_USE enum err seed_read(struct sign_seed *seed, int dir, const char *name,
    enum key_kind kind, const struct passphrase *pass);

/* "12.key", in the folder "staff" of the desk's. */
enum {
	PERSON_FILE = 9,
};
#define PERSON_FOLDER "staff"
void person_file(char out[static PERSON_FILE], uint8_t s);

/* "12.next": a new key that counts from when the desk lists it. */
void person_next(char out[static PERSON_FILE], uint8_t s);

/* Open that folder of ${desk}, and make it if it is not there; -1. */
int person_folder(int desk);

/*
 * person_next_take(dir, s):
 * Put the key that comes next in the place of the one of person ${s}, which is
 * overwritten.  ERR_IO ...: both stay.
 */
MUST_USE enum err person_next_take(int dir, uint8_t s);

/* The same for the key file of person ${s}; its number comes back. */
MUST_USE enum err person_write(int dir, const char *name, uint8_t s,
    const struct staff_secret *secret, const struct keyhole *hole);
MUST_USE enum err person_read(uint8_t *s, struct staff_secret *secret, int dir,
    const char *name, const struct passphrase *pass);

#endif
