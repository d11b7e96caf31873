/* team.h - adds, removes and recovers persons of the desk. */

#ifndef CORE_TEAM_H
#define CORE_TEAM_H

#include <stdint.h>

#include "book/people.h"
#include "core/desk.h"
#include "core/proposal.h"
#include "core/seed.h"
#include "digits.h"

/* Somebody new, as typed. */
struct newcomer {
	const char *name;     /* full; at most PERSON_NAME_MAX bytes */
	const char *initials; /* what the unlock list shows */
	struct keyhole hole;  /* for their key file */
};

/*
 * team_check(d, name, initials):
 * PERSON_NAME, PERSON_INITIALS, PERSON_TAKEN, PERSONS_FULL; FAULT_NONE.
 */
enum fault team_check(struct desk *d, const char *name, const char *initials);

/*
 * team_add(d, new, card):
 * Draw a key for somebody new, write their key file, and add them: a deed of
 * two persons.  ${card} receives the 20 digits of their card, also where a
 * second person is needed first.
 */
enum fault team_add(struct desk *d, const struct newcomer *new,
    struct digits *card);

/*
 * team_remove(d, s):
 * End what person ${s} may open from now on: desk.key lists them no more, what
 * they proposed is destroyed, and all keys must be renewed; it is complete
 * only when the new schedule is served (team_complete()).  PERSON_SELF,
 * PERSON_LAST, PERSON_UNKNOWN.
 */
enum fault team_remove(struct desk *d, uint8_t s);

/* False while somebody who left could still open what is sent. */
bool team_complete(const struct state *s);

/*
 * team_change(d, old, hole):
 * A new passphrase for whoever is at work.
 */
enum fault team_change(struct desk *d, const struct passphrase *old,
    const struct keyhole *hole);

/*
 * team_recover(d, s, hole, card):
 * Give person ${s}, who forgot the passphrase, a new key and a new card.
 * PERSON_SELF, PERSON_UNKNOWN.
 */
enum fault team_recover(struct desk *d, uint8_t s, const struct keyhole *hole,
    struct digits *card);

/* What a desk can do once two persons agreed. */
extern const struct deed desk_deeds[];
extern const size_t desk_deeds_n;

/* Write the key file of person ${s}.  KEY_MEMORY, FILE. */
enum fault team_key_save(struct desk *d, uint8_t s,
    const struct staff_secret *secret, const struct keyhole *hole);

#endif
