/* inboxes.c - tests damaged and foreign inboxes, and such as do not follow. */

#include "desk/stick_kit.h"

static struct thread_secret alice;

/* Export a message of alice in an inbox of its own. */
static void
put_and_export(uint32_t seq, const char *text)
{
	kit_seal(&alice, seq == 1 ? KIND_TIP : KIND_FOLLOW_UP, FLAG_WANTS_REPLY,
	    text);
	kit_export(seq, clock_week(), 0);
}

/* Change the byte ${at}; below 0: from the end. */
static void
flip(const char *name, int at)
{
	struct file f = kit_read(name);

	f.p[at < 0 ? (int)f.n + at : at] ^= 1;
	kit_write(name, file_span(&f));
	file_free(&f);
}

static void
begin(void **state)
{
	(void)state;
	thread_draw(&alice);
	kit.version = 2;
	assert_int_equal(kit_open(false), FAULT_STICK_BARE);
	put_and_export(1, "een");
}

/* Without the paper nothing is opened; the stick's ROOT is there to compare. */
static void
root_unknown(void **state)
{
	const struct open_wish none = { { NULL, 0 }, false, NULL, NULL };
	const struct open_wish bad = { span_str("demo"), false, NULL, NULL };
	char line[VKEY_TEXT + 1];

	(void)state;
	assert_int_equal(kit_open_by(&none), FAULT_ROOT_UNKNOWN);
	assert_string_equal(kit.desk.detail.text, "");
	(void)snprintf(line, sizeof(line), "%s\n", kit.root);
	kit_write("stick/root.vkey", span_str(line));
	assert_int_equal(kit_open_by(&none), FAULT_ROOT_UNKNOWN);
	assert_string_equal(kit.desk.detail.text, kit.root);
	assert_int_equal(kit_open_by(&bad), FAULT_ROOT_FORM);
	assert_false(kit.desk.state->pinned);
}

struct flip_row {
	const char *name;
	const char *file;
	int at; /* below 0: from the end */
	enum fault want;
};

static const struct flip_row flips[] = {
	{ "an envelope", "stick/001.inbox", 9000, FAULT_INBOX_DAMAGED },
	{ "the manifest", "stick/001.inbox.note", 100, FAULT_INBOX_MANIFEST },
	{ "its end", "stick/001.inbox.note", -1, FAULT_INBOX_MANIFEST },
	{ "the notes' form", "stick/001.n", 0, FAULT_INBOX_SERVED },
	{ "the directory", "stick/001.n", 300, FAULT_INBOX_DIRECTORY },
	{ "what was served", "stick/001.n", -100, FAULT_INBOX_PIECES },
};

/* A bundle with a changed byte is refused. */
static void
flipped(void **state)
{
	const struct flip_row *r = *state;

	flip(r->file, r->at);
	assert_int_equal(kit_open(false), r->want);
	assert_int_equal(kit.desk.detail.n, 1);
	assert_int_equal(kit.result.opened, 0);
	assert_false(kit.desk.state->pinned);
	flip(r->file, r->at);
}

struct cut_row {
	const char *name;
	const char *file;
	int by; /* bytes; 0: the file is gone */
	enum fault want;
};

static const struct cut_row cuts[] = {
	{ "a byte less", "stick/001.inbox", -1, FAULT_INBOX_DAMAGED },
	{ "a byte more", "stick/001.inbox", 1, FAULT_INBOX_DAMAGED },
	{ "an envelope less", "stick/001.inbox", -ENVELOPE_SIZE,
	    FAULT_INBOX_DAMAGED },
	{ "no envelopes", "stick/001.inbox", 0, FAULT_INBOX_PART },
	{ "no notes", "stick/001.n", 0, FAULT_INBOX_PART },
};

static void
cut(void **state)
{
	const struct cut_row *r = *state;
	struct file f = kit_read(r->file);
	uint8_t *longer = calloc(1, f.n + 1);

	assert_non_null(longer);
	memcpy(longer, f.p, f.n);
	if (r->by == 0)
		assert_int_equal(unlink(r->file), 0);
	else
		kit_write(r->file,
		    (struct span){ longer, (size_t)((int)f.n + r->by) });
	assert_int_equal(kit_open(false), r->want);
	assert_string_equal(kit.desk.detail.text, r->file + 6);
	kit_write(r->file, file_span(&f));
	file_free(&f);
	free(longer);
}

/* No order of arrival: the names ascend, or it is not a server's inbox. */
static void
out_of_order(void **state)
{
	struct envelopes v;
	struct file_hash h;
	struct pool_name a;
	struct pool_name b;
	uint8_t *p;

	(void)state;
	kit_dummies(2);
	p = kit.envelope;
	envelope_name(&a, p);
	envelope_name(&b, p + ENVELOPE_SIZE);
	for (int twice = 0; twice < 2; twice++) {
		if (twice == 1)
			memcpy(p, p + ENVELOPE_SIZE, ENVELOPE_SIZE);
		else if (memcmp(a.b, b.b, sizeof(a.b)) < 0) {
			/* the higher name first */
			p = kit_put(1);
			memcpy(p, kit.envelope, ENVELOPE_SIZE);
			p -= ENVELOPE_SIZE;
		}
		file_hash(&h, p, (size_t)2 * ENVELOPE_SIZE);
		kit_write("002.inbox",
		    (struct span){ p, (size_t)2 * ENVELOPE_SIZE });
		assert_int_equal(envelopes_open(&v, AT_FDCWD, 2, 2, &h),
		    ERR_FORMAT);
		envelopes_close(&v);
	}
	free(kit.envelope);
	kit.envelope = NULL;
	kit.envelopes = 0;
}

/* After all of that the good one opens. */
static void
whole(void **state)
{
	(void)state;
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(1)->cases, 1);
	assert_true(kit.desk.state->pinned);
}

static void
another_root(void **state)
{
	struct sign_seed seed;
	struct sign_public pub;
	struct vkey other;
	char text[VKEY_TEXT];
	const struct open_wish wish = {
		{ (const uint8_t *)text, VKEY_TEXT - 1 }, false, NULL, NULL
	};

	(void)state;
	randombytes_buf(seed.b, sizeof(seed.b));
	sign_public_of(&pub, &seed);
	assert_int_equal(vkey_set(&other, span_str("demo"), &pub), OK);
	memset(text, ' ', sizeof(text));
	vkey_print(text, &other);
	text[strlen(text)] = ' '; /* blanks around it are fine */
	assert_int_equal(kit_open_by(&wish), FAULT_ROOT_OTHER);
}

static void
another_service(void **state)
{
	struct note_hash prev = kit.prev;

	(void)state;
	kit.service.b[0] ^= 1;
	put_and_export(2, "vreemd");
	assert_int_equal(kit_open(false), FAULT_INBOX_SERVICE);
	kit.service.b[0] ^= 1;
	kit_remove(2);
	kit.prev = prev;
}

/* Inbox 2 is held back, 3 and 4 come, then 2 comes late. */
static void
a_gap(void **state)
{
	static const char *const kinds[] = { "inbox", "n", "inbox.note" };
	const struct sequence *s = &kit.desk.state->sequence;
	char name[64];

	(void)state;
	put_and_export(2, "twee");
	for (size_t i = 0; i < 3; i++) {
		kit_name(name, 2, kinds[i]);
		assert_int_equal(rename(name, kinds[i]), 0);
	}
	put_and_export(3, "drie");
	assert_int_equal(kit_open(false), FAULT_NONE);
	put_and_export(4, "vier");
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(s->gaps, 1);
	assert_int_equal(s->gap[0].first, 2);
	assert_int_equal(s->gap[0].last, 2);
	for (size_t i = 0; i < 3; i++) {
		kit_name(name, 2, kinds[i]);
		assert_int_equal(rename(kinds[i], name), 0);
	}
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.result.opened, 1);
	assert_int_equal(s->gaps, 0);
	assert_int_equal(kit_case(1)->messages, 4);
	assert_true(kit_says(1, 4, "twee"));
}

/* The server was set back: the desk opens its tips and remembers this. */
static void
broken_and_forked(void **state)
{
	const struct sequence *s = &kit.desk.state->sequence;

	(void)state;
	kit.prev.b[0] ^= 1;
	put_and_export(5, "vijf");
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(s->troubles, 1);
	assert_int_equal(s->trouble[0].kind, TROUBLE_BROKEN);
	put_and_export(5, "ook vijf");
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(s->troubles, 2);
	assert_int_equal(s->trouble[1].kind, TROUBLE_FORK);
	assert_int_equal(kit_case(1)->messages, 6);
	assert_true(kit_says(1, 6, "ook vijf"));
}

static void
falling_directory(void **state)
{
	struct note_hash prev = kit.prev;

	(void)state;
	kit.version = 1;
	put_and_export(6, "zes");
	assert_int_equal(kit_open(false), FAULT_INBOX_BACK);
	assert_int_equal(kit.desk.detail.other, 1);
	kit_remove(6);
	kit.version = 2;
	kit.prev = prev;
}

/* New inboxes are found among a thousand old notes. */
static void
a_full_stick(void **state)
{
	struct file f;
	char name[64];

	(void)state;
	kit_remove(5);
	for (uint32_t i = 6; i < 10; i++)
		put_and_export(i, "ertussen");
	f = kit_read("stick/001.inbox.note");
	for (uint32_t i = 1000; i < 2000; i++) {
		kit_name(name, i, "inbox.note");
		assert_int_equal(link("stick/001.inbox.note", name), 0);
	}
	file_free(&f);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.result.n, 1008);
	assert_int_equal(kit.result.opened, 4);
	for (uint32_t i = 6; i < 10; i++)
		assert_int_equal(kit_count(i)->joined, 1);
	for (uint32_t i = 1000; i < 2000; i++)
		kit_remove(i);
}

/* ROOT lists this desk with another IK, or not at all. */
static void
another_ik(void **state)
{
	struct note_hash prev = kit.prev;
	struct desk_id id = kit.desk.state->desk;

	(void)state;
	kit.version = 3;
	kit.ik = *signed_seed(SIGNED_SPARE);
	put_and_export(10, "tien");
	assert_int_equal(kit_open(false), FAULT_INBOX_IK);
	kit.ik = *signed_seed(SIGNED_IK);
	kit.prev = prev;
	put_and_export(10, "tien");
	kit.desk.state->desk.b[0] ^= 1;
	assert_int_equal(kit_open(false), FAULT_INBOX_UNLISTED);
	kit.desk.state->desk = id;
	assert_int_equal(kit_open(false), FAULT_NONE);
}

int
main(void)
{
	static struct rows all;

	ROW(all, begin);
	ROW(all, root_unknown);
	ROWS(all, flipped, flips);
	ROWS(all, cut, cuts);
	ROW(all, out_of_order);
	ROW(all, whole);
	ROW(all, another_root);
	ROW(all, another_service);
	ROW(all, a_gap);
	ROW(all, broken_and_forked);
	ROW(all, falling_directory);
	ROW(all, a_full_stick);
	ROW(all, another_ik);
	return _cmocka_run_group_tests("desk_inboxes", all.test, all.n,
	    kit_begin, kit_end);
}
