/* import.c - the `import` command: take in schedules and outboxes of desks. */

#include "bundle/take.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "bundle/restore.h"
#include "command.h"
#include "failed.h"

static const char doing[] = "importing";

enum {
	SAID_MOST = 20, /* refusals explained; the rest are counted */
};

static const struct {
	const char *what;
	enum err (*take)(struct import *in, const struct holder *h);
	size_t file_max;
} kinds[STICK_KINDS] = {
	[STICK_SCHEDULE] = { "schedule", schedule_take, BUNDLE_KEYS_SIZE },
	[STICK_OUTBOX] = { "outbox", outbox_take, BUNDLE_OUTBOX_MAX },
};

static const struct holder *
holder_named(const struct directory *d, const char *name)
{
	for (size_t i = 0; i < d->holders; i++)
		if (strcmp(d->holder[i].ik.name, name) == 0)
			return &d->holder[i];
	return NULL;
}

/* Delete what was taken in, so that it is not carried twice. */
static void
stick_clean(const struct import *in, const char *note, const char *file)
{
	if (file_remove(in->stick, note) != OK ||
	    file_remove(in->stick, file) != OK)
		(void)failed("deleting", note, "the stick cannot be written to",
		    "the file is imported; delete it by hand");
}

/* Refuse ${note}, which stays on the stick; after SAID_MOST only count. */
static int
refuse(struct import *in, const char *note, const char *why, const char *todo)
{
	return in->refused++ < SAID_MOST ? failed(doing, note, why, todo) : 1;
}

/* Only the desk can tell which of the two is right. */
static int
refuse_older(struct import *in, const char *note, enum stick_kind kind)
{
	char why[128];
	char todo[256];

	if (kind == STICK_SCHEDULE) {
		snprintf(why, sizeof(why),
		    "schedule %" PRIu32 " is not newer than schedule %" PRIu32
		    ", which is imported already",
		    in->new.schedule, in->before.schedule);
		snprintf(todo, sizeof(todo),
		    "ask the desk: if this is an old copy, delete it; if the "
		    "desk was restored from a backup, let it renew until its "
		    "schedule is number %" PRIu64,
		    (uint64_t)in->before.schedule + 1);
		return refuse(in, note, why, todo);
	}
	snprintf(why, sizeof(why),
	    "outbox %" PRIu32 " of schedule %" PRIu32
	    " is not newer than outbox %" PRIu32 " of schedule %" PRIu32
	    ", which is imported already",
	    in->new.seq, in->new.schedule, in->before.seq, in->before.schedule);
	snprintf(todo, sizeof(todo),
	    "ask the desk: if this is an old copy, delete it; if the desk was "
	    "restored from a backup, the outbox holds answers: let the desk "
	    "make outboxes until one is number %" PRIu64,
	    (uint64_t)in->before.seq + 1);
	return refuse(in, note, why, todo);
}

/* Refuse ${note}, with advice where the reason alone gives none. */
static int
take_err(struct import *in, const char *note, enum stick_kind kind, enum err e)
{
	static const struct {
		enum err e;
		const char *why;
		const char *todo;
	} sentences[] = {
		{ ERR_MISSING, "this server does not have its schedule",
		    "import the schedule first, from this stick or another; "
		    "if it is lost, let the desk renew" },
		{ ERR_TOO_LONG,
		    "it has more or fewer places than the directory gives "
		    "this desk",
		    "let the desk open the newest inbox and make a new "
		    "outbox" },
		{ ERR_KEY, "its keys are revoked, or are not those it names",
		    "let the desk renew, then import the new schedule" },
	};
	static const char unknown[] =
	    "it is damaged, or this server does not have its schedule";

	if (e == ERR_VERSION)
		return refuse_older(in, note, kind);
	if (kind == STICK_OUTBOX && e == ERR_SIGNATURE)
		return refuse(in, note, unknown,
		    "let the desk renew, then import its schedule and a new "
		    "outbox");
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (e == sentences[i].e)
			return refuse(in, note, sentences[i].why,
			    sentences[i].todo);
	return refuse(in, note, err_str(e), failed_advice(e));
}

/* Report the signed number; the file's name may say another. */
static void
taken_say(const struct import *in, const struct stick_file *f)
{
	uint32_t number =
	    f->kind == STICK_OUTBOX ? in->new.seq : in->new.schedule;

	printf("%s: %s %" PRIu32 " %s", f->holder, kinds[f->kind].what, number,
	    in->again ? "was imported before" : "imported");
	if (number != f->number)
		printf(" (its file is named %03" PRIu32 ")", f->number);
	putchar('\n');
	if (f->kind == STICK_OUTBOX && in->moved)
		printf("%s has opened inbox %" PRIu32
		       ": inbox numbers continue from there\n",
		    f->holder, in->manifest.ack_seq);
}

static int
take_one(struct import *in, const struct stick_file *f)
{
	const struct directory *d = &in->served_notes->directory;
	const struct holder *h = holder_named(d, f->holder);
	char note[BUNDLE_NAME];
	char file[BUNDLE_NAME];
	enum err e;

	stick_names(note, file, f);
	if (h == NULL)
		return refuse(in, note, "this service lists no such desk",
		    "check whether the stick belongs to another service");
	e = file_read(&in->note, in->stick, note, NOTE_MAX);
	if (e != OK)
		return refuse(in, note, err_str(e), failed_advice(e));
	e = file_read(&in->file, in->stick, file, kinds[f->kind].file_max);
	if (e != OK)
		return refuse(in, file, err_str(e), failed_advice(e));
	in->again = false;
	e = kinds[f->kind].take(in, h);
	if (e != OK)
		return take_err(in, note, f->kind, e);
	taken_say(in, f);
	stick_clean(in, note, file);
	return 0;
}

static void
refused_say(const struct import *in, const char *path)
{
	char why[64];

	if (in->refused <= SAID_MOST)
		return;
	snprintf(why, sizeof(why), "%zu more schedules or outboxes are refused",
	    in->refused - SAID_MOST);
	(void)failed(doing, path, why,
	    "they are still on the stick: ask the person who brought it");
}

static int
take_all(struct import *in, const char *path)
{
	enum err e = stick_list(&in->list, in->stick);
	int rc = 0;

	if (e != OK)
		return failed_err("reading", path, e);
	e = restore_by_stick(in->store, in->stick,
	    &in->served_notes->directory);
	if (e != OK)
		return failed_err("reading", path, e);
	if (in->list.n == 0)
		puts("nothing to import on the stick");
	for (size_t i = 0; i < in->list.n; i++) {
		rc |= take_one(in, &in->list.file[i]);
		file_free(&in->note);
		file_free(&in->file);
		file_free(&in->joined);
	}
	refused_say(in, path);
	e = store_rewrite(in->store, REWRITE_STATE, NULL, NULL);
	if (in->list.n > 0) /* end when the server shows it */
		command_settle(in->store);
	return e == OK ? rc : failed_err("rewriting the state after", path, e);
}

static int
import_from(struct import *in, struct beginning *begin, const char *folder,
    const char *path)
{
	enum err e;
	int rc;

	begin->doing = "importing into";
	begin->stick = in->stick = stick_open(path);
	if (in->stick < 0)
		return failed("importing from", path, "no such folder",
		    "put the stick in, and name the folder it is mounted on");
	rc = command_begin(&in->store, begin, folder);
	if (rc == 0)
		rc = command_today(&in->day, in->store, "importing",
		    begin->week);
	if (rc == 0)
		rc = command_lock(in->store, "importing");
	if (rc != 0)
		return rc;
	e = served_notes_new(&in->served_notes, in->store, in->day);
	if (e != OK)
		return command_served_notes_err("importing", e);
	return take_all(in, path);
}

int
cmd_import(int argc, char **argv)
{
	struct beginning begin = { .stick = -1 };
	struct import *in;
	int first = command_operands(&begin, argc, argv, 2);
	int rc;

	if (first < 0)
		return USAGE;
	argv += first;
	in = calloc(1, sizeof(*in));
	if (in == NULL)
		return failed_err("importing from", argv[1], ERR_MEMORY);
	in->stick = -1;
	rc = import_from(in, &begin, argv[0], argv[1]);
	served_notes_free(in->served_notes);
	stick_list_free(&in->list);
	store_close(in->store);
	if (in->stick >= 0)
		close(in->stick);
	free(in);
	return rc;
}
