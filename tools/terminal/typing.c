/* typing.c - read and edit what a person types at a terminal, key by key. */

#include "terminal/typing.h"

#include <sys/ioctl.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <sodium.h>

#include "terminal/complete.h"
#include "terminal/draw.h"
#include "terminal/edit.h"
#include "terminal/keys.h"
#include "terminal/tty.h"
#include "terminal/words.h"

enum {
	LINE_FULL = 4095, /* a terminal drops the bytes of a line after this */
};

/* Messages, each shown at most once. */
enum told {
	TOLD_FUNCTION = 1,
	TOLD_CONTROL = 2,
	TOLD_FULL = 4,
	TOLD_UTF8 = 8,
	TOLD_PLAIN = 16,
};

struct hand {
	const struct typing *t;
	struct edit e;
	struct keys keys;
	struct draw draw;
	int in;
	unsigned told;
	bool stale; /* the screen does not show the text */
	bool over;  /* a key has ended the input */
};

static struct span
text_of(const struct hand *h)
{
	return (struct span){ h->e.p, h->e.n };
}

static void
show(struct hand *h)
{
	h->stale = false;
	draw_text(&h->draw, text_of(h), h->e.at);
}

static void
show_again(struct hand *h)
{
	draw_leave(&h->draw);
	show(h);
}

/* Show ${sentence} below the text, and the text once more below it. */
static void
tell_below(struct hand *h, const char *sentence)
{
	draw_leave(&h->draw);
	draw_say(&h->draw, "[");
	draw_say(&h->draw, sentence);
	draw_say(&h->draw, "]\n");
	show(h);
}

/* Ring the bell; the first time, show the sentence. */
static void
tell(struct hand *h, enum told what, const char *sentence)
{
	draw_say(&h->draw, "\a");
	if ((h->told & what) != 0)
		return;
	h->told |= what;
	tell_below(h, sentence);
}

static void
add(struct hand *h, const void *p, size_t n)
{
	const struct span s = { p, n };
	bool last = h->e.at == h->e.n;

	if (!edit_add(&h->e, s))
		tell(h, TOLD_FULL, _("There is no room for more than this."));
	else if (last && !h->stale)
		draw_append(&h->draw, s);
	else
		h->stale = true;
}

static void
complete(struct hand *h)
{
	struct completion c;

	if (h->t->complete == NULL) {
		add(h, " ", 1);
		return;
	}
	h->t->complete(&c, (struct span){ h->e.p, h->e.at });
	if (c.add_n > 0)
		add(h, c.add, c.add_n);
	else
		draw_say(&h->draw, "\a");
	if (c.add_n == 0 && c.found > 1)
		tell_below(h, c.names);
}

static void
enter(struct hand *h)
{
	struct edit *e = &h->e;
	size_t from = edit_line_start(e);

	if (!h->t->lines) {
		h->over = true;
	} else if (h->t->dot && e->at == e->n && e->n - from == 1 &&
	    e->p[from] == '.') {
		e->n = e->at = from;
		h->stale = true;
		h->over = true;
	} else {
		add(h, "\n", 1);
	}
}

/* Move to the row above or below. */
static void
row_move(struct hand *h, bool up)
{
	size_t to = draw_row(&h->draw, text_of(h), h->e.at, up);

	if (to == h->e.at)
		draw_say(&h->draw, "\a");
	h->stale = h->stale || to != h->e.at;
	h->e.at = to;
}

/* A key that moves or deletes. */
static void
edit(struct hand *h, enum key key)
{
	bool back = key == KEY_BACKSPACE || key == KEY_WORD_BACK ||
	    key == KEY_LINE_BACK;

	if (!back && h->draw.plain) {
		tell(h, TOLD_PLAIN,
		    _("Arrow keys do not work at this terminal, nor do keys "
		      "such as Home and End: use Backspace."));
		return;
	}
	if (key == KEY_UP || key == KEY_DOWN) {
		row_move(h, key == KEY_UP);
		return;
	}
	if (key != KEY_BACKSPACE || h->e.at < h->e.n || h->stale ||
	    !draw_drop(&h->draw, edit_letter(&h->e)))
		h->stale = true;
	if (!edit_key(&h->e, key))
		draw_say(&h->draw, "\a");
}

static void
key_do(struct hand *h, enum key key)
{
	if (key == KEY_CHARACTER)
		add(h, h->keys.c, h->keys.have);
	else if (key == KEY_ENTER)
		enter(h);
	else if (key == KEY_TAB)
		complete(h);
	else if (key == KEY_FINISH)
		h->over = true;
	else if (key == KEY_AGAIN)
		show_again(h);
	else if (key == KEY_CONTROL)
		tell(h, TOLD_CONTROL,
		    _("That key cannot be part of a text and was left out."));
	else if (key == KEY_FUNCTION || key == KEY_PAGE_UP ||
	    key == KEY_PAGE_DOWN)
		tell(h, TOLD_FUNCTION, _("That key does nothing here."));
	else if (key == KEY_NOT_UTF8)
		tell(h, TOLD_UTF8,
		    _("A character was left out: this terminal does not send "
		      "UTF-8."));
	else if (key != KEY_PART)
		edit(h, key);
}

static void
byte_take(struct hand *h, uint8_t b)
{
	do
		key_do(h, keys_take(&h->keys, b));
	while (h->keys.again);
}

/* Draw what changed, unless more is already typed: a paste is drawn once. */
static void
catch_up(struct hand *h)
{
	int waiting = 0;

	if (h->stale && (ioctl(h->in, FIONREAD, &waiting) != 0 || !waiting))
		show(h);
}

/* What is not a key; true if there is something to read. */
static bool
event_take(struct hand *h, enum tty_event event, enum err *e)
{
	if (event == TTY_BACK) {
		show_again(h);
	} else if (event == TTY_SIZE) {
		draw_resized(&h->draw, text_of(h), h->e.at);
	} else if (event == TTY_SIGNAL) {
		*e = ERR_IO;
	} else if (event == TTY_IDLE) {
		*e = ERR_MISSING;
	}
	return event == TTY_READY;
}

/* OK once a key ended the input; ERR_MISSING, ERR_IO as typing_run(). */
static enum err
keys_read(struct hand *h)
{
	const bool line = !h->t->lines;
	enum err e = OK;
	uint8_t b = 0;

	while (!h->over && e == OK) {
		ssize_t got;

		catch_up(h);
		if (!event_take(h, tty_wait(h->in), &e))
			continue;
		got = read(h->in, &b, 1);
		b = b == 0 ? 'D' & 0x1f : b; /* typed in line mode it is NUL */
		if (got < 0 && errno == EINTR)
			continue; /* it was stopped meanwhile */
		if (got < 0)
			e = ERR_IO;
		else if (got == 0 || (b == ('D' & 0x1f) && line && h->e.n == 0))
			e = ERR_MISSING; /* end of input, as in line mode */
		else
			byte_take(h, b);
	}
	sodium_memzero(&b, sizeof(b));
	return e;
}

/* Input typed too early may be cut by the terminal: do not take it. */
static void
early_drop(struct hand *h)
{
	int waiting = 0;

	if (ioctl(h->in, FIONREAD, &waiting) != 0 || waiting < LINE_FULL)
		return;
	(void)tcflush(h->in, TCIFLUSH);
	draw_say(&h->draw,
	    _("[Too much was typed before this question and is lost: type it "
	      "again.]\n"));
}

/* Put the question, and read the answer. */
static enum err
hand_run(struct hand *h, int out)
{
	const char *prompt = h->t->prompt;
	enum err e;

	draw_begin(&h->draw, out, h->t->lines ? NULL : prompt);
	early_drop(h);
	if (h->t->lines && prompt != NULL)
		draw_say(&h->draw, prompt);
	show(h);
	e = keys_read(h);
	h->e.at = h->e.n;
	if (h->stale)
		show(h);
	draw_leave(&h->draw);
	return e;
}

enum err
typing_run(struct typing *t, int fd)
{
	struct hand h = { .t = t, .in = fd };
	int flags = fcntl(fd, F_GETFL);
	int out = fd;
	struct termios before;
	enum err e;

	if (flags < 0 || tcgetattr(fd, &before) != 0)
		return ERR_IO;
	h.e = (struct edit){ t->p, t->cap, t->n, t->n };
	h.keys.erase = before.c_cc[VERASE];
	if ((flags & O_ACCMODE) == O_RDONLY)
		out = open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY);
	e = tty_hold(fd, TTY_KEYS);
	if (e == OK)
		e = hand_run(&h, out);
	t->n = h.e.n;
	if (out != fd && out >= 0)
		(void)close(out);
	sodium_memzero(&h, sizeof(h));
	tty_release();
	return e;
}
