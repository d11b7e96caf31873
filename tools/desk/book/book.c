/* book.c - opens, makes and closes the casebook, begins and undoes changes. */

#include "book/book.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "book/db.h"
#include "book/files.h"
#include "book/lock.h"
#include "book/part.h"
#include "book/schema.h"
#include "bookfile.h"
#include "os/file.h"
#include "os/process.h"

enum err
book_look(int dir)
{
	return files_look(dir);
}

void
book_unmake(int dir)
{
	static const uint8_t none[BOOK_NAME_SIZE];

	(void)unlinkat(dir, KEY_NAME, 0);
	(void)unlinkat(dir, LOCK_NAME, 0);
	if (files_sweep(dir, none) != OK)
		return; /* the caller says already what went wrong */
}

static enum err
book_new(struct book **out, int dir)
{
	struct book *b = calloc(1, sizeof(*b));

	*out = NULL;
	if (b == NULL)
		return ERR_MEMORY;
	b->dir = dir;
	b->lock = -1;
	b->key = locked_new(sizeof(*b->key));
	b->kept = locked_new(sizeof(*b->kept));
	if (b->key == NULL || b->kept == NULL) {
		book_close(b);
		return ERR_MEMORY;
	}
	*out = b;
	return OK;
}

void
book_close(struct book *b)
{
	if (b == NULL)
		return;
	db_close(&b->db);
	locked_free(b->key);
	locked_free(b->kept);
	if (b->lock >= 0)
		(void)close(b->lock);
	free(b);
}

/* A file that a desk must have. */
static enum err
needed(enum err e)
{
	return e == ERR_MISSING ? ERR_FORMAT : e;
}

static enum err
read_key(struct book *b, uint8_t s, const struct staff_secret *secret)
{
	WIPED(lock_bytes) lock;
	struct file f;
	enum err e = lock_read(&lock, b->lock);

	if (e != OK)
		return e;
	e = needed(file_read(&f, b->dir, KEY_NAME, DESKKEY_MAX));
	if (e != OK)
		return e;
	e = deskkey_open(b->key, &b->half, file_span(&f), s, secret, lock.b);
	if (e == OK)
		*b->kept = *b->key;
	file_free(&f);
	return e;
}

static enum err
read_casebook(struct book *b)
{
	char name[CASEBOOK_NAME_SIZE];
	struct file f;
	struct span image;
	enum err e;

	files_casebook(name, b->key->book_name);
	e = needed(file_read(&f, b->dir, name, bookfile_size(BOOK_MAX)));
	if (e != OK)
		return e;
	e = bookfile_open(&image, f.p, f.n, &b->key->book, b->key->book_name);
	if (e == OK)
		e = db_load(&b->db, image);
	file_free(&f);
	return e;
}

/*
 * The exchange of desk.key may not have reached the disk: sync the folder
 * before the half of the older one is destroyed.
 */
static enum err
end_crash(struct book *b)
{
	enum err e = files_sync(b->dir);

	if (e == OK)
		e = lock_burn(b->lock, !b->half);
	if (e == OK)
		e = files_sweep(b->dir, b->key->book_name);
	return e;
}

static enum err
update(struct book *b)
{
	enum err e = book_begin(b);

	if (e == OK)
		e = schema_update(b, &schema_desk);
	if (e == OK)
		e = book_commit(b);
	book_abort(b);
	return e;
}

enum err
book_open(struct book **out, int dir, uint8_t s,
    const struct staff_secret *secret)
{
	struct book *b = NULL;
	bool old = false;
	enum err e = files_look(dir);

	*out = NULL;
	if (e == OK)
		e = book_new(&b, dir);
	if (e == OK)
		e = needed(lock_open(&b->lock, dir));
	if (e == OK)
		e = read_key(b, s, secret);
	if (e == OK)
		e = read_casebook(b);
	if (e == OK)
		e = schema_check(&old, b, &schema_desk);
	if (e == OK)
		e = end_crash(b);
	if (e == OK && old)
		e = update(b);
	if (e == OK)
		*out = b;
	else
		book_close(b);
	return e;
}

/* Hold the folder, and look again: another program may have made a desk. */
static enum err
make_lock(struct book *b)
{
	enum err e = lock_make(&b->lock, b->dir);

	if (e != OK)
		return e;
	e = files_look(b->dir);
	if (e != ERR_MISSING)
		return e == OK || e == ERR_FORMAT ? ERR_SERVICE : e;
	e = lock_burn(b->lock, 0);
	return e == OK ? lock_burn(b->lock, 1) : e;
}

/* The desk in ${b}'s folder: with the database ${image}, or an empty one. */
static enum err
make_files(struct book *b, const struct deskkey *first,
    const struct span *image)
{
	enum err e = make_lock(b);

	if (e != OK)
		return e;
	*b->key = *first;
	*b->kept = *first;
	b->half = 1; /* so that the first commit names half 0 */
	e = image == NULL ? db_new(&b->db) : db_load(&b->db, *image);
	if (e == OK)
		e = update(b);
	return e == OK ? files_sweep(b->dir, b->key->book_name) : e;
}

enum err
book_make_of(struct book **out, int dir, const struct deskkey *first,
    const struct span *image)
{
	struct book *b = NULL;
	enum err e = files_look(dir);

	*out = NULL;
	if (e != ERR_MISSING)
		return e == OK || e == ERR_FORMAT ? ERR_SERVICE : e;
	e = book_new(&b, dir);
	if (e == OK)
		e = make_files(b, first, image);
	if (e == OK) {
		*out = b;
		return OK;
	}
	/* leave nothing of a desk that was not made */
	if (b != NULL && b->lock >= 0 && files_look(dir) == ERR_MISSING)
		(void)unlinkat(dir, LOCK_NAME, 0);
	book_close(b);
	return e;
}

enum err
book_make(struct book **out, int dir, const struct deskkey *first)
{
	return book_make_of(out, dir, first, NULL);
}

enum err
book_begin(struct book *b)
{
	enum err e;

	if (b->dead || b->begun)
		return ERR_IO;
	e = db_begin(&b->db);
	b->begun = e == OK;
	b->bad = OK;
	return e;
}

void
book_abort(struct book *b)
{
	if (!b->begun)
		return;
	b->begun = false;
	*b->key = *b->kept;
	/* SQLite undoes the whole change itself after some errors */
	if (db_begun(&b->db) && db_rollback(&b->db) != OK && db_begun(&b->db))
		b->dead = true;
}

bool
book_dead(const struct book *b)
{
	return b->dead;
}

struct deskkey *
book_key(struct book *b)
{
	return b->key;
}

struct sqlite3 *
book_db(struct book *b)
{
	return b->dead ? NULL : b->db.p;
}

void
book_spoil(struct book *b, enum err e)
{
	if (b->bad == OK)
		b->bad = e;
}
