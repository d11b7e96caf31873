/* store.c - tests the state and the life of the pool. */

#include "server/kit.h"

static void
store_is_created_once_and_opened(void **state)
{
	struct store *s = NULL;
	char path[STORE_PATH + 1];

	(void)state;
	assert_int_equal(store_open(&s, "data"), ERR_MISSING);
	assert_null(s);
	assert_int_equal(mkdir("data", 0700), 0);
	assert_int_equal(store_open(&s, "data"), ERR_MISSING);
	s = kit_store();
	store_close(s);
	s = kit_store(); /* creating it again changes nothing */
	store_close(s);
	memset(path, 'a', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	assert_int_equal(store_create(path), ERR_TOO_LONG);
	assert_int_equal(store_open(&s, path), ERR_TOO_LONG);
	store_close(NULL);
}

static void
assert_value(struct store *s, enum state kind, uint32_t number,
    const char *want)
{
	struct file f;
	enum err e = store_get(s, &f, kind, NULL, number);

	assert_int_equal(e, want == NULL ? ERR_MISSING : OK);
	if (want != NULL)
		assert_true(span_is(file_span(&f), want));
	file_free(&f);
}

static void
state_values_are_stored_replaced_and_deleted(void **state)
{
	struct state_item items[] = {
		{ .kind = STATE_NAME, .value = span_str("demo") },
		{ .kind = STATE_INBOX,
		    .number = 7,
		    .value = span_str("seven") },
		{ .kind = STATE_INBOX,
		    .number = 8,
		    .value = span_str("eight") },
	};
	struct store *s = kit_store();

	(void)state;
	assert_value(s, STATE_NAME, 0, NULL);
	assert_int_equal(store_put(s, items, 3), OK);
	assert_value(s, STATE_NAME, 0, "demo");
	assert_value(s, STATE_INBOX, 7, "seven");
	assert_value(s, STATE_INBOX, 8, "eight");
	assert_value(s, STATE_INBOX, 0, NULL);
	items[0].value = span_str("other");
	items[1].value.n = 0; /* none */
	assert_int_equal(store_put(s, items, 2), OK);
	assert_value(s, STATE_NAME, 0, "other");
	assert_value(s, STATE_INBOX, 7, NULL);
	assert_int_equal(store_put(s, &items[1], 1), OK); /* none to delete */
	store_close(s);
	s = kit_store();
	assert_value(s, STATE_NAME, 0, "other");
	store_close(s);
}

static int
other_changes_state(void)
{
	const struct state_item item = { .kind = STATE_NAME,
		.value = span_str("theirs") };
	struct store *s;

	return store_open(&s, "data") != OK || store_put(s, &item, 1) != OK;
}

static int
other_rewrites(void)
{
	struct store *s;

	return store_open(&s, "data") != OK || store_lock(s, false) != OK ||
	    store_rewrite(s, REWRITE_POOL, NULL, NULL) != OK;
}

static void
store_notices_changes_by_another_process(void **state)
{
	struct store *s = kit_store();

	(void)state;
	assert_false(store_changed(s));
	assert_true(kit_fork(other_changes_state));
	assert_true(store_changed(s));
	assert_false(store_changed(s));
	assert_value(s, STATE_NAME, 0, "theirs");
	assert_true(kit_fork(other_rewrites));
	assert_true(store_changed(s)); /* another file with the same content */
	assert_value(s, STATE_NAME, 0, "theirs");
	store_close(s);
}

static void
deposit_is_stored_once_in_its_week(void **state)
{
	struct pool_week weeks[STORE_WEEKS];
	struct store *s = kit_store();

	(void)state;
	assert_int_equal(store_weeks(s, weeks), 0);
	assert_false(kit_found(s, 1));
	assert_int_equal(kit_deposit(s, 101, 1), OK);
	assert_int_equal(kit_deposit(s, 101, 2), OK);
	assert_int_equal(kit_deposit(s, 101, 1), OK); /* again: stored */
	assert_int_equal(kit_deposit(s, 102, 1), OK); /* and not twice */
	assert_int_equal(kit_deposit(s, 102, 3), OK);
	assert_int_equal(kit_deposit(s, 100, 4), OK);
	store_close(s);
	s = kit_store();
	assert_int_equal(store_weeks(s, weeks), 3);
	for (uint16_t i = 0; i < 3; i++)
		assert_int_equal(weeks[i].week, 100 + i);
	assert_int_equal(weeks[0].envelopes, 1);
	assert_int_equal(weeks[1].envelopes, 2);
	assert_int_equal(weeks[2].envelopes, 1);
	for (uint32_t i = 1; i < 5; i++)
		assert_true(kit_found(s, i));
	assert_false(kit_found(s, 5));
	store_close(s);
}

/* An envelope sent twice takes room twice until the pool is rewritten. */
static void
envelope_sent_twice_is_stored_once_after_rewriting(void **state)
{
	struct pool_item *items[3] = { kit_item(1), kit_item(1), kit_item(2) };
	struct pool_week weeks[STORE_WEEKS];
	struct store *s = kit_store();
	size_t n = 0;

	(void)state;
	store_deposit(s, 100, items, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(items[i]->result, OK);
		free(items[i]);
	}
	assert_int_equal(store_weeks(s, weeks), 1);
	assert_int_equal(weeks[0].envelopes, 3);
	assert_int_equal(store_walk(s, kit_tally, &n), OK);
	assert_int_equal(n, 2);
	assert_int_equal(store_rewrite(s, REWRITE_POOL, NULL, NULL), OK);
	assert_int_equal(store_weeks(s, weeks), 1);
	assert_int_equal(weeks[0].envelopes, 2);
	store_close(s);
}

static void
pool_refuses_one_week_too_many(void **state)
{
	struct store *s = kit_store();

	(void)state;
	for (unsigned i = 0; i < STORE_WEEKS; i++)
		assert_int_equal(kit_deposit(s, (uint16_t)(100 + i), i), OK);
	assert_int_equal(kit_deposit(s, 100 + STORE_WEEKS, 99), ERR_FULL);
	assert_false(kit_found(s, 99));
	assert_true(kit_found(s, 0));
	store_close(s);
}

struct seen {
	struct pool_name last;
	size_t n;
};

static enum err
see(void *arg, const uint8_t envelope[static ENVELOPE_SIZE])
{
	struct seen *seen = arg;
	struct pool_name name;

	envelope_name(&name, envelope);
	assert_true(
	    seen->n == 0 || memcmp(&name, &seen->last, sizeof(name)) > 0);
	seen->last = name;
	seen->n++;
	return OK;
}

static enum err
see_two(void *arg, const uint8_t envelope[static ENVELOPE_SIZE])
{
	size_t *n = arg;

	(void)envelope;
	return ++*n == 2 ? ERR_FULL : OK;
}

static void
walk_visits_each_envelope_once_by_name(void **state)
{
	struct pool_item *item = kit_item(3);
	struct store *s = kit_store();
	struct seen seen = { .n = 0 };
	size_t n = 0;

	(void)state;
	assert_int_equal(store_walk(s, see, &seen), OK);
	assert_int_equal(seen.n, 0);
	for (uint32_t i = 0; i < 200; i++)
		assert_int_equal(kit_deposit(s, (uint16_t)(100 + i % 3), i),
		    OK);
	/* the same envelope in another week, as a race could leave it */
	store_deposit(s, 102, &item, 1);
	store_deposit(s, 101, &item, 1);
	free(item);
	assert_int_equal(store_walk(s, see, &seen), OK);
	assert_int_equal(seen.n, 200);
	assert_int_equal(store_walk(s, see_two, &n), ERR_FULL);
	assert_int_equal(n, 2);
	store_close(s);
}

static void
forget_removes_every_file_of_a_week(void **state)
{
	static const char *const left[] = { "data/pool/2025-W49.new",
		"data/pool/2025-W49.recent.new", "data/pool/2025-W49.recent",
		"data/pool/2025-W49" };
	struct pool_week weeks[STORE_WEEKS];
	struct store *s = kit_store();

	(void)state;
	assert_int_equal(kit_deposit(s, 100, 1), OK);
	assert_int_equal(kit_deposit(s, 101, 2), OK);
	for (size_t i = 0; i < 2; i++) /* as left by a crash in a rewriting */
		assert_int_equal(mkdir(left[i], 0700), 0);
	assert_int_equal(store_forget(s, 99), OK);
	assert_int_equal(store_forget(s, 100), OK);
	assert_int_equal(store_weeks(s, weeks), 1);
	assert_false(kit_found(s, 1));
	assert_true(kit_found(s, 2));
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		assert_int_not_equal(access(left[i], F_OK), 0);
	store_close(s);
	s = kit_store();
	assert_int_equal(store_weeks(s, weeks), 1);
	store_close(s);
}

static int
other_forgets(void)
{
	struct store *s;

	return store_open(&s, "data") != OK || store_forget(s, 100) != OK;
}

static void
week_forgotten_by_another_process_is_closed(void **state)
{
	struct pool_week weeks[STORE_WEEKS];
	struct store *s = kit_store();

	(void)state;
	assert_int_equal(kit_deposit(s, 100, 1), OK);
	assert_int_equal(kit_deposit(s, 101, 2), OK);
	assert_true(kit_fork(other_forgets));
	assert_false(kit_found(s, 1));
	assert_int_equal(store_weeks(s, weeks), 1);
	assert_int_equal(kit_deposit(s, 100, 3), OK); /* creates it again */
	assert_int_equal(store_weeks(s, weeks), 2);
	assert_true(kit_fork(other_forgets));
	store_touch(s); /* closes the file of the forgotten week */
	assert_int_equal(store_weeks(s, weeks), 1);
	store_close(s);
}

static void
full_disk_refuses_and_loses_nothing(void **state)
{
	const struct state_item item = { .kind = STATE_NAME,
		.value = span_str("name") };
	struct store *s = kit_store();
	uint32_t stored = 0;
	enum err e = OK;

	(void)state;
	kit_disk(1 << 18);
	while (e == OK && stored < 100)
		e = kit_deposit(s, 100, stored++);
	assert_int_equal(e, ERR_FULL);
	stored--;
	assert_in_range(stored, 4, 20);
	assert_int_equal(kit_deposit(s, 100, 0), OK); /* already stored */
	kit_disk(0);
	assert_int_equal(store_put(s, &item, 1), ERR_FULL);
	assert_int_equal(kit_deposit(s, 101, 50), ERR_FULL);
	kit_disk(RLIM_INFINITY);
	for (uint32_t i = 0; i < stored; i++)
		assert_true(kit_found(s, i));
	assert_false(kit_found(s, stored));
	assert_int_equal(kit_deposit(s, 100, stored), OK);
	assert_int_equal(kit_deposit(s, 101, 50), OK);
	assert_int_equal(store_put(s, &item, 1), OK);
	store_close(s);
}

static void
touch_renews_every_file_time(void **state)
{
	static const char *const files[] = { "data/state/data.mdb",
		"data/pool/2025-W49/data.mdb", "data/pool/2025-W49/lock.mdb",
		"data/pool/2025-W49.recent/data.mdb", "data/pool/2025-W49",
		"data/pool", "data" };
	const struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	struct store *s = kit_store();
	struct stat st;

	(void)state;
	assert_int_equal(kit_deposit(s, 100, 1), OK);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		assert_int_equal(utimensat(AT_FDCWD, files[i], old, 0), 0);
	store_touch(s);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		assert_int_equal(stat(files[i], &st), 0);
		assert_true(st.st_mtime > 1000 && st.st_atime > 1000);
	}
	store_close(s);
}

int
main(void)
{
	static struct rows tests;

	KIT(tests, store_is_created_once_and_opened);
	KIT(tests, state_values_are_stored_replaced_and_deleted);
	KIT(tests, store_notices_changes_by_another_process);
	KIT(tests, deposit_is_stored_once_in_its_week);
	KIT(tests, envelope_sent_twice_is_stored_once_after_rewriting);
	KIT(tests, pool_refuses_one_week_too_many);
	KIT(tests, walk_visits_each_envelope_once_by_name);
	KIT(tests, forget_removes_every_file_of_a_week);
	KIT(tests, week_forgotten_by_another_process_is_closed);
	KIT(tests, full_disk_refuses_and_loses_nothing);
	KIT(tests, touch_renews_every_file_time);
	return rows_run(&tests, __FILE__);
}
