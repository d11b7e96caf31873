/* passphrase.c - asks for a passphrase, without echo. */

#include "passphrase.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ask.h"
#include "process.h"
#include "say.h"
#include "text.h"

struct passphrase *
passphrase_new(void)
{
	return locked_new(sizeof(struct passphrase));
}

void
passphrase_free(struct passphrase *p)
{
	locked_free(p);
}

struct span
passphrase_span(const struct passphrase *p)
{
	return (struct span){ p->b, p->n };
}

static void
put(int fd, const char *s)
{
	while (*s != '\0') {
		ssize_t n = write(fd, s, strlen(s));

		if (n <= 0)
			return;
		s += n;
	}
}

/* Only so that read() ends and the echo comes back. */
static void
interrupted(int sig)
{
	(void)sig;
}

/* One line of the terminal ${fd} with the echo off. */
static bool
line_hidden(struct typed *line, int fd, const char *prompt)
{
	struct sigaction act = { .sa_handler = interrupted };
	struct sigaction old;
	struct termios shown;
	struct termios hidden;
	bool got;

	if (tcgetattr(fd, &shown) != 0)
		return false;
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	hidden.c_lflag |= ICANON;
	(void)sigemptyset(&act.sa_mask);
	if (sigaction(SIGINT, &act, &old) != 0)
		return false;
	/* what is typed once the prompt is there, counts */
	got = tcsetattr(fd, TCSAFLUSH, &hidden) == 0;
	put(fd, prompt);
	got = got && ask_line_fd(line, fd);
	(void)tcsetattr(fd, TCSAFLUSH, &shown);
	put(fd, "\n");
	(void)sigaction(SIGINT, &old, NULL);
	return got;
}

static enum err
take(struct passphrase *p, const struct typed *line)
{
	size_t n = strlen((const char *)line->b);

	if (n == 0)
		return ERR_MISSING;
	if (n > sizeof(p->b))
		return ERR_TOO_LONG;
	memcpy(p->b, line->b, n);
	p->n = n;
	return OK;
}

static enum err
terminal_ask(struct passphrase *p, const char *prompt, bool twice, int fd)
{
	WIPED(typed) line;
	enum err e;

	for (;;) {
		if (!line_hidden(&line, fd, prompt))
			return ERR_MISSING;
		e = take(p, &line);
		if (e != OK || !twice)
			return e;
		if (!line_hidden(&line, fd, "The same once more: "))
			return ERR_MISSING;
		if (strlen((const char *)line.b) == p->n &&
		    sodium_memcmp(line.b, p->b, p->n) == 0)
			return OK;
		put(fd, "These two are not the same. Once again.\n");
	}
}

/* True for an accent that is a character of its own, behind its letter. */
static bool
is_accent(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36f) || (c >= 0x1ab0 && c <= 0x1aff) ||
	    (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) ||
	    (c >= 0xfe20 && c <= 0xfe2f);
}

/* e and U+0301 look like U+00E9 and are other bytes. */
static bool
has_accent(struct span s)
{
	struct reader r = { s.p, s.n, false };

	while (r.n > 0 && !r.bad)
		if (is_accent(text_char(&r)))
			return true;
	return false;
}

/* A new one must be what every keyboard and program can type again. */
static enum err
new_judge(struct passphrase *p)
{
	struct span s = passphrase_span(p);
	bool text = text_check(s) == OK;

	if (text && !has_accent(s))
		return OK;
	passphrase_wipe(p);
	(void)say_wrong("%s",
	    text ? "this passphrase holds an accent that is a character of its "
		   "own, which another keyboard types as one with its letter: "
		   "choose one without that accent"
		 : "this passphrase holds an arrow key or the like, or is not "
		   "UTF-8: set the terminal to UTF-8 and choose again");
	return ERR_FORMAT;
}

/* One that is to open something may be an old one: only tell. */
static enum err
judge(struct passphrase *p, bool new)
{
	if (new)
		return new_judge(p);
	if (has_accent(passphrase_span(p)))
		(void)say_wrong("this passphrase holds an accent that is a "
				"character of its own: if it is refused, type "
				"the letter and its accent as one");
	return OK;
}

enum err
passphrase_ask(struct passphrase *p, const char *prompt, bool twice)
{
	WIPED(typed) line;
	enum err e;
	int fd;

	passphrase_wipe(p);
	if (!ask_terminal()) {
		e = ask_line_fd(&line, STDIN_FILENO) ? take(p, &line)
						     : ERR_MISSING;
		return e == OK ? judge(p, twice) : e;
	}
	fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return ERR_IO;
	e = terminal_ask(p, prompt, twice, fd);
	(void)close(fd);
	return e == OK ? judge(p, twice) : e;
}
