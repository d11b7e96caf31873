/* qr.c - makes a QR code with libqrencode, in memory that is wiped. */

#include "qr.h"

#include <string.h>

#include <qrencode.h>
#include <sodium.h>

enum {
	ARENA_SIZE = 32768,
	ALIGN = 16,
};

/* libqrencode's allocations, one after another; qr_print() wipes them. */
static struct {
	_Alignas(ALIGN) uint8_t b[ARENA_SIZE];
	size_t n;
} arena;

/* tools/build/qrencode.sh compiles libqrencode to call these. */
void *qr_alloc(size_t n);
void *qr_zeroed(size_t n, size_t size);
void *qr_larger(void *p, size_t n);
void qr_free(void *p);

/* Store the length before each allocation: qr_larger() needs it. */
void *
qr_alloc(size_t n)
{
	size_t whole = ALIGN + (n + ALIGN - 1) / ALIGN * ALIGN;
	uint8_t *p = arena.b + arena.n;

	if (n > ARENA_SIZE || whole > ARENA_SIZE - arena.n)
		return NULL;
	arena.n += whole;
	memcpy(p, &n, sizeof(n));
	return p + ALIGN;
}

/* The unused part of the arena is zero. */
void *
qr_zeroed(size_t n, size_t size)
{
	return size > 0 && n > ARENA_SIZE / size ? NULL : qr_alloc(n * size);
}

void *
qr_larger(void *p, size_t n)
{
	void *larger = qr_alloc(n);
	size_t had = 0;

	if (p == NULL || larger == NULL)
		return larger;
	memcpy(&had, (uint8_t *)p - ALIGN, sizeof(had));
	memcpy(larger, p, had < n ? had : n);
	return larger;
}

void
qr_free(void *p)
{
	(void)p;
}

size_t
qr_print(uint8_t out[static QR_SIDE_MAX * QR_SIDE_MAX], const uint8_t *digits,
    size_t n)
{
	QRcode *code = NULL;
	QRinput *input;
	size_t side = 0;

	arena.n = 0;
	input = QRinput_new2(0, QR_ECLEVEL_M);
	if (input != NULL &&
	    QRinput_append(input, QR_MODE_NUM, (int)n, digits) == 0)
		code = QRcode_encodeInput(input);
	if (code != NULL && code->width <= QR_SIDE_MAX)
		side = (size_t)code->width;
	for (size_t i = 0; i < side * side; i++)
		out[i] = code->data[i] & 1;
	sodium_memzero(&arena, sizeof(arena));
	return side;
}
