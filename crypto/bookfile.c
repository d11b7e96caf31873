/* bookfile.c - the casebook at rest: a database, padded and sealed. */

#include "bookfile.h"

#include <string.h>

static const char magic[] = "TIPBOOK1";

enum {
	MAGIC_SIZE = 8,
	LENGTH_SIZE = 8,
	PLAIN_AT = MAGIC_SIZE + NONCE_SIZE,
};

/* ${n} rounded up to an eighth of the power of two below it. */
static size_t
padded(size_t n)
{
	size_t power = BOOK_MIN;
	size_t step;

	while (power <= n / 2)
		power *= 2;
	step = power / 8;
	return n <= BOOK_MIN ? BOOK_MIN : (n + step - 1) / step * step;
}

size_t
bookfile_plain_size(size_t db)
{
	return db > BOOK_MAX ? 0 : padded(db + LENGTH_SIZE);
}

enum err
bookfile_size_check(size_t plain)
{
	return plain <= bookfile_plain_size(BOOK_MAX) && padded(plain) == plain
	    ? OK
	    : ERR_FORMAT;
}

void
bookfile_plain_put(uint8_t *out, struct span db)
{
	size_t n = bookfile_plain_size(db.n);
	struct writer w = { out, n, 0, false };

	wire_put_u64(&w, db.n);
	wire_put(&w, db.p, db.n);
	memset(out + w.n, 0, n - w.n);
}

enum err
bookfile_plain_read(struct span *db, struct span plain)
{
	struct reader r = { plain.p, plain.n, false };
	uint64_t n = wire_u64(&r);
	struct span got;

	*db = (struct span){ NULL, 0 };
	if (n > BOOK_MAX || plain.n != bookfile_plain_size((size_t)n))
		return ERR_FORMAT;
	got = wire_span(&r, (size_t)n);
	if (r.bad || !sodium_is_zero(r.p, r.n))
		return ERR_FORMAT;
	*db = got;
	return OK;
}

size_t
bookfile_size(size_t db)
{
	size_t n = bookfile_plain_size(db);

	return n == 0 ? 0 : PLAIN_AT + n + TAG_SIZE;
}

/* The additional data: magic || name. */
static void
ad_put(uint8_t ad[static MAGIC_SIZE + BOOK_NAME_SIZE], const uint8_t *name)
{
	memcpy(ad, magic, MAGIC_SIZE);
	memcpy(ad + MAGIC_SIZE, name, BOOK_NAME_SIZE);
}

enum err
bookfile_seal(uint8_t *out, struct span db, const struct key *key,
    const uint8_t name[static BOOK_NAME_SIZE])
{
	size_t n = bookfile_plain_size(db.n);
	uint8_t ad[MAGIC_SIZE + BOOK_NAME_SIZE];

	if (n == 0)
		return ERR_TOO_LONG;
	ad_put(ad, name);
	memcpy(out, magic, MAGIC_SIZE);
	randombytes_buf(out + MAGIC_SIZE, NONCE_SIZE);
	bookfile_plain_put(out + PLAIN_AT, db);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(out + PLAIN_AT, NULL,
	    out + PLAIN_AT, n, ad, sizeof(ad), NULL, out + MAGIC_SIZE, key->b);
	return OK;
}

enum err
bookfile_open(struct span *db, uint8_t *file, size_t n, const struct key *key,
    const uint8_t name[static BOOK_NAME_SIZE])
{
	struct reader r = { file, n, false };
	uint8_t ad[MAGIC_SIZE + BOOK_NAME_SIZE];
	uint8_t *plain = file + PLAIN_AT;
	enum err e = wire_magic(&r, magic);

	*db = (struct span){ NULL, 0 };
	if (e != OK)
		return e;
	if (n < PLAIN_AT + BOOK_MIN + TAG_SIZE ||
	    bookfile_size_check(n - PLAIN_AT - TAG_SIZE) != OK)
		return ERR_FORMAT;
	n -= PLAIN_AT;
	ad_put(ad, name);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, plain,
		n, ad, sizeof(ad), file + MAGIC_SIZE, key->b) != 0)
		return ERR_OPEN;
	e = bookfile_plain_read(db, (struct span){ plain, n - TAG_SIZE });
	if (e != OK)
		sodium_memzero(plain, n);
	return e;
}
