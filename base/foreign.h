/* foreign.h - how the text of somebody else may reach a screen. */

#ifndef FOREIGN_H
#define FOREIGN_H

#include <stddef.h>
#include <stdint.h>

#include "wire.h"

/*
 * Everywhere here: control and format characters (bidi controls, zero width)
 * are shown as <U+202E>, so that nothing can move, hide or reorder what stands
 * around it.  Joiners and variation selectors pass where their script needs
 * them: inside words of Arabic, Indic and related scripts, in emoji.
 */

/*
 * foreign_text(margin, text):
 * Put ${text} on standard output: each line, also one that a terminal would
 * make of a long one, begins with ${margin}, so that it cannot pass for ours.
 */
void foreign_text(const char *margin, struct span text);

/* Its first line, cut to ${columns}; dots if there is more. */
void foreign_snippet(struct span text, size_t columns);

/* A name or sentence within a line of ours, whole; an LF is spelt out too. */
void foreign_words(struct span text);

/*
 * foreign_error(format, ...):
 * A sentence of ours, which may name what others named (a file, a server), on
 * standard error in one piece.  LF may stand in it.
 */
void foreign_error(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
