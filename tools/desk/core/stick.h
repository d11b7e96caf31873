/* stick.h - find the sticks that are in this machine. */

#ifndef CORE_STICK_H
#define CORE_STICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

enum {
	STICKS_MAX = 16,
	STICK_PATH = 512, /* with its NUL */
};

/* A file system mounted where removable media are. */
struct stick {
	char path[STICK_PATH]; /* where it is mounted */
	const char *name;      /* the last part of ${path} */
	uint64_t room;         /* bytes free for this user */
	bool readonly;
};

/* 9 kB: not for a stack. */
struct sticks {
	size_t n;
	struct stick stick[STICKS_MAX]; /* in the order of mounting */
};

/*
 * sticks_list(out):
 * Write to ${out} what is mounted below /media, /run/media and /mnt, or on
 * /mnt itself; of two mounts at one place, the upper one.  The first
 * STICKS_MAX; a path that does not fit, or that is not UTF-8 or holds control
 * characters, is left out.  ERR_IO if /proc/self/mountinfo cannot be read: call
 * it before a sandbox forbids that.
 */
MUST_USE enum err sticks_list(struct sticks *out);

/*
 * sticks_read(out, s):
 * The same from the text ${s} of a mountinfo file; the free room is 0.
 * Source: proc_pid_mountinfo(5).
 */
void sticks_read(struct sticks *out, const char *s);

enum stick_kind {
	STICK_MISSING, /* no such folder */
	STICK_NONE,    /* a folder on the disk of ${beside} */
	STICK_MOUNTED, /* the top of a file system of its own */
	STICK_WITHIN,  /* a folder on another disk than ${beside} */
};

/*
 * stick_kind(path, beside):
 * Tell whether the folder ${path} is on a medium of its own.  ${beside} is the
 * desk's folder, on the disk of the machine; "/" if there is none.
 */
enum stick_kind stick_kind(const char *path, const char *beside);

#endif
