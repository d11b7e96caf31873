/* board.h - check a board, and find and open one thread's cell in it. */

#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

#include "err.h"
#include "label.h"
#include "thread.h"
#include "wire.h"

/* One desk's part of a board.  ${records} borrows ${n} x RECORD_SIZE bytes. */
struct section {
	struct desk_id desk;
	uint16_t n;
	struct salt salt;
	struct span records;
};

/*
 * section_decode(out, r):
 * Read desk_id || u16 n || salt || n records from ${r}.  ERR_FORMAT if ${r} is
 * too short, or the section has over 4,096 records, is not sorted by address
 * or has an address twice; ${out} is then zeroed.
 */
MUST_USE enum err section_decode(struct section *out, struct reader *r);

/*
 * board_check(board, sections):
 * OK if ${board} is a whole board: u8 1, u8 number of sections, the sections
 * of different desks, at most 4,096 records in all, and nothing after them;
 * else ERR_FORMAT.  ${sections} gets their number and may be NULL.
 */
MUST_USE enum err board_check(struct span board, uint8_t *sections);

/*
 * Find the section of ${desk}.  ERR_MISSING if ${board} has none, ERR_FORMAT
 * if ${board} is damaged before that section ends; ${out} is then zeroed.
 */
MUST_USE enum err board_section(struct section *out, struct span board,
    const struct desk_id *desk);

/* The CELL_SIZE bytes at ${addr}, borrowed; NULL if none. */
const uint8_t *section_find(const struct section *s, const struct addr *addr);

/*
 * board_read(out, board, thread, desk):
 * Find the section of ${desk} in ${board} and open the cell of ${thread} in
 * it; a client does this for each desk.  ERR_MISSING if there is no section or
 * cell, or if the cell does not open: the client need not know which.
 * ERR_FORMAT as for board_section().
 */
MUST_USE enum err board_read(uint8_t out[static CELL_BODY_SIZE],
    struct span board, const struct thread *thread, const struct desk_id *desk);

#endif
