/* guard.c - decide whether to believe this machine's date (server and desk). */

#include "os/guard.h"

#include <string.h>

#include "week.h"

enum {
	MINUTE = 60,
	HOUR = 3600,
	FIRM_SOON = 2 * HOUR,
	FIRM_LATE = 20 * HOUR,
	LOOK_AGAIN = HOUR,
	LOOK_ALONE = 22 * HOUR,
	DRIFT = 500, /* follow the clock by at most 1/500 of the time passed */
};

/* A week's place relative to ${known} and the GUARD_WEEKS after it. */
enum place {
	BEFORE,
	WITHIN,
	AFTER,
	PLACES,
};

/* Seconds for which another clock must run evenly before it is adopted. */
static const int32_t hold[][PLACES] = {
	[GUARD_FOLDER] = { 20 * HOUR, 0, 2 * HOUR },
	[GUARD_SEEN] = { 20 * HOUR, 10 * MINUTE, 2 * HOUR },
	[GUARD_FIRM] = { 20 * HOUR, 20 * HOUR, 20 * HOUR },
};

static bool
near(int64_t difference)
{
	return difference <= GUARD_NEAR && difference >= -GUARD_NEAR;
}

static enum place
place_of(uint16_t known, int32_t day)
{
	uint16_t week = week_of_day(day);

	if (week < known)
		return BEFORE;
	return week <= known + GUARD_WEEKS ? WITHIN : AFTER;
}

bool
guard_fits(uint16_t known, int32_t day)
{
	return place_of(known, day) == WITHIN;
}

/* Believe ${offset}, which the clock has had since the boot time ${since}. */
static void
adopt(struct guard *g, int64_t offset, int64_t since, int32_t firm_after)
{
	g->proof = GUARD_SEEN;
	g->offset = offset;
	g->since = since;
	g->firm_after = firm_after;
	g->disputed = false;
}

static void
firm_check(struct guard *g, int64_t boot)
{
	if (g->proof == GUARD_SEEN && boot - g->since >= g->firm_after)
		g->proof = GUARD_FIRM;
}

void
guard_begin(struct guard *g, uint16_t known, struct moment now)
{
	int64_t sunday = (int64_t)(week_monday(known) + 6) * DAY_SECONDS;

	memset(g, 0, sizeof(*g));
	g->known = known;
	g->looked = now.boot;
	g->offset = sunday - now.boot;
	(void)guard_look(g, now);
}

/* Follow a clock that runs a little faster or slower than time since boot. */
static void
drift(struct guard *g, int64_t difference, int64_t elapsed)
{
	int64_t most = elapsed / DRIFT;

	if (most == 0)
		return;
	if (difference > most)
		difference = most;
	if (difference < -most)
		difference = -most;
	g->offset += difference;
}

/* The clock agrees with the date that is believed. */
static void
agree(struct guard *g, int64_t difference, int64_t boot)
{
	g->disputed = false;
	if (boot - g->looked >= DRIFT) {
		drift(g, difference, boot - g->looked);
		g->looked = boot;
	}
	firm_check(g, boot);
}

bool
guard_look(struct guard *g, struct moment now)
{
	int64_t offset = now.wall - now.boot;
	int32_t day = day_of_time(now.wall);
	int32_t need = hold[g->proof][place_of(g->known, day)];
	bool first = g->proof == GUARD_FOLDER && need == 0;

	if (g->proof != GUARD_FOLDER && near(offset - g->offset)) {
		agree(g, offset - g->offset, now.boot);
		return false;
	}
	if (!g->disputed || !near(offset - g->rival)) {
		g->disputed = true;
		g->rival = offset;
		g->rival_since = now.boot;
	}
	if (day < g->floor || now.boot - g->rival_since < need)
		return false;
	adopt(g, offset, g->rival_since, first ? FIRM_SOON : FIRM_LATE);
	firm_check(g, now.boot);
	g->looked = now.boot;
	return true;
}

void
guard_vouch(struct guard *g, struct moment now)
{
	adopt(g, now.wall - now.boot, now.boot, 0);
	firm_check(g, now.boot);
	g->looked = now.boot;
}

int32_t
guard_day(const struct guard *g, int64_t boot)
{
	return day_of_time(boot + g->offset);
}

/* The index of ${week}; if new, add it, replacing the oldest week when full. */
static size_t
look_of(struct guard_looks *l, uint16_t week, int64_t boot)
{
	size_t at = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (l->look[i].week == week)
			return i;
		if (l->look[i].week < l->look[at].week)
			at = i;
	}
	if (l->n < GUARD_LOOKS)
		at = l->n++;
	l->look[at].week = week;
	l->look[at].boot = boot;
	return at;
}

bool
guard_twice(struct guard_looks *l, uint16_t week, int64_t boot, bool agreed)
{
	int64_t passed = boot - l->look[look_of(l, week, boot)].boot;

	return passed >= LOOK_ALONE || (agreed && passed >= LOOK_AGAIN);
}

enum guard_date
guard_date(uint16_t from, uint16_t to, int32_t day)
{
	if (day < week_monday(from) - GUARD_DAYS)
		return GUARD_BEFORE;
	if (day > week_monday(to) + 6 + GUARD_DAYS)
		return GUARD_AFTER;
	return GUARD_FITS;
}

uint32_t
guard_number(uint32_t seq, uint16_t last, uint16_t week)
{
	uint32_t weeks = week > last ? (uint32_t)(week - last) : 0;
	uint64_t most = seq + (uint64_t)(weeks + 1) * GUARD_NUMBERS;

	return most > UINT32_MAX ? UINT32_MAX : (uint32_t)most;
}
