/* team_keys.c - tests the key files and numbers of persons who come and go. */

#include "desk/team_kit.h"

#include <fcntl.h>

#include "core/deeds.h"
#include "core/recover.h"
#include "os/file.h"

/* "folder/staff/NAME" */
static const char *
key_path(const char *name)
{
	static char path[96];

	(void)snprintf(path, sizeof(path), "%s/staff/%s", folder, name);
	return path;
}

/* A key that went to its person's stick leaves a number that looks free. */
static void
number_of_another_is_not_taken(void **state)
{
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	struct person p;
	uint32_t one;
	uint32_t two;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	one = desk.detail.n;
	assert_int_equal(unlink(key_path("3.key")), 0);
	new = somebody("Dora Evers", "DE");
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	two = desk.detail.n;
	is(sit(2, "PB"), FAULT_NONE);
	is(deeds_release(&desk, one), FAULT_NONE);
	is(team_remove(&desk, 3), FAULT_NONE);
	is(deeds_release(&desk, two), FAULT_PROPOSAL_STALE);
	assert_int_equal(person_load(&p, desk.book, 3), OK);
	assert_string_equal(p.name, "Cem Demir");
	assert_int_not_equal(p.left, 0);
}

/* Two new keys for one person would share a file: the second waits its turn. */
static void
one_new_key_at_a_time(void **state)
{
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	uint32_t id;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	is(sit(2, "PB"), FAULT_NONE);
	is(deeds_release(&desk, id), FAULT_NONE);
	type("the first new words");
	new.hole.pass = passphrase_span(typed);
	is(recover_person(&desk, 3, &new.hole, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	is(sit(1, "AdV"), FAULT_NONE);
	type("the second new words");
	new.hole.pass = passphrase_span(typed);
	is(recover_person(&desk, 3, &new.hole, &card), FAULT_PERSON_WAITS);
	assert_int_equal(desk.detail.n, id);
	is(deeds_release(&desk, id), FAULT_NONE);
	desk_lock(&desk);
	type("the first new words");
	is(unlock_desk(&desk, 3, typed, NULL), FAULT_NONE);
}

/* Keep another name for the key file ${name}, to look into it later. */
static void
key_keep(const char *name)
{
	char kept[96];

	(void)snprintf(kept, sizeof(kept), "%s/kept", folder);
	(void)unlink(kept);
	assert_int_equal(link(key_path(name), kept), 0);
}

static void
kept_is_zeros(void)
{
	struct file f;
	char kept[96];

	(void)snprintf(kept, sizeof(kept), "%s/kept", folder);
	assert_int_equal(file_read(&f, AT_FDCWD, kept, 4096), OK);
	assert_int_equal(f.n, STAFF_FILE_SIZE);
	assert_true(sodium_is_zero(f.p, f.n));
	file_free(&f);
}

/* A key on the person's own stick is replaced there. */
static void
key_elsewhere(void **state)
{
	struct keyhole hole = { { NULL, 0 }, KEYFILE_KIB_MIN };
	struct passphrase *old = passphrase_new();
	char own[96];

	(void)state;
	(void)snprintf(own, sizeof(own), "%s/own.key", folder);
	assert_int_equal(rename(key_path("1.key"), own), 0);
	assert_int_equal(passphrase_set(old, span_str("the words of AdV")), OK);
	type("another sentence");
	hole.pass = passphrase_span(typed);
	is(team_change(&desk, old, NULL, &hole), FAULT_PERSON_KEY_MISSING);
	is(team_change(&desk, old, own, &hole), FAULT_NONE);
	passphrase_free(old);
	assert_false(unlock_has_key(&desk, 1));
	desk_lock(&desk);
	is(unlock_desk(&desk, 1, typed, own), FAULT_NONE);
}

/* A key file that another replaces is overwritten where it lies. */
static void
old_keys_are_overwritten(void **state)
{
	struct keyhole hole = { { NULL, 0 }, KEYFILE_KIB_MIN };
	struct passphrase *old = passphrase_new();
	struct digits card;

	(void)state;
	assert_int_equal(passphrase_set(old, span_str("the words of AdV")), OK);
	type("another sentence");
	hole.pass = passphrase_span(typed);
	key_keep("1.key");
	is(team_change(&desk, old, NULL, &hole), FAULT_NONE);
	passphrase_free(old);
	kept_is_zeros();
	type("new words of PB");
	hole.pass = passphrase_span(typed);
	is(recover_person(&desk, 2, &hole, &card), FAULT_NONE);
	key_keep("2.key");
	desk_lock(&desk);
	is(unlock_desk(&desk, 2, typed, NULL), FAULT_NONE);
	kept_is_zeros();
	assert_int_not_equal(access(key_path("2.next"), F_OK), 0);
	desk_lock(&desk);
	type("another sentence");
	is(unlock_desk(&desk, 1, typed, NULL), FAULT_NONE);
	is(recover_person(&desk, 2, &hole, &card), FAULT_NONE);
	key_keep("2.key");
	is(team_remove(&desk, 2), FAULT_NONE);
	kept_is_zeros();
	assert_int_not_equal(access(key_path("2.next"), F_OK), 0);
}

/* What is withdrawn leaves no key, unless its number is somebody's by now. */
static void
withdrawn_keys_are_destroyed(void **state)
{
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	uint32_t id;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	assert_int_equal(access(key_path("3.key"), F_OK), 0);
	is(proposal_withdraw(&desk, id), FAULT_NONE);
	assert_int_not_equal(access(key_path("3.key"), F_OK), 0);
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	assert_int_equal(unlink(key_path("3.key")), 0);
	new = somebody("Dora Evers", "DE");
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	is(proposal_withdraw(&desk, id), FAULT_NONE);
	assert_int_equal(access(key_path("3.key"), F_OK), 0);
	is(sit(2, "PB"), FAULT_NONE);
	is(team_remove(&desk, 1), FAULT_NONE);
	assert_int_not_equal(access(key_path("3.key"), F_OK), 0);
}

/* An old key file that somebody put back does not become the new one. */
static void
foreign_key_is_not_changed(void **state)
{
	struct keyhole hole = { { NULL, 0 }, KEYFILE_KIB_MIN };
	struct passphrase *old = passphrase_new();
	struct digits card;
	struct entry before;
	struct entry after;

	(void)state;
	assert_int_equal(passphrase_set(old, span_str("the words of PB")), OK);
	type("the words of PB");
	hole.pass = passphrase_span(typed);
	is(recover_person(&desk, 2, &hole, &card), FAULT_NONE);
	desk_lock(&desk);
	type("the words of PB");
	is(unlock_desk(&desk, 2, typed, key_path("2.next")), FAULT_NONE);
	assert_int_equal(journal_last(&before, desk.book), OK);
	type("another sentence");
	hole.pass = passphrase_span(typed);
	is(team_change(&desk, old, NULL, &hole), FAULT_PERSON_KEY_FOREIGN);
	assert_int_equal(journal_last(&after, desk.book), OK);
	assert_int_equal(after.n, before.n);
	passphrase_free(old);
}

static bool short_of_memory;

WRAPPED(void *, locked_new, size_t n);

void *
WRAP(locked_new)(size_t n)
{
	return short_of_memory && n == sizeof(struct proposal)
	    ? NULL
	    : REAL(locked_new)(n);
}

/* What there is no memory for is not begun. */
static void
short_memory_begins_nothing(void **state)
{
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;

	(void)state;
	short_of_memory = true;
	is(team_add(&desk, &new, &card), FAULT_MEMORY);
	short_of_memory = false;
	new = somebody("Dora Evers", "DE");
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
}

#define TWO(test) \
	cmocka_unit_test_setup_teardown(test, team_begin_two, team_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TWO(number_of_another_is_not_taken),
		TWO(one_new_key_at_a_time),
		TWO(key_elsewhere),
		TWO(old_keys_are_overwritten),
		TWO(withdrawn_keys_are_destroyed),
		TWO(foreign_key_is_not_changed),
		TWO(short_memory_begins_nothing),
	};

	return cmocka_run_group_tests_name("team_keys", tests, NULL, NULL);
}
