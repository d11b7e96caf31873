/* record.h - the format of a recording: a process's file operations in order.
 */

#ifndef RECORD_H
#define RECORD_H

#include <stdint.h>

enum op {
	OP_OPEN = 1, /* path; created if missing */
	OP_WRITE,    /* bytes at offset */
	OP_CUT,      /* truncated to offset bytes */
	OP_SYNC,     /* of a file or a folder */
	OP_MKDIR,    /* path */
	OP_REMOVE,   /* path of a file or folder */
	OP_RENAME,   /* two paths, each with its NUL: from, to */
	OP_SWAP,     /* the same two paths */
	OP_MARK,     /* offset: number of an envelope reported as stored */
};

/* Precedes ${n} bytes: the path or paths, or the bytes written. */
struct op_head {
	uint64_t handle; /* of one open(2); unique across processes */
	uint64_t offset;
	uint32_t kind;
	uint32_t n;
	uint32_t synced; /* OP_WRITE: durable when it returned (O_DSYNC) */
	uint32_t process;
};

/* Record that envelope ${number} is about to be reported as stored. */
void record_mark(uint64_t number);

#endif
