/* show.h - what the tipster reads, shown to the desk. */

#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "body.h"
#include "core/replies.h"

/* Status and replies as the tipster reads them, and which still wait. */
void cell_say(enum status status, const struct replies *r);

/* The replies ${r} alone, newest first. */
void replies_say(const struct replies *r);

#endif
