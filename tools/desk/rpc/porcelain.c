/* porcelain.c - the result of a method of serve, for a command line. */

#include "rpc/porcelain.h"

#include <assert.h>

#include "rpc/memory.h"
#include "rpc/message.h"
#include "rpc/methods.h"

static json_t *
given_value(const struct given *g)
{
	if (g->text != NULL)
		return json_string(g->text);
	return g->number != 0 ? json_integer(g->number) : json_boolean(g->flag);
}

static bool
is_given(const struct given *g)
{
	return g->text != NULL || g->number != 0 || g->flag;
}

static enum fault
params_fill(json_t *params, struct desk *d, const struct given *given)
{
	for (; given->name != NULL; given++) {
		json_t *v = is_given(given) ? given_value(given) : NULL;

		if (v == NULL && is_given(given) && given->text != NULL)
			return fault_text(&d->detail, FAULT_GIVEN_TEXT,
			    given->text);
		if (is_given(given) &&
		    json_object_set_new(params, given->name, v) != 0)
			return fault_plain(&d->detail, FAULT_MEMORY);
	}
	return FAULT_NONE;
}

/* One line; then ${params} are those of the next page, or ${*more} is false. */
static enum fault
line_make(struct desk *d, const struct method *m, json_t *params, bool *more,
    void (*put)(const char *line))
{
	struct rpc rpc = { d, d->path, NULL, NULL, NULL };
	struct call c = { &rpc, d, params, NULL, NULL };
	enum fault f = method_run(m, &c);
	json_t *next = json_object_get(c.result, "next");
	char *text = message_print(c.result);

	*more = json_is_integer(next) &&
	    json_object_set(params, "after", next) == 0;
	json_decref(c.result);
	if (text != NULL)
		put(text);
	else if (f == FAULT_NONE)
		f = fault_plain(&d->detail, FAULT_MEMORY);
	rpc_memory_free(text);
	return f;
}

enum fault
porcelain(struct desk *d, const char *method, const struct given *given,
    void (*put)(const char *line))
{
	const struct method *m = method_find(method);
	char why[REASON_TEXT];
	enum fault f;
	bool more = true;
	json_t *params;

	rpc_memory_begin();
	params = json_object();
	f = params_fill(params, d, given);
	if (f == FAULT_NONE)
		assert(m != NULL && method_check(why, m, params));
	while (more && f == FAULT_NONE)
		f = line_make(d, m, params, &more, put);
	json_decref(params);
	return f;
}
