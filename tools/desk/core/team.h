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
 * second person is needed first.  What team_check() and proposal_check() say.
 */
enum fault team_add(struct desk *d, const struct newcomer *new,
    struct digits *card);

/*
 * team_remove(d, s):
 * End what person ${s} may open from now on: desk.key lists them no more, what
 * they proposed is destroyed, and all keys must be renewed; it is complete
 * only when the new schedule is served and the directory accepts no older one
 * (team_complete()).  PERSON_SELF, PERSON_UNKNOWN.
 */
enum fault team_remove(struct desk *d, uint8_t s);

/* False while somebody who left could still open what is sent. */
bool team_complete(const struct state *s);

/*
 * team_change(d, old, key, hole):
 * A new passphrase for whoever is at work.  ${key}: the path of their key file,
 * NULL for that in the folder; it is replaced where it lies.  The new file is
 * written first, beside the old one or in its place, and a log that cannot be
 * written leaves the old one.  PERSON_KEY_FOREIGN if it is not of the key that
 * the desk lists; PERSON_WAITS, as the two new files would be one.
 */
enum fault team_change(struct desk *d, const struct passphrase *old,
    const char *key, const struct keyhole *hole);

/* A new person, once two agreed. */
extern const struct deed team_add_deed;

/* Who is here under the number ${s} and not who is at work: PERSON_UNKNOWN with
 * the initials of who left, PERSON_SELF. */
enum fault team_other(struct person *p, struct desk *d, uint8_t s);

/* The first entry of the log that a key drawn now will write. */
MUST_USE enum err team_log_next(uint32_t *n, struct desk *d);

/* team_key_save(), or with ${next} into the file that comes after it. */
enum fault team_key_write(struct desk *d, uint8_t s,
    const struct staff_secret *secret, const struct keyhole *hole, bool next);

/* Destroy the key file of person ${s}, or with ${next} the one after it. */
void team_key_drop(struct desk *d, uint8_t s, bool next);

/* Destroy the key that was drawn for number ${s} by a proposal of ${act} that
 * is no more; not where somebody has that number, or another proposal. */
void team_key_forget(struct desk *d, uint8_t act, uint8_t s);

/* Write the key file of person ${s}.  KEY_MEMORY, FILE. */
enum fault team_key_save(struct desk *d, uint8_t s,
    const struct staff_secret *secret, const struct keyhole *hole);

#endif
