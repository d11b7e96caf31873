/* inside.h - private to this folder: the table of clients and its paces. */

#ifndef QUOTA_INSIDE_H
#define QUOTA_INSIDE_H

#include <pthread.h>

#include "quota/client.h"

enum {
	DESCRIPTORS = 16384, /* the most that confine.c lets be open */
};

struct client {
	struct place place;
	bool here;
	uint8_t holds;  /* a bit for each enum held */
	uint32_t until; /* when to end it; 0: no deadline */
	uint32_t hurry; /* the same, if others need its buffer; 0: never */
	uint32_t pace;  /* bytes a second; 0: none set */
	bool listed;    /* in clients.paced[], at index ${at} */
	uint32_t at;
};

struct clients {
	pthread_mutex_t lock; /* guards all below */
	struct limits *limits;
	struct sketch sketch;
	struct client client[DESCRIPTORS];
	int end; /* above every descriptor that was ever a client's */
	size_t total[HELDS];
	size_t most[HELDS];
	uint32_t boards;             /* bytes a second for all paced answers */
	uint16_t paced[DESCRIPTORS]; /* descriptors that share it */
	uint32_t paced_n;
	uint32_t fresh;    /* answers begun since all were counted */
	uint64_t prefixes; /* as counted then, in fixed point */
	bool fronts;       /* there was one then */
	uint32_t out_kib;  /* of answers, per prefix and OUT_SECONDS */
	uint32_t connects; /* left in the bucket of new connections */
	uint32_t firsts;   /* the same, for the CONNECTS_FIRST of each prefix */
	uint32_t unproven[SIDES]; /* tips of ORIGIN_UNKNOWN left this minute */
	uint32_t now;             /* seconds counted by clients_tick() */
	uint32_t minute;          /* when this minute ends */
	uint32_t refused; /* until then a form was lately refused a buffer */
};

static inline uint32_t
client_at_most(uint64_t n, uint32_t most)
{
	return n < most ? (uint32_t)n : most;
}

static inline bool
client_has(const struct client *client, enum held what)
{
	return (client->holds >> what & 1) != 0;
}

/* Call all below with the lock held. */
/* ${rate}: bytes a second; 0: no limit. */
void client_pace(struct clients *c, int fd, uint32_t rate);
void client_list(struct clients *c, struct client *client);

/* Set the pace of an answer that begins on a listed connection. */
void client_pace_first(struct clients *c, int fd);

/* Divide the bandwidth among all paced; call it at least once a second. */
void clients_pace(struct clients *c);

#endif
