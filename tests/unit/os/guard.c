/* guard.c - simulates years of a server whose clock goes wrong. */

#include "os/guard.h"

#include <string.h>

#include "rows.h"
#include "week.h"

/* Seconds, of the type that they are added to. */
#define HOUR INT64_C(3600)
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)
#define KEEP (35 * DAY)
#define DAILY (7 * HOUR)      /* between two tips */
#define BATTERY (-7300 * DAY) /* a dead battery: the clock is 20 years back */

enum {
	LOOK = 60,   /* seconds between two looks; a server looks each second */
	START = 134, /* the week in which a year begins */
	YEAR = 371,  /* days: 53 weeks */
	POOL = 64,
};

/* What can happen to the clock, the machine or the server. */
enum event_kind {
	NOTHING,
	STEP,    /* the clock is off by ${by} seconds for ${hours} */
	BLIP,    /* the same, for one look */
	OFF,     /* the machine is off for ${hours}; then its clock by ${by} */
	SUSPEND, /* for ${hours}; the time since boot goes on */
	PAUSE,   /* for ${hours}; the time since boot stops */
	RESTART, /* the server restarts, not the machine */
};

struct event {
	int day;
	enum event_kind kind;
	int64_t by;
	int hours; /* until the clock is right again, or the machine is up */
};

enum {
	EVENTS = 16,
};

struct year {
	const char *name;
	struct event event[EVENTS];
	int64_t early; /* seconds by which a tip may miss its 35 days: two days
			* if it came under the key of the week before */
	int64_t wrong; /* seconds of uptime with a wrong key, at most */
	int64_t late;  /* seconds of uptime, over a day, that a tip may stay */
};

static const struct year years[] = {
	{ "the clock is always right", { { 0 } }, 0, 0, 0 },
	{ "the clock jumps for a second, forwards and back",
	    { { 3, BLIP, 14 * DAY, 0 }, { 20, BLIP, 21 * DAY, 0 },
		{ 20, BLIP, 42 * DAY, 0 }, { 60, BLIP, -63 * DAY, 0 },
		{ 90, BLIP, 3500 * DAY, 0 }, { 91, BLIP, BATTERY, 0 } },
	    0, 0, 0 },
	{ "the clock steps ahead for an hour, many times in a day",
	    { { 50, STEP, 1 * DAY, 1 }, { 50, STEP, 2 * DAY, 1 },
		{ 50, STEP, 3 * DAY, 1 }, { 50, STEP, 4 * DAY, 1 },
		{ 50, STEP, 5 * DAY, 1 }, { 50, STEP, 6 * DAY, 1 },
		{ 50, STEP, 14 * DAY, 1 }, { 50, STEP, 21 * DAY, 1 },
		{ 50, STEP, 28 * DAY, 1 }, { 50, STEP, 35 * DAY, 1 },
		{ 50, STEP, 42 * DAY, 1 }, { 50, STEP, 49 * DAY, 1 } },
	    0, 0, 0 },
	{ "a forged time server changes the clock for most of a day",
	    { { 40, STEP, 21 * DAY, 12 }, { 80, STEP, 70 * DAY, 19 },
		{ 120, STEP, 3500 * DAY, 19 }, { 160, STEP, -35 * DAY, 19 } },
	    0, 0, 0 },
	{ "a forged time server changes the clock as the machine starts",
	    { { 40, OFF, 28 * DAY, 1 }, { 120, OFF, 35 * DAY, 1 } }, 0,
	    4 * HOUR, 0 },
	{ "the machine is off, for hours and for weeks",
	    { { 30, OFF, 0, 12 }, { 60, OFF, 0, 24 * 10 },
		{ 100, OFF, 0, 24 * 30 }, { 200, OFF, 0, 24 * 60 } },
	    0, 3 * HOUR, 0 },
	{ "a dead battery: the clock is 20 years back at each start",
	    { { 30, OFF, BATTERY, 12 }, { 60, OFF, BATTERY, 24 * 10 },
		{ 100, OFF, BATTERY, 24 * 30 } },
	    0, 4 * HOUR, 0 },
	{ "the clock stood still while the machine was off",
	    { { 30, OFF, -12 * HOUR, 12 }, { 60, OFF, -10 * DAY, 240 },
		{ 100, OFF, -30 * DAY, 24 * 30 } },
	    2 * DAY, 4 * HOUR, 0 },
	{ "the machine is suspended every few days",
	    { { 10, SUSPEND, 0, 8 }, { 13, SUSPEND, 0, 60 },
		{ 33, SUSPEND, 0, 24 * 9 }, { 70, SUSPEND, 0, 24 * 40 } },
	    0, 0, 0 },
	{ "the host pauses the machine for weeks",
	    { { 50, PAUSE, 0, 24 * 3 }, { 90, PAUSE, 0, 24 * 20 } }, 0,
	    21 * HOUR, 0 },
	{ "the server restarts, also while the clock is wrong",
	    { { 30, RESTART, 0, 0 }, { 50, STEP, 14 * DAY, 2 },
		{ 51, RESTART, 0, 0 }, { 52, RESTART, 0, 0 } },
	    0, 0, 0 },
};

/* A week of the pool; ${last} is the true time of its last tip. */
struct pool {
	uint16_t week;
	int64_t last;
	int64_t over; /* seconds of uptime since 35 days after its last day */
};

static struct sim {
	int64_t now;    /* true time */
	int64_t boot;   /* seconds since boot */
	int64_t off_by; /* seconds by which the clock is wrong */
	int64_t until;  /* when the clock is right again */
	int64_t tip;    /* when the next tip comes */
	int64_t tidy;   /* time since boot of the next tidying */
	uint16_t known; /* the last week of use, in the data folder */
	struct guard guard;
	struct guard_looks looks;
	size_t n;
	struct pool pool[POOL];
	int64_t wrong;
	unsigned forgotten;
} sim;

static struct moment
moment(int64_t blip)
{
	return (struct moment){ sim.now + sim.off_by + blip, sim.boot };
}

static void
begin(void)
{
	guard_begin(&sim.guard, sim.known, moment(0));
	memset(&sim.looks, 0, sizeof(sim.looks));
	sim.tidy = sim.boot + 60;
}

/* True if a client takes the served key: in its week, or two days beside it. */
static bool
key_right(void)
{
	uint16_t week = week_of_day(guard_day(&sim.guard, sim.boot));
	int32_t day = day_of_time(sim.now);

	return day >= week_monday(week) - 2 && day <= week_monday(week) + 8;
}

static void
tip_take(void)
{
	uint16_t week = week_of_day(guard_day(&sim.guard, sim.boot));
	size_t i = 0;

	while (i < sim.n && sim.pool[i].week != week)
		i++;
	if (i == sim.n) {
		assert_in_range(sim.n, 0, GUARD_LOOKS - 1);
		sim.pool[sim.n++] = (struct pool){ week, 0, 0 };
	}
	sim.pool[i].last = sim.now;
}

/* Delete due weeks as expire_run() does if no desk has all of their tips. */
static void
tidy(const struct year *y)
{
	size_t left = 0;

	for (size_t i = 0; i < sim.n; i++) {
		struct pool *p = &sim.pool[i];
		int32_t end = week_monday(p->week) + 7 + 35;
		bool agreed = sim.guard.proof == GUARD_FIRM &&
		    day_of_time(moment(0).wall) >= end;

		if (guard_day(&sim.guard, sim.boot) < end ||
		    !guard_twice(&sim.looks, p->week, sim.boot, agreed)) {
			sim.pool[left++] = *p;
			continue;
		}
		if (sim.now - p->last < KEEP - y->early)
			fail_msg("%s: a tip is gone after %d days", y->name,
			    (int)((sim.now - p->last) / DAY));
		sim.forgotten++;
	}
	sim.n = left;
	sim.tidy = sim.boot + HOUR;
}

static void
none_too_old(const struct year *y)
{
	for (size_t i = 0; i < sim.n; i++) {
		int64_t end =
		    (int64_t)week_monday(sim.pool[i].week) * DAY + WEEK + KEEP;

		sim.pool[i].over += sim.now >= end ? LOOK : 0;
		if (sim.pool[i].over > DAY + y->late)
			fail_msg("%s: a tip was kept for %d days", y->name,
			    (int)((sim.now - sim.pool[i].last) / DAY));
	}
}

static void
happen(const struct event *e)
{
	switch (e->kind) {
	case NOTHING:
		return;
	case STEP:
		sim.off_by = e->by;
		sim.until = sim.now + (int64_t)e->hours * HOUR;
		return;
	case BLIP:
		(void)guard_look(&sim.guard, moment(e->by));
		return;
	case OFF:
		sim.now += (int64_t)e->hours * HOUR;
		sim.boot = 30;
		sim.off_by = e->by;
		sim.until = sim.now + HOUR + HOUR / 2;
		begin();
		return;
	case SUSPEND:
		sim.now += (int64_t)e->hours * HOUR;
		sim.boot += (int64_t)e->hours * HOUR;
		return;
	case PAUSE:
		sim.now += (int64_t)e->hours * HOUR;
		return;
	case RESTART:
		begin();
		return;
	}
}

/* One look of a running server. */
static void
look(const struct year *y)
{
	if (sim.now >= sim.until)
		sim.off_by = 0;
	if (guard_look(&sim.guard, moment(0)))
		memset(&sim.looks, 0, sizeof(sim.looks));
	if (sim.guard.proof == GUARD_FIRM)
		sim.guard.known = sim.known =
		    week_of_day(guard_day(&sim.guard, sim.boot - HOUR));
	sim.wrong += key_right() ? 0 : LOOK;
	if (sim.now >= sim.tip && key_right()) {
		tip_take();
		sim.tip = sim.now + DAILY;
	}
	if (sim.boot >= sim.tidy)
		tidy(y);
	none_too_old(y);
}

static void
year_begin(void)
{
	memset(&sim, 0, sizeof(sim));
	sim.now = (int64_t)week_monday(START) * DAY + 9 * HOUR;
	sim.boot = 1000;
	sim.known = START;
	begin();
}

static void
year_step(const struct year *y)
{
	look(y);
	sim.now += LOOK;
	sim.boot += LOOK;
}

/* The date is right and firm again without help from a person. */
static void
year_end(const struct year *y)
{
	assert_int_equal(sim.guard.proof, GUARD_FIRM);
	assert_false(sim.guard.disputed);
	assert_int_equal(guard_day(&sim.guard, sim.boot), day_of_time(sim.now));
	assert_in_range(sim.forgotten, 30, 60);
	if (sim.wrong > y->wrong)
		fail_msg("%s: the served key was wrong for %d minutes", y->name,
		    (int)(sim.wrong / 60));
}

static void
a_year_in_which(void **state)
{
	const struct year *y = *state;
	int64_t start;
	size_t next = 0;

	year_begin();
	start = sim.now;
	while (sim.now < start + (int64_t)YEAR * DAY) {
		const struct event *e = &y->event[next];

		/* only a restart may come while the clock is still wrong */
		if (next < EVENTS && e->kind != NOTHING &&
		    sim.now >= start + (int64_t)e->day * DAY &&
		    (sim.now >= sim.until || e->kind == RESTART)) {
			happen(e);
			next++;
		}
		year_step(y);
	}
	year_end(y);
}

enum {
	SEEDS = 24,
	LAST_DAYS = 3, /* of a year, without events */
};

/* The same numbers in each run, so that a failure can be repeated. */
static uint32_t
draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

static struct event
event_draw(uint32_t *seed)
{
	static const enum event_kind kinds[] = { STEP, BLIP, BLIP, SUSPEND, OFF,
		RESTART };
	struct event e = { 0, kinds[draw(seed, 6)], 0, 0 };

	if (e.kind == STEP || e.kind == BLIP)
		e.by = ((int64_t)draw(seed, 8000) - 4000) * DAY / 10;
	if (e.kind == OFF)
		e.by = draw(seed, 2) == 0 ? 0 : BATTERY;
	e.hours = 1 + (int)draw(seed, e.kind == STEP ? 18 : 240);
	return e;
}

/*
 * Years with an event about every second day.  So many events can delay the
 * deletion of a tip by two more days.
 */
static void
years_of_random_events(void **state)
{
	static const struct year year = { "any year", { { 0 } }, 2 * DAY,
		60 * HOUR, 2 * DAY };

	(void)state;
	for (uint32_t i = 0; i < SEEDS; i++) {
		uint32_t seed = i;
		int64_t end;

		print_message("# seed %u\n", i);
		year_begin();
		end = sim.now + (int64_t)YEAR * DAY;
		while (sim.now < end) {
			if (sim.now >= sim.until &&
			    sim.now < end - (int64_t)LAST_DAYS * DAY &&
			    draw(&seed, (uint32_t)(2 * DAY / LOOK)) == 0) {
				struct event e = event_draw(&seed);

				happen(&e);
				if (end < sim.now + (int64_t)LAST_DAYS * DAY)
					end =
					    sim.now + (int64_t)LAST_DAYS * DAY;
			}
			year_step(&year);
		}
		year_end(&year);
	}
}

int
main(void)
{
	static struct rows all;

	ROWS(all, a_year_in_which, years);
	ROW(all, years_of_random_events);
	return rows_run(&all, __FILE__);
}
