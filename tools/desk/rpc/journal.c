/* journal.c - log.*: who did what, and that nobody changed it. */

#include "rpc/methods.h"

#include "book/journal.h"
#include "core/acts.h"
#include "core/journal.h"
#include "rpc/names.h"
#include "rpc/values.h"

#define N(n) ((json_int_t)(n))

enum {
	ENTRIES_MOST = 256, /* of one answer */
};

/* The entries of one answer. */
struct page {
	json_t *list;
	uint32_t last;
	bool more;
};

static json_t *
entry(const struct entry *e)
{
	char act[NAME_TEXT];

	name_small(act, act_key(e->act));
	return json_pack("{s:I, s:o, s:i, s:s, s:I}", "entry", N(e->n), "day",
	    value_day(e->day), "by", e->s, "act", act, "number", N(e->number));
}

/* ERR_AGAIN ends the walk: the rest is of another page. */
static enum err
entry_take(void *to, const struct entry *e)
{
	struct page *p = to;

	p->more = json_array_size(p->list) == ENTRIES_MOST;
	if (p->more)
		return ERR_AGAIN;
	p->last = e->n;
	return values_add(p->list, entry(e)) ? OK : ERR_MEMORY;
}

enum fault
log_list(struct call *c)
{
	struct page p = { json_array(), 0, false };
	enum err e = p.list == NULL
	    ? ERR_MEMORY
	    : journal_walk(c->d->book, param_number(c->params, "after"),
		  entry_take, &p);

	if (p.more && e == ERR_AGAIN)
		e = OK;
	if (e == OK)
		c->result = json_pack("{s:O, s:o}", "entries", p.list, "next",
		    p.more ? json_integer(p.last) : json_null());
	json_decref(p.list);
	return fault_book(&c->d->detail, e);
}

enum fault
log_verify(struct call *c)
{
	enum fault f = journal_verify(c->d);

	if (f == FAULT_NONE)
		c->result = result_done();
	return f;
}
