/* screen.c - write to the terminal unbuffered; widths of text on it. */

#include "terminal/screen.h"

#include <sys/ioctl.h>

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

enum {
	COLUMNS_USUAL = 80,   /* for a terminal that reports no width */
	EMOJI_STYLE = 0xfe0f, /* makes the preceding character wider */
};

/* Some output did not reach standard output; never reset. */
static bool lost;

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
	(void)screen_sent();
	if (!put(STDOUT_FILENO, s))
		lost = true;
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

unsigned
screen_width(uint32_t c)
{
	int n = wcwidth((wchar_t)c);

	if (c == EMOJI_STYLE)
		return 1;
	return n < 0 ? 2 : (unsigned)n;
}

void
screen_begin(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
}
