/* enter.h - who sits down at the desk: the folder, a name, a passphrase. */

#ifndef CLI_ENTER_H
#define CLI_ENTER_H

#include <stdint.h>

#include "cli/command.h"
#include "core/desk.h"
#include "terminal/ask.h"

enum {
	IDLE_MINUTES = 10, /* until who is away is asked for again */
};

/*
 * enter(d, path, o):
 * Open the desk in the folder ${path}: ask who is there if there are several,
 * and for the passphrase until it is right.  Returns an exit status: 0, or 1
 * after a sentence.  desk_close() always.  From then on every question ends
 * after IDLE_MINUTES; enter_idled() says so.
 */
int enter(struct desk *d, const char *path, const struct options *o);

/* At the end of a command: if nobody was there, clear the screen and say it. */
void enter_idled(void);

/* The number of who is there: ${as}, or asked for; 0 after a sentence. */
uint8_t person_choose(const struct deskkey_list *list, const char *as);

/* The same for person ${s} in a folder that is open: also after a pause. */
int enter_as(struct desk *d, uint8_t s, const char *initials, const char *key);

/* As enter(), for a menu: ask for the path ${key}, empty before, where the
 * folder has no key file of this person. */
int enter_asking(struct desk *d, const char *path, struct typed *key);

/*
 * second_person(secret, s, d, o):
 * A colleague ${o->second} beside whoever is at work types their passphrase,
 * for one release: ${secret} and ${s} are theirs.  1 after a sentence.
 */
int second_person(struct staff_secret *secret, uint8_t *s, struct desk *d,
    const struct options *o);

#endif
