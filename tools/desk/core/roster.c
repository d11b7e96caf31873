/* roster.c - whom desk.key lists: the persons who can open the desk. */

#include "core/roster.h"

#include <string.h>

enum err
roster_add(struct deskkey *k, const struct desk_person *p)
{
	size_t at = 0;

	if (k->persons == DESK_PERSONS_MAX)
		return ERR_FULL;
	while (at < k->persons && k->person[at].s < p->s)
		at++;
	memmove(&k->person[at + 1], &k->person[at],
	    (k->persons - at) * sizeof(k->person[0]));
	k->person[at] = *p;
	k->persons++;
	return OK;
}

struct desk_person *
roster_find(struct deskkey *k, uint8_t s)
{
	for (size_t i = 0; i < k->persons; i++)
		if (k->person[i].s == s)
			return &k->person[i];
	return NULL;
}

void
roster_drop(struct deskkey *k, uint8_t s)
{
	struct desk_person *p = roster_find(k, s);
	size_t at = p == NULL ? k->persons : (size_t)(p - k->person);

	if (p == NULL)
		return;
	k->persons--;
	memmove(p, p + 1, (k->persons - at) * sizeof(*p));
	desk_person_wipe(&k->person[k->persons]);
}
