/* desk_alone.h - X-Wing alone: the decapsulations that opening an inbox needs,
 * on all cores. */

#ifndef DESK_ALONE_H
#define DESK_ALONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "deskkey.h"
#include "label.h"
#include "manifest.h"

/* Order ${n} envelopes by name, as an inbox has them. */
bool alone_order(uint8_t (*envelope)[ENVELOPE_SIZE], size_t n);

/* Write them to the file ${name}, and hash it. */
bool alone_file(struct file_hash *hash, int dir, const char *name,
    uint8_t (*envelope)[ENVELOPE_SIZE], size_t n);

/* Find out how many slots must be tried of each of ${n} envelopes with the
 * keys of ${k}; both are borrowed from here on. */
bool alone_count(uint8_t (*envelope)[ENVELOPE_SIZE], size_t n,
    const struct deskkey *k);

/* Decapsulate those slots, and nothing else, with one thread a core. */
bool alone_open(void);

#endif
