/* bad.c - tests wrong options, passphrases and folders. */

#include "desk/inbox_kit.h"

#include "rows.h"

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
begin(void **state)
{
	(void)state;
	vkey_print(vkey, &kit.root);
	thread_draw(&alice);
	kit_sign(2, "4");
	assert_int_equal(kit_open("--root", vkey), 1);
	assert_true(kit_said("no inbox on this stick"));
	put_and_export(1, "een");
	kit_write("noise", span_str("tip1/directory\n\001\n"));
}

static void
passphrases(void **state)
{
	(void)state;
	assert_int_equal(kit_do(cmd_list, 0, 1, "een korte\n", "list", "desk"),
	    1);
	assert_true(kit_said("this passphrase is not right"));
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
	assert_true(kit_said("there is nothing at \"nowhere\""));
	assert_int_equal(kit_do(cmd_open, FOR_OPEN, 2, PASS, "open", "desk",
			     "nowhere", "--root", vkey),
	    1);
	assert_true(kit_said("there is nothing at \"nowhere\""));
	assert_int_equal(kit_do(cmd_init, FOR_INIT, 2, PASS, "init", "desk",
			     "north", "--service", vkey, "--person=C",
			     "--initials=CD"),
	    1);
	assert_true(kit_said("64 digits"));
}

struct command_row {
	const char *name;
	kit_command *run;
	unsigned takes;
	const char *words[10];
	const char *said;
	int args;
	int want;
};

#define PERSON "--person=Cem Demir", "--initials=CD"

static char service[80]; /* --service and 64 digits */

static const struct command_row commands[] = {
	{ "init in a folder that is taken", cmd_init, FOR_INIT,
	    { "init", "desk", "north", service, PERSON },
	    "there is a desk, or part of one, in desk", 2, 1 },
	{ "init without a person", cmd_init, FOR_INIT,
	    { "init", "x", "north", service }, "Give --person", 2, 1 },
	{ "init with initials of two words", cmd_init, FOR_INIT,
	    { "init", "x", "north", service, "--person=C", "--initials=C D" },
	    "cannot be initials", 2, 1 },
	{ "init without a service", cmd_init, FOR_INIT,
	    { "init", "x", "north", PERSON }, "--service", 2, 1 },
	{ "init with a name of capitals", cmd_init, FOR_INIT,
	    { "init", "x", "North", service, PERSON }, "cannot be a name", 2,
	    1 },
	{ "init with a title without language", cmd_init, FOR_INIT,
	    { "init", "x", "north", service, PERSON, "--title=Noord" },
	    "LANGUAGE=TEXT", 2, 1 },
	{ "init with a stick that is not there", cmd_init, FOR_INIT,
	    { "init", "x", "north", service, PERSON, "-s", "nowhere" },
	    "nothing at \"nowhere\"", 2, 1 },
	{ "init with a ROOT that is none", cmd_init, FOR_INIT,
	    { "init", "x", "north", service, PERSON, "--root=no" }, "--root", 2,
	    1 },
	{ "root in a folder that is taken", cmd_root, FOR_ROOT,
	    { "root", "root", "x.example" }, "already: choose another folder",
	    2, 1 },
	{ "root with a name of spaces", cmd_root, FOR_ROOT,
	    { "root", "x", "a b" }, "cannot be a name", 2, 1 },
	{ "sign what is no directory", cmd_sign, 0,
	    { "sign", "root", "root/root.vkey", "out" },
	    "line 1 of the draft is not what must stand there", 3, 1 },
	{ "sign what is no text", cmd_sign, 0,
	    { "sign", "root", "noise", "out" },
	    "line 2 holds a control character", 3, 1 },
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
	    "is not the number of a case", 2, 1 },
	{ "case 0", cmd_show, 0, { "show", "desk", "0" },
	    "is not the number of a case", 2, 1 },
};

static void
command_line(void **state)
{
	const struct command_row *r = *state;

	assert_int_equal(kit_run(r->run, r->takes, r->args, PASS, r->words),
	    r->want);
	assert_true(kit_said(r->said));
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
	return _cmocka_run_group_tests("desk_bad", all.test, all.n, kit_begin,
	    kit_end);
}
