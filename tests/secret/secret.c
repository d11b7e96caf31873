/* secret.c - runs libtip on secrets that memcheck treats as undefined.
 *
 * usage: valgrind ... secret OPERATION      (without one: their names)
 *
 * Keys, receipts and drawn bytes are marked as never written. Memcheck then
 * reports each branch and each address that depends on one. The functions under
 * "known" mark what an observer may know from there on.
 */

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <valgrind/memcheck.h>

#include "board.h"
#include "cell.h"
#include "envelope.h"
#include "receipt.h"
#include "wrap.h"

enum {
	DESKS = 2,
	RECORDS = 64,
};

static bool draws_hidden; /* drawn bytes are marked too */

static void
hide(void *p, size_t n)
{
	(void)VALGRIND_MAKE_MEM_UNDEFINED(p, n);
}

/* Each byte has undefined bits: the secret has gone into all of it. */
static bool
is_hidden(const void *p, size_t n)
{
	const uint8_t *b = p;
	uint8_t unknown = 0;

	for (size_t i = 0; i < n; i++)
		if (VALGRIND_GET_VBITS(b + i, &unknown, 1) != 1 || unknown == 0)
			return false;
	return true;
}

/* ---- known ---- */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(int, crypto_verify_16, const unsigned char *, const unsigned char *);
WRAPPED(int, sodium_memcmp, const void *, const void *, size_t);
WRAPPED(uint32_t, randombytes_uniform, uint32_t);
WRAPPED(int, crypto_scalarmult_curve25519, unsigned char *,
    const unsigned char *, const unsigned char *);
WRAPPED(int, crypto_kem_xwing_keypair, unsigned char *, unsigned char *);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

/* Known: whether a tag is right, because the box then opens, or does not. */
int
WRAP(crypto_verify_16)(const unsigned char *a, const unsigned char *b)
{
	int r = REAL(crypto_verify_16)(a, b);

	(void)VALGRIND_MAKE_MEM_DEFINED(&r, sizeof(r));
	return r;
}

/*
 * Known: whether a commitment is right, and which record is the tipster's own.
 * Whether ML-KEM accepts its ciphertext, a longer comparison, stays unknown.
 */
int
WRAP(sodium_memcmp)(const void *a, const void *b, size_t n)
{
	int r = REAL(sodium_memcmp)(a, b, n);

	if (n == COMMIT_SIZE)
		(void)VALGRIND_MAKE_MEM_DEFINED(&r, sizeof(r));
	return r;
}

/* Known: the order of the slots, which sets the address of each write. */
uint32_t
WRAP(randombytes_uniform)(uint32_t below)
{
	const bool hidden = draws_hidden;
	uint32_t r;

	draws_hidden = false;
	r = REAL(randombytes_uniform)(below);
	draws_hidden = hidden;
	return r;
}

/* Known: whether a point from outside is one of the few of low order. */
int
WRAP(crypto_scalarmult_curve25519)(unsigned char *q, const unsigned char *n,
    const unsigned char *p)
{
	int r = REAL(crypto_scalarmult_curve25519)(q, n, p);

	(void)VALGRIND_MAKE_MEM_DEFINED(&r, sizeof(r));
	return r;
}

/* Known: a public key, also that of a dummy, whose secret nobody keeps. */
int
WRAP(crypto_kem_xwing_keypair)(unsigned char *pk, unsigned char *sk)
{
	int r = REAL(crypto_kem_xwing_keypair)(pk, sk);

	(void)VALGRIND_MAKE_MEM_DEFINED(pk, DESK_PUBLIC_SIZE);
	return r;
}

/* ---- unknown ---- */
static const char *
draw_name(void)
{
	return "hidden";
}

static void
draw(void *p, size_t n)
{
	static const uint8_t seed[randombytes_SEEDBYTES] = { 1 };
	static uint8_t count;
	uint8_t own[sizeof(seed)];

	memcpy(own, seed, sizeof(own));
	own[1] = count++;
	randombytes_buf_deterministic(p, n, own);
	if (draws_hidden)
		hide(p, n);
}

static uint32_t
draw_number(void)
{
	uint32_t r;

	draw(&r, sizeof(r));
	return r;
}

static struct randombytes_implementation draws = { draw_name, draw_number, NULL,
	NULL, draw, NULL };

/* ---- operations ---- */
static struct epoch epoch[DESKS];
static struct desk_public key[DESKS];
static struct thread_secret thread[DESKS];
static uint8_t body[BODY_SIZE];
static uint8_t envelope[ENVELOPE_SIZE];
static struct opened opened;
static struct desk_id desk = { { 7 } };

static bool
sealed(void)
{
	struct seal_to to[DESKS];

	for (size_t i = 0; i < DESKS; i++) {
		if (epoch_draw(&epoch[i], &key[i], 100) != OK)
			return false;
		thread_draw(&thread[i]);
		to[i] = (struct seal_to){ &key[i], &thread[i] };
	}
	return envelope_seal(envelope, body, to, DESKS) == OK;
}

static bool
do_seal(void)
{
	hide(body, sizeof(body));
	draws_hidden = true;
	return sealed() && is_hidden(envelope + BODY_AT, SEALED_BODY_SIZE);
}

static bool
do_dummy(void)
{
	draws_hidden = true;
	return envelope_dummy(envelope) == OK &&
	    is_hidden(envelope + COMMIT_AT, COMMIT_SIZE);
}

static bool
do_open(void)
{
	if (!sealed())
		return false;
	for (size_t i = 0; i < DESKS; i++)
		hide(&epoch[i].secret, sizeof(epoch[i].secret));
	return envelope_open(&opened, envelope, &epoch[1], 1) == OK &&
	    is_hidden(opened.body, sizeof(opened.body)) &&
	    is_hidden(&opened.thread, sizeof(opened.thread));
}

/* Altered: no slot opens. */
static bool
do_open_altered(void)
{
	if (!sealed())
		return false;
	envelope[BODY_AT] ^= 1;
	hide(&epoch[0].secret, sizeof(epoch[0].secret));
	return envelope_open(&opened, envelope, &epoch[0], 1) == ERR_OPEN;
}

static bool
do_public(void)
{
	if (epoch_draw(&epoch[0], &key[0], 100) != OK)
		return false;
	hide(&epoch[0].secret, sizeof(epoch[0].secret));
	return epoch_public(&key[0], &epoch[0]) == OK;
}

static bool
do_thread(void)
{
	static const struct service_id service = { { 3 } };
	struct receipt r;
	struct root root;
	struct thread_secret t;
	struct thread keys;
	struct addr addr;
	const struct salt salt = { { 5 } };

	memset(r.b, '4', sizeof(r.b));
	hide(&r, sizeof(r));
	receipt_root(&root, &r, &service);
	thread_derive(&t, &root, &desk);
	thread_keys(&keys, &t, &desk);
	mailbox_addr(&addr, &keys.ak, &salt);
	return is_hidden(&keys, sizeof(keys)) && is_hidden(&addr, sizeof(addr));
}

/* A board of one desk; with ${found}, one of its records is for ${t}. */
static uint8_t board[2 + SECTION_HEAD_SIZE + RECORDS * RECORD_SIZE];

static void
board_make(const struct thread *t, bool found)
{
	static const struct salt salt = { { 9 } };
	static uint8_t plain[CELL_BODY_SIZE];
	struct writer w = { board, sizeof(board), 0, false };
	struct addr addr;

	wire_put_u8(&w, 1);
	wire_put_u8(&w, 1);
	wire_put(&w, &desk, sizeof(desk));
	wire_put_u16(&w, RECORDS);
	wire_put(&w, &salt, sizeof(salt));
	mailbox_addr(&addr, &t->ak, &salt);
	for (size_t i = 0; i < RECORDS; i++) {
		uint8_t *record = board + w.n + i * RECORD_SIZE;

		record_random(record);
		record[0] = (uint8_t)(i < RECORDS / 2 ? 0 : 255);
		record[1] = (uint8_t)i;
		if (!found || i != RECORDS / 2 - 1)
			continue;
		memcpy(record, addr.b, ADDR_SIZE);
		cell_seal(record + ADDR_SIZE, plain, &t->ck, &addr);
	}
}

static bool
board_do(bool found)
{
	static uint8_t out[CELL_BODY_SIZE];
	struct thread_secret t;
	struct thread keys;
	enum err e;

	thread_draw(&t);
	thread_keys(&keys, &t, &desk);
	board_make(&keys, found);
	hide(&t, sizeof(t));
	thread_keys(&keys, &t, &desk);
	e = board_read(out, (struct span){ board, sizeof(board) }, &keys,
	    &desk);
	if (!found)
		return e == ERR_MISSING;
	return e == OK && is_hidden(out, sizeof(out));
}

static bool
do_board(void)
{
	return board_do(true);
}

static bool
do_board_none(void)
{
	return board_do(false);
}

static bool
do_cell(void)
{
	static uint8_t plain[CELL_BODY_SIZE];
	static uint8_t out[CELL_BODY_SIZE];
	static uint8_t cell[CELL_SIZE];
	struct cell_key ck = { { 1 } };
	const struct addr addr = { { 2 } };

	hide(plain, sizeof(plain));
	hide(&ck, sizeof(ck));
	cell_seal(cell, plain, &ck, &addr);
	/* a cell is public */
	(void)VALGRIND_MAKE_MEM_DEFINED(cell, sizeof(cell));
	if (cell_open(out, cell, &ck, &addr) != OK ||
	    !is_hidden(out, sizeof(out)))
		return false;
	cell[CELL_SIZE - 1] ^= 1;
	return cell_open(out, cell, &ck, &addr) == ERR_OPEN;
}

/* ---- controls: memcheck must find these ---- */
static bool
plant_branch(void)
{
	struct desk_secret k = { { 1, 2 } };

	hide(&k, sizeof(k));
	if (k.b[0] != 0)
		(void)puts("a branch");
	return true;
}

static bool
plant_address(void)
{
	static volatile uint8_t table[256];
	struct desk_secret k = { { 1, 2 } };

	hide(&k, sizeof(k));
	table[k.b[1]] = 1;
	return table[1] == 0 || table[2] == 1;
}

static const struct {
	const char *name;
	bool (*run)(void);
} operations[] = {
	{ "seal", do_seal },
	{ "dummy", do_dummy },
	{ "open", do_open },
	{ "open-altered", do_open_altered },
	{ "public", do_public },
	{ "thread", do_thread },
	{ "cell", do_cell },
	{ "board", do_board },
	{ "board-none", do_board_none },
	{ "plant-branch", plant_branch },
	{ "plant-address", plant_address },
};

int
main(int argc, char **argv)
{
	const size_t n = sizeof(operations) / sizeof(operations[0]);

	(void)randombytes_set_implementation(&draws);
	if (sodium_init() < 0)
		return 1;
	for (size_t i = 0; i < n; i++) {
		if (argc < 2)
			(void)puts(operations[i].name);
		else if (strcmp(argv[1], operations[i].name) == 0)
			return operations[i].run() ? 0 : 1;
	}
	return argc < 2 ? 0 : 2;
}
