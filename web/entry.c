/* entry.c - exports libtip to the page's script: static buffers, no I/O. */

#include "entry.h"

#include <stdbool.h>
#include <string.h>

#include "board.h"
#include "client.h"
#include "fit.h"
#include "notes.h"
#include "qr.h"
#include "text.h"
#include "week.h"

enum {
	IN_SIZE = 65536,
	OUT_SIZE = 4096,
	BOARD_SIZE =
	    2 + DESKS_MAX * SECTION_HEAD_SIZE + CELLS_MAX * RECORD_SIZE,
	ANSWERS_SIZE = BODY_SIZE,
};

/* One person uses a page: one visit, one receipt, one envelope at a time. */
static uint8_t in[IN_SIZE];
static uint8_t out[OUT_SIZE];
static uint8_t notes_in[NOTES_MAX];
static uint8_t board_in[BOARD_SIZE];
static uint8_t envelope[ENVELOPE_SIZE];

static struct vkey pinned;
static struct notes notes;
static struct directory directory;
static struct span board;

static struct receipt receipt;
static struct root root;
static uint32_t stretched; /* steps done, of STRETCH_STEPS */
static bool have_receipt;

/* The envelope that is being made. */
static struct {
	uint8_t text[IN_SIZE];
	size_t text_n;
	uint8_t answers[ANSWERS_SIZE];
	struct writer w;
	struct client_work work;
	uint32_t desks; /* see fit.h */
} seal;

/* The last cell that was read; ${read} borrows from ${plain}. */
static struct {
	uint8_t plain[CELL_BODY_SIZE];
	struct cell_body read;
} cell;

static const struct {
	uint8_t *p;
	uint32_t n;
} buffers[BUFFERS] = {
	[BUFFER_IN] = { in, sizeof(in) },
	[BUFFER_OUT] = { out, sizeof(out) },
	[BUFFER_NOTES] = { notes_in, sizeof(notes_in) },
	[BUFFER_BOARD] = { board_in, sizeof(board_in) },
	[BUFFER_ENVELOPE] = { envelope, sizeof(envelope) },
};

uint8_t *
entry_buffer(uint32_t which)
{
	return which < BUFFERS ? buffers[which].p : NULL;
}

uint32_t
entry_size(uint32_t which)
{
	return which < BUFFERS ? buffers[which].n : 0;
}

int
entry_start(void)
{
	return sodium_init() < 0 ? -ERR_KEY : OK;
}

int
entry_pin(uint32_t n)
{
	if (n > sizeof(in))
		return -ERR_TOO_LONG;
	return -(int)vkey_parse(&pinned, (struct span){ in, n });
}

int
entry_notes(uint32_t n, int32_t day)
{
	enum err e;

	if (n > sizeof(notes_in))
		return -ERR_TOO_LONG;
	e = notes_verify(&notes, &directory, (struct span){ notes_in, n },
	    &pinned, day);
	if (e != OK)
		sodium_memzero(&directory, sizeof(directory));
	return -(int)e;
}

int
entry_desks(void)
{
	return directory.desks;
}

int
entry_rhythm(void)
{
	return directory.rhythm;
}

int
entry_desk_find(uint32_t n)
{
	struct span name = { in, n };

	if (n > sizeof(in))
		return -ERR_TOO_LONG;
	for (int i = 0; i < directory.desks; i++)
		if (span_is(name, directory.holder[i].ik.name))
			return i;
	return -ERR_MISSING;
}

int
entry_desk_open(uint32_t desk)
{
	return desk < directory.desks && notes.part[desk].key != NULL;
}

/* Print the new receipt to OUT, and restart its stretch. */
static int
receipt_show(void)
{
	have_receipt = true;
	stretched = 0;
	receipt_print((char *)out, &receipt);
	return RECEIPT_TEXT - 1;
}

int
entry_receipt_draw(void)
{
	receipt_draw(&receipt);
	return receipt_show();
}

int
entry_receipt_read(uint32_t n)
{
	enum err e;

	have_receipt = false;
	if (n > sizeof(in))
		return -ERR_FORMAT;
	e = receipt_parse(&receipt, (const char *)in, n);
	return e == OK ? receipt_show() : -(int)e;
}

int
entry_receipt_qr(void)
{
	size_t side;

	if (!have_receipt)
		return -ERR_MISSING;
	side = qr_print(out, receipt.b, sizeof(receipt.b));
	return side == 0 ? -ERR_MEMORY : (int)side;
}

int
entry_stretch(uint32_t steps)
{
	uint32_t left = STRETCH_STEPS - stretched;

	if (!have_receipt)
		return -ERR_MISSING;
	if (stretched == 0)
		receipt_begin(&root, &receipt, &directory.service);
	if (steps > left)
		steps = left;
	if (steps > 0)
		receipt_stretch(&root, stretched + 1, stretched + steps);
	stretched += steps;
	return (int)(left - steps);
}

void
entry_wipe(void)
{
	receipt_wipe(&receipt);
	root_wipe(&root);
	have_receipt = false;
	stretched = 0;
	sodium_memzero(in, sizeof(in));
	sodium_memzero(out, sizeof(out));
	sodium_memzero(&seal, sizeof(seal));
	sodium_memzero(&cell, sizeof(cell));
}

void
entry_seal_begin(void)
{
	sodium_memzero(&seal, sizeof(seal));
	seal.w =
	    (struct writer){ seal.answers, sizeof(seal.answers), 0, false };
}

int
entry_seal_desk(uint32_t desk)
{
	if (!entry_desk_open(desk))
		return -ERR_MISSING;
	seal.desks |= (uint32_t)1 << desk;
	if (fit_count(seal.desks) > SLOTS)
		return -ERR_FULL;
	return OK;
}

int
entry_seal_text(uint32_t n)
{
	if (n > sizeof(in))
		return -ERR_TOO_LONG;
	memcpy(seal.text, in, n);
	seal.text_n = text_normalise(seal.text, n);
	return OK;
}

int
entry_seal_answer(uint32_t field, uint32_t n)
{
	if (field > 255 || n > sizeof(in))
		return -ERR_TOO_LONG;
	if (field >= 128)
		n = (uint32_t)text_normalise(in, n);
	answers_put(&seal.w, (uint8_t)field, (struct span){ in, n });
	return seal.w.bad ? -ERR_TOO_LONG : OK;
}

int
entry_seal_end(uint32_t kind, uint32_t reply, int32_t week)
{
	const struct client_message m = {
		.kind = (enum kind)kind,
		.lane = LANE_BROWSER,
		.text = { seal.text, seal.text_n },
		.answers = { seal.answers, seal.w.n },
		.root = reply != 0 ? &root : NULL,
		.desks = seal.desks,
		.has_week = week >= 0,
		.week = (uint16_t)(week < 0 ? 0 : week),
	};
	enum err e;

	if (seal.desks == 0 || seal.w.bad ||
	    (reply != 0 && (!have_receipt || stretched != STRETCH_STEPS)))
		return -ERR_MISSING;
	e = client_seal(envelope, &seal.work, &m, &directory, &notes);
	entry_seal_begin();
	return -(int)e;
}

int
entry_seal_dummy(void)
{
	return -(int)envelope_dummy(envelope);
}

int
entry_board(uint32_t n)
{
	struct span s = { board_in, n };
	enum err e;

	board.n = 0;
	if (n > sizeof(board_in))
		return -ERR_TOO_LONG;
	e = board_check(s, NULL);
	if (e == OK)
		board = s;
	return -(int)e;
}

int
entry_cell(uint32_t desk)
{
	sodium_memzero(&cell, sizeof(cell));
	if (desk >= directory.desks || board.n == 0 || !have_receipt ||
	    stretched != STRETCH_STEPS)
		return -ERR_MISSING;
	if (client_read(&cell.read, cell.plain, board, &root,
		&directory.holder[desk].id) != OK)
		return -ERR_MISSING;
	return (int)cell.read.status;
}

int
entry_cell_week(void)
{
	return cell.read.week;
}

int
entry_cell_opened(void)
{
	return cell.read.opened;
}

/* Find text ${k} of the cell; false if there are fewer. */
static bool
text_at(struct cell_text *t, uint32_t k)
{
	struct reader r = { cell.read.texts.p, cell.read.texts.n, false };

	for (uint32_t i = 0; texts_next(t, &r); i++)
		if (i == k)
			return true;
	return false;
}

int
entry_cell_texts(void)
{
	struct cell_text t;
	uint32_t n = 0;

	while (text_at(&t, n))
		n++;
	return (int)n;
}

int
entry_cell_text(uint32_t k)
{
	struct cell_text t;

	if (!text_at(&t, k) || t.text.n > sizeof(out))
		return -ERR_MISSING;
	memcpy(out, t.text.p, t.text.n);
	return (int)t.text.n;
}

int
entry_cell_text_week(uint32_t k)
{
	struct cell_text t;

	if (!text_at(&t, k))
		return -ERR_MISSING;
	return cell.read.week > t.weeks_ago ? cell.read.week - t.weeks_ago : 0;
}

int
entry_week_of(int32_t day)
{
	return week_of_day(day);
}

int
entry_week_monday(uint32_t week)
{
	return week_monday((uint16_t)week);
}
