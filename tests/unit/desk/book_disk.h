/* book_disk.h - records what is written to a folder, and writes the folders
 * that a power cut may leave. */

#ifndef BOOK_DISK_H
#define BOOK_DISK_H

#include <sys/stat.h>

#include <errno.h>

#include "desk/book_state.h"
#include "wrap.h"

enum {
	DISK_OPS = 4000,
	DISK_FILES = 64,
	DISK_FDS = 256,
	DISK_NAME = 64,
};

enum op_kind {
	OP_CREATE,
	OP_WRITE,
	OP_RENAME,
	OP_UNLINK,
	OP_SYNC,
	OP_SYNC_FOLDER,
};

/* A file, by its number; what lies on the disk at first is written to it. */
struct op {
	enum op_kind kind;
	int file;
	char name[DISK_NAME];
	char to[DISK_NAME];
	size_t at;
	size_t n;
	uint8_t *bytes;
};

static struct {
	bool on;
	int left; /* calls until the program dies; -1: it does not */
	size_t ops;
	struct op op[DISK_OPS];
	int files;
	struct {
		char name[DISK_NAME];
		int file;
	} entry[DISK_FILES]; /* the folder as programs see it */
	size_t entries;
	int fd[DISK_FDS];       /* file + 1; -1: the folder; 0: neither */
	size_t where[DISK_FDS]; /* of write() */
} disk;

/* NOLINTBEGIN: what --wrap asks for */
WRAPPED(int, openat, int, const char *, int, ...);
WRAPPED(ssize_t, write, int, const void *, size_t);
WRAPPED(ssize_t, pwrite, int, const void *, size_t, off_t);
WRAPPED(int, fsync, int);
WRAPPED(int, renameat, int, const char *, int, const char *);
WRAPPED(int, unlinkat, int, const char *, int);
WRAPPED(int, close, int);
/* NOLINTEND */

/* A program that is dead does nothing more. */
static inline bool
disk_dead(void)
{
	if (!disk.on || disk.left < 0)
		return false;
	if (disk.left > 0)
		disk.left--;
	if (disk.left > 0)
		return false;
	errno = EIO;
	return true;
}

static inline void
disk_name(char out[DISK_NAME], const char *name)
{
	size_t n = strlen(name) + 1;

	assert_true(n <= DISK_NAME);
	memcpy(out, name, n);
}

static inline struct op *
disk_add(enum op_kind kind, int file, const char *name)
{
	struct op *o = &disk.op[disk.ops++];

	assert_true(disk.ops < DISK_OPS);
	*o = (struct op){ .kind = kind, .file = file };
	disk_name(o->name, name);
	return o;
}

static inline void
disk_bytes(int file, const void *p, size_t n, size_t at)
{
	struct op *o = disk_add(OP_WRITE, file, "");

	o->at = at;
	o->n = n;
	o->bytes = malloc(n + 1);
	assert_non_null(o->bytes);
	memcpy(o->bytes, p, n);
}

static inline size_t
disk_entry(const char *name)
{
	size_t i;

	for (i = 0; i < disk.entries; i++)
		if (strcmp(disk.entry[i].name, name) == 0)
			break;
	return i;
}

static inline void
disk_link(const char *name, int file)
{
	size_t i = disk_entry(name);

	assert_true(i < DISK_FILES);
	if (i == disk.entries)
		disk.entries++;
	disk_name(disk.entry[i].name, name);
	disk.entry[i].file = file;
}

static inline int
disk_unlink(const char *name)
{
	size_t i = disk_entry(name);
	int file;

	if (i == disk.entries)
		return -1;
	file = disk.entry[i].file;
	disk.entry[i] = disk.entry[--disk.entries];
	return file;
}

static inline void
disk_opened(int fd, const char *path, int flags)
{
	size_t i = disk_entry(path);

	assert_true(fd < DISK_FDS);
	disk.where[fd] = 0;
	if (strcmp(path, ".") == 0)
		disk.fd[fd] = -1;
	else if (i < disk.entries)
		disk.fd[fd] = disk.entry[i].file + 1;
	else {
		assert_true((flags & O_CREAT) != 0);
		(void)disk_add(OP_CREATE, disk.files, path);
		disk_link(path, disk.files);
		disk.fd[fd] = ++disk.files;
	}
}

int
WRAP(openat)(int dir, const char *path, int flags, ...)
{
	int fd;

	if (disk_dead())
		return -1;
	fd = REAL(openat)(dir, path, flags, 0600);
	if (disk.on && fd >= 0)
		disk_opened(fd, path, flags);
	return fd;
}

ssize_t
WRAP(write)(int fd, const void *p, size_t n)
{
	if (disk_dead())
		return -1;
	if (disk.on && disk.fd[fd] > 0) {
		disk_bytes(disk.fd[fd] - 1, p, n, disk.where[fd]);
		disk.where[fd] += n;
	}
	return REAL(write)(fd, p, n);
}

ssize_t
WRAP(pwrite)(int fd, const void *p, size_t n, off_t at)
{
	if (disk_dead())
		return -1;
	if (disk.on && disk.fd[fd] > 0)
		disk_bytes(disk.fd[fd] - 1, p, n, (size_t)at);
	return REAL(pwrite)(fd, p, n, at);
}

int
WRAP(fsync)(int fd)
{
	if (disk_dead())
		return -1;
	if (disk.on && disk.fd[fd] != 0)
		(void)disk_add(disk.fd[fd] < 0 ? OP_SYNC_FOLDER : OP_SYNC,
		    disk.fd[fd] - 1, "");
	return 0;
}

int
WRAP(renameat)(int a, const char *from, int b, const char *to)
{
	struct op *o;

	if (disk_dead())
		return -1;
	if (disk.on) {
		o = disk_add(OP_RENAME, disk_unlink(from), from);
		disk_name(o->to, to);
		disk_link(to, o->file);
	}
	return REAL(renameat)(a, from, b, to);
}

int
WRAP(unlinkat)(int dir, const char *name, int how)
{
	int file;

	if (disk_dead())
		return -1;
	if (disk.on) {
		file = disk_unlink(name);
		if (file >= 0)
			(void)disk_add(OP_UNLINK, file, name);
	}
	return REAL(unlinkat)(dir, name, how);
}

int
WRAP(close)(int fd)
{
	if (disk.on && fd >= 0)
		disk.fd[fd] = 0;
	return REAL(close)(fd);
}

/* ---- recording ---- */
static inline void
disk_read(const char *name)
{
	static uint8_t bytes[4 << 20];
	int fd = REAL(openat)(kit.dir, name, O_RDONLY | O_CLOEXEC, 0);
	ssize_t n = read(fd, bytes, sizeof(bytes));

	if (n < 0 || n == (ssize_t)sizeof(bytes)) {
		fail();
		return;
	}
	(void)disk_add(OP_CREATE, disk.files, name);
	disk_link(name, disk.files);
	disk_bytes(disk.files, bytes, (size_t)n, 0);
	(void)disk_add(OP_SYNC, disk.files++, "");
	(void)REAL(close)(fd);
}

/* Begin to record in the folder ${kit.dir}; returns how many ops lie there. */
static inline size_t
disk_begin(void)
{
	DIR *d = opendir(kit.path);
	const struct dirent *e;

	for (size_t i = 0; i < disk.ops; i++)
		free(disk.op[i].bytes);
	memset(&disk, 0, sizeof(disk));
	disk.left = -1;
	assert_non_null(d);
	for (e = readdir(d); e != NULL; e = readdir(d))
		if (e->d_name[0] != '.')
			disk_read(e->d_name);
	(void)closedir(d);
	(void)disk_add(OP_SYNC_FOLDER, -1, "");
	disk.on = true;
	return disk.ops;
}

/* ---- a power cut after ${cut} ops ---- */

/* What of that which was not synced reaches the disk. */
enum luck {
	LUCK_NONE,
	LUCK_ALL,
	LUCK_FOLDER, /* names, but no bytes */
	LUCK_BYTES,  /* bytes, but no names */
	LUCK_DICE,   /* each with a half chance; of bytes also a part */
	LUCKS,
};

static inline bool
op_of_folder(const struct op *o)
{
	return o->kind == OP_CREATE || o->kind == OP_RENAME ||
	    o->kind == OP_UNLINK;
}

static inline bool
op_synced(size_t i, size_t cut)
{
	const struct op *o = &disk.op[i];

	for (size_t k = i + 1; k < cut; k++)
		if (op_of_folder(o) ? disk.op[k].kind == OP_SYNC_FOLDER
				    : disk.op[k].kind == OP_SYNC &&
			    disk.op[k].file == o->file)
			return true;
	return false;
}

/* How many of ${n} bytes, or 0 or 1 change of a name, survive. */
static inline size_t
op_survives(size_t i, size_t cut, enum luck luck)
{
	const struct op *o = &disk.op[i];
	size_t n = op_of_folder(o) ? 1 : o->n;

	if (op_synced(i, cut))
		return n;
	switch (luck) {
	case LUCK_NONE:
		return 0;
	case LUCK_ALL:
		return n;
	case LUCK_FOLDER:
		return op_of_folder(o) ? n : 0;
	case LUCK_BYTES:
		return op_of_folder(o) ? 0 : n;
	case LUCK_DICE:
	case LUCKS:
		break;
	}
	if (op_of_folder(o) || randombytes_uniform(2) == 0)
		return randombytes_uniform(2) == 0 ? n : 0;
	/* a disk writes sectors whole */
	return randombytes_uniform((uint32_t)(n / 512 + 1)) * 512;
}

/* Write to ${into} what is left. */
static inline void
disk_write(int into, size_t cut, enum luck luck)
{
	static int file[DISK_FILES]; /* an open one, for each that is named */
	char by_number[DISK_NAME];
	const struct op *o;
	size_t n;

	for (int f = 0; f < disk.files; f++) {
		(void)snprintf(by_number, sizeof(by_number), "#%d", f);
		file[f] = REAL(openat)(into, by_number,
		    O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		assert_true(file[f] >= 0);
	}
	for (size_t i = 0; i < cut; i++) {
		o = &disk.op[i];
		if (o->kind == OP_SYNC || o->kind == OP_SYNC_FOLDER)
			continue;
		n = op_survives(i, cut, luck);
		if (o->kind == OP_WRITE && n > 0)
			assert_int_equal(REAL(pwrite)(file[o->file], o->bytes,
					     n, (off_t)o->at),
			    n);
		if (o->kind == OP_WRITE || n == 0)
			continue;
		(void)REAL(unlinkat)(into, o->name, 0);
		if (o->kind == OP_UNLINK)
			continue;
		(void)snprintf(by_number, sizeof(by_number), "#%d", o->file);
		(void)REAL(unlinkat)(into, o->to, 0);
		assert_int_equal(linkat(into, by_number, into,
				     o->kind == OP_RENAME ? o->to : o->name, 0),
		    0);
	}
	for (int f = 0; f < disk.files; f++) {
		(void)snprintf(by_number, sizeof(by_number), "#%d", f);
		(void)REAL(unlinkat)(into, by_number, 0);
		(void)REAL(close)(file[f]);
	}
}

#endif
