/* found.h - makes a new desk: folder, first person, keys, card, casebook. */

#ifndef CORE_FOUND_H
#define CORE_FOUND_H

#include <stddef.h>
#include <stdint.h>

#include "core/card.h"
#include "core/desk.h"
#include "core/team.h"
#include "digits.h"

enum {
	FOUND_CELLS = 64, /* places on the board, unless said otherwise */
};

/* What a new desk is made of. */
struct founding {
	const char *path; /* of the folder, which may be there but empty */
	const char *name; /* a key name: small letters, digits, dots, dashes */
	const char *service;     /* 64 hexadecimal digits */
	const struct vkey *root; /* NULL: not known yet */
	uint16_t cells;          /* 0: FOUND_CELLS */
	const struct card_line *line;
	size_t lines;
	struct newcomer first; /* who sits down first; their passphrase is that
				  of ik.key as well */
};

/*
 * found_check(d, f):
 * Look at everything before a passphrase is asked for: NAME_BAD, SERVICE_BAD,
 * CARD_LINE, PERSON_NAME, PERSON_INITIALS, FOLDER_TAKEN, DATE_ANCIENT.  Opens
 * and locks the folder.
 */
enum fault found_check(struct desk *d, const struct founding *f);

/* Open and lock the folder ${path} for a new desk: FOLDER_TAKEN ... */
enum fault found_folder(struct desk *d, const char *path);

/* Remove what was made there: nothing of a desk that is not whole may stay. */
void found_undo(struct desk *d);

/*
 * found_make(d, f, card):
 * Make the desk in the folder of found_check(); it is then open, with its first
 * person at work, whose card is ${card}.  A failure leaves no desk.key.
 */
enum fault found_make(struct desk *d, const struct founding *f,
    struct digits *card);

#endif
