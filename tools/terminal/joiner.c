/* joiner.c - tell which invisible characters a script or emoji needs. */

#include "terminal/joiner.h"

#include <stddef.h>

enum {
	NONJOINER = 0x200c,
	JOINER = 0x200d,
	MONGOLIAN_VOWEL = 0x180e,
};

struct range {
	uint32_t from;
	uint32_t to;
};

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* Scripts whose letters change form with their neighbours. */
static const struct range joining[] = {
	{ 0x600, 0x6ff },   /* Arabic */
	{ 0x700, 0x74f },   /* Syriac */
	{ 0x750, 0x77f },   /* Arabic Supplement */
	{ 0x7c0, 0x7ff },   /* NKo */
	{ 0x840, 0x86f },   /* Mandaic, Syriac Supplement */
	{ 0x870, 0x8ff },   /* Arabic Extended */
	{ 0x900, 0x97f },   /* Devanagari */
	{ 0x980, 0x9ff },   /* Bengali */
	{ 0xa00, 0xa7f },   /* Gurmukhi */
	{ 0xa80, 0xaff },   /* Gujarati */
	{ 0xb00, 0xb7f },   /* Oriya */
	{ 0xb80, 0xbff },   /* Tamil */
	{ 0xc00, 0xc7f },   /* Telugu */
	{ 0xc80, 0xcff },   /* Kannada */
	{ 0xd00, 0xd7f },   /* Malayalam */
	{ 0xd80, 0xdff },   /* Sinhala */
	{ 0x1000, 0x109f }, /* Myanmar */
	{ 0x1780, 0x17ff }, /* Khmer */
	{ 0x1800, 0x18af }, /* Mongolian */
};

static const struct range pictures[] = {
	{ 0x2190, 0x2bff },   /* arrows, signs, hearts */
	{ 0x1f000, 0x1faff }, /* pictographs, also skin tones */
};

static const struct range ideographs[] = {
	{ 0x3400, 0x9fff },
	{ 0xf900, 0xfaff },
	{ 0x20000, 0x3ffff },
};

/* Variation selectors, and the characters that each may follow. */
static const struct {
	struct range selectors;
	struct range behind;
} selections[] = {
	{ { 0x180b, 0x180d }, { 0x1800, 0x18af } },
	{ { 0x180f, 0x180f }, { 0x1800, 0x18af } },
	{ { 0xfe00, 0xfe0d }, { 0x1000, 0xfdff } },
	{ { 0xfe00, 0xfe0d }, { 0x20000, 0x3ffff } },
	{ { 0xfe0e, 0xfe0f }, { '#', '9' } },
	{ { 0xfe0e, 0xfe0f }, { 0xa9, 0xae } },
	{ { 0xfe0e, 0xfe0f }, { 0x203c, 0x3299 } },
	{ { 0xfe0e, 0xfe0f }, { 0x1f000, 0x1faff } },
};

/* The number, from 1, of the row that contains ${c}; 0 if none does. */
static size_t
find(const struct range *rows, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= rows[i].from && c <= rows[i].to)
			return i + 1;
	return 0;
}

static bool
joins(uint32_t before, uint32_t c, uint32_t next)
{
	size_t script = find(joining, COUNT(joining), before);

	/* at the end of a word, a joiner sets the form of the last letter */
	if (script != 0)
		return find(joining, COUNT(joining), next) == script ||
		    (c == JOINER && next != JOINER && next != NONJOINER);
	return c == JOINER && find(pictures, COUNT(pictures), next) != 0 &&
	    (before == 0xfe0f || find(pictures, COUNT(pictures), before) != 0);
}

static bool
selects(uint32_t before, uint32_t c)
{
	for (size_t i = 0; i < COUNT(selections); i++)
		if (find(&selections[i].selectors, 1, c) != 0 &&
		    find(&selections[i].behind, 1, before) != 0)
			return true;
	return c >= 0xe0100 && c <= 0xe01ef &&
	    find(ideographs, COUNT(ideographs), before) != 0;
}

bool
joiner_selects(uint32_t c)
{
	return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x180b && c <= 0x180f);
}

bool
joiner_pass(struct joiner *j, uint32_t c, uint32_t next)
{
	uint32_t before = j->before;

	j->before = c;
	if (before == NONJOINER || before == JOINER || joiner_selects(before))
		before = before == 0xfe0f ? before : 0; /* never two in a row */
	if (c == NONJOINER || c == JOINER)
		return joins(before, c, next);
	if (c == MONGOLIAN_VOWEL)
		return before >= 0x1800 && before <= 0x18af && next >= 0x1800 &&
		    next <= 0x18af;
	return selects(before, c);
}
