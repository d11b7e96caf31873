/* stick.c - lists the schedules and outboxes that desks put on a stick. */

#include "bundle/stick.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	enum bundle note;
	enum bundle file; /* the one beside it */
} kinds[STICK_KINDS] = {
	[STICK_SCHEDULE] = { BUNDLE_SCHEDULE, BUNDLE_KEYS },
	[STICK_OUTBOX] = { BUNDLE_OUTBOX_NOTE, BUNDLE_OUTBOX },
};

int
stick_open(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

void
stick_names(char note[static BUNDLE_NAME], char file[static BUNDLE_NAME],
    const struct stick_file *f)
{
	bundle_name(note, kinds[f->kind].note, f->number, f->holder);
	bundle_name(file, kinds[f->kind].file, f->number, f->holder);
}

/* Parse the name of a note; false if it is none. */
static bool
name_parse(struct stick_file *f, const char *name)
{
	for (f->kind = 0; f->kind < STICK_KINDS; f->kind++)
		if (bundle_parse(&f->number, f->holder, kinds[f->kind].note,
			name) == OK)
			return true;
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
