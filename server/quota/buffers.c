/* buffers.c - a pool of equal buffers, and the queue of those that wait. */

#include "quota/buffers.h"

#include <sys/mman.h>

#include <pthread.h>
#include <stdlib.h>

#include <sodium.h>

#include "os/process.h"

/* A free buffer holds the link to the next free one. */
struct slot {
	struct slot *next;
};

struct slots {
	pthread_mutex_t lock;
	size_t size;
	size_t count;
	size_t unmade; /* buffers not made yet */
	uint8_t *all;  /* one mapping of all, if they are not locked */
	bool stopped;
	struct slot *unused;
	struct waiter *first;
};

static void *
slot_make(struct slots *s)
{
	void *p = s->all == NULL ? locked_new(s->size)
				 : s->all + (s->count - s->unmade) * s->size;

	if (p != NULL)
		s->unmade--;
	return p;
}

/* Map all buffers; a page uses no memory before it is touched. */
static bool
all_map(struct slots *s)
{
	void *p = mmap(NULL, s->count * s->size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		return false;
	s->all = p;
	return true;
}

/* Make ${slot} free; with the lock held, or while there is one thread. */
static void
put_back(struct slots *s, struct slot *slot)
{
	slot->next = s->unused;
	s->unused = slot;
}

static bool
all_lock(struct slots *s)
{
	while (s->unmade > 0) {
		struct slot *slot = slot_make(s);

		if (slot == NULL)
			return false;
		put_back(s, slot);
	}
	return true;
}

enum err
slots_new(struct slots **out, size_t count, size_t size, bool locked)
{
	struct slots *s = calloc(1, sizeof(*s));

	*out = NULL;
	if (s == NULL)
		return ERR_MEMORY;
	s->size = size;
	s->count = count;
	s->unmade = count;
	if (pthread_mutex_init(&s->lock, NULL) != 0) {
		free(s);
		return ERR_MEMORY;
	}
	if (!(locked ? all_lock(s) : all_map(s))) {
		slots_free(s);
		return ERR_MEMORY;
	}
	*out = s;
	return OK;
}

void
slots_free(struct slots *s)
{
	if (s == NULL)
		return;
	if (s->all != NULL)
		(void)munmap(s->all, s->count * s->size);
	else
		while (s->unused != NULL) {
			struct slot *slot = s->unused;

			s->unused = slot->next;
			locked_free(slot);
		}
	pthread_mutex_destroy(&s->lock);
	free(s);
}

/* ---- with the lock held ---------------------------------------------------*/
static struct slot *
free_one(struct slots *s)
{
	struct slot *slot = s->unused;

	if (slot != NULL) {
		s->unused = slot->next;
		slot->next = NULL;
	} else if (s->unmade > 0) {
		slot = slot_make(s);
	}
	return slot;
}

/* Call may() only while a buffer is free: it counts the buffer as taken. */
static bool
take(struct slots *s, struct waiter *w)
{
	struct slot *slot = free_one(s);

	if (slot == NULL)
		return false;
	if (w->may != NULL && !w->may(w)) {
		put_back(s, slot);
		return false;
	}
	w->slot = slot;
	return true;
}

static void
queue(struct slots *s, struct waiter *w)
{
	struct waiter **at = &s->first;

	while (*at != NULL && (*at)->turn <= w->turn)
		at = &(*at)->next;
	w->next = *at;
	*at = w;
}

/* Take the waiter at ${at} off the queue; NULL at its end. */
static struct waiter *
unqueue(struct waiter **at)
{
	struct waiter *w = *at;

	if (w == NULL)
		return NULL;
	*at = w->next;
	return w;
}

/* Give a buffer to the first waiter that may have it; return it, or NULL. */
static struct waiter *
served(struct slots *s)
{
	struct waiter **at = &s->first;

	if (s->unused == NULL && s->unmade == 0)
		return NULL;
	while (*at != NULL && !take(s, *at))
		at = &(*at)->next;
	return unqueue(at);
}

/* ---- for others -----------------------------------------------------------*/
/*
 * This does not jump the queue: slots_give() asks all waiters about a returned
 * buffer, so those that wait while one is free may not have it.
 */
bool
slots_take(struct slots *s, struct waiter *w)
{
	bool has;

	pthread_mutex_lock(&s->lock);
	has = take(s, w);
	pthread_mutex_unlock(&s->lock);
	return has;
}

void
slots_wait(struct slots *s, struct waiter *w)
{
	bool now;

	pthread_mutex_lock(&s->lock);
	now = s->stopped || take(s, w);
	if (!now)
		queue(s, w);
	pthread_mutex_unlock(&s->lock);
	if (now)
		w->wake(w);
}

void
slots_give(struct slots *s, void *slot)
{
	struct waiter *w;

	if (slot == NULL)
		return;
	sodium_memzero(slot, s->size);
	pthread_mutex_lock(&s->lock);
	put_back(s, slot);
	w = served(s);
	pthread_mutex_unlock(&s->lock);
	while (w != NULL) {
		w->wake(w);
		pthread_mutex_lock(&s->lock);
		w = served(s);
		pthread_mutex_unlock(&s->lock);
	}
}

void
slots_stop(struct slots *s)
{
	struct waiter *w;

	do {
		pthread_mutex_lock(&s->lock);
		s->stopped = true;
		w = unqueue(&s->first);
		pthread_mutex_unlock(&s->lock);
		if (w != NULL)
			w->wake(w);
	} while (w != NULL);
}
