/* stream.c - fixed randomness for tests: draws of any sizes give one sequence.
 */

#include "stream.h"

#include <string.h>

#include <sodium.h>

#include "fields.h"

enum {
	BLOCK = 64,
	SEED_MAX = 64,
};

static struct {
	uint8_t in[SEED_MAX + 8]; /* seed || u64 */
	size_t seed_n;
	uint8_t block[BLOCK];
	uint64_t at;
	struct reader tape;
	enum { STOPPED, SEEDED, TAPED } from;
} stream;

static uint8_t
next_byte(void)
{
	uint64_t i = stream.at / BLOCK;

	if (stream.at % BLOCK == 0) {
		for (size_t k = 0; k < 8; k++)
			stream.in[stream.seed_n + k] =
			    (uint8_t)(i >> (8 * (7 - k)));
		(void)crypto_generichash(stream.block, BLOCK, stream.in,
		    stream.seed_n + 8, NULL, 0);
	}
	return stream.block[stream.at++ % BLOCK];
}

static void
draw(void *const buf, const size_t size)
{
	uint8_t *p = buf;

	for (size_t i = 0; i < size; i++)
		p[i] =
		    stream.from == SEEDED ? next_byte() : wire_u8(&stream.tape);
	if (stream.from == STOPPED || stream.tape.bad)
		die("nothing to draw from", "randomness");
}

static uint32_t
draw_word(void)
{
	uint8_t b[4];

	draw(b, sizeof(b));
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	    (uint32_t)b[3] << 24;
}

static const char *
name(void)
{
	return "fixed";
}

void
stream_install(void)
{
	static const randombytes_implementation fixed = {
		.implementation_name = name,
		.random = draw_word,
		.buf = draw,
	};

	(void)randombytes_set_implementation(&fixed);
}

void
stream_seed(struct span seed)
{
	if (seed.n > SEED_MAX)
		die("a long seed", "randomness");
	memset(&stream, 0, sizeof(stream));
	if (seed.n > 0)
		memcpy(stream.in, seed.p, seed.n);
	stream.seed_n = seed.n;
	stream.from = SEEDED;
}

void
stream_tape(struct span tape)
{
	memset(&stream, 0, sizeof(stream));
	stream.tape = (struct reader){ tape.p, tape.n, false };
	stream.from = TAPED;
}

void
stream_stop(bool dry)
{
	if (dry && stream.tape.n > 0)
		die("something left on the tape", "randomness");
	memset(&stream, 0, sizeof(stream));
}
