/* entry.h - the functions that tip.wasm exports to the page's script. */

#ifndef ENTRY_H
#define ENTRY_H

#include <stddef.h>
#include <stdint.h>

/*
 * The script sees each function under the name in EXPORT().  Bytes pass
 * through fixed buffers, of size() bytes at buffer(): the script writes IN,
 * NOTES and BOARD, and reads OUT and ENVELOPE.  A function that can fail
 * returns an int: a negative one is minus an enum err, any other is OK (0), an
 * index, or the number of bytes written to OUT.
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

/* Call this first. */
EXPORT("start") int entry_start(void);

/* Pin ROOT, whose vkey is IN[0..n). */
EXPORT("pin") int entry_pin(uint32_t n);

/*
 * Verify NOTES[0..n) with notes_verify() for ${day}, in days since 1970 by this
 * machine's clock.  All functions on desks, the stretch, cells and envelopes
 * for desks need it.
 */
EXPORT("notes") int entry_notes(uint32_t n, int32_t day);

/* The verified directory's number of desks; weeks between two outboxes. */
EXPORT("desks") int entry_desks(void);
EXPORT("rhythm") int entry_rhythm(void);

/* The index of the desk with key name IN[0..n); 1 if ${desk} takes tips. */
EXPORT("desk_find") int entry_desk_find(uint32_t n);
EXPORT("desk_open") int entry_desk_open(uint32_t desk);

/* Draw a receipt, or read the one typed in IN[0..n); six groups to OUT. */
EXPORT("receipt_draw") int entry_receipt_draw(void);
EXPORT("receipt_read") int entry_receipt_read(uint32_t n);

/* Find a receipt in the text IN[0..n); six groups to OUT. */
EXPORT("receipt_find") int entry_receipt_find(uint32_t n);

/* Write the receipt's digits as a QR code to OUT; returns as qr_print(). */
EXPORT("receipt_qr") int entry_receipt_qr(void);

/* Stretch the receipt by ${steps} more; returns the number of steps left. */
EXPORT("stretch") int entry_stretch(uint32_t steps);

/* Wipe receipt, threads, text, answers, the cell, IN and OUT. */
EXPORT("wipe") void entry_wipe(void);

/*
 * Seal an envelope: call begin, desk one to four times, text with IN[0..n),
 * answer by ascending ${field}, then end.  ${kind} is 1 tip, 2 follow-up or 3
 * close.  ${reply} is 1 to derive threads from the stretched receipt, 0 to want
 * no answer.  ${week} is that of the cell being answered, or -1.  Line ends and
 * tabs are normalised.  Tips and follow-ups may be referred: the page says at
 * each desk to whom it passes tips.
 */
EXPORT("seal_begin") void entry_seal_begin(void);
EXPORT("seal_desk") int entry_seal_desk(uint32_t desk);
EXPORT("seal_text") int entry_seal_text(uint32_t n);
EXPORT("seal_answer") int entry_seal_answer(uint32_t field, uint32_t n);
EXPORT("seal_end")
int entry_seal_end(uint32_t kind, uint32_t reply, int32_t week);

/* Seal a dummy envelope, with as much work as a real one. */
EXPORT("seal_dummy") int entry_seal_dummy(void);

/* Check BOARD[0..n) and use it as the board. */
EXPORT("board") int entry_board(uint32_t n);

/*
 * Read what ${desk} answered to the stretched receipt.  Returns its status (1
 * received, 2 question, 3 done), or -ERR_MISSING.  The next five functions
 * describe that cell; cell_text() writes text ${k} of cell_texts(), newest
 * first, to OUT.
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
