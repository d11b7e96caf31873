/* hash.c - UH and KH: BLAKE2b-256 with a label, plain and keyed. */

#include "hash.h"

#include <string.h>

void
hash_begin(struct hash *h, const uint8_t *key, const char *label)
{
	size_t n = strlen(label);
	uint8_t len = (uint8_t)n;

	/* cannot fail: sizes are constants within the library's limits */
	(void)crypto_generichash_init(&h->st, key, key == NULL ? 0 : 32,
	    HASH_SIZE);
	hash_add(h, &len, 1);
	hash_add(h, label, n);
}

void
hash_add(struct hash *h, const void *p, size_t n)
{
	(void)crypto_generichash_update(&h->st, p, n);
}

void
hash_end(struct hash *h, uint8_t out[static HASH_SIZE])
{
	(void)crypto_generichash_final(&h->st, out, HASH_SIZE);
	hash_wipe(h);
}

void
uh(uint8_t out[static HASH_SIZE], const char *label, const void *p, size_t n)
{
	WIPED(hash) h;

	hash_begin(&h, NULL, label);
	hash_add(&h, p, n);
	hash_end(&h, out);
}

void
kh(uint8_t out[static HASH_SIZE], const uint8_t key[static 32],
    const char *label, const void *p, size_t n)
{
	WIPED(hash) h;

	hash_begin(&h, key, label);
	hash_add(&h, p, n);
	hash_end(&h, out);
}
