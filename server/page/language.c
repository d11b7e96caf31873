/* language.c - which of the build's languages a service offers. */

#include "page/language.h"

#include <string.h>
#include <strings.h>

#include "store/store.h"

_Static_assert(LANGS < 32 && LANGS_ALWAYS <= LANGS, "languages in a set");

struct languages
languages_always(void)
{
	return (struct languages){ ((uint32_t)1 << LANGS_ALWAYS) - 1 };
}

struct languages
languages_all(void)
{
	return (struct languages){ ((uint32_t)1 << LANGS) - 1 };
}

bool
languages_have(struct languages l, const struct lang *lang)
{
	return (l.set >> (lang - langs) & 1) != 0;
}

bool
languages_add(struct languages *l, struct span code)
{
	for (size_t i = 0; i < LANGS; i++) {
		if (!span_is(code, langs[i].code))
			continue;
		l->set |= (uint32_t)1 << i;
		return true;
	}
	return false;
}

void
languages_put(struct writer *w, struct languages l)
{
	const char *between = "";

	for (size_t i = 0; i < LANGS; i++) {
		if (!languages_have(l, &langs[i]))
			continue;
		wire_put_str(w, between);
		wire_put_str(w, langs[i].code);
		between = " ";
	}
}

const struct lang *
languages_find(struct languages l, struct span code)
{
	for (size_t i = 0; i < LANGS; i++)
		if (languages_have(l, &langs[i]) &&
		    span_is(code, langs[i].code))
			return &langs[i];
	return NULL;
}

/* A reader of none of these is likelier to read English than Dutch. */
const struct lang *
languages_accept(struct languages l, const char *accept_language)
{
	const char *s = accept_language;

	if (s == NULL || *s == '\0')
		return &langs[0];
	while (*s != '\0') {
		size_t n = strcspn(s, "-;, ");

		for (size_t i = 0; i < LANGS; i++)
			if (languages_have(l, &langs[i]) &&
			    n == strlen(langs[i].code) &&
			    strncasecmp(s, langs[i].code, n) == 0)
				return &langs[i];
		s += strcspn(s, ",");
		s += strspn(s, ", ");
	}
	return languages_find(l, span_str("en"));
}

enum err
languages_load(struct languages *out, struct store *s)
{
	struct span rest;
	struct file f;
	enum err e = store_get(s, &f, STATE_LANGUAGES, NULL, 0);

	*out = languages_always();
	if (e == ERR_MISSING)
		return OK;
	if (e != OK)
		return e;
	rest = file_span(&f);
	while (rest.n > 0)
		(void)languages_add(out, span_word(&rest)); /* skip unknown */
	file_free(&f);
	return OK;
}

bool
languages_gap(const struct lang **lang, struct gap_line *out,
    const struct directory *d, struct languages l)
{
	for (size_t i = 0; i < LANGS; i++) {
		*lang = &langs[i];
		if (languages_have(l, *lang) && gap_find(out, d, (*lang)->code))
			return true;
	}
	return false;
}
