/* gzip.h - write a gzip file, padded to a given size. */

#ifndef PAGE_GZIP_H
#define PAGE_GZIP_H

#include <stddef.h>

#include "err.h"
#include "wire.h"

/*
 * gzip_put(w, in, size):
 * Write ${in} to ${w} as a gzip file.  If the file has fewer than ${size}
 * bytes, pad it with an extra field of its header, which decoders skip:
 * padding after compression keeps the contents from showing in the size.
 * ERR_MEMORY; ERR_TOO_LONG if ${w} is full, or the padding exceeds 65,535
 * bytes.
 */
MUST_USE enum err gzip_put(struct writer *w, struct span in, size_t size);

#endif
