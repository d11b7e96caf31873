/* rewrite.c - tests that rewritten files show no order or moment of
 * deposits, and that rewriting loses nothing. */

#include "server/kit.h"

#include <pthread.h>
#include <stdatomic.h>

#include "os/file.h"

#define DATA "pool/2025-W49/data.mdb"
#define RECENT "pool/2025-W49.recent/data.mdb"

enum {
	WEEK = 100,
	FEW = 200,
	LATE = 70, /* during a rewriting; over 64 need another pass */
	MANY = 1500,
	TIMES = 20, /* of rewriting */
};

static void
assert_same_file(const char *a, const char *b, bool same)
{
	struct file x, y;

	assert_int_equal(file_read(&x, AT_FDCWD, a, 1 << 30), OK);
	assert_int_equal(file_read(&y, AT_FDCWD, b, 1 << 30), OK);
	if (same)
		assert_int_equal(x.n, y.n);
	assert_int_equal(x.n == y.n && memcmp(x.p, y.p, x.n) == 0, same);
	file_free(&x);
	file_free(&y);
}

static struct store *
store_at(const char *path)
{
	struct store *s;

	assert_int_equal(store_create(path), OK);
	assert_int_equal(store_open(&s, path), OK);
	return s;
}

static void
settle(struct store *s)
{
	assert_int_equal(store_rewrite(s, REWRITE_POOL, NULL, NULL), OK);
}

/* Deposit FEW envelopes in steps of ${step}, ${batch} in a commit. */
static void
fill(struct store *s, uint32_t step, size_t batch)
{
	struct pool_item *items[FEW];

	for (uint32_t i = 0; i < FEW; i++)
		items[i] = kit_item(i * step % FEW);
	for (size_t i = 0; i < FEW; i += batch)
		store_deposit(s, WEEK, items + i, batch);
	for (uint32_t i = 0; i < FEW; i++) {
		assert_int_equal(items[i]->result, OK);
		free(items[i]);
	}
}

/* The rewriting leaves the same bytes in both. */
static void
assert_settle_alike(struct store *a, struct store *b)
{
	settle(a);
	settle(b);
	assert_same_file("a/" DATA, "b/" DATA, true);
	assert_same_file("a/" RECENT, "b/" RECENT, true);
}

static void
rewritten_files_show_no_order_or_moment(void **state)
{
	struct store *a = store_at("a");
	struct store *b = store_at("b");

	(void)state;
	fill(a, 1, 1);
	fill(b, 77, 40);
	assert_same_file("a/" RECENT, "b/" RECENT, false);
	assert_settle_alike(a, b);
	assert_int_not_equal(access("a/pool/2025-W49.new", F_OK), 0);
	assert_int_not_equal(access("a/pool/2025-W49.recent.new", F_OK), 0);
	/* the same after more deposits */
	assert_int_equal(kit_deposit(a, WEEK, FEW), OK);
	assert_int_equal(kit_deposit(a, WEEK, FEW + 1), OK);
	assert_int_equal(kit_deposit(b, WEEK, FEW + 1), OK);
	assert_int_equal(kit_deposit(b, WEEK, FEW), OK);
	assert_settle_alike(a, b);
	store_close(a);
	store_close(b);
}

static void
assert_pool(struct store *s, size_t stored, size_t visited)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = 0;

	assert_int_equal(store_weeks(s, weeks), 1);
	assert_int_equal(weeks[0].envelopes, stored);
	assert_int_equal(store_walk(s, kit_tally, &n), OK);
	assert_int_equal(n, visited);
}

/* After a crash between the two exchanges, both files hold the envelopes. */
static void
crash_between_the_exchanges_loses_nothing(void **state)
{
	struct store *s = store_at("data");

	(void)state;
	fill(s, 1, FEW);
	assert_pool(s, FEW, FEW);
	store_close(s);
	assert_int_equal(rename("data/pool/2025-W49.recent", "kept"), 0);
	assert_int_equal(rename("data/pool/2025-W49", "empty"), 0);
	s = store_at("data");
	fill(s, 1, FEW);
	settle(s);
	assert_pool(s, FEW, FEW);
	assert_int_equal(renameat2(AT_FDCWD, "kept", AT_FDCWD,
			     "data/pool/2025-W49.recent", RENAME_EXCHANGE),
	    0);
	for (uint32_t i = 0; i < FEW; i++)
		assert_true(kit_found(s, i));
	assert_pool(s, 2 * FEW, FEW);
	settle(s);
	assert_pool(s, FEW, FEW);
	store_close(s);
}

static void
rewritten_state_shows_no_deleted_value(void **state)
{
	struct store *a = store_at("a");
	struct store *b = store_at("b");
	struct state_item item = { .kind = STATE_INBOX };

	(void)state;
	for (uint32_t i = 0; i < 20; i++) {
		item.number = i;
		item.value = span_str("gone");
		assert_int_equal(store_put(a, &item, 1), OK);
		item.value.n = i == 7 ? 4 : 0;
		assert_int_equal(store_put(a, &item, 1), OK);
	}
	item = (struct state_item){ .kind = STATE_INBOX,
		.number = 7,
		.value = span_str("gone") };
	assert_int_equal(store_put(b, &item, 1), OK);
	assert_int_equal(store_rewrite(a, REWRITE_STATE, NULL, NULL), OK);
	assert_int_equal(store_rewrite(b, REWRITE_STATE, NULL, NULL), OK);
	assert_same_file("a/state/data.mdb", "b/state/data.mdb", true);
	store_close(a);
	store_close(b);
}

/* Called between two parts of a rewriting: deposit more than a pass copies. */
static bool
deposit_late(void *arg)
{
	struct store *s = arg;

	for (uint32_t i = 0; i < LATE; i++)
		if (kit_deposit(s, WEEK, FEW + i) != OK)
			return false;
	return kit_deposit(s, WEEK, FEW) == OK; /* one of them again */
}

/* Deposits while their week is copied are stored as if they came after. */
static void
deposits_during_a_rewriting_leave_no_trace(void **state)
{
	struct store *a = store_at("a");
	struct store *b = store_at("b");

	(void)state;
	fill(a, 1, 1);
	fill(b, 77, 40);
	assert_int_equal(store_rewrite(a, REWRITE_POOL, deposit_late, a), OK);
	settle(b);
	assert_same_file("a/" DATA, "b/" DATA, true);
	for (uint32_t i = 0; i < LATE; i++) {
		assert_true(kit_found(a, FEW + i));
		assert_int_equal(kit_deposit(b, WEEK, FEW + i), OK);
	}
	assert_settle_alike(a, b);
	store_close(a);
	store_close(b);
}

static void
leave(const char *path)
{
	char file[64];

	snprintf(file, sizeof(file), "%s/data.mdb", path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(file_write(AT_FDCWD, file, span_str("half")), OK);
}

static void
half_written_files_of_a_crash_are_removed(void **state)
{
	struct store *s = store_at("data");

	(void)state;
	assert_int_equal(kit_deposit(s, WEEK, 1), OK);
	for (int settled = 0; settled < 2; settled++) {
		/* what a process leaves that died during the rewriting */
		leave("data/pool/2025-W49.new");
		leave("data/pool/2025-W49.recent.new");
		store_close(s);
		s = store_at("data");
		assert_true(kit_found(s, 1));
		settle(s);
		assert_true(kit_found(s, 1));
		assert_int_not_equal(access("data/pool/2025-W49.new", F_OK), 0);
		assert_int_not_equal(
		    access("data/pool/2025-W49.recent.new", F_OK), 0);
	}
	store_close(s);
}

/* A thread that deposits while the store is rewritten again and again. */
struct busy {
	struct store *store;
	atomic_bool stop;
	uint32_t n;
};

static void *
busy_main(void *arg)
{
	struct busy *b = arg;

	do { /* once at least, however late this thread begins */
		if (kit_deposit(b->store, WEEK, b->n) == OK)
			b->n++;
	} while (!atomic_load(&b->stop) && b->n < MANY);
	return NULL;
}

/* In another process: open the folder again for each rewriting. */
static int
others_rewrite(void)
{
	for (int i = 0; i < TIMES; i++) {
		struct store *s;

		if (store_open(&s, "data") != OK || kit_rewrite(s) != OK)
			return 1;
		store_close(s);
	}
	return 0;
}

/* Call before a second thread starts: a child forked later may deadlock. */
static pid_t
others_begin(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(others_rewrite());
	assert_true(pid > 0);
	return pid;
}

/* Rewrite during deposits: if ${own}, in this process, else in another. */
static void
while_depositing(bool own)
{
	struct busy b = { .n = 0 };
	pthread_t thread;
	pid_t others = 0;
	int status = 0;

	assert_int_equal(store_create("data"), OK);
	if (!own)
		others = others_begin();
	b.store = store_at("data");
	atomic_init(&b.stop, false);
	assert_int_equal(pthread_create(&thread, NULL, busy_main, &b), 0);
	if (own)
		for (int i = 0; i < TIMES; i++)
			assert_int_equal(kit_rewrite(b.store), OK);
	else
		assert_int_equal(waitpid(others, &status, 0), others);
	assert_int_equal(status, 0);
	atomic_store(&b.stop, true);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_true(b.n > 0);
	for (uint32_t i = 0; i < b.n; i++)
		assert_true(kit_found(b.store, i));
	store_close(b.store);
}

static void
deposits_go_on_during_a_rewriting(void **state)
{
	(void)state;
	while_depositing(true);
}

static void
deposits_go_on_while_another_process_rewrites(void **state)
{
	(void)state;
	while_depositing(false);
}

/* Open, write and close while another process exchanges the files. */
static int
other_opens(void)
{
	for (uint32_t i = 0; i < 200; i++) {
		const struct state_item item = { .kind = STATE_INBOX,
			.number = i + 1,
			.value = span_str("theirs") };
		struct store *s;

		if (store_open(&s, "data") != OK ||
		    store_put(s, &item, 1) != OK)
			return 1;
		store_close(s);
	}
	return 0;
}

static void
store_can_be_opened_during_a_rewriting(void **state)
{
	struct store *s = store_at("data");
	struct state_item item = { .kind = STATE_INBOX,
		.value = span_str("ours") };
	struct file f;
	int status = -1;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		_exit(other_opens());
	while (waitpid(pid, &status, WNOHANG) == 0) {
		item.number++;
		assert_int_equal(store_put(s, &item, 1), OK);
		assert_int_equal(store_rewrite(s, REWRITE_STATE, NULL, NULL),
		    OK);
	}
	assert_int_equal(status, 0);
	for (uint32_t i = 1; i <= item.number || i <= 200; i++) {
		assert_int_equal(store_get(s, &f, STATE_INBOX, NULL, i), OK);
		file_free(&f);
	}
	store_close(s);
}

int
main(void)
{
	static struct rows tests;

	KIT(tests, rewritten_files_show_no_order_or_moment);
	KIT(tests, crash_between_the_exchanges_loses_nothing);
	KIT(tests, rewritten_state_shows_no_deleted_value);
	KIT(tests, deposits_during_a_rewriting_leave_no_trace);
	KIT(tests, half_written_files_of_a_crash_are_removed);
	KIT(tests, deposits_go_on_during_a_rewriting);
	KIT(tests, deposits_go_on_while_another_process_rewrites);
	KIT(tests, store_can_be_opened_during_a_rewriting);
	return rows_run(&tests, __FILE__);
}
