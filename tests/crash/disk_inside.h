/* disk_inside.h - what the model of a disk and its images share. */

#ifndef DISK_INSIDE_H
#define DISK_INSIDE_H

#include "disk.h"

enum {
	DISK_NAMES = 64,
	DISK_CHANGES = 256,
	DISK_HANDLES = 8192,
	DISK_PATH = 512,
};

/* A write since the last sync, or a cut where ${p} is NULL. */
struct change {
	uint64_t at;
	size_t n;
	const uint8_t *p;
};

struct entry {
	char *name;
	struct node *node; /* NULL: gone */
};

/* One or two names that change at one moment. */
struct naming {
	struct entry to[2];
};

struct node {
	bool folder;
	/* a file: what is durable, and what is not yet */
	uint8_t *p;
	size_t n;
	struct change *change;
	size_t changes;
	size_t room; /* for changes */
	/* a folder: names now, durable names, and what is between */
	struct entry now[DISK_NAMES];
	struct entry old[DISK_NAMES];
	struct naming naming[DISK_CHANGES];
	size_t namings;
};

struct disk {
	struct node *top;
	char root[DISK_PATH];
	struct deaf deaf;
	struct {
		uint64_t handle;
		struct node *node;
	} open[DISK_HANDLES];
	size_t opens;
};

/* Say ${what} and end: there is no going on with a wrong model. */
_Noreturn void disk_die(const char *what);

/* Have ${names} name ${to}; a name that is NULL changes nothing. */
void disk_entry_set(struct entry *names, const struct entry *to);

#endif
