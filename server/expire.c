/* expire.c - which weeks of the pool are due; the `expire` command. */

#include "expire.h"

#include <inttypes.h>
#include <stdio.h>

#include "bundle/records.h"
#include "command.h"
#include "served/served_notes.h"
#include "week.h"

/*
 * Forget a week, then count it as lost unless every holder has ${read} it.  In
 * this order, as a full disk may refuse the count and forgetting frees space.
 */
static enum err
week_forget(struct expired *out, struct store *s, const struct pool_week *w,
    bool read)
{
	enum err e = store_forget(s, w->week);

	if (e != OK)
		return e;
	out->forgotten++;
	if (read || w->envelopes == 0)
		return OK;
	out->unread += w->envelopes;
	return loss_record_add(s, w->week, w->envelopes);
}

/* The first week that some holder of ${d} may not have received in full. */
static uint16_t
all_have(struct store *s, const struct directory *d)
{
	uint16_t all = d == NULL ? 0 : UINT16_MAX;

	for (size_t i = 0; d != NULL && i < d->holders; i++) {
		uint16_t week = outbox_record_week(s, &d->holder[i].id);

		if (week < all)
			all = week;
	}
	return all;
}

static bool
may_forget(const struct expire_by *by, uint16_t week, int32_t end)
{
	if (by->said)
		return true;
	return by->looks != NULL &&
	    guard_twice(by->looks, week, by->boot, by->clock >= end);
}

enum err
expire_run(struct expired *out, struct store *s, const struct directory *d,
    const struct expire_by *by)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(s, weeks);
	uint16_t all = all_have(s, d);
	enum err e = OK;

	*out = (struct expired){ 0 };
	for (size_t i = 0; i < n && e == OK; i++) {
		int32_t end = week_monday(weeks[i].week) + 7 + EXPIRE_DAYS;

		if (weeks[i].week >= all) {
			if (by->day < end)
				continue;
			if (!may_forget(by, weeks[i].week, end)) {
				out->due++;
				continue;
			}
		}
		e = week_forget(out, s, &weeks[i], weeks[i].week < all);
	}
	return e;
}

/* Overdue weeks go after a second look, or if a person confirms the clock. */
static void
expired_print(const struct expired *expired, bool served)
{
	printf("weeks deleted: %zu\n", expired->forgotten);
	if (expired->unread > 0)
		printf("envelopes in them that not every desk and partner had "
		       "read: %" PRIu64 "\n",
		    expired->unread);
	if (expired->due > 0)
		printf("weeks past their last day: %zu; %s\n", expired->due,
		    served ? "the running server deletes them after a second "
			     "check, at least an hour later"
			   : "to delete them now, confirm the clock with -w "
			     "WEEK");
}

static int
expire_in(struct store *s, const struct beginning *begin)
{
	struct expire_by by = { .said = begin->week != NULL };
	struct served_notes *n = NULL;
	struct expired expired;
	enum err e;
	int rc = command_today(&by.day, s, "expiring", begin->week);

	if (rc == 0)
		rc = command_lock(s, "expiring");
	if (rc != 0)
		return rc;
	e = served_notes_new(&n, s, by.day);
	if (e == OK || e == ERR_EXPIRED)
		e = expire_run(&expired, s, e == OK ? &n->directory : NULL,
		    &by);
	if (e == OK)
		expired_print(&expired, command_served(s));
	else
		rc = command_served_notes_err("expiring", e);
	served_notes_free(n);
	return rc;
}

int
cmd_expire(int argc, char **argv)
{
	struct beginning begin = { .doing = "expiring weeks in", .stick = -1 };
	struct store *s = NULL;
	int first = command_operands(&begin, argc, argv, 1);
	int rc;

	if (first < 0)
		return USAGE;
	rc = command_begin(&s, &begin, argv[first]);
	if (rc == 0)
		rc = expire_in(s, &begin);
	store_close(s);
	return rc;
}
