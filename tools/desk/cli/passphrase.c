/* passphrase.c - asks for a passphrase, without echo. */

#include "cli/passphrase.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/drawn.h"
#include "lang/lang.h"
#include "terminal/ask.h"
#include "terminal/say.h"
#include "terminal/tty.h"

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

static const char moment[] = N_("One moment ...\n");

/* A line of the terminal into ${p}; ERR_MISSING at the end of input. */
static enum err
hidden_ask(struct passphrase *p, int fd, const char *prompt)
{
	WIPED(typed) line;

	passphrase_wipe(p);
	if (!line_hidden(&line, fd, prompt))
		return ERR_MISSING;
	return passphrase_set(p, span_str((const char *)line.b));
}

/* Typed once more, and the same. */
static bool
repeated(const struct passphrase *p, int fd)
{
	WIPED(typed) line;

	if (line_hidden(&line, fd, _("The same once more: ")) &&
	    passphrase_has(p, span_str((const char *)line.b)))
		return true;
	put(fd, _("These two are not the same. Once again.\n"));
	return false;
}

/* Why a passphrase is not taken, in a sentence; NULL if it is. */
static const char *
fault_words(const struct passphrase *p, enum err e)
{
	switch ((int)e) {
	case OK:
		return passphrase_strong(p)
		    ? NULL
		    : _("this passphrase is too short: take at least 12 "
			"characters, or the six words");
	case ERR_FORMAT:
		return _("this passphrase holds an arrow key or the like, or "
			 "is not UTF-8: set the terminal to UTF-8 and choose "
			 "again");
	case ERR_TOO_LONG:
		return _("this passphrase is longer than 1024 bytes");
	case ERR_IO:
		return _("the terminal cannot be opened to ask for a "
			 "passphrase");
	default:
		return _("no passphrase was given");
	}
}

static void
words_offer(int fd)
{
	char words[DRAWN_TEXT];

	drawn_words(words);
	put(fd,
	    _("A good passphrase is long. These six words were drawn for "
	      "you; take them or\nyour own sentence of at least 12 "
	      "characters, and write it down nowhere near this\nlaptop:"
	      "\n\n  "));
	put(fd, words);
	put(fd, "\n\n");
	sodium_memzero(words, sizeof(words));
}

/* Until it is strong and was typed twice. */
static enum err
hidden_choose(struct passphrase *p, int fd, const char *prompt)
{
	const char *why;
	enum err e;

	words_offer(fd);
	for (;;) {
		e = hidden_ask(p, fd, prompt);
		if (e == ERR_MISSING || e == ERR_IO)
			return e;
		why = fault_words(p, e);
		if (why == NULL && repeated(p, fd))
			return OK;
		if (why == NULL)
			continue;
		put(fd, why);
		put(fd, ".\n");
	}
}

static enum err
line_ask(struct passphrase *p)
{
	WIPED(typed) line;

	passphrase_wipe(p);
	if (!ask_line_fd(&line, STDIN_FILENO))
		return ERR_MISSING;
	return passphrase_set(p, span_str((const char *)line.b));
}

typedef enum err asker(struct passphrase *p, int fd, const char *prompt);

static enum err
terminal_ask(struct passphrase *p, const char *prompt, asker *ask)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	enum err e;

	if (fd < 0)
		return ERR_IO;
	e = ask(p, fd, prompt);
	if (e == ERR_MISSING || e == ERR_IO)
		tty_release();
	else
		put(fd, _(moment));
	(void)close(fd);
	return e;
}

int
passphrase_ask(struct passphrase *p, const char *prompt)
{
	enum err e =
	    ask_terminal() ? terminal_ask(p, prompt, hidden_ask) : line_ask(p);

	/* an older file may be sealed under what is no text */
	if (p->forms > 0)
		return 0;
	tty_release();
	return say_wrong("%s", fault_words(p, e));
}

int
passphrase_choose(struct passphrase *p, const char *prompt)
{
	enum err e = ask_terminal() ? terminal_ask(p, prompt, hidden_choose)
				    : line_ask(p);
	const char *why = fault_words(p, e);

	if (why == NULL)
		return 0;
	tty_release();
	passphrase_wipe(p);
	return say_wrong("%s", why);
}
