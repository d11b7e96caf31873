/* seal.c - encodes posted fields as a body, and seals it. */

#include "form/seal.h"

#include "page/questions.h"

bool
form_is_blank(struct span s)
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

/* Write all answers, in ascending order of fields. */
static enum err
put_answers(struct writer *out, const struct form_work *w)
{
	for (unsigned field = 1; field < 256; field++) {
		const struct item *it = item_find(field);
		char name[FIELD_NAME];
		struct span s;

		if (it == NULL)
			continue;
		if (field < 128) {
			if (put_choices(out, &w->fields, it) != OK)
				return ERR_FORMAT;
			continue;
		}
		field_name(name, field, 0);
		s = urlencoded_get(&w->fields, name);
		if (!form_is_blank(s))
			answers_put(out, it->field, s);
	}
	return out->bad ? ERR_TOO_LONG : OK;
}

enum err
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

	if (t->kind != KIND_CLOSE) {
		enum err e = put_answers(&answers, w);

		if (e != OK)
			return e;
		m.text = urlencoded_get(&w->fields, "text");
	}
	m.answers = (struct span){ w->answers, answers.n };
	return client_seal(w->envelope, &w->seal, &m, served->directory,
	    served->notes);
}
