/* waiting.h - what waits at a desk, the most pressing first, and what to do. */

#ifndef CLI_WAITING_H
#define CLI_WAITING_H

#include <stdbool.h>

#include "core/desk.h"

/* The numbers of the menu. */
enum {
	MENU_OPEN = 1,
	MENU_NEXT,
	MENU_LIST,
	MENU_SEARCH,
	MENU_SHOW,
	MENU_REPLY,
	MENU_OUTBOX,
	MENU_BIN,
	MENU_RENEW,
	MENU = MENU_RENEW,
};

/* True if it is time to fetch an inbox from the server. */
bool inbox_due(const struct sequence *s);

/* Say what waits, a line each, with the number of the menu that does it. */
enum fault waiting_say(struct desk *d);

#endif
