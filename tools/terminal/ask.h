/* ask.h - what a person types: a line, a yes, a text. */

#ifndef TERMINAL_ASK_H
#define TERMINAL_ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "secret.h"

enum {
	TYPED_MAX = 1040, /* a line, with its NUL; a passphrase fits */
};

SECRET_TYPE(typed, TYPED_MAX);

/* True if standard input is a terminal. */
bool ask_terminal(void);

/*
 * ask_line_fd(out, fd):
 * Read one line, without its LF or CR LF; no byte beyond it is taken.  A line
 * that is too long is cut.  If ${fd} is a terminal and the line is not UTF-8,
 * say so.  False at the end of input.
 */
bool ask_line_fd(struct typed *out, int fd);

/*
 * ask_line(out, prompt):
 * The same from standard input, with ${prompt} before it at a terminal, and
 * without the blanks around it.  One that is too long is refused with a
 * sentence: a terminal keeps it to be corrected, else it is empty.
 */
bool ask_line(struct typed *out, const char *prompt);

/*
 * ask_path(out, prompt):
 * The same for a path: Tab completes it, and ${out} is what path_meant() makes
 * of the line.  A line that means no path is refused in the same way.
 */
bool ask_path(struct typed *out, const char *prompt);

/*
 * ask_idle(seconds):
 * From now on every question at a terminal, a pager too, ends as at the end of
 * input once no key came for so long (a passphrase: no line).  0: never, as at
 * first.  What was typed of a line is wiped; of a text it stays the caller's.
 */
void ask_idle(unsigned seconds);

/* True if the last question ended that way. */
bool ask_idled(void);

/*
 * True only for a line that begins with y or Y (or j, J: ja), and if standard
 * output took all that was said before.
 */
bool ask_yes(const char *prompt);

/*
 * ask_rest(p, cap, n):
 * Read the rest of standard input, no terminal, to ${p}; ${n} receives its
 * length.  ERR_TOO_LONG if there is more than ${cap} bytes; ERR_IO.
 */
MUST_USE enum err ask_rest(uint8_t *p, size_t cap, size_t *n);

/*
 * ask_text(p, cap, n, prompt):
 * Read the rest of standard input; at a terminal, lines until one that is a
 * single dot, so that the menu can go on, behind the ${n} bytes that were typed
 * before.  Line ends are made LF and those at the end dropped; ${n} receives
 * the length.  ERR_TOO_LONG over ${cap} bytes, ERR_FORMAT if it is not text,
 * ERR_MISSING after the time of ask_idle(), ERR_IO.
 */
MUST_USE enum err ask_text(uint8_t *p, size_t cap, size_t *n,
    const char *prompt);

#endif
