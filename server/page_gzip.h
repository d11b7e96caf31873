/* page_gzip.h - a page compressed once, and as large as its sisters. */

#ifndef PAGE_GZIP_H
#define PAGE_GZIP_H

#include <stddef.h>

#include "err.h"
#include "wire.h"

/*
 * gzip_put(w, in, size):
 * Write ${in} as a gzip file.  If it has fewer than ${size} bytes an extra
 * field of its header, which everyone skips, fills it up: after compression, so
 * that nothing of what it says shows in its size.  ERR_MEMORY; ERR_TOO_LONG if
 * ${w} is full, or more than 65,535 bytes are to be filled.
 */
MUST_USE enum err gzip_put(struct writer *w, struct span in, size_t size);

#endif
