/* seal.c - encodes posted fields as a body, and seals it. */

#include "form/seal.h"

#include <string.h>

#include "page/questions.h"
#include "text.h"

/* Normalise the text of a field in place, and return it. */
static struct span
normalised(struct form_work *w, const char *name)
{
	struct span s = urlencoded_get(&w->fields, name);

	if (s.n > 0) {
		s.n = text_normalise(w->scratch + (s.p - w->scratch), s.n);
		urlencoded_cut(&w->fields, name, s.n); /* as pages show it */
	}
	return s;
}

/* True if the browser replaced a character by U+FFFD. */
static bool
is_lost(struct span s)
{
	static const uint8_t sign[] = { 0xef, 0xbf, 0xbd };

	return s.n > 0 && memmem(s.p, s.n, sign, sizeof(sign)) != NULL;
}

/* True if ${s} is only white space. */
static bool
is_blank(struct span s)
{
	struct reader r = { s.p, s.n, false };

	while (r.n > 0) {
		uint8_t c = wire_u8(&r);

		if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
			return false;
	}
	return true;
}

/* Read the choice in field ${name}: 1 to ${max}, 0 for none; ERR_FORMAT. */
static enum err
choice_get(uint8_t *out, const struct urlencoded *u, const char *name,
    uint8_t max)
{
	struct span s = urlencoded_get(u, name);
	uint64_t v = 0;

	*out = 0;
	if (s.n > 0 && (span_decimal(&v, s, max) != OK || v == 0))
		return ERR_FORMAT;
	*out = (uint8_t)v;
	return OK;
}

static enum err
put_choices(struct writer *w, const struct urlencoded *u, const struct item *it)
{
	char name[FIELD_NAME];
	uint8_t got[31];
	uint8_t k, n = 0;

	field_name(name, it->field, 0);
	if (choice_get(&k, u, name, it->n) != OK)
		return ERR_FORMAT;
	if (k != 0)
		got[n++] = k;
	for (uint8_t i = 1; it->kind == ITEM_MANY && i <= it->n; i++) {
		field_name(name, it->field, i);
		if (choice_get(&k, u, name, it->n) != OK || (k != 0 && k != i))
			return ERR_FORMAT;
		if (k != 0)
			got[n++] = k;
	}
	if (n > 0)
		answers_put(w, it->field, (struct span){ got, n });
	return OK;
}

static const struct item *
item_of(unsigned field)
{
	for (size_t i = 0; i < items_n; i++)
		if (items[i].field == field)
			return &items[i];
	return NULL;
}

/* Write all answers, in ascending order of fields. */
static enum seal_result
put_answers(struct writer *out, struct form_work *w)
{
	for (unsigned field = 1; field < 256; field++) {
		const struct item *it = item_of(field);
		char name[FIELD_NAME];
		struct span s;

		if (it == NULL)
			continue;
		if (field < 128) {
			if (put_choices(out, &w->fields, it) != OK)
				return SEAL_BAD_TEXT;
			continue;
		}
		field_name(name, field, 0);
		s = normalised(w, name);
		if (is_lost(s))
			return SEAL_LOST_SIGN;
		if (!is_blank(s))
			answers_put(out, it->field, s);
	}
	return out->bad ? SEAL_TOO_LONG : SEAL_OK;
}

bool
form_tells_code(uint8_t *field, const struct form_work *w)
{
	WIPED(receipt) r;
	char name[FIELD_NAME];

	*field = 0;
	if (receipt_find(&r, urlencoded_get(&w->fields, "text")))
		return true;
	for (size_t i = 0; i < items_n; i++) {
		if (items[i].field < 128)
			continue;
		field_name(name, items[i].field, 0);
		*field = items[i].field;
		if (receipt_find(&r, urlencoded_get(&w->fields, name)))
			return true;
	}
	return false;
}

static enum seal_result
sealed(enum err e)
{
	static const struct {
		enum err e;
		enum seal_result result;
	} results[] = {
		{ OK, SEAL_OK },
		{ ERR_TOO_LONG, SEAL_TOO_LONG },
		{ ERR_FORMAT, SEAL_BAD_TEXT },
		{ ERR_FULL, SEAL_MANY_DESKS },
	};

	for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++)
		if (results[i].e == e)
			return results[i].result;
	return SEAL_NO_DESK;
}

enum seal_result
form_seal(struct form_work *w, const struct served *served,
    const struct form_tip *t)
{
	struct writer answers = { w->answers, sizeof(w->answers), 0, false };
	struct client_message m = {
		.kind = t->kind,
		.lane = LANE_FORM,
		.root = t->reply ? &w->root : NULL,
		.desks = t->desks,
		.has_week = t->has_week,
		.week = t->week,
	};
	enum seal_result r;

	if (t->kind != KIND_CLOSE) {
		m.text = normalised(w, "text");
		if (is_blank(m.text))
			return SEAL_NO_TEXT;
		if (is_lost(m.text))
			return SEAL_LOST_SIGN;
		r = put_answers(&answers, w);
		if (r != SEAL_OK)
			return r;
	}
	m.answers = (struct span){ w->answers, answers.n };
	return sealed(client_seal(w->envelope, &w->seal, &m, served->directory,
	    served->notes));
}
