/* guest.c - who is connected: until when, and what it may have of the whole. */

#include "guest.h"

#include <sys/socket.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "accept.h"
#include "limit.h"

_Static_assert((int)PEER_KEY == (int)SHARE_KEY, "one key");

enum {
	DESCRIPTORS = 16384, /* as many as confine.c lets be opened */
	MINUTE = 60,
	MBIT = 1000 * 1000 / 8, /* bytes */
	ONE = 65536,            /* in fixed point */
	HEAD_KIB = 3,           /* of an answer: see http_answer.c */
};

struct guest {
	struct place place;
	bool here;
	uint8_t holds;  /* a bit for each enum held */
	uint32_t until; /* when to end it; 0: not by the clock */
	uint32_t hurry; /* when, if others wait for its buffer; 0: never */
	uint32_t pace;  /* bytes a second; 0: none set */
};

struct guests {
	pthread_mutex_t lock; /* guards all below */
	struct shares shares;
	struct guest guest[DESCRIPTORS];
	int end; /* no descriptor from here on was ever a guest's */
	size_t total[HELDS];
	size_t most[HELDS];
	uint32_t boards;  /* bytes a second for all boards on their way */
	uint32_t paced;   /* of these, what was given */
	uint32_t out_kib; /* of answers, to a prefix in OUT_SECONDS */
	uint32_t now;
	uint32_t minute; /* when it ends */
};

static uint32_t
at_most(uint64_t n, uint32_t most)
{
	return n < most ? (uint32_t)n : most;
}

enum err
guests_new(struct guests **out, uint32_t mbit)
{
	struct guests *g = calloc(1, sizeof(*g));
	uint64_t way = (uint64_t)mbit * MBIT;

	*out = NULL;
	if (g == NULL)
		return ERR_MEMORY;
	if (pthread_mutex_init(&g->lock, NULL) != 0) {
		free(g);
		return ERR_MEMORY;
	}
	g->boards = at_most(way / BOARD_PART_OF * BOARD_PART, UINT32_MAX / 2);
	g->out_kib =
	    at_most(way / BOARD_PART_OF * OUT_SECONDS / 1024 / OUT_PREFIXES,
		UINT16_MAX);
	g->most[HELD_CONNECTION] = CONNECTIONS_MAX;
	g->most[HELD_BODY] = BODIES;
	g->most[HELD_FORM] = FORMS;
	g->most[HELD_LONG] = FORMS_LONG;
	g->most[HELD_BOARD] = 1 + at_most(g->boards / PACE_FAIR, BOARDS_MAX);
	g->minute = MINUTE;
	shares_begin(&g->shares);
	*out = g;
	return OK;
}

void
guests_free(struct guests *g)
{
	if (g == NULL)
		return;
	pthread_mutex_destroy(&g->lock);
	sodium_memzero(&g->shares, sizeof(g->shares));
	free(g);
}

/* ---- with the lock held ---------------------------------------------------*/
static struct place
place_of(const struct guests *g, int fd)
{
	uint64_t mark;

	if (!peer_mark(&mark, fd, g->shares.key))
		return (struct place){ .counted = false };
	return share_place(mark);
}

static bool
has(const struct guest *guest, enum held what)
{
	return (guest->holds >> what & 1) != 0;
}

static void
hold(struct guests *g, struct guest *guest, enum held what)
{
	guest->holds = (uint8_t)(guest->holds | 1U << what);
	g->total[what]++;
	share_hold(&g->shares, &guest->place, what);
}

static void
drop(struct guests *g, struct guest *guest, enum held what)
{
	if (!has(guest, what))
		return;
	guest->holds = (uint8_t)(guest->holds & ~(1U << what));
	g->total[what]--;
	share_drop(&g->shares, &guest->place, what);
}

static bool
fits(const struct guests *g, const struct place *p, enum held what)
{
	size_t total = g->total[what], most = g->most[what];

	return share_fits(&g->shares, p, what, total < most ? most - total : 0);
}

static void
pace(struct guests *g, int fd, uint32_t rate)
{
	struct guest *guest = &g->guest[fd];
	const unsigned bytes = rate == 0 ? ~0U : rate;

	if (rate != guest->pace)
		(void)setsockopt(fd, SOL_SOCKET, SO_MAX_PACING_RATE, &bytes,
		    sizeof(bytes));
	guest->pace = rate;
	g->paced += rate;
}

static bool
is_paced(const struct guest *guest)
{
	return guest->place.counted &&
	    (has(guest, HELD_BOARD) || has(guest, HELD_SLOW));
}

/* How many guests share the pace of this one's prefix. */
static uint32_t
paced_beside(const struct guests *g, const struct guest *guest)
{
	return share_held(&g->shares, &guest->place, HELD_BOARD) +
	    share_held(&g->shares, &guest->place, HELD_SLOW);
}

/* What others have not been given; the next second shares it out anew. */
static void
pace_first(struct guests *g, int fd)
{
	const struct guest *guest = &g->guest[fd];
	uint32_t rest = g->paced < g->boards ? g->boards - g->paced : 0;

	if (rest < PACE_FAIR)
		rest = PACE_FAIR;
	rest /= paced_beside(g, guest);
	pace(g, fd, rest > PACE_LEAST ? rest : PACE_LEAST);
}

/* As much for each prefix, and of that as much for each of its guests. */
static void
pace_all(struct guests *g)
{
	uint64_t prefixes = 0;
	uint64_t rate;

	g->paced = 0;
	for (int fd = 0; fd < g->end; fd++)
		if (is_paced(&g->guest[fd]))
			prefixes += ONE / paced_beside(g, &g->guest[fd]);
	for (int fd = 0; fd < g->end; fd++) {
		if (!is_paced(&g->guest[fd]))
			continue;
		rate = (uint64_t)g->boards * ONE / (prefixes + 1) /
		    paced_beside(g, &g->guest[fd]);
		pace(g, fd, rate > PACE_LEAST ? (uint32_t)rate : PACE_LEAST);
	}
}

/* Its pace stays: some of the answer is still with the kernel. */
static void
rest(struct guests *g, struct guest *guest)
{
	if (is_paced(guest))
		g->paced -= at_most(guest->pace, g->paced);
	drop(g, guest, HELD_BOARD);
	drop(g, guest, HELD_SLOW);
}

/* Under a new key each stands elsewhere, with what it holds. */
static void
minute_begin(struct guests *g)
{
	g->minute = g->now + MINUTE;
	shares_begin(&g->shares);
	for (int fd = 0; fd < g->end; fd++) {
		struct guest *guest = &g->guest[fd];

		if (!guest->here)
			continue;
		guest->place = place_of(g, fd);
		for (enum held what = 0; what < HELDS; what++)
			if (has(guest, what))
				share_hold(&g->shares, &guest->place, what);
	}
}

static void
leave(struct guests *g, int fd)
{
	struct guest *guest = &g->guest[fd];

	if (!guest->here)
		return;
	rest(g, guest);
	for (enum held what = 0; what < HELDS; what++)
		drop(g, guest, what);
	sodium_memzero(guest, sizeof(*guest));
}

/* ---- for others -----------------------------------------------------------*/
bool
guests_enter(struct guests *g, int fd)
{
	struct place p;
	bool enters = false;

	if (fd < 0 || fd >= DESCRIPTORS)
		return false;
	pthread_mutex_lock(&g->lock);
	leave(g, fd); /* where one ended without a word */
	p = place_of(g, fd);
	if (fits(g, &p, HELD_CONNECTION) &&
	    share_spend(&g->shares, &p, SPENT_CONNECTION, 1,
		MINUTE_CONNECTIONS)) {
		enters = true;
		g->end = fd >= g->end ? fd + 1 : g->end;
		g->guest[fd] = (struct guest){ .place = p, .here = true };
		g->guest[fd].until = g->now + HEAD_SECONDS;
		hold(g, &g->guest[fd], HELD_CONNECTION);
	}
	pthread_mutex_unlock(&g->lock);
	return enters;
}

void
guests_leave(struct guests *g, int fd)
{
	pthread_mutex_lock(&g->lock);
	leave(g, fd);
	pthread_mutex_unlock(&g->lock);
}

bool
guests_room(struct guests *g)
{
	bool room;

	pthread_mutex_lock(&g->lock);
	room = g->total[HELD_CONNECTION] < g->most[HELD_CONNECTION];
	pthread_mutex_unlock(&g->lock);
	return room;
}

bool
guests_hold(struct guests *g, int fd, enum held what)
{
	struct guest *guest = &g->guest[fd];
	bool holds;

	pthread_mutex_lock(&g->lock);
	holds = fits(g, &guest->place, what);
	if (holds)
		hold(g, guest, what);
	pthread_mutex_unlock(&g->lock);
	return holds;
}

void
guests_drop(struct guests *g, int fd, enum held what)
{
	pthread_mutex_lock(&g->lock);
	drop(g, &g->guest[fd], what);
	pthread_mutex_unlock(&g->lock);
}

bool
guests_spend(struct guests *g, int fd, enum spent what)
{
	const uint32_t most[SPENTS] = {
		[SPENT_SCRIPT] = limit_table[INTAKE_SCRIPT].minute,
		[SPENT_FORM] = limit_table[INTAKE_FORM].minute,
	};
	bool had;

	pthread_mutex_lock(&g->lock);
	had = share_spend(&g->shares, &g->guest[fd].place, what, 1, most[what]);
	pthread_mutex_unlock(&g->lock);
	return had;
}

void
guests_until(struct guests *g, int fd, unsigned seconds)
{
	pthread_mutex_lock(&g->lock);
	g->guest[fd].until = seconds == 0 ? 0 : g->now + seconds;
	pthread_mutex_unlock(&g->lock);
}

size_t
guests_most(const struct guests *g, enum held what)
{
	return g->most[what];
}

void
guests_answer(struct guests *g, int fd, size_t n)
{
	struct guest *guest = &g->guest[fd];
	uint32_t kib = at_most(n / 1024 + HEAD_KIB, UINT16_MAX);

	pthread_mutex_lock(&g->lock);
	if (!has(guest, HELD_BOARD) && !has(guest, HELD_SLOW) &&
	    !share_spend(&g->shares, &guest->place, SPENT_OUT, kib, g->out_kib))
		hold(g, guest, HELD_SLOW);
	if (is_paced(guest))
		pace_first(g, fd);
	else
		pace(g, fd, 0);
	guest->hurry = g->now + HURRY_SECONDS;
	guest->until =
	    g->now + ANSWER_SECONDS + at_most(n / ANSWER_LEAST, UINT16_MAX);
	pthread_mutex_unlock(&g->lock);
}

void
guests_rest(struct guests *g, int fd)
{
	pthread_mutex_lock(&g->lock);
	rest(g, &g->guest[fd]);
	g->guest[fd].hurry = 0;
	g->guest[fd].until = g->now + HEAD_SECONDS;
	pthread_mutex_unlock(&g->lock);
}

/* An answer stands in the buffer that its form was worked on in. */
static bool
is_over(const struct guests *g, const struct guest *guest)
{
	bool are_short = g->total[HELD_FORM] >= g->most[HELD_FORM];

	return guest->until == g->now ||
	    (are_short && has(guest, HELD_FORM) && guest->hurry != 0 &&
		guest->hurry <= g->now);
}

void
guests_tick(struct guests *g)
{
	pthread_mutex_lock(&g->lock);
	if (++g->now == g->minute)
		minute_begin(g);
	if (g->now % OUT_SECONDS == 0)
		shares_forget(&g->shares, SPENT_OUT);
	for (int fd = 0; fd < g->end; fd++)
		if (is_over(g, &g->guest[fd]))
			(void)shutdown(fd, SHUT_RDWR);
	pace_all(g);
	pthread_mutex_unlock(&g->lock);
}
