/* cell.c - tests sealing and opening a cell, and dummy records. */

#include <string.h>

#include "rows.h"

#include "cell.h"

static struct cell_key ck;
static struct addr addr;
static uint8_t body[CELL_BODY_SIZE];
static uint8_t cell[CELL_SIZE];
static uint8_t got[CELL_BODY_SIZE];

static void
seal(void)
{
	randombytes_buf(ck.b, sizeof(ck.b));
	randombytes_buf(addr.b, sizeof(addr.b));
	randombytes_buf(body, sizeof(body));
	cell_seal(cell, body, &ck, &addr);
}

static void
assert_closed(const struct cell_key *k, const struct addr *at, enum err want)
{
	memset(got, 9, sizeof(got));
	assert_int_equal(cell_open(got, cell, k, at), want);
	assert_true(sodium_is_zero(got, sizeof(got)));
}

static void
opens_what_was_sealed(void **state)
{
	(void)state;
	seal();
	assert_memory_equal(cell, "TIP1\1\2\0", 8);
	assert_int_equal(cell_open(got, cell, &ck, &addr), OK);
	assert_memory_equal(got, body, sizeof(got));
}

/* Open with libsodium alone, following PROTOCOL.md, "Cell and board". */
static void
opens_with_libsodium_alone(void **state)
{
	uint8_t ad[40] = "TIP1\1\2";

	(void)state;
	seal();
	memcpy(ad + 8, addr.b, 32);
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(got, NULL,
			     NULL, cell + 32, 2016, ad, sizeof(ad), cell + 8,
			     ck.b),
	    0);
	assert_memory_equal(got, body, sizeof(got));
}

static void
sealing_twice_gives_different_cells(void **state)
{
	static uint8_t first[CELL_SIZE];

	(void)state;
	seal();
	memcpy(first, cell, sizeof(cell));
	cell_seal(cell, body, &ck, &addr);
	assert_memory_not_equal(first + 8, cell + 8, 24);
	assert_memory_not_equal(first + 32, cell + 32, 32);
}

static void
any_flipped_bit_is_refused(void **state)
{
	(void)state;
	seal();
	for (size_t at = 0; at < CELL_SIZE; at++)
		for (unsigned bit = 0; bit < 8; bit++) {
			cell[at] ^= (uint8_t)(1U << bit);
			assert_closed(&ck, &addr,
			    at < HEADER_SIZE ? ERR_FORMAT : ERR_OPEN);
			cell[at] ^= (uint8_t)(1U << bit);
		}
	assert_int_equal(cell_open(got, cell, &ck, &addr), OK);
}

static void
refuses_wrong_key_and_wrong_mailbox(void **state)
{
	struct cell_key k;
	struct addr a;

	(void)state;
	seal();
	k = ck;
	a = addr;
	k.b[0] ^= 1;
	a.b[31] ^= 1;
	assert_closed(&k, &addr, ERR_OPEN);
	assert_closed(&ck, &a, ERR_OPEN); /* moved to another mailbox */
}

static void
dummy_records_look_like_cells_and_never_open(void **state)
{
	static uint8_t a[RECORD_SIZE];
	static uint8_t b[RECORD_SIZE];

	(void)state;
	seal();
	record_random(a);
	record_random(b);
	assert_memory_equal(a + ADDR_SIZE, cell, HEADER_SIZE);
	assert_memory_not_equal(a, b, ADDR_SIZE);
	assert_memory_not_equal(a + 64, b + 64, 64);
	assert_memory_not_equal(a + RECORD_SIZE - 16, b + RECORD_SIZE - 16, 16);
	memcpy(cell, a + ADDR_SIZE, CELL_SIZE);
	assert_closed(&ck, &addr, ERR_OPEN);
}

int
main(void)
{
	static struct rows all;

	ROW(all, opens_what_was_sealed);
	ROW(all, opens_with_libsodium_alone);
	ROW(all, sealing_twice_gives_different_cells);
	ROW(all, any_flipped_bit_is_refused);
	ROW(all, refuses_wrong_key_and_wrong_mailbox);
	ROW(all, dummy_records_look_like_cells_and_never_open);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_cell");
}
