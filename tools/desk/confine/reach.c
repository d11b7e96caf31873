/* reach.c - the files that the confined desk can still use. */

#include "confine/reach.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/landlock.h"

/* What the machine has for every desk.  A path that is missing is skipped. */
static const struct {
	const char *path;
	uint64_t rights;
} places[] = {
	/* sticks */
	{ "/media", LANDLOCK_STICK },
	{ "/run/media", LANDLOCK_STICK },
	{ "/mnt", LANDLOCK_STICK },
	{ "/proc/self/mountinfo", LANDLOCK_READ }, /* which are plugged in */
	/* the terminal */
	{ "/dev/tty", LANDLOCK_READ | LANDLOCK_WRITE | LANDLOCK_DEVICE },
	{ "/dev/null", LANDLOCK_READ | LANDLOCK_WRITE | LANDLOCK_DEVICE },
	{ "/etc/terminfo", LANDLOCK_READ },
	{ "/lib/terminfo", LANDLOCK_READ },
	{ "/usr/share/terminfo", LANDLOCK_READ },
	/* languages and the local time */
	{ "/etc/localtime", LANDLOCK_READ },
	{ "/usr/lib/locale", LANDLOCK_READ },
	{ "/usr/share/locale", LANDLOCK_READ },
	{ "/usr/share/zoneinfo", LANDLOCK_READ },
	/* randomness, which SQLite and jansson read */
	{ "/dev/urandom", LANDLOCK_READ },
};

static bool
is_root(const struct stat *st)
{
	struct stat root;

	return stat("/", &root) != 0 ||
	    (st->st_dev == root.st_dev && st->st_ino == root.st_ino);
}

/* Allow ${rights} on ${path}, or what a file can have of them. */
static enum confine_result
path_allow(struct landlock *l, const char *path, uint64_t rights)
{
	enum confine_result e = CONFINE_OK;
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd < 0)
		return CONFINE_OK; /* the command says why, if it wants it */
	if (fstat(fd, &st) != 0)
		e = CONFINE_REFUSED;
	else if ((rights & LANDLOCK_WRITE) != 0 && is_root(&st))
		e = CONFINE_TOO_WIDE;
	else
		landlock_allow(l, fd,
		    S_ISDIR(st.st_mode) ? rights : rights & LANDLOCK_FILE);
	(void)close(fd);
	return e;
}

/* Allow to make the file ${path}: Landlock only knows all of its folder. */
static enum confine_result
parent_allow(struct landlock *l, const char *path)
{
	const char *slash = strrchr(path, '/');
	enum confine_result e;
	char *folder;

	if (slash == NULL)
		return path_allow(l, ".", LANDLOCK_STICK);
	folder = strndup(path, slash == path ? 1 : (size_t)(slash - path));
	if (folder == NULL)
		return CONFINE_REFUSED;
	e = path_allow(l, folder, LANDLOCK_STICK);
	free(folder);
	return e;
}

static enum confine_result
paths_allow(struct landlock *l, const struct confine_paths *paths)
{
	enum confine_result e = CONFINE_OK;

	for (size_t i = 0; i < CONFINE_PATHS && e == CONFINE_OK; i++) {
		if (paths->write[i] != NULL)
			e = path_allow(l, paths->write[i], LANDLOCK_FOLDER);
		if (e == CONFINE_OK && paths->make[i] != NULL)
			e = parent_allow(l, paths->make[i]);
		if (e == CONFINE_OK && paths->read[i] != NULL)
			e = path_allow(l, paths->read[i],
			    LANDLOCK_READ | LANDLOCK_LIST);
	}
	for (size_t i = 0;
	     i < sizeof(places) / sizeof(places[0]) && e == CONFINE_OK; i++)
		e = path_allow(l, places[i].path, places[i].rights);
	return e;
}

/* Why the kernel has no Landlock for us; ${abi} is from landlock_begin(). */
static enum confine_result
missing(int abi)
{
	if (abi >= 0 || abi == -ENOSYS)
		return CONFINE_NO_LANDLOCK;
	return abi == -EOPNOTSUPP ? CONFINE_LANDLOCK_OFF
				  : CONFINE_LANDLOCK_REFUSED;
}

enum confine_result
reach_enter(const struct confine_paths *paths)
{
	struct landlock l;
	enum confine_result e;
	enum err entered;

	landlock_begin(&l);
	e = paths_allow(&l, paths);
	if (e != CONFINE_OK)
		l.bad = true; /* close the rules without entering them */
	entered = landlock_enter(&l);
	if (entered == ERR_VERSION)
		return missing(l.abi);
	return entered == OK || e != CONFINE_OK ? e : CONFINE_REFUSED;
}
