/* cell.h - seal and open one desk's reply to one receipt; dummy records. */

#ifndef CELL_H
#define CELL_H

#include <stdint.h>

#include "err.h"
#include "label.h"
#include "thread.h"

/*
 * cell_seal(out, body, ck, addr):
 * Seal ${body} under a fresh nonce, bound to ${addr}.
 * Source: PROTOCOL.md, "Cell and board".  Vectors: cell-*.
 */
void cell_seal(uint8_t out[static CELL_SIZE],
    const uint8_t body[static CELL_BODY_SIZE], const struct cell_key *ck,
    const struct addr *addr);

/* ERR_FORMAT for a bad header, else ERR_OPEN; ${out} is then zeroed. */
MUST_USE enum err cell_open(uint8_t out[static CELL_BODY_SIZE],
    const uint8_t in[static CELL_SIZE], const struct cell_key *ck,
    const struct addr *addr);

/* Make a record for nobody: a random address, a cell's header, random bytes. */
void record_random(uint8_t out[static RECORD_SIZE]);

#endif
