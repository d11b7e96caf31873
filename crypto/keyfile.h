/* keyfile.h - seal and open secrets under a passphrase. */

#ifndef KEYFILE_H
#define KEYFILE_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "label.h"
#include "wire.h"

enum key_kind {
	KEY_ROOT = 1,
	KEY_IK,
	KEY_DESK,
	KEY_STAFF,
};

enum {
	KEYFILE_OPS = 4,
	KEYFILE_OPS_MIN = 3,
	KEYFILE_OPS_MAX = 10,
	KEYFILE_KIB = 1024 * 1024,
	KEYFILE_KIB_MIN = 256 * 1024,
	KEYFILE_KIB_MAX = 4 * 1024 * 1024,
};

/*
 * keyfile_seal(out, plain, pass, kib):
 * Seal ${plain} (u8 kind || secrets) under ${pass} and a new salt to
 * ${plain.n} + KEYFILE_EXTRA bytes.  ERR_MEMORY if Argon2id cannot get ${kib}
 * KiB, ERR_KEY for a passphrase over PASSPHRASE_MAX bytes, ERR_FORMAT for an
 * empty ${plain} or a ${kib} outside the limits; ${out} is then zeroed.
 * Source: PROTOCOL.md, "Keys and notes".  Vectors: keyfile-*.
 */
MUST_USE enum err keyfile_seal(uint8_t *out, struct span plain,
    struct span pass, uint32_t kib);

/*
 * keyfile_open(out, in, pass):
 * Open ${in} with ${pass} to ${in.n} - KEYFILE_EXTRA bytes.  ERR_FORMAT, also
 * for a cost outside the limits; ERR_MEMORY; ERR_KEY for a wrong passphrase or
 * one over PASSPHRASE_MAX bytes; ERR_OPEN if damaged.  ${out} is then zeroed.
 */
MUST_USE enum err keyfile_open(uint8_t *out, struct span in, struct span pass);

#endif
