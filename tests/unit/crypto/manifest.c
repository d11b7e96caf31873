/* manifest.c - tests the manifests of an inbox and an outbox. */

#include <string.h>

#include "rows.h"

#include "hash.h"
#include "manifest.h"
#include "signed.h"

#define HEX(xx)                                                              \
	xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx \
	    xx xx xx xx xx xx xx xx xx
#define ZEROS HEX("00")

static const char inbox[] = "tip1/inbox\nservice " HEX(
    "11") "\nseq 2\n"
	  "prev " HEX("22") "\nweek 2026-W31\nenvelopes 12\nfile " HEX(
	      "33") "\n"
		    "notes " HEX("44") "\ntaken " HEX("a0") " 5 9\ntaken " HEX(
			"a1") " 0 0\n";
static const char outbox[] = "tip1/outbox\nservice " HEX(
    "11") "\n"
	  "desk " HEX("a0") "\nseq 9\nschedule 5\nack 2 " HEX(
	      "22") "\n"
		    "cells 64\nfile " HEX("33") "\n";

static char edited[4096];

static const struct edit_row in_edits[] = {
	{ "unchanged", "seq", "seq", OK },
	{ "the first inbox", "seq 2\nprev " HEX("22"), "seq 1\nprev " ZEROS, OK },
	{ "the first inbox with a prev", "seq 2", "seq 1", ERR_FORMAT },
	{ "the second inbox without a prev", HEX("22"), ZEROS, ERR_FORMAT },
	{ "seq 0", "seq 2\nprev " HEX("22"), "seq 0\nprev " ZEROS,
	    ERR_FORMAT },
	{ "the largest seq", "seq 2", "seq 4294967295", OK },
	{ "one over the largest seq", "seq 2", "seq 4294967296", ERR_FORMAT },
	{ "an outbox's first line", "/inbox", "/outbox", ERR_FORMAT },
	{ "a week that does not exist", "2026-W31", "2025-W53", ERR_FORMAT },
	{ "no envelopes", "envelopes 12", "envelopes 0", OK },
	{ "envelopes -1", "envelopes 12", "envelopes -1", ERR_FORMAT },
	{ "file hash one digit too short", "file 33", "file 3", ERR_FORMAT },
	{ "no notes", "notes " HEX("44") "\n", "", ERR_FORMAT },
	{ "one taken line less", "taken " HEX("a1") " 0 0\n", "", OK },
	{ "no taken line", "taken " HEX("a0") " 5 9\ntaken " HEX("a1") " 0 0\n",
	    "", ERR_FORMAT },
	{ "a schedule version without a seq", " 5 9", " 5 0", ERR_FORMAT },
	{ "a seq without a schedule version", " 5 9", " 0 9", ERR_FORMAT },
	{ "one value too many", " 5 9", " 5 9 9", ERR_FORMAT },
	{ "one value too few", " 5 9", " 5", ERR_FORMAT },
	{ "one line too many", " 0 0\n", " 0 0\nmore 1\n", ERR_FORMAT },
	{ "no LF at the end", " 0 0\n", " 0 0", ERR_FORMAT },
}, out_edits[] = {
	{ "unchanged", "seq", "seq", OK },
	{ "no inbox acknowledged", "ack 2 " HEX("22"), "ack 0 " ZEROS, OK },
	{ "ack 0 with a hash", "ack 2", "ack 0", ERR_FORMAT },
	{ "ack 2 without a hash", HEX("22"), ZEROS, ERR_FORMAT },
	{ "seq 0", "seq 9", "seq 0", ERR_FORMAT },
	{ "schedule 0", "schedule 5", "schedule 0", ERR_FORMAT },
	{ "an inbox's first line", "/outbox", "/inbox", ERR_FORMAT },
	{ "desk id too long", "desk a0", "desk a0a0", ERR_FORMAT },
	{ "a partner's outbox", "cells 64", "cells 0", OK },
	{ "4096 cells", "cells 64", "cells 4096", OK },
	{ "4097 cells", "cells 64", "cells 4097", ERR_FORMAT },
	{ "65600 cells", "cells 64", "cells 65600", ERR_FORMAT },
	{ "file hash one digit too short", "file 33", "file 3", ERR_FORMAT },
	{ "one line too many", HEX("33") "\n", HEX("33") "\nmore 1\n", ERR_FORMAT },
	{ "no LF at the end", HEX("33") "\n", HEX("33"), ERR_FORMAT },
};

static uint8_t printed[8192];

static void
parses_inbox(void **state)
{
	const struct edit_row *row = *state;
	struct writer w = { printed, sizeof(printed), 0, false };
	struct inbox_manifest m;

	signed_edit(edited, sizeof(edited), inbox, row->from, row->to);
	memset(&m, 9, sizeof(m));
	assert_int_equal(inbox_parse(&m, span_str(edited)), row->want);
	if (row->want != OK) {
		assert_true(sodium_is_zero((const uint8_t *)&m, sizeof(m)));
		return;
	}
	inbox_print(&w, &m);
	assert_true(span_is((struct span){ w.p, w.n }, edited));
}

static void
parses_outbox(void **state)
{
	const struct edit_row *row = *state;
	struct writer w = { printed, sizeof(printed), 0, false };
	struct outbox_manifest m;

	signed_edit(edited, sizeof(edited), outbox, row->from, row->to);
	memset(&m, 9, sizeof(m));
	assert_int_equal(outbox_parse(&m, span_str(edited)), row->want);
	if (row->want != OK) {
		assert_true(sodium_is_zero((const uint8_t *)&m, sizeof(m)));
		return;
	}
	outbox_print(&w, &m);
	assert_true(span_is((struct span){ w.p, w.n }, edited));
}

static void
reads_every_field(void **state)
{
	struct inbox_manifest in;
	struct outbox_manifest out;

	(void)state;
	assert_int_equal(inbox_parse(&in, span_str(inbox)), OK);
	assert_int_equal(in.seq, 2);
	assert_int_equal(in.week, SIGNED_WEEK);
	assert_int_equal(in.envelopes, 12);
	assert_int_equal(in.n, 2);
	assert_int_equal(in.taken[0].schedule, 5);
	assert_int_equal(in.taken[0].seq, 9);
	assert_int_equal(in.taken[1].desk.b[31], 0xa1);
	assert_int_equal(in.prev.b[0], 0x22);
	assert_int_equal(in.file.b[0], 0x33);
	assert_int_equal(in.notes.b[0], 0x44);
	assert_int_equal(outbox_parse(&out, span_str(outbox)), OK);
	assert_int_equal(out.seq, 9);
	assert_int_equal(out.schedule, 5);
	assert_int_equal(out.ack_seq, 2);
	assert_int_equal(out.cells, 64);
	assert_int_equal(out.ack.b[0], 0x22);
	assert_int_equal(out.desk.b[0], 0xa0);
}

static void
may_end_only_after_a_last_line(void **state)
{
	struct inbox_manifest in;
	struct outbox_manifest out;
	const size_t second = sizeof(inbox) - 1 - sizeof("taken  0 0") - 64;

	(void)state;
	for (size_t n = 0; n < sizeof(inbox); n++)
		assert_int_equal(
		    inbox_parse(&in,
			(struct span){ (const uint8_t *)inbox, n }),
		    n == sizeof(inbox) - 1 || n == second ? OK : ERR_FORMAT);
	for (size_t n = 0; n < sizeof(outbox); n++)
		assert_int_equal(
		    outbox_parse(&out,
			(struct span){ (const uint8_t *)outbox, n }),
		    n == sizeof(outbox) - 1 ? OK : ERR_FORMAT);
}

/* A manifest may have 32 taken lines, not 33. */
static void
takes_32_taken_lines_at_most(void **state)
{
	static struct inbox_manifest in;
	struct writer w = { printed, sizeof(printed), 0, false };

	(void)state;
	assert_int_equal(inbox_parse(&in, span_str(inbox)), OK);
	in.n = DESKS_MAX;
	inbox_print(&w, &in);
	assert_int_equal(inbox_parse(&in, (struct span){ w.p, w.n }), OK);
	assert_int_equal(in.n, DESKS_MAX);
	wire_put_str(&w, "taken " ZEROS " 0 0\n");
	assert_false(w.bad);
	assert_int_equal(inbox_parse(&in, (struct span){ w.p, w.n }),
	    ERR_FORMAT);
}

static void
file_hash_is_labelled(void **state)
{
	struct file_hash got;
	uint8_t want[HASH_SIZE];

	(void)state;
	uh(want, "tip1/file", "abc", 3);
	file_hash(&got, "abc", 3);
	assert_memory_equal(got.b, want, sizeof(want));
	uh(want, "tip1/file", "", 0);
	file_hash(&got, NULL, 0);
	assert_memory_equal(got.b, want, sizeof(want));
}

int
main(void)
{
	static struct rows all;

	ROWS(all, parses_inbox, in_edits);
	ROWS(all, parses_outbox, out_edits);
	ROW(all, reads_every_field);
	ROW(all, may_end_only_after_a_last_line);
	ROW(all, takes_32_taken_lines_at_most);
	ROW(all, file_hash_is_labelled);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_manifest");
}
