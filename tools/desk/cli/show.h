/* show.h - what the tipster reads, shown to the desk. */

#ifndef SHOW_H
#define SHOW_H

#include <stdbool.h>

#include "case.h"

/* Status and replies of ${c}; without ${sent_too}, only what is new. */
void cell_say(const struct case_file *c, bool sent_too);

#endif
