/* directory_sign.c - tests a directory's signer, dates, revocations,
 * holders and texts. */

#include <string.h>

#include "rows.h"

#include "directory.h"
#include "signed.h"
#include "week.h"

static char text[65536];
static char edited[65536];
static uint8_t note[65536];
static struct directory d;

static const struct judge_row {
	const char *name;
	const char *from;
	const char *to;
	unsigned signer;
	const char *root; /* the name ROOT is pinned under */
	int day;          /* after SIGNED_DAY */
	enum err want;
} judges[] = {
	{ "good", "", "", SIGNED_ROOT, "demo", 0, OK },
	{ "two days before its date", "", "", SIGNED_ROOT, "demo", -6, OK },
	{ "three days before its date", "", "", SIGNED_ROOT, "demo", -7,
	    ERR_CLOCK },
	{ "a month before its date", "", "", SIGNED_ROOT, "demo", -30,
	    ERR_CLOCK },
	{ "on its last day", "", "", SIGNED_ROOT, "demo", 184, OK },
	{ "the day after its last day", "", "", SIGNED_ROOT, "demo", 185,
	    ERR_EXPIRED },
	{ "signed by a different key", "", "", SIGNED_SPARE, "demo", 0,
	    ERR_SIGNATURE },
	{ "signed by SRV", "", "", SIGNED_SRV, "demo", 0, ERR_SIGNATURE },
	{ "a different service's name", "name demo", "name demo2", SIGNED_ROOT,
	    "demo", 0, ERR_SERVICE },
	{ "a note that is not a directory", "tip1/directory", "tip1/schedule",
	    SIGNED_ROOT, "demo", 0, ERR_FORMAT },
};

static void
verifies(void **state)
{
	const struct judge_row *row = *state;
	const struct vkey root = signed_vkey(SIGNED_ROOT, row->root);
	struct span s;

	signed_edit(edited, sizeof(edited), text, row->from, row->to);
	s = signed_note(note, sizeof(note), span_str(edited), row->signer,
	    "demo");
	memset(&d, 9, sizeof(d));
	assert_int_equal(directory_verify(&d, s, &root, SIGNED_DAY + row->day),
	    row->want);
	if (row->want == OK)
		assert_memory_equal(&d.root, &root, sizeof(root));
	else
		assert_true(sodium_is_zero((const uint8_t *)&d, sizeof(d)));
}

/* Revoke the name of ${role}'s key instead of ff..ff. */
static void
revoke(unsigned role)
{
	const struct sign_public pk = signed_public(role);
	struct pk_name name;
	char line[80];
	struct writer w = { (uint8_t *)line, sizeof(line) - 1, 0, false };

	pk_name_of(&name, pk.b, sizeof(pk.b));
	wire_put_str(&w, "revoked ");
	wire_put_hex(&w, name.b, sizeof(name.b));
	line[w.n] = '\0';
	signed_edit(edited, sizeof(edited), text,
	    "revoked ffffffffffffffffffffffffffffffffffffffffffffffffffff"
	    "ffffffffffff",
	    line);
}

static void
revoked_keys_are_refused(void **state)
{
	const struct vkey root = signed_vkey(SIGNED_ROOT, "demo");
	struct pk_name name;
	struct span s;

	(void)state;
	revoke(SIGNED_IK + 2);
	s = signed_note(note, sizeof(note), span_str(edited), SIGNED_ROOT,
	    "demo");
	assert_int_equal(directory_verify(&d, s, &root, SIGNED_DAY), ERR_KEY);
	revoke(SIGNED_SPARE);
	s = signed_note(note, sizeof(note), span_str(edited), SIGNED_ROOT,
	    "demo");
	assert_int_equal(directory_verify(&d, s, &root, SIGNED_DAY), OK);
	pk_name_of(&name, signed_public(SIGNED_SPARE).b, 32);
	assert_true(directory_revoked(&d, &name));
	name.b[31] ^= 1;
	assert_false(directory_revoked(&d, &name));
}

/* A directory of ${desks} desks with ${cells} cells each, and partners. */
static struct span
many(unsigned desks, unsigned partners, unsigned cells)
{
	const struct sign_public pk = signed_public(SIGNED_IK);
	const size_t head = (size_t)(strstr(text, "desk a0") - text);
	struct writer w = { (uint8_t *)edited, sizeof(edited), 0, false };

	wire_put(&w, text, head);
	for (unsigned i = 0; i < desks + partners; i++) {
		uint8_t id[32] = { (uint8_t)i };

		wire_put_str(&w, i < desks ? "desk " : "partner ");
		wire_put_hex(&w, id, sizeof(id));
		wire_put_str(&w, " h");
		wire_put_decimal(&w, i);
		wire_put_u8(&w, ' ');
		wire_put_decimal(&w, i < desks ? cells : 0);
		wire_put_str(&w, " 1\nik ");
		wire_put_base64(&w, pk.b, sizeof(pk.b));
		wire_put_str(&w, "\ntopics all\nregions all\ntitle nl X\n");
	}
	assert_false(w.bad);
	return (struct span){ w.p, w.n };
}

static const struct many_row {
	const char *name;
	unsigned desks;
	unsigned partners;
	unsigned cells;
	enum err want;
} manys[] = {
	{ "one desk", 1, 0, 4096, OK },
	{ "32 desks", 32, 0, 128, OK },
	{ "33 desks", 33, 0, 1, ERR_FORMAT },
	{ "32 desks with too many cells", 32, 0, 129, ERR_FORMAT },
	{ "32 partners", 1, 32, 1, OK },
	{ "33 partners", 1, 33, 1, ERR_FORMAT },
	{ "32 desks and 32 partners", 32, 32, 128, OK },
	{ "33 desks and 32 partners", 33, 32, 1, ERR_FORMAT },
	{ "32 desks and 33 partners", 32, 33, 1, ERR_FORMAT },
	{ "partners only", 0, 1, 0, ERR_FORMAT },
	{ "neither desks nor partners", 0, 0, 0, ERR_FORMAT },
};

static void
counts_holders(void **state)
{
	const struct many_row *row = *state;
	struct span s = many(row->desks, row->partners, row->cells);

	assert_int_equal(directory_parse(&d, s), row->want);
	if (row->want == OK) {
		assert_int_equal(d.desks, row->desks);
		assert_int_equal(d.holders, row->desks + row->partners);
	}
}

static const struct words_row {
	const char *name;
	const char *lines;
	const char *word;
	const char *sub;
	const char *lang;
	const char *want;
} words[] = {
	{ "in the wanted language", "title en North\ntitle nl Noord\n", "title",
	    NULL, "nl", "Noord" },
	{ "in the first language if the wanted one is missing",
	    "title en North\ntitle nl Noord\n", "title", NULL, "ar", "North" },
	{ "after a line with a different word",
	    "about nl Ons\ntitle nl Noord\n", "title", NULL, "nl", "Noord" },
	{ "no line with that word", "title nl Noord\n", "about", NULL, "nl",
	    "" },
	{ "by number and language", "region 1 nl Noord\nregion 2 nl Zuid\n",
	    "region", "2", "nl", "Zuid" },
	{ "by number, in its first language",
	    "region 1 nl Noord\nregion 2 en South\nregion 2 nl Zuid\n",
	    "region", "2", "fr", "South" },
	{ "no line with that number", "region 1 nl Noord\n", "region", "2",
	    "nl", "" },
	{ "a text of several words", "card me nl Bel ons nu\n", "card", "me",
	    "nl", "Bel ons nu" },
	{ "no lines", "", "title", NULL, "nl", "" },
	{ "a line without LF", "title nl Noord", "title", NULL, "nl", "" },
};

static void
finds_text(void **state)
{
	const struct words_row *row = *state;

	assert_true(span_is(
	    lines_text(span_str(row->lines), row->word, row->sub, row->lang),
	    row->want));
}

int
main(void)
{
	static struct rows all;

	if (sodium_init() < 0)
		return 1;
	signed_directory_text(text, sizeof(text));
	ROWS(all, verifies, judges);
	ROWS(all, counts_holders, manys);
	ROWS(all, finds_text, words);
	ROW(all, revoked_keys_are_refused);
	return rows_run(&all, __FILE__);
}
