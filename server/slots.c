/* slots.c - a fixed number of buffers, and who waits for one. */

#include "slots.h"

#include <pthread.h>
#include <stdlib.h>

#include <sodium.h>

#include "process.h"

/* A free buffer holds the way to the next one. */
struct slot {
	struct slot *next;
};

struct slots {
	pthread_mutex_t lock;
	size_t size;
	size_t unmade; /* how many may still be made */
	bool locked;
	bool stopped;
	struct slot *unused;
	struct waiter *first;
	struct waiter **last;
};

static void *
slot_make(struct slots *s)
{
	void *p = s->locked ? locked_new(s->size) : calloc(1, s->size);

	if (p != NULL)
		s->unmade--;
	return p;
}

enum err
slots_new(struct slots **out, size_t count, size_t size, bool locked)
{
	struct slots *s = calloc(1, sizeof(*s));
	struct slot *slot;

	*out = NULL;
	if (s == NULL)
		return ERR_MEMORY;
	s->size = size;
	s->unmade = count;
	s->locked = locked;
	s->last = &s->first;
	if (pthread_mutex_init(&s->lock, NULL) != 0) {
		free(s);
		return ERR_MEMORY;
	}
	while (locked && s->unmade > 0) {
		slot = slot_make(s);
		if (slot == NULL) {
			slots_free(s);
			return ERR_MEMORY;
		}
		slot->next = s->unused;
		s->unused = slot;
	}
	*out = s;
	return OK;
}

void
slots_free(struct slots *s)
{
	if (s == NULL)
		return;
	while (s->unused != NULL) {
		struct slot *slot = s->unused;

		s->unused = slot->next;
		if (s->locked)
			locked_free(slot);
		else
			free(slot);
	}
	pthread_mutex_destroy(&s->lock);
	free(s);
}

/* With the lock held. */
static void *
take(struct slots *s)
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

void *
slots_take(struct slots *s)
{
	void *p = NULL;

	pthread_mutex_lock(&s->lock);
	if (s->first == NULL) /* nobody jumps the queue */
		p = take(s);
	pthread_mutex_unlock(&s->lock);
	return p;
}

void
slots_wait(struct slots *s, struct waiter *w)
{
	bool now;

	w->next = NULL;
	pthread_mutex_lock(&s->lock);
	w->slot = s->first == NULL ? take(s) : NULL;
	now = w->slot != NULL || s->stopped;
	if (!now) {
		*s->last = w;
		s->last = &w->next;
	}
	pthread_mutex_unlock(&s->lock);
	if (now)
		w->wake(w);
}

/* Take the first waiter off the queue.  With the lock held. */
static struct waiter *
waiter_next(struct slots *s)
{
	struct waiter *w = s->first;

	if (w == NULL)
		return NULL;
	s->first = w->next;
	if (s->first == NULL)
		s->last = &s->first;
	return w;
}

void
slots_give(struct slots *s, void *slot)
{
	struct slot *given = slot;
	struct waiter *w;

	if (slot == NULL)
		return;
	sodium_memzero(slot, s->size);
	pthread_mutex_lock(&s->lock);
	w = waiter_next(s);
	if (w == NULL) {
		given->next = s->unused;
		s->unused = given;
	} else {
		w->slot = slot;
	}
	pthread_mutex_unlock(&s->lock);
	if (w != NULL)
		w->wake(w);
}

void
slots_stop(struct slots *s)
{
	struct waiter *w;

	do {
		pthread_mutex_lock(&s->lock);
		s->stopped = true;
		w = waiter_next(s);
		pthread_mutex_unlock(&s->lock);
		if (w != NULL)
			w->wake(w);
	} while (w != NULL);
}
