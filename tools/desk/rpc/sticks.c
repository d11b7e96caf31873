/* sticks.c - stick.list: what is plugged in. */

#include "rpc/methods.h"

#include <stdlib.h>

#include "core/stick.h"
#include "rpc/values.h"

static json_t *
stick(const struct stick *s)
{
	return json_pack("{s:s, s:s, s:I, s:b}", "path", s->path, "name",
	    s->name, "room", (json_int_t)s->room, "readonly", s->readonly);
}

static json_t *
sticks(const struct sticks *all)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < all->n; i++)
		ok = values_add(out, stick(&all->stick[i])) && ok;
	return values_whole(out, ok);
}

enum fault
stick_list(struct call *c)
{
	struct sticks *all = calloc(1, sizeof(*all));
	enum err e;

	if (all == NULL)
		return fault_plain(&c->d->detail, FAULT_MEMORY);
	e = sticks_list(all);
	if (e == OK)
		c->result = json_pack("{s:o}", "sticks", sticks(all));
	free(all);
	return e == OK ? FAULT_NONE
		       : fault_file(&c->d->detail, "/proc/self/mountinfo", e);
}
