/* served_kit.h - makes a desk on core alone, and the service that lists it: no
 * passphrase, no command, no sentence. */

#ifndef DESK_SERVED_KIT_H
#define DESK_SERVED_KIT_H

#include <sys/stat.h>

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "body.h"
#include "book/cases.h"
#include "core/date.h"
#include "core/open.h"
#include "core/renewal.h"
#include "directory.h"
#include "manifest.h"
#include "notes.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/process.h"
#include "remove.h"
#include "rows.h"
#include "signed.h"
#include "staff.h"
#include "week.h"

enum {
	KIT_NOW = 1785931200, /* Wednesday 2026-08-05, noon */
	KIT_WEEK = 7 * DAY_SECONDS,
};

/* One per program; the working directory is the temporary folder, with the
 * folders "desk" and "stick". */
static struct {
	char path[64];
	struct desk desk;
	struct staff_secret secret;
	struct sign_seed srv;
	struct sign_seed ik; /* of the card that ROOT has signed */
	char root[VKEY_TEXT];
	uint32_t version; /* of the directory */
	uint16_t cells;
	uint32_t lowest;           /* schedule that it accepts */
	struct service_id service; /* in the manifests */
	struct note_hash prev;
	uint8_t *envelope; /* of the next inbox */
	size_t envelopes;
	int64_t offset;            /* of the clock, in seconds */
	struct open_result result; /* of the last kit_open() */
} kit;

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
/* Replaces the C library's time(), which crypto/os/clock.c calls. */
time_t
time(time_t *__timer)
{
	time_t now = (time_t)(KIT_NOW + kit.offset);

	if (__timer != NULL)
		*__timer = now;
	return now;
}

/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static inline void
kit_desk_keys(struct deskkey *k)
{
	struct staff_public public;

	assert_int_equal(staff_draw(&kit.secret, &public), OK);
	k->persons = 1;
	assert_int_equal(person_make(&k->person[0], 1, "AB", &kit.secret), OK);
	randombytes_buf(k->ops.b, sizeof(k->ops.b));
}

static inline void
kit_state(struct state *s)
{
	memset(s->service.b, 0x11, sizeof(s->service.b));
	s->desk = signed_id(0);
	memcpy(s->name, signed_name(0), strlen(signed_name(0)));
	s->cells = kit.cells;
	s->rhythm = 1;
	s->seen_from = clock_week();
}

/* Open the desk again, as after a crash. */
static inline void
kit_again(void)
{
	struct desk *d = &kit.desk;

	book_close(d->book);
	d->book = NULL;
	d->begun = false;
	assert_int_equal(book_open(&d->book, d->dir, 1, &kit.secret), OK);
	assert_int_equal(state_load(d->state, d->book), OK);
}

/* A desk with keys of 13 weeks, and a service that lists it. */
static inline int
kit_begin(void **state)
{
	struct deskkey *first;
	struct desk *d = &kit.desk;
	struct vkey root = signed_vkey(SIGNED_ROOT, "demo");

	(void)state;
	assert_int_equal(process_begin(), OK);
	(void)snprintf(kit.path, sizeof(kit.path), "/tmp/zegel-stick-XXXXXX");
	assert_non_null(mkdtemp(kit.path));
	assert_int_equal(chdir(kit.path), 0);
	assert_int_equal(mkdir("stick", 0700), 0);
	assert_int_equal(mkdir("desk", 0700), 0);
	first = locked_new(sizeof(*first));
	assert_non_null(first);
	*d = (struct desk)DESK_NONE;
	d->dir = open("desk", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	d->state = calloc(1, sizeof(*d->state));
	d->before = calloc(1, sizeof(*d->before));
	d->session = locked_new(sizeof(*d->session));
	assert_non_null(d->session);
	d->session->s = 1;
	kit.srv = *signed_seed(SIGNED_SRV);
	kit.ik = *signed_seed(SIGNED_IK);
	kit.version = 1;
	kit.cells = 4;
	kit.lowest = 1;
	vkey_print(kit.root, &root);
	kit_desk_keys(first);
	assert_int_equal(book_make(&d->book, d->dir, first), OK);
	locked_free(first);
	assert_int_equal(date_begin(d), FAULT_NONE);
	assert_int_equal(desk_begin(d), FAULT_NONE);
	kit_state(d->state);
	kit.service = d->state->service;
	assert_int_equal(renewal_make(d, &kit.ik, true), FAULT_NONE);
	assert_int_equal(desk_commit(d), FAULT_NONE);
	return 0;
}

static inline int
kit_end(void **state)
{
	(void)state;
	open_result_free(&kit.result);
	desk_close(&kit.desk);
	free(kit.envelope);
	assert_int_equal(chdir("/"), 0);
	return remove_tree(kit.path) ? 0 : -1;
}

/* The desk's newest schedule and its keys. */
static inline struct schedule_files *
kit_schedule(void)
{
	static struct schedule_files f;

	assert_int_equal(schedule_load(&f, kit.desk.book), OK);
	return &f;
}

/* The desk's key of the clock's week. */
static inline const struct desk_public *
kit_key(void)
{
	static struct schedule s;
	struct schedule_files *f = kit_schedule();
	const uint8_t *end = memmem(f->note, f->note_n, "\n\n", 2);
	unsigned i;

	assert_int_equal(
	    schedule_parse(&s,
		(struct span){ f->note, (size_t)(end - f->note) + 1 }),
	    OK);
	i = schedule_week(&s, clock_week());
	assert_in_range(i, 0, EPOCHS - 1);
	return (
	    const struct desk_public *)(f->keys + (size_t)i * DESK_PUBLIC_SIZE);
}

/* Replace the key ${old} in the line that begins with ${word}. */
static inline void
kit_edit_key(char *to, char *from, size_t cap, const char *word,
    const struct sign_public *old, const struct sign_seed *new)
{
	char a[96] = "";
	char b[96] = "";
	struct writer wa = { (uint8_t *)a, sizeof(a) - 1, 0, false };
	struct writer wb = { (uint8_t *)b, sizeof(b) - 1, 0, false };
	struct sign_public pk;

	sign_public_of(&pk, new);
	wire_put_str(&wa, word);
	wire_put_base64(&wa, old->b, sizeof(old->b));
	wire_put_str(&wb, word);
	wire_put_base64(&wb, pk.b, sizeof(pk.b));
	signed_edit(to, cap, from, a, b);
}

/* The directory, by what ${kit} says. */
static inline struct span
kit_directory(void)
{
	static char one[4096];
	static char two[4096];
	static uint8_t note[8192];
	const struct sign_public srv = signed_public(SIGNED_SRV);
	const struct sign_public ik = signed_public(SIGNED_IK);
	char line[64];

	signed_directory_text(one, sizeof(one));
	(void)snprintf(line, sizeof(line), "version %u\n", kit.version);
	signed_edit(two, sizeof(two), one, "version 7\n", line);
	(void)snprintf(line, sizeof(line), " noord %u %u\n", kit.cells,
	    kit.lowest);
	signed_edit(one, sizeof(one), two, " noord 64 1\n", line);
	kit_edit_key(two, one, sizeof(two), "srv ", &srv, &kit.srv);
	kit_edit_key(one, two, sizeof(one), "ik ", &ik, &kit.ik);
	return signed_note(note, sizeof(note), span_str(one), SIGNED_ROOT,
	    "demo");
}

/* What the server serves: nobody else has a schedule. */
static inline struct span
kit_notes(void)
{
	static uint8_t out[NOTES_MAX];
	static struct notes n;
	struct writer w = { out, sizeof(out), 0, false };
	struct schedule_files *f = kit_schedule();

	memset(&n, 0, sizeof(n));
	n.directory = kit_directory();
	n.count = SIGNED_HOLDERS;
	n.part[0].schedule = (struct span){ f->note, f->note_n };
	n.part[0].key = kit_key();
	notes_encode(&w, &n);
	assert_false(w.bad);
	return (struct span){ out, w.n };
}

#endif
