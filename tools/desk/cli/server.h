/* server.h - what the desk has seen of its server, and what is wrong there. */

#ifndef CLI_SERVER_H
#define CLI_SERVER_H

#include "core/desk.h"

/* The newest inbox, whether it is time for the next, and the troubles. */
void server_say(const struct state *s);

/* Inboxes that never came and what else is wrong, each line after ${margin}. */
void troubles_say(const struct sequence *s, const char *margin);

#endif
