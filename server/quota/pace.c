/* pace.c - divides the outgoing bandwidth among paced connections. */

#include <sys/socket.h>

#include "quota/inside.h"

enum {
	ONE = 65536, /* 1, in fixed point */
	FRESH_PART = 8,
};

void
guest_pace(struct guests *g, int fd, uint32_t rate)
{
	struct guest *guest = &g->guest[fd];
	const unsigned bytes = rate == 0 ? ~0U : rate;

	if (rate != guest->pace)
		(void)setsockopt(fd, SOL_SOCKET, SO_MAX_PACING_RATE, &bytes,
		    sizeof(bytes));
	guest->pace = rate;
}

static bool
is_paced(const struct guest *guest)
{
	return guest_has(guest, HELD_BOARD) || guest_has(guest, HELD_SLOW);
}

/* Add ${guest} to the paced or remove it, depending on what it holds. */
void
guest_list(struct guests *g, struct guest *guest)
{
	int fd = (int)(guest - g->guest);

	if (is_paced(guest) == guest->listed)
		return;
	guest->listed = !guest->listed;
	if (guest->listed) {
		guest->at = g->paced_n;
		g->paced[g->paced_n++] = (uint16_t)fd;
		return;
	}
	g->paced[guest->at] = g->paced[--g->paced_n];
	g->guest[g->paced[guest->at]].at = guest->at;
}

/* Count the paced connections of one prefix or address: that of ${guest}. */
static uint32_t
paced_beside(const struct guests *g, const struct guest *guest,
    enum level level)
{
	return share_held(&g->shares, &guest->place, level, HELD_BOARD) +
	    share_held(&g->shares, &guest->place, level, HELD_SLOW);
}

/* Count the prefixes that are paced, and the addresses of each. */
static void
paced_count(struct guests *g)
{
	g->prefixes = 0;
	g->fronts = false;
	g->fresh = 0;
	for (uint32_t i = 0; i < g->paced_n; i++)
		share_weight_clear(&g->shares, &g->guest[g->paced[i]].place);
	for (uint32_t i = 0; i < g->paced_n; i++) {
		const struct guest *guest = &g->guest[g->paced[i]];

		g->fronts = g->fronts || !guest->place.counted;
		share_weight_add(&g->shares, &guest->place,
		    ONE / paced_beside(g, guest, LEVEL_ADDRESS));
		if (guest->place.counted)
			g->prefixes +=
			    ONE / paced_beside(g, guest, LEVEL_PREFIX);
	}
}

/*
 * Divide equally among prefixes, then among the addresses of each prefix, then
 * among the connections of each address.  All fronts together have as much as
 * all prefixes together.  ${prefixes} and ${addresses}: in fixed point.
 */
static uint32_t
fair_share(const struct guests *g, const struct guest *guest, uint64_t prefixes,
    uint64_t addresses)
{
	uint64_t rate = g->boards;

	if (!guest->place.counted)
		rate /= prefixes == 0 ? 1 : 2;
	else
		rate = rate * ONE / (prefixes * (g->fronts ? 2 : 1) + 1) * ONE /
		    (addresses + 1);
	rate /= paced_beside(g, guest, LEVEL_ADDRESS);
	return rate > PACE_LEAST ? (uint32_t)rate : PACE_LEAST;
}

void
guests_pace(struct guests *g)
{
	paced_count(g);
	for (uint32_t i = 0; i < g->paced_n; i++) {
		const struct guest *guest = &g->guest[g->paced[i]];

		guest_pace(g, g->paced[i],
		    fair_share(g, guest, g->prefixes,
			share_weight(&g->shares, &guest->place)));
	}
}

/* Set the pace of ${fd} that a new count of all would give it. */
static void
pace_alone(struct guests *g, int fd)
{
	const struct guest *guest = &g->guest[fd];
	uint64_t prefixes = g->prefixes;
	uint64_t addresses = share_weight(&g->shares, &guest->place);

	if (guest->place.counted && paced_beside(g, guest, LEVEL_PREFIX) == 1) {
		prefixes += ONE;
		addresses = ONE;
	} else if (paced_beside(g, guest, LEVEL_ADDRESS) == 1) {
		addresses += ONE;
	}
	guest_pace(g, fd, fair_share(g, guest, prefixes, addresses));
}

/*
 * Divide anew once more than an eighth of the paced is new.  To leave that to
 * the next second would delay a new connection for longer than that: on lo the
 * kernel sends up to 40 KiB at once, then nothing for as long as that takes at
 * the pace it was sent at.
 */
void
guest_pace_first(struct guests *g, int fd)
{
	g->fresh++;
	if (g->fresh * FRESH_PART > g->paced_n)
		guests_pace(g);
	else
		pace_alone(g, fd);
}

/* The pace stays: the kernel still holds some of the answer. */
void
guest_rest(struct guests *g, struct guest *guest)
{
	guest_drop(g, guest, HELD_BOARD);
	guest_drop(g, guest, HELD_SLOW);
}
