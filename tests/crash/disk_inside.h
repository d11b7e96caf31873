/* disk_inside.h - the types that disk.c and disk_image.c share. */

#ifndef DISK_INSIDE_H
#define DISK_INSIDE_H

#include "disk.h"

enum {
	DISK_NAMES = 64,
	DISK_CHANGES = 256,
	DISK_HANDLES = 8192,
	DISK_PATH = 512,
};

/* A write since the last sync; if ${p} is NULL, a truncation to ${at}. */
struct change {
	uint64_t at;
	size_t n;
	const uint8_t *p;
};

struct entry {
	char *name;
	struct node *node; /* NULL: no file of that name */
};

/* One name, or two, that change atomically. */
struct naming {
	struct entry to[2];
};

struct node {
	bool folder;
	/* a file: its durable content, and the changes since */
	uint8_t *p;
	size_t n;
	struct change *change;
	size_t changes;
	size_t room; /* allocated changes */
	/* a folder: its names now, its durable names, the changes between */
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

/* Print ${what} and abort: results of a wrong model prove nothing. */
_Noreturn void disk_die(const char *what);

/* Store ${to} in ${names} under its name; if that is NULL, do nothing. */
void disk_entry_set(struct entry *names, const struct entry *to);

#endif
