/* desk.c - an open desk: its folder, its keys, its casebook. */

#include "desk.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/process.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/tty.h"

int
folder_open(const char *path, const char *what)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	if (errno == ENOENT)
		(void)say_wrong("there is no %s at \"%s\"; look whether it is "
				"plugged in, and at the name",
		    what, path);
	else if (errno == EACCES)
		(void)say_wrong("this program may not open %s, meant as %s: it "
				"keeps to the folders that are named when it "
				"begins, and to /media, /run/media and /mnt. "
				"Begin again and name this folder",
		    path, what);
	else
		(void)say_wrong("%s, meant as %s, is not a folder that can be "
				"opened",
		    path, what);
	return -1;
}

int
folder_new(const char *path)
{
	if (mkdir(path, 0700) != 0 && errno != EEXIST) {
		(void)say_wrong("the folder %s cannot be made here", path);
		return -1;
	}
	return folder_open(path, "folder");
}

int
desk_book_failed(enum err e)
{
	switch ((int)e) {
	case ERR_MISSING:
		return say_wrong("the casebook lacks something that belongs "
				 "in it: it is damaged, or not the one of this "
				 "desk.key. Put back the last good copy of "
				 "this folder, whole");
	case ERR_FORMAT:
	case ERR_OPEN:
		return say_wrong("the casebook is damaged. Nothing was "
				 "changed. Put back the last good copy of this "
				 "folder, whole");
	case ERR_FULL:
		return say_wrong("this disk is full. Nothing was changed. "
				 "Make room and do it again");
	default:
		return say_failed("working in", "the casebook", e);
	}
}

static int
keys_failed(const struct desk *d, enum err e)
{
	switch ((int)e) {
	case ERR_KEY:
		return say_wrong("this passphrase does not open desk.key. Try "
				 "again; capitals and spaces count");
	case ERR_MISSING:
		return say_wrong("%s holds no desk: there is no desk.key in "
				 "it. Name another folder, or make a desk with "
				 "zegel-desk init",
		    d->path);
	case ERR_FORMAT:
	case ERR_OPEN:
		return say_wrong("desk.key in %s is damaged. Put back the "
				 "last good copy of this folder, whole",
		    d->path);
	case ERR_MEMORY:
		return say_wrong("desk.key needs %u MiB of memory and they "
				 "cannot be had now. Close other programs",
		    d->kib / 1024);
	default:
		return say_failed("reading", KEYS_DESK, e);
	}
}

/* The passphrase, and desk.key with it. */
static int
keys_open(struct desk *d)
{
	enum err e;

	d->kib = keys_kib(d->dir, KEYS_DESK);
	if (faccessat(d->dir, KEYS_DESK, F_OK, 0) != 0)
		return keys_failed(d, ERR_MISSING);
	d->pass = passphrase_new();
	d->keys = locked_new(sizeof(*d->keys));
	if (d->pass == NULL || d->keys == NULL)
		return say_failed("locking", "memory", ERR_MEMORY);
	if (passphrase_ask(d->pass, "Passphrase of this desk: ", false) != OK)
		return 1;
	e = keys_read(d->keys, d->dir, d->pass);
	tty_release();
	return e == OK ? 0 : keys_failed(d, e);
}

static int
book_open(struct desk *d)
{
	enum err e;

	d->state = malloc(sizeof(*d->state));
	if (d->state == NULL)
		return desk_book_failed(ERR_MEMORY);
	e = casebook_open(&d->book, d->path, &d->keys->casebook, false);
	if (e == OK)
		e = casebook_begin(d->book);
	if (e == OK)
		e = state_load(d->state, d->book);
	if (e != OK)
		return desk_book_failed(e);
	casebook_abort(d->book);
	casebook_sweep(d->dir, &d->keys->casebook);
	return 0;
}

int
desk_open(struct desk *d, const char *path)
{
	d->path = path;
	d->dir = folder_open(path, "desk");
	if (d->dir < 0)
		return 1;
	if (flock(d->dir, LOCK_EX | LOCK_NB) != 0)
		return say_wrong("another zegel-desk is at work in %s: close "
				 "it first",
		    path);
	return keys_open(d) != 0 || book_open(d) != 0 ? 1 : 0;
}

void
desk_close(struct desk *d)
{
	casebook_close(d->book);
	free(d->state);
	locked_free(d->keys);
	locked_free(d->pass);
	if (d->dir >= 0)
		(void)close(d->dir);
	*d = (struct desk)DESK_NONE;
}

int
desk_begin(struct desk *d)
{
	enum err e = casebook_begin(d->book);

	return e == OK ? 0 : desk_book_failed(e);
}

int
desk_commit(struct desk *d)
{
	enum err e;

	if (!screen_sent()) {
		desk_abort(d);
		return say_wrong("standard output cannot be written to, so "
				 "nothing was changed: look whether its disk "
				 "is full");
	}
	e = state_save(d->state, d->book);
	if (e == OK)
		e = casebook_commit(d->book);
	if (e == OK)
		return 0;
	desk_abort(d);
	return desk_book_failed(e);
}

void
desk_abort(struct desk *d)
{
	casebook_abort(d->book);
	if (casebook_begin(d->book) != OK ||
	    state_load(d->state, d->book) != OK)
		memset(d->state, 0, sizeof(*d->state));
	casebook_abort(d->book);
}

int
desk_keys_save(struct desk *d)
{
	struct keyhole hole = { passphrase_span(d->pass), d->kib };
	enum err e = keys_write(d->dir, d->keys, &hole);

	return e == OK ? 0 : say_failed("writing", KEYS_DESK, e);
}

/* desk.key with the casebook key ${new} decides which casebook counts. */
static int
key_switch(struct desk *d, const struct key *new)
{
	struct casebook *book = NULL;
	enum err e;

	d->keys->casebook = *new;
	if (desk_keys_save(d) != 0)
		return 1;
	e = casebook_open(&book, d->path, new, false);
	if (e != OK)
		return desk_book_failed(e);
	casebook_close(d->book);
	d->book = book;
	casebook_sweep(d->dir, new);
	return 0;
}

int
desk_forget(struct desk *d)
{
	WIPED(key) new;
	WIPED(key) old = d->keys->casebook;
	enum err e;

	randombytes_buf(new.b, sizeof(new.b));
	e = casebook_rekey(d->book, d->path, &new);
	if (e != OK)
		return desk_book_failed(e);
	if (key_switch(d, &new) == 0)
		return 0;
	d->keys->casebook = old;
	return 1;
}
