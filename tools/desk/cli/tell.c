/* tell.c - says why something did not happen, and what to do. */

#include "cli/tell.h"

#include <stdio.h>
#include <string.h>

#include "cli/words.h"
#include "lang/lang.h"
#include "terminal/say.h"
#include "wire.h"

enum {
	SENTENCE_MAX = 1536,
};

/* In the order of fault.def; {text}, {n} ... are filled in. */
static const struct {
	enum fault fault;
	const char *words;
} sentences[] = {
#include "cli/tell.def"
};

const char *
tell_words(enum fault f)
{
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (sentences[i].fault == f)
			return sentences[i].words;
	return NULL;
}

/* What went wrong with a file, in the words of who has the stick in hand. */
static const char *
error_words(enum err e)
{
	switch ((int)e) {
	case ERR_FULL:
		return _("there is no room left");
	case ERR_MISSING:
		return _("it is not there");
	case ERR_MEMORY:
		return _("there is not enough memory");
	case ERR_IO:
		return _("the stick or the disk fails, or may not be written");
	default:
		return _("it is damaged, or of another desk");
	}
}

static void
number_put(struct writer *w, uint32_t n)
{
	char digits[16];

	(void)snprintf(digits, sizeof(digits), "%u", n);
	wire_put_str(w, digits);
}

/* The argument called ${name}; false if there is none of that name. */
static bool
argument_put(struct writer *w, struct span name, const struct detail *d)
{
	char words[WORDS_DAY];

	if (span_is(name, "text")) {
		wire_put_str(w, d->text);
	} else if (span_is(name, "n")) {
		number_put(w, d->n);
	} else if (span_is(name, "other")) {
		number_put(w, d->other);
	} else if (span_is(name, "err")) {
		wire_put_str(w, error_words(d->err));
	} else if (span_is(name, "day")) {
		words_day(words, d->day);
		wire_put_str(w, words);
	} else if (span_is(name, "week")) {
		words_week(words, d->week);
		wire_put_str(w, words);
	} else if (span_is(name, "until")) {
		words_week(words, d->until);
		wire_put_str(w, words);
	} else {
		return false;
	}
	return true;
}

/* Copy ${words} with each {name} filled in. */
static void
sentence_put(struct writer *w, const char *words, const struct detail *d)
{
	const char *end;

	while (*words != '\0') {
		end = *words == '{' ? strchr(words, '}') : NULL;
		if (end != NULL &&
		    argument_put(w,
			(struct span){ (const uint8_t *)words + 1,
			    (size_t)(end - words - 1) },
			d)) {
			words = end + 1;
			continue;
		}
		wire_put(w, words++, 1);
	}
}

void
tell_fill(char *out, size_t cap, const char *words, const struct detail *d)
{
	struct writer w = { (uint8_t *)out, cap - 1, 0, false };

	sentence_put(&w, words, d);
	out[w.n] = '\0';
}

int
tell(enum fault f, const struct detail *why)
{
	char out[SENTENCE_MAX];
	const char *words = tell_words(f);

	if (f == FAULT_NONE)
		return 0;
	tell_fill(out, sizeof(out), words == NULL ? fault_key(f) : _(words),
	    why);
	return say_wrong("%s", out);
}
