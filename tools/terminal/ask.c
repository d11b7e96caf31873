/* ask.c - what a person types: a line, a yes, a text. */

#include "terminal/ask.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/typing.h"
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
		(void)say_wrong("this terminal does not send UTF-8, so letters "
				"with accents may be wrong: set it to UTF-8");
	}
	return any && got >= 0;
}

bool
ask_line(struct typed *out, const char *prompt)
{
	struct typing t = { prompt, out->b, sizeof(out->b) - 1, 0, false,
		false };
	struct span line;
	bool got;

	typed_wipe(out);
	got = ask_terminal() ? typing_run(&t, STDIN_FILENO) == OK
			     : ask_line_fd(out, STDIN_FILENO);
	line = plain_trim(span_str((const char *)out->b));
	if (line.n == sizeof(out->b) - 1) { /* cut */
		(void)say_wrong("that line is too long for an answer");
		line.n = 0;
	}
	memmove(out->b, line.p, line.n);
	sodium_memzero(out->b + line.n, sizeof(out->b) - line.n);
	return got;
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
	struct typing t = { prompt, p, cap, *n, true, true };
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
