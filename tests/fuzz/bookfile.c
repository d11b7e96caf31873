/* bookfile.c - fuzz the padded plain of a casebook, and files that are no
 * casebook. */

#include "bookfile.h"
#include "fuzz.h"

enum { MOST = 3 << 20, CHUNK = 1 << 17 };

static uint8_t plain[MOST];

/* Read again what was read, by the table of PROTOCOL.md. */
static void
holds(struct span db, size_t n)
{
	static uint8_t again[MOST];

	must(db.p == plain + 8 && within(db, plain, n));
	must(bookfile_plain_size(db.n) == n);
	must(bookfile_size(db.n) == 8 + 24 + n + 16);
	bookfile_plain_put(again, db);
	must(memcmp(plain, again, n) == 0);
}

/*
 * Input: u8 size in eighths of a MiB, u8 bytes more, then the first bytes; the
 * last byte is the plain's last.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint8_t name[BOOK_NAME_SIZE];
	static const struct key key;
	struct reader r = { data, size, false };
	size_t n = wire_u8(&r) % 24 * (size_t)CHUNK;
	struct span db;
	struct span rest;

	n += wire_u8(&r) % 3;
	rest = wire_span(&r, r.n);
	memset(plain, 0, n);
	if (rest.n > 0 && rest.n < n) {
		memcpy(plain, rest.p, rest.n - 1);
		plain[n - 1] = rest.p[rest.n - 1];
	}
	if (bookfile_plain_read(&db, (struct span){ plain, n }) == OK)
		holds(db, n);
	else
		must(db.p == NULL && db.n == 0);
	must(bookfile_open(&db, plain, n, &key, name) != OK && db.p == NULL);
	return 0;
}
