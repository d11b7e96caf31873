/* typing.c - read and edit what a person types at a terminal, key by key. */

#include "terminal/typing.h"

#include <sys/ioctl.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <sodium.h>

#include "terminal/screen.h"
#include "terminal/tty.h"
#include "text.h"
#include "wire.h"

enum {
	CTRL_D = 4,
	CTRL_R = 18,
	CTRL_U = 21,
	CTRL_W = 23,
	ESCAPE = 27,
	DELETE = 127,
	LINE_FULL = 4095, /* a terminal drops the bytes of a line after this */
};

/* The position within a key that sends several bytes. */
enum within { PLAIN, BEHIND_ESCAPE, IN_SEQUENCE, LAST_OF_THREE };

/* Messages, each shown at most once. */
enum told {
	TOLD_ARROW = 1,
	TOLD_SIGN = 2,
	TOLD_FULL = 4,
	TOLD_UTF8 = 8,
};

struct hand {
	struct typing *t;
	int in;
	int out;
	cc_t erase; /* what this terminal sends for Backspace */
	enum within within;
	uint8_t c[4]; /* a character not yet complete */
	size_t have;
	unsigned told;
	bool over; /* a key has ended the input */
};

static const char not_utf8[] =
    "A character was left out: this terminal does not send UTF-8.";

static void
put(const struct hand *h, const void *p, size_t n)
{
	const uint8_t *b = p;

	while (n > 0 && h->out >= 0) {
		ssize_t did = write(h->out, b, n);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			return;
		b += did;
		n -= (size_t)did;
	}
}

static void
put_str(const struct hand *h, const char *s)
{
	put(h, s, strlen(s));
}

/* The offset at which the current line begins. */
static size_t
line_start(const struct typing *t)
{
	const uint8_t *lf = t->n == 0 ? NULL : memrchr(t->p, '\n', t->n);

	return lf == NULL ? 0 : (size_t)(lf - t->p) + 1;
}

static void
line_show(const struct hand *h)
{
	const struct typing *t = h->t;
	size_t from = line_start(t);

	if (!t->lines && t->prompt != NULL)
		put_str(h, t->prompt);
	put(h, t->p + from, t->n - from);
}

static void
line_again(const struct hand *h)
{
	put_str(h, "\n");
	line_show(h);
}

/* Ring the bell; the first time, show the sentence and the line again. */
static void
tell(struct hand *h, enum told what, const char *sentence)
{
	put_str(h, "\a");
	if ((h->told & what) != 0)
		return;
	h->told |= what;
	put_str(h, "\n[");
	put_str(h, sentence);
	put_str(h, "]\n");
	line_show(h);
}

/* The size of the last character; the text must not be empty. */
static size_t
last_size(const struct typing *t)
{
	size_t n = 1;

	while (n < 4 && n < t->n && (t->p[t->n - n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* Delete the last character of the line with its combining marks. */
static void
take_back(struct hand *h)
{
	struct typing *t = h->t;
	size_t from = line_start(t);
	unsigned wide = 0;

	while (t->n > from && wide == 0) {
		size_t size = last_size(t);
		struct reader r = { t->p + t->n - size, size, false };

		wide = screen_width(text_char(&r));
		t->n -= size;
	}
	for (; wide > 0; wide--)
		put_str(h, "\b \b");
}

/* Delete a character, or the line end before an empty line. */
static void
backspace(struct hand *h)
{
	struct typing *t = h->t;

	if (t->n == 0) {
		put_str(h, "\a");
	} else if (t->p[t->n - 1] == '\n') {
		t->n--;
		line_again(h);
	} else {
		take_back(h);
	}
}

static void
word_back(struct hand *h)
{
	struct typing *t = h->t;

	while (t->n > line_start(t) && t->p[t->n - 1] == ' ')
		take_back(h);
	while (t->n > line_start(t) && t->p[t->n - 1] != ' ')
		take_back(h);
}

static void
line_back(struct hand *h)
{
	while (h->t->n > line_start(h->t))
		take_back(h);
}

static void
add(struct hand *h, const uint8_t *p, size_t n)
{
	struct typing *t = h->t;

	if (n > t->cap - t->n) {
		tell(h, TOLD_FULL, "There is no room for more than this.");
		return;
	}
	memcpy(t->p + t->n, p, n);
	t->n += n;
	put(h, p, n);
}

static void
enter(struct hand *h)
{
	struct typing *t = h->t;
	size_t from = line_start(t);

	if (!t->lines) {
		h->over = true;
	} else if (t->dot && t->n - from == 1 && t->p[from] == '.') {
		t->n = from;
		h->over = true;
	} else {
		add(h, (const uint8_t *)"\n", 1);
	}
}

/* Take one byte of a multibyte character. */
static void
high_take(struct hand *h, uint8_t b)
{
	struct reader r;
	size_t want;
	uint32_t c;

	if (h->have == 0 && b < 0xc0)
		h->c[h->have++] = 0xff; /* not a lead byte: fails below */
	if (h->have < sizeof(h->c))
		h->c[h->have++] = b;
	want = h->c[0] >= 0xf0 ? 4 : h->c[0] >= 0xe0 ? 3 : 2;
	if (h->have < want && h->c[0] != 0xff)
		return;
	r = (struct reader){ h->c, h->have, false };
	c = text_char(&r);
	if (!r.bad && r.n == 0 && c >= 0xa0)
		add(h, h->c, h->have);
	else
		tell(h, TOLD_UTF8, not_utf8);
	h->have = 0;
}

static void
control_take(struct hand *h, uint8_t b)
{
	if (b == '\n' || b == '\r')
		enter(h);
	else if (b == '\t')
		add(h, (const uint8_t *)" ", 1);
	else if (b == DELETE || b == '\b' || b == h->erase)
		backspace(h);
	else if (b == CTRL_U)
		line_back(h);
	else if (b == CTRL_W)
		word_back(h);
	else if (b == CTRL_D)
		h->over = true;
	else if (b == ESCAPE)
		h->within = BEHIND_ESCAPE;
	else if (b == CTRL_R)
		line_again(h);
	else
		tell(h, TOLD_SIGN,
		    "That key cannot be part of a text and was left out.");
}

/* True if ${b} belongs to a key such as an arrow or F5: "ESC [ 1 ; 5 D". */
static bool
sequence_takes(struct hand *h, uint8_t b)
{
	enum within was = h->within;

	h->within = PLAIN;
	if (was == PLAIN || (was == BEHIND_ESCAPE && b != '[' && b != 'O'))
		return false;
	if (was == BEHIND_ESCAPE)
		h->within = b == '[' ? IN_SEQUENCE : LAST_OF_THREE;
	else if (was == IN_SEQUENCE && b >= 0x20 && b < 0x40)
		h->within = IN_SEQUENCE;
	else
		tell(h, TOLD_ARROW,
		    "Arrow keys do not work here, nor do keys such as Home "
		    "and End: use Backspace.");
	return true;
}

static void
key_take(struct hand *h, uint8_t b)
{
	if (sequence_takes(h, b))
		return;
	if (h->have > 0 && (b & 0xc0) != 0x80) {
		h->have = 0;
		tell(h, TOLD_UTF8, not_utf8);
	}
	if (b >= 0x80)
		high_take(h, b);
	else if (b < ' ' || b == DELETE)
		control_take(h, b);
	else
		add(h, &b, 1);
}

/* OK once a key ended the input; ERR_MISSING, ERR_IO as typing_run(). */
static enum err
keys_take(struct hand *h)
{
	enum err e = OK;
	uint8_t b = 0;

	while (!h->over && e == OK) {
		enum tty_event event = tty_wait(h->in);
		ssize_t got;

		if (event == TTY_BACK) {
			line_again(h);
			continue;
		}
		got = event == TTY_SIGNAL ? -1 : read(h->in, &b, 1);
		b = b == 0 ? CTRL_D : b; /* one typed in line mode is NUL */
		if (got < 0 && event == TTY_READY && errno == EINTR)
			continue; /* it was stopped meanwhile */
		if (got < 0)
			e = ERR_IO;
		else if (got == 0 ||
		    (b == CTRL_D && !h->t->lines && h->t->n == 0))
			e = ERR_MISSING; /* end of input, as in line mode */
		else
			key_take(h, b);
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
	put_str(h,
	    "[Too much was typed before this question and is lost: type it "
	    "again.]\n");
}

enum err
typing_run(struct typing *t, int fd)
{
	struct hand h = { .t = t, .in = fd, .out = fd };
	int flags = fcntl(fd, F_GETFL);
	struct termios before;
	enum err e;

	if (flags < 0 || tcgetattr(fd, &before) != 0)
		return ERR_IO;
	h.erase = before.c_cc[VERASE];
	if ((flags & O_ACCMODE) == O_RDONLY)
		h.out = open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY);
	e = tty_hold(fd, TTY_KEYS);
	if (e == OK) {
		early_drop(&h);
		if (t->lines && t->prompt != NULL)
			put_str(&h, t->prompt);
		line_show(&h);
		e = keys_take(&h);
		put_str(&h, "\n");
	}
	if (h.out != fd && h.out >= 0)
		(void)close(h.out);
	sodium_memzero(h.c, sizeof(h.c));
	tty_release();
	return e;
}
