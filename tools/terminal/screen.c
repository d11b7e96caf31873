/* screen.c - write to the terminal unbuffered; widths of text on it. */

#include "terminal/screen.h"

#include <sys/ioctl.h>

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "terminal/tty.h"

enum {
	COLUMNS_USUAL = 80, /* for a terminal that reports no size */
	ROWS_USUAL = 24,
	EMOJI_STYLE = 0xfe0f, /* makes the preceding character wider */
};

/* Some output did not reach standard output; never reset. */
static bool lost;

/* Gets what is for standard output; NULL: nobody. */
static void (*collect)(struct span s);

static bool
put(int fd, struct span s)
{
	ssize_t n;

	while (s.n > 0) {
		n = write(fd, s.p, s.n);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			s.p += n;
			s.n -= (size_t)n;
		}
	}
	return true;
}

bool
screen_sent(void)
{
	if (fflush(stdout) != 0 || ferror(stdout) != 0)
		lost = true;
	return !lost;
}

void
screen_put(struct span s)
{
	if (collect != NULL) {
		collect(s);
		return;
	}
	(void)screen_sent();
	if (!put(STDOUT_FILENO, s))
		lost = true;
}

void
screen_collect(void (*take)(struct span s))
{
	collect = take;
}

bool
screen_aside(struct span s)
{
	bool put_there;
	int fd;

	if (put(STDERR_FILENO, s))
		return true;
	fd = open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY);
	put_there = fd >= 0 && put(fd, s);
	if (fd >= 0)
		(void)close(fd);
	return put_there;
}

size_t
screen_columns(void)
{
	struct winsize size = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return SIZE_MAX;
	return size.ws_col == 0 ? COLUMNS_USUAL : size.ws_col;
}

void
screen_size(int fd, size_t *rows, size_t *columns)
{
	struct winsize size = { 0 };

	if (ioctl(fd, TIOCGWINSZ, &size) != 0)
		size = (struct winsize){ 0 };
	*rows = size.ws_row == 0 ? ROWS_USUAL : size.ws_row;
	*columns = size.ws_col == 0 ? COLUMNS_USUAL : size.ws_col;
}

unsigned
screen_width(uint32_t c)
{
	int n = wcwidth((wchar_t)c);

	if (c == EMOJI_STYLE)
		return 1;
	return n < 0 ? 2 : (unsigned)n;
}

bool
screen_moves(void)
{
	const char *term = getenv("TERM");

	return term != NULL && *term != '\0' && strcmp(term, "dumb") != 0;
}

/*
 * DECSET 1049 is the alternate screen; ED 3 (xterm, Linux, VTE, tmux) erases
 * the lines for scrolling back.  ED 0 from the top, not ED 2: some terminals
 * keep what ED 2 erases.
 */
void
screen_hold(void)
{
	static bool at_exit;

	if (isatty(STDOUT_FILENO) != 1 || !screen_moves())
		return;
	(void)screen_sent();
	if (!at_exit)
		at_exit = atexit(screen_clear) == 0;
	tty_session(STDOUT_FILENO, "\033[?1049h\033[H\033[J",
	    "\033[H\033[J\033[3J\033[?1049l");
}

void
screen_clear(void)
{
	(void)screen_sent();
	tty_session_end();
}

void
screen_wipe(void)
{
	if (isatty(STDOUT_FILENO) == 1 && screen_moves())
		screen_put(span_str("\033[H\033[J\033[3J"));
}

void
screen_begin(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
}
