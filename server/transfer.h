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
};

/* A schedule or an outbox, by the name of its note. */
struct stick_file {
	enum stick_kind kind;
	uint32_t number;
	char holder[KEY_NAME_MAX + 1];
};

/* Open the folder ${path} for reading and writing names; -1 if it is none. */
int stick_open(const char *path);

/* Zero it to begin. */
struct stick_list {
	struct stick_file *file;
	size_t n;
	size_t room; /* for so many, before more memory is needed */
};

/*
 * stick_list(out, dir):
 * All that the stick ${dir} brings: schedules before outboxes, by number.
 * There is no limit on how many, so that no junk can hide one.  Other files
 * are left alone.  ERR_IO, ERR_MEMORY.
 */
MUST_USE enum err stick_list(struct stick_list *out, int dir);
void stick_list_free(struct stick_list *list);

/* The names of ${f}'s note and of the file beside it. */
void stick_names(char note[static STICK_NAME], char file[static STICK_NAME],
    const struct stick_file *f);

#endif
