/* fail_folder.h - restores a service's folder and stick before each try of
 * fail.h, and checks them afterwards. */

#ifndef SERVER_FAIL_FOLDER_H
#define SERVER_FAIL_FOLDER_H

#include "server/bundle_kit.h"

#include "server/fail.h"

enum {
	FAIL_DEPOSITS = 7, /* envelopes in the pool, from 0 on */
};

/* Run in memory, so that no test waits for a disk. */
static inline int
fail_setup(void **state)
{
	(void)state;
	kit_user();
	(void)snprintf(kit.dir, sizeof(kit.dir), "/dev/shm/zegel-fail.XXXXXX");
	kit.now = (time_t)SIGNED_DAY * 86400;
	return sodium_init() < 0 || mkdtemp(kit.dir) == NULL ||
	    chdir(kit.dir) != 0;
}

static inline void
fail_add(struct rows *r, const struct fail_row *row, CMUnitTestFunction test)
{
	rows_add(r, row->name, NULL, test, row);
	r->test[r->n - 1].setup_func = fail_setup;
	r->test[r->n - 1].teardown_func = kit_end;
}

/* Run ${test} on all ${n} rows; the exit status of the program ${file}. */
static inline int
fail_rows(const struct fail_row *row, size_t n, CMUnitTestFunction test,
    const char *file)
{
	static struct rows tests;

	for (size_t i = 0; i < n; i++)
		fail_add(&tests, &row[i], test);
	return rows_run(&tests, file);
}

/* ---- the folders in "kept/", of which each try gets a copy ---- */
static inline int
fail_copy_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	const char *to = path + strlen("kept/");
	struct file f;
	int rc;

	(void)st;
	if (at->level == 0)
		return 0;
	if (type == FTW_D)
		return mkdir(to, 0700);
	rc = file_read(&f, AT_FDCWD, path, 1 << 26) == OK ? 0 : 1;
	if (rc == 0)
		rc = file_write(AT_FDCWD, to, file_span(&f)) == OK ? 0 : 1;
	file_free(&f);
	return rc;
}

static inline void
fail_remove(const char *path)
{
	if (access(path, F_OK) == 0)
		assert_true(remove_tree(path));
}

/* Keep "data" and "stick" as they are now, for fail_ready() to restore. */
static inline void
fail_keep(void)
{
	assert_int_equal(mkdir("kept", 0700), 0);
	assert_int_equal(rename("data", "kept/data"), 0);
	assert_int_equal(rename("stick", "kept/stick"), 0);
}

static inline void
fail_ready(void)
{
	fail_remove("data");
	fail_remove("stick");
	assert_int_equal(nftw("kept", fail_copy_one, 16, FTW_PHYS), 0);
}

/* ---- what must hold, whatever failed ---- */
/* The process exited with 0, or with 1 and a message. */
static inline bool
fail_spoke(int status)
{
	static const char word[] = "zegeld: ";
	struct file f;
	bool spoke;

	if (status == 0)
		return true;
	spoke = file_read(&f, AT_FDCWD, "said", 1 << 16) == OK &&
	    memmem(f.p, f.n, word, strlen(word)) != NULL;
	file_free(&f);
	return status == 1 && spoke;
}

/* The folder opens, and its pool has all its envelopes. */
static inline bool
fail_pool_whole(void)
{
	struct store *s;
	bool whole = true;

	if (store_open(&s, "data") != OK)
		return false;
	for (uint32_t i = 0; i < FAIL_DEPOSITS; i++)
		whole = whole && kit_found(s, i);
	store_close(s);
	return whole;
}

static inline void
fail_deposit(uint16_t week)
{
	struct store *s;

	assert_int_equal(store_open(&s, "data"), OK);
	for (uint32_t i = 0; i < FAIL_DEPOSITS; i++)
		assert_int_equal(kit_deposit(s, week, i), OK);
	store_close(s);
}

/* Run ${act} again without failures; true if it succeeds. */
static inline bool
fail_again(int (*act)(void))
{
	const struct fail_row row = { "again", NULL, act, NULL, false };

	*fail_plan = (struct fail_plan){ .call = -1 };
	return fail_fork(&row) == 0;
}

#endif
