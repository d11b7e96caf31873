/* inbox.c - inbox.open: a stick's inboxes into the casebook, with news. */

#include "rpc/methods.h"

#include "core/open.h"
#include "os/clock.h"
#include "rpc/names.h"
#include "rpc/values.h"

#define N(n) ((json_int_t)(n))

enum {
	STEPS = 100, /* notifications of one call, and one each second */
};

/* How far the client knows it to be. */
struct told {
	struct call *c;
	uint64_t done;
	int64_t when; /* seconds since boot */
};

static bool
is_news(const struct told *t, const struct open_progress *p, int64_t now)
{
	return p->done == 0 || p->done == p->of || now != t->when ||
	    p->done - t->done >= p->of / STEPS;
}

static bool
progress_tell(void *arg, const struct open_progress *p)
{
	struct told *t = arg;
	struct rpc *r = t->c->rpc;
	int64_t now = clock_moment().boot;

	if (r->notify != NULL && is_news(t, p, now)) {
		t->done = p->done;
		t->when = now;
		r->notify(r->arg, "inbox.progress",
		    json_pack("{s:O?, s:I, s:I, s:I}", "id", t->c->id, "inbox",
			N(p->seq), "done", N(p->done), "of", N(p->of)));
	}
	return r->stopped == NULL || !r->stopped(r->arg);
}

static json_t *
counts(const struct intake_count *n)
{
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
	    "envelopes", N(n->envelopes), "ours", N(n->ours), "cases",
	    N(n->cases), "first", N(n->first), "joined", N(n->joined), "closes",
	    N(n->closes), "repeats", N(n->repeats), "lost", N(n->lost),
	    "malformed", N(n->malformed), "rewrapped", N(n->rewrapped));
}

/* Those that were opened just now. */
static json_t *
inboxes(const struct open_result *r)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < r->n; i++) {
		const struct inbox *in = &r->inbox[i];

		if (in->opened)
			ok = values_add(out,
				 json_pack("{s:I, s:o, s:s, s:o}", "inbox",
				     N(in->seq), "week",
				     value_week(in->link.week), "verdict",
				     name_verdict(in->verdict), "count",
				     counts(&in->count))) &&
			    ok;
	}
	return values_whole(out, ok);
}

/* What the newest of them says of this desk. */
static json_t *
newest(const struct inbox *in)
{
	if (in == NULL)
		return json_null();
	return json_pack("{s:I, s:I, s:o}", "taken", N(in->taken), "directory",
	    N(in->directory), "expires", value_day(in->expires));
}

static json_t *
result(const struct open_result *r)
{
	return json_pack("{s:I, s:o, s:o, s:b, s:o}", "found", N(r->n),
	    "opened", inboxes(r), "newest", newest(r->last), "restored",
	    r->restored, "keys_destroyed", value_week_or(r->destroyed));
}

enum fault
inbox_open(struct call *c)
{
	struct told told = { c, 0, 0 };
	struct open_wish wish = { param_span(c->params, "root"),
		param_flag(c->params, "date_is_right"), progress_tell, &told };
	struct open_result r;
	enum fault f =
	    open_stick(&r, c->d, param_text(c->params, "stick"), &wish);

	if (f == FAULT_NONE || r.opened > 0)
		c->result = result(&r);
	open_result_free(&r);
	return f;
}

/* It stops what runs while this is read; else there is nothing to stop. */
enum fault
inbox_stop(struct call *c)
{
	c->result = result_done();
	return FAULT_NONE;
}
