/* fit.c - sets of desks: those that take tips, and those that fit one. */

#include "fit.h"

uint32_t
fit_open(const struct directory *d, const struct notes *notes)
{
	uint32_t set = 0;

	for (size_t i = 0; i < d->desks; i++)
		if (notes == NULL || notes->part[i].key != NULL)
			set |= (uint32_t)1 << i;
	return set;
}

uint32_t
fit_desks(const struct directory *d, unsigned region, unsigned topic)
{
	uint32_t set = 0;

	for (size_t i = 0; i < d->desks; i++) {
		const struct holder *h = &d->holder[i];

		if ((region == 0 || holder_region(h, region)) &&
		    (topic == 0 || topic == TOPIC_UNKNOWN ||
			(h->topics >> topic % 32 & 1) != 0))
			set |= (uint32_t)1 << i;
	}
	return set;
}

unsigned
fit_count(uint32_t set)
{
	unsigned n = 0;

	for (; set != 0; set &= set - 1)
		n++;
	return n;
}
