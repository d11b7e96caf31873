/* reads.h - what the tipster of a case reads, as JSON. */

#ifndef RPC_READS_H
#define RPC_READS_H

#include <jansson.h>

#include "book/replies.h"

/* A new list of replies, the newest first; NULL without memory. */
json_t *reads(const struct replies *r);

#endif
