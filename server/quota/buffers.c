/* buffers.c - a pool of equal buffers, and the queue of those that wait. */

#include "quota/buffers.h"

#include <sys/mman.h>

#include <pthread.h>
#include <stdlib.h>

#include <sodium.h>

#include "os/process.h"

/* A free buffer holds the link to the next free one. */
struct buffer {
	struct buffer *next;
};

struct buffers {
	pthread_mutex_t lock;
	size_t size;
	size_t count;
	size_t unmade; /* buffers not made yet */
	uint8_t *all;  /* one mapping of all, if they are not locked */
	bool stopped;
	struct buffer *unused;
	struct waiter *first;
};

static void *
buffer_make(struct buffers *s)
{
	void *p = s->all == NULL ? locked_new(s->size)
				 : s->all + (s->count - s->unmade) * s->size;

	if (p != NULL)
		s->unmade--;
	return p;
}

/* Map all buffers; a page uses no memory before it is touched. */
static bool
all_map(struct buffers *s)
{
	void *p = mmap(NULL, s->count * s->size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		return false;
	s->all = p;
	return true;
}

/* Make ${buffer} free; with the lock held, or while there is one thread. */
static void
put_back(struct buffers *s, struct buffer *buffer)
{
	buffer->next = s->unused;
	s->unused = buffer;
}

static bool
all_lock(struct buffers *s)
{
	while (s->unmade > 0) {
		struct buffer *buffer = buffer_make(s);

		if (buffer == NULL)
			return false;
		put_back(s, buffer);
	}
	return true;
}

enum err
buffers_new(struct buffers **out, size_t count, size_t size, bool locked)
{
	struct buffers *s = calloc(1, sizeof(*s));

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
		buffers_free(s);
		return ERR_MEMORY;
	}
	*out = s;
	return OK;
}

void
buffers_free(struct buffers *s)
{
	if (s == NULL)
		return;
	if (s->all != NULL)
		(void)munmap(s->all, s->count * s->size);
	else
		while (s->unused != NULL) {
			struct buffer *buffer = s->unused;

			s->unused = buffer->next;
			locked_free(buffer);
		}
	pthread_mutex_destroy(&s->lock);
	free(s);
}

/* ---- with the lock held ---------------------------------------------------*/
static struct buffer *
free_one(struct buffers *s)
{
	struct buffer *buffer = s->unused;

	if (buffer != NULL) {
		s->unused = buffer->next;
		buffer->next = NULL;
	} else if (s->unmade > 0) {
		buffer = buffer_make(s);
	}
	return buffer;
}

/* Call may() only while a buffer is free: it counts the buffer as taken. */
static bool
take(struct buffers *s, struct waiter *w)
{
	struct buffer *buffer = free_one(s);

	if (buffer == NULL)
		return false;
	if (w->may != NULL && !w->may(w)) {
		put_back(s, buffer);
		return false;
	}
	w->buffer = buffer;
	return true;
}

static void
queue(struct buffers *s, struct waiter *w)
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
served(struct buffers *s)
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
 * This does not jump the queue: buffers_give() asks all waiters about a
 * returned buffer, so those that wait while one is free may not have it.
 */
bool
buffers_take(struct buffers *s, struct waiter *w)
{
	bool has;

	pthread_mutex_lock(&s->lock);
	has = take(s, w);
	pthread_mutex_unlock(&s->lock);
	return has;
}

void
buffers_wait(struct buffers *s, struct waiter *w)
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
buffers_give(struct buffers *s, void *buffer)
{
	struct waiter *w;

	if (buffer == NULL)
		return;
	sodium_memzero(buffer, s->size);
	pthread_mutex_lock(&s->lock);
	put_back(s, buffer);
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
buffers_stop(struct buffers *s)
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
