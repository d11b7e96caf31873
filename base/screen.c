/* screen.c - bytes to a screen through no buffer, and how wide they are. */

#include "screen.h"

#include <sys/ioctl.h>

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

enum {
	COLUMNS_USUAL = 80,   /* of a terminal that does not say */
	EMOJI_STYLE = 0xfe0f, /* makes what stands before it wider */
};

void
screen_put(struct span s)
{
	ssize_t n;

	(void)fflush(stdout);
	while (s.n > 0) {
		n = write(STDOUT_FILENO, s.p, s.n);
		if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			s.p += n;
			s.n -= (size_t)n;
		}
	}
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
