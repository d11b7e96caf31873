/* pace.c - divides the outgoing bandwidth among paced connections. */

#include <sys/socket.h>

#include "quota/inside.h"

enum {
	ONE = 65536, /* 1, in fixed point */
	FRESH_PART = 8,
};

void
client_pace(struct clients *c, int fd, uint32_t rate)
{
	struct client *client = &c->client[fd];
	const unsigned bytes = rate == 0 ? ~0U : rate;

	if (rate != client->pace)
		(void)setsockopt(fd, SOL_SOCKET, SO_MAX_PACING_RATE, &bytes,
		    sizeof(bytes));
	client->pace = rate;
}

static bool
is_paced(const struct client *client)
{
	return client_has(client, HELD_BOARD) || client_has(client, HELD_SLOW);
}

/* Add ${client} to the paced or remove it, depending on what it holds. */
void
client_list(struct clients *c, struct client *client)
{
	int fd = (int)(client - c->client);

	if (is_paced(client) == client->listed)
		return;
	client->listed = !client->listed;
	if (client->listed) {
		client->at = c->paced_n;
		c->paced[c->paced_n++] = (uint16_t)fd;
		return;
	}
	c->paced[client->at] = c->paced[--c->paced_n];
	c->client[c->paced[client->at]].at = client->at;
}

/* Count the paced connections of one prefix or address: that of ${client}. */
static uint32_t
paced_beside(const struct clients *c, const struct client *client,
    enum level level)
{
	return sketch_held(&c->sketch, &client->place, level, HELD_BOARD) +
	    sketch_held(&c->sketch, &client->place, level, HELD_SLOW);
}

/* Count the prefixes that are paced, and the addresses of each. */
static void
paced_count(struct clients *c)
{
	c->prefixes = 0;
	c->fronts = false;
	c->fresh = 0;
	for (uint32_t i = 0; i < c->paced_n; i++)
		sketch_weight_clear(&c->sketch, &c->client[c->paced[i]].place);
	for (uint32_t i = 0; i < c->paced_n; i++) {
		const struct client *client = &c->client[c->paced[i]];

		c->fronts = c->fronts || !client->place.counted;
		sketch_weight_add(&c->sketch, &client->place,
		    ONE / paced_beside(c, client, LEVEL_ADDRESS));
		if (client->place.counted)
			c->prefixes +=
			    ONE / paced_beside(c, client, LEVEL_PREFIX);
	}
}

/*
 * Divide equally among prefixes, then among the addresses of each prefix, then
 * among the connections of each address.  All fronts together have as much as
 * all prefixes together.  ${prefixes} and ${addresses}: in fixed point.
 */
static uint32_t
fair_share(const struct clients *c, const struct client *client,
    uint64_t prefixes, uint64_t addresses)
{
	uint64_t rate = c->boards;

	if (!client->place.counted)
		rate /= prefixes == 0 ? 1 : 2;
	else
		rate = rate * ONE / (prefixes * (c->fronts ? 2 : 1) + 1) * ONE /
		    (addresses + 1);
	rate /= paced_beside(c, client, LEVEL_ADDRESS);
	return rate > PACE_LEAST ? (uint32_t)rate : PACE_LEAST;
}

void
clients_pace(struct clients *c)
{
	paced_count(c);
	for (uint32_t i = 0; i < c->paced_n; i++) {
		const struct client *client = &c->client[c->paced[i]];

		client_pace(c, c->paced[i],
		    fair_share(c, client, c->prefixes,
			sketch_weight(&c->sketch, &client->place)));
	}
}

/* Set the pace of ${fd} that a new count of all would give it. */
static void
pace_alone(struct clients *c, int fd)
{
	const struct client *client = &c->client[fd];
	uint64_t prefixes = c->prefixes;
	uint64_t addresses = sketch_weight(&c->sketch, &client->place);

	if (client->place.counted &&
	    paced_beside(c, client, LEVEL_PREFIX) == 1) {
		prefixes += ONE;
		addresses = ONE;
	} else if (paced_beside(c, client, LEVEL_ADDRESS) == 1) {
		addresses += ONE;
	}
	client_pace(c, fd, fair_share(c, client, prefixes, addresses));
}

/*
 * Divide anew once more than an eighth of the paced is new.  To leave that to
 * the next second would delay a new connection for longer than that: on lo the
 * kernel sends up to 40 KiB at once, then nothing for as long as that takes at
 * the pace it was sent at.
 */
void
client_pace_first(struct clients *c, int fd)
{
	c->fresh++;
	if (c->fresh * FRESH_PART > c->paced_n)
		clients_pace(c);
	else
		pace_alone(c, fd);
}
