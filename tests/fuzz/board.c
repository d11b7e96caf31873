/* board.c - fuzz the board: a valid one can be written again, byte for byte. */

#include "board.h"
#include "fuzz.h"

static uint8_t again[70000];

static void
sections_walk(struct span board, uint8_t n, struct writer *w)
{
	struct reader r = { board.p, board.n, false };

	must(wire_u8(&r) == 1 && wire_u8(&r) == n);
	for (uint8_t i = 0; i < n; i++) {
		struct section s;
		struct section found;
		struct addr addr;

		must(section_decode(&s, &r) == OK);
		must(within(s.records, board.p, board.n));
		must(board_section(&found, board, &s.desk) == OK);
		wire_put(w, s.desk.b, sizeof(s.desk.b));
		wire_put_u16(w, s.n);
		wire_put(w, s.salt.b, sizeof(s.salt.b));
		wire_put(w, s.records.p, s.records.n);
		for (size_t at = 0; at < s.records.n; at += RECORD_SIZE) {
			memcpy(addr.b, s.records.p + at, sizeof(addr.b));
			must(section_find(&s, &addr) ==
			    s.records.p + at + ADDR_SIZE);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct thread thread;
	static const struct desk_id desk;
	static uint8_t cell[CELL_BODY_SIZE];
	const struct span board = { data, size };
	struct writer w = { again, sizeof(again), 0, false };
	uint8_t n = 0;

	must(board_read(cell, board, &thread, &desk) != OK);
	must(sodium_is_zero(cell, sizeof(cell)));
	if (size > sizeof(again) || board_check(board, &n) != OK)
		return 0;
	must(n <= DESKS_MAX);
	wire_put_u8(&w, 1);
	wire_put_u8(&w, n);
	sections_walk(board, n, &w);
	must(!w.bad && same(data, size, w.p, w.n));
	return 0;
}
