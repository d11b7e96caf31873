/* copy.c - a backup: the casebook in one file, and a desk made of it. */

#include "book/copy.h"

#include <stdlib.h>

#include "backup.h"
#include "book/db.h"
#include "book/part.h"
#include "os/process.h"

enum err
copy_make(struct file *out, struct book *b)
{
	struct image image = { { NULL, 0 }, NULL };
	enum err e = b->dead || b->begun ? ERR_IO : db_image(&image, &b->db);

	*out = (struct file){ NULL, 0 };
	if (e != OK)
		return e;
	out->n = backup_size(image.bytes.n, b->key->persons);
	out->p = out->n == 0 ? NULL : malloc(out->n);
	if (out->n == 0)
		e = ERR_TOO_LONG;
	else if (out->p == NULL)
		e = ERR_MEMORY;
	else
		e = backup_seal(out->p, image.bytes, b->key->person,
		    b->key->persons);
	image_free(&image);
	if (e != OK)
		file_free(out);
	return e;
}

size_t
copy_most(void)
{
	return backup_size(BOOK_MAX, DESK_PERSONS_MAX);
}

enum err
copy_list(struct deskkey_list *out, const struct file *file)
{
	return backup_list(out, file_span(file));
}

/* The keys of a desk that has the persons of ${file}. */
static enum err
key_new(struct deskkey *k, const struct file *file)
{
	randombytes_buf(k->ops.b, sizeof(k->ops.b));
	return backup_persons(k->person, &k->persons, file_span(file));
}

enum err
copy_open(struct book **out, int dir, struct file *file, uint8_t s,
    const struct staff_secret *secret)
{
	struct deskkey *k = locked_new(sizeof(*k));
	struct span db;
	enum err e = ERR_MEMORY;

	*out = NULL;
	if (k == NULL)
		return e;
	e = backup_open(&db, file->p, file->n, s, secret);
	if (e == OK)
		e = key_new(k, file);
	if (e == OK)
		e = book_make_of(out, dir, k, &db);
	locked_free(k);
	return e;
}
