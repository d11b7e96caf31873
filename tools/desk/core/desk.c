/* desk.c - an open desk: its folder, its casebook, and who is at work. */

#include "core/desk.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/file.h"
#include "os/process.h"

enum fault
folder_open(int *fd, struct detail *why, const char *path)
{
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd >= 0)
		return FAULT_NONE;
	return fault_text(why,
	    errno == ENOENT       ? FAULT_FOLDER_MISSING
		: errno == EACCES ? FAULT_FOLDER_OUTSIDE
				  : FAULT_FOLDER_UNREADABLE,
	    path);
}

enum fault
folder_new(int *fd, struct detail *why, const char *path)
{
	*fd = -1;
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return fault_text(why, FAULT_FOLDER_UNREADABLE, path);
	return folder_open(fd, why, path);
}

enum fault
desk_looked(struct desk *d, enum err e)
{
	switch ((int)e) {
	case OK:
		return FAULT_NONE;
	case ERR_MISSING:
		return fault_text(&d->detail, FAULT_NO_DESK, d->path);
	case ERR_VERSION:
		return fault_text(&d->detail, FAULT_DESK_OLD, d->path);
	case ERR_FORMAT:
		return fault_plain(&d->detail, FAULT_DESK_DAMAGED);
	default:
		return fault_file(&d->detail, DESK_KEY_FILE, e);
	}
}

enum fault
desk_folder(struct desk *d, const char *path)
{
	enum fault f = folder_open(&d->dir, &d->detail, path);

	if (f != FAULT_NONE)
		return f;
	(void)fault_text(&d->detail, f, path);
	memcpy(d->path, d->detail.text, sizeof(d->path));
	if (flock(d->dir, LOCK_EX | LOCK_NB) != 0)
		return fault_text(&d->detail, FAULT_FOLDER_BUSY, path);
	return desk_looked(d, book_look(d->dir));
}

void
desk_lock(struct desk *d)
{
	book_close(d->book);
	d->book = NULL;
	d->begun = false;
	if (d->session != NULL)
		session_wipe(d->session);
	if (d->state != NULL)
		memset(d->state, 0, sizeof(*d->state));
}

void
desk_close(struct desk *d)
{
	desk_lock(d);
	free(d->state);
	free(d->before);
	locked_free(d->session);
	if (d->dir >= 0)
		(void)close(d->dir);
	*d = (struct desk)DESK_NONE;
}

enum fault
desk_begin(struct desk *d)
{
	enum err e;

	if (d->book == NULL)
		return fault_plain(&d->detail, FAULT_LOCKED);
	if (book_dead(d->book))
		return fault_plain(&d->detail, FAULT_DESK_ENDED);
	e = book_begin(d->book);
	if (e != OK)
		return fault_book(&d->detail, e);
	*d->before = *d->state;
	d->begun = true;
	return FAULT_NONE;
}

enum fault
desk_commit(struct desk *d)
{
	enum err e = state_save(d->state, d->book);

	if (e == OK)
		e = book_commit(d->book);
	if (e == OK) {
		d->begun = false;
		return FAULT_NONE;
	}
	if (book_dead(d->book)) {
		d->begun = false;
		return fault_plain(&d->detail, FAULT_DESK_ENDED);
	}
	return desk_failed(d, e);
}

void
desk_abort(struct desk *d)
{
	if (!d->begun)
		return;
	book_abort(d->book);
	*d->state = *d->before;
	d->begun = false;
}

enum fault
desk_failed(struct desk *d, enum err e)
{
	if (e == OK)
		return FAULT_NONE;
	desk_abort(d);
	return fault_book(&d->detail, e);
}

struct deskkey *
desk_key(struct desk *d)
{
	return book_key(d->book);
}
