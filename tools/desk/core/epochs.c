/* epochs.c - the weekly keys in desk.key: find, add, drop. */

#include "core/epochs.h"

#include <string.h>

const struct epoch *
epochs_find(const struct deskkey *k, uint16_t week)
{
	for (size_t i = k->epochs; i > 0; i--)
		if (k->epoch[i - 1].week == week)
			return &k->epoch[i - 1];
	return NULL;
}

enum err
epochs_add(struct deskkey *k, const struct epoch *e)
{
	size_t at = 0;

	if (k->epochs == DESK_EPOCHS_MAX)
		return ERR_FULL;
	while (at < k->epochs && k->epoch[at].week <= e->week)
		at++;
	memmove(&k->epoch[at + 1], &k->epoch[at],
	    (k->epochs - at) * sizeof(k->epoch[0]));
	k->epoch[at] = *e;
	k->epochs++;
	return OK;
}

void
epochs_drop(struct deskkey *k, uint16_t week)
{
	size_t n = 0;

	while (n < k->epochs && k->epoch[n].week <= week)
		n++;
	memmove(&k->epoch[0], &k->epoch[n],
	    (k->epochs - n) * sizeof(k->epoch[0]));
	k->epochs -= n;
	sodium_memzero(&k->epoch[k->epochs], n * sizeof(k->epoch[0]));
}
