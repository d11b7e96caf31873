/* card.h - card.txt: the lines of a desk for the directory that ROOT signs. */

#ifndef CORE_CARD_H
#define CORE_CARD_H

#include <stddef.h>

#include "book/state.h"
#include "core/fault.h"
#include "note.h"
#include "wire.h"

enum {
	CARD_MAX = 16384,
};

#define CARD_FILE "card.txt"

/* A line of a card as given: "title", and "nl=Meldpunt". */
struct card_line {
	const char *word;
	const char *text;
};

/*
 * card_print(w, why, s, ik, lines, n):
 * The block of the desk ${s}, whose schedules ${ik} signs, with the ${n}
 * ${lines} of title, about and passes.  Without a title its name is one.
 * CARD_LINE (text: the line), CARD_LONG.
 */
enum fault card_print(struct writer *w, struct detail *why,
    const struct state *s, const struct sign_seed *ik,
    const struct card_line *lines, size_t n);

#endif
