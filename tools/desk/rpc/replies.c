/* replies.c - reply.*: what the tipster of a case will read. */

#include "rpc/methods.h"

#include "core/reply.h"
#include "os/process.h"
#include "rpc/names.h"
#include "rpc/reads.h"
#include "rpc/values.h"

#define N(n) ((json_int_t)(n))

json_t *
reads(const struct replies *r)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < r->n; i++) {
		const struct reply *one = &r->reply[i];

		ok = values_add(out,
			 json_pack("{s:o, s:b, s:o}", "week",
			     value_week(one->week), "sent", one->sent, "text",
			     value_text((struct span){ one->text, one->n }))) &&
		    ok;
	}
	return values_whole(out, ok);
}

static struct reply_wish
wish_of(const struct call *c)
{
	const json_t *p = c->params;

	return (struct reply_wish){
		.number = param_number(p, "number"),
		.text = param_span(p, "text"),
		.status = (enum status)(STATUS_RECEIVED +
		    param_choice(p, "status", WORDS_STATUS,
			STATUS_QUESTION - STATUS_RECEIVED)),
		.beside = (enum beside)param_choice(p, "beside", WORDS_BESIDE,
		    BESIDE_NONE),
		.code_meant = param_flag(p, "code_meant"),
	};
}

static json_t *
judgement(const struct reply_judgement *j)
{
	return json_pack("{s:I, s:b, s:b, s:b}", "unsent", N(j->unsent),
	    "unsent_asks", j->unsent_asks, "many_questions", j->many_questions,
	    "code", j->code);
}

/* Without a text: whether anybody would read one. */
enum fault
reply_try(struct call *c)
{
	struct reply_wish wish = wish_of(c);
	struct reply_judgement j;
	enum fault f = param_text(c->params, "text") == NULL
	    ? reply_ready(&j, c->d, wish.number)
	    : reply_judge(&j, c->d, &wish);

	c->result = judgement(&j);
	return f;
}

static json_t *
preview(const struct reply_preview *p)
{
	return json_pack("{s:s, s:o, s:o}", "status", name_status(p->status),
	    "reads", reads(&p->reads), "drops", reads(&p->out));
}

enum fault
reply_show(struct call *c)
{
	struct reply_wish wish = wish_of(c);
	struct reply_preview *p = locked_new(sizeof(*p));
	enum fault f;

	if (p == NULL)
		return fault_plain(&c->d->detail, FAULT_MEMORY);
	f = reply_preview(p, c->d, &wish);
	if (f == FAULT_NONE)
		c->result = preview(p);
	locked_free(p);
	return f;
}

/* It answers with what reply.preview would have shown. */
enum fault
reply_take(struct call *c)
{
	struct reply_wish wish = wish_of(c);
	enum fault f = reply_show(c);

	if (f == FAULT_NONE && c->result != NULL)
		f = reply_keep(c->d, &wish);
	if (f != FAULT_NONE) {
		json_decref(c->result);
		c->result = NULL;
	}
	return f;
}
