/* remove.h - removes a folder of a test with all that is in it. */

#ifndef REMOVE_H
#define REMOVE_H

#include <sys/stat.h>

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>

static inline int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static inline bool
remove_tree(const char *path)
{
	return nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0;
}

#endif
