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
buffer_make(struct buffers *b)
{
	void *p = b->all == NULL ? locked_new(b->size)
				 : b->all + (b->count - b->unmade) * b->size;

	if (p != NULL)
		b->unmade--;
	return p;
}

/* Map all buffers; a page uses no memory before it is touched. */
static bool
all_map(struct buffers *b)
{
	void *p = mmap(NULL, b->count * b->size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		return false;
	b->all = p;
	return true;
}

/* Make ${buffer} free; with the lock held, or while there is one thread. */
static void
put_back(struct buffers *b, struct buffer *buffer)
{
	buffer->next = b->unused;
	b->unused = buffer;
}

static bool
all_lock(struct buffers *b)
{
	while (b->unmade > 0) {
		struct buffer *buffer = buffer_make(b);

		if (buffer == NULL)
			return false;
		put_back(b, buffer);
	}
	return true;
}

enum err
buffers_new(struct buffers **out, size_t count, size_t size, bool locked)
{
	struct buffers *b = calloc(1, sizeof(*b));

	*out = NULL;
	if (b == NULL)
		return ERR_MEMORY;
	b->size = size;
	b->count = count;
	b->unmade = count;
	if (pthread_mutex_init(&b->lock, NULL) != 0) {
		free(b);
		return ERR_MEMORY;
	}
	if (!(locked ? all_lock(b) : all_map(b))) {
		buffers_free(b);
		return ERR_MEMORY;
	}
	*out = b;
	return OK;
}

void
buffers_free(struct buffers *b)
{
	if (b == NULL)
		return;
	if (b->all != NULL)
		(void)munmap(b->all, b->count * b->size);
	else
		while (b->unused != NULL) {
			struct buffer *buffer = b->unused;

			b->unused = buffer->next;
			locked_free(buffer);
		}
	pthread_mutex_destroy(&b->lock);
	free(b);
}

/* ---- with the lock held ---------------------------------------------------*/
static struct buffer *
free_one(struct buffers *b)
{
	struct buffer *buffer = b->unused;

	if (buffer != NULL) {
		b->unused = buffer->next;
		buffer->next = NULL;
	} else if (b->unmade > 0) {
		buffer = buffer_make(b);
	}
	return buffer;
}

/* Call may() only while a buffer is free: it counts the buffer as taken. */
static bool
take(struct buffers *b, struct waiter *w)
{
	struct buffer *buffer = free_one(b);

	if (buffer == NULL)
		return false;
	if (w->may != NULL && !w->may(w)) {
		put_back(b, buffer);
		return false;
	}
	w->buffer = buffer;
	return true;
}

static void
queue(struct buffers *b, struct waiter *w)
{
	struct waiter **at = &b->first;

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
served(struct buffers *b)
{
	struct waiter **at = &b->first;

	if (b->unused == NULL && b->unmade == 0)
		return NULL;
	while (*at != NULL && !take(b, *at))
		at = &(*at)->next;
	return unqueue(at);
}

/* ---- for others -----------------------------------------------------------*/
/*
 * This does not jump the queue: buffers_give() asks all waiters about a
 * returned buffer, so those that wait while one is free may not have it.
 */
bool
buffers_take(struct buffers *b, struct waiter *w)
{
	bool has;

	pthread_mutex_lock(&b->lock);
	has = take(b, w);
	pthread_mutex_unlock(&b->lock);
	return has;
}

void
buffers_wait(struct buffers *b, struct waiter *w)
{
	bool now;

	pthread_mutex_lock(&b->lock);
	now = b->stopped || take(b, w);
	if (!now)
		queue(b, w);
	pthread_mutex_unlock(&b->lock);
	if (now)
		w->wake(w);
}

void
buffers_give(struct buffers *b, void *buffer)
{
	struct waiter *w;

	if (buffer == NULL)
		return;
	sodium_memzero(buffer, b->size);
	pthread_mutex_lock(&b->lock);
	put_back(b, buffer);
	w = served(b);
	pthread_mutex_unlock(&b->lock);
	while (w != NULL) {
		w->wake(w);
		pthread_mutex_lock(&b->lock);
		w = served(b);
		pthread_mutex_unlock(&b->lock);
	}
}

void
buffers_stop(struct buffers *b)
{
	struct waiter *w;

	do {
		pthread_mutex_lock(&b->lock);
		b->stopped = true;
		w = unqueue(&b->first);
		pthread_mutex_unlock(&b->lock);
		if (w != NULL)
			w->wake(w);
	} while (w != NULL);
}
