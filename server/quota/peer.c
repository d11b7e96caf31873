/* peer.c - asks the kernel where a client is, and keeps only keyed hashes. */

#include "quota/peer.h"

#include <sys/socket.h>

#include <string.h>

#include <netinet/in.h>

#include <sodium.h>

enum { CUT = 9 }; /* 4 or 6, and up to 8 bytes of an address */

/* How many bytes of an IPv4 and an IPv6 address each level consists of. */
static const struct {
	size_t four;
	size_t six;
} cuts[LEVELS] = {
	[LEVEL_PREFIX] = { 3, 6 },
	[LEVEL_ADDRESS] = { 4, 8 },
};

/* Return the bytes of an address, ${kind} 4 or 6; NULL for a front. */
static const uint8_t *
address_of(const struct sockaddr_storage *at, uint8_t *kind)
{
	const void *p = at;
	const struct sockaddr_in *in = p;
	const struct in6_addr *six =
	    &((const struct sockaddr_in6 *)p)->sin6_addr;
	const uint8_t *four = (const void *)&in->sin_addr;

	*kind = 6;
	if (at->ss_family == AF_INET6 && !IN6_IS_ADDR_V4MAPPED(six))
		return IN6_IS_ADDR_LOOPBACK(six) ? NULL : six->s6_addr;
	*kind = 4;
	if (at->ss_family == AF_INET6)
		four = six->s6_addr + 12;
	else if (at->ss_family != AF_INET)
		return NULL;
	return memcmp(four, "\x7f\0\0\1", 4) == 0 ? NULL : four;
}

bool
peer_marks(uint64_t mark[static LEVELS], int fd,
    const uint8_t key[static PEER_KEY])
{
	struct sockaddr_storage at = { .ss_family = AF_UNSPEC };
	socklen_t n = sizeof(at);
	uint8_t hash[crypto_shorthash_BYTES];
	const uint8_t *address = NULL;
	uint8_t cut[CUT] = { 0 };
	void *p = &at;

	if (getpeername(fd, p, &n) == 0)
		address = address_of(&at, &cut[0]);
	for (size_t level = 0; level < LEVELS && address != NULL; level++) {
		n = (socklen_t)(cut[0] == 4 ? cuts[level].four
					    : cuts[level].six);
		memcpy(cut + 1, address, n);
		crypto_shorthash(hash, cut, 1 + n, key);
		memcpy(&mark[level], hash, sizeof(mark[level]));
	}
	sodium_memzero(&at, sizeof(at));
	sodium_memzero(cut, sizeof(cut));
	return address != NULL;
}
