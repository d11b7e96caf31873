/* pace.c - divides the outgoing bandwidth among paced connections. */

#include <sys/socket.h>

#include "quota/inside.h"

enum {
	ONE = 65536, /* 1, in fixed point */
	FRESH_PART = 8,
};

void
client_pace(struct clients *g, int fd, uint32_t rate)
{
	struct client *client = &g->client[fd];
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
client_list(struct clients *g, struct client *client)
{
	int fd = (int)(client - g->client);

	if (is_paced(client) == client->listed)
		return;
	client->listed = !client->listed;
	if (client->listed) {
		client->at = g->paced_n;
		g->paced[g->paced_n++] = (uint16_t)fd;
		return;
	}
	g->paced[client->at] = g->paced[--g->paced_n];
	g->client[g->paced[client->at]].at = client->at;
}

/* Count the paced connections of one prefix or address: that of ${client}. */
static uint32_t
paced_beside(const struct clients *g, const struct client *client,
    enum level level)
{
	return sketch_held(&g->sketch, &client->place, level, HELD_BOARD) +
	    sketch_held(&g->sketch, &client->place, level, HELD_SLOW);
}

/* Count the prefixes that are paced, and the addresses of each. */
static void
paced_count(struct clients *g)
{
	g->prefixes = 0;
	g->fronts = false;
	g->fresh = 0;
	for (uint32_t i = 0; i < g->paced_n; i++)
		sketch_weight_clear(&g->sketch, &g->client[g->paced[i]].place);
	for (uint32_t i = 0; i < g->paced_n; i++) {
		const struct client *client = &g->client[g->paced[i]];

		g->fronts = g->fronts || !client->place.counted;
		sketch_weight_add(&g->sketch, &client->place,
		    ONE / paced_beside(g, client, LEVEL_ADDRESS));
		if (client->place.counted)
			g->prefixes +=
			    ONE / paced_beside(g, client, LEVEL_PREFIX);
	}
}

/*
 * Divide equally among prefixes, then among the addresses of each prefix, then
 * among the connections of each address.  All fronts together have as much as
 * all prefixes together.  ${prefixes} and ${addresses}: in fixed point.
 */
static uint32_t
fair_share(const struct clients *g, const struct client *client,
    uint64_t prefixes, uint64_t addresses)
{
	uint64_t rate = g->boards;

	if (!client->place.counted)
		rate /= prefixes == 0 ? 1 : 2;
	else
		rate = rate * ONE / (prefixes * (g->fronts ? 2 : 1) + 1) * ONE /
		    (addresses + 1);
	rate /= paced_beside(g, client, LEVEL_ADDRESS);
	return rate > PACE_LEAST ? (uint32_t)rate : PACE_LEAST;
}

void
clients_pace(struct clients *g)
{
	paced_count(g);
	for (uint32_t i = 0; i < g->paced_n; i++) {
		const struct client *client = &g->client[g->paced[i]];

		client_pace(g, g->paced[i],
		    fair_share(g, client, g->prefixes,
			sketch_weight(&g->sketch, &client->place)));
	}
}

/* Set the pace of ${fd} that a new count of all would give it. */
static void
pace_alone(struct clients *g, int fd)
{
	const struct client *client = &g->client[fd];
	uint64_t prefixes = g->prefixes;
	uint64_t addresses = sketch_weight(&g->sketch, &client->place);

	if (client->place.counted &&
	    paced_beside(g, client, LEVEL_PREFIX) == 1) {
		prefixes += ONE;
		addresses = ONE;
	} else if (paced_beside(g, client, LEVEL_ADDRESS) == 1) {
		addresses += ONE;
	}
	client_pace(g, fd, fair_share(g, client, prefixes, addresses));
}

/*
 * Divide anew once more than an eighth of the paced is new.  To leave that to
 * the next second would delay a new connection for longer than that: on lo the
 * kernel sends up to 40 KiB at once, then nothing for as long as that takes at
 * the pace it was sent at.
 */
void
client_pace_first(struct clients *g, int fd)
{
	g->fresh++;
	if (g->fresh * FRESH_PART > g->paced_n)
		clients_pace(g);
	else
		pace_alone(g, fd);
}
