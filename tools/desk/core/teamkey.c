/* teamkey.c - the key files of the persons of a desk. */

#include "core/team.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "book/files.h"
#include "core/journal.h"
#include "core/recover.h"
#include "core/unlock.h"

/* What came of writing the key file ${name}. */
static enum fault
key_written(struct desk *d, const char *name, const struct keyhole *hole,
    enum err e)
{
	if (e == ERR_MEMORY)
		return fault_number(&d->detail, FAULT_KEY_MEMORY,
		    hole->kib / 1024);
	return e == OK ? FAULT_NONE : fault_file(&d->detail, name, e);
}

/* The key file of person ${s}; ${next}: the one that comes after it. */
enum fault
team_key_write(struct desk *d, uint8_t s, const struct staff_secret *secret,
    const struct keyhole *hole, bool next)
{
	char name[PERSON_FILE];
	int dir = person_folder(d->dir);
	enum err e = dir < 0 ? ERR_IO : OK;

	if (next)
		person_next(name, s);
	else
		person_file(name, s);
	if (e == OK)
		e = person_write(dir, name, s, secret, hole);
	if (dir >= 0)
		(void)close(dir);
	return key_written(d, name, hole, e);
}

enum fault
team_key_save(struct desk *d, uint8_t s, const struct staff_secret *secret,
    const struct keyhole *hole)
{
	return team_key_write(d, s, secret, hole, false);
}

void
team_key_drop(struct desk *d, uint8_t s, bool next)
{
	char name[PERSON_FILE];
	int dir = person_folder(d->dir);

	if (next)
		person_next(name, s);
	else
		person_file(name, s);
	if (dir >= 0 && files_destroy(dir, name) != OK)
		(void)fault_text(&d->detail, FAULT_FILE, name);
	if (dir >= 0)
		(void)close(dir);
}

void
team_key_forget(struct desk *d, uint8_t act, uint8_t s)
{
	const struct detail why = d->detail;
	bool added = act == ACT_PERSON_ADDED;
	struct person p;
	uint32_t id;

	/* it may be of somebody with the same number, or still wait */
	if ((added || act == ACT_PERSON_RECOVERED) && !book_dead(d->book) &&
	    proposal_find(&id, d, (enum act)act, s) == FAULT_NONE && id == 0 &&
	    (!added || person_load(&p, d->book, s) == ERR_MISSING))
		team_key_drop(d, s, !added);
	d->detail = why;
}

/* PERSON_KEY_FOREIGN if the key in the file is not the one that counts. */
static enum fault
listed_check(struct desk *d, const struct staff_secret *secret)
{
	const struct desk_person *p =
	    deskkey_person(desk_key(d), d->session->s);
	struct staff_public pk;

	return p == NULL || staff_public_of(&pk, secret) != OK ||
		memcmp(pk.b, p->pk.b, sizeof(pk.b)) != 0
	    ? fault_plain(&d->detail, FAULT_PERSON_KEY_FOREIGN)
	    : FAULT_NONE;
}

/* The file that comes next takes the place of the one of who is at work. */
static enum fault
next_take(struct desk *d)
{
	char name[PERSON_FILE];
	int dir = person_folder(d->dir);
	enum err e = dir < 0 ? ERR_IO : person_next_take(dir, d->session->s);

	person_file(name, d->session->s);
	if (dir >= 0)
		(void)close(dir);
	return e == OK ? FAULT_NONE : fault_file(&d->detail, name, e);
}

/* Their key file on a stick: written where it lies, and put back if that is not
 * logged.  ${key}: its path. */
static enum fault
stick_change(struct desk *d, const struct staff_secret *secret, const char *key,
    const struct passphrase *old, const struct keyhole *hole)
{
	const struct keyhole before = { passphrase_span(old), hole->kib };
	uint8_t s = d->session->s;
	struct detail why;
	enum fault f = key_written(d, key, hole,
	    person_write(AT_FDCWD, key, s, secret, hole));

	if (f != FAULT_NONE)
		return f;
	f = desk_begin(d);
	if (f == FAULT_NONE)
		f = journal_commit(d, ACT_PERSON_CHANGED, s);
	desk_abort(d);
	why = d->detail;
	if (f != FAULT_NONE)
		(void)key_written(d, key, &before,
		    person_write(AT_FDCWD, key, s, secret, &before));
	d->detail = why;
	return f;
}

/* The file in the folder: beside the old one until that is logged. */
static enum fault
folder_change(struct desk *d, const struct staff_secret *secret,
    const struct keyhole *hole)
{
	uint8_t s = d->session->s;
	enum fault f = recover_waits(d, s);

	if (f == FAULT_NONE)
		f = team_key_write(d, s, secret, hole, true);
	if (f != FAULT_NONE)
		return f;
	f = desk_begin(d);
	if (f == FAULT_NONE)
		f = journal_commit(d, ACT_PERSON_CHANGED, s);
	desk_abort(d);
	if (f == FAULT_NONE)
		return next_take(d);
	team_key_drop(d, s, true);
	return f;
}

enum fault
team_change(struct desk *d, const struct passphrase *old, const char *key,
    const struct keyhole *hole)
{
	WIPED(staff_secret) secret;
	enum fault f = unlock_key(&secret, d, d->session->s, old, key);

	if (f == FAULT_NONE)
		f = listed_check(d, &secret);
	if (f != FAULT_NONE)
		return f;
	return key == NULL ? folder_change(d, &secret, hole)
			   : stick_change(d, &secret, key, old, hole);
}
