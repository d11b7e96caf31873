/* roster.h - whom desk.key lists: the persons who can open the desk. */

#ifndef CORE_ROSTER_H
#define CORE_ROSTER_H

#include <stdint.h>

#include "deskkey.h"
#include "err.h"

/* List ${p} as well, by number.  ERR_FULL. */
MUST_USE enum err roster_add(struct deskkey *k, const struct desk_person *p);

/* The person number ${s}, or NULL. */
struct desk_person *roster_find(struct deskkey *k, uint8_t s);

/* Nobody with that number is fine. */
void roster_drop(struct deskkey *k, uint8_t s);

#endif
