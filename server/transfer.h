/* transfer.h - the stick: what lies on it, and how its files are named. */

#ifndef TRANSFER_H
#define TRANSFER_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "label.h"

/* What a desk brings, in the order in which it is taken in. */
enum stick_kind {
	STICK_SCHEDULE,
	STICK_OUTBOX,
	STICK_KINDS,
};

enum {
	STICK_NAME = 80,
	STICK_FILES = 256, /* as many at once as are looked at */
};

/* A schedule or an outbox, by the name of its note. */
struct stick_file {
	enum stick_kind kind;
	uint32_t number;
	char holder[KEY_NAME_MAX + 1];
};

/* Open the folder ${path} for reading and writing names; -1 if it is none. */
int stick_open(const char *path);

/*
 * stick_list(out, n, dir):
 * What the stick brings: schedules before outboxes, by number.  Other files
 * are left alone.  ERR_IO.
 */
MUST_USE enum err stick_list(struct stick_file out[static STICK_FILES],
    size_t *n, int dir);

/* The names of ${f}'s note and of the file beside it. */
void stick_names(char note[static STICK_NAME], char file[static STICK_NAME],
    const struct stick_file *f);

#endif
