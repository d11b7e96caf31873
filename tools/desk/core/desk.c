/* desk.c - an open desk: its folder, its casebook, and who is at work. */

#include "core/desk.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "book/people.h"
#include "core/date.h"
#include "core/journal.h"
#include "core/seed.h"
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

static enum fault
looked(struct desk *d, enum err e)
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
	return looked(d, book_look(d->dir));
}

enum fault
desk_persons(struct deskkey_list *out, struct desk *d)
{
	struct file f = { NULL, 0 };
	enum err e = file_read(&f, d->dir, DESK_KEY_FILE, DESKKEY_MAX);

	memset(out, 0, sizeof(*out));
	if (e == OK)
		e = deskkey_list(out, file_span(&f));
	file_free(&f);
	return looked(d, e);
}

/* What a person's key file says of itself. */
static enum fault
key_judge(struct desk *d, const char *name, enum err e)
{
	switch ((int)e) {
	case OK:
		return FAULT_NONE;
	case ERR_KEY:
		return fault_plain(&d->detail, FAULT_PASSPHRASE_WRONG);
	case ERR_MISSING:
		return fault_text(&d->detail, FAULT_PERSON_KEY_MISSING, name);
	default:
		return fault_file(&d->detail, name, e);
	}
}

/* The key file ${name} in ${dir}. */
static enum fault
key_read(struct staff_secret *secret, struct desk *d, uint8_t s,
    const struct passphrase *p, int dir, const char *name)
{
	uint8_t whose;
	enum err e = person_read(&whose, secret, dir, name, p);

	if (e == ERR_MEMORY)
		return fault_number(&d->detail, FAULT_KEY_MEMORY,
		    seed_kib(dir, name) / 1024);
	if (e == OK && whose != s) {
		staff_secret_wipe(secret);
		return fault_plain(&d->detail, FAULT_PERSON_KEY_FOREIGN);
	}
	return key_judge(d, name, e);
}

enum fault
desk_person(struct staff_secret *secret, struct desk *d, uint8_t s,
    const struct passphrase *p, const char *key)
{
	char name[PERSON_FILE];
	enum fault f;
	int dir;

	staff_secret_wipe(secret);
	if (key != NULL)
		return key_read(secret, d, s, p, AT_FDCWD, key);
	person_file(name, s);
	dir = person_folder(d->dir);
	f = key_read(secret, d, s, p, dir, name);
	if (dir >= 0)
		(void)close(dir);
	return f;
}

/* What keeps a desk from opening for a person whose key is at hand. */
static enum fault
book_judge(struct desk *d, enum err e)
{
	switch ((int)e) {
	case OK:
		return FAULT_NONE;
	case ERR_MISSING:
	case ERR_KEY:
		return fault_plain(&d->detail, FAULT_PERSON_KEY_FOREIGN);
	case ERR_AGAIN:
		return fault_text(&d->detail, FAULT_FOLDER_BUSY, d->path);
	default:
		return fault_book(&d->detail, e);
	}
}

/* Room for what is known only while somebody is at work. */
static enum err
memory_get(struct desk *d)
{
	if (d->state == NULL)
		d->state = calloc(1, sizeof(*d->state));
	if (d->before == NULL)
		d->before = calloc(1, sizeof(*d->before));
	if (d->session == NULL)
		d->session = locked_new(sizeof(*d->session));
	return d->state == NULL || d->before == NULL || d->session == NULL
	    ? ERR_MEMORY
	    : OK;
}

static enum err
session_begin(struct desk *d, uint8_t s, const struct staff_secret *secret)
{
	struct person *p = malloc(sizeof(*p));
	enum err e = p == NULL ? ERR_MEMORY : person_load(p, d->book, s);

	if (e == OK) {
		d->session->s = s;
		memcpy(d->session->initials, p->initials,
		    sizeof(d->session->initials));
		d->session->log_from = p->log_from;
		journal_key(&d->session->journal, secret, &d->state->desk, s);
	}
	free(p);
	return e;
}

enum fault
desk_session(struct desk *d, uint8_t s, const struct staff_secret *secret)
{
	enum err e = memory_get(d);

	if (e == OK)
		e = state_load(d->state, d->book);
	if (e == OK)
		e = session_begin(d, s, secret);
	if (e != OK) {
		desk_lock(d);
		return fault_book(&d->detail, e);
	}
	/* for the log; what signs or destroys proves it first */
	(void)date_begin(d);
	return journal_verify(d);
}

static enum fault
unlock_with(struct desk *d, uint8_t s, const struct passphrase *p,
    const char *key)
{
	WIPED(staff_secret) secret;
	enum fault f = desk_person(&secret, d, s, p, key);

	if (f == FAULT_NONE)
		f = book_judge(d, book_open(&d->book, d->dir, s, &secret));
	return f == FAULT_NONE ? desk_session(d, s, &secret) : f;
}

/*
 * A new key that colleagues gave ${s} lies beside the old one: it counts once
 * it opens the desk.  ${f}: what came of the old one.
 */
static enum fault
unlock_next(struct desk *d, uint8_t s, const struct passphrase *p, enum fault f)
{
	char next[PERSON_FILE];
	char name[PERSON_FILE];
	WIPED(staff_secret) secret;
	int dir = person_folder(d->dir);
	enum fault got = f;

	person_next(next, s);
	person_file(name, s);
	if (dir < 0)
		return f;
	if (faccessat(dir, next, F_OK, 0) == 0)
		got = key_read(&secret, d, s, p, dir, next);
	if (got == FAULT_NONE)
		got = book_judge(d, book_open(&d->book, d->dir, s, &secret));
	if (got == FAULT_NONE && renameat(dir, next, dir, name) == 0)
		(void)fsync(dir);
	(void)close(dir);
	if (got != FAULT_NONE)
		return got == FAULT_PERSON_KEY_FOREIGN ? f : got;
	return desk_session(d, s, &secret);
}

enum fault
desk_unlock(struct desk *d, uint8_t s, const struct passphrase *p,
    const char *key)
{
	enum fault f = unlock_with(d, s, p, key);

	if (key == NULL &&
	    (f == FAULT_PASSPHRASE_WRONG || f == FAULT_PERSON_KEY_FOREIGN ||
		f == FAULT_PERSON_KEY_MISSING))
		return unlock_next(d, s, p, f);
	return f;
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
