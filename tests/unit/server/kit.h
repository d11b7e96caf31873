/* kit.h - gives each server test its folder, a clock and envelopes. */

#ifndef SERVER_KIT_H
#define SERVER_KIT_H

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "remove.h"
#include "rows.h"

#include "label.h"
#include "signed.h"
#include "store/store.h"

static struct {
	char dir[64]; /* the working directory while a test runs */
	time_t now;
} kit;

/* Replaces the C library's time(), which crypto/os/clock.c calls. */
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
time_t
time(time_t *t)
{
	if (t != NULL)
		*t = kit.now;
	return kit.now;
}

/* Leave root: zegeld refuses a folder that root owns. */
static inline void
kit_user(void)
{
	if (geteuid() == 0)
		(void)(setresgid(65534, 65534, 65534) != 0 ||
		    setresuid(65534, 65534, 65534) != 0);
}

static int
kit_begin(void **state)
{
	(void)state;
	kit_user();
	(void)snprintf(kit.dir, sizeof(kit.dir), "/tmp/zegel-unit.XXXXXX");
	kit.now = (time_t)SIGNED_DAY * 86400;
	return sodium_init() < 0 || mkdtemp(kit.dir) == NULL ||
	    chdir(kit.dir) != 0;
}

static int
kit_end(void **state)
{
	(void)state;
	return chdir("/") != 0 || !remove_tree(kit.dir);
}

static inline void
kit_row(struct rows *r, const char *name, CMUnitTestFunction run,
    const void *row)
{
	rows_add(r, name, NULL, run, row);
	r->test[r->n - 1].setup_func = kit_begin;
	r->test[r->n - 1].teardown_func = kit_end;
}

/* KIT(set, run): a test in a folder of its own. */
#define KIT(set, run) kit_row(&(set), #run, run, NULL)

/* Envelope ${i}: random bytes, the same each time, in the right shape. */
static inline void
kit_envelope(uint8_t out[static ENVELOPE_SIZE], uint32_t i)
{
	static const uint8_t header[] = { 'T', 'I', 'P', '1', 1, 1, 4, 0 };
	uint8_t seed[randombytes_SEEDBYTES] = { 0 };

	memcpy(seed, &i, sizeof(i));
	randombytes_buf_deterministic(out, ENVELOPE_SIZE, seed);
	memcpy(out, header, sizeof(header));
}

/* An envelope to deposit or find. */
struct kit_item {
	struct pool_item item;
	uint8_t envelope[ENVELOPE_SIZE];
};

static inline struct pool_item *
kit_item(uint32_t i)
{
	struct kit_item *k = calloc(1, sizeof(*k));

	assert_non_null(k);
	kit_envelope(k->envelope, i);
	k->item.envelope = k->envelope;
	k->item.result = ERR_MISSING;
	return &k->item;
}

/* Deposit envelope ${i} into ${week}; OK also if it was stored before. */
static inline enum err
kit_deposit(struct store *s, uint16_t week, uint32_t i)
{
	struct pool_item *item = kit_item(i);
	enum err e;

	store_find(s, &item, 1);
	store_deposit(s, week, &item, 1);
	e = item->result;
	free(item);
	return e;
}

/* Simulate a full disk: limit files to ${most} bytes. */
static inline void
kit_disk(rlim_t most)
{
	const struct rlimit limit = { most, RLIM_INFINITY };

	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* A callback of store_walk() that counts. */
static inline enum err
kit_tally(void *arg, const uint8_t envelope[static ENVELOPE_SIZE])
{
	size_t *n = arg;

	(void)envelope;
	++*n;
	return OK;
}

static inline bool
kit_found(struct store *s, uint32_t i)
{
	struct pool_item *item = kit_item(i);
	bool found;

	store_find(s, &item, 1);
	found = item->result == OK;
	free(item);
	return found;
}

/* Create the folder "data" if needed, and open it. */
static inline struct store *
kit_store(void)
{
	struct store *s;

	assert_int_equal(store_create("data"), OK);
	assert_int_equal(store_open(&s, "data"), OK);
	return s;
}

/* Rewrite the pool, holding the folder's lock as every program does. */
static inline enum err
kit_rewrite(struct store *s)
{
	enum err e = store_lock(s, true);

	if (e == OK)
		e = store_rewrite(s, REWRITE_POOL, NULL, NULL);
	store_unlock(s);
	return e;
}

/* Run ${child} in a process of its own; true if it returned 0. */
static inline bool
kit_fork(int (*child)(void))
{
	pid_t pid = fork();
	int status = 1;

	if (pid == 0)
		_exit(child());
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

#endif
