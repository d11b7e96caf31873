/* renewal.c - tests that keys, secrets and schedule are renewed together. */

#include "core/renewal.h"

#include <sys/stat.h>

#include "bundle.h"
#include "core/epochs.h"
#include "desk/core_kit.h"
#include "os/file.h"
#include "schedule.h"

static struct sign_seed ik;
static struct vkey ik_public;
static int stick;

static void
begin(void)
{
	core_begin("renewal");
	assert_int_equal(mkdirat(kit.dir, "stick", 0700), 0);
	stick = openat(kit.dir, "stick", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(stick >= 0);
	randombytes_buf(ik.b, sizeof(ik.b));
	memcpy(ik_public.name, "north", 6);
	sign_public_of(&ik_public.key, &ik);
}

/* The schedule ${version} on the stick, with its keys, is that of the desk. */
static struct schedule
carried(uint32_t version)
{
	char name[BUNDLE_NAME];
	struct file note = { NULL, 0 };
	struct file keys = { NULL, 0 };
	struct sign_public ops;
	struct pk_name pk;
	struct schedule s;
	struct span text;

	bundle_name(name, BUNDLE_SCHEDULE, version, "north");
	assert_int_equal(file_read(&note, stick, name, NOTE_MAX), OK);
	bundle_name(name, BUNDLE_KEYS, version, "north");
	assert_int_equal(file_read(&keys, stick, name, BUNDLE_KEYS_SIZE), OK);
	assert_int_equal(note_verify(&text, file_span(&note), &ik_public), OK);
	assert_int_equal(schedule_parse(&s, text), OK);
	sign_public_of(&ops, &desk_key(&desk)->ops);
	assert_memory_equal(&s.ops, &ops, sizeof(ops));
	for (size_t i = 0; i < EPOCHS; i++) {
		const struct epoch *e =
		    epochs_find(desk_key(&desk), s.epoch[i].week);

		pk_name_of(&pk, keys.p + i * DESK_PUBLIC_SIZE,
		    DESK_PUBLIC_SIZE);
		assert_non_null(e);
		assert_memory_equal(&s.epoch[i].name, &pk, sizeof(pk));
		assert_memory_equal(&e->name, &pk, sizeof(pk));
	}
	file_free(&note);
	file_free(&keys);
	return s;
}

static void
first(void **state)
{
	struct schedule s;

	(void)state;
	begin();
	core_is(renewal_run(&desk, &ik, false), FAULT_NONE);
	core_reopen();
	assert_int_equal(desk.state->schedule, 1);
	assert_int_equal(desk.state->last_epoch, CORE_WEEK + EPOCHS - 1);
	core_is(renewal_carry(&desk, stick, "stick"), FAULT_NONE);
	s = carried(1);
	assert_int_equal(s.version, 1);
	assert_int_equal(s.epoch[0].week, CORE_WEEK);
	assert_int_equal(renewal_by(&desk, &ik_public), OK);
	core_is(renewal_carry(&desk, -1, "gone"), FAULT_SCHEDULE_STICK);
	assert_int_equal(desk.detail.n, 1);
}

/* Weeks that have a key keep it, unless a new one is wanted. */
static void
keys_kept(void **state)
{
	struct schedule before = carried(1);
	struct schedule s;

	(void)state;
	core_is(renewal_run(&desk, &ik, false), FAULT_NONE);
	core_is(renewal_carry(&desk, stick, "stick"), FAULT_NONE);
	s = carried(2);
	assert_memory_equal(&s.epoch, &before.epoch, sizeof(s.epoch));
	assert_memory_not_equal(&s.ops, &before.ops, sizeof(s.ops));
	core_is(desk_begin(&desk), FAULT_NONE);
	desk.state->revoked = true;
	core_is(desk_commit(&desk), FAULT_NONE);
	core_is(renewal_run(&desk, &ik, false), FAULT_NONE);
	core_is(renewal_carry(&desk, stick, "stick"), FAULT_NONE);
	s = carried(3);
	for (size_t i = 0; i < EPOCHS; i++)
		assert_memory_not_equal(&s.epoch[i].name, &before.epoch[i].name,
		    sizeof(s.epoch[i].name));
	assert_false(desk.state->revoked);
}

/* Whatever fails: OPS, epochs and schedule are those of before, all three. */
static void
all_or_nothing(void **state)
{
	static struct deskkey before;
	struct deskkey *now = desk_key(&desk);
	enum fault f;

	(void)state;
	before = *now;
	core_file_limit(4096);
	f = renewal_run(&desk, &ik, true);
	core_file_limit(RLIM_INFINITY);
	assert_int_not_equal(f, FAULT_NONE);
	assert_int_not_equal(f, FAULT_DESK_ENDED);
	for (int i = 0; i < 2; i++) {
		now = desk_key(&desk);
		assert_memory_equal(&now->ops, &before.ops, sizeof(before.ops));
		assert_int_equal(now->epochs, before.epochs);
		assert_memory_equal(now->epoch, before.epoch,
		    before.epochs * sizeof(before.epoch[0]));
		assert_int_equal(desk.state->schedule, 3);
		(void)carried(3);
		core_reopen();
	}
}

/* desk.key is full: nothing was changed. */
static void
no_room(void **state)
{
	enum fault f = FAULT_NONE;
	uint32_t version = 0;

	(void)state;
	while (f == FAULT_NONE) {
		version = desk.state->schedule;
		f = renewal_run(&desk, &ik, true);
	}
	core_is(f, FAULT_EPOCHS_FULL);
	assert_int_equal(desk.state->schedule, version);
	core_reopen();
	assert_int_equal(desk.state->schedule, version);
	core_is(renewal_run(&desk, &ik, false), FAULT_NONE);
	core_is(renewal_carry(&desk, stick, "stick"), FAULT_NONE);
	(void)carried(version + 1);
	(void)close(stick);
	core_end();
}

int
main(void)
{
	static struct rows all;

	kit_begin();
	ROW(all, first);
	ROW(all, keys_kept);
	ROW(all, all_or_nothing);
	ROW(all, no_room);
	return rows_run(&all, __FILE__);
}
