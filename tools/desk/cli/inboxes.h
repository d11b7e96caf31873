/* inboxes.h - what is wrong with the numbers of the inboxes, in words. */

#ifndef CLI_INBOXES_H
#define CLI_INBOXES_H

#include "book/state.h"

/* Say every gap and every recent trouble, each line after ${margin}. */
void inboxes_say(const struct sequence *s, const char *margin);

#endif
