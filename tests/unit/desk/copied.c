/* copied.c - tests a desk that is made of its backup. */

#include "desk/team_kit.h"

#include <sys/stat.h>

#include <dirent.h>
#include <fcntl.h>

#include "backup.h"
#include "book/cases.h"
#include "book/query.h"
#include "core/backup.h"
#include "core/seed.h"
#include "os/clock.h"

static unsigned days; /* calls of clock_day() that still know the day */

WRAPPED(int32_t, clock_day, void);

int32_t
WRAP(clock_day)(void)
{
	if (days == 0)
		return 0;
	days--;
	return REAL(clock_day)();
}

static size_t most; /* bytes that the last file may have had */

WRAPPED(enum err, file_read_linked, struct file *f, const char *path,
    size_t max);

enum err
WRAP(file_read_linked)(struct file *f, const char *path, size_t max)
{
	most = max;
	return REAL(file_read_linked)(f, path, max);
}

static char stick[96];
static char backup[256];
static char twin[96];

static void
change(const char *sql)
{
	is(desk_begin(&desk), FAULT_NONE);
	assert_int_equal(query_run(desk.book, sql), OK);
	is(desk_commit(&desk), FAULT_NONE);
}

/* A desk of two, with a stick. */
static int
begin(void **state)
{
	days = UINT32_MAX;
	(void)team_begin_two(state);
	(void)snprintf(stick, sizeof(stick), "%s/stick", folder);
	(void)snprintf(twin, sizeof(twin), "%s/twin", folder);
	assert_int_equal(mkdir(stick, 0700), 0);
	return 0;
}

static void
copy(void)
{
	char name[BACKUP_NAME];
	uint32_t id;
	int fd = open(stick, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	is(backup_write(&id, &desk, fd), FAULT_NONE);
	(void)close(fd);
	backup_name(name, &desk, id);
	(void)snprintf(backup, sizeof(backup), "%s/%s", stick, name);
	desk_close(&desk);
}

static enum fault
restore(uint8_t s, const char *words)
{
	struct restoring r = { .folder = twin, .backup = backup, .s = s };

	type(words);
	r.pass = typed;
	return restore_make(&desk, &r);
}

static void
has_the_same_persons(void **state)
{
	struct person p;
	uint32_t outbox = desk.state->outbox;

	(void)state;
	copy();
	is(restore(2, "the words of PB"), FAULT_NONE);
	assert_int_equal(desk.session->s, 2);
	assert_int_equal(desk.state->outbox, outbox + BACKUP_AHEAD);
	assert_int_equal(person_load(&p, desk.book, 1), OK);
	assert_string_equal(p.name, "Anna de Vries");
	assert_int_equal(desk_key(&desk)->persons, 2);
	assert_int_equal(desk_key(&desk)->epochs, 0);
	assert_int_equal(most, backup_size(BOOK_MAX, DESK_PERSONS_MAX));
}

/* A thread that was over does not come back: its keys are destroyed. */
static void
what_was_over_ends(void **state)
{
	struct case_file *c = locked_new(sizeof(*c));

	(void)state;
	assert_non_null(c);
	c->number = 1;
	c->life = THREAD_CLOSING;
	memset(&c->thread, 1, sizeof(c->thread));
	is(desk_begin(&desk), FAULT_NONE);
	desk.state->cases = 1;
	assert_int_equal(case_save(c, desk.book), OK);
	is(desk_commit(&desk), FAULT_NONE);
	copy();
	is(restore(2, "the words of PB"), FAULT_NONE);
	assert_int_equal(case_load(c, desk.book, 1), OK);
	assert_int_equal(c->life, THREAD_ENDED);
	assert_true(sodium_is_zero((uint8_t *)&c->thread, sizeof(c->thread)));
	locked_free(c);
}

static void
file_put(const char *end, uint32_t id, const char *text)
{
	char name[BACKUP_NAME];
	int fd = open(stick, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	backup_name(name, &desk, id);
	assert_true(strlen(name) + strlen(end) < sizeof(name));
	memcpy(name + strlen(name), end, strlen(end) + 1);
	if (text != NULL)
		assert_int_equal(file_write(fd, name, span_str(text)), OK);
	else
		assert_int_equal(unlinkat(fd, name, 0), 0);
	(void)close(fd);
}

/* Of another desk with this name, say. */
static void
overwrites_nothing(void **state)
{
	static const char *const ends[] = { "", ".2.key" };
	struct stat st;
	uint32_t id;
	int fd = open(stick, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		file_put(ends[i], 1, "precious");
		is(backup_write(&id, &desk, fd), FAULT_BACKUP_THERE);
		file_put(ends[i], 1, NULL);
	}
	is(backup_write(&id, &desk, fd), FAULT_NONE);
	assert_int_equal(id, 1); /* those were not listed */
	assert_int_equal(fstatat(fd, "backup-noord-1.zegel.2.key", &st, 0), 0);
	is(backup_write(&id, &desk, fd), FAULT_NONE);
	assert_int_equal(id, 2);
	assert_int_equal(fstatat(fd, "backup-noord-1.zegel", &st, 0), 0);
	(void)close(fd);
}

/* A log that somebody changed is told, and costs no case. */
static void
broken_log_is_restored(void **state)
{
	(void)state;
	change("UPDATE journal SET tag = zeroblob(32) WHERE n = 1");
	copy();
	is(restore(1, "the words of AdV"), FAULT_JOURNAL_BROKEN);
	assert_int_equal(desk.detail.n, 1);
	assert_non_null(desk.book);
	desk_close(&desk);
	is(desk_folder(&desk, twin), FAULT_NONE);
	type("the words of AdV");
	is(unlock_desk(&desk, 1, typed, NULL), FAULT_JOURNAL_BROKEN);
	assert_int_equal(desk.state->outbox, BACKUP_AHEAD);
}

/* What was not finished leaves an empty folder, whoever it was. */
static void
failure_leaves_nothing(void **state)
{
	const struct dirent *entry;
	unsigned n = 0;
	DIR *d;

	(void)state;
	copy();
	days = 1;
	is(restore(2, "the words of PB"), FAULT_DATE_ANCIENT);
	d = opendir(twin);
	assert_non_null(d);
	for (entry = readdir(d); entry != NULL; entry = readdir(d))
		n += entry->d_name[0] != '.';
	(void)closedir(d);
	assert_int_equal(n, 0);
}

#define COPY(test) cmocka_unit_test_setup_teardown(test, begin, team_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		COPY(has_the_same_persons),
		COPY(what_was_over_ends),
		COPY(overwrites_nothing),
		COPY(broken_log_is_restored),
		COPY(failure_leaves_nothing),
	};

	return cmocka_run_group_tests_name("desk_copied", tests, NULL, NULL);
}
