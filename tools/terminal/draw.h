/* draw.h - keep a text that is being typed right on the screen. */

#ifndef TERMINAL_DRAW_H
#define TERMINAL_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire.h"

/*
 * A text is drawn from the left margin, broken where the terminal breaks it.
 * Of one that has more rows than the screen, those around the cursor are
 * drawn.  Only moves that every terminal of ECMA-48 has are used; a terminal
 * that has none (TERM is "dumb" or missing) gets the last line anew instead.
 * Nothing here keeps a copy of the text.
 */
struct draw {
	int out;            /* -1: nothing is drawn */
	bool plain;         /* a terminal without moves */
	const char *prompt; /* before the text, in its first row; or NULL */
	size_t columns;
	size_t rows;  /* of the screen */
	size_t top;   /* the text's first row that is drawn */
	size_t row;   /* of the cursor; may lie beyond what is drawn */
	size_t col;   /* columns used before the cursor, up to ${columns} */
	size_t below; /* rows drawn below the cursor */
};

/* Begin on the terminal ${out}, at the left margin; nothing is drawn yet. */
void draw_begin(struct draw *d, int out, const char *prompt);

/* Draw ${text} where the last one is, with the cursor before offset ${at}. */
void draw_text(struct draw *d, struct span text, size_t at);

/* The screen was cleared or its size changed: the same. */
void draw_resized(struct draw *d, struct span text, size_t at);

/*
 * draw_append(d, c):
 * The character ${c} was added at the end of the text, where the cursor is.
 */
void draw_append(struct draw *d, struct span c);

/*
 * draw_drop(d, letter):
 * ${letter}, one with its combining marks, will be taken from the end of the
 * text, where the cursor is.  False if that cannot be drawn here: then call
 * draw_text() once it is taken.
 */
bool draw_drop(struct draw *d, struct span letter);

/* Leave what is drawn and go to the left margin below it. */
void draw_leave(struct draw *d);

/* Put a sentence of ours at the cursor; it must end in LF, or ring a bell. */
void draw_say(const struct draw *d, const char *s);

/*
 * draw_row(d, text, at, up):
 * The offset in ${text} that is shown one row above (${up}) or below ${at};
 * ${at} itself if there is none.
 */
size_t draw_row(const struct draw *d, struct span text, size_t at, bool up);

#endif
