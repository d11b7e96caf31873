/* dice.h - makes libsodium draw random bytes that the test has chosen. */

#ifndef DICE_H
#define DICE_H

#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

static const uint8_t *dice_bytes;
static size_t dice_left;

/* The loaded bytes first, then zeros. */
static uint8_t
dice_byte(void)
{
	if (dice_left == 0)
		return 0;
	dice_left--;
	return *dice_bytes++;
}

static void
dice_buf(void *const p, const size_t n)
{
	uint8_t *out = p;

	for (size_t i = 0; i < n; i++)
		out[i] = dice_byte();
}

static uint32_t
dice_uniform(const uint32_t below)
{
	return dice_byte() % below;
}

static const char *
dice_name(void)
{
	return "dice";
}

static uint32_t
dice_random(void)
{
	return dice_byte();
}

/* From now on every random byte comes from ${p}. */
static inline void
dice_load(const uint8_t *p, size_t n)
{
	static struct randombytes_implementation dice = {
		.implementation_name = dice_name,
		.random = dice_random,
		.uniform = dice_uniform,
		.buf = dice_buf,
	};

	dice_bytes = p;
	dice_left = n;
	(void)randombytes_set_implementation(&dice);
}

/* From now on random bytes come from the system again. */
static inline void
dice_end(void)
{
	(void)randombytes_set_implementation(
	    &randombytes_sysrandom_implementation);
}

#endif
