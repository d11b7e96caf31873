/* urlencoded.h - what a form posted: names and values, each name once. */

#ifndef PAGE_URLENCODED_H
#define PAGE_URLENCODED_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "wire.h"

enum { FIELDS_MAX = 96 };

struct field {
	struct span name;
	struct span value;
};

/* Spans borrow from the writer's bytes given to urlencoded_parse(). */
struct urlencoded {
	size_t n;
	struct field f[FIELDS_MAX];
};

/*
 * urlencoded_parse(out, w, in):
 * Read application/x-www-form-urlencoded ${in}, writing decoded bytes to ${w}
 * (never more than ${in} has).  ERR_FORMAT for a bad escape, a repeated name,
 * or more than FIELDS_MAX fields; ${out} then keeps what was read before, so
 * that a page can show it again.
 */
MUST_USE enum err urlencoded_parse(struct urlencoded *out, struct writer *w,
    struct span in);

/* The value of ${name}; empty if it is not there. */
struct span urlencoded_get(const struct urlencoded *u, const char *name);

/* Cut the value of ${name}, if it is there, to its first ${n} bytes. */
void urlencoded_cut(struct urlencoded *u, const char *name, size_t n);

/* True if the value of ${name} is ${text}. */
bool urlencoded_is(const struct urlencoded *u, const char *name,
    const char *text);

#endif
