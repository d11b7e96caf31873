/* client.c - connections: deadlines and quotas of prefixes and addresses. */

#include "quota/client.h"

#include <sys/socket.h>

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "quota/inside.h"
#include "quota/peer.h"

_Static_assert((int)PEER_KEY == (int)SKETCH_KEY, "one key");

enum {
	MINUTE = 60,
	MBIT = 1000 * 1000 / 8, /* bytes */
	HEAD_KIB = 3,           /* headers of an answer: see http/answer.c */
};

/* Refill the buckets that start each minute full. */
static void
buckets_fill(struct clients *g)
{
	g->firsts = CONNECTS_FIRSTS;
	for (size_t side = 0; side < SIDES; side++)
		g->unproven[side] = UNPROVEN_MINUTE;
}

enum err
clients_new(struct clients **out, uint32_t mbit, struct limits *limits)
{
	struct clients *g = calloc(1, sizeof(*g));
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
	    client_at_most(way / BOARD_PART_OF * BOARD_PART, UINT32_MAX / 2);
	g->out_kib = client_at_most(way / BOARD_PART_OF * OUT_SECONDS / 1024 /
		OUT_PREFIXES,
	    UINT16_MAX);
	g->most[HELD_CONNECTION] = CONNECTIONS_MAX;
	g->most[HELD_BODY] = BODIES;
	g->most[HELD_FORM] = FORMS;
	g->most[HELD_LONG] = FORMS_LONG;
	g->most[HELD_BOARD] =
	    1 + client_at_most(g->boards / PACE_FAIR, BOARDS_MAX);
	g->minute = MINUTE;
	sketch_begin(&g->sketch);
	*out = g;
	return OK;
}

void
clients_free(struct clients *g)
{
	if (g == NULL)
		return;
	pthread_mutex_destroy(&g->lock);
	sodium_memzero(&g->sketch, sizeof(g->sketch));
	free(g);
}

/* ---- with the lock held ---------------------------------------------------*/
static struct place
place_of(const struct clients *g, int fd)
{
	uint64_t mark[LEVELS];

	if (!peer_marks(mark, fd, g->sketch.key))
		return (struct place){ .counted = false };
	return sketch_place(mark);
}

static void
hold(struct clients *g, struct client *client, enum held what)
{
	client->holds = (uint8_t)(client->holds | 1U << what);
	g->total[what]++;
	sketch_hold(&g->sketch, &client->place, what);
	client_list(g, client);
}

static void
client_drop(struct clients *g, struct client *client, enum held what)
{
	if (!client_has(client, what))
		return;
	client->holds = (uint8_t)(client->holds & ~(1U << what));
	g->total[what]--;
	sketch_drop(&g->sketch, &client->place, what);
	client_list(g, client);
}

/* The answer ended.  The pace stays: the kernel still holds some of it. */
static void
client_rest(struct clients *g, struct client *client)
{
	client_drop(g, client, HELD_BOARD);
	client_drop(g, client, HELD_SLOW);
}

static bool
fits(const struct clients *g, const struct place *p, enum held what)
{
	size_t total = g->total[what], most = g->most[what];

	if (!p->counted &&
	    sketch_held(&g->sketch, p, LEVEL_PREFIX, what) >=
		limits_fronts(most))
		return false;
	return sketch_fits(&g->sketch, p, what,
	    total < most ? most - total : 0);
}

/*
 * Take one new connection from a bucket; fronts need none.  The first few of
 * each prefix have a bucket of their own, so that a browser can open all it
 * needs even if other prefixes, each within its share, nearly empty the second.
 */
static bool
connect_take(struct clients *g, const struct place *p)
{
	if (!p->counted)
		return true;
	if (g->firsts > 0 &&
	    sketch_spend(&g->sketch, p, SPENT_CONNECTION, 1, CONNECTS_FIRST)) {
		g->firsts--;
		return true;
	}
	if (!sketch_spend(&g->sketch, p, SPENT_CONNECTION, 1,
		limits_part(g->connects, CONNECTS_BURST, SKETCH_PART)))
		return false;
	g->connects--;
	return true;
}

/* The new key moves the counters: count again what each connection holds. */
static void
minute_begin(struct clients *g)
{
	g->minute = g->now + MINUTE;
	buckets_fill(g);
	limits_minute(g->limits);
	sketch_begin(&g->sketch);
	for (int fd = 0; fd < g->end; fd++) {
		struct client *client = &g->client[fd];

		if (!client->here)
			continue;
		client->place = place_of(g, fd);
		for (enum held what = 0; what < HELDS; what++)
			if (client_has(client, what))
				sketch_hold(&g->sketch, &client->place, what);
	}
}

static void
leave(struct clients *g, int fd)
{
	struct client *client = &g->client[fd];

	if (!client->here)
		return;
	client_rest(g, client);
	for (enum held what = 0; what < HELDS; what++)
		client_drop(g, client, what);
	sodium_memzero(client, sizeof(*client));
}

/* ---- for others -----------------------------------------------------------*/
bool
clients_enter(struct clients *g, int fd)
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
		g->client[fd] = (struct client){ .place = p, .here = true };
		g->client[fd].until = g->now + HEAD_SECONDS;
		hold(g, &g->client[fd], HELD_CONNECTION);
	}
	pthread_mutex_unlock(&g->lock);
	return enters;
}

void
clients_leave(struct clients *g, int fd)
{
	pthread_mutex_lock(&g->lock);
	leave(g, fd);
	pthread_mutex_unlock(&g->lock);
}

bool
clients_room(struct clients *g)
{
	bool room;

	pthread_mutex_lock(&g->lock);
	room = g->total[HELD_CONNECTION] < g->most[HELD_CONNECTION];
	pthread_mutex_unlock(&g->lock);
	return room;
}

bool
clients_hold(struct clients *g, int fd, enum held what)
{
	struct client *client = &g->client[fd];
	bool holds;

	pthread_mutex_lock(&g->lock);
	holds = fits(g, &client->place, what);
	if (holds)
		hold(g, client, what);
	else if (what == HELD_FORM)
		g->refused = g->now + HURRY_SECONDS;
	pthread_mutex_unlock(&g->lock);
	return holds;
}

void
clients_drop(struct clients *g, int fd, enum held what)
{
	pthread_mutex_lock(&g->lock);
	if (what == HELD_BOARD || what == HELD_SLOW)
		client_rest(g, &g->client[fd]);
	else
		client_drop(g, &g->client[fd], what);
	pthread_mutex_unlock(&g->lock);
}

static enum side
side_of(const struct place *p)
{
	return p->counted ? SIDE_NET : SIDE_FRONT;
}

/* With the lock held: take one tip that another site may have sent. */
static bool
unproven_take(struct clients *g, const struct place *p)
{
	uint32_t *left = &g->unproven[side_of(p)];

	if (p->counted && sketch_spend(&g->sketch, p, SPENT_UNPROVEN, 1, 1))
		return true;
	if (*left == 0)
		return false;
	--*left;
	return true;
}

bool
clients_deposit(struct clients *g, int fd, enum intake intake, bool proven)
{
	const struct place *p = &g->client[fd].place;
	const enum spent what =
	    intake == INTAKE_FORM ? SPENT_FORM : SPENT_SCRIPT;
	bool had;

	pthread_mutex_lock(&g->lock);
	had = (proven || unproven_take(g, p)) &&
	    (!p->counted ||
		sketch_spend(&g->sketch, p, what, 1,
		    limits_share(g->limits, intake, SKETCH_PART))) &&
	    limits_take(g->limits, side_of(p), intake);
	pthread_mutex_unlock(&g->lock);
	return had;
}

uint32_t
clients_turn(struct clients *g, int fd)
{
	uint32_t turn;

	pthread_mutex_lock(&g->lock);
	turn = sketch_turn(&g->sketch, &g->client[fd].place, SPENT_TURN);
	pthread_mutex_unlock(&g->lock);
	return turn;
}

void
clients_until(struct clients *g, int fd, unsigned seconds)
{
	pthread_mutex_lock(&g->lock);
	g->client[fd].until = seconds == 0 ? 0 : g->now + seconds;
	pthread_mutex_unlock(&g->lock);
}

size_t
clients_most(const struct clients *g, enum held what)
{
	return g->most[what];
}

void
clients_answer(struct clients *g, int fd, size_t n)
{
	struct client *client = &g->client[fd];
	uint32_t kib = client_at_most(n / 1024 + HEAD_KIB, UINT16_MAX);

	pthread_mutex_lock(&g->lock);
	if (!client_has(client, HELD_BOARD) && !client_has(client, HELD_SLOW) &&
	    !sketch_spend(&g->sketch, &client->place, SPENT_OUT, kib,
		client->place.counted ? g->out_kib : OUT_FRONTS * g->out_kib))
		hold(g, client, HELD_SLOW);
	if (client->listed)
		client_pace_first(g, fd);
	else
		client_pace(g, fd, 0);
	client->hurry = g->now + HURRY_SECONDS;
	client->until = g->now + ANSWER_SECONDS +
	    client_at_most(n / ANSWER_LEAST, UINT16_MAX);
	pthread_mutex_unlock(&g->lock);
}

void
clients_rest(struct clients *g, int fd)
{
	pthread_mutex_lock(&g->lock);
	client_rest(g, &g->client[fd]);
	g->client[fd].hurry = 0;
	g->client[fd].until = g->now + HEAD_SECONDS;
	pthread_mutex_unlock(&g->lock);
}

/*
 * An answer to a form keeps its form buffer until it is sent.  Its deadline is
 * ${hurry} while all form buffers are lent, or while forms wait for one and its
 * prefix could not take another.
 */
static bool
is_over(const struct clients *g, const struct client *client)
{
	bool are_short = g->total[HELD_FORM] >= g->most[HELD_FORM] ||
	    (g->refused >= g->now && !fits(g, &client->place, HELD_FORM));

	return client->until == g->now ||
	    (are_short && client_has(client, HELD_FORM) && client->hurry != 0 &&
		client->hurry <= g->now);
}

void
clients_tick(struct clients *g)
{
	pthread_mutex_lock(&g->lock);
	if (++g->now == g->minute)
		minute_begin(g);
	if (g->now % OUT_SECONDS == 0) {
		sketch_forget(&g->sketch, SPENT_OUT);
		sketch_forget(&g->sketch, SPENT_UNPROVEN);
	}
	limits_tick(g->limits);
	g->connects +=
	    client_at_most(CONNECTS_BURST - g->connects, CONNECTS_SECOND);
	for (int fd = 0; fd < g->end; fd++)
		if (is_over(g, &g->client[fd]))
			(void)shutdown(fd, SHUT_RDWR);
	clients_pace(g);
	pthread_mutex_unlock(&g->lock);
}
