/* peer.h - the network address of a client: the only code that sees one. */

#ifndef QUOTA_PEER_H
#define QUOTA_PEER_H

#include <stdbool.h>
#include <stdint.h>

#include "quota/sketch.h"

enum { PEER_KEY = 16 };

/*
 * peer_marks(mark, fd, key):
 * Hash the network prefix and the address of the peer of ${fd} under ${key};
 * keep nothing else of the address.  False, and ${mark} unset, if ${fd} has no
 * peer, or the peer is a front: a socket file, 127.0.0.1 or ::1, behind which
 * any client may be.
 */
bool peer_marks(uint64_t mark[static LEVELS], int fd,
    const uint8_t key[static PEER_KEY]);

#endif
