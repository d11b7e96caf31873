/* receipt.c - the 24 digits that a tipster keeps. */

#include "receipt.h"

#include <string.h>

#include "hash.h"
#include "text.h"

/* The two check digits, 2 to 98, that the first 22 digits want. */
static unsigned
check_of(const struct receipt *r)
{
	unsigned v = 0;

	for (size_t i = 0; i < RECEIPT_DRAWN; i++)
		v = (v * 10 + r->b[i] - '0') % 97;
	return 98 - v * 100 % 97;
}

void
receipt_draw(struct receipt *r)
{
	unsigned check;
	uint8_t byte;

	for (size_t i = 0; i < RECEIPT_DRAWN;) {
		randombytes_buf(&byte, 1);
		if (byte < 250) /* the rest would favour small digits */
			r->b[i++] = (uint8_t)('0' + byte % 10);
	}
	sodium_memzero(&byte, sizeof(byte));
	check = check_of(r);
	r->b[RECEIPT_DRAWN] = (uint8_t)('0' + check / 10);
	r->b[RECEIPT_DRAWN + 1] = (uint8_t)('0' + check % 10);
}

/* The value of a digit, -1 for what is dropped, -2 for anything else. */
static int
digit_of(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0x660 && c <= 0x669)
		return (int)(c - 0x660);
	if (c >= 0x6f0 && c <= 0x6f9)
		return (int)(c - 0x6f0);
	if (c == ' ' || c == 0xa0 || c == 0x202f || c == '-' || c == '.' ||
	    (c >= 0x2010 && c <= 0x2013))
		return -1;
	return -2;
}

enum err
receipt_parse(struct receipt *r, const char *in, size_t n)
{
	WIPED(receipt) got = { { 0 } };
	struct reader rd = { (const uint8_t *)in, n, false };
	unsigned check;
	size_t len = 0;

	memset(r->b, 0, sizeof(r->b));
	while (rd.n > 0) {
		int d = digit_of(text_char(&rd));

		if (rd.bad || d == -2 || (d >= 0 && len == RECEIPT_DIGITS))
			return ERR_FORMAT;
		if (d >= 0)
			got.b[len++] = (uint8_t)('0' + d);
	}
	if (len != RECEIPT_DIGITS)
		return ERR_FORMAT;
	check = (unsigned)(got.b[22] - '0') * 10 + (unsigned)(got.b[23] - '0');
	if (check !=
	    check_of(&got)) /* also refuses 00, 01, 99 for 97, 98, 02 */
		return ERR_CHECK;
	*r = got;
	return OK;
}

void
receipt_print(char out[static RECEIPT_TEXT], const struct receipt *r)
{
	size_t n = 0;

	for (size_t i = 0; i < RECEIPT_DIGITS; i++) {
		if (i > 0 && i % 4 == 0)
			out[n++] = ' ';
		out[n++] = (char)r->b[i];
	}
	out[n] = '\0';
}

void
receipt_begin(struct root *root, const struct receipt *r,
    const struct service_id *service)
{
	WIPED(hash) h;

	hash_begin(&h, NULL, LABEL_RECEIPT);
	hash_add(&h, service->b, sizeof(service->b));
	hash_add(&h, r->b, sizeof(r->b));
	hash_end(&h, root->b);
}

void
receipt_root(struct root *root, const struct receipt *r,
    const struct service_id *service)
{
	receipt_begin(root, r, service);
	receipt_stretch(root, 1, STRETCH_STEPS);
}

void
receipt_stretch(struct root *root, uint32_t from, uint32_t to)
{
	WIPED(hash) h;

	for (uint32_t i = from; i <= to; i++) {
		const uint8_t be[4] = { (uint8_t)(i >> 24), (uint8_t)(i >> 16),
			(uint8_t)(i >> 8), (uint8_t)i };

		hash_begin(&h, NULL, LABEL_STRETCH);
		hash_add(&h, root->b, sizeof(root->b));
		hash_add(&h, be, sizeof(be));
		hash_end(&h, root->b);
	}
}
