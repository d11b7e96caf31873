/* memory.c - jansson's memory: wiped when it is freed. */

#include "rpc/memory.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <jansson.h>
#include <sodium.h>

/* Before each allocation: its size. */
struct head {
	alignas(max_align_t) size_t n;
};

void *
rpc_memory_new(size_t n)
{
	struct head *h =
	    n > SIZE_MAX - sizeof(*h) ? NULL : malloc(sizeof(*h) + n);

	if (h == NULL)
		return NULL;
	h->n = n;
	return h + 1;
}

void
rpc_memory_free(void *p)
{
	struct head *h;

	if (p == NULL)
		return;
	h = (struct head *)p - 1;
	sodium_memzero(p, h->n);
	free(h);
}

void
rpc_memory_begin(void)
{
	json_set_alloc_funcs(rpc_memory_new, rpc_memory_free);
	json_object_seed(randombytes_random() | 1);
}
