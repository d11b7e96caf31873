/* commit.c - tests that many deposits share a commit, and that none that
 * was reported as stored is lost to kill -9. */

#include "server/kit.h"

#include <pthread.h>
#include <signal.h>

#include "store/commit.h"

enum {
	WEEK = 100,
	CROWD = 600, /* more than one batch */
	KILLS = 20,
	KILLS_MOST = 400, /* until a deposit was reported; each kill later */
};

/* Deposits, and how many of them are done. */
struct crowd {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t done;
	struct deposit deposit[CROWD];
	uint8_t envelope[CROWD][ENVELOPE_SIZE];
};

static struct crowd crowd;

static void
deposit_done(struct deposit *d)
{
	(void)d;
	pthread_mutex_lock(&crowd.lock);
	crowd.done++;
	pthread_cond_signal(&crowd.changed);
	pthread_mutex_unlock(&crowd.lock);
}

/* Make ${n} deposits; each envelope occurs ${every} times in a row. */
static void
crowd_make(size_t n, size_t every, enum intake intake)
{
	crowd.done = 0;
	for (size_t i = 0; i < n; i++) {
		struct deposit *d = &crowd.deposit[i];

		memset(d, 0, sizeof(*d));
		kit_envelope(crowd.envelope[i], (uint32_t)(i / every));
		d->item.envelope = crowd.envelope[i];
		d->intake = intake;
		d->done = deposit_done;
	}
}

static void
crowd_wait(size_t n)
{
	pthread_mutex_lock(&crowd.lock);
	while (crowd.done < n)
		pthread_cond_wait(&crowd.changed, &crowd.lock);
	pthread_mutex_unlock(&crowd.lock);
}

static void
crowd_put(struct committer *c, size_t n, enum err want)
{
	for (size_t i = 0; i < n; i++)
		committer_put(c, &crowd.deposit[i]);
	crowd_wait(n);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(crowd.deposit[i].item.result, want);
}

static uint64_t
stored(struct store *s)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(s, weeks);
	uint64_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += weeks[i].envelopes;
	return all;
}

/* How many are stored after the rewriting has removed the duplicates. */
static uint64_t
settled(struct store *s)
{
	assert_int_equal(store_rewrite(s, REWRITE_POOL, NULL, NULL), OK);
	return stored(s);
}

static void
many_deposits_are_stored_once_each(void **state)
{
	struct store *s = kit_store();
	struct committer *c;
	size_t n = 0;

	(void)state;
	assert_int_equal(committer_new(&c, s, WEEK), START_OK);
	crowd_make(CROWD, 3, INTAKE_SCRIPT);
	crowd_put(c, CROWD, OK);
	assert_int_equal(settled(s), CROWD / 3);
	crowd_make(CROWD, 2, INTAKE_FORM);
	crowd_put(c, CROWD, OK);
	assert_int_equal(settled(s), CROWD / 2);
	committer_week(c, WEEK + 1);
	crowd_make(CROWD, 3, INTAKE_FORM); /* retried in the next week */
	crowd_put(c, CROWD, OK);
	assert_int_equal(stored(s), CROWD / 2 + CROWD);
	assert_int_equal(store_walk(s, kit_tally, &n), OK);
	assert_int_equal(n, CROWD / 2);
	assert_int_equal(settled(s), CROWD / 2);
	committer_free(c);
	store_close(s);
	committer_free(NULL);
}

/* The committer tells the limits how full the pool is, with each commit. */
static void
limits_learn_how_full_the_pool_is(void **state)
{
	const uint32_t script = limit_table[INTAKE_SCRIPT].cap;
	struct store *s = kit_store();
	struct limits limits;
	struct committer *c;

	(void)state;
	limits_begin(&limits);
	assert_int_equal(committer_new(&c, s, WEEK), START_OK);
	crowd_make(3, 1, INTAKE_SCRIPT);
	crowd_put(c, 3, OK);
	assert_int_equal(limits.room[INTAKE_SCRIPT], script);
	committer_count(c, &limits);
	assert_int_equal(limits.room[INTAKE_SCRIPT], script - 3);
	crowd_make(1, 1, INTAKE_SCRIPT);
	kit_envelope(crowd.envelope[0], 99);
	crowd_put(c, 1, OK);
	crowd_make(1, 1, INTAKE_FORM);
	kit_envelope(crowd.envelope[0], 100);
	crowd_put(c, 1, OK);
	assert_int_equal(limits.room[INTAKE_SCRIPT], script - 4);
	assert_int_equal(limits.room[INTAKE_FORM], FORM_CAP - 1);
	committer_free(c);
	store_close(s);
}

/* A full disk refuses new envelopes, and reports stored ones as stored. */
static void
full_disk_refuses_new_envelopes_only(void **state)
{
	struct store *s = kit_store();
	struct committer *c;

	(void)state;
	assert_int_equal(committer_new(&c, s, WEEK), START_OK);
	crowd_make(1, 1, INTAKE_SCRIPT);
	crowd_put(c, 1, OK);
	kit_disk(0);
	crowd_make(2, 1, INTAKE_SCRIPT);
	committer_put(c, &crowd.deposit[1]);
	crowd_wait(1);
	committer_put(c, &crowd.deposit[0]);
	crowd_wait(2);
	kit_disk(RLIM_INFINITY);
	assert_int_equal(crowd.deposit[0].item.result, OK);
	assert_int_equal(crowd.deposit[1].item.result, ERR_FULL);
	committer_free(c);
	store_close(s);
}

static void
stop_finishes_the_deposits_it_was_given(void **state)
{
	struct store *s = kit_store();
	struct committer *c;

	(void)state;
	assert_int_equal(committer_new(&c, s, WEEK), START_OK);
	crowd_make(CROWD, 1, INTAKE_SCRIPT);
	for (size_t i = 0; i < CROWD; i++)
		committer_put(c, &crowd.deposit[i]);
	committer_stop(c); /* finishes the deposits it was given */
	assert_int_equal(crowd.done, CROWD);
	assert_int_equal(stored(s), CROWD);
	crowd_make(1, 1, INTAKE_SCRIPT);
	crowd_put(c, 1, ERR_AGAIN);
	committer_free(c);
	store_close(s);
}

/* A child deposits and reports which are stored, until it is killed. */
static int pipe_out;

static void
say_done(struct deposit *d)
{
	uint32_t i = (uint32_t)(d - crowd.deposit);

	if (d->item.result == OK)
		(void)!write(pipe_out, &i, sizeof(i));
}

static int
depositor(void)
{
	struct committer *c;
	struct store *s;

	if (store_open(&s, "data") != OK ||
	    committer_new(&c, s, WEEK) != START_OK)
		return 1;
	for (size_t i = 0; i < CROWD; i++) {
		crowd.deposit[i].done = say_done;
		committer_put(c, &crowd.deposit[i]);
		if (i % 7 == 0)
			usleep(300);
	}
	committer_free(c);
	pause();
	return 0;
}

static void
kill_loses_no_deposit_reported_as_stored(void **state)
{
	bool said[CROWD] = { false };
	size_t all = 0;

	(void)state;
	store_close(kit_store());
	crowd_make(CROWD, 1, INTAKE_SCRIPT);
	for (unsigned k = 0; k < KILLS || (all == 0 && k < KILLS_MOST); k++) {
		int p[2];
		uint32_t i;
		pid_t pid;
		struct store *s;

		assert_int_equal(pipe(p), 0);
		pid = fork();
		assert_true(pid >= 0);
		if (pid == 0) {
			pipe_out = p[1];
			_exit(depositor());
		}
		close(p[1]);
		usleep(2000 + k * 2500);
		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
		while (read(p[0], &i, sizeof(i)) == (ssize_t)sizeof(i))
			said[i] = true;
		close(p[0]);
		assert_int_equal(store_open(&s, "data"), OK);
		all = 0;
		for (i = 0; i < CROWD; i++) {
			assert_true(!said[i] || kit_found(s, i));
			all += said[i];
		}
		store_close(s);
	}
	assert_true(all > 0);
}

int
main(void)
{
	static struct rows tests;

	pthread_mutex_init(&crowd.lock, NULL);
	pthread_cond_init(&crowd.changed, NULL);
	KIT(tests, many_deposits_are_stored_once_each);
	KIT(tests, limits_learn_how_full_the_pool_is);
	KIT(tests, full_disk_refuses_new_envelopes_only);
	KIT(tests, stop_finishes_the_deposits_it_was_given);
	KIT(tests, kill_loses_no_deposit_reported_as_stored);
	return rows_run(&tests, __FILE__);
}
