/* client.c - tests that the desks a message names can open it, and no other,
 * and that its code finds what they answered.
 */

#include <string.h>

#include "rows.h"

#include "client.h"
#include "service.h"

enum { WEST = 3 }; /* the desk that takes no tips in test_sealed() */

static const char code[] = "012345678901234567890105";
static struct service service;
static struct client_work work;
static uint8_t envelope[ENVELOPE_SIZE];

static struct root
root_of(const char *digits)
{
	struct receipt receipt;
	struct root root;

	assert_int_equal(receipt_parse(&receipt, digits, strlen(digits)), OK);
	receipt_root(&root, &receipt, &service.directory.service);
	return root;
}

static const struct row {
	const char *name;
	const char *text;
	enum kind kind;
	uint32_t desks;
	enum err want;
	bool answer; /* one is wanted */
	uint8_t flags;
} rows[] = {
	{ "a tip", "Hallo", KIND_TIP, 1, OK, true,
	    FLAG_MAY_REFER | FLAG_WANTS_REPLY },
	{ "a tip that wants no answer", "Hallo", KIND_TIP, 1, OK, false,
	    FLAG_MAY_REFER },
	{ "a tip to four desks", "Hallo", KIND_TIP, 1 | 2 | 4 | 16, OK, true,
	    FLAG_MAY_REFER | FLAG_WANTS_REPLY },
	{ "a follow-up", "Nog iets", KIND_FOLLOW_UP, 2, OK, true,
	    FLAG_MAY_REFER | FLAG_WANTS_REPLY },
	{ "a close", "", KIND_CLOSE, 2, OK, true, 0 },
	{ "no desk", "Hallo", KIND_TIP, 0, ERR_KEY, true, 0 },
	{ "a desk that has stopped", "Hallo", KIND_TIP, 1 | 1 << WEST, ERR_KEY,
	    true, 0 },
	{ "five desks", "Hallo", KIND_TIP, 31, ERR_FULL, true, 0 },
	{ "no text", "", KIND_TIP, 1, ERR_FORMAT, true, 0 },
	{ "a control character", "\1", KIND_TIP, 1, ERR_FORMAT, true, 0 },
};

static void
opened_by(size_t i, const struct row *row, const struct root *root)
{
	static struct opened o;
	struct thread_secret want;
	struct body b;
	enum err e = envelope_open(&o, envelope, &service.epoch[i], 1);

	assert_int_equal(e, (row->desks >> i & 1) != 0 ? OK : ERR_OPEN);
	if (e != OK)
		return;
	assert_int_equal(body_decode(&b, o.body), OK);
	assert_int_equal(b.kind, row->kind);
	assert_int_equal(b.lane, LANE_PHONE);
	assert_int_equal(b.flags, row->flags);
	assert_int_equal(b.text.n, strlen(row->text));
	assert_memory_equal(b.text.p, row->text, b.text.n);
	thread_derive(&want, root, &service.directory.holder[i].id);
	assert_int_equal(memcmp(&want, &o.thread, sizeof(want)) == 0,
	    row->answer);
}

static void
seals_for_the_named_desks_only(void **state)
{
	const struct row *row = *state;
	struct root root = root_of(code);
	const struct client_message m = {
		.kind = row->kind,
		.lane = LANE_PHONE,
		.text = span_str(row->text),
		.root = row->answer ? &root : NULL,
		.desks = row->desks,
	};

	service.notes.part[WEST].key = NULL;
	assert_int_equal(client_seal(envelope, &work, &m, &service.directory,
			     &service.notes),
	    row->want);
	for (size_t i = 0; row->want == OK && i < SERVICE_DESKS; i++)
		opened_by(i, row, &root);
}

static void
answer_is_found_by_its_code(void **state)
{
	static uint8_t plain[CELL_BODY_SIZE];
	struct root root = root_of(code);
	struct cell_body cell;

	(void)state;
	service_answer(&service, 2, code, "Welke kleur?", SERVICE_WEEK);
	for (size_t i = 0; i < SERVICE_DESKS; i++)
		assert_int_equal(client_read(&cell, plain,
				     service_board(&service), &root,
				     &service.directory.holder[i].id),
		    i == 2 ? OK : ERR_MISSING);
	root = root_of("000000000000000000006597");
	assert_int_equal(client_read(&cell, plain, service_board(&service),
			     &root, &service.directory.holder[2].id),
	    ERR_MISSING);
}

int
main(void)
{
	static struct rows tests;

	service_make(&service);
	ROWS(tests, seals_for_the_named_desks_only, rows);
	ROW(tests, answer_is_found_by_its_code);
	return rows_run(&tests, __FILE__);
}
