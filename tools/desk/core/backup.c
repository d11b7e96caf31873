/* backup.c - a copy of the casebook for the safe. */

#include "core/backup.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "book/query.h"
#include "core/journal.h"
#include "core/seed.h"
#include "week.h"

void
backup_name(char out[static BACKUP_NAME], const struct desk *d, uint32_t id)
{
	struct writer w = { (uint8_t *)out, BACKUP_NAME, 0, false };

	memset(out, 0, BACKUP_NAME);
	wire_put_str(&w, "backup-");
	wire_put_str(&w, d->state->name);
	wire_put_str(&w, "-");
	wire_put_decimal(&w, id);
	wire_put_str(&w, ".zegel");
}

/* Beside it: "backup-noord-7.zegel.2.key". */
static void
key_name(char out[static BACKUP_NAME], const struct desk *d, uint32_t id,
    uint8_t s)
{
	struct writer w = { (uint8_t *)out, BACKUP_NAME, 0, false };

	backup_name(out, d, id);
	w.n = strlen(out);
	wire_put_str(&w, ".");
	wire_put_decimal(&w, s);
	wire_put_str(&w, ".key");
}

/* A file of this name is there: of a desk of the same name, or of before a
 * restore. */
static enum fault
free_check(struct desk *d, int stick, const char *name)
{
	struct stat st;

	return fstatat(stick, name, &st, AT_SYMLINK_NOFOLLOW) == 0
	    ? fault_text(&d->detail, FAULT_BACKUP_THERE, name)
	    : FAULT_NONE;
}

static enum fault
all_free(struct desk *d, int stick, uint32_t id)
{
	const struct deskkey *k = desk_key(d);
	char name[BACKUP_NAME];
	enum fault f;

	backup_name(name, d, id);
	f = free_check(d, stick, name);
	for (size_t i = 0; i < k->persons && f == FAULT_NONE; i++) {
		key_name(name, d, id, k->person[i].s);
		f = free_check(d, stick, name);
	}
	return f;
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
listed(uint32_t *id, struct desk *d, int stick)
{
	enum fault f = desk_begin(d);

	if (f == FAULT_NONE)
		f = desk_failed(d, backup_list_it(id, d));
	if (f == FAULT_NONE)
		f = all_free(d, stick, *id);
	if (f == FAULT_NONE)
		f = journal_commit(d, ACT_BACKUP, *id);
	desk_abort(d);
	return f;
}

/* Never over another file: the name is taken first. */
static enum fault
new_write(struct desk *d, int stick, const char *name, struct span bytes)
{
	int fd =
	    openat(stick, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum err e;

	if (fd < 0 && errno == EEXIST)
		return fault_text(&d->detail, FAULT_BACKUP_THERE, name);
	if (fd < 0)
		return fault_file(&d->detail, name,
		    errno == ENOSPC ? ERR_FULL : ERR_IO);
	(void)close(fd);
	e = file_write(stick, name, bytes);
	if (e == OK)
		return FAULT_NONE;
	(void)unlinkat(stick, name, 0);
	return fault_file(&d->detail, name, e);
}

/* The key of person ${s}, if it lies in the desk's folder. */
static enum fault
key_copy(struct desk *d, uint8_t s, int stick, uint32_t id)
{
	struct file f = { NULL, 0 };
	char name[PERSON_FILE];
	char copy[BACKUP_NAME];
	int dir = person_folder(d->dir);
	enum fault fault = FAULT_NONE;
	enum err e;

	person_file(name, s);
	key_name(copy, d, id, s);
	e = dir < 0 ? ERR_IO : file_read(&f, dir, name, STAFF_FILE_SIZE);
	if (e == OK)
		fault = new_write(d, stick, copy, file_span(&f));
	else if (e != ERR_MISSING)
		fault = fault_file(&d->detail, name, e);
	file_free(&f);
	if (dir >= 0)
		(void)close(dir);
	return fault;
}

/* The casebook last: with it the backup is there. */
static enum fault
files_write(struct desk *d, int stick, uint32_t id)
{
	const struct deskkey *k = desk_key(d);
	char name[BACKUP_NAME];
	struct file f;
	enum err e = copy_make(&f, d->book);
	enum fault fault;

	backup_name(name, d, id);
	fault = e == OK ? FAULT_NONE : fault_file(&d->detail, name, e);
	for (size_t i = 0; i < k->persons && fault == FAULT_NONE; i++)
		fault = key_copy(d, k->person[i].s, stick, id);
	if (fault == FAULT_NONE)
		fault = new_write(d, stick, name, file_span(&f));
	file_free(&f);
	return fault;
}

enum fault
backup_write(uint32_t *id, struct desk *d, int stick)
{
	enum fault f = listed(id, d, stick);

	return f == FAULT_NONE ? files_write(d, stick, *id) : f;
}
