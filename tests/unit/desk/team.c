/* team.c - tests who works at a desk, and what takes two of them. */

#include "core/unlock.h"
#include "desk/team_kit.h"

#include <sys/stat.h>

#include <fcntl.h>

#include "book/query.h"
#include "core/deeds.h"
#include "core/recover.h"
#include "os/file.h"

static void
one_adds_a_second(void **state)
{
	struct newcomer new = somebody("Piet Bakker", "PB");
	struct digits card;
	struct digits held;
	struct person p;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_NONE);
	assert_int_equal(person_load(&p, desk.book, 2), OK);
	assert_string_equal(p.name, "Piet Bakker");
	staff_card(&held, &desk.state->desk, &p.pk);
	assert_string_equal(card.d, held.d);
	is(sit(2, "PB"), FAULT_NONE);
	assert_string_equal(desk.session->initials, "PB");
	is(sit(1, "AdV"), FAULT_NONE);
}

static void
third_needs_both(void **state)
{
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	struct entry last;
	uint32_t id;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	assert_int_equal(strlen(card.d), DIGITS_TEXT - 1);
	is(sit(3, "CD"), FAULT_PERSON_KEY_FOREIGN);
	is(sit(1, "AdV"), FAULT_NONE);
	is(deeds_release(&desk, id), FAULT_SECOND_SAME);
	is(sit(3, "CD"), FAULT_PERSON_KEY_FOREIGN);
	is(sit(2, "PB"), FAULT_NONE);
	is(deeds_release(&desk, id + 1), FAULT_PROPOSAL_MISSING);
	is(deeds_release(&desk, id), FAULT_NONE);
	assert_int_equal(journal_last(&last, desk.book), OK);
	assert_int_equal(last.act, ACT_PERSON_ADDED);
	assert_int_equal(last.number, 3);
	is(deeds_release(&desk, id), FAULT_PROPOSAL_MISSING);
	is(sit(3, "CD"), FAULT_NONE);
}

static void
withdrawn_is_gone(void **state)
{
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	uint32_t id;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	is(proposal_withdraw(&desk, id), FAULT_NONE);
	is(sit(2, "PB"), FAULT_NONE);
	is(deeds_release(&desk, id), FAULT_PROPOSAL_MISSING);
	is(sit(3, "CD"), FAULT_PERSON_KEY_MISSING);
}

/* The second person's power is bound to one proposal. */
static void
second_beside_the_first(void **state)
{
	WIPED(staff_secret) secret;
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	uint32_t one;
	uint32_t two;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	one = desk.detail.n;
	new = somebody("Dora Evers", "DE");
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	two = desk.detail.n;
	type("the words of PB");
	is(unlock_key(&secret, &desk, 2, typed, NULL), FAULT_NONE);
	is(deeds_second(&desk, one, 1, &secret), FAULT_PERSON_KEY_FOREIGN);
	is(deeds_second(&desk, one, 2, &secret), FAULT_NONE);
	assert_int_equal(desk.session->s, 1);
	is(deeds_release(&desk, two), FAULT_SECOND_SAME);
	is(journal_verify(&desk), FAULT_NONE);
}

static unsigned ran;

static enum fault
run(struct desk *d, struct span plain)
{
	(void)d;
	assert_true(span_is(plain, "what it is about"));
	ran++;
	return FAULT_NONE;
}

/* Every act of two persons, by the table: nobody passes it alone. */
static void
no_act_of_two_is_done_by_one(void **state)
{
	unsigned acts = 0;

	(void)state;
	for (unsigned act = 1; act < 256; act++) {
		const struct deed deed = { (enum act)act, false, run };

		if (act_key((uint8_t)act)[0] == '?' ||
		    act_persons((enum act)act) < 2)
			continue;
		acts++;
		ran = 0;
		is(sit(1, "AdV"), FAULT_NONE);
		is(proposal_do(&desk, &deed, 1, span_str("what it is about")),
		    FAULT_SECOND_NEEDED);
		is(proposal_release(&desk, desk.detail.n,
		       (const struct deed *const[]){ &deed }, 1),
		    FAULT_SECOND_SAME);
		assert_int_equal(ran, 0);
		is(sit(2, "PB"), FAULT_NONE);
		is(proposal_release(&desk, acts,
		       (const struct deed *const[]){ &deed }, 1),
		    FAULT_NONE);
		assert_int_equal(ran, 1);
	}
	assert_true(acts > 0);
}

static void
who_left_opens_nothing(void **state)
{
	struct file key;
	char path[96];
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;

	(void)state;
	is(sit(2, "PB"), FAULT_NONE);
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	(void)snprintf(path, sizeof(path), "%s/staff/2.key", folder);
	assert_int_equal(file_read(&key, AT_FDCWD, path, 4096), OK);
	is(team_remove(&desk, 2), FAULT_PERSON_SELF);
	is(sit(1, "AdV"), FAULT_NONE);
	is(team_remove(&desk, 9), FAULT_PERSON_UNKNOWN);
	assert_true(team_complete(desk.state));
	is(team_remove(&desk, 2), FAULT_NONE);
	assert_false(team_complete(desk.state));
	assert_int_not_equal(access(path, F_OK), 0);
	is(team_remove(&desk, 2), FAULT_PERSON_UNKNOWN);
	/* what they proposed is gone, and their copy of the key is useless */
	is(deeds_release(&desk, 1), FAULT_PROPOSAL_MISSING);
	assert_int_equal(file_write(AT_FDCWD, path, file_span(&key)), OK);
	is(sit(2, "PB"), FAULT_PERSON_KEY_FOREIGN);
	is(sit(1, "AdV"), FAULT_NONE);
	assert_false(team_complete(desk.state));
	file_free(&key);
}

/* A name and a number are never used again. */
static void
who_left_is_not_replaced(void **state)
{
	struct newcomer new;
	struct digits card;
	struct person p;

	(void)state;
	is(team_remove(&desk, 2), FAULT_NONE);
	new = somebody("Pia Bakker", "PB");
	is(team_add(&desk, &new, &card), FAULT_ALONE_NOT_YET);
	is(desk_begin(&desk), FAULT_NONE);
	desk.state->leaves = 0;
	is(desk_commit(&desk), FAULT_NONE);
	new = somebody("Piet Bakker", "PX");
	is(team_add(&desk, &new, &card), FAULT_PERSON_TAKEN);
	new = somebody("Pia Bakker", "PB");
	is(team_add(&desk, &new, &card), FAULT_NONE);
	assert_int_equal(person_load(&p, desk.book, 3), OK);
	assert_string_equal(p.name, "Pia Bakker");
}

/* Whoever removes all but one cannot then do alone what takes two. */
static void
who_removes_is_not_alone_yet(void **state)
{
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	uint32_t id;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	is(sit(2, "PB"), FAULT_NONE);
	is(deeds_release(&desk, id), FAULT_NONE);
	is(team_remove(&desk, 1), FAULT_NONE);
	new = somebody("x", "CD");
	is(recover_person(&desk, 3, &new.hole, &card), FAULT_ALONE_NOT_YET);
	is(sit(3, "CD"), FAULT_NONE);
	is(sit(2, "PB"), FAULT_NONE);
	is(team_remove(&desk, 3), FAULT_NONE);
	new = somebody("Dora Evers", "DE");
	is(team_add(&desk, &new, &card), FAULT_ALONE_NOT_YET);
}

/* Nobody is told of a full disk, and no key is drawn in vain. */
static void
waiting_proposals_have_room(void **state)
{
	struct proposal *p = locked_new(sizeof(*p));
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	char path[96];

	(void)state;
	assert_non_null(p);
	p->act = ACT_PERSON_LEFT;
	is(desk_begin(&desk), FAULT_NONE);
	for (unsigned i = 0; i < PROPOSALS_MAX; i++)
		assert_int_equal(proposal_put(p, desk.book), OK);
	is(desk_commit(&desk), FAULT_NONE);
	locked_free(p);
	is(team_add(&desk, &new, &card), FAULT_PROPOSALS_FULL);
	assert_int_equal(desk.detail.n, PROPOSALS_MAX);
	(void)snprintf(path, sizeof(path), "%s/staff/3.key", folder);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void
forgotten_passphrase(void **state)
{
	struct newcomer new = somebody("x", "PB");
	struct digits card;
	struct digits before;
	struct person p;

	(void)state;
	assert_int_equal(person_load(&p, desk.book, 2), OK);
	staff_card(&before, &desk.state->desk, &p.pk);
	is(sit(2, "PB"), FAULT_NONE);
	is(journal_verify(&desk), FAULT_NONE);
	type("new words of PB");
	new.hole.pass = passphrase_span(typed);
	is(recover_person(&desk, 2, &new.hole, &card), FAULT_PERSON_SELF);
	is(sit(1, "AdV"), FAULT_NONE);
	type("new words of PB");
	new.hole.pass = passphrase_span(typed);
	is(recover_person(&desk, 2, &new.hole, &card), FAULT_NONE);
	assert_string_not_equal(card.d, before.d);
	is(sit(2, "PB"), FAULT_PASSPHRASE_WRONG);
	type("new words of PB");
	is(unlock_desk(&desk, 2, typed, NULL), FAULT_NONE);
	is(journal_verify(&desk), FAULT_NONE);
}

/* Where three work, who forgot and one colleague are not two persons. */
static void
recovery_takes_two_others(void **state)
{
	struct newcomer new = somebody("Cem Demir", "CD");
	struct digits card;
	uint32_t id;

	(void)state;
	is(team_add(&desk, &new, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	is(sit(2, "PB"), FAULT_NONE);
	is(deeds_release(&desk, id), FAULT_NONE);
	type("new words of CD");
	new.hole.pass = passphrase_span(typed);
	is(recover_person(&desk, 3, &new.hole, &card), FAULT_SECOND_NEEDED);
	id = desk.detail.n;
	is(deeds_release(&desk, id), FAULT_SECOND_SAME);
	/* until then the old key counts, and its person is no second */
	is(sit(3, "CD"), FAULT_NONE);
	is(deeds_release(&desk, id), FAULT_SECOND_SAME);
	is(sit(1, "AdV"), FAULT_NONE);
	is(deeds_release(&desk, id), FAULT_NONE);
	is(sit(3, "CD"), FAULT_PASSPHRASE_WRONG);
	type("new words of CD");
	is(unlock_desk(&desk, 3, typed, NULL), FAULT_NONE);
	is(sit(3, "CD"), FAULT_PASSPHRASE_WRONG);
}

static void
changed_passphrase(void **state)
{
	struct passphrase *old = passphrase_new();
	struct keyhole hole = { { NULL, 0 }, KEYFILE_KIB_MIN };

	(void)state;
	type("another sentence");
	hole.pass = passphrase_span(typed);
	assert_int_equal(passphrase_set(old, span_str("not mine at all")), OK);
	is(team_change(&desk, old, NULL, &hole), FAULT_PASSPHRASE_WRONG);
	assert_int_equal(passphrase_set(old, span_str("the words of AdV")), OK);
	is(team_change(&desk, old, NULL, &hole), FAULT_NONE);
	passphrase_free(old);
	is(sit(1, "AdV"), FAULT_PASSPHRASE_WRONG);
	type("another sentence");
	is(unlock_desk(&desk, 1, typed, NULL), FAULT_NONE);
}

static void
names_are_checked(void **state)
{
	static const struct {
		const char *name;
		const char *initials;
		enum fault want;
	} rows[] = {
		{ "Cem Demir", "CD", FAULT_NONE },
		{ "", "CD", FAULT_PERSON_NAME },
		{ "Cem\nDemir", "CD", FAULT_PERSON_NAME },
		{ "Cem \xe2\x80\xae"
		  "Demir",
		    "CD", FAULT_PERSON_NAME },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "aaaaaaaa",
		    "CD", FAULT_PERSON_NAME },
		{ "Cem Demir", "", FAULT_PERSON_INITIALS },
		{ "Cem Demir", "C D", FAULT_PERSON_INITIALS },
		{ "Cem Demir", "C-D", FAULT_PERSON_INITIALS },
		{ "Cem Demir", "\xd0\x90", FAULT_PERSON_INITIALS },
		{ "Cem Demir", "\xc3\x97", FAULT_PERSON_INITIALS },
		{ "Cem Demir",
		    "\xc3\x87"
		    "D2",
		    FAULT_NONE },
		{ "Cem Demir", "CDCDCDCDC", FAULT_PERSON_INITIALS },
		{ "Cem Demir", "AdV", FAULT_PERSON_TAKEN },
		{ "Anna de Vries", "CD", FAULT_PERSON_TAKEN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		print_message("row %zu\n", i);
		is(team_check(&desk, rows[i].name, rows[i].initials),
		    rows[i].want);
	}
}

#define TWO(test) \
	cmocka_unit_test_setup_teardown(test, team_begin_two, team_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_adds_a_second, team_begin,
		    team_end),
		TWO(third_needs_both),
		TWO(withdrawn_is_gone),
		TWO(second_beside_the_first),
		TWO(no_act_of_two_is_done_by_one),
		TWO(who_left_opens_nothing),
		TWO(who_left_is_not_replaced),
		TWO(who_removes_is_not_alone_yet),
		TWO(waiting_proposals_have_room),
		TWO(forgotten_passphrase),
		TWO(recovery_takes_two_others),
		TWO(changed_passphrase),
		TWO(names_are_checked),
	};

	return cmocka_run_group_tests_name("team", tests, NULL, NULL);
}
