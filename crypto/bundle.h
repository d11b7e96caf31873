/* bundle.h - names and sizes of the files carried between server and desk. */

#ifndef BUNDLE_H
#define BUNDLE_H

#include <stdint.h>

#include "err.h"
#include "label.h"

enum bundle {
	BUNDLE_INBOX,       /* NNN.inbox: the envelopes, or the first part */
	BUNDLE_INBOX_NOTE,  /* NNN.inbox.note: their manifest */
	BUNDLE_NOTES,       /* NNN.n: what GET /n served */
	BUNDLE_SCHEDULE,    /* NNN.NAME.schedule */
	BUNDLE_KEYS,        /* NNN.NAME.keys: those of the schedule */
	BUNDLE_OUTBOX,      /* NNN.NAME.outbox: salt and records */
	BUNDLE_OUTBOX_NOTE, /* NNN.NAME.outbox.note: their manifest */
	BUNDLES,
};

enum {
	BUNDLE_KEYS_SIZE = EPOCHS * DESK_PUBLIC_SIZE,
	BUNDLE_OUTBOX_MAX = SALT_SIZE + CELLS_MAX * RECORD_SIZE,
	BUNDLE_NAME = 10 + 1 + KEY_NAME_MAX + sizeof(".outbox.note"),
};

/*
 * bundle_name(out, kind, number, holder):
 * Write the name of a file of ${kind}: ${number} in decimal, of three digits at
 * least, and ${holder}, a key name, where names of the kind have one; else it
 * may be NULL.  Source: PROTOCOL.md, "Bundles between server and holder".
 */
void bundle_name(char out[static BUNDLE_NAME], enum bundle kind,
    uint32_t number, const char *holder);

/*
 * bundle_part_name(out, number, part):
 * Write the name of file ${part} of inbox ${number}, counted from 1: NNN.inbox,
 * NNN.inbox.2, NNN.inbox.3 ...  Source: PROTOCOL.md, "Bundles between server
 * and holder".
 */
void bundle_part_name(char out[static BUNDLE_NAME], uint32_t number,
    uint32_t part);

/*
 * The most envelopes in one of these files, 131,072: every one but the last is
 * full.  A function, not a constant, so that a test can link a smaller one.
 */
uint32_t bundle_part_most(void);

/*
 * bundle_parse(number, holder, kind, name):
 * Parse ${name} as that of a file of ${kind}.  ERR_FORMAT for any name that
 * bundle_name() does not write; outputs are then 0 and "".
 */
MUST_USE enum err bundle_parse(uint32_t *number,
    char holder[static KEY_NAME_MAX + 1], enum bundle kind, const char *name);

#endif
