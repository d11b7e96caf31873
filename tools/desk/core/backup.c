/* backup.c - a copy of the casebook for the safe. */

#include "core/backup.h"

#include <string.h>
#include <unistd.h>

#include "book/query.h"
#include "core/journal.h"
#include "core/seed.h"
#include "week.h"

void
backup_name(char out[static BACKUP_NAME], uint32_t id)
{
	struct writer w = { (uint8_t *)out, BACKUP_NAME, 0, false };

	memset(out, 0, BACKUP_NAME);
	wire_put_str(&w, "backup-");
	wire_put_decimal(&w, id);
	wire_put_str(&w, ".zegel");
}

/* The desk lists it: it will hold what is destroyed here later. */
static enum err
backup_list_it(uint32_t *id, struct desk *d)
{
	struct query q;

	*id = 0;
	query_begin(&q, d->book,
	    "INSERT INTO backup (label, week, cases)"
	    " VALUES ('', ?, ?) RETURNING id");
	query_put_u32(&q, week_of_day(d->day));
	query_put_u32(&q, d->state->cases);
	while (query_row(&q))
		*id = query_u32(&q);
	return query_end(&q);
}

static enum fault
listed(uint32_t *id, struct desk *d)
{
	enum fault f = desk_begin(d);

	if (f == FAULT_NONE)
		f = desk_failed(d, backup_list_it(id, d));
	if (f == FAULT_NONE)
		f = journal_commit(d, ACT_BACKUP, *id);
	desk_abort(d);
	return f;
}

/* The key of person ${s}, if it lies in the desk's folder. */
static enum err
key_copy(struct desk *d, uint8_t s, int stick)
{
	struct file f = { NULL, 0 };
	char name[PERSON_FILE];
	char copy[PERSON_COPY];
	int dir = person_folder(d->dir);
	enum err e;

	person_file(name, s);
	person_copy(copy, s);
	e = dir < 0 ? ERR_IO : file_read(&f, dir, name, STAFF_FILE_SIZE);
	if (e == OK)
		e = file_write(stick, copy, file_span(&f));
	file_free(&f);
	if (dir >= 0)
		(void)close(dir);
	return e == ERR_MISSING ? OK : e;
}

/* The casebook last: with it the backup is there. */
static enum err
files_write(struct desk *d, int stick, uint32_t id)
{
	const struct deskkey *k = desk_key(d);
	char name[BACKUP_NAME];
	struct file f;
	enum err e = copy_make(&f, d->book);

	backup_name(name, id);
	for (size_t i = 0; i < k->persons && e == OK; i++)
		e = key_copy(d, k->person[i].s, stick);
	if (e == OK)
		e = file_write(stick, name, file_span(&f));
	file_free(&f);
	return e;
}

enum fault
backup_write(uint32_t *id, struct desk *d, int stick, const char *path)
{
	enum fault f = listed(id, d);
	enum err e;

	if (f != FAULT_NONE)
		return f;
	e = files_write(d, stick, *id);
	return e == OK ? FAULT_NONE : fault_file(&d->detail, path, e);
}
