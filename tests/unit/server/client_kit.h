/* client_kit.h - connections that quota/client.h counts, and a clock in ticks.
 */

#ifndef SERVER_CLIENT_KIT_H
#define SERVER_CLIENT_KIT_H

#include "quota/client.h"
#include "server/peer_kit.h"

enum {
	MBIT = 100,
	MINUTE = 60,
};

static struct clients *clients;
static struct limits limits;

static inline void
go(struct pair pair)
{
	clients_leave(clients, pair.here);
	close(pair.here);
	close(pair.there);
}

static inline void
begin(uint32_t mbit)
{
	clients_free(clients);
	limits_begin(&limits);
	assert_int_equal(clients_new(&clients, mbit, &limits), OK);
	listen_at(AF_INET, "127.0.0.1");
}

static inline struct pair
enter(const char *from)
{
	struct pair p = come(from);

	assert_true(clients_enter(clients, p.here));
	return p;
}

static inline void
ticks(int n)
{
	while (n-- > 0)
		clients_tick(clients);
}

#endif
