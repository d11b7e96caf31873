/* disk.h - a model of a disk that shows what a power cut leaves. */

#ifndef DISK_H
#define DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"

/* How much of the unsynced changes a power cut leaves. */
enum part {
	PART_NONE,
	PART_ALL,
	PART_SOME, /* any 512-byte sectors; any first part of the names */
};

struct variant {
	enum part data;
	enum part names;
	uint64_t dice; /* for PART_SOME; not 0 */
};

/* Syncs that the disk ignores, for runs that must find damage. */
struct deaf {
	bool data;  /* fsync and fdatasync of files, and O_DSYNC */
	bool meta;  /* O_DSYNC alone: LMDB's meta pages */
	bool names; /* fsync of folders */
};

/* An operation as recorded; ${body} points into the recording. */
struct op_read {
	struct op_head head;
	const uint8_t *body;
};

struct disk;

/*
 * A disk that ignores the syncs ${deaf}. All files of the folder ${path} are
 * durable on it, under the name ${root}.
 */
struct disk *disk_new(const char *path, const char *root, struct deaf deaf);

/* Apply ${op} without making it durable; true if that is a new change. */
bool disk_begin(struct disk *d, const struct op_read *op);

/* ${op} has returned: make what it syncs durable. */
void disk_end(struct disk *d, const struct op_read *op);

/* Write what a power cut leaves now, by ${v}, to the new folder ${path}. */
void disk_image(const struct disk *d, const char *path, struct variant v);

#endif
