/* wipe.c - what any library here frees is zeroed before it can be reused. */

#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "confine.h"

/*
 * TLS and HTTP libraries free buffers as they are, with what a visitor sent in
 * them.  The names below stand before the C library's for all of them.  Not in
 * builds for tests, whose tools have names of their own there.
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
