/* unlock.c - who sits down at a desk: their key file, their session. */

#include "core/unlock.h"

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
unlock_list(struct deskkey_list *out, struct desk *d)
{
	struct file f = { NULL, 0 };
	enum err e = file_read(&f, d->dir, DESK_KEY_FILE, DESKKEY_MAX);

	memset(out, 0, sizeof(*out));
	if (e == OK)
		e = deskkey_list(out, file_span(&f));
	file_free(&f);
	return desk_looked(d, e);
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
unlock_key(struct staff_secret *secret, struct desk *d, uint8_t s,
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

bool
unlock_has_key(const struct desk *d, uint8_t s)
{
	char name[PERSON_FILE];
	char next[PERSON_FILE];
	int dir = person_folder(d->dir);
	bool has;

	person_file(name, s);
	person_next(next, s);
	has = dir >= 0 &&
	    (faccessat(dir, name, F_OK, 0) == 0 ||
		faccessat(dir, next, F_OK, 0) == 0);
	if (dir >= 0)
		(void)close(dir);
	return has;
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
unlock_session(struct desk *d, uint8_t s, const struct staff_secret *secret)
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
	enum fault f = unlock_key(&secret, d, s, p, key);

	if (f == FAULT_NONE)
		f = book_judge(d, book_open(&d->book, d->dir, s, &secret));
	return f == FAULT_NONE ? unlock_session(d, s, &secret) : f;
}

/*
 * A new key that colleagues gave ${s} lies beside the old one: it counts once
 * it opens the desk.  ${f}: what came of the old one.
 */
static enum fault
unlock_next(struct desk *d, uint8_t s, const struct passphrase *p, enum fault f)
{
	char next[PERSON_FILE];
	WIPED(staff_secret) secret;
	int dir = person_folder(d->dir);
	enum fault got = f;
	bool taken;

	person_next(next, s);
	if (dir < 0)
		return f;
	if (faccessat(dir, next, F_OK, 0) == 0)
		got = key_read(&secret, d, s, p, dir, next);
	if (got == FAULT_NONE)
		got = book_judge(d, book_open(&d->book, d->dir, s, &secret));
	/* if it stays beside the old one, it opens the desk next time, too */
	taken = got == FAULT_NONE && person_next_take(dir, s) == OK;
	(void)taken;
	(void)close(dir);
	if (got != FAULT_NONE)
		return got == FAULT_PERSON_KEY_FOREIGN ? f : got;
	return unlock_session(d, s, &secret);
}

enum fault
unlock_desk(struct desk *d, uint8_t s, const struct passphrase *p,
    const char *key)
{
	enum fault f = unlock_with(d, s, p, key);

	if (key == NULL &&
	    (f == FAULT_PASSPHRASE_WRONG || f == FAULT_PERSON_KEY_FOREIGN ||
		f == FAULT_PERSON_KEY_MISSING))
		return unlock_next(d, s, p, f);
	return f;
}
