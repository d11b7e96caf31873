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
buckets_fill(struct clients *c)
{
	c->firsts = CONNECTS_FIRSTS;
	for (size_t side = 0; side < SIDES; side++)
		c->unproven[side] = UNPROVEN_MINUTE;
}

enum err
clients_new(struct clients **out, uint32_t mbit, struct limits *limits)
{
	struct clients *c = calloc(1, sizeof(*c));
	uint64_t way = (uint64_t)mbit * MBIT;

	*out = NULL;
	if (c == NULL)
		return ERR_MEMORY;
	if (pthread_mutex_init(&c->lock, NULL) != 0) {
		free(c);
		return ERR_MEMORY;
	}
	c->limits = limits;
	c->connects = CONNECTS_BURST;
	buckets_fill(c);
	c->boards =
	    client_at_most(way / BOARD_PART_OF * BOARD_PART, UINT32_MAX / 2);
	c->out_kib = client_at_most(way / BOARD_PART_OF * OUT_SECONDS / 1024 /
		OUT_PREFIXES,
	    UINT16_MAX);
	c->most[HELD_CONNECTION] = CONNECTIONS_MAX;
	c->most[HELD_BODY] = BODIES;
	c->most[HELD_FORM] = FORMS;
	c->most[HELD_LONG] = FORMS_LONG;
	c->most[HELD_BOARD] =
	    1 + client_at_most(c->boards / PACE_FAIR, BOARDS_MAX);
	c->minute = MINUTE;
	sketch_begin(&c->sketch);
	*out = c;
	return OK;
}

void
clients_free(struct clients *c)
{
	if (c == NULL)
		return;
	pthread_mutex_destroy(&c->lock);
	sodium_memzero(&c->sketch, sizeof(c->sketch));
	free(c);
}

/* ---- with the lock held ---------------------------------------------------*/
static struct place
place_of(const struct clients *c, int fd)
{
	uint64_t mark[LEVELS];

	if (!peer_marks(mark, fd, c->sketch.key))
		return (struct place){ .counted = false };
	return sketch_place(mark);
}

static void
hold(struct clients *c, struct client *client, enum held what)
{
	client->holds = (uint8_t)(client->holds | 1U << what);
	c->total[what]++;
	sketch_hold(&c->sketch, &client->place, what);
	client_list(c, client);
}

static void
client_drop(struct clients *c, struct client *client, enum held what)
{
	if (!client_has(client, what))
		return;
	client->holds = (uint8_t)(client->holds & ~(1U << what));
	c->total[what]--;
	sketch_drop(&c->sketch, &client->place, what);
	client_list(c, client);
}

/* The answer ended.  The pace stays: the kernel still holds some of it. */
static void
client_rest(struct clients *c, struct client *client)
{
	client_drop(c, client, HELD_BOARD);
	client_drop(c, client, HELD_SLOW);
}

static bool
fits(const struct clients *c, const struct place *p, enum held what)
{
	size_t total = c->total[what], most = c->most[what];

	if (!p->counted &&
	    sketch_held(&c->sketch, p, LEVEL_PREFIX, what) >=
		limits_fronts(most))
		return false;
	return sketch_fits(&c->sketch, p, what,
	    total < most ? most - total : 0);
}

/*
 * Take one new connection from a bucket; fronts need none.  The first few of
 * each prefix have a bucket of their own, so that a browser can open all it
 * needs even if other prefixes, each within its share, nearly empty the second.
 */
static bool
connect_take(struct clients *c, const struct place *p)
{
	if (!p->counted)
		return true;
	if (c->firsts > 0 &&
	    sketch_spend(&c->sketch, p, SPENT_CONNECTION, 1, CONNECTS_FIRST)) {
		c->firsts--;
		return true;
	}
	if (!sketch_spend(&c->sketch, p, SPENT_CONNECTION, 1,
		limits_part(c->connects, CONNECTS_BURST, SKETCH_PART)))
		return false;
	c->connects--;
	return true;
}

/* The new key moves the counters: count again what each connection holds. */
static void
minute_begin(struct clients *c)
{
	c->minute = c->now + MINUTE;
	buckets_fill(c);
	limits_minute(c->limits);
	sketch_begin(&c->sketch);
	for (int fd = 0; fd < c->end; fd++) {
		struct client *client = &c->client[fd];

		if (!client->here)
			continue;
		client->place = place_of(c, fd);
		for (enum held what = 0; what < HELDS; what++)
			if (client_has(client, what))
				sketch_hold(&c->sketch, &client->place, what);
	}
}

static void
leave(struct clients *c, int fd)
{
	struct client *client = &c->client[fd];

	if (!client->here)
		return;
	client_rest(c, client);
	for (enum held what = 0; what < HELDS; what++)
		client_drop(c, client, what);
	sodium_memzero(client, sizeof(*client));
}

/* ---- for others -----------------------------------------------------------*/
bool
clients_enter(struct clients *c, int fd)
{
	struct place p;
	bool enters = false;

	if (fd < 0 || fd >= DESCRIPTORS)
		return false;
	pthread_mutex_lock(&c->lock);
	leave(c, fd); /* if the end of an earlier one was not reported */
	p = place_of(c, fd);
	if (fits(c, &p, HELD_CONNECTION) && connect_take(c, &p)) {
		enters = true;
		c->end = fd >= c->end ? fd + 1 : c->end;
		c->client[fd] = (struct client){ .place = p, .here = true };
		c->client[fd].until = c->now + HEAD_SECONDS;
		hold(c, &c->client[fd], HELD_CONNECTION);
	}
	pthread_mutex_unlock(&c->lock);
	return enters;
}

void
clients_leave(struct clients *c, int fd)
{
	pthread_mutex_lock(&c->lock);
	leave(c, fd);
	pthread_mutex_unlock(&c->lock);
}

bool
clients_room(struct clients *c)
{
	bool room;

	pthread_mutex_lock(&c->lock);
	room = c->total[HELD_CONNECTION] < c->most[HELD_CONNECTION];
	pthread_mutex_unlock(&c->lock);
	return room;
}

bool
clients_hold(struct clients *c, int fd, enum held what)
{
	struct client *client = &c->client[fd];
	bool holds;

	pthread_mutex_lock(&c->lock);
	holds = fits(c, &client->place, what);
	if (holds)
		hold(c, client, what);
	else if (what == HELD_FORM)
		c->refused = c->now + HURRY_SECONDS;
	pthread_mutex_unlock(&c->lock);
	return holds;
}

void
clients_drop(struct clients *c, int fd, enum held what)
{
	pthread_mutex_lock(&c->lock);
	if (what == HELD_BOARD || what == HELD_SLOW)
		client_rest(c, &c->client[fd]);
	else
		client_drop(c, &c->client[fd], what);
	pthread_mutex_unlock(&c->lock);
}

static enum side
side_of(const struct place *p)
{
	return p->counted ? SIDE_NET : SIDE_FRONT;
}

/* With the lock held: take one tip that another site may have sent. */
static bool
unproven_take(struct clients *c, const struct place *p)
{
	uint32_t *left = &c->unproven[side_of(p)];

	if (p->counted && sketch_spend(&c->sketch, p, SPENT_UNPROVEN, 1, 1))
		return true;
	if (*left == 0)
		return false;
	--*left;
	return true;
}

bool
clients_deposit(struct clients *c, int fd, enum intake intake, bool proven)
{
	const struct place *p = &c->client[fd].place;
	const enum spent what =
	    intake == INTAKE_FORM ? SPENT_FORM : SPENT_SCRIPT;
	bool had;

	pthread_mutex_lock(&c->lock);
	had = (proven || unproven_take(c, p)) &&
	    (!p->counted ||
		sketch_spend(&c->sketch, p, what, 1,
		    limits_share(c->limits, intake, SKETCH_PART))) &&
	    limits_take(c->limits, side_of(p), intake);
	pthread_mutex_unlock(&c->lock);
	return had;
}

uint32_t
clients_turn(struct clients *c, int fd)
{
	uint32_t turn;

	pthread_mutex_lock(&c->lock);
	turn = sketch_turn(&c->sketch, &c->client[fd].place, SPENT_TURN);
	pthread_mutex_unlock(&c->lock);
	return turn;
}

void
clients_until(struct clients *c, int fd, unsigned seconds)
{
	pthread_mutex_lock(&c->lock);
	c->client[fd].until = seconds == 0 ? 0 : c->now + seconds;
	pthread_mutex_unlock(&c->lock);
}

size_t
clients_most(const struct clients *c, enum held what)
{
	return c->most[what];
}

void
clients_answer(struct clients *c, int fd, size_t n)
{
	struct client *client = &c->client[fd];
	uint32_t kib = client_at_most(n / 1024 + HEAD_KIB, UINT16_MAX);

	pthread_mutex_lock(&c->lock);
	if (!client_has(client, HELD_BOARD) && !client_has(client, HELD_SLOW) &&
	    !sketch_spend(&c->sketch, &client->place, SPENT_OUT, kib,
		client->place.counted ? c->out_kib : OUT_FRONTS * c->out_kib))
		hold(c, client, HELD_SLOW);
	if (client->listed)
		client_pace_first(c, fd);
	else
		client_pace(c, fd, 0);
	client->hurry = c->now + HURRY_SECONDS;
	client->until = c->now + ANSWER_SECONDS +
	    client_at_most(n / ANSWER_LEAST, UINT16_MAX);
	pthread_mutex_unlock(&c->lock);
}

void
clients_rest(struct clients *c, int fd)
{
	pthread_mutex_lock(&c->lock);
	client_rest(c, &c->client[fd]);
	c->client[fd].hurry = 0;
	c->client[fd].until = c->now + HEAD_SECONDS;
	pthread_mutex_unlock(&c->lock);
}

/*
 * An answer to a form keeps its form buffer until it is sent.  Its deadline is
 * ${hurry} while all form buffers are lent, or while forms wait for one and its
 * prefix could not take another.
 */
static bool
is_over(const struct clients *c, const struct client *client)
{
	bool are_short = c->total[HELD_FORM] >= c->most[HELD_FORM] ||
	    (c->refused >= c->now && !fits(c, &client->place, HELD_FORM));

	return client->until == c->now ||
	    (are_short && client_has(client, HELD_FORM) && client->hurry != 0 &&
		client->hurry <= c->now);
}

void
clients_tick(struct clients *c)
{
	pthread_mutex_lock(&c->lock);
	if (++c->now == c->minute)
		minute_begin(c);
	if (c->now % OUT_SECONDS == 0) {
		sketch_forget(&c->sketch, SPENT_OUT);
		sketch_forget(&c->sketch, SPENT_UNPROVEN);
	}
	limits_tick(c->limits);
	c->connects +=
	    client_at_most(CONNECTS_BURST - c->connects, CONNECTS_SECOND);
	for (int fd = 0; fd < c->end; fd++)
		if (is_over(c, &c->client[fd]))
			(void)shutdown(fd, SHUT_RDWR);
	clients_pace(c);
	pthread_mutex_unlock(&c->lock);
}
