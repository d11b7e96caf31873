/* inspect.c - find which conditions hold for a service. */

#include "inspect.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "bundle/records.h"
#include "bundle/restore.h"
#include "expire.h"
#include "quota/limit.h"
#include "week.h"

enum {
	ENDS_DAYS = 21,        /* before a directory or schedule ends */
	CERTIFICATE_DAYS = 14, /* before a certificate does */
	UNREAD_DAYS = 14,      /* after a week's last day */
	UNREAD_NOW_DAYS = EXPIRE_DAYS - 7,
	WHAT_TEXT = 256,
};

static void
date_say(struct conditions *found, enum condition which, int32_t day)
{
	char date[DATE_TEXT];

	date_print(date, day);
	condition_say(found, which, date);
}

static void
certificate_inspect(struct conditions *found, const struct inspected *in)
{
	const struct report *r = in->report;

	if (!in->served || r->expires == 0)
		return;
	if (r->expires < in->day)
		date_say(found, CERTIFICATE_ENDED, r->expires);
	else if (r->expires - in->day < CERTIFICATE_DAYS)
		date_say(found, CERTIFICATE_ENDS, r->expires);
	if (!r->renewed)
		condition_say(found, CERTIFICATE_OLD, NULL);
}

/* Say at once if full, as any sender can see that; the rest as of the hour. */
static void
disk_inspect(struct conditions *found, const struct inspected *in)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(in->store, weeks);
	uint64_t all = 0, settled = 0;
	unsigned tenths;

	for (size_t i = 0; i < n; i++) {
		all += weeks[i].envelopes;
		settled += weeks[i].settled;
	}
	if (in->served && in->report->refused)
		condition_say(found, DEPOSITS_REFUSED, NULL);
	if (all >= POOL_CAP)
		condition_say(found, POOL_FULL, NULL);
	else if (settled >= POOL_CAP / 2)
		condition_say(found, POOL_HALF, NULL);
	if (!store_free(&tenths, in->store))
		condition_say(found, DISK_FULL, NULL);
	else if (in->served ? in->report->tenths == 0 || in->report->tight
			    : tenths == 0)
		condition_say(found, DISK_SHORT, NULL);
}

static void
ack_inspect(struct conditions *found, struct store *s, const struct holder *h)
{
	struct outbox_record kept;
	struct inbox_record last;

	if (outbox_record_load(&kept, s, &h->id) != OK || kept.ack_seq == 0 ||
	    outbox_record_known(s, &kept) || inbox_record_last(&last, s) != OK)
		return;
	/* an inbox that is no longer remembered is old, not false */
	if ((uint64_t)kept.ack_seq + INBOX_RECORDS > last.seq)
		condition_say(found, FALSE_ACK, h->ik.name);
}

static void
holder_inspect(struct conditions *found, const struct inspected *in, size_t i)
{
	const struct directory *d = &in->served_notes->directory;
	const struct holder *h = &d->holder[i];
	struct schedule schedule;
	struct stored_schedule stored;
	char what[WHAT_TEXT];
	char date[DATE_TEXT];

	ack_inspect(found, in->store, h);
	if (in->served_notes->notes.part[i].key == NULL) {
		condition_say(found,
		    h->partner ? NO_PARTNER_SCHEDULE : NO_SCHEDULE, h->ik.name);
		return;
	}
	if (stored_schedule_load(&stored, in->store, &h->id, 0) != OK)
		return;
	if (schedule_verify(&schedule, stored.note, d, h, in->day) == OK &&
	    schedule.expires - in->day < ENDS_DAYS) {
		date_print(date, schedule.expires);
		(void)snprintf(what, sizeof(what), "%s, good until %s",
		    h->ik.name, date);
		condition_say(found, SCHEDULE_ENDS, what);
	}
	file_free(&stored.bytes);
}

/* List and count holders who acknowledged no inbox closed after ${week}. */
static size_t
unread_by(char *out, size_t cap, const struct inspected *in, uint16_t week)
{
	const struct directory *d = &in->served_notes->directory;
	size_t n = 0, at = 0;

	for (size_t i = 0; i < d->holders; i++) {
		if (outbox_record_week(in->store, &d->holder[i].id) > week)
			continue;
		n++;
		if (at < cap)
			at += (size_t)snprintf(out + at, cap - at, " %s",
			    d->holder[i].ik.name);
	}
	return n;
}

static void
weeks_inspect(struct conditions *found, const struct inspected *in)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(in->store, weeks);
	char by[WHAT_TEXT / 2];
	char what[WHAT_TEXT];
	char week[WEEK_TEXT];
	char date[DATE_TEXT];

	for (size_t i = 0; i < n; i++) {
		int32_t end = week_monday(weeks[i].week) + 7;

		if (in->day - end < UNREAD_DAYS || weeks[i].settled == 0 ||
		    unread_by(by, sizeof(by), in, weeks[i].week) == 0)
			continue;
		week_print(week, weeks[i].week);
		date_print(date, end + EXPIRE_DAYS - 1);
		(void)snprintf(what, sizeof(what),
		    "%s, kept until %s, not read by%s", week, date, by);
		condition_say(found,
		    in->day - end < UNREAD_NOW_DAYS ? WEEK_UNREAD : WEEK_ENDS,
		    what);
	}
}

/* Report a loss until every holder has acknowledged a later inbox. */
static void
lost_inspect(struct conditions *found, const struct inspected *in)
{
	char by[WHAT_TEXT / 2];
	char what[WHAT_TEXT];
	char week[WEEK_TEXT];
	struct loss_record lost;

	if (loss_record_load(&lost, in->store) != OK ||
	    unread_by(by, sizeof(by), in,
		(uint16_t)(lost.week + EXPIRE_DAYS / 7)) == 0)
		return;
	week_print(week, lost.week);
	(void)snprintf(what, sizeof(what),
	    "%" PRIu32 " envelopes of weeks up to %s, not read by%s",
	    lost.envelopes, week, by);
	condition_say(found, TIPS_LOST, what);
}

void
inspect(struct conditions *found, const struct inspected *in)
{
	const struct served_notes *n = in->served_notes;

	if (!in->served)
		condition_say(found, NOT_SERVED, NULL);
	if (restore_pending(in->store))
		condition_say(found, RESTORED, NULL);
	certificate_inspect(found, in);
	disk_inspect(found, in);
	if (n == NULL)
		return;
	if (n->directory.expires - in->day < ENDS_DAYS)
		date_say(found, DIRECTORY_ENDS, n->directory.expires);
	for (size_t i = 0; i < n->directory.holders; i++)
		holder_inspect(found, in, i);
	weeks_inspect(found, in);
	lost_inspect(found, in);
}
