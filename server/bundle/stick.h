/* stick.h - lists the schedules and outboxes that desks put on a stick. */

#ifndef BUNDLE_STICK_H
#define BUNDLE_STICK_H

#include <stddef.h>
#include <stdint.h>

#include "bundle.h"
#include "err.h"
#include "label.h"

/* What a desk brings, in the order in which it is taken in. */
enum stick_kind {
	STICK_SCHEDULE,
	STICK_OUTBOX,
	STICK_KINDS,
};

/* A schedule or an outbox, by the name of its note. */
struct stick_file {
	enum stick_kind kind;
	uint32_t number;
	char holder[KEY_NAME_MAX + 1];
};

/* Open the folder ${path}; -1 if that fails. */
int stick_open(const char *path);

/* What was found on a stick.  Zero it to begin. */
struct stick_list {
	struct stick_file *file;
	size_t n;
	size_t room; /* entries allocated */
};

/*
 * stick_list(out, dir):
 * List in ${out} what the stick ${dir} brings: schedules before outboxes, each
 * by number.  Their count has no limit, so that junk cannot hide one.  Other
 * files are ignored.  ERR_IO, ERR_MEMORY.
 */
MUST_USE enum err stick_list(struct stick_list *out, int dir);
void stick_list_free(struct stick_list *list);

/* The names of ${f}'s note and of the file beside it. */
void stick_names(char note[static BUNDLE_NAME], char file[static BUNDLE_NAME],
    const struct stick_file *f);

#endif
