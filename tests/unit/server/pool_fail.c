/* pool_fail.c - tests deposits, rewriting and forgetting with any call
 * failing. */

#include "server/fail_folder.h"

#include "store/commit.h"

enum {
	FIRST = 100, /* number of the first envelope deposited here */
	CROWD = 6,
	LATER = 900, /* number of one that is deposited after all */
	MANY = 140,  /* more than a copy puts into one transaction */
};

/* The deposits that the child reports as stored. */
static struct told {
	atomic_int done;
	bool stored[CROWD];
} * told;

static struct crowd_one {
	struct deposit deposit;
	uint8_t envelope[ENVELOPE_SIZE];
} crowd[CROWD];

static void
told_done(struct deposit *d)
{
	const struct crowd_one *one = (const struct crowd_one *)(const void *)d;

	told->stored[one - crowd] = d->item.result == OK;
	atomic_fetch_add(&told->done, 1);
}

static void
crowd_make(void)
{
	for (size_t i = 0; i < CROWD; i++) {
		struct crowd_one *one = &crowd[i];

		memset(one, 0, sizeof(*one));
		kit_envelope(one->envelope, (uint32_t)(FIRST + i));
		one->deposit.item.envelope = one->envelope;
		one->deposit.intake = i % 2 == 0 ? INTAKE_FORM : INTAKE_SCRIPT;
		one->deposit.done = told_done;
	}
}

/* Deposit one after the other, some of them in a new week. */
static int
deposit_act(void)
{
	struct committer *c;
	struct store *s;
	enum start_result r;

	if (store_open(&s, "data") != OK)
		return 1;
	r = committer_new(&c, s, SIGNED_WEEK);
	for (int i = 0; r == START_OK && i < CROWD; i++) {
		committer_put(c, &crowd[i].deposit);
		while (atomic_load(&told->done) <= i)
			usleep(50);
		committer_week(c, (uint16_t)(SIGNED_WEEK + i / (CROWD / 2)));
	}
	committer_free(r == START_OK ? c : NULL);
	store_close(s);
	return r == START_OK ? 0 : 1;
}

/* Each deposit was answered; those reported as stored are there. */
static bool
deposit_well(int status)
{
	struct store *s;
	bool well;

	if (status != 0 && status != 1)
		return false;
	well = status == 1 || atomic_load(&told->done) == CROWD;
	if (store_open(&s, "data") != OK)
		return false;
	for (uint32_t i = 0; i < CROWD; i++)
		well = well && (!told->stored[i] || kit_found(s, FIRST + i));
	well = well && kit_deposit(s, SIGNED_WEEK, LATER) == OK;
	store_close(s);
	return well && fail_pool_whole();
}

static void
deposit_ready(void)
{
	fail_ready();
	memset(told, 0, sizeof(*told));
}

static bool
stored_still(struct store *s)
{
	fail_on = false;
	return kit_deposit(s, SIGNED_WEEK, LATER) == OK && kit_found(s, LATER);
}

/* After a change that failed, the same process still accepts deposits. */
static int change(enum err (*make)(struct store *s))
{
	struct store *s;
	enum err e;
	bool well;

	if (store_open(&s, "data") != OK)
		return 1;
	e = make(s);
	well = stored_still(s);
	store_close(s);
	return !well ? 2 : e == OK ? 0 : 1;
}

static int
rewrite_act(void)
{
	return change(kit_rewrite);
}

static enum err
forget(struct store *s)
{
	return store_forget(s, SIGNED_WEEK - 1);
}

static int
forget_act(void)
{
	return change(forget);
}

static bool
pool_well(int status)
{
	struct store *s;
	struct file f;
	bool well;

	if ((status != 0 && status != 1) || !fail_pool_whole() ||
	    store_open(&s, "data") != OK)
		return false;
	well = store_get(s, &f, STATE_DIRECTORY, NULL, 0) == OK;
	for (uint32_t i = 0; i < MANY; i++)
		well = well && kit_found(s, FAIL_DEPOSITS + i);
	/* what a failed rewriting left does not stop the next */
	well = well && store_rewrite(s, REWRITE_POOL, NULL, NULL) == OK;
	file_free(&f);
	store_close(s);
	return well;
}

static const struct fail_row acts[] = {
	{ "deposits reported as stored survive any failing call", deposit_ready,
	    deposit_act, deposit_well, false },
	{ "a rewriting loses nothing, whichever call fails", fail_ready,
	    rewrite_act, pool_well, false },
	{ "forgetting a week harms no other, whichever call fails", fail_ready,
	    forget_act, pool_well, false },
};

static void
pool_fails(void **state)
{
	const struct fail_row *row = *state;
	struct store *s;

	service_begin();
	fail_deposit(SIGNED_WEEK);
	assert_int_equal(store_open(&s, "data"), OK);
	for (uint32_t i = 0; row->act != deposit_act && i < MANY; i++)
		assert_int_equal(kit_deposit(s, SIGNED_WEEK, FAIL_DEPOSITS + i),
		    OK);
	if (row->act == forget_act)
		assert_int_equal(kit_deposit(s, SIGNED_WEEK - 1, LATER + 1),
		    OK);
	store_close(s);
	crowd_make();
	fail_keep();
	fail_each(row);
}

int
main(int argc, char **argv)
{
	fail_begin(argc, argv);
	told = fail_shared(sizeof(*told));
	return fail_rows(acts, sizeof(acts) / sizeof(acts[0]), pool_fails,
	    __FILE__);
}
