/* deeds.c - all that two persons of a desk can agree on. */

#include "core/deeds.h"

#include "core/recover.h"
#include "core/team.h"

static const struct deed *const deeds[] = { &team_add_deed, &recover_deed };

enum {
	DEEDS = sizeof(deeds) / sizeof(deeds[0]),
};

enum fault
deeds_release(struct desk *d, uint32_t id)
{
	return proposal_release(d, id, deeds, DEEDS);
}

enum fault
deeds_second(struct desk *d, uint32_t id, uint8_t s,
    const struct staff_secret *secret)
{
	return proposal_second(d, id, s, secret, deeds, DEEDS);
}
