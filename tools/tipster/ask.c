/* ask.c - what a person types: a tip, a receipt, a word. */

#include "ask.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "say.h"
#include "text.h"

bool
ask_terminal(void)
{
	return isatty(STDIN_FILENO) == 1;
}

/* Not stdio: its buffer would keep a copy that nobody wipes. */
static ssize_t
read_some(void *p, size_t n)
{
	ssize_t got;

	do
		got = read(STDIN_FILENO, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

bool
ask_line(struct typed *out, const char *prompt)
{
	size_t n = 0;
	uint8_t c;
	bool any = false;

	if (ask_terminal())
		say_prompt(prompt);
	sodium_memzero(out, sizeof(*out));
	while (read_some(&c, 1) == 1) {
		any = true;
		if (c == '\n')
			break;
		if (n < sizeof(out->b) - 1)
			out->b[n++] = c;
	}
	sodium_memzero(&c, sizeof(c));
	return any;
}

bool
ask_receipt(struct receipt *r)
{
	WIPED(typed) line;
	enum err e;

	while (ask_line(&line, "Your code: ")) {
		const char *s = (const char *)line.b;
		size_t n = strlen(s);

		if (n > 0 && s[n - 1] == '\r')
			n--;
		e = receipt_parse(r, s, n);
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

/* All of standard input; ${TEXT_ROOM} bytes mean: too much. */
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

bool
ask_text(uint8_t *p, size_t *n)
{
	struct span text = { p, 0 };
	bool read_whole;

	if (ask_terminal())
		say_prompt("Write what you know. End with Enter and Ctrl-D.\n"
			   "Leave out your own name, work and number.\n\n");
	read_whole = read_all(p, n);
	*n = text_normalise(p, *n);
	text.n = *n;
	if (!read_whole)
		(void)say_wrong("standard input cannot be read");
	else if (*n > TEXT_MAX)
		(void)say_wrong("the text is too long: at most 11,300 bytes "
				"fit; send it in two parts");
	else if (blank(text))
		(void)say_wrong("there is no text to send");
	else if (text_check(text) != OK)
		(void)say_wrong("this is not plain text in UTF-8; save it as "
				"plain text and try again");
	else
		return true;
	return false;
}
