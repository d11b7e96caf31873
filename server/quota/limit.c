/* limit.c - the limits on envelopes, and what each prefix may take of them. */

#include "quota/limit.h"

#ifdef ZEGEL_UNLIMITED /* for measuring; product builds never set it */
const struct limit limit_table[INTAKES] = {
	[INTAKE_SCRIPT] = { 1 << 24, 1 << 24, POOL_CAP - FORM_CAP, UINT16_MAX },
	[INTAKE_FORM] = { 1 << 24, 1 << 24, FORM_CAP, UINT16_MAX },
};
enum { ENVELOPE = 1, RESERVE = CONNECTIONS_MAX + 1 };
#else
const struct limit limit_table[INTAKES] = {
	[INTAKE_SCRIPT] = { 50, 2000, POOL_CAP - FORM_CAP, 4 },
	[INTAKE_FORM] = { 10, 400, FORM_CAP, 2 },
};
enum {
	ENVELOPE = STOCK_WHOLE, /* one envelope in a stock bucket */
	RESERVE = 4,            /* fronts may not have the last 1/RESERVE */
};
#endif

void
limits_begin(struct limits *l)
{
	for (unsigned i = 0; i < INTAKES; i++) {
		atomic_init(&l->room[i], limit_table[i].cap);
		for (unsigned side = 0; side < SIDES; side++) {
			l->left[side][i] = limit_table[i].burst;
			l->stock[side][i] =
			    (uint64_t)limit_table[i].cap * STOCK_AHEAD;
		}
	}
}

void
limits_pool(struct limits *l, uint64_t total, uint64_t form)
{
	for (enum intake i = 0; i < INTAKES; i++)
		atomic_store(&l->room[i],
		    (uint32_t)limits_room(i, total, form));
}

uint32_t
limits_part(uint32_t left, uint32_t burst, uint32_t part)
{
	uint64_t most = (uint64_t)left * left / burst * left / burst / part;

	return most > 0 || left == 0 ? (uint32_t)most : 1;
}

/* Limit of a prefix while the pool is short; less if it is over half full. */
static uint32_t
lean(const struct limit *row, uint64_t room)
{
	uint64_t n = room * row->lean * 2 / row->cap;

	if (n < row->lean / 2)
		n = row->lean / 2;
	return n < row->lean ? (uint32_t)n : row->lean;
}

uint32_t
limits_share(const struct limits *l, enum intake intake, uint32_t part)
{
	const struct limit *row = &limit_table[intake];
	uint32_t share =
	    limits_part(l->left[SIDE_NET][intake], row->burst, part);
	uint32_t room = atomic_load(&l->room[intake]);
	uint32_t most = UINT16_MAX;

	if (l->stock[SIDE_NET][intake] < (uint64_t)room * STOCK_AHEAD / 2)
		most = lean(row, room);
	return share < most ? share : most;
}

bool
limits_take(struct limits *l, enum side side, enum intake intake)
{
	uint64_t *stock = &l->stock[side][intake];

	if (l->left[side][intake] == 0 ||
	    (side == SIDE_FRONT && *stock < ENVELOPE))
		return false;
	l->left[side][intake]--;
	*stock -= *stock < ENVELOPE ? *stock : ENVELOPE;
	return true;
}

static void
fill(uint32_t *left, const struct limit *row)
{
	uint32_t more = row->burst - *left;

	*left += more < row->sustained ? more : row->sustained;
}

void
limits_tick(struct limits *l)
{
	for (unsigned side = 0; side < SIDES; side++)
		for (unsigned i = 0; i < INTAKES; i++)
			fill(&l->left[side][i], &limit_table[i]);
}

void
limits_minute(struct limits *l)
{
	for (unsigned i = 0; i < INTAKES; i++) {
		uint64_t room = atomic_load(&l->room[i]);

		for (unsigned side = 0; side < SIDES; side++) {
			uint64_t stock = l->stock[side][i] + room;

			l->stock[side][i] = stock < room * STOCK_AHEAD
			    ? stock
			    : room * STOCK_AHEAD;
		}
	}
}

size_t
limits_fronts(size_t most)
{
	return most - (most + RESERVE - 1) / RESERVE;
}

uint64_t
limits_room(enum intake intake, uint64_t total, uint64_t form)
{
	uint64_t script = total > form ? total - form : 0;
	uint64_t own = intake == INTAKE_FORM ? form : script;
	uint64_t cap = limit_table[intake].cap;
	uint64_t room = own < cap ? cap - own : 0;
	uint64_t all = total < POOL_CAP ? POOL_CAP - total : 0;

	return room < all ? room : all;
}
