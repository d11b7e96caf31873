/* files.c - the files of a desk's folder: their names, and which are left over
 * from a crash. */

#include "book/files.h"

#include <sys/stat.h>

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bookfile.h"
#include "os/file.h"

#define PREFIX "casebook-"

enum {
	PREFIX_SIZE = sizeof(PREFIX) - 1,
	HEX_SIZE = 2 * BOOK_NAME_SIZE,
	OLD_HEX_SIZE = 8, /* of a casebook that an older Zegel made */
	LOOK_MAX = 1 << 20,
};

_Static_assert(PREFIX_SIZE + HEX_SIZE + 1 == CASEBOOK_NAME_SIZE, "its name");

void
files_casebook(char out[static CASEBOOK_NAME_SIZE],
    const uint8_t name[static BOOK_NAME_SIZE])
{
	char hex[HEX_SIZE + 1];

	(void)snprintf(out, CASEBOOK_NAME_SIZE, PREFIX "%s",
	    sodium_bin2hex(hex, sizeof(hex), name, BOOK_NAME_SIZE));
}

/* What follows the ${n} hex digits in the name of a casebook; else NULL. */
static const char *
after_hex(const char *file, size_t n)
{
	if (strncmp(file, PREFIX, PREFIX_SIZE) != 0)
		return NULL;
	file += PREFIX_SIZE;
	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)file[i]) &&
		    (file[i] < 'a' || file[i] > 'f'))
			return NULL;
	return file + n;
}

/* A casebook, or what became of one whose writing was cut short. */
static bool
is_casebook(const char *file)
{
	const char *rest = after_hex(file, HEX_SIZE);

	return rest != NULL && (*rest == '\0' || strcmp(rest, ".new") == 0);
}

static bool
is_old_casebook(const char *file)
{
	const char *rest = after_hex(file, OLD_HEX_SIZE);

	return rest != NULL && (*rest == '\0' || strcmp(rest, "-lock") == 0);
}

static enum err
folder_open(DIR **out, int dir)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*out = fd < 0 ? NULL : fdopendir(fd);
	if (*out != NULL)
		return OK;
	if (fd >= 0)
		(void)close(fd);
	return ERR_IO;
}

/* The next file's name; NULL at the end, and ${e} says if it is the end. */
static const char *
folder_next(DIR *d, enum err *e)
{
	const struct dirent *entry;

	errno = 0;
	entry = readdir(d);
	*e = entry == NULL && errno != 0 ? ERR_IO : OK;
	return entry == NULL ? NULL : entry->d_name;
}

/* There is no desk.key: is an older casebook there? */
static enum err
look_old(int dir)
{
	const char *file;
	DIR *d;
	bool old = false;
	enum err e = folder_open(&d, dir);

	if (e != OK)
		return e;
	do {
		file = folder_next(d, &e);
		old = old || (file != NULL && is_old_casebook(file));
	} while (file != NULL);
	(void)closedir(d);
	if (e != OK)
		return e;
	return old ? ERR_VERSION : ERR_MISSING;
}

enum err
files_look(int dir)
{
	struct file f;
	struct reader now;
	struct reader old;
	enum err e = file_read(&f, dir, KEY_NAME, LOOK_MAX);

	if (e == ERR_MISSING)
		return look_old(dir);
	if (e != OK)
		return e;
	now = old = (struct reader){ f.p, f.n, false };
	e = wire_magic(&now, "TIPDESK1");
	/* an older Zegel had a passphrase, and a key file of this name */
	if (e == ERR_FORMAT && wire_magic(&old, "TIPKEY01") == OK)
		e = ERR_VERSION;
	file_free(&f);
	return e;
}

/* Overwrite with zeros and sync: best effort, as no key to it is left.  What
 * is larger than a casebook is none, and may be a hole of any size. */
static void
overwrite(int dir, const char *file)
{
	static const uint8_t zeros[1 << 14];
	int fd =
	    openat(dir, file, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	off_t left = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);
	off_t at = 0;

	if (left > (off_t)bookfile_size(BOOK_MAX))
		left = 0;
	while (left > 0) {
		ssize_t put = pwrite(fd, zeros,
		    left < (off_t)sizeof(zeros) ? (size_t)left : sizeof(zeros),
		    at);

		if (put <= 0)
			break;
		at += put;
		left -= put;
	}
	if (fd < 0)
		return;
	(void)fsync(fd);
	(void)close(fd);
}

enum err
files_destroy(int dir, const char *file)
{
	overwrite(dir, file);
	return unlinkat(dir, file, 0) == 0 || errno == ENOENT ? OK : ERR_IO;
}

/* A file that was left over: no casebook but ${kept}, and nothing unfinished.
 */
static bool
is_left(int dir, const char *file, const char *kept)
{
	struct stat st;

	if (strcmp(file, KEY_NAME ".new") != 0 &&
	    (!is_casebook(file) || strcmp(file, kept) == 0))
		return false;
	return fstatat(dir, file, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode);
}

enum err
files_sweep(int dir, const uint8_t keep[static BOOK_NAME_SIZE])
{
	char kept[CASEBOOK_NAME_SIZE];
	const char *file = NULL;
	DIR *d;
	enum err e = folder_open(&d, dir);

	if (e != OK)
		return e;
	files_casebook(kept, keep);
	do {
		file = folder_next(d, &e);
		if (file != NULL && is_left(dir, file, kept))
			e = files_destroy(dir, file);
	} while (file != NULL && e == OK);
	(void)closedir(d);
	return e == OK ? files_sync(dir) : e;
}

enum err
files_sync(int dir)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err e = fd >= 0 && fsync(fd) == 0 ? OK : ERR_IO;

	if (fd >= 0)
		(void)close(fd);
	return e;
}
