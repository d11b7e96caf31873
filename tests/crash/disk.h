/* disk.h - a model of a disk: what would be left if the power failed now. */

#ifndef DISK_H
#define DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"

/* How much of what was not yet synced is there after the cut. */
enum part {
	PART_NONE,
	PART_ALL,
	PART_SOME, /* any sectors of 512 bytes; names up to any moment */
};

struct variant {
	enum part data;
	enum part names;
	uint64_t dice; /* for PART_SOME; not 0 */
};

/* Which syncs the disk pays no attention to: for controls. */
struct deaf {
	bool data;  /* fsync and fdatasync of files, and O_DSYNC */
	bool meta;  /* O_DSYNC alone: LMDB's meta pages */
	bool names; /* fsync of folders */
};

/* An operation as recorded; ${body} stays where it is. */
struct op_read {
	struct op_head head;
	const uint8_t *body;
};

struct disk;

/* A disk that holds, durably, the folder ${path} under the name ${root}. */
struct disk *disk_new(const char *path, const char *root, struct deaf deaf);

/* What ${op} leaves unsynced; true if that is anything new. */
bool disk_begin(struct disk *d, const struct op_read *op);

/* ${op} is over: what it syncs is durable. */
void disk_end(struct disk *d, const struct op_read *op);

/* Write to the new folder ${path} what a cut now leaves of the folder. */
void disk_image(const struct disk *d, const char *path, struct variant v);

#endif
