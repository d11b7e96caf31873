/* stick.c - the stick: list what desks bring; names of its files. */

#include "bundle/stick.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text.h"
#include "wire.h"

static const struct {
	const char *note; /* suffix of the note's name */
	const char *file; /* suffix of the file beside it */
} kinds[STICK_KINDS] = {
	[STICK_SCHEDULE] = { ".schedule", ".keys" },
	[STICK_OUTBOX] = { ".outbox.note", ".outbox" },
};

int
stick_open(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

void
stick_names(char note[static STICK_NAME], char file[static STICK_NAME],
    const struct stick_file *f)
{
	snprintf(note, STICK_NAME, "%03u.%s%s", (unsigned)f->number, f->holder,
	    kinds[f->kind].note);
	snprintf(file, STICK_NAME, "%03u.%s%s", (unsigned)f->number, f->holder,
	    kinds[f->kind].file);
}

/* Parse "NNN.NAME" and a suffix of kinds; false if it is no such name. */
static bool
name_parse(struct stick_file *f, const char *name)
{
	const char *dot = strchr(name, '.');
	size_t n = strlen(name);
	char note[STICK_NAME];
	char file[STICK_NAME];
	uint64_t number;
	size_t zeros = strspn(name, "0");
	struct span holder;

	if (dot == NULL || n >= STICK_NAME)
		return false;
	if (zeros > 2)
		zeros = 2;
	if (span_decimal(&number,
		(struct span){ (const uint8_t *)name + zeros,
		    (size_t)(dot - name) - zeros },
		UINT32_MAX) != OK)
		return false;
	f->number = (uint32_t)number;
	for (f->kind = 0; f->kind < STICK_KINDS; f->kind++) {
		size_t end = strlen(kinds[f->kind].note);

		if (n < end || strcmp(name + n - end, kinds[f->kind].note) != 0)
			continue;
		holder.p = (const uint8_t *)dot + 1;
		holder.n = (size_t)(name + n - end - (dot + 1));
		if (dot + 1 > name + n - end || !key_name_ok(holder))
			return false;
		memcpy(f->holder, holder.p, holder.n);
		f->holder[holder.n] = '\0';
		stick_names(note, file, f);
		return strcmp(note, name) == 0;
	}
	return false;
}

static int
file_order(const void *a, const void *b)
{
	const struct stick_file *x = a;
	const struct stick_file *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return strcmp(x->holder, y->holder);
}

enum {
	LIST_FIRST = 64,
};

static enum err
list_add(struct stick_list *list, const struct stick_file *f)
{
	size_t room = list->room == 0 ? LIST_FIRST : 2 * list->room;
	void *more;

	if (list->n == list->room) {
		more = reallocarray(list->file, room, sizeof(*f));
		if (more == NULL)
			return ERR_MEMORY;
		list->file = more;
		list->room = room;
	}
	list->file[list->n++] = *f;
	return OK;
}

static enum err
list_read(struct stick_list *list, DIR *d)
{
	const struct dirent *entry;
	struct stick_file f;
	enum err e = OK;

	while (e == OK) {
		errno = 0;
		/* NOLINTNEXTLINE(concurrency-mt-unsafe): our own DIR */
		entry = readdir(d);
		if (entry == NULL)
			return errno == 0 ? OK : ERR_IO;
		if (name_parse(&f, entry->d_name))
			e = list_add(list, &f);
	}
	return e;
}

enum err
stick_list(struct stick_list *out, int dir)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	enum err e;

	*out = (struct stick_list){ NULL, 0, 0 };
	if (d == NULL) {
		if (fd >= 0)
			close(fd);
		return ERR_IO;
	}
	e = list_read(out, d);
	closedir(d);
	if (out->n > 0)
		qsort(out->file, out->n, sizeof(out->file[0]), file_order);
	return e;
}

void
stick_list_free(struct stick_list *list)
{
	free(list->file);
	*list = (struct stick_list){ NULL, 0, 0 };
}
