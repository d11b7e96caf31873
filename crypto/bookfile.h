/* bookfile.h - the casebook at rest: a database, padded and sealed. */

#ifndef BOOKFILE_H
#define BOOKFILE_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "hash.h"
#include "label.h"
#include "wire.h"

/* The size of the padded plain of a database of ${db} bytes; 0 if that is over
 * BOOK_MAX. */
size_t bookfile_plain_size(size_t db);

/* OK if some database has a padded plain of ${plain} bytes; else ERR_FORMAT. */
MUST_USE enum err bookfile_size_check(size_t plain);

/* Write the padded plain of ${db} (at most BOOK_MAX bytes) to ${out}. */
void bookfile_plain_put(uint8_t *out, struct span db);

/* Borrow the database in ${plain}; ERR_FORMAT unless padded as above. */
MUST_USE enum err bookfile_plain_read(struct span *db, struct span plain);

/* The size of a casebook file with ${db} bytes; 0 if that is over BOOK_MAX. */
size_t bookfile_size(size_t db);

/*
 * bookfile_seal(out, db, key, name):
 * Seal the database ${db} under ${key}, which is used for one file only, and
 * its random ${name}, to bookfile_size(${db.n}) bytes.  The plain is in ${out}
 * for a moment.  No overlap.  ERR_TOO_LONG if ${db} is over BOOK_MAX; nothing
 * is then written.  Source: PROTOCOL.md, "Files of a desk".  Vectors: book-*.
 */
MUST_USE enum err bookfile_seal(uint8_t *out, struct span db,
    const struct key *key, const uint8_t name[static BOOK_NAME_SIZE]);

/*
 * bookfile_open(db, file, n, key, name):
 * Open the ${n} bytes of ${file} in place and borrow the database.  ERR_FORMAT
 * for another size or form, before ${key} is used, and for another padding;
 * ERR_OPEN if altered, or of another key or ${name}; ERR_VERSION for a later
 * form.  Unless OK, ${db} is empty and ${file} holds no plain; after ERR_OPEN
 * its contents are lost.
 */
MUST_USE enum err bookfile_open(struct span *db, uint8_t *file, size_t n,
    const struct key *key, const uint8_t name[static BOOK_NAME_SIZE]);

#endif
