/* note.h - sign and verify C2SP signed notes: one text, one signature. */

#ifndef NOTE_H
#define NOTE_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "label.h"
#include "secret.h"
#include "wire.h"

SECRET_TYPE(sign_seed, 32);
PUBLIC_TYPE(sign_public, 32);
PUBLIC_TYPE(note_hash, HASH_SIZE); /* UH("tip1/note", note) */

/* A named Ed25519 key, printed as "name+01234567+base64"; ROOT is pinned so. */
struct vkey {
	char name[KEY_NAME_MAX + 1];
	struct sign_public key;
};

enum {
	SIGNATURE_TEXT = 200, /* blank line and signature line, at most */
	VKEY_TEXT = KEY_NAME_MAX + 1 + 8 + 1 + 44 + 1, /* with NUL */
};

/* The public key of ${seed}. */
void sign_public_of(struct sign_public *out, const struct sign_seed *seed);

/*
 * note_sign(out, text, seed, name):
 * Write ${text} (which must end in LF), a blank line and one signature line.
 * ERR_FORMAT for another end of ${text} or a ${name} that is no key name;
 * ERR_TOO_LONG if ${out} has no room or NOTE_MAX is exceeded.
 */
MUST_USE enum err note_sign(struct writer *out, struct span text,
    const struct sign_seed *seed, const char *name);

/*
 * note_verify(text, note, key):
 * Check that ${note} is one text and exactly one signature, by ${key}, and
 * borrow its ${text} (with its last LF).  ERR_FORMAT or ERR_SIGNATURE.
 */
MUST_USE enum err note_verify(struct span *text, struct span note,
    const struct vkey *key);

void note_hash(struct note_hash *out, struct span note);

void vkey_print(char out[static VKEY_TEXT], const struct vkey *k);
MUST_USE enum err vkey_parse(struct vkey *k, struct span s);

/* Set ${k}; ERR_FORMAT if ${name} is not a key name. */
MUST_USE enum err vkey_set(struct vkey *k, struct span name,
    const struct sign_public *key);

#endif
