/* backup.h - a casebook that each person of its desk can open by itself. */

#ifndef BACKUP_H
#define BACKUP_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "label.h"
#include "slots.h"
#include "wire.h"

/* The size of a backup of ${db} bytes for ${persons} persons; 0 if ${db} is
 * over BOOK_MAX. */
size_t backup_size(size_t db, uint8_t persons);

/*
 * backup_seal(out, db, persons, n):
 * Seal the database ${db} under a new key to each of the ${n} ${persons}, to
 * backup_size(${db.n}, ${n}) bytes.  The plain is in ${out} for a moment.  No
 * overlap.  ERR_TOO_LONG, ERR_FORMAT and ERR_KEY as deskkey_seal(); what is in
 * ${out} then is of no use and holds no plain.
 * Source: PROTOCOL.md, "Files of a desk".  Vectors: backup-*.
 */
MUST_USE enum err backup_seal(uint8_t *out, struct span db,
    const struct desk_person *persons, uint8_t n);

/* Say who can open ${file}, as deskkey_list() does; NOT authenticated. */
MUST_USE enum err backup_list(struct deskkey_list *out, struct span file);

/*
 * backup_open(db, file, n, s, secret):
 * Open the ${n} bytes of ${file} in place as the person number ${s}, and borrow
 * the database.  Errors as deskkey_open().  Unless OK, ${db} is empty and
 * ${file} holds no plain; after ERR_MISSING and ERR_KEY it is unchanged.
 */
MUST_USE enum err backup_open(struct span *db, uint8_t *file, size_t n,
    uint8_t s, const struct staff_secret *secret);

/*
 * backup_persons(persons, n, file):
 * The persons of a ${file} that backup_open() has opened in place; ${persons}
 * has room for DESK_PERSONS_MAX, and ${n} gets their number.  ERR_FORMAT.
 */
MUST_USE enum err backup_persons(struct desk_person *persons, uint8_t *n,
    struct span file);

#endif
