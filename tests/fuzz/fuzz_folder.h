/* fuzz_folder.h - a folder in memory for targets that read files. */

#ifndef FUZZ_FOLDER_H
#define FUZZ_FOLDER_H

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "fuzz.h"
#include "remove.h"

static char fuzz_path[] = "/dev/shm/zegel-fuzz.XXXXXX";

static void
fuzz_end(void)
{
	(void)remove_tree(fuzz_path);
}

/* The folder, made at the first call; it goes when the process ends. */
static inline int
fuzz_folder(void)
{
	static int folder = -1;

	if (folder >= 0)
		return folder;
	must(mkdtemp(fuzz_path) != NULL && atexit(fuzz_end) == 0);
	folder = open(fuzz_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	must(folder >= 0);
	return folder;
}

static inline void
fuzz_write(int folder, const char *name, struct span s)
{
	int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	    0600);

	must(fd >= 0);
	must(s.n == 0 || write(fd, s.p, s.n) == (ssize_t)s.n);
	must(close(fd) == 0);
}

#endif
