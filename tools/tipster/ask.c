/* ask.c - asks for a receipt, and for the text of a tip. */

#include "terminal/say.h"
#include "tipster/ask.h"

#include <string.h>
#include <unistd.h>

#include "terminal/plain.h"
#include "terminal/typing.h"
#include "text.h"

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
	    "Nothing is lost. Take out what should not be sent: the arrow keys "
	    "move, Backspace\ndeletes a character, Ctrl-W a word, Ctrl-U a "
	    "line. End with Ctrl-D.\n\n";
	struct typing t = { .prompt = *n == 0 ? first : again,
		.p = p,
		.cap = TEXT_ROOM,
		.n = *n,
		.lines = true };

	for (;;) {
		if (typing_run(&t, STDIN_FILENO) != OK) {
			(void)say_wrong("the terminal cannot be read");
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
ask_tip(uint8_t *p, size_t *n)
{
	enum err e;

	if (ask_terminal())
		return text_type(p, n);
	e = ask_rest(p, TEXT_ROOM, n);
	if (e != ERR_IO) /* what is too long is refused by text_judge() */
		return text_judge(p, n);
	(void)say_wrong("standard input cannot be read");
	return false;
}
