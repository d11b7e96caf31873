/* commands_fail.c - tests zegeld's commands with any call failing. */

#include "server/fail_folder.h"

#include "week.h"

enum {
	NOORD = 0,
};

static int
export_act(void)
{
	return command(cmd_export, "data stick");
}

static int
import_act(void)
{
	return command(cmd_import, "data stick");
}

static int
expire_act(void)
{
	char week[WEEK_TEXT];
	char line[32];

	week_print(week, SIGNED_WEEK);
	(void)snprintf(line, sizeof(line), "data -w %s", week);
	return command(cmd_expire, line);
}

static int
status_act(void)
{
	int rc = command(cmd_status, "data");

	return rc == 4 ? 0 : rc; /* 4: no server runs */
}

static int
new_act(void)
{
	return command(cmd_init, "data demo");
}

static int
directory_act(void)
{
	return command(cmd_init, directory_line("-l en"));
}

/* ---- what must hold after each command ---- */
static struct bring_outbox outbox;

/* Inbox ${seq} on the stick has all envelopes, and matches its manifest. */
static bool
inbox_whole(unsigned seq)
{
	static struct inbox_manifest m;
	const struct vkey srv = signed_vkey(SIGNED_SRV, "demo");
	struct file note, file;
	struct file_hash hash;
	struct span text;
	char name[64];
	bool whole;

	(void)snprintf(name, sizeof(name), "stick/%03u.inbox.note", seq);
	if (file_read(&note, AT_FDCWD, name, NOTE_MAX) != OK)
		return false;
	(void)snprintf(name, sizeof(name), "stick/%03u.inbox", seq);
	whole = note_verify(&text, file_span(&note), &srv) == OK &&
	    inbox_parse(&m, text) == OK && m.envelopes == FAIL_DEPOSITS &&
	    file_read(&file, AT_FDCWD, name, 1 << 20) == OK;
	file_free(&note);
	if (!whole)
		return false;
	file_hash(&hash, file.p, file.n);
	file_free(&file);
	return memcmp(&hash, &m.file, sizeof(hash)) == 0;
}

/* A failed export may use up a number; then the next inbox is whole. */
static bool
export_well(int status)
{
	if (!fail_spoke(status) || !fail_pool_whole())
		return false;
	if (status == 0 && !inbox_whole(1))
		return false;
	return fail_again(export_act) && (inbox_whole(1) || inbox_whole(2));
}

/* An outbox that was not imported stays on the stick. */
static bool
import_well(int status)
{
	uint32_t seq = kept_of(NOORD).seq;

	if (!fail_spoke(status) || !fail_pool_whole())
		return false;
	if (seq != 5 &&
	    (status == 0 || !brought("005.noord.outbox") ||
		!brought("005.noord.outbox.note")))
		return false;
	return fail_again(import_act) && kept_of(NOORD).seq == 5 &&
	    schedule_of(NOORD) == 4 && !brought("005.noord.outbox.note");
}

static size_t
weeks_left(void)
{
	struct pool_week weeks[STORE_WEEKS];
	struct store *s;
	size_t n;

	if (store_open(&s, "data") != OK)
		return 99;
	n = store_weeks(s, weeks);
	store_close(s);
	return n;
}

static bool
expire_well(int status)
{
	if (!fail_spoke(status) || (status == 0 && weeks_left() != 0))
		return false;
	return fail_again(expire_act) && weeks_left() == 0;
}

static bool
status_well(int status)
{
	return fail_spoke(status) && fail_pool_whole() &&
	    fail_again(status_act);
}

static bool
new_well(int status)
{
	return fail_spoke(status) && fail_again(new_act);
}

static bool
directory_well(int status)
{
	return fail_spoke(status) && fail_again(directory_act) &&
	    fail_again(status_act);
}

/* ---- what exists before each command ---- */
/* Import noord's first schedule and outbox; put the next on the stick. */
static void
bundles_bring(void)
{
	static struct bring_schedule s;

	schedule_make(&s, NOORD, 3);
	schedule_write(&s);
	outbox_make(&outbox, NOORD, 3, 4);
	outbox_write(&outbox);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	schedule_make(&s, NOORD, 4);
	schedule_write(&s);
	outbox_make(&outbox, NOORD, 3, 5);
	outbox_write(&outbox);
}

static void
nothing_ready(void)
{
	fail_remove("data");
}

static const struct fail_row commands[] = {
	{ "export writes a whole inbox, whichever call fails", fail_ready,
	    export_act, export_well, false },
	{ "import takes or leaves an outbox, whichever call fails", fail_ready,
	    import_act, import_well, false },
	{ "expire can be repeated, whichever call fails", fail_ready,
	    expire_act, expire_well, false },
	{ "status changes nothing, whichever call fails", fail_ready,
	    status_act, status_well, false },
	{ "init makes a folder, whichever call fails", nothing_ready, new_act,
	    new_well, false },
	{ "a directory", fail_ready, directory_act, directory_well, false },
	{ "init takes a newer directory, whichever call fails", fail_ready,
	    directory_act, directory_well, false },
};

/* Run the row on a service with tips, or without a directory yet. */
static void
command_fails(void **state)
{
	const struct fail_row *row = *state;
	const bool first = strcmp(row->name, "a directory") == 0;

	if (first) {
		folder_make();
		directory_write("rhythm 1", "rhythm 1", SIGNED_ROOT);
	} else {
		service_begin();
		directory_write("version 7", "version 8", SIGNED_ROOT);
		fail_deposit(
		    row->act == expire_act ? SIGNED_WEEK - 10 : SIGNED_WEEK);
	}
	if (row->act == import_act)
		bundles_bring();
	fail_keep();
	fail_each(row);
}

int
main(int argc, char **argv)
{
	fail_begin(argc, argv);
	return fail_rows(commands, sizeof(commands) / sizeof(commands[0]),
	    command_fails, __FILE__);
}
