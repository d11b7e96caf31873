/* outbox.c - zegel-desk outbox: the desk's whole section of the board. */

#include "command.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "case.h"
#include "cell.h"
#include "chain.h"
#include "date.h"
#include "desk.h"
#include "manifest.h"
#include "os/file.h"
#include "os/process.h"
#include "places.h"
#include "renewal.h"
#include "replies.h"
#include "terminal/say.h"
#include "week.h"

enum {
	MANIFEST_MAX = 4096,
};

/* One outbox under way. */
struct outbox {
	struct desk *desk;
	struct case_file *c; /* locked */
	struct message *m;   /* locked */
	uint8_t *body;       /* locked, CELL_BODY_SIZE */
	struct place *place;
	size_t places;
	size_t left_out;
	uint32_t ended;
	uint8_t *file; /* salt || records */
	size_t file_n;
	uint8_t note[MANIFEST_MAX];
	size_t note_n;
};

/* End what is over; list who wants an answer. */
static enum err
cases_gather(struct outbox *o)
{
	struct desk *d = o->desk;
	enum err e = OK;

	for (uint32_t i = 1; i <= d->state->cases && e == OK; i++) {
		e = case_load(o->c, d->book, i);
		if (e != OK)
			break;
		if (case_over(o->c, chain_week(d->state))) {
			e = case_end(o->c, d->book, o->m);
			o->ended++;
			d->state->forget = true;
		} else if (o->c->life == THREAD_LIVE && o->c->wants) {
			o->place[o->places++] = (struct place){ i, o->c->placed,
				o->c->chosen, false };
		}
	}
	return e;
}

/* The record of a case, in its place of the board. */
static enum err
record_make(uint8_t *out, struct outbox *o, const struct salt *salt)
{
	struct addr addr;
	enum err e = replies_cell(o->body, o->c, week_of_day(o->desk->day));

	if (e != OK)
		return e;
	mailbox_addr(&addr, &o->c->thread.ak, salt);
	memcpy(out, addr.b, sizeof(addr.b));
	cell_seal(out + ADDR_SIZE, o->body, &o->c->thread.ck, &addr);
	replies_sent(o->c);
	return OK;
}

static int
by_addr(const void *a, const void *b)
{
	return memcmp(a, b, ADDR_SIZE);
}

/* Exactly N records: those that got a place, the rest for nobody. */
static enum err
file_make(struct outbox *o)
{
	struct desk *d = o->desk;
	uint8_t *records = o->file + SALT_SIZE;
	struct salt salt;
	size_t n = 0;
	enum err e = OK;

	randombytes_buf(salt.b, sizeof(salt.b));
	memcpy(o->file, salt.b, sizeof(salt.b));
	for (size_t i = 0; i < o->places && e == OK; i++) {
		e = case_load(o->c, d->book, o->place[i].number);
		if (e == OK && o->place[i].gets)
			e = record_make(records + RECORD_SIZE * n++, o, &salt);
		o->c->placed = o->place[i].gets;
		if (e == OK)
			e = case_save(o->c, d->book);
	}
	for (; n < d->state->cells; n++)
		record_random(records + RECORD_SIZE * n);
	qsort(records, n, RECORD_SIZE, by_addr);
	return e;
}

/* The manifest, signed by OPS. */
static enum err
note_make(struct outbox *o)
{
	struct state *s = o->desk->state;
	struct outbox_manifest m = { 0 };
	uint8_t text[1024];
	struct writer w = { text, sizeof(text), 0, false };
	struct writer note = { o->note, sizeof(o->note), 0, false };
	enum err e;

	m.service = s->service;
	m.desk = s->desk;
	m.seq = ++s->outbox;
	m.schedule = s->schedule;
	m.ack_seq = s->newest.seq;
	m.ack = s->newest.hash;
	m.cells = s->cells;
	file_hash(&m.file, o->file, o->file_n);
	outbox_print(&w, &m);
	e = w.bad ? ERR_TOO_LONG
		  : note_sign(&note, (struct span){ text, w.n },
			&o->desk->keys->ops, s->name);
	o->note_n = note.n;
	return e;
}

static enum err
memory_get(struct outbox *o)
{
	const struct state *s = o->desk->state;

	o->c = locked_new(sizeof(*o->c));
	o->m = locked_new(sizeof(*o->m));
	o->body = locked_new(CELL_BODY_SIZE);
	o->place = calloc((size_t)s->cases + 1, sizeof(*o->place));
	o->file_n = SALT_SIZE + (size_t)s->cells * RECORD_SIZE;
	o->file = malloc(o->file_n);
	return o->c == NULL || o->m == NULL || o->body == NULL ||
		o->place == NULL || o->file == NULL
	    ? ERR_MEMORY
	    : OK;
}

static void
memory_free(struct outbox *o)
{
	locked_free(o->c);
	locked_free(o->m);
	locked_free(o->body);
	free(o->place);
	free(o->file);
}

/* The file first: with its note it is there. */
static int
bundle_write(const struct outbox *o, int stick, const char *path)
{
	const struct state *s = o->desk->state;
	char name[BUNDLE_NAME];
	enum err e;

	bundle_name(name, BUNDLE_OUTBOX, s->outbox, s->name);
	e = file_give(stick, name, (struct span){ o->file, o->file_n });
	bundle_name(name, BUNDLE_OUTBOX_NOTE, s->outbox, s->name);
	if (e == OK)
		e = file_give(stick, name, (struct span){ o->note, o->note_n });
	if (e == OK)
		return 0;
	(void)say_failed("writing to", path, e);
	return say_wrong("nothing is lost: put in a stick with room and make "
			 "the outbox again");
}

/* A server that does not serve our newest schedule needs it once more. */
static int
schedule_write(struct desk *d, int stick, const char *path)
{
	const struct state *s = d->state;
	enum err e;

	if (s->newest.seq == 0 || s->served >= s->schedule)
		return 0;
	if (desk_begin(d) != 0)
		return 1;
	e = renewal_carry(d, stick);
	casebook_abort(d->book);
	return e == OK ? 0 : say_failed("writing to", path, e);
}

static void
left_out_say(const struct outbox *o)
{
	bool chosen = false;

	say("! %zu tip%s no place: of %u places on the board, three quarters "
	    "are filled by\n"
	    "  themselves. All tips are kept and can be read; a reply gives a "
	    "case a place.\n"
	    "  No place:",
	    o->left_out, o->left_out == 1 ? " has" : "s have",
	    o->desk->state->cells);
	for (size_t i = 0; i < o->places; i++)
		if (!o->place[i].gets) {
			say(" %u", o->place[i].number);
			chosen = chosen || o->place[i].chosen;
		}
	say("\n");
	if (chosen)
		say("! There are more replies than places: ask who keeps ROOT "
		    "for more places.\n");
}

static void
done_say(const struct outbox *o)
{
	const struct state *s = o->desk->state;

	say("Outbox %u is on the stick: %zu answer%s among %u places.\n",
	    s->outbox, o->places - o->left_out,
	    o->places - o->left_out == 1 ? "" : "s", s->cells);
	if (o->ended > 0)
		say("%u thread%s ended: keys and answers are destroyed, the "
		    "messages stay.\n",
		    o->ended, o->ended == 1 ? "" : "s");
	if (o->left_out > 0)
		left_out_say(o);
	say("Carry it to the server and run: zegeld import DATA STICK\n");
}

/* Threads that ended shall not be found in old pages of the casebook. */
static int
remains_forget(struct desk *d)
{
	if (!d->state->forget)
		return 0;
	if (desk_forget(d) != 0 || desk_begin(d) != 0)
		return 1;
	d->state->forget = false;
	return desk_commit(d);
}

static int
outbox_make(struct outbox *o, int stick, const char *path)
{
	struct desk *d = o->desk;
	enum err e = renewal_whole(d);

	if (e == ERR_KEY)
		return say_wrong("a renewal was cut off: run zegel-desk renew "
				 "again, then make the outbox");
	if (e == OK)
		e = memory_get(o);
	if (e == OK)
		e = cases_gather(o);
	if (e != OK)
		return desk_book_failed(e);
	o->left_out = places_assign(o->place, o->places, d->state->cells);
	e = file_make(o);
	if (e == OK)
		e = note_make(o);
	if (e != OK)
		return desk_book_failed(e);
	/* the number first: two outboxes never share one */
	if (desk_commit(d) != 0 || bundle_write(o, stick, path) != 0 ||
	    schedule_write(d, stick, path) != 0)
		return 1;
	done_say(o);
	return remains_forget(d);
}

int
outbox_run(struct desk *d, const char *stick, bool date_is_right)
{
	struct outbox *o = calloc(1, sizeof(*o));
	int fd = folder_open(stick, "stick");
	int rc = 1;

	if (o == NULL || fd < 0)
		goto out;
	o->desk = d;
	if (date_prove(d, 0, date_is_right) == 0 && desk_begin(d) == 0)
		rc = outbox_make(o, fd, stick);
	if (rc != 0)
		desk_abort(d);
	memory_free(o);
out:
	free(o);
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

int
cmd_outbox(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = desk_open(&d, o->arg[0]);

	if (rc == 0)
		rc = outbox_run(&d, o->arg[1], o->date_is_right);
	desk_close(&d);
	return rc;
}
