/* client.c - connections: deadlines and quotas of prefixes and addresses. */

#include "quota/client.h"

#include <sys/socket.h>

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "quota/inside.h"
#include "quota/peer.h"

_Static_assert((int)PEER_KEY == (int)SHARE_KEY, "one key");

enum {
	MINUTE = 60,
	MBIT = 1000 * 1000 / 8, /* bytes */
	HEAD_KIB = 3,           /* headers of an answer: see http/answer.c */
};

/* Refill the buckets that start each minute full. */
static void
buckets_fill(struct guests *g)
{
	g->firsts = CONNECTS_FIRSTS;
	for (size_t side = 0; side < SIDES; side++)
		g->unproven[side] = UNPROVEN_MINUTE;
}

enum err
guests_new(struct guests **out, uint32_t mbit, struct limits *limits)
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
	g->limits = limits;
	g->connects = CONNECTS_BURST;
	buckets_fill(g);
	g->boards =
	    guest_at_most(way / BOARD_PART_OF * BOARD_PART, UINT32_MAX / 2);
	g->out_kib = guest_at_most(way / BOARD_PART_OF * OUT_SECONDS / 1024 /
		OUT_PREFIXES,
	    UINT16_MAX);
	g->most[HELD_CONNECTION] = CONNECTIONS_MAX;
	g->most[HELD_BODY] = BODIES;
	g->most[HELD_FORM] = FORMS;
	g->most[HELD_LONG] = FORMS_LONG;
	g->most[HELD_BOARD] =
	    1 + guest_at_most(g->boards / PACE_FAIR, BOARDS_MAX);
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
	uint64_t mark[LEVELS];

	if (!peer_marks(mark, fd, g->shares.key))
		return (struct place){ .counted = false };
	return share_place(mark);
}

static void
hold(struct guests *g, struct guest *guest, enum held what)
{
	guest->holds = (uint8_t)(guest->holds | 1U << what);
	g->total[what]++;
	share_hold(&g->shares, &guest->place, what);
	guest_list(g, guest);
}

void
guest_drop(struct guests *g, struct guest *guest, enum held what)
{
	if (!guest_has(guest, what))
		return;
	guest->holds = (uint8_t)(guest->holds & ~(1U << what));
	g->total[what]--;
	share_drop(&g->shares, &guest->place, what);
	guest_list(g, guest);
}

static bool
fits(const struct guests *g, const struct place *p, enum held what)
{
	size_t total = g->total[what], most = g->most[what];

	if (!p->counted &&
	    share_held(&g->shares, p, LEVEL_PREFIX, what) >=
		limits_fronts(most))
		return false;
	return share_fits(&g->shares, p, what, total < most ? most - total : 0);
}

/*
 * Take one new connection from a bucket; fronts need none.  The first few of
 * each prefix have a bucket of their own, so that a browser can open all it
 * needs even if other prefixes, each within its share, nearly empty the second.
 */
static bool
connect_take(struct guests *g, const struct place *p)
{
	if (!p->counted)
		return true;
	if (g->firsts > 0 &&
	    share_spend(&g->shares, p, SPENT_CONNECTION, 1, CONNECTS_FIRST)) {
		g->firsts--;
		return true;
	}
	if (!share_spend(&g->shares, p, SPENT_CONNECTION, 1,
		limits_part(g->connects, CONNECTS_BURST, SHARE_PART)))
		return false;
	g->connects--;
	return true;
}

/* The new key moves the counters: count again what each connection holds. */
static void
minute_begin(struct guests *g)
{
	g->minute = g->now + MINUTE;
	buckets_fill(g);
	limits_minute(g->limits);
	shares_begin(&g->shares);
	for (int fd = 0; fd < g->end; fd++) {
		struct guest *guest = &g->guest[fd];

		if (!guest->here)
			continue;
		guest->place = place_of(g, fd);
		for (enum held what = 0; what < HELDS; what++)
			if (guest_has(guest, what))
				share_hold(&g->shares, &guest->place, what);
	}
}

static void
leave(struct guests *g, int fd)
{
	struct guest *guest = &g->guest[fd];

	if (!guest->here)
		return;
	guest_rest(g, guest);
	for (enum held what = 0; what < HELDS; what++)
		guest_drop(g, guest, what);
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
	leave(g, fd); /* if the end of an earlier one was not reported */
	p = place_of(g, fd);
	if (fits(g, &p, HELD_CONNECTION) && connect_take(g, &p)) {
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
	else if (what == HELD_FORM)
		g->refused = g->now + HURRY_SECONDS;
	pthread_mutex_unlock(&g->lock);
	return holds;
}

void
guests_drop(struct guests *g, int fd, enum held what)
{
	pthread_mutex_lock(&g->lock);
	if (what == HELD_BOARD || what == HELD_SLOW)
		guest_rest(g, &g->guest[fd]);
	else
		guest_drop(g, &g->guest[fd], what);
	pthread_mutex_unlock(&g->lock);
}

static enum side
side_of(const struct place *p)
{
	return p->counted ? SIDE_NET : SIDE_FRONT;
}

/* With the lock held: take one tip that another site may have sent. */
static bool
unproven_take(struct guests *g, const struct place *p)
{
	uint32_t *left = &g->unproven[side_of(p)];

	if (p->counted && share_spend(&g->shares, p, SPENT_UNPROVEN, 1, 1))
		return true;
	if (*left == 0)
		return false;
	--*left;
	return true;
}

bool
guests_deposit(struct guests *g, int fd, enum intake intake, bool proven)
{
	const struct place *p = &g->guest[fd].place;
	const enum spent what =
	    intake == INTAKE_FORM ? SPENT_FORM : SPENT_SCRIPT;
	bool had;

	pthread_mutex_lock(&g->lock);
	had = (proven || unproven_take(g, p)) &&
	    (!p->counted ||
		share_spend(&g->shares, p, what, 1,
		    limits_share(g->limits, intake, SHARE_PART))) &&
	    limits_take(g->limits, side_of(p), intake);
	pthread_mutex_unlock(&g->lock);
	return had;
}

uint32_t
guests_turn(struct guests *g, int fd)
{
	uint32_t turn;

	pthread_mutex_lock(&g->lock);
	turn = share_turn(&g->shares, &g->guest[fd].place, SPENT_TURN);
	pthread_mutex_unlock(&g->lock);
	return turn;
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
	uint32_t kib = guest_at_most(n / 1024 + HEAD_KIB, UINT16_MAX);

	pthread_mutex_lock(&g->lock);
	if (!guest_has(guest, HELD_BOARD) && !guest_has(guest, HELD_SLOW) &&
	    !share_spend(&g->shares, &guest->place, SPENT_OUT, kib,
		guest->place.counted ? g->out_kib : OUT_FRONTS * g->out_kib))
		hold(g, guest, HELD_SLOW);
	if (guest->listed)
		guest_pace_first(g, fd);
	else
		guest_pace(g, fd, 0);
	guest->hurry = g->now + HURRY_SECONDS;
	guest->until = g->now + ANSWER_SECONDS +
	    guest_at_most(n / ANSWER_LEAST, UINT16_MAX);
	pthread_mutex_unlock(&g->lock);
}

void
guests_rest(struct guests *g, int fd)
{
	pthread_mutex_lock(&g->lock);
	guest_rest(g, &g->guest[fd]);
	g->guest[fd].hurry = 0;
	g->guest[fd].until = g->now + HEAD_SECONDS;
	pthread_mutex_unlock(&g->lock);
}

/*
 * An answer to a form keeps its form buffer until it is sent.  Its deadline is
 * ${hurry} while all form buffers are lent, or while forms wait for one and its
 * prefix could not take another.
 */
static bool
is_over(const struct guests *g, const struct guest *guest)
{
	bool are_short = g->total[HELD_FORM] >= g->most[HELD_FORM] ||
	    (g->refused >= g->now && !fits(g, &guest->place, HELD_FORM));

	return guest->until == g->now ||
	    (are_short && guest_has(guest, HELD_FORM) && guest->hurry != 0 &&
		guest->hurry <= g->now);
}

void
guests_tick(struct guests *g)
{
	pthread_mutex_lock(&g->lock);
	if (++g->now == g->minute)
		minute_begin(g);
	if (g->now % OUT_SECONDS == 0) {
		shares_forget(&g->shares, SPENT_OUT);
		shares_forget(&g->shares, SPENT_UNPROVEN);
	}
	limits_tick(g->limits);
	g->connects +=
	    guest_at_most(CONNECTS_BURST - g->connects, CONNECTS_SECOND);
	for (int fd = 0; fd < g->end; fd++)
		if (is_over(g, &g->guest[fd]))
			(void)shutdown(fd, SHUT_RDWR);
	guests_pace(g);
	pthread_mutex_unlock(&g->lock);
}
