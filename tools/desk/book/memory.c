/* memory.c - SQLite's memory: wiped when it is freed and when it moves. */

#include "book/memory.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>
#include <sqlite3.h>

enum {
	STEP = 16, /* sizes are multiples of it */
};

/* Before each allocation: its size. */
struct head {
	alignas(max_align_t) size_t n;
};

static struct head *
head_of(void *p)
{
	return (struct head *)p - 1;
}

static int
memory_roundup(int n)
{
	return (n + STEP - 1) / STEP * STEP;
}

static struct head *
head_new(int n)
{
	struct head *h = malloc(sizeof(*h) + (size_t)n);

	if (h != NULL)
		h->n = (size_t)n;
	return h;
}

static void *
memory_malloc(int n)
{
	struct head *h = head_new(n);

	return h == NULL ? NULL : h + 1;
}

static int
memory_size(void *p)
{
	return p == NULL ? 0 : (int)head_of(p)->n;
}

static void
memory_free(void *p)
{
	struct head *h;

	if (p == NULL)
		return;
	h = head_of(p);
	sodium_memzero(p, h->n);
	free(h);
}

static void *
memory_realloc(void *p, int n)
{
	struct head *to = head_new(n);
	size_t had = (size_t)memory_size(p);

	if (to == NULL)
		return NULL;
	memcpy(to + 1, p, had < to->n ? had : to->n);
	memory_free(p);
	return to + 1;
}

static int
memory_init(void *unused)
{
	(void)unused;
	return SQLITE_OK;
}

static void
memory_shutdown(void *unused)
{
	(void)unused;
}

/* No other allocator makes a block of this size of one byte. */
static bool
memory_is_ours(void)
{
	void *p = sqlite3_malloc(1);
	bool ours = p != NULL && sqlite3_msize(p) == STEP;

	sqlite3_free(p);
	return ours;
}

enum err
memory_begin(void)
{
	static const sqlite3_mem_methods ours = { memory_malloc, memory_free,
		memory_realloc, memory_size, memory_roundup, memory_init,
		memory_shutdown, NULL };
	uint8_t seed;

	/* both refuse once SQLite runs */
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK)
		(void)sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
	if (sqlite3_initialize() != SQLITE_OK || !memory_is_ours())
		return ERR_MEMORY;
	sqlite3_randomness(1, &seed); /* the only file that SQLite opens */
	return OK;
}
