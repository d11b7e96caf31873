/* confine.h - leaves this program no network, no program and few files. */

#ifndef CONFINE_CONFINE_H
#define CONFINE_CONFINE_H

#include "err.h" /* MUST_USE */

enum {
	CONFINE_PATHS = 4,
};

/*
 * What the person named, besides the places of sticks.  An entry that is NULL
 * or that does not exist allows nothing.
 */
struct confine_paths {
	const char *write[CONFINE_PATHS]; /* folders, with all beneath them */
	const char *make[CONFINE_PATHS];  /* files: all in their folders */
	const char *read[CONFINE_PATHS];  /* files or folders, to read only */
};

/* What can keep this program from being confined. */
enum confine_result {
	CONFINE_OK = 0,
	CONFINE_NO_SECCOMP,       /* this kernel has no filter of calls */
	CONFINE_NO_LANDLOCK,      /* this kernel has none, or one too old */
	CONFINE_LANDLOCK_OFF,     /* it was started without Landlock */
	CONFINE_LANDLOCK_REFUSED, /* as older container engines do */
	CONFINE_TOO_WIDE,         /* a folder to write in is the root, "/" */
	CONFINE_REFUSED,          /* a step is refused, or its proof fails */
};

/*
 * confine(paths):
 * Call this once, after process_begin(), before the first thread and before a
 * secret is read.  It closes all descriptors but 0 to 2.  From then on Landlock
 * allows this program to write only beneath ${paths->write}, in the folders of
 * ${paths->make}, and beneath /media, /run/media and /mnt, as far as they exist
 * now; what is mounted there later is usable.  It can read these,
 * ${paths->read}, and what locales and terminals need.  A filter allows a list
 * of system calls; the others fail with EPERM, or kill the process if they make
 * a socket, start a program or read another process.  A child process first
 * has to die of each of these; this process tries a number of the others.
 * Unless CONFINE_OK is returned the program must not go on.
 */
MUST_USE enum confine_result confine(const struct confine_paths *paths);

#endif
