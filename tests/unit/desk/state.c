/* state.c - tests that a desk's own affairs are read as they were written, and
 * that rows no desk writes are refused. */

#include "book/state.h"

#include "book/cases.h"
#include "book/people.h"
#include "book/replies.h"
#include "desk/core_kit.h"

static struct state written;
static struct state got;

/* Everything that a state can have, and as often as it can. */
static void
fill(struct state *s)
{
	struct sequence *q = &s->sequence;

	s->pinned = true;
	memcpy(s->root.name, "demo", 5);
	randombytes_buf(s->root.key.b, sizeof(s->root.key.b));
	randombytes_buf(s->srv.b, sizeof(s->srv.b));
	s->revoked = true;
	s->leaves = 7;
	for (uint32_t i = 0; i < LINKS_MAX; i++) {
		q->link[i] = (struct link){ .seq = i + 1, .week = 100 };
		randombytes_buf(q->link[i].hash.b, HASH_SIZE);
		randombytes_buf(q->link[i].prev.b, HASH_SIZE);
	}
	q->links = LINKS_MAX;
	q->newest = q->link[LINKS_MAX - 1];
	for (uint32_t i = 0; i < GAPS_MAX; i++)
		q->gap[i] = (struct gap){ 10 * i + 1, 10 * i + 4, 101 };
	q->gaps = GAPS_MAX;
	for (uint32_t i = 0; i < TROUBLES_MAX; i++)
		q->trouble[i] = (struct trouble){ TROUBLE_FORK, i, 102 };
	q->troubles = TROUBLES_MAX;
}

static int
begin(void **state)
{
	(void)state;
	core_begin("state");
	core_is(desk_begin(&desk), FAULT_NONE);
	fill(desk.state);
	core_is(desk_commit(&desk), FAULT_NONE);
	written = *desk.state;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	core_end();
	return 0;
}

static void
as_written(void **state)
{
	(void)state;
	core_reopen();
	assert_memory_equal(desk.state, &written, sizeof(written));
}

/* One change that no desk makes, and what then does not read it. */
struct row {
	const char *name;
	const char *sql;
	enum err want;
};

static void
change(const char *sql)
{
	core_is(desk_begin(&desk), FAULT_NONE);
	kit_run(desk.book, sql);
}

static const struct row states[] = {
	{ "a long name", "UPDATE desk SET name = printf('%.65c', 'n')",
	    ERR_FORMAT },
	{ "a long name of ROOT",
	    "UPDATE desk SET root_name = printf('%.65c', 'n')", ERR_FORMAT },
	{ "half a key of ROOT", "UPDATE desk SET root_key = x'0011'",
	    ERR_FORMAT },
	{ "half a key of the server", "UPDATE desk SET srv = x'0011'",
	    ERR_FORMAT },
	{ "more cells than fit", "UPDATE desk SET cells = 65536", ERR_FORMAT },
	{ "an outbox below zero", "UPDATE desk SET outbox = -1", ERR_FORMAT },
	{ "a link too many",
	    "INSERT INTO link (seq, hash, prev, week, newest)"
	    " SELECT 500, hash, prev, week, 0 FROM link LIMIT 1",
	    ERR_FORMAT },
	{ "a gap too many", "INSERT INTO gap VALUES (9999, 9999, 1)",
	    ERR_FORMAT },
	{ "a trouble too many", "INSERT INTO trouble VALUES (9999, 1, 1, 1)",
	    ERR_FORMAT },
	{ "a week of a gap", "UPDATE gap SET week = 65536", ERR_FORMAT },
	{ "no state", "DELETE FROM desk", ERR_MISSING },
	{ "nothing wrong", "UPDATE desk SET cases = cases", OK },
};

static void
state_is(void **state)
{
	const struct row *r = *state;

	change(r->sql);
	assert_int_equal(state_load(&got, desk.book), r->want);
	if (r->want != OK)
		assert_true(sodium_is_zero((uint8_t *)&got, sizeof(got)));
	desk_abort(&desk);
	assert_int_equal(state_load(&got, desk.book), OK);
	assert_memory_equal(&got, &written, sizeof(got));
}

/* ---- schedules, people, cases ---- */
static struct schedule_files files;

static void
schedules(void **state)
{
	static struct schedule_files back;

	(void)state;
	assert_int_equal(schedule_load(&back, desk.book), ERR_MISSING);
	core_is(desk_begin(&desk), FAULT_NONE);
	files.note_n = SCHEDULE_NOTE_MAX;
	randombytes_buf(files.note, sizeof(files.note));
	randombytes_buf(files.keys, sizeof(files.keys));
	assert_int_equal(schedule_save(&files, desk.book), OK);
	core_is(desk_commit(&desk), FAULT_NONE);
	assert_int_equal(schedule_load(&back, desk.book), OK);
	assert_memory_equal(&back, &files, sizeof(back));
	change("UPDATE schedule SET note = zeroblob(4097)");
	assert_int_equal(schedule_load(&back, desk.book), ERR_FORMAT);
	desk_abort(&desk);
	change("UPDATE schedule SET keys = zeroblob(9)");
	assert_int_equal(schedule_load(&back, desk.book), ERR_FORMAT);
	desk_abort(&desk);
}

static const struct row people[] = {
	{ "a long name", "UPDATE person SET name = printf('%.65c', 'n')",
	    ERR_FORMAT },
	{ "long initials", "UPDATE person SET initials = 'ABCDEFGHI'",
	    ERR_FORMAT },
	{ "half a key", "UPDATE person SET pk = x'0011'", ERR_FORMAT },
	{ "nobody", "DELETE FROM person", ERR_MISSING },
	{ "nothing wrong", "UPDATE person SET came = came", OK },
};

static void
person_is(void **state)
{
	const struct row *r = *state;
	static struct person p = { .s = 3, .name = "Anna", .initials = "AdV" };
	struct person *all;
	size_t n;
	enum err e;

	core_is(desk_begin(&desk), FAULT_NONE);
	assert_int_equal(person_save(&p, desk.book), OK);
	kit_run(desk.book, r->sql);
	assert_int_equal(person_load(&p, desk.book, 3), r->want);
	e = people_list(&all, &n, desk.book);
	assert_int_equal(e, r->want == ERR_MISSING ? OK : r->want);
	assert_int_equal(n, r->want == OK);
	free(all);
	desk_abort(&desk);
	p = (struct person){ .s = 3, .name = "Anna", .initials = "AdV" };
}

static const struct row cases[] = {
	{ "a life that is none", "UPDATE casefile SET life = 9", ERR_FORMAT },
	{ "half a name of its thread", "UPDATE casefile SET tid = x'0011'",
	    ERR_FORMAT },
	{ "no name while it lives", "UPDATE casefile SET tid = NULL",
	    ERR_FORMAT },
	{ "more messages opened than fit", "UPDATE casefile SET opened = 65536",
	    ERR_FORMAT },
	{ "nothing wrong", "UPDATE casefile SET wants = wants", OK },
};

static void
case_is(void **state)
{
	const struct row *r = *state;
	const struct core_case want = { .text = "een tip",
		.life = THREAD_LIVE };
	static struct case_file c;
	uint32_t number = core_add(&want);

	change(r->sql);
	assert_int_equal(case_load(&c, desk.book, number), r->want);
	desk_abort(&desk);
}

static const struct row messages[] = {
	{ "half an id", "UPDATE message SET id = x'0011'", ERR_FORMAT },
	{ "a body too long", "UPDATE message SET body = zeroblob(20000)",
	    ERR_FORMAT },
	{ "no week", "UPDATE message SET week = -1", ERR_FORMAT },
	{ "none", "DELETE FROM message", ERR_MISSING },
	{ "nothing wrong", "UPDATE message SET twin = twin", OK },
};

static void
message_is(void **state)
{
	const struct row *r = *state;
	static struct message m;

	change(r->sql);
	assert_int_equal(message_load(&m, desk.book, 1, 1), r->want);
	desk_abort(&desk);
}

static const struct row texts[] = {
	{ "a text too long",
	    "INSERT INTO reply VALUES (1, 1, 1, 0, printf('%.2000c', 'n'), '')",
	    ERR_FORMAT },
	{ "one too many",
	    "INSERT INTO reply WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL"
	    " SELECT i + 1 FROM k WHERE i < 200)"
	    " SELECT 1, i, 1, 0, 'n', '' FROM k",
	    ERR_FORMAT },
	{ "nothing wrong", "INSERT INTO reply VALUES (1, 1, 1, 0, 'n', '')",
	    OK },
};

static void
reply_is(void **state)
{
	const struct row *r = *state;
	static struct replies out;

	change(r->sql);
	assert_int_equal(replies_load(&out, desk.book, 1), r->want);
	desk_abort(&desk);
}

int
main(void)
{
	static struct rows all;

	kit_begin();
	ROW(all, as_written);
	ROWS(all, state_is, states);
	ROW(all, schedules);
	ROWS(all, person_is, people);
	ROWS(all, case_is, cases);
	ROWS(all, message_is, messages);
	ROWS(all, reply_is, texts);
	return _cmocka_run_group_tests("desk_state", all.test, all.n, begin,
	    end);
}
