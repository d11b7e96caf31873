/* bad.c - tests wrong options, damaged bundles and inboxes that do not
 * follow. */

#include "desk/inbox_kit.h"

#include "board.h"
#include "rows.h"
#include "thread.h"

static char vkey[VKEY_TEXT];
static struct thread_secret alice;

/* Export a message of alice in an inbox of its own. */
static void
put_and_export(uint32_t seq, const char *text)
{
	kit_seal(&alice, seq == 1 ? KIND_TIP : KIND_FOLLOW_UP, FLAG_WANTS_REPLY,
	    text);
	kit_export(seq, clock_week(), 0);
}

static void
flip(const char *name, size_t at)
{
	struct file f = kit_read(name);

	f.p[at < f.n ? at : f.n - 1] ^= 1;
	kit_write(name, file_span(&f));
	file_free(&f);
}

static void
begin(void **state)
{
	(void)state;
	vkey_print(vkey, &kit.root);
	thread_draw(&alice);
	kit_sign(2, "4");
	assert_int_equal(kit_open("--root", vkey), 1);
	assert_true(kit_said("no inbox on this stick"));
	put_and_export(1, "een");
}

static void
passphrases(void **state)
{
	(void)state;
	assert_int_equal(kit_do(cmd_list, 0, 1, "een korte\n", "list", "desk"),
	    1);
	assert_true(kit_said("this passphrase does not open desk.key"));
	assert_int_equal(kit_do(cmd_list, 0, 1, "", "list", "desk"), 1);
	assert_true(kit_said("no passphrase"));
}

static void
folders(void **state)
{
	(void)state;
	assert_int_equal(kit_do(cmd_list, 0, 1, PASS, "list", "stick"), 1);
	assert_true(kit_said("stick holds no desk"));
	assert_int_equal(kit_do(cmd_list, 0, 1, PASS, "list", "nowhere"), 1);
	assert_true(kit_said("there is no desk at \"nowhere\""));
	assert_int_equal(kit_do(cmd_open, FOR_OPEN, 2, PASS, "open", "desk",
			     "nowhere", "--root", vkey),
	    1);
	assert_true(kit_said("there is no stick at \"nowhere\""));
	assert_int_equal(kit_do(cmd_init, FOR_INIT, 2, PASS, "init", "desk",
			     "north", "--service", vkey),
	    1);
	assert_true(kit_said("64 digits"));
}

struct command_row {
	const char *name;
	kit_command *run;
	unsigned takes;
	const char *words[8];
	const char *said;
	int args;
	int want;
};

static char service[80]; /* --service and 64 digits */

static const struct command_row commands[] = {
	{ "init in a folder that is taken", cmd_init, FOR_INIT,
	    { "init", "desk", "north", service }, "there is a desk.key in desk",
	    2, 1 },
	{ "init without a service", cmd_init, FOR_INIT,
	    { "init", "x", "north" }, "--service", 2, 1 },
	{ "init with a name of capitals", cmd_init, FOR_INIT,
	    { "init", "x", "North", service }, "cannot be a desk's name", 2,
	    1 },
	{ "init with a title without language", cmd_init, FOR_INIT,
	    { "init", "x", "north", service, "--title=Noord" }, "LANGUAGE=TEXT",
	    2, 1 },
	{ "init with a stick that is not there", cmd_init, FOR_INIT,
	    { "init", "x", "north", service, "-s", "nowhere" },
	    "no stick at \"nowhere\"", 2, 1 },
	{ "init with a ROOT that is none", cmd_init, FOR_INIT,
	    { "init", "x", "north", service, "--root=no" }, "--root", 2, 1 },
	{ "root in a folder that is taken", cmd_root, FOR_ROOT,
	    { "root", "root", "x.example" }, "there is a root.key", 2, 1 },
	{ "root with a name of spaces", cmd_root, FOR_ROOT,
	    { "root", "x", "a b" }, "cannot be a service's name", 2, 1 },
	{ "sign what is no directory", cmd_sign, 0,
	    { "sign", "root", "root/root.vkey", "out" },
	    "not a directory as it must be", 3, 1 },
	{ "sign what is no text", cmd_sign, 0,
	    { "sign", "root", "stick/001.n", "out" },
	    "is not plain text in UTF-8: line 1", 3, 1 },
	{ "sign with a folder that holds no ROOT", cmd_sign, 0,
	    { "sign", "stick", "draft.txt", "out" }, "holds no ROOT", 3, 1 },
	{ "too few operands", cmd_list, 0, { "list" }, "1 operand", 1, 2 },
	{ "too many operands", cmd_list, 0, { "list", "a", "b" }, "1 operand",
	    1, 2 },
	{ "an option of another command", cmd_list, 0,
	    { "list", "desk", "-m", "256" }, "-m does not go with", 1, 2 },
	{ "an option that is none", cmd_list, 0, { "list", "desk", "--wat" },
	    "--wat is not an option", 1, 2 },
	{ "an option twice", cmd_open, FOR_OPEN,
	    { "open", "a", "b", "--root=x", "--root=y" }, "twice", 2, 2 },
	{ "an option without its value", cmd_open, FOR_OPEN,
	    { "open", "a", "b", "--root" }, "needs a value", 2, 2 },
	{ "too little memory", cmd_root, FOR_ROOT,
	    { "root", "x", "y", "-m", "255" }, "256 to 4096", 2, 2 },
	{ "too many places", cmd_init, FOR_INIT,
	    { "init", "x", "y", "--cells", "4097" }, "1 to 4096", 2, 2 },
	{ "a case that is no number", cmd_show, 0, { "show", "desk", "one" },
	    "not a case's number", 2, 1 },
	{ "case 0", cmd_show, 0, { "show", "desk", "0" }, "not a case's number",
	    2, 1 },
};

static void
command_line(void **state)
{
	const struct command_row *r = *state;

	assert_int_equal(kit_run(r->run, r->takes, r->args, PASS, r->words),
	    r->want);
	assert_true(kit_said(r->said));
}

/* A bundle with a changed byte is refused; the good one opens afterwards. */
static void
flipped(void **state)
{
	static const struct {
		const char *name;
		size_t at;
		const char *words;
	} rows[] = {
		{ "stick/001.inbox", 9000, "001.inbox is damaged" },
		{ "stick/001.inbox.note", 100, "not signed by the server" },
		{ "stick/001.inbox.note", 99999, "not signed by the server" },
		{ "stick/001.n", 0, "001.n is not what a server serves" },
		{ "stick/001.n", 300, "not signed by ROOT" },
		{ "stick/001.n", 99999, "do not belong together" },
	};
	struct file f;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		flip(rows[i].name, rows[i].at);
		assert_int_equal(kit_open("--root", vkey), 1);
		assert_true(kit_said(rows[i].words));
		flip(rows[i].name, rows[i].at);
	}
	f = kit_read("stick/001.inbox");
	kit_write("stick/001.inbox", (struct span){ f.p, f.n - 1 });
	assert_int_equal(kit_open("--root", vkey), 1);
	assert_true(kit_said("damaged or cut off"));
	kit_write("stick/001.inbox", file_span(&f));
	file_free(&f);
	assert_int_equal(kit_list(), 0);
	assert_true(kit_said("No cases yet"));
	assert_int_equal(kit_open("--root", vkey), 0);
	assert_true(kit_said("1 new case: 1"));
}

static void
another_root(void **state)
{
	struct sign_seed seed;
	struct sign_public pub;
	struct vkey other;
	char text[VKEY_TEXT];

	(void)state;
	randombytes_buf(seed.b, sizeof(seed.b));
	sign_public_of(&pub, &seed);
	assert_int_equal(vkey_set(&other, span_str("meld.example"), &pub), OK);
	vkey_print(text, &other);
	assert_int_equal(kit_open("--root", text), 1);
	assert_true(kit_said("knows another ROOT"));
}

static void
another_service(void **state)
{
	struct service_id mine = kit.service;

	(void)state;
	kit.service.b[0] ^= 1;
	put_and_export(2, "vreemd");
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said("of another service"));
	kit.service = mine;
	kit_remove(2);
	kit_rename("stick/001.n", "keep.n");
	kit_rename("stick/001.inbox", "keep.inbox");
	kit_rename("stick/001.inbox.note", "keep.note");
}

static void
back_on_the_stick(void)
{
	kit_rename("keep.n", "stick/001.n");
	kit_rename("keep.inbox", "stick/001.inbox");
	kit_rename("keep.note", "stick/001.inbox.note");
}

/* Inbox 2 is held back, 3 and 4 come, then 2 comes late. */
static void
a_gap(void **state)
{
	struct file f;

	(void)state;
	back_on_the_stick();
	f = kit_read("stick/001.inbox.note");
	note_hash(&kit.prev, file_span(&f));
	file_free(&f);
	put_and_export(2, "twee");
	kit_rename("stick/002.n", "keep.n");
	kit_rename("stick/002.inbox", "keep.inbox");
	kit_rename("stick/002.inbox.note", "keep.note");
	put_and_export(3, "drie");
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("Inbox 2 never came here"));
	put_and_export(4, "vier");
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("Inbox 2 never came here"));
	assert_int_equal(kit_list(), 0);
	assert_true(kit_said("Inbox 2 never came here"));
	kit_rename("keep.n", "stick/002.n");
	kit_rename("keep.inbox", "stick/002.inbox");
	kit_rename("keep.note", "stick/002.inbox.note");
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_null(strstr(kit.out, "never came"));
	assert_int_equal(kit_show("1"), 0);
	assert_true(kit_said("4 messages"));
}

/* The server was set back: the desk opens its tips and reports this. */
static void
broken_and_forked(void **state)
{
	(void)state;
	kit.prev.b[0] ^= 1;
	put_and_export(5, "vijf");
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("Inbox 5 (20"));
	assert_true(kit_said("does not follow from"));
	put_and_export(5, "ook vijf");
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("two different inboxes with the number 5"));
	assert_int_equal(kit_show("1"), 0);
	assert_true(kit_said("6 messages"));
	assert_true(kit_said("ook vijf"));
}

static void
falling_directory(void **state)
{
	struct file newer = kit.directory;

	(void)state;
	/* cmd_sign refuses an old version: delete its record of the newest */
	assert_int_equal(kit_do(cmd_sign, 0, 3, PASS, "sign", "root",
			     "draft.txt", "dir.note"),
	    1);
	assert_true(kit_said("version 2 was signed before"));
	assert_int_equal(unlink("root/directory"), 0);
	kit.directory = (struct file){ NULL, 0 };
	kit_sign(1, "4");
	put_and_export(6, "zes");
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said("the server was set back"));
	kit_remove(6);
	file_free(&kit.directory);
	kit.directory = newer;
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
		kit_write(name, file_span(&f));
	}
	file_free(&f);
	assert_int_equal(kit_open(NULL, NULL), 0);
	for (uint32_t i = 6; i < 10; i++) {
		(void)snprintf(name, sizeof(name), "Inbox %u, week", i);
		assert_true(kit_said(name));
	}
	for (uint32_t i = 1000; i < 2000; i++)
		kit_remove(i);
}

/* ROOT lists this desk with another IK. */
static void
another_ik(void **state)
{
	struct file card = kit_read("desk/card.txt");
	struct file good = kit.directory;
	char *ik = strstr((char *)card.p, "ik ");

	(void)state;
	kit.directory = (struct file){ NULL, 0 };
	ik[3] = ik[3] == 'A' ? 'B' : 'A';
	kit_write("desk/card.txt", file_span(&card));
	kit_sign(3, "4");
	put_and_export(10, "tien");
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said("an IK for this desk that did not sign"));
	file_free(&card);
	file_free(&kit.directory);
	kit.directory = good;
}

int
main(void)
{
	static struct rows all;

	(void)snprintf(service, sizeof(service), "--service=%064d", 0);
	ROW(all, begin);
	ROW(all, passphrases);
	ROW(all, folders);
	ROWS(all, command_line, commands);
	ROW(all, flipped);
	ROW(all, another_root);
	ROW(all, another_service);
	ROW(all, a_gap);
	ROW(all, broken_and_forked);
	ROW(all, falling_directory);
	ROW(all, a_full_stick);
	ROW(all, another_ik);
	return _cmocka_run_group_tests("desk_bad", all.test, all.n, kit_begin,
	    kit_end);
}
