/* staff.h - what a person types and reads of the persons of a desk. */

#ifndef CLI_STAFF_H
#define CLI_STAFF_H

#include "cli/command.h"
#include "digits.h"
#include "terminal/ask.h"

/* A name and initials as typed. */
struct person_words {
	struct typed name;
	struct typed initials;
};

/*
 * staff_words(words, o):
 * Ask for the name and initials of somebody new that ${o} does not give; ${o}
 * then borrows them from ${words}.  1 after a sentence.
 */
int staff_words(struct person_words *words, struct options *o);

/* Show the 20 digits of a new card. */
void staff_card_say(const char *name, const struct digits *card);

#endif
