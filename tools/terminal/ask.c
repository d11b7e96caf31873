/* ask.c - what a person types: a line, a yes, a text. */

#include "terminal/ask.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "terminal/complete.h"
#include "terminal/path.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/tty.h"
#include "terminal/typing.h"
#include "terminal/words.h"
#include "text.h"
#include "wire.h"

bool
ask_terminal(void)
{
	return isatty(STDIN_FILENO) == 1;
}

static bool
is_utf8(const char *line)
{
	struct span s = span_str(line);
	struct reader r = { s.p, s.n, false };

	while (r.n > 0 && !r.bad)
		(void)text_char(&r);
	return !r.bad;
}

/* Not stdio: its buffer would keep a copy that nobody wipes. */
bool
ask_line_fd(struct typed *out, int fd)
{
	size_t n = 0;
	ssize_t got;
	uint8_t c = 0;
	bool any = false;

	sodium_memzero(out, sizeof(*out));
	for (;;) {
		got = read(fd, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got != 1)
			break;
		any = true;
		if (c == '\n')
			break;
		if (n < sizeof(out->b) - 1)
			out->b[n++] = c;
	}
	sodium_memzero(&c, sizeof(c));
	if (n > 0 && out->b[n - 1] == '\r')
		out->b[n - 1] = '\0';
	if (n < sizeof(out->b) - 1 && isatty(fd) == 1 &&
	    !is_utf8((const char *)out->b)) {
		say_aside("\n");
		(void)say_wrong(
		    _("this terminal does not send UTF-8, so letters with "
		      "accents may be wrong: set it to UTF-8"));
	}
	return any && got >= 0;
}

/* Without the blanks around it. */
static void
line_trim(struct typed *out)
{
	struct span line = plain_trim(span_str((const char *)out->b));
	size_t n = line.n;

	memmove(out->b, line.p, n);
	sodium_memzero(out->b + n, sizeof(out->b) - n);
}

/* Read a line until ${fits}, which says what is wrong, takes it. */
static bool
line_read(struct typed *out, struct typing *t, bool (*fits)(struct typed *))
{
	enum err e;

	typed_wipe(out);
	if (!ask_terminal()) {
		if (!ask_line_fd(out, STDIN_FILENO))
			return false;
		if (!fits(out))
			typed_wipe(out);
		return true;
	}
	do {
		e = typing_run(t, STDIN_FILENO);
		if (e == OK && fits(out))
			return true;
		t->n = strlen((const char *)out->b);
	} while (e == OK);
	typed_wipe(out);
	return false;
}

static bool
fits_line(struct typed *line)
{
	if (line->b[sizeof(line->b) - 2] != '\0') { /* it may be cut */
		(void)say_wrong(_("that line is too long for an answer"));
		return false;
	}
	line_trim(line);
	return true;
}

static bool
fits_path(struct typed *line)
{
	WIPED(typed) path;

	if (!fits_line(line))
		return false;
	if (!path_meant((char *)path.b, sizeof(path.b), (char *)line->b)) {
		(void)say_wrong(_("%s is no path on this machine"), line->b);
		return false;
	}
	*line = path;
	return true;
}

bool
ask_line(struct typed *out, const char *prompt)
{
	struct typing t = { .prompt = prompt,
		.p = out->b,
		.cap = sizeof(out->b) - 1 };

	return line_read(out, &t, fits_line);
}

bool
ask_path(struct typed *out, const char *prompt)
{
	struct typing t = { .prompt = prompt,
		.p = out->b,
		.cap = sizeof(out->b) - 1,
		.complete = path_complete };

	return line_read(out, &t, fits_path);
}

void
ask_idle(unsigned seconds)
{
	tty_idle(seconds);
}

bool
ask_idled(void)
{
	return tty_idled();
}

bool
ask_yes(const char *prompt)
{
	WIPED(typed) line;

	/* what it is about has to be seen */
	return screen_sent() && ask_line(&line, prompt) &&
	    strchr("yYjJ", line.b[0]) != NULL && line.b[0] != '\0';
}

enum err
ask_rest(uint8_t *p, size_t cap, size_t *n)
{
	uint8_t beyond;
	ssize_t got;

	*n = 0;
	for (;;) {
		got = *n < cap ? read(STDIN_FILENO, p + *n, cap - *n)
			       : read(STDIN_FILENO, &beyond, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? ERR_IO : OK;
		if (*n == cap)
			return ERR_TOO_LONG;
		*n += (size_t)got;
	}
}

enum err
ask_text(uint8_t *p, size_t cap, size_t *n, const char *prompt)
{
	struct typing t = { .prompt = prompt,
		.p = p,
		.cap = cap,
		.n = *n,
		.lines = true,
		.dot = true };
	enum err e;

	if (ask_terminal()) {
		e = typing_run(&t, STDIN_FILENO);
		*n = t.n;
	} else {
		e = ask_rest(p, cap, n);
	}
	if (e != OK)
		return e;
	*n = plain_make(p, *n);
	while (*n > 0 && (p[*n - 1] == '\n' || p[*n - 1] == ' '))
		(*n)--;
	return text_check((struct span){ p, *n });
}
