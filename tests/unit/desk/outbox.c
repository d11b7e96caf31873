/* outbox.c - tests the outbox: who is in it, what ends, and that it is whole
 * or not there wherever it is cut off. */

#include "core/outbox.h"

#include <sys/stat.h>

#include <errno.h>

#include "book/replies.h"
#include "bundle.h"
#include "cell.h"
#include "core/reply.h"
#include "desk/core_kit.h"
#include "manifest.h"
#include "os/file.h"

static int stick;
static struct outbox_done done;
static struct replies *replies;

static void
stick_begin(void)
{
	core_begin("outbox");
	core_is(desk_begin(&desk), FAULT_NONE);
	desk.state->schedule = 1;
	desk.state->served = 1;
	core_is(desk_commit(&desk), FAULT_NONE);
	assert_int_equal(mkdirat(kit.dir, "stick", 0700), 0);
	stick = openat(kit.dir, "stick", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(stick >= 0);
}

static void
stick_end(void)
{
	(void)close(stick);
	core_end();
}

static bool
on_stick(enum bundle kind, uint32_t number)
{
	char name[BUNDLE_NAME];

	bundle_name(name, kind, number, "north");
	return faccessat(stick, name, F_OK, 0) == 0;
}

/* True if a client of case ${number} finds its cell in outbox ${outbox}. */
static bool
cell_find(struct cell_body *out, uint32_t outbox, uint32_t number)
{
	static uint8_t body[CELL_BODY_SIZE];
	struct case_file c = core_case(number);
	char name[BUNDLE_NAME];
	struct file f = { NULL, 0 };
	struct salt salt;
	struct addr addr;
	bool found = false;

	bundle_name(name, BUNDLE_OUTBOX, outbox, "north");
	assert_int_equal(file_read(&f, stick, name, BUNDLE_OUTBOX_MAX), OK);
	assert_int_equal(f.n,
	    SALT_SIZE + (size_t)desk.state->cells * RECORD_SIZE);
	memcpy(salt.b, f.p, sizeof(salt.b));
	mailbox_addr(&addr, &c.thread.ak, &salt);
	for (size_t i = SALT_SIZE; i < f.n && !found; i += RECORD_SIZE)
		found = memcmp(f.p + i, addr.b, ADDR_SIZE) == 0 &&
		    cell_open(body, f.p + i + ADDR_SIZE, &c.thread.ck, &addr) ==
			OK &&
		    cell_body_decode(out, body) == OK;
	file_free(&f);
	return found;
}

/* The cases of the first test. */
enum { SHOWN = 1, UNREAD, CLOSED, OLD, BIN, UNWANTED, ASKED };

static void
cases_make(void)
{
	const struct reply_wish ask = { .number = ASKED,
		.text = span_str("Waar?"),
		.status = STATUS_QUESTION };
	const struct reply_wish last = { .number = OLD,
		.text = span_str("Nog iets?"),
		.status = STATUS_QUESTION };
	struct case_file c;

	(void)core_add(&(struct core_case){ .text = "gelezen",
	    .life = THREAD_LIVE,
	    .shown = 1 });
	(void)core_add(&(struct core_case){ .text = "ongelezen",
	    .life = THREAD_LIVE,
	    .placed = true });
	(void)core_add(&(struct core_case){ .text = "weg",
	    .life = THREAD_CLOSING,
	    .shown = 1 });
	(void)core_add(&(struct core_case){ .text = "oud",
	    .life = THREAD_LIVE,
	    .shown = 1 });
	(void)core_add(&(struct core_case){ .text = "onzin",
	    .life = THREAD_LIVE,
	    .shown = 1,
	    .chosen = true,
	    .placed = true,
	    .junk = true });
	(void)core_add(&(struct core_case){ .text = "klaar",
	    .life = THREAD_LIVE,
	    .shown = 1,
	    .unwanted = true });
	(void)core_add(&(struct core_case){ .text = "gevraagd",
	    .life = THREAD_LIVE,
	    .shown = 1 });
	core_is(reply_keep(&desk, &ask), FAULT_NONE);
	core_is(reply_keep(&desk, &last), FAULT_NONE);
	/* 13 weeks ago */
	core_is(desk_begin(&desk), FAULT_NONE);
	c = core_case(OLD);
	c.last = CORE_WEEK - THREAD_WEEKS;
	assert_int_equal(case_save(&c, desk.book), OK);
	core_is(desk_commit(&desk), FAULT_NONE);
}

static void
who_is_in_it(void **state)
{
	struct cell_body body = { 0 };

	(void)state;
	stick_begin();
	cases_make();
	core_is(outbox_write(&done, &desk, stick, "stick"), FAULT_NONE);
	assert_int_equal(done.outbox, 1);
	assert_int_equal(done.cells, CORE_CELLS);
	assert_int_equal(done.ended, 2);
	assert_int_equal(done.allotment.cells, 2);
	assert_int_equal(done.allotment.unread, 1);
	assert_int_equal(done.allotment.waiting, 0);
	assert_int_equal(done.named, 0);
	assert_true(cell_find(&body, 1, SHOWN));
	assert_int_equal(body.status, STATUS_RECEIVED);
	assert_true(cell_find(&body, 1, ASKED));
	assert_int_equal(body.status, STATUS_QUESTION);
	assert_int_equal(body.week, CORE_WEEK);
	assert_false(cell_find(&body, 1, UNREAD));
	assert_false(cell_find(&body, 1, BIN));
	assert_false(cell_find(&body, 1, UNWANTED));
}

/* What the files hold afterwards. */
static void
what_ended(void **state)
{
	static const struct thread none;
	struct case_file c;

	(void)state;
	core_reopen();
	assert_int_equal(desk.state->outbox, 1);
	for (uint32_t i = CLOSED; i <= OLD; i++) {
		c = core_case(i);
		assert_int_equal(c.life, THREAD_ENDED);
		assert_int_equal(c.by_tipster, i == CLOSED);
		assert_memory_equal(&c.thread, &none, sizeof(none));
		assert_int_equal(replies_load(replies, desk.book, i), OK);
		assert_int_equal(replies->n, 0);
		assert_int_equal(c.messages, 1); /* these stay */
	}
	assert_true(core_case(SHOWN).placed);
	assert_false(core_case(UNREAD).placed);
	assert_false(core_case(BIN).placed);
	assert_int_equal(replies_load(replies, desk.book, ASKED), OK);
	assert_true(replies->reply[0].sent);
}

static void
manifest(void **state)
{
	struct outbox_manifest m;
	struct vkey ops = { .name = "north" };
	struct file f = { NULL, 0 };
	struct span text;

	(void)state;
	sign_public_of(&ops.key, &desk_key(&desk)->ops);
	assert_int_equal(
	    file_read(&f, stick, "001.north.outbox.note", NOTE_MAX), OK);
	assert_int_equal(note_verify(&text, file_span(&f), &ops), OK);
	assert_int_equal(outbox_parse(&m, text), OK);
	assert_int_equal(m.seq, 1);
	assert_int_equal(m.ack_seq, 1);
	assert_int_equal(m.cells, CORE_CELLS);
	file_free(&f);
}

/* Cut off between the commit and the stick: the number is used up. */
static void
cut_off(void **state)
{
	(void)state;
	core_file_limit(SALT_SIZE);
	/* the stick is full, but the desk's own disk is not: not so here */
	assert_int_not_equal(outbox_write(&done, &desk, stick, "stick"),
	    FAULT_NONE);
	core_file_limit(RLIM_INFINITY);
	core_reopen();
	assert_int_equal(desk.state->outbox, 1);
	assert_false(on_stick(BUNDLE_OUTBOX, 2));
	core_is(outbox_write(&done, &desk, -1, "gone"), FAULT_OUTBOX_STICK);
	assert_string_equal(desk.detail.text, "gone");
	assert_int_equal(desk.detail.n, 2);
	core_reopen();
	assert_int_equal(desk.state->outbox, 2);
	core_is(outbox_write(&done, &desk, stick, "stick"), FAULT_NONE);
	assert_int_equal(done.outbox, 3);
	assert_false(on_stick(BUNDLE_OUTBOX_NOTE, 2));
	assert_true(on_stick(BUNDLE_OUTBOX_NOTE, 3));
}

/* A number that the server knew of a desk that was put back; the last one. */
static void
numbers(void **state)
{
	(void)state;
	core_is(desk_begin(&desk), FAULT_NONE);
	desk.state->outbox = UINT32_MAX - 1;
	core_is(desk_commit(&desk), FAULT_NONE);
	core_is(outbox_write(&done, &desk, stick, "stick"), FAULT_NONE);
	assert_int_equal(done.outbox, UINT32_MAX);
	core_is(outbox_write(&done, &desk, stick, "stick"), FAULT_OUTBOX_LAST);
	assert_int_equal(desk.state->outbox, UINT32_MAX);
	stick_end();
}

static void
replies_without_room(void **state)
{
	(void)state;
	stick_begin();
	for (int i = 0; i < CORE_CELLS + 2; i++)
		(void)core_add(&(struct core_case){ .text = "een",
		    .life = THREAD_LIVE,
		    .shown = 1,
		    .chosen = true });
	core_is(outbox_write(&done, &desk, stick, "stick"), FAULT_NONE);
	assert_int_equal(done.allotment.cells, CORE_CELLS);
	assert_int_equal(done.allotment.replies, 2);
	assert_int_equal(done.named, 2);
	assert_true(done.without[0] < done.without[1]);
	for (uint32_t i = 0; i < done.named; i++)
		assert_false(core_case(done.without[i]).placed);
	stick_end();
}

struct over_row {
	const char *name;
	enum life life;
	uint16_t week;
	bool over;
};

static const struct over_row overs[] = {
	{ "12 weeks later", THREAD_LIVE, 112, false },
	{ "13 weeks later", THREAD_LIVE, 113, true },
	{ "closed", THREAD_CLOSING, 100, true },
	{ "ended before", THREAD_ENDED, 200, false },
};

static void
over(void **state)
{
	const struct over_row *r = *state;
	const struct case_file c = { .last = 100, .life = r->life };

	assert_int_equal(case_over(&c, r->week), r->over);
}

int
main(void)
{
	static struct rows all;
	int rc;

	kit_begin();
	replies = locked_new(sizeof(*replies));
	if (replies == NULL)
		return 1;
	ROWS(all, over, overs);
	ROW(all, who_is_in_it);
	ROW(all, what_ended);
	ROW(all, manifest);
	ROW(all, cut_off);
	ROW(all, numbers);
	ROW(all, replies_without_room);
	rc = rows_run(&all, __FILE__);
	locked_free(replies);
	return rc;
}
