/* peer_kit.h - makes connections from chosen addresses of this machine. */

#ifndef SERVER_PEER_KIT_H
#define SERVER_PEER_KIT_H

#include <sys/socket.h>

#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

static int listener = -1;
static struct sockaddr_storage listens;

static inline socklen_t
address(struct sockaddr_storage *at, int family, const char *text)
{
	void *p = at;
	struct sockaddr_in *in = p;
	struct sockaddr_in6 *in6 = p;

	memset(at, 0, sizeof(*at));
	at->ss_family = (sa_family_t)family;
	if (inet_pton(family, text,
		family == AF_INET ? (void *)&in->sin_addr
				  : (void *)&in6->sin6_addr) != 1)
		fail_msg("no address: %s", text);
	return family == AF_INET ? sizeof(*in) : sizeof(*in6);
}

static inline void
listen_at(int family, const char *text)
{
	socklen_t n = address(&listens, family, text);
	const int off = 0;
	void *p = &listens;

	if (listener >= 0)
		close(listener);
	listener = socket(family, SOCK_STREAM, 0);
	if (family == AF_INET6)
		assert_int_equal(setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY,
				     &off, sizeof(off)),
		    0);
	assert_int_equal(bind(listener, p, n), 0);
	assert_int_equal(listen(listener, 64), 0);
	assert_int_equal(getsockname(listener, p, &n), 0);
}

/* Both ends of a connection: the server's, and the client's. */
struct pair {
	int here;
	int there;
};

static inline struct pair
come_to(int family, const char *text, const struct sockaddr_storage *to)
{
	struct sockaddr_storage at;
	socklen_t n = address(&at, family, text);
	const void *from = &at, *at_door = to;
	struct pair pair;

	pair.there = socket(family, SOCK_STREAM, 0);
	assert_int_equal(bind(pair.there, from, n), 0);
	assert_int_equal(connect(pair.there, at_door, n), 0);
	pair.here = accept(listener, NULL, NULL);
	assert_true(pair.here >= 0);
	return pair;
}

static inline struct pair
come(const char *text)
{
	return come_to(AF_INET, text, &listens);
}

#endif
