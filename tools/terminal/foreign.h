/* foreign.h - show untrusted text on a terminal without its side effects. */

#ifndef TERMINAL_FOREIGN_H
#define TERMINAL_FOREIGN_H

#include <stddef.h>
#include <stdint.h>

#include "wire.h"

/*
 * Every function here spells control and format characters (bidi controls,
 * zero width) as <U+202E>, and bytes that are not UTF-8 as <0xE9>, so that no
 * text can move, hide or reorder the text around it.  Joiners and variation
 * selectors pass where a script needs them: in words of Arabic, Indic and
 * related scripts, and in emoji.
 */

/*
 * foreign_text(margin, text):
 * Put ${text} on standard output, wrapped at the terminal's width.  Each line
 * begins with ${margin}, so that no line can pass for one of the program's.
 */
void foreign_text(const char *margin, struct span text);

/* Put the first non-empty line, cut to ${columns}; dots if there is more. */
void foreign_snippet(struct span text, size_t columns);

/* Put all of ${text} within a line of the program's; spell out LF too. */
void foreign_words(struct span text);

/*
 * foreign_error(format, ...):
 * Put a message on standard error, with one write for each 1,024 bytes.  Its
 * arguments may be untrusted names of files or servers.  LF passes.
 */
void foreign_error(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
