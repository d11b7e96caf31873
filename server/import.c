/* import.c - take in what desks bring: schedules with keys, and outboxes. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "board.h"
#include "bundle.h"
#include "clock.h"
#include "command.h"
#include "hash.h"
#include "notice.h"
#include "say.h"
#include "transfer.h"

static const char doing[] = "taking in";

/* One import; ${note} and ${file} are those of the bundle at hand. */
struct import {
	struct store *store;
	struct notice *notice;
	int stick;
	struct file note;
	struct file file;
	struct file joined; /* what goes into the state */
	struct schedule schedule;
	struct outbox_manifest manifest;
	struct stick_file list[STICK_FILES];
};

static bool
go_on(void *arg)
{
	(void)arg;
	return true;
}

/* Put ${head} and up to two spans behind each other into ${joined}. */
static enum err
join(struct import *in, struct span head, struct span a, struct span b)
{
	struct writer w = { NULL, head.n + a.n + b.n, 0, false };

	file_free(&in->joined);
	w.p = malloc(w.cap + 1);
	if (w.p == NULL)
		return ERR_MEMORY;
	wire_put(&w, head.p, head.n);
	wire_put(&w, a.p, a.n);
	wire_put(&w, b.p, b.n);
	in->joined = (struct file){ w.p, w.n };
	return OK;
}

/* The 13 keys are those that the schedule names. */
static enum err
keys_check(const struct import *in)
{
	struct reader r = { in->file.p, in->file.n, false };

	for (size_t i = 0; i < EPOCHS; i++) {
		const uint8_t *key = wire_bytes(&r, DESK_PUBLIC_SIZE);
		struct pk_name name;

		if (key == NULL)
			return ERR_FORMAT;
		uh(name.b, LABEL_PK, key, DESK_PUBLIC_SIZE);
		if (memcmp(&name, &in->schedule.epoch[i].name, sizeof(name)))
			return ERR_KEY;
	}
	return wire_end(&r);
}

static bool
same_bytes(struct span a, struct span b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

/* Newer than what is there: ERR_VERSION if older, or another of that number. */
static enum err
schedule_put(struct import *in, const struct holder *h)
{
	struct state_item items[2] = {
		{ .kind = STATE_SCHEDULE, .holder = h->id, .number = 0 },
		{ .kind = STATE_SCHEDULE, .holder = h->id, .number = 1 },
	};
	uint8_t version[4];
	struct writer w = { version, sizeof(version), 0, false };
	struct filed old;
	enum err e;

	wire_put_u32(&w, in->schedule.version);
	e = join(in, (struct span){ version, sizeof(version) },
	    file_span(&in->note), file_span(&in->file));
	if (e != OK)
		return e;
	items[0].value = file_span(&in->joined);
	e = filed_load(&old, in->store, &h->id, 0);
	if (e == ERR_MISSING)
		return store_put(in->store, items, 1);
	if (e != OK)
		return e;
	items[1].value = file_span(&old.bytes);
	if (in->schedule.version > old.version)
		e = store_put(in->store, items, 2);
	else if (!same_bytes(items[0].value, items[1].value))
		e = ERR_VERSION;
	file_free(&old.bytes);
	return e;
}

static enum err
schedule_take(struct import *in, const struct holder *h)
{
	enum err e;

	e = schedule_verify(&in->schedule, file_span(&in->note),
	    &in->notice->directory, h, clock_day());
	if (e == OK)
		e = keys_check(in);
	return e == OK ? schedule_put(in, h) : e;
}

/* The manifest, if OPS of one of the holder's valid schedules signed it. */
static enum err
outbox_verify(struct import *in, const struct holder *h)
{
	const struct directory *d = &in->notice->directory;
	struct schedule *schedule = &in->schedule;
	enum err e = ERR_MISSING;

	for (uint32_t number = 0; number < 2; number++) {
		struct span text;
		struct vkey ops;
		struct filed f;

		if (filed_load(&f, in->store, &h->id, number) != OK)
			break;
		if (e == ERR_MISSING || e == ERR_SIGNATURE)
			e = schedule_verify(schedule, f.note, d, h,
			    clock_day());
		file_free(&f.bytes);
		if (e != OK)
			continue;
		e = vkey_set(&ops, span_str(h->ik.name), &schedule->ops);
		if (e == OK)
			e = note_verify(&text, file_span(&in->note), &ops);
		if (e == OK)
			return outbox_parse(&in->manifest, text);
	}
	return e;
}

/* It is about this desk, and the file beside it is what it says. */
static enum err
outbox_check(struct import *in, const struct holder *h)
{
	const struct outbox_manifest *m = &in->manifest;
	struct file_hash hash;

	if (memcmp(&m->service, &in->notice->directory.service,
		sizeof(m->service)) != 0 ||
	    memcmp(&m->desk, &h->id, sizeof(m->desk)) != 0 ||
	    m->schedule != in->schedule.version)
		return ERR_SERVICE;
	file_hash(&hash, in->file.p, in->file.n);
	if (memcmp(&hash, &m->file, sizeof(hash)) != 0 ||
	    in->file.n != SALT_SIZE + (size_t)m->cells * RECORD_SIZE)
		return ERR_FORMAT;
	return m->cells == h->cells ? OK : ERR_TOO_LONG;
}

/* It would make a section of the board: sorted, and nothing twice. */
static enum err
section_check(struct import *in)
{
	uint8_t head[sizeof(struct desk_id) + 2];
	struct writer w = { head, sizeof(head), 0, false };
	struct section section;
	struct reader r;
	enum err e;

	wire_put(&w, in->manifest.desk.b, sizeof(in->manifest.desk.b));
	wire_put_u16(&w, in->manifest.cells);
	e = join(in, (struct span){ head, sizeof(head) }, file_span(&in->file),
	    (struct span){ NULL, 0 });
	if (e != OK)
		return e;
	r = (struct reader){ in->joined.p, in->joined.n, false };
	e = section_decode(&section, &r);
	return e == OK ? wire_end(&r) : e;
}

/* Swap the section in, if it is newer; the same again changes nothing. */
static enum err
outbox_put(struct import *in, const struct holder *h)
{
	const struct outbox_manifest *m = &in->manifest;
	uint8_t bytes[KEPT_SIZE];
	struct state_item items[2];
	struct kept new = { m->schedule, m->seq, m->ack_seq, m->ack,
		{ { 0 } } };
	struct kept old;
	enum err e;

	note_hash(&new.hash, file_span(&in->note));
	e = kept_load(&old, in->store, &h->id);
	if (e != OK && e != ERR_MISSING)
		return e;
	if (e == OK && memcmp(&old.hash, &new.hash, sizeof(old.hash)) == 0)
		return OK;
	if (e == OK &&
	    (new.schedule < old.schedule ||
		(new.schedule == old.schedule &&new.seq <= old.seq)))
		return ERR_VERSION;
	items[0] = kept_item(bytes, &new, &h->id);
	items[1] = (struct state_item){ STATE_SECTION, h->id, 0,
		file_span(&in->file) };
	return store_put(in->store, items, h->partner ? 1 : 2);
}

static enum err
outbox_take(struct import *in, const struct holder *h)
{
	enum err e = outbox_verify(in, h);

	if (e == OK)
		e = outbox_check(in, h);
	if (e == OK && !h->partner)
		e = section_check(in);
	return e == OK ? outbox_put(in, h) : e;
}

static const struct {
	const char *what;
	enum err (*take)(struct import *in, const struct holder *h);
	size_t file_max;
} kinds[STICK_KINDS] = {
	[STICK_SCHEDULE] = { "schedule", schedule_take, KEYS_SIZE },
	[STICK_OUTBOX] = { "outbox", outbox_take,
	    SALT_SIZE + (size_t)CELLS_MAX *RECORD_SIZE },
};

static const struct holder *
holder_named(const struct directory *d, const char *name)
{
	for (size_t i = 0; i < d->holders; i++)
		if (strcmp(d->holder[i].ik.name, name) == 0)
			return &d->holder[i];
	return NULL;
}

/* What was taken in leaves the stick, so that it is not carried twice. */
static void
stick_clean(const struct import *in, const char *note, const char *file)
{
	if (file_remove(in->stick, note) != OK ||
	    file_remove(in->stick, file) != OK)
		(void)say("deleting", note, "the stick cannot be written",
		    "it was taken in; delete it by hand");
}

static int
take_one(struct import *in, const struct stick_file *f)
{
	const struct directory *d = &in->notice->directory;
	const struct holder *h = holder_named(d, f->holder);
	char note[STICK_NAME];
	char file[STICK_NAME];
	enum err e;

	stick_names(note, file, f);
	if (h == NULL)
		return say(doing, note, "this service lists no such desk",
		    "look whether it is the stick of another service");
	e = file_read(&in->note, in->stick, note, NOTE_MAX);
	if (e == OK)
		e = file_read(&in->file, in->stick, file,
		    kinds[f->kind].file_max);
	if (e != OK)
		return say_err("reading", e == ERR_MISSING ? file : note, e);
	e = kinds[f->kind].take(in, h);
	if (e == ERR_MISSING)
		return say(doing, note, "no schedule of this desk is here",
		    "bring its schedule first, on the same stick or before");
	if (e == ERR_TOO_LONG)
		return say(doing, note, "it has another number of places",
		    "let the desk open the newest inbox and make it again");
	if (e != OK)
		return say_err(doing, note, e);
	printf("%s: %s %" PRIu32 " taken in\n", f->holder, kinds[f->kind].what,
	    f->number);
	stick_clean(in, note, file);
	return 0;
}

static int
take_all(struct import *in, const char *path)
{
	size_t n;
	enum err e = stick_list(in->list, &n, in->stick);
	int rc = 0;

	if (e != OK)
		return say_err("reading", path, e);
	if (n == 0)
		puts("nothing on the stick to take in");
	for (size_t i = 0; i < n; i++) {
		rc |= take_one(in, &in->list[i]);
		file_free(&in->note);
		file_free(&in->file);
		file_free(&in->joined);
	}
	e = store_rewrite(in->store, false, go_on, NULL);
	return e == OK ? rc : say_err("rewriting the state after", path, e);
}

static int
import_from(struct import *in, const char *folder, const char *path,
    const char *confirm)
{
	uint16_t week;
	enum err e;
	int rc;

	in->stick = stick_open(path);
	if (in->stick < 0)
		return say("importing from", path, "no such folder",
		    "put the stick in, and name the folder it is mounted on");
	rc = command_open(&in->store, "importing into", folder);
	if (rc == 0)
		rc = command_today(&week, in->store, "importing", confirm);
	if (rc == 0)
		rc = command_lock(in->store, "importing");
	if (rc != 0)
		return rc;
	e = notice_new(&in->notice, in->store, week);
	if (e != OK)
		return command_notice_err("importing", e);
	return take_all(in, path);
}

int
cmd_import(int argc, char **argv)
{
	const char *confirm;
	struct import *in;
	int rc;

	if (command_week(&confirm, argc, argv) != 0 || argc - optind != 2)
		return USAGE;
	in = calloc(1, sizeof(*in));
	if (in == NULL)
		return say_err("importing from", argv[optind + 1], ERR_MEMORY);
	in->stick = -1;
	rc = import_from(in, argv[optind], argv[optind + 1], confirm);
	notice_free(in->notice);
	store_close(in->store);
	if (in->stick >= 0)
		close(in->stick);
	free(in);
	return rc;
}
