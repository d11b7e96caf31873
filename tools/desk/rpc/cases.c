/* cases.c - case.*: the list, one whole, and what a person has seen. */

#include "rpc/methods.h"

#include "body.h"
#include "core/cases.h"
#include "os/process.h"
#include "rpc/names.h"
#include "rpc/reads.h"
#include "rpc/values.h"

#define N(n) ((json_int_t)(n))

enum {
	CHOICE_FIELDS = 128, /* fields below are choices */
	MESSAGES_MOST = 32,  /* of one answer */
};

static json_t *
line(const struct page_line *l)
{
	const struct case_line *c = &l->c;

	return json_pack("{s:I, s:s, s:o, s:o, s:I, s:I, s:I, s:s, s:b, s:b,"
			 " s:b, s:s, s:o, s:o, s:o}",
	    "number", N(c->number), "standing", name_standing(l->standing),
	    "first", value_week(c->first), "last", value_week(c->last),
	    "messages", N(c->messages), "shown", N(c->shown), "unsent",
	    N(c->unsent), "life", name_life(c->life), "wants_reply", c->wants,
	    "by_tipster", c->by_tipster, "junk", c->junk, "status",
	    name_status(c->status), "marks", names_marks(c->marks), "lanes",
	    names_lanes(c->lanes), "words",
	    value_text((struct span){ l->words, l->n }));
}

static json_t *
page(const struct cases_page *p)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < p->n; i++)
		ok = values_add(out, line(&p->line[i])) && ok;
	return json_pack("{s:o, s:o}", "cases", values_whole(out, ok), "next",
	    p->more ? json_integer(p->line[p->n - 1].c.number) : json_null());
}

enum fault
case_list(struct call *c)
{
	struct cases_wish wish = { param_number(c->params, "after"),
		param_span(c->params, "search"),
		param_flag(c->params, "junk") };
	struct cases_page *p = locked_new(sizeof(*p));
	enum fault f;

	if (p == NULL)
		return fault_plain(&c->d->detail, FAULT_MEMORY);
	f = cases_page(p, c->d, &wish);
	if (f == FAULT_NONE)
		c->result = page(p);
	locked_free(p);
	return f;
}

static json_t *
choices(struct span value)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < value.n; i++)
		ok = values_add(out, json_integer(value.p[i])) && ok;
	return values_whole(out, ok);
}

static json_t *
answers(struct span encoded)
{
	struct reader r = { encoded.p, encoded.n, false };
	struct answer a;
	json_t *out = json_array();
	bool ok = true;

	while (answers_next(&a, &r)) {
		bool chosen = a.field < CHOICE_FIELDS;

		ok =
		    values_add(out,
			json_pack("{s:i, s:o}", "field", a.field,
			    chosen ? "choices" : "text",
			    chosen ? choices(a.value) : value_text(a.value))) &&
		    ok;
	}
	return values_whole(out, ok);
}

/* The message ${i}, whose body nobody may be able to read. */
static json_t *
message(const struct message *m, uint32_t i)
{
	struct body b;

	if (body_decode(&b, m->body) != OK)
		return json_pack("{s:I, s:o, s:b}", "message", N(i), "week",
		    value_week(m->week), "readable", false);
	return json_pack("{s:I, s:o, s:b, s:s, s:s, s:o, s:I, s:b, s:b, s:o,"
			 " s:o, s:o}",
	    "message", N(i), "week", value_week(m->week), "readable", true,
	    "kind", name_kind(b.kind), "lane", name_lane(b.lane), "marks",
	    names_marks(m->marks), "twin", N(m->twin), "may_refer",
	    (b.flags & FLAG_MAY_REFER) != 0, "wants_reply",
	    (b.flags & FLAG_WANTS_REPLY) != 0, "answers_week",
	    b.has_week ? value_week(b.week) : json_null(), "answers",
	    answers(b.answers), "text", value_text(b.text));
}

/* Messages from behind ${after} on; ${*last} is then the last of them. */
static enum fault
messages(json_t **out, uint32_t *last, struct desk *d,
    const struct case_file *c, uint32_t after)
{
	struct message *m = locked_new(sizeof(*m));
	enum fault f = FAULT_NONE;
	bool ok = true;

	*out = NULL;
	*last = after;
	if (m == NULL)
		return fault_plain(&d->detail, FAULT_MEMORY);
	*out = json_array();
	while (f == FAULT_NONE && *last < c->messages &&
	    *last - after < MESSAGES_MOST) {
		f = case_message(m, d, c->number, ++*last);
		if (f == FAULT_NONE)
			ok = values_add(*out, message(m, *last)) && ok;
	}
	locked_free(m);
	*out = values_whole(*out, f == FAULT_NONE && ok);
	return f;
}

static json_t *
whole(const struct case_whole *w, json_t *messages, json_t *next)
{
	const struct case_file *c = &w->c;

	return json_pack("{s:I, s:s, s:o, s:o, s:I, s:s, s:b, s:b, s:b, s:b,"
			 " s:s, s:o, s:o, s:o, s:o, s:o}",
	    "number", N(c->number), "standing", name_standing(w->standing),
	    "first", value_week(c->first), "last", value_week(c->last), "shown",
	    N(c->shown), "life", name_life(c->life), "wants_reply", c->wants,
	    "by_tipster", c->by_tipster, "junk", c->junk, "placed", c->placed,
	    "status", name_status(c->status), "marks", names_marks(c->marks),
	    "lanes", names_lanes(c->lanes), "reads", reads(&w->reads),
	    "messages", messages, "next", next);
}

enum fault
case_fetch(struct call *c)
{
	struct case_whole *w = locked_new(sizeof(*w));
	uint32_t last = 0;
	json_t *list = NULL;
	enum fault f;

	if (w == NULL)
		return fault_plain(&c->d->detail, FAULT_MEMORY);
	f = case_get(w, c->d, param_number(c->params, "number"));
	if (f == FAULT_NONE)
		f = messages(&list, &last, c->d, &w->c,
		    param_number(c->params, "after"));
	if (f == FAULT_NONE)
		c->result = whole(w, list,
		    last < w->c.messages ? json_integer(last) : json_null());
	locked_free(w);
	return f;
}

enum fault
case_mark_shown(struct call *c)
{
	enum fault f = case_shown(c->d, param_number(c->params, "number"),
	    param_number(c->params, "messages"));

	if (f == FAULT_NONE)
		c->result = result_done();
	return f;
}

enum fault
case_mark_junk(struct call *c)
{
	enum fault f = case_junk(c->d, param_number(c->params, "number"),
	    param_flag(c->params, "junk"));

	if (f == FAULT_NONE)
		c->result = result_done();
	return f;
}
