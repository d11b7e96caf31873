/* guest_pace.c - how fast answers go out, so that the line is shared. */

#include <sys/socket.h>

#include "guest_inside.h"

enum {
	ONE = 65536, /* in fixed point */
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
	g->paced += rate;
}

bool
guest_is_paced(const struct guest *guest)
{
	return guest_has(guest, HELD_BOARD) || guest_has(guest, HELD_SLOW);
}

/* How many guests share the pace of this one's prefix or address. */
static uint32_t
paced_beside(const struct guests *g, const struct guest *guest,
    enum level level)
{
	return share_held(&g->shares, &guest->place, level, HELD_BOARD) +
	    share_held(&g->shares, &guest->place, level, HELD_SLOW);
}

/*
 * Until the second ends, half of what is left: who comes next in it finds as
 * much.  Share with the addresses of its prefix that were paced a second ago.
 * A board has PACE_FAIR at least: the kernel waits for as long as a packet
 * takes at the pace it was sent at, however fast the next may be.
 */
void
guest_pace_first(struct guests *g, int fd)
{
	const struct guest *guest = &g->guest[fd];
	uint32_t rest = g->paced < g->boards ? (g->boards - g->paced) / 2 : 0;
	uint32_t beside = paced_beside(g, guest, LEVEL_ADDRESS);
	uint32_t least = guest_has(guest, HELD_BOARD) ? PACE_FAIR : PACE_LEAST;

	if (rest < PACE_FAIR)
		rest = PACE_FAIR;
	if (beside == 1)
		rest /= 1 + share_weight(&g->shares, &guest->place) / ONE;
	rest /= beside;
	guest_pace(g, fd, rest > least ? rest : least);
}

/* Count the prefixes that are paced, and the addresses of each. */
static uint64_t
paced_count(struct guests *g, bool *fronts)
{
	uint64_t prefixes = 0;

	*fronts = false;
	for (int fd = 0; fd < g->end; fd++)
		if (guest_is_paced(&g->guest[fd]))
			share_weight_clear(&g->shares, &g->guest[fd].place);
	for (int fd = 0; fd < g->end; fd++) {
		const struct guest *guest = &g->guest[fd];

		if (!guest_is_paced(guest))
			continue;
		*fronts = *fronts || !guest->place.counted;
		share_weight_add(&g->shares, &guest->place,
		    ONE / paced_beside(g, guest, LEVEL_ADDRESS));
		if (guest->place.counted)
			prefixes += ONE / paced_beside(g, guest, LEVEL_PREFIX);
	}
	return prefixes;
}

/*
 * As much for each prefix, of that as much for each of its addresses, and of
 * that as much for each of its guests.  All fronts have as much as all
 * prefixes.
 */
void
guests_pace(struct guests *g)
{
	bool fronts;
	uint64_t prefixes = paced_count(g, &fronts);
	uint64_t fair = (uint64_t)g->boards * ONE /
	    (prefixes + (fronts ? prefixes : 0) + 1);
	uint64_t front = prefixes == 0 ? g->boards : g->boards / 2;
	uint64_t rate;

	g->paced = 0;
	for (int fd = 0; fd < g->end; fd++) {
		const struct guest *guest = &g->guest[fd];

		if (!guest_is_paced(guest))
			continue;
		rate = guest->place.counted
		    ? fair * ONE / (share_weight(&g->shares, &guest->place) + 1)
		    : front;
		rate /= paced_beside(g, guest, LEVEL_ADDRESS);
		guest_pace(g, fd,
		    rate > PACE_LEAST ? (uint32_t)rate : PACE_LEAST);
	}
}

/* Its pace stays: some of the answer is still with the kernel. */
void
guest_rest(struct guests *g, struct guest *guest)
{
	if (guest_is_paced(guest))
		g->paced -= guest_at_most(guest->pace, g->paced);
	guest_drop(g, guest, HELD_BOARD);
	guest_drop(g, guest, HELD_SLOW);
}
