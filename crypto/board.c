/* board.c - check a board, and find and open one thread's cell in it. */

#include "board.h"

#include <string.h>

#include "cell.h"

static bool
records_sorted(struct span records)
{
	for (size_t at = RECORD_SIZE; at < records.n; at += RECORD_SIZE)
		if (memcmp(records.p + at - RECORD_SIZE, records.p + at,
			ADDR_SIZE) >= 0)
			return false;
	return true;
}

enum err
section_decode(struct section *out, struct reader *r)
{
	struct section s;

	memset(out, 0, sizeof(*out));
	wire_copy(r, s.desk.b, sizeof(s.desk.b));
	s.n = wire_u16(r);
	wire_copy(r, s.salt.b, sizeof(s.salt.b));
	if (s.n > CELLS_MAX)
		return ERR_FORMAT;
	s.records = wire_span(r, (size_t)s.n * RECORD_SIZE);
	if (r->bad || !records_sorted(s.records))
		return ERR_FORMAT;
	*out = s;
	return OK;
}

/* A reader placed after the board's head; bad if the head is malformed. */
static struct reader
board_begin(struct span board, uint8_t *sections)
{
	struct reader r = { board.p, board.n, false };

	if (wire_u8(&r) != 1)
		r.bad = true;
	*sections = wire_u8(&r);
	return r;
}

/* True if ${desk} is one of the ${n} desks at ${seen}. */
static bool
desk_seen(const struct desk_id *seen, size_t n, const struct desk_id *desk)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(seen[i].b, desk->b, sizeof(desk->b)) == 0)
			return true;
	return false;
}

enum err
board_check(struct span board, uint8_t *sections)
{
	struct desk_id seen[DESKS_MAX];
	uint8_t n;
	struct reader r = board_begin(board, &n);
	struct section s;
	size_t cells = 0;

	if (n > DESKS_MAX)
		return ERR_FORMAT;
	for (uint8_t i = 0; i < n; i++) {
		if (section_decode(&s, &r) != OK || desk_seen(seen, i, &s.desk))
			return ERR_FORMAT;
		seen[i] = s.desk;
		cells += s.n;
	}
	if (cells > CELLS_MAX || wire_end(&r) != OK)
		return ERR_FORMAT;
	if (sections != NULL)
		*sections = n;
	return OK;
}

enum err
board_section(struct section *out, struct span board,
    const struct desk_id *desk)
{
	uint8_t n;
	struct reader r = board_begin(board, &n);

	for (uint8_t i = 0; i < n; i++) {
		if (section_decode(out, &r) != OK)
			return ERR_FORMAT;
		if (memcmp(out->desk.b, desk->b, sizeof(desk->b)) == 0)
			return OK;
	}
	memset(out, 0, sizeof(*out));
	return r.bad ? ERR_FORMAT : ERR_MISSING;
}

const uint8_t *
section_find(const struct section *s, const struct addr *addr)
{
	const uint8_t *found = NULL;

	/* compare every record in full, so that timing reveals nothing */
	for (size_t i = 0; i < s->n; i++) {
		const uint8_t *record = s->records.p + i * RECORD_SIZE;

		if (sodium_memcmp(record, addr->b, ADDR_SIZE) == 0)
			found = record + ADDR_SIZE;
	}
	return found;
}

enum err
board_read(uint8_t out[static CELL_BODY_SIZE], struct span board,
    const struct thread *thread, const struct desk_id *desk)
{
	struct section s;
	struct addr addr;
	const uint8_t *cell;
	enum err e;

	memset(out, 0, CELL_BODY_SIZE);
	e = board_section(&s, board, desk);
	if (e != OK)
		return e;
	mailbox_addr(&addr, &thread->ak, &s.salt);
	cell = section_find(&s, &addr);
	/* no cell: try the first one, so that the form lane takes as long */
	if (cell == NULL && s.n > 0)
		cell = s.records.p + ADDR_SIZE;
	if (cell == NULL || cell_open(out, cell, &thread->ck, &addr) != OK)
		return ERR_MISSING;
	return OK;
}
