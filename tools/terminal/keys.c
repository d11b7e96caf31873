/* keys.c - make keys of the bytes that a terminal sends. */

#include "terminal/keys.h"

#include "text.h"
#include "wire.h"

enum {
	ESCAPE = 27,
	DELETE = 127,
};

/* The position within a key that sends several bytes. */
enum within {
	PLAIN,
	BEHIND_ESCAPE,
	IN_SEQUENCE,   /* "ESC [", digits and ";" */
	LAST_OF_THREE, /* "ESC O", or "ESC [ [" of a Linux console */
};

static const struct {
	uint8_t byte;
	enum key key;
} controls[] = {
	{ 'A' & 0x1f, KEY_HOME },
	{ 'B' & 0x1f, KEY_LEFT },
	{ 'D' & 0x1f, KEY_FINISH },
	{ 'E' & 0x1f, KEY_END },
	{ 'F' & 0x1f, KEY_RIGHT },
	{ '\b', KEY_BACKSPACE },
	{ '\t', KEY_TAB },
	{ '\n', KEY_ENTER },
	{ 'K' & 0x1f, KEY_LINE_REST },
	{ 'L' & 0x1f, KEY_AGAIN },
	{ '\r', KEY_ENTER },
	{ 'N' & 0x1f, KEY_DOWN },
	{ 'P' & 0x1f, KEY_UP },
	{ 'R' & 0x1f, KEY_AGAIN },
	{ 'U' & 0x1f, KEY_LINE_BACK },
	{ 'W' & 0x1f, KEY_WORD_BACK },
	{ DELETE, KEY_BACKSPACE },
};

/* By the last byte of a sequence; "~" has a number before it. */
static const struct {
	uint8_t byte;
	uint8_t number;
	enum key key;
	enum key shifted;
} sequences[] = {
	{ 'A', 0, KEY_UP, KEY_UP },
	{ 'B', 0, KEY_DOWN, KEY_DOWN },
	{ 'C', 0, KEY_RIGHT, KEY_WORD_RIGHT },
	{ 'D', 0, KEY_LEFT, KEY_WORD_LEFT },
	{ 'F', 0, KEY_END, KEY_END },
	{ 'H', 0, KEY_HOME, KEY_HOME },
	{ '~', 1, KEY_HOME, KEY_HOME },
	{ '~', 3, KEY_DELETE, KEY_DELETE },
	{ '~', 4, KEY_END, KEY_END },
	{ '~', 5, KEY_PAGE_UP, KEY_PAGE_UP },
	{ '~', 6, KEY_PAGE_DOWN, KEY_PAGE_DOWN },
	{ '~', 7, KEY_HOME, KEY_HOME },
	{ '~', 8, KEY_END, KEY_END },
};

static enum key
sequence_key(const struct keys *k, uint8_t last)
{
	for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++)
		if (sequences[i].byte == last &&
		    (last != '~' || sequences[i].number == k->number))
			return k->shifted ? sequences[i].shifted
					  : sequences[i].key;
	return KEY_FUNCTION;
}

static enum key
control_key(const struct keys *k, uint8_t b)
{
	if (b == k->erase && b != 0)
		return KEY_BACKSPACE;
	for (size_t i = 0; i < sizeof(controls) / sizeof(controls[0]); i++)
		if (controls[i].byte == b)
			return controls[i].key;
	return KEY_CONTROL;
}

/* The byte after ESC. */
static enum key
escape_take(struct keys *k, uint8_t b)
{
	k->within = PLAIN;
	k->number = 0;
	k->shifted = false;
	if (b == '[')
		k->within = IN_SEQUENCE;
	else if (b == 'O')
		k->within = LAST_OF_THREE;
	else if (b == 'b')
		return KEY_WORD_LEFT;
	else if (b == 'f')
		return KEY_WORD_RIGHT;
	else
		k->again = true; /* Esc alone: the byte counts by itself */
	return KEY_PART;
}

static enum key
sequence_take(struct keys *k, uint8_t b)
{
	if (k->within == IN_SEQUENCE && b >= 0x20 && b < 0x40) {
		if (b == ';')
			k->shifted = true;
		else if (b >= '0' && b <= '9' && !k->shifted)
			k->number = (uint8_t)(k->number * 10 + b - '0');
		return KEY_PART;
	}
	if (k->within == IN_SEQUENCE && b == '[') {
		k->within = LAST_OF_THREE;
		k->number = '['; /* F1 to F5: no letter is an arrow here */
		return KEY_PART;
	}
	k->within = PLAIN;
	return k->number == '[' ? KEY_FUNCTION : sequence_key(k, b);
}

/* The bytes of a character that begins with ${lead}. */
static size_t
size_by(uint8_t lead)
{
	return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

/* Take one byte of a multibyte character. */
static enum key
high_take(struct keys *k, uint8_t b)
{
	struct reader r;
	uint32_t c;

	if (k->have == 0 && b < 0xc0)
		return KEY_NOT_UTF8;
	k->c[k->have++] = b;
	if (k->have < size_by(k->c[0]))
		return KEY_PART;
	r = (struct reader){ k->c, k->have, false };
	c = text_char(&r);
	if (!r.bad && r.n == 0 && c >= 0xa0)
		return KEY_CHARACTER;
	k->have = 0;
	return KEY_NOT_UTF8;
}

enum key
keys_take(struct keys *k, uint8_t b)
{
	const bool more = k->have > 0 && k->have < size_by(k->c[0]);

	k->again = false;
	if (k->within == BEHIND_ESCAPE)
		return escape_take(k, b);
	if (k->within != PLAIN)
		return sequence_take(k, b);
	if (more && (b & 0xc0) != 0x80) {
		k->have = 0;
		k->again = true;
		return KEY_NOT_UTF8;
	}
	if (!more)
		k->have = 0;
	if (b >= 0x80)
		return high_take(k, b);
	if (b == ESCAPE) {
		k->within = BEHIND_ESCAPE;
		return KEY_PART;
	}
	if (b < ' ' || b == DELETE || (b == k->erase && b != 0))
		return control_key(k, b);
	k->c[0] = b;
	k->have = 1;
	return KEY_CHARACTER;
}
