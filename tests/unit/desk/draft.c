/* draft.c - tests what is said of each draft of the directory that ROOT should
 * not sign, and that a good one is signed. */

#include <sys/stat.h>

#include <fcntl.h>
#include <time.h>

#include "core/seed.h"
#include "core/sign.h"
#include "desk/team_kit.h"
#include "os/file.h"
#include "rows.h"
#include "signed.h"

enum {
	NOW = 1785931200, /* Wednesday 2026-08-05, noon */
	TEXT = 8192,
};

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
/* Replaces the C library's time(), which crypto/os/clock.c calls. */
time_t
time(time_t *__timer)
{
	if (__timer != NULL)
		*__timer = NOW;
	return NOW;
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static int dir;
static struct detail why;
static char good[TEXT];

static void
edit(const char *from, const char *to)
{
	static char before[TEXT];

	memcpy(before, good, sizeof(before));
	signed_edit(good, sizeof(good), before, from, to);
}

/* A draft that has all its texts in Dutch and English. */
static void
good_make(void)
{
	signed_directory_text(good, sizeof(good));
	edit("region 2 nl Zuid\n", "region 2 en South\nregion 2 nl Zuid\n");
	edit("card all nl Bel 112\ncard me en Call us\ncard sex nl Centrum\n"
	     "card care nl Thuis\n",
	    "");
	edit("about nl Over ons\npasses nl politie\n", "");
	edit("title nl Meldpunt Z", "title en South desk\ntitle nl Meldpunt Z");
	edit("title nl Politie", "title en Police\ntitle nl Politie");
}

static void
file_put(const char *name, struct span bytes)
{
	assert_int_equal(file_write(dir, name, bytes), OK);
}

/* What ROOT signed before: the good draft, with one edit. */
static void
last_put(const char *from, const char *to)
{
	static char text[TEXT];
	static uint8_t note[NOTE_MAX];

	signed_edit(text, sizeof(text), good, from, to);
	file_put(SIGN_FILE,
	    signed_note(note, sizeof(note), span_str(text), SIGNED_ROOT,
		"demo"));
}

static int
begin(void **state)
{
	struct vkey root = signed_vkey(SIGNED_ROOT, "demo");
	char line[VKEY_TEXT];

	(void)state;
	assert_int_equal(process_begin(), OK);
	(void)snprintf(folder, sizeof(folder), "/tmp/zegel-draft-XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	vkey_print(line, &root);
	file_put("root.vkey", span_str(line));
	typed = passphrase_new();
	good_make();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	passphrase_free(typed);
	(void)close(dir);
	assert_int_equal(chdir("/"), 0);
	return remove_tree(folder) ? 0 : -1;
}

static enum fault
judged(struct span draft)
{
	struct signing *s = calloc(1, sizeof(*s));
	enum fault f;

	assert_non_null(s);
	file_put("draft.txt", draft);
	f = sign_read(s, &why, folder, "draft.txt");
	sign_free(s);
	return f;
}

struct draft_row {
	const char *name;
	const char *from; /* an edit of the good draft */
	const char *to;
	enum fault want;
	uint32_t n;       /* the number that is said with it */
	const char *text; /* and the text; NULL: any */
};

static const struct draft_row drafts[] = {
	{ "as it is", "rhythm 1", "rhythm 1", FAULT_NONE, 0, NULL },
	{ "a mark at its front", "tip1/", "\xef\xbb\xbftip1/", FAULT_NONE, 0,
	    NULL },
	{ "line ends of another system", "rhythm 1\n", "rhythm 1\r\n",
	    FAULT_NONE, 0, NULL },
	{ "blanks at the end of a line", "rhythm 1\n", "rhythm 1  \n",
	    FAULT_NONE, 0, NULL },
	{ "a control character", "North desk", "North\1desk", FAULT_DRAFT_TEXT,
	    19, "title en North\1desk" },
	{ "no UTF-8", "North desk", "North\xff", FAULT_DRAFT_TEXT, 19, NULL },
	{ "a word that is none", "rhythm 1", "rythm 1", FAULT_DRAFT_LINE, 8,
	    "rythm 1" },
	{ "nothing at all", NULL, "", FAULT_DRAFT_LINE, 0, "" },
	{ "only its first line", NULL, "tip1/directory\n", FAULT_DRAFT_HOLDERS,
	    0, NULL },
	{ "a region without English", "region 2 en South\n", "",
	    FAULT_DRAFT_LANGUAGE, 0, "region 2 en" },
	{ "a desk without Dutch", "title nl Meldpunt Noord\n", "",
	    FAULT_DRAFT_LANGUAGE, 0, "noord: title nl" },
	{ "that has expired", "expires 2027-01-31", "expires 2026-08-03",
	    FAULT_DRAFT_EXPIRED, 0, NULL },
	{ "from a later day", "issued 2026-07-27", "issued 2026-11-27",
	    FAULT_DRAFT_EARLY, 0, NULL },
};

static void
draft(void **state)
{
	const struct draft_row *r = *state;
	static char text[TEXT];

	if (r->from == NULL)
		(void)snprintf(text, sizeof(text), "%s", r->to);
	else
		signed_edit(text, sizeof(text), good, r->from, r->to);
	is(judged(span_str(text)), r->want);
	if (r->n != 0)
		assert_int_equal(why.n, r->n);
	if (r->text != NULL)
		assert_string_equal(why.text, r->text);
}

struct last_row {
	const char *name;
	const char *from; /* an edit of the good draft, which was signed */
	const char *to;
	enum fault want;
};

static const struct last_row lasts[] = {
	{ "of a version before", "version 7", "version 6", FAULT_NONE },
	{ "of the same version", "version 7", "version 7",
	    FAULT_DRAFT_VERSION },
	{ "of another service", "service 1", "service 2", FAULT_DRAFT_SERVICE },
};

static void
last(void **state)
{
	const struct last_row *r = *state;

	last_put(r->from, r->to);
	is(judged(span_str(good)), r->want);
	if (r->want == FAULT_DRAFT_VERSION)
		assert_int_equal(why.n, 7);
}

/* The name of ROOT's key is the service's. */
static void
another_name(void **state)
{
	struct vkey root = signed_vkey(SIGNED_ROOT, "elders");
	char line[VKEY_TEXT];

	(void)state;
	vkey_print(line, &root);
	file_put("root.vkey", span_str(line));
	assert_int_equal(unlinkat(dir, SIGN_FILE, 0), 0);
	is(judged(span_str(good)), FAULT_DRAFT_NAME);
	assert_string_equal(why.text, "elders");
	root = signed_vkey(SIGNED_ROOT, "demo");
	vkey_print(line, &root);
	file_put("root.vkey", span_str(line));
}

static void
not_there(void **state)
{
	struct signing *s = calloc(1, sizeof(*s));

	(void)state;
	assert_non_null(s);
	is(sign_read(s, &why, "nowhere", "draft.txt"), FAULT_FOLDER_MISSING);
	sign_free(s);
	s = calloc(1, sizeof(*s));
	assert_non_null(s);
	is(sign_read(s, &why, folder, "no.txt"), FAULT_FILE);
	assert_string_equal(why.text, "no.txt");
	sign_free(s);
}

/* ROOT's key, the draft, and whereto. */
static enum fault
signs(const char *passphrase, const char *out)
{
	struct signing *s = calloc(1, sizeof(*s));
	enum fault f;

	assert_non_null(s);
	file_put("draft.txt", span_str(good));
	is(sign_read(s, &why, folder, "draft.txt"), FAULT_NONE);
	type(passphrase);
	f = sign_write(s, &why, typed, out);
	sign_free(s);
	return f;
}

static void
is_signed(void **state)
{
	struct keyhole hole = { { NULL, 0 }, KEYFILE_KIB_MIN };
	struct vkey root = signed_vkey(SIGNED_ROOT, "demo");
	struct file f = { NULL, 0 };
	struct span text;

	(void)state;
	type("the words of ROOT");
	hole.pass = passphrase_span(typed);
	assert_int_equal(seed_write(dir, SEED_ROOT, KEY_ROOT,
			     signed_seed(SIGNED_ROOT), &hole),
	    OK);
	is(signs("other words of ROOT", "out.note"), FAULT_PASSPHRASE_WRONG);
	is(signs("the words of ROOT", "nowhere/out.note"), FAULT_FILE);
	assert_string_equal(why.text, "nowhere/out.note");
	is(signs("the words of ROOT", "out.note"), FAULT_NONE);
	assert_int_equal(file_read(&f, dir, "out.note", NOTE_MAX), OK);
	assert_int_equal(note_verify(&text, file_span(&f), &root), OK);
	assert_true(span_is(text, good));
	file_free(&f);
	/* and it is the last one from now on */
	is(judged(span_str(good)), FAULT_DRAFT_VERSION);
	file_put(SIGN_FILE, span_str("no note"));
	is(judged(span_str(good)), FAULT_FILE);
	assert_string_equal(why.text, SIGN_FILE);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, draft, drafts);
	ROWS(all, last, lasts);
	ROW(all, another_name);
	ROW(all, not_there);
	ROW(all, is_signed);
	return _cmocka_run_group_tests("desk_draft", all.test, all.n, begin,
	    end);
}
