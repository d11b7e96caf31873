/* phone_numbers.c - find the phone numbers in an operator's text, so that the
 * page shows them as links that do not break over lines.
 */

#include <string.h>

#include "page/view.h"
#include "template.h"

enum {
	FREE = 8,    /* digits of 0800 and 0900 numbers */
	LINE = 10,   /* of other Dutch numbers */
	ABROAD = 15, /* of a number abroad, at most: ITU-T E.164 */
	ABROAD_LEAST = 9,
	SHORT = 3, /* fewest digits of a short number, as 112; most below */
	SHORT_MOST = 6,
};

static bool
is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(uint8_t c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Byte ${i}, or a blank where there is none. */
static uint8_t
char_at(struct span s, size_t i)
{
	return i < s.n ? s.p[i] : ' ';
}

/* The bytes of the first ${most} digits of ${s}, with blanks and dashes. */
static size_t
digits_length(struct span s, size_t most, size_t *digits)
{
	size_t end = 0;

	*digits = 0;
	for (size_t i = 0; i < s.n && *digits < most; i++) {
		bool part = (s.p[i] == ' ' || s.p[i] == '-') && i == end &&
		    is_digit(char_at(s, i + 1));

		if (is_digit(s.p[i])) {
			(*digits)++;
			end = i + 1;
		} else if (!part && !(i == 0 && s.p[i] == '+')) {
			break;
		}
	}
	return end;
}

/* True if a number may end at ${i}: not in a word, a time or a host name. */
static bool
is_end(struct span s, size_t i)
{
	return !is_word(char_at(s, i)) && char_at(s, i) != ':' &&
	    char_at(s, i) != '@' &&
	    !(char_at(s, i) == '.' && is_word(char_at(s, i + 1)));
}

/* The bytes of a short number: 112, 1414; with a blank 116 111 and 14 020. */
static size_t
short_length(struct span s)
{
	size_t solid = 0, digits, n;

	while (is_digit(char_at(s, solid)))
		solid++;
	n = digits_length(s, SHORT_MOST, &digits);
	if ((solid == 3 && digits == SHORT_MOST && n == SHORT_MOST + 1 &&
		s.p[2] == '6') ||
	    (solid == 2 && digits == SHORT_MOST - 1 && n == SHORT_MOST))
		return n;
	return solid >= SHORT && solid <= SHORT_MOST ? solid : 0;
}

/* The bytes of the phone number at the start of ${s}; 0 if there is none. */
static size_t
number_length(struct span s)
{
	size_t digits, most, n;

	if (char_at(s, 0) == '+') {
		n = digits_length(s, ABROAD, &digits);
		return digits >= ABROAD_LEAST && is_end(s, n) ? n : 0;
	}
	if (char_at(s, 0) == '1' &&
	    (char_at(s, 1) == '1' || char_at(s, 1) == '4')) {
		n = short_length(s);
		return n > 0 && is_end(s, n) ? n : 0;
	}
	if (char_at(s, 0) != '0')
		return 0;
	most = (char_at(s, 1) == '8' || char_at(s, 1) == '9') &&
		char_at(s, 2) == '0'
	    ? FREE
	    : LINE;
	n = digits_length(s, most, &digits);
	return digits == most && is_end(s, n) ? n : 0;
}

/* The bytes before the next number, at least one. */
static size_t
words_length(struct span s)
{
	size_t i;

	for (i = 1; i < s.n; i++) {
		struct span rest = { s.p + i, s.n - i };

		if (!is_word(s.p[i - 1]) &&
		    strchr(".:/@-", s.p[i - 1]) == NULL &&
		    number_length(rest) > 0)
			break;
	}
	return i;
}

/* Step on to the next words, or the next number. */
static enum turn
next(struct at *a)
{
	struct span rest = { a->words.p, a->words.n };
	size_t n = number_length(rest);

	if (rest.n == 0)
		return TURN_END;
	a->number = n > 0;
	a->said = wire_span(&a->words, n > 0 ? n : words_length(rest));
	return TURN_ITEM;
}

static enum turn
begin(struct at *a, const struct lang *lang, struct span s)
{
	a->said_lang = lang;
	a->words = (struct reader){ s.p, s.n, false };
	return next(a);
}

enum turn
each_card_words(struct at *a, bool first)
{
	return first ? begin(a, a->card_lang, a->card) : next(a);
}

enum turn
each_phone_words(struct at *a, bool first)
{
	return first ? begin(a, a->v->lang, a->v->directory->phone) : next(a);
}

bool
is_said_number(const struct at *a)
{
	return a->number;
}

/* The number's digits, and a plus in front if it has one. */
struct span
attr_said_number(struct at *a)
{
	struct writer w = { a->attr, sizeof(a->attr), 0, false };

	for (size_t i = 0; i < a->said.n; i++)
		if (is_digit(a->said.p[i]) || a->said.p[i] == '+')
			wire_put_u8(&w, a->said.p[i]);
	return (struct span){ a->attr, w.n };
}

void
part_said(struct writer *w, const struct at *a)
{
	if (a->number)
		view_escape(w, a->said);
	else
		view_say(w, a->said_lang, a->said);
}
