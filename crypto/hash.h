/* hash.h - UH and KH: BLAKE2b-256 with a label, plain and keyed. */

#ifndef HASH_H
#define HASH_H

#include <stddef.h>
#include <stdint.h>

#include "label.h"
#include "secret.h"

/* A running hash.  hash_end() wipes it; declare it WIPED. */
struct hash {
	crypto_generichash_state st;
};
WIPE_FUNCTION(hash);

SECRET_TYPE(key, 32);

/*
 * hash_begin(h, key, label):
 * Begin UH(label, ...) if ${key} is NULL, else KH(key, label, ...).
 * Source: PROTOCOL.md, "Primitives".
 */
void hash_begin(struct hash *h, const uint8_t *key, const char *label);
void hash_add(struct hash *h, const void *p, size_t n);
void hash_end(struct hash *h, uint8_t out[static HASH_SIZE]);

/* UH(label, p[n]) in one call.  ${out} may be inside ${p}. */
void uh(uint8_t out[static HASH_SIZE], const char *label, const void *p,
    size_t n);

/* KH(key, label, p[n]) in one call. */
void kh(uint8_t out[static HASH_SIZE], const uint8_t key[static 32],
    const char *label, const void *p, size_t n);

#endif
