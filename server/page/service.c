/* service.c - page parts: who runs the service, its address in Tor, colour. */

#include "page/colour.h"
#include "page/view.h"
#include "template.h"

/* Step on to the next line of ${word} in the page's language. */
static enum turn
told_next(struct at *a, bool first, const char *word)
{
	struct span lines = a->v->directory->lines;

	if (first)
		a->lines = (struct reader){ lines.p, lines.n, false };
	while (a->lines.n > 0 && !a->lines.bad) {
		a->said = wire_line(&a->lines);
		if (span_is(span_word(&a->said), word) &&
		    span_is(span_word(&a->said), a->v->lang->code))
			return TURN_ITEM;
	}
	return TURN_END;
}

static bool
is_told(const struct at *a, const char *word)
{
	return lines_text(a->v->directory->lines, word, NULL, "").n > 0;
}

/* The service's titles. */
enum turn
each_services(struct at *a, bool first)
{
	return told_next(a, first, "title");
}

#define TOLD(name, word)                                \
	enum turn each_##name(struct at *a, bool first) \
	{                                               \
		return told_next(a, first, word);       \
	}                                               \
	bool is_##name(const struct at *a)              \
	{                                               \
		return is_told(a, word);                \
	}

TOLD(abouts, "about")
TOLD(methods, "method")
TOLD(privacies, "privacy")
TOLD(contacts, "contact")

bool
is_onion(const struct at *a)
{
	return a->v->directory->onion.n > 0;
}

/* True if there is something to unfold. */
bool
is_who(const struct at *a)
{
	return is_abouts(a) || is_methods(a) || is_privacies(a) ||
	    is_contacts(a) || is_onion(a);
}

void
part_told(struct writer *w, const struct at *a)
{
	view_say(w, a->v->lang, a->said);
}

void
part_onion(struct writer *w, const struct at *a)
{
	view_escape(w, a->v->directory->onion);
}

bool
is_colour(const struct at *a)
{
	return a->v->directory->colour.n > 0;
}

/* Unescaped: exactly the bytes whose hash is in pages_policy(). */
void
part_colour(struct writer *w, const struct at *a)
{
	colour_css(w, a->v->directory->colour);
}
