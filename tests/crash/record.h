/* record.h - what a process did to its folders: one record after the other. */

#ifndef RECORD_H
#define RECORD_H

#include <stdint.h>

enum op {
	OP_OPEN = 1, /* path; made where there is none */
	OP_WRITE,    /* bytes at offset */
	OP_CUT,      /* to offset bytes */
	OP_SYNC,     /* of a file or a folder */
	OP_MKDIR,    /* path */
	OP_REMOVE,   /* path of a file or folder */
	OP_RENAME,   /* from NUL to */
	OP_SWAP,     /* from NUL to */
	OP_MARK,     /* offset: number of an envelope that was called stored */
};

/* Stands before ${n} bytes: the path or paths, or what was written. */
struct op_head {
	uint64_t handle; /* which opening of a file it is about */
	uint64_t offset;
	uint32_t kind;
	uint32_t n;
	uint32_t synced; /* OP_WRITE: durable when it returned (O_DSYNC) */
	uint32_t process;
};

/* Record that envelope ${number} is about to be called stored. */
void record_mark(uint64_t number);

#endif
