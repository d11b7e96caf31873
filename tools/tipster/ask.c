/* ask.c - reads a text, a receipt or a line from standard input. */

#include "tipster/ask.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "terminal/plain.h"
#include "terminal/typing.h"
#include "text.h"
#include "tipster/say.h"

bool
ask_terminal(void)
{
	return isatty(STDIN_FILENO) == 1;
}

/* Avoid stdio: its buffer would keep a copy that is not wiped. */
static ssize_t
read_some(void *p, size_t n)
{
	ssize_t got;

	do
		got = read(STDIN_FILENO, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

/* Read a line of a file or a pipe; false at the end of input. */
static bool
line_read(struct typed *out)
{
	size_t n = 0;
	uint8_t c;
	bool any = false;

	while (read_some(&c, 1) == 1) {
		any = true;
		if (c == '\n')
			break;
		if (n < sizeof(out->b))
			out->b[n++] = c;
	}
	sodium_memzero(&c, sizeof(c));
	if (n == sizeof(out->b)) {
		sodium_memzero(out, sizeof(*out));
		(void)say_wrong("that line is too long for an answer");
	}
	return any;
}

bool
ask_line(struct typed *out, const char *prompt)
{
	struct typing t = { prompt, out->b, sizeof(out->b) - 1, 0, false,
		false };
	struct span line;
	bool got;

	sodium_memzero(out, sizeof(*out));
	got = ask_terminal() ? typing_run(&t, STDIN_FILENO) == OK
			     : line_read(out);
	line = plain_trim(span_str((const char *)out->b));
	memmove(out->b, line.p, line.n);
	sodium_memzero(out->b + line.n, sizeof(out->b) - line.n);
	return got;
}

bool
ask_receipt(struct receipt *r)
{
	WIPED(typed) line;
	enum err e;

	while (ask_line(&line, "Your code: ")) {
		const char *s = (const char *)line.b;

		e = receipt_parse(r, s, strlen(s));
		if (e == OK)
			return true;
		(void)say_wrong(e == ERR_CHECK
			? "there is a typing error in this code; compare it "
			  "with what you wrote down"
			: "a code is 24 digits, in six groups of four");
		if (!ask_terminal())
			return false;
	}
	(void)say_wrong("no code was given");
	return false;
}

/* Read all of standard input; TEXT_ROOM bytes mean that it is too long. */
static bool
read_all(uint8_t *p, size_t *n)
{
	ssize_t got = 1;

	*n = 0;
	while (got > 0 && *n < TEXT_ROOM) {
		got = read_some(p + *n, TEXT_ROOM - *n);
		if (got > 0)
			*n += (size_t)got;
	}
	return got >= 0;
}

static bool
blank(struct span s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] != ' ' && s.p[i] != '\n')
			return false;
	}
	return true;
}

/* Normalise and check ${n} bytes; false after an error message. */
static bool
text_judge(uint8_t *p, size_t *n)
{
	char fault[PLAIN_FAULT];
	struct span text = { p, 0 };

	*n = plain_make(p, *n);
	text.n = *n;
	if (*n > TEXT_MAX)
		(void)say_wrong("the text is too long: at most 11,300 bytes "
				"fit; send it in two parts");
	else if (blank(text))
		(void)say_wrong("there is no text to send");
	else if (plain_fault(fault, text))
		(void)say_wrong("this is not plain text in UTF-8: %s; save it "
				"as plain text in UTF-8 and try again",
		    fault);
	else
		return true;
	return false;
}

/* Edit a text at a terminal; one that is too long stays to be shortened. */
static bool
text_type(uint8_t *p, size_t *n)
{
	static const char first[] =
	    "Write what you know. End with Enter and Ctrl-D.\n"
	    "Leave out your own name, work and number.\n\n";
	static const char again[] =
	    "Nothing is lost. Take back from the end what does not belong "
	    "here: Backspace,\nCtrl-W for a word, Ctrl-U for a line. Then "
	    "Ctrl-D.\n\n";
	struct typing t = { *n == 0 ? first : again, p, TEXT_ROOM, *n, true,
		false };

	for (;;) {
		if (typing_run(&t, STDIN_FILENO) != OK) {
			(void)say_wrong("the terminal is gone");
			return false;
		}
		*n = t.n;
		if (text_judge(p, n))
			return true;
		if (*n <= TEXT_MAX)
			return false; /* nothing was typed */
		t.n = *n;
		t.prompt = again;
	}
}

bool
ask_text(uint8_t *p, size_t *n)
{
	if (ask_terminal())
		return text_type(p, n);
	if (read_all(p, n))
		return text_judge(p, n);
	(void)say_wrong("standard input cannot be read");
	return false;
}
