/* commit.c - writes a change to the files, in an order of which a power cut at
 * any moment leaves the older state or the newer one. */

#include "book/book.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "book/db.h"
#include "book/files.h"
#include "book/lock.h"
#include "book/part.h"
#include "bookfile.h"
#include "os/file.h"
#include "os/process.h"

/* Write the database to the file that ${b->key} names. */
static enum err
write_casebook(struct book *b)
{
	char name[CASEBOOK_NAME_SIZE];
	struct image image = { { NULL, 0 }, NULL };
	uint8_t *sealed = NULL;
	size_t n;
	enum err e = db_image(&image, &b->db);

	if (e != OK)
		return e;
	n = bookfile_size(image.bytes.n);
	sealed = n == 0 ? NULL : malloc(n);
	if (sealed == NULL)
		e = n == 0 ? ERR_TOO_LONG : ERR_MEMORY;
	else
		e = bookfile_seal(sealed, image.bytes, &b->key->book,
		    b->key->book_name);
	image_free(&image);
	files_casebook(name, b->key->book_name);
	if (e == OK)
		e = file_write(b->dir, name, (struct span){ sealed, n });
	free(sealed);
	return e;
}

/* Is desk.key the one of ${bytes}?  Else it is the one of before. */
static enum err
key_landed(bool *landed, struct book *b, struct span bytes)
{
	struct file f;
	enum err e = file_read(&f, b->dir, KEY_NAME, DESKKEY_MAX);

	*landed = e == OK && f.n == bytes.n && memcmp(f.p, bytes.p, f.n) == 0;
	file_free(&f);
	return e == ERR_MISSING ? OK : e; /* of a first commit */
}

/* Exchange desk.key.  If nobody can say which one it is, the book is dead. */
static enum err
write_key(struct book *b, struct span bytes)
{
	enum err e = file_write(b->dir, KEY_NAME, bytes);
	bool landed;

	if (e == OK)
		return OK;
	if (key_landed(&landed, b, bytes) != OK || landed)
		b->dead = true;
	return e;
}

/* Seal desk.key to a new W, which goes into the other half first. */
static enum err
write_keys(struct book *b)
{
	WIPED(half_key) w;
	uint8_t *p = locked_new(DESKKEY_MAX);
	struct writer out = { p, DESKKEY_MAX, 0, false };
	enum err e = p == NULL ? ERR_MEMORY : OK;

	half_key_draw(&w);
	if (e == OK)
		e = deskkey_seal(&out, b->key, &w, !b->half);
	if (e == OK)
		e = lock_put(b->lock, !b->half, &w);
	if (e == OK)
		e = write_key(b, (struct span){ p, out.n });
	locked_free(p);
	return e;
}

/* Leave nothing of a change that is undone; if that fails, book_open() will. */
static void
undo_files(struct book *b)
{
	char name[CASEBOOK_NAME_SIZE];
	bool gone;

	files_casebook(name, b->key->book_name);
	gone = files_destroy(b->dir, name) == OK;
	gone = lock_burn(b->lock, !b->half) == OK && gone;
	(void)gone;
}

static enum err
write_files(struct book *b)
{
	enum err e;

	randombytes_buf(b->key->book_name, sizeof(b->key->book_name));
	randombytes_buf(b->key->book.b, sizeof(b->key->book.b));
	e = write_casebook(b);
	if (e == OK)
		e = write_keys(b);
	if (e != OK && !b->dead)
		undo_files(b);
	return e;
}

/* The files hold the change.  Keep it, and destroy what they held before. */
static enum err
finish(struct book *b)
{
	char old[CASEBOOK_NAME_SIZE];
	enum err e = db_commit(&b->db);

	files_casebook(old, b->kept->book_name);
	if (e == OK)
		e = lock_burn(b->lock, b->half);
	if (e == OK)
		e = files_destroy(b->dir, old);
	if (e != OK) {
		b->dead = true;
		return e;
	}
	b->half = !b->half;
	*b->kept = *b->key;
	b->begun = false;
	return OK;
}

enum err
book_commit(struct book *b)
{
	enum err e = b->bad;

	if (b->dead || !b->begun)
		return ERR_IO;
	if (e == OK && !db_begun(&b->db))
		e = ERR_IO;
	if (e == OK)
		e = db_ready(&b->db);
	if (e == OK)
		e = write_files(b);
	if (e == OK)
		e = finish(b);
	if (e != OK && !b->dead)
		book_abort(b);
	return e;
}
