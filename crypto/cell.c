/* cell.c - seal and open one desk's reply to one receipt; dummy records. */

#include "cell.h"

#include <string.h>

static const uint8_t header[HEADER_SIZE] = { 'T', 'I', 'P', '1', SUITE,
	FORM_CELL, 0, 0 };

enum {
	NONCE_AT = HEADER_SIZE,
	TEXT_AT = NONCE_AT + NONCE_SIZE,
	AD_SIZE = HEADER_SIZE + ADDR_SIZE,
};

static void
cell_ad(uint8_t ad[static AD_SIZE], const struct addr *addr)
{
	memcpy(ad, header, HEADER_SIZE);
	memcpy(ad + HEADER_SIZE, addr->b, ADDR_SIZE);
}

void
cell_seal(uint8_t out[static CELL_SIZE],
    const uint8_t body[static CELL_BODY_SIZE], const struct cell_key *ck,
    const struct addr *addr)
{
	uint8_t ad[AD_SIZE];

	cell_ad(ad, addr);
	memcpy(out, header, HEADER_SIZE);
	randombytes_buf(out + NONCE_AT, NONCE_SIZE);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(out + TEXT_AT, NULL,
	    body, CELL_BODY_SIZE, ad, sizeof(ad), NULL, out + NONCE_AT, ck->b);
}

enum err
cell_open(uint8_t out[static CELL_BODY_SIZE],
    const uint8_t in[static CELL_SIZE], const struct cell_key *ck,
    const struct addr *addr)
{
	uint8_t ad[AD_SIZE];

	memset(out, 0, CELL_BODY_SIZE);
	if (memcmp(in, header, HEADER_SIZE) != 0)
		return ERR_FORMAT;
	cell_ad(ad, addr);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL,
		in + TEXT_AT, CELL_BODY_SIZE + TAG_SIZE, ad, sizeof(ad),
		in + NONCE_AT, ck->b) == 0)
		return OK;
	/* a bad tag skips the cipher: run it too, so that timing is the same */
	(void)crypto_stream_xchacha20(out, CELL_BODY_SIZE, in + NONCE_AT,
	    ck->b);
	memset(out, 0, CELL_BODY_SIZE);
	return ERR_OPEN;
}

void
record_random(uint8_t out[static RECORD_SIZE])
{
	randombytes_buf(out, RECORD_SIZE);
	memcpy(out + ADDR_SIZE, header, HEADER_SIZE);
}
