/* passphrase.c - asks for a passphrase, without echo. */

#include "passphrase.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "os/process.h"
#include "terminal/ask.h"
#include "terminal/say.h"
#include "terminal/tty.h"
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
passphrase_form(const struct passphrase *p, size_t i)
{
	return (struct span){ p->form[i].b, p->form[i].n };
}

struct span
passphrase_span(const struct passphrase *p)
{
	return passphrase_form(p, 0);
}

static bool
has_form(const struct passphrase *p, struct span s)
{
	for (size_t i = 0; i < p->forms; i++)
		if (p->form[i].n == s.n &&
		    sodium_memcmp(p->form[i].b, s.p, s.n) == 0)
			return true;
	return false;
}

static void
form_add(struct passphrase *p, struct span s)
{
	if (s.n == 0 || has_form(p, s))
		return;
	memcpy(p->form[p->forms].b, s.p, s.n);
	p->form[p->forms++].n = s.n;
}

/* The NFC of ${typed}, or the NFD. */
static enum err
normal_add(struct passphrase *p, struct span typed, bool composed)
{
	enum err e = normal_read(&p->text, typed);
	struct span s;

	if (e != OK)
		return e;
	if (composed)
		normal_compose(&p->text);
	s = normal_utf8(&p->text);
	form_add(p, s);
	return s.n > 0 ? OK : ERR_TOO_LONG;
}

static bool
is_ascii(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 0x80)
			return false;
	return true;
}

enum err
passphrase_set(struct passphrase *p, struct span typed)
{
	enum err e = text_check(typed);
	bool accents = e == OK && !is_ascii(typed);

	passphrase_wipe(p);
	if (typed.n == 0)
		return ERR_MISSING;
	if (typed.n > PASSPHRASE_MAX)
		return ERR_TOO_LONG;
	if (accents)
		e = normal_add(p, typed, true);
	form_add(p, typed);
	if (accents)
		(void)normal_add(p, typed, false);
	normal_wipe(&p->text);
	return e;
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

/*
 * One line of standard input, a terminal that stays without echo.  ${fd} is for
 * the prompt: standard output may go elsewhere.
 */
static bool
line_hidden(struct typed *line, int fd, const char *prompt)
{
	enum tty_event event;
	bool got;

	/* what is typed once the prompt is there, counts */
	if (tty_hold(STDIN_FILENO, TTY_HIDDEN) != OK)
		return false;
	do {
		put(fd, prompt);
		event = tty_wait(STDIN_FILENO);
	} while (event == TTY_BACK);
	got = event == TTY_READY && ask_line_fd(line, STDIN_FILENO);
	put(fd, "\n");
	return got;
}

static enum err
terminal_ask(struct passphrase *p, const char *prompt, bool new, int fd)
{
	WIPED(typed) line;
	enum err e;

	for (;;) {
		if (!line_hidden(&line, fd, prompt))
			return ERR_MISSING;
		e = passphrase_set(p, span_str((const char *)line.b));
		if (e != OK || !new)
			return e;
		if (!line_hidden(&line, fd, "The same once more: "))
			return ERR_MISSING;
		if (has_form(p, span_str((const char *)line.b)))
			return OK;
		put(fd, "These two are not the same. Once again.\n");
	}
}

static enum err
line_ask(struct passphrase *p)
{
	WIPED(typed) line;

	if (!ask_line_fd(&line, STDIN_FILENO))
		return ERR_MISSING;
	return passphrase_set(p, span_str((const char *)line.b));
}

enum err
passphrase_ask(struct passphrase *p, const char *prompt, bool new)
{
	enum err e;
	int fd;

	passphrase_wipe(p);
	if (!ask_terminal()) {
		e = line_ask(p);
	} else {
		fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
		if (fd < 0)
			return ERR_IO;
		e = terminal_ask(p, prompt, new, fd);
		(void)close(fd);
		if (e != OK)
			tty_release();
	}
	if (!new && p->forms > 0)
		return OK;
	if (e == ERR_FORMAT)
		(void)say_wrong("this passphrase holds an arrow key or the "
				"like, or is not UTF-8: set the terminal to "
				"UTF-8 and choose again");
	else if (e == ERR_TOO_LONG)
		(void)say_wrong("this passphrase is longer than %d bytes",
		    PASSPHRASE_MAX);
	else if (e == ERR_IO)
		(void)say_wrong("the terminal cannot be opened to ask for a "
				"passphrase");
	else if (e != OK)
		(void)say_wrong("no passphrase was given");
	return e;
}
