/* inspect.c - tests that inspect() reports each condition and severity.
 */

#include "server/bundle_kit.h"

#include "envelope.h"
#include "expire.h"
#include "inspect.h"
#include "os/clock.h"
#include "week.h"

static const time_t ONE_DAY = 86400;

static struct {
	struct report report;
	bool served;
} now;

/* In a child: inspect, with output to "said" and the severity as status. */
static void
look_child(void)
{
	struct conditions found = { SEVERITY_FINE };
	struct inspected in = { .report = &now.report, .served = now.served };
	struct served_notes *n;

	if (freopen("said", "w", stdout) == NULL ||
	    store_open(&in.store, "data") != OK)
		exit(99);
	in.day = clock_day();
	if (served_notes_new(&n, in.store, clock_day()) == OK)
		in.served_notes = n;
	inspect(&found, &in);
	exit((int)found.worst);
}

static int
look(void)
{
	int status = 0;
	pid_t pid;

	(void)fflush(NULL);
	pid = fork();
	if (pid == 0)
		look_child();
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* True if a line begins with the mark of ${which} and has ${what}. */
static bool
told(enum condition which, const char *what)
{
	const struct condition_row *c = &condition_table[which];
	char begin[64];
	struct file f;
	const char *line;
	bool yes = false;

	assert_int_equal(file_read(&f, AT_FDCWD, "said", 65536), OK);
	f.p[f.n] = '\0';
	for (line = (const char *)f.p; line != NULL && *line != '\0';
	     line = strchr(line, '\n') == NULL ? NULL
					       : strchr(line, '\n') + 1) {
		(void)snprintf(begin, sizeof(begin), "%s%s", c->mark,
		    what[0] == '\0' ? ":" : " ");
		if (strncmp(line, begin, strlen(begin)) == 0 &&
		    strstr(line, what) != NULL)
			yes = true;
	}
	file_free(&f);
	return yes;
}

static void
schedules_take(size_t n)
{
	static struct bring_schedule s;

	for (size_t i = 0; i < n; i++) {
		schedule_make(&s, i, 6);
		schedule_write(&s);
	}
	assert_int_equal(run(cmd_import, "data stick"), 0);
}

/* Make a service without any condition to report. */
static void
fine_begin(void)
{
	service_begin();
	schedules_take(SIGNED_HOLDERS);
	now.served = true;
	now.report = (struct report){ .renewed = true, .tenths = 5 };
	assert_int_equal(look(), SEVERITY_FINE);
}

static void
not_served(void)
{
	now.served = false;
}

static void
certificate_ended(void)
{
	now.report.expires = clock_day() - 1;
}

static void
certificate_ends(void)
{
	now.report.expires = clock_day() + 13;
}

static void
certificate_not_renewed(void)
{
	now.report.expires = clock_day() + 60;
	now.report.renewed = false;
}

static void
no_tenth(void)
{
	now.report.tenths = 0;
}

static void
no_rewriting(void)
{
	now.report.tight = true;
}

static void
refused(void)
{
	now.report.refused = true;
}

static void
directory_ends(void)
{
	directory_edit("version 7", "version 8", "expires 2027-01-31",
	    "expires 2026-08-20");
	assert_int_equal(directory_take(), 0);
}

static void
schedule_ends(void)
{
	static struct bring_schedule s;

	schedule_make(&s, 1, 7);
	s.schedule.expires = clock_day() + 20;
	schedule_write(&s);
	assert_int_equal(run(cmd_import, "data stick"), 0);
}

static void
false_ack(void)
{
	static struct bring_outbox b;

	assert_int_equal(run(cmd_export, "data stick"), 0);
	outbox_make(&b, 0, 6, 1);
	b.manifest.ack_seq = UINT32_MAX;
	memset(b.manifest.ack.b, 7, sizeof(b.manifest.ack.b));
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 0);
}

static const struct row {
	const char *name;
	void (*make)(void);
	enum condition which;
	const char *what;
} rows[] = {
	{ "reports that no server runs", not_served, NOT_SERVED, "" },
	{ "reports a certificate that has ended", certificate_ended,
	    CERTIFICATE_ENDED, "2026-07-30" },
	{ "reports a certificate that ends soon", certificate_ends,
	    CERTIFICATE_ENDS, "2026-08-13" },
	{ "reports a certificate that was not renewed", certificate_not_renewed,
	    CERTIFICATE_OLD, "" },
	{ "reports a disk that is nearly full", no_tenth, DISK_SHORT, "" },
	{ "reports a disk without room to rewrite", no_rewriting, DISK_SHORT,
	    "" },
	{ "reports that tips were refused", refused, DEPOSITS_REFUSED, "" },
	{ "reports a directory that ends soon", directory_ends, DIRECTORY_ENDS,
	    "2026-08-20" },
	{ "reports a schedule that ends soon", schedule_ends, SCHEDULE_ENDS,
	    "zuid, good until 2026-08-20" },
	{ "reports an acknowledged inbox that was never closed", false_ack,
	    FALSE_ACK, "noord" },
};

static void
condition(void **state)
{
	const struct row *r = *state;

	fine_begin();
	r->make();
	assert_int_equal(look(), (int)condition_table[r->which].severity);
	assert_true(told(r->which, r->what));
}

static void
desk_without_a_schedule_is_reported_as_closed(void **state)
{
	(void)state;
	service_begin();
	schedules_take(1);
	now.served = true;
	now.report = (struct report){ .renewed = true, .tenths = 5 };
	assert_int_equal(look(), SEVERITY_NOW);
	assert_true(told(NO_SCHEDULE, "zuid"));
	assert_false(told(NO_SCHEDULE, "noord"));
	assert_true(told(NO_PARTNER_SCHEDULE, signed_name(2)));
}

/* Let ${days} pass, and export. */
static void
days_pass(int days)
{
	kit.now += days * ONE_DAY;
	assert_int_equal(run(cmd_export, "data stick"), 0);
}

static void
acknowledge(size_t i, uint32_t seq, uint32_t ack)
{
	static struct bring_outbox b;
	struct store *s;
	struct inbox_record c;

	assert_int_equal(store_open(&s, "data"), OK);
	assert_int_equal(inbox_record_load(&c, s, ack), OK);
	store_close(s);
	outbox_make(&b, i, 6, seq);
	b.manifest.ack_seq = ack;
	b.manifest.ack = c.hash;
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 0);
}

static void
deposit(uint32_t n)
{
	struct store *s;

	assert_int_equal(store_open(&s, "data"), OK);
	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(kit_deposit(s, SIGNED_WEEK, i), OK);
	store_close(s);
}

/* Before unread envelopes expire there must be warnings. */
static void
unread_tips_are_reported_before_they_expire(void **state)
{
	struct store *s;
	struct expire_by by = { .said = true };
	struct expired x;

	(void)state;
	fine_begin();
	deposit(3);
	days_pass(9); /* the week ended two days before the 10th of August */
	assert_int_equal(look(), SEVERITY_FINE);
	days_pass(8);
	assert_int_equal(look(), SEVERITY_SOON);
	assert_true(told(WEEK_UNREAD,
	    "2026-W31, kept until 2026-09-06, not read by noord zuid"));
	acknowledge(0, 1, 2); /* noord has it */
	assert_int_equal(look(), SEVERITY_SOON);
	assert_true(told(WEEK_UNREAD, "not read by zuid"));
	days_pass(14);
	assert_int_equal(look(), SEVERITY_NOW);
	assert_true(told(WEEK_ENDS, "not read by zuid"));
	kit.now += 7 * ONE_DAY;
	by.day = clock_day();
	assert_int_equal(store_open(&s, "data"), OK);
	assert_int_equal(expire_run(&x, s, NULL, &by), OK);
	store_close(s);
	assert_int_equal(x.forgotten, 1);
	assert_int_equal(x.unread, 3);
	assert_int_equal(look(), SEVERITY_NOW);
	assert_true(told(TIPS_LOST, "3 envelopes of weeks up to 2026-W31"));
	days_pass(0);
	acknowledge(0, 2, 4);
	assert_int_equal(look(), SEVERITY_NOW);
	days_pass(7); /* once all have fetched, the warning ends */
	for (size_t i = 0; i < SIGNED_HOLDERS; i++)
		acknowledge(i, 3, 5);
	assert_int_equal(look(), SEVERITY_FINE);
}

/* The same, but all desks fetch in time. */
static void
tips_read_in_time_cause_no_report(void **state)
{
	(void)state;
	fine_begin();
	deposit(3);
	days_pass(10);
	for (size_t i = 0; i < SIGNED_HOLDERS; i++)
		acknowledge(i, 1, 1);
	assert_int_equal(run(cmd_expire, "data"), 0);
	for (int i = 0; i < 4; i++) {
		days_pass(7);
		assert_int_equal(look(), SEVERITY_FINE);
	}
}

int
main(void)
{
	static struct rows tests;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		kit_row(&tests, rows[i].name, condition, &rows[i]);
	KIT(tests, desk_without_a_schedule_is_reported_as_closed);
	KIT(tests, unread_tips_are_reported_before_they_expire);
	KIT(tests, tips_read_in_time_cause_no_report);
	return rows_run(&tests, __FILE__);
}
