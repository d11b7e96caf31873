/* entry.h - what the page's script may call; the contract of tip.wasm. */

#ifndef ENTRY_H
#define ENTRY_H

#include <stddef.h>
#include <stdint.h>

/*
 * The script sees each function under the name in EXPORT().  Bytes pass
 * through fixed buffers: the script writes IN, NOTES and BOARD, and reads OUT
 * and ENVELOPE, at buffer() for at most size() bytes.  A function that
 * can fail returns an int: below zero it is minus an enum err, else OK (0),
 * an index, or the number of bytes it wrote to OUT.
 *
 * Order: start, pin, then for each visit
 *   notes (what GET /n answered) -> seal -> POST /x -> GET /b -> board, cell.
 */
#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(name)))
#else
#define EXPORT(name)
#endif

enum buffer {
	BUFFER_IN,       /* 65,536: text, answer, receipt, desk name, ROOT */
	BUFFER_OUT,      /* 4,096: text for the page */
	BUFFER_NOTES,    /* 262,144: what GET /n answered */
	BUFFER_BOARD,    /* 8,521,794: what GET /b answered */
	BUFFER_ENVELOPE, /* 16,384: what POST /x takes */
	BUFFERS,
};

EXPORT("buffer") uint8_t *entry_buffer(uint32_t which);
EXPORT("size") uint32_t entry_size(uint32_t which);

/* First of all. */
EXPORT("start") int entry_start(void);

/* Pin ROOT: its vkey is IN[0..n). */
EXPORT("pin") int entry_pin(uint32_t n);

/*
 * Verify NOTES[0..n) as notes_verify() does, for ${day} (days since 1970, by
 * this machine's clock).  All that follows needs it.
 */
EXPORT("notes") int entry_notes(uint32_t n, int32_t day);

/* Of the verified directory: number of desks, weeks between two outboxes. */
EXPORT("desks") int entry_desks(void);
EXPORT("rhythm") int entry_rhythm(void);

/* The desk whose key name is IN[0..n); and 1 if a desk has not stopped. */
EXPORT("desk_find") int entry_desk_find(uint32_t n);
EXPORT("desk_open") int entry_desk_open(uint32_t desk);

/* Draw a receipt, or read the one typed in IN[0..n); OUT: six groups. */
EXPORT("receipt_draw") int entry_receipt_draw(void);
EXPORT("receipt_read") int entry_receipt_read(uint32_t n);

/* A receipt that stands in the text IN[0..n), to OUT: six groups. */
EXPORT("receipt_find") int entry_receipt_find(uint32_t n);

/* The receipt as a QR code, its digits only: OUT as in qr.h, squares a side. */
EXPORT("receipt_qr") int entry_receipt_qr(void);

/* Stretch the receipt by ${steps} more; returns the steps that are left. */
EXPORT("stretch") int entry_stretch(uint32_t steps);

/* Forget receipt, threads, text and answers. */
EXPORT("wipe") void entry_wipe(void);

/*
 * An envelope: begin, one to four desks, text IN[0..n), answers by ascending
 * field, then end.  ${kind} is 1 tip, 2 follow-up or 3 close; ${reply} is 1 to
 * speak as the stretched receipt, 0 to want no answer; ${week} is that of the
 * cell being answered, or -1.  Line ends and tabs are made as they should be.
 * The page says at each desk to whom it passes tips, so who picks it allows it.
 */
EXPORT("seal_begin") void entry_seal_begin(void);
EXPORT("seal_desk") int entry_seal_desk(uint32_t desk);
EXPORT("seal_text") int entry_seal_text(uint32_t n);
EXPORT("seal_answer") int entry_seal_answer(uint32_t field, uint32_t n);
EXPORT("seal_end")
int entry_seal_end(uint32_t kind, uint32_t reply, int32_t week);

/* An envelope for nobody; as much work as one for desks. */
EXPORT("seal_dummy") int entry_seal_dummy(void);

/* Take BOARD[0..n) as the board. */
EXPORT("board") int entry_board(uint32_t n);

/*
 * Read what ${desk} answered to the stretched receipt: its status (1 received,
 * 2 question, 3 done), or -ERR_MISSING.  The next five tell of that cell;
 * text ${k} of cell_texts(), newest first, goes to OUT.
 */
EXPORT("cell") int entry_cell(uint32_t desk);
EXPORT("cell_week") int entry_cell_week(void);
EXPORT("cell_opened") int entry_cell_opened(void);
EXPORT("cell_texts") int entry_cell_texts(void);
EXPORT("cell_text") int entry_cell_text(uint32_t k);
EXPORT("cell_text_week") int entry_cell_text_week(uint32_t k);

/* The week of ${day}; the Monday of ${week}, in days since 1970. */
EXPORT("week_of") int entry_week_of(int32_t day);
EXPORT("week_monday") int entry_week_monday(uint32_t week);

#endif
