/* status.c - the `status` command: how a service stands. */

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "bundle/records.h"
#include "clockguard.h"
#include "command.h"
#include "confine/confine.h"
#include "failed.h"
#include "inspect.h"
#include "page/language.h"
#include "quota/limit.h"
#include "report.h"
#include "served/served_notes.h"
#include "week.h"

static void
ends_print(const char *what, int32_t expires)
{
	char date[DATE_TEXT];

	date_print(date, expires);
	printf("%s, good until %s\n", what, date);
}

/* Print counts of the last rewriting: live ones would tell when a tip came. */
static void
pool_print(struct store *s)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(s, weeks);
	uint64_t all = 0;
	char text[WEEK_TEXT];

	for (size_t i = 0; i < n; i++) {
		if (weeks[i].settled == 0)
			continue;
		week_print(text, weeks[i].week);
		printf("pool %s: %" PRIu64 " envelopes\n", text,
		    weeks[i].settled);
		all += weeks[i].settled;
	}
	printf("pool: %" PRIu64 " of %d envelopes\n", all, (int)POOL_CAP);
}

static void
report_print(const struct report *r)
{
	if (r->expires != 0)
		ends_print("certificate", r->expires);
	printf("disk: %u tenths free\n", r->tenths);
}

static void
holder_print(struct store *s, const struct directory *d, const struct holder *h,
    int32_t day)
{
	struct schedule schedule;
	struct outbox_record kept;
	struct stored_schedule stored;
	char what[128];
	bool valid;

	if (outbox_record_load(&kept, s, &h->id) != OK)
		kept = (struct outbox_record){ .seq = 0 };
	snprintf(what, sizeof(what),
	    "%s %s: outbox %" PRIu32 ", inbox %" PRIu32 " %s",
	    h->partner ? "partner" : "desk", h->ik.name, kept.seq, kept.ack_seq,
	    kept.ack_seq == 0 || outbox_record_known(s, &kept) ? "opened"
							       : "named");
	if (stored_schedule_load(&stored, s, &h->id, 0) != OK) {
		printf("%s, no schedule\n", what);
		return;
	}
	valid = schedule_verify(&schedule, stored.note, d, h, day) == OK;
	file_free(&stored.bytes);
	if (!valid) {
		printf("%s, schedule %" PRIu32 " not valid\n", what,
		    stored.version);
		return;
	}
	printf("%s, ", what);
	snprintf(what, sizeof(what), "schedule %" PRIu32, stored.version);
	ends_print(what, schedule.expires);
}

static void
languages_print(struct store *s)
{
	uint8_t codes[LANGUAGES_TEXT];
	struct writer w = { codes, sizeof(codes), 0, false };
	struct languages l;

	if (languages_load(&l, s) != OK)
		return;
	languages_put(&w, l);
	printf("languages %.*s\n", (int)w.n, (const char *)codes);
}

/* Print what the running server wrote about its confinement. */
static void
confined_say(struct store *s)
{
	struct file f;

	if (file_read(&f, store_dir(s), "confined", CONFINED_TEXT) == OK)
		printf("confined: %.*s\n", (int)f.n, (const char *)f.p);
	file_free(&f);
}

static void
figures_print(struct store *s, const struct served_notes *n, int32_t day)
{
	const struct directory *d = &n->directory;
	struct inbox_record last;
	char text[WEEK_TEXT];
	char what[64];

	snprintf(what, sizeof(what), "directory %" PRIu32, d->version);
	ends_print(what, d->expires);
	languages_print(s);
	if (inbox_record_last(&last, s) == OK && last.seq > 0) {
		week_print(text, last.week);
		printf("inbox %" PRIu32 ", closed in %s\n", last.seq, text);
	} else {
		puts("no inbox closed yet");
	}
	for (size_t i = 0; i < d->holders; i++)
		holder_print(s, d, &d->holder[i], day);
	pool_print(s);
}

static void
clock_inspect(struct conditions *found, struct store *s, bool served)
{
	char why[CLOCKGUARD_TEXT];
	int32_t day;

	if (clockguard_of(&day, s, served) != ERR_CLOCK)
		return;
	clockguard_print(why, s, served);
	condition_say(found, CLOCK_WRONG, why);
}

/* Figures first, then one line for each condition; returns the worst. */
static int
status_print(struct store *s, const struct served_notes *n, int32_t day)
{
	struct report report;
	struct conditions found = { SEVERITY_FINE };
	struct inspected in = { s, n, &report, day, command_served(s) };

	printf("service %s: %s\n", n->root.name,
	    in.served ? "being served" : "not being served");
	if (in.served)
		confined_say(s);
	if (report_read(&report, store_dir(s)) != OK)
		report = (struct report){ .renewed = true, .tenths = 10 };
	else if (in.served)
		report_print(&report);
	figures_print(s, n, day);
	clock_inspect(&found, s, in.served);
	inspect(&found, &in);
	return (int)found.worst;
}

/* Report on a service without a valid directory. */
static int
without_print(struct store *s, enum err e, int32_t day)
{
	static const struct {
		enum err e;
		enum condition which;
	} all[] = {
		{ ERR_MISSING, NO_DIRECTORY },
		{ ERR_EXPIRED, DIRECTORY_ENDED },
		{ ERR_CLOCK, CLOCK_WRONG },
	};
	const struct report none = { .tenths = 10 };
	const struct inspected in = { s, NULL, &none, day, command_served(s) };
	struct conditions found = { SEVERITY_FINE };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (e == all[i].e)
			condition_say(&found, all[i].which, NULL);
	if (found.worst == SEVERITY_FINE)
		return command_served_notes_err("reading the service", e);
	inspect(&found, &in);
	return (int)found.worst;
}

int
cmd_status(int argc, char **argv)
{
	struct beginning begin = { .doing = "reading",
		.bare = true,
		.stick = -1 };
	struct store *s = NULL;
	struct served_notes *n = NULL;
	int32_t day;
	enum err e;
	int rc;

	if (argc != 2)
		return USAGE;
	rc = command_begin(&s, &begin, argv[1]);
	if (rc != 0)
		return rc;
	(void)(clockguard_of(&day, s, command_served(s)) ==
	    OK); /* told below */
	e = served_notes_new(&n, s, day);
	rc = e == OK ? status_print(s, n, day) : without_print(s, e, day);
	served_notes_free(n);
	store_close(s);
	return rc;
}
