/* board.c - tests checking a board and finding a cell in it. */

#include <string.h>

#include "rows.h"

#include "board.h"
#include "cell.h"

enum { CAP = 2 + 5000 * RECORD_SIZE };

static uint8_t board[CAP];
static struct thread thread;
static const struct desk_id desk = { { 1 } };

/* A board of desks 0, 1, ... with ${counts} records, which end with -1. */
static struct span
board_put(const int *counts)
{
	struct writer w = { board, sizeof(board), 2, false };
	uint8_t n = 0;

	for (; counts[n] >= 0; n++) {
		uint8_t id[32] = { n };
		uint8_t salt[SALT_SIZE] = { 0x5a };
		uint8_t record[64] = { 0 };

		wire_put(&w, id, sizeof(id));
		wire_put_u16(&w, (uint16_t)counts[n]);
		wire_put(&w, salt, sizeof(salt));
		for (uint16_t i = 0; i < counts[n]; i++) {
			record[0] = (uint8_t)(i >> 8);
			record[1] = (uint8_t)i;
			wire_put(&w, record, sizeof(record));
			w.n += RECORD_SIZE - sizeof(record);
		}
	}
	assert_false(w.bad);
	board[0] = 1;
	board[1] = n;
	return (struct span){ board, w.n };
}

static const struct count_row {
	const char *name;
	int counts[36];
	enum err want;
} counts[] = {
	{ "no sections", { -1 }, OK },
	{ "one empty section", { 0, -1 }, OK },
	{ "one record", { 1, -1 }, OK },
	{ "three sections", { 2, 0, 3, -1 }, OK },
	{ "4096 records", { 4096, -1 }, OK },
	{ "4096 records in two sections", { 4000, 96, -1 }, OK },
	{ "4097 records", { 4097, -1 }, ERR_FORMAT },
	{ "4097 records in two sections", { 4000, 97, -1 }, ERR_FORMAT },
	{ "32 sections",
	    { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1 },
	    OK },
	{ "33 sections",
	    { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1 },
	    ERR_FORMAT },
};

static void
checks_sections(void **state)
{
	const struct count_row *row = *state;
	struct span s = board_put(row->counts);
	uint8_t n = 99;
	int want = 0;

	while (row->counts[want] >= 0)
		want++;
	assert_int_equal(board_check(s, &n), row->want);
	if (row->want == OK)
		assert_int_equal(n, want);
	assert_int_equal(board_check(s, NULL), row->want);
}

/* A board of 1, 2 and 0 records, with one byte changed. */
static const struct byte_row {
	const char *name;
	size_t at;
	uint8_t v;
	enum err want;
} bytes[] = {
	{ "unchanged", 0, 1, OK },
	{ "version 0", 0, 0, ERR_FORMAT },
	{ "version 2", 0, 2, ERR_FORMAT },
	{ "one section too few", 1, 2, ERR_FORMAT },
	{ "one section too many", 1, 4, ERR_FORMAT },
	{ "one record too few", 2 + 33, 0, ERR_FORMAT },
	{ "one record too many", 2 + 33, 2, ERR_FORMAT },
	{ "256 records too many", 2 + 32, 1, ERR_FORMAT },
	{ "the same address twice",
	    2 + 2 * SECTION_HEAD_SIZE + 2 * RECORD_SIZE + 1, 0, ERR_FORMAT },
	{ "addresses in descending order",
	    2 + 2 * SECTION_HEAD_SIZE + RECORD_SIZE + 1, 2, ERR_FORMAT },
	{ "the same desk twice", 2 + SECTION_HEAD_SIZE + RECORD_SIZE, 0,
	    ERR_FORMAT },
	{ "a different salt", 2 + 34, 0, OK },
	{ "a different cell", 2 + SECTION_HEAD_SIZE + 40, 9, OK },
};

static void
checks_changed_byte(void **state)
{
	static const int three[] = { 1, 2, 0, -1 };
	const struct byte_row *row = *state;
	struct span s = board_put(three);

	board[row->at] = row->v;
	assert_int_equal(board_check(s, NULL), row->want);
}

static void
refuses_any_other_length(void **state)
{
	static const int three[] = { 1, 2, 0, -1 };
	struct span s = board_put(three);

	(void)state;
	for (size_t n = 0; n <= s.n + 1; n++)
		assert_int_equal(board_check((struct span){ board, n }, NULL),
		    n == s.n ? OK : ERR_FORMAT);
	assert_int_equal(board_check((struct span){ NULL, 0 }, NULL),
	    ERR_FORMAT);
}

static void
finds_section_and_cell_by_id(void **state)
{
	static const int three[] = { 1, 3, 0, -1 };
	struct span b = board_put(three);
	struct section s;
	struct addr addr = { { 0, 1 } };
	struct desk_id nobody = { { 7 } };

	(void)state;
	assert_int_equal(board_section(&s, b, &desk), OK);
	assert_int_equal(s.n, 3);
	assert_int_equal(s.salt.b[0], 0x5a);
	assert_int_equal(s.records.n, 3 * RECORD_SIZE);
	assert_ptr_equal(section_find(&s, &addr),
	    s.records.p + RECORD_SIZE + ADDR_SIZE);
	addr.b[1] = 9;
	assert_null(section_find(&s, &addr));
	assert_int_equal(board_section(&s, b, &nobody), ERR_MISSING);
	assert_true(sodium_is_zero((const uint8_t *)&s, sizeof(s)));
	b.n = 2 + SECTION_HEAD_SIZE + RECORD_SIZE + 5;
	assert_int_equal(board_section(&s, b, &desk), ERR_FORMAT);
	assert_true(sodium_is_zero((const uint8_t *)&s, sizeof(s)));
	board[0] = 2;
	assert_int_equal(board_section(&s, b, &desk), ERR_FORMAT);
	b.n = 0;
	assert_int_equal(board_section(&s, b, &desk), ERR_FORMAT);
}

static void
section_decode_refuses_a_failed_reader(void **state)
{
	struct section s;
	struct reader r = { board, SECTION_HEAD_SIZE, true };

	(void)state;
	memset(board, 0, SECTION_HEAD_SIZE);
	assert_int_equal(section_decode(&s, &r), ERR_FORMAT);
}

/* A board with the cell of ${thread} and desk 1; ${spoil} damages the cell. */
static struct span
board_for(const uint8_t body[static CELL_BODY_SIZE], uint8_t spoil)
{
	static const int two[] = { 1, 1, -1 };
	struct span b = board_put(two);
	uint8_t *record =
	    board + (size_t)(2 + 2 * SECTION_HEAD_SIZE + RECORD_SIZE);
	struct salt salt = { { 0x5a } };
	struct addr addr;

	mailbox_addr(&addr, &thread.ak, &salt);
	memcpy(record, addr.b, ADDR_SIZE);
	cell_seal(record + ADDR_SIZE, body, &thread.ck, &addr);
	record[ADDR_SIZE + 100] ^= spoil;
	return b;
}

static void
reads_only_the_cell_of_its_thread(void **state)
{
	static uint8_t body[CELL_BODY_SIZE];
	static uint8_t got[CELL_BODY_SIZE];
	const struct desk_id other = { { 0 } };
	const struct desk_id nobody = { { 7 } };
	struct thread stranger = thread;

	(void)state;
	randombytes_buf(body, sizeof(body));
	stranger.ak.b[0] ^= 1;
	assert_int_equal(board_read(got, board_for(body, 0), &thread, &desk),
	    OK);
	assert_memory_equal(got, body, sizeof(body));
	assert_int_equal(board_read(got, board_for(body, 0), &thread, &other),
	    ERR_MISSING);
	assert_true(sodium_is_zero(got, sizeof(got)));
	assert_int_equal(board_read(got, board_for(body, 0), &thread, &nobody),
	    ERR_MISSING);
	assert_int_equal(board_read(got, board_for(body, 0), &stranger, &desk),
	    ERR_MISSING);
	assert_int_equal(board_read(got, board_for(body, 1), &thread, &desk),
	    ERR_MISSING);
	assert_true(sodium_is_zero(got, sizeof(got)));
	assert_int_equal(
	    board_read(got, (struct span){ board, 1 }, &thread, &desk),
	    ERR_FORMAT);
}

int
main(void)
{
	static struct rows all;
	struct thread_secret t;

	if (sodium_init() < 0)
		return 1;
	thread_draw(&t);
	thread_keys(&thread, &t, &desk);
	ROWS(all, checks_sections, counts);
	ROWS(all, checks_changed_byte, bytes);
	ROW(all, refuses_any_other_length);
	ROW(all, finds_section_and_cell_by_id);
	ROW(all, section_decode_refuses_a_failed_reader);
	ROW(all, reads_only_the_cell_of_its_thread);
	return rows_run(&all, __FILE__);
}
