/* method.c - runs a method of serve once all that it needs is there. */

#include "rpc/method.h"

#include <string.h>

#include "core/date.h"

bool
method_check(char why[static REASON_TEXT], const struct method *m,
    const json_t *params)
{
	struct param rows[PARAMS_MAX];
	size_t n = 0;

	memcpy(rows, m->param, sizeof(rows));
	while (n < PARAMS_MAX - 1 && rows[n].name != NULL)
		n++;
	if ((m->needs & NEEDS_DATE) != 0)
		rows[n] = (struct param)FLAG_IF("date_is_right");
	return params_check(why, params, rows);
}

enum fault
method_run(const struct method *m, struct call *c)
{
	enum fault f = FAULT_NONE;

	if ((m->needs & NEEDS_UNLOCKED) != 0 && c->d->book == NULL)
		return fault_plain(&c->d->detail, FAULT_LOCKED);
	if ((m->needs & NEEDS_DATE) != 0)
		f = date_prove(c->d, 0, param_flag(c->params, "date_is_right"));
	if (f == FAULT_NONE)
		f = m->run(c);
	return f == FAULT_NONE && c->result == NULL
	    ? fault_plain(&c->d->detail, FAULT_MEMORY)
	    : f;
}

json_t *
result_done(void)
{
	return json_object();
}
