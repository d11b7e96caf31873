/* limit.c - how much may come in, and go out: one table of numbers. */

#include "limit.h"

#ifdef ZEGEL_UNLIMITED /* for measuring; product builds never set it */
const struct limit limit_table[INTAKES] = {
	[INTAKE_SCRIPT] = { 1 << 24, 1 << 24, POOL_CAP - FORM_CAP, UINT16_MAX },
	[INTAKE_FORM] = { 1 << 24, 1 << 24, FORM_CAP, UINT16_MAX },
};
#else
const struct limit limit_table[INTAKES] = {
	[INTAKE_SCRIPT] = { 50, 2000, POOL_CAP - FORM_CAP, 26 },
	[INTAKE_FORM] = { 10, 400, FORM_CAP, 6 },
};
#endif

void
limits_begin(struct limits *l)
{
	for (unsigned i = 0; i < INTAKES; i++)
		atomic_init(&l->left[i], limit_table[i].burst);
}

bool
limits_take(struct limits *l, enum intake intake)
{
	uint32_t left = atomic_load(&l->left[intake]);

	while (left > 0)
		if (atomic_compare_exchange_weak(&l->left[intake], &left,
			left - 1))
			return true;
	return false;
}

void
limits_tick(struct limits *l)
{
	for (unsigned i = 0; i < INTAKES; i++) {
		uint32_t more = limit_table[i].burst - atomic_load(&l->left[i]);

		/* only this thread adds: between the two it can only fall */
		if (more > limit_table[i].sustained)
			more = limit_table[i].sustained;
		atomic_fetch_add(&l->left[i], more);
	}
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
