/* ask.c - what a person types: a line, a yes, a text. */

#include "ask.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "text.h"
#include "wire.h"

bool
ask_terminal(void)
{
	return isatty(STDIN_FILENO) == 1;
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
	return any && got >= 0;
}

bool
ask_line(struct typed *out, const char *prompt)
{
	if (ask_terminal()) {
		(void)fputs(prompt, stdout);
		(void)fflush(stdout);
	}
	return ask_line_fd(out, STDIN_FILENO);
}

bool
ask_yes(const char *prompt)
{
	WIPED(typed) line;

	return ask_line(&line, prompt) && strchr("yYjJ", line.b[0]) != NULL &&
	    line.b[0] != '\0';
}

/* True if the line that ends ${n} bytes at ${p} is a single dot. */
static bool
dot_line(const uint8_t *p, size_t n)
{
	return n >= 2 && p[n - 2] == '.' && (n == 2 || p[n - 3] == '\n');
}

/* Lines of a terminal up to a single dot or the end of input. */
static enum err
lines_read(uint8_t *p, size_t cap, size_t *n)
{
	ssize_t got;

	while (*n < cap) {
		got = read(STDIN_FILENO, p + *n, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? ERR_IO : OK;
		(*n)++;
		if (p[*n - 1] == '\n' && dot_line(p, *n)) {
			*n -= 2;
			return OK;
		}
	}
	return ERR_TOO_LONG;
}

/* All of standard input. */
static enum err
rest_read(uint8_t *p, size_t cap, size_t *n)
{
	uint8_t beyond;
	ssize_t got;

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
	enum err e;

	*n = 0;
	if (ask_terminal()) {
		(void)fputs(prompt, stdout);
		(void)fflush(stdout);
		e = lines_read(p, cap, n);
	} else {
		e = rest_read(p, cap, n);
	}
	if (e != OK)
		return e;
	*n = text_normalise(p, *n);
	while (*n > 0 && (p[*n - 1] == '\n' || p[*n - 1] == ' '))
		(*n)--;
	return text_check((struct span){ p, *n });
}
