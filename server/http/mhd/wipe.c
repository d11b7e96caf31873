/* wipe.c - free(3) and realloc(3) that wipe memory before it is reused. */

#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "confine/confine.h"

/*
 * TLS and HTTP libraries free buffers without wiping what a client sent.  The
 * functions below replace the C library's for all of them.  Builds for tests
 * leave them out: their tools replace these functions themselves.
 */
#ifndef ZEGEL_UNCONFINED

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
void __libc_free(void *p);

void
free(void *p)
{
	if (p == NULL)
		return;
	explicit_bzero(p, malloc_usable_size(p));
	__libc_free(p);
}

void *
realloc(void *p, size_t n)
{
	size_t have = p == NULL ? 0 : malloc_usable_size(p);
	void *to;

	if (p != NULL && n <= have && n > have / 2)
		return p;
	to = malloc(n);
	if (p == NULL || to == NULL)
		return to;
	memcpy(to, p, n < have ? n : have);
	free(p);
	return to;
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

#endif
