/* board.h - all records of all desks, taken whole by every visitor. */

#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

#include "err.h"
#include "label.h"
#include "thread.h"
#include "wire.h"

/* One desk's part.  ${records} borrows ${n} x RECORD_SIZE bytes. */
struct section {
	struct desk_id desk;
	uint16_t n;
	struct salt salt;
	struct span records;
};

/*
 * section_decode(out, r):
 * Read desk_id || u16 n || salt || n records off the front of ${r}.
 * ERR_FORMAT if short, over 4,096 records, not sorted by address, or with
 * an address twice.
 */
MUST_USE enum err section_decode(struct section *out, struct reader *r);

/*
 * board_check(board, sections):
 * OK if ${board} is a whole board: u8 1, u8 number of sections, the sections
 * of different desks and nothing after them.  ${sections} may be NULL.
 */
MUST_USE enum err board_check(struct span board, uint8_t *sections);

/*
 * The section of ${desk}.  ERR_MISSING if the board has none, ERR_FORMAT if
 * it is damaged before one is found; ${out} is then zeroed.
 */
MUST_USE enum err board_section(struct section *out, struct span board,
    const struct desk_id *desk);

/* The CELL_SIZE bytes at ${addr}, borrowed; NULL if none. */
const uint8_t *section_find(const struct section *s, const struct addr *addr);

/*
 * board_read(out, board, thread, desk):
 * What a visitor does for each desk: find the section, the address and the
 * cell, and open it.  ERR_MISSING if there is no such cell, or one that does
 * not open (a visitor cannot tell, and need not).  ERR_FORMAT as above.
 */
MUST_USE enum err board_read(uint8_t out[static CELL_BODY_SIZE],
    struct span board, const struct thread *thread, const struct desk_id *desk);

#endif
