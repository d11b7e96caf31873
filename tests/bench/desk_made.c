/* desk_made.c - makes a desk with many cases, and opens it without a face. */

#include "desk_made.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "body.h"
#include "book/cases.h"
#include "book/replies.h"
#include "core/fold.h"
#include "os/file.h"
#include "os/process.h"
#include "thread.h"
#include "week.h"

#define SECRET_NAME "secret"

enum {
	LEAST = 200, /* characters of a message */
	MOST = 2000,
	RARE = 100, /* messages, of which one has MADE_WORD */
};

static const char *const words[] = { "een ", "witte ", "wagen ", "staat ",
	"elke ", "nacht ", "achter ", "de ", "oude ", "fabriek, ", "twee ",
	"mannen ", "brengen ", "jonge ", "vrouwen ", "erheen.\n",
	"\xc3\xa9\xc3\xa9n ", "huilde ", "na ", "elven " };

/* Text number ${number}; borrowed until the next. */
static struct span
text_of(uint32_t number)
{
	static uint8_t text[MOST + 32];
	struct writer w = { text, sizeof(text), 0, false };
	size_t n = LEAST + (size_t)number * 7919 % (MOST - LEAST);
	uint32_t at = number;

	if (number % RARE == 0)
		wire_put_str(&w, MADE_WORD " ");
	wire_put_decimal(&w, number);
	wire_put_str(&w, " ");
	while (w.n < n) {
		at = at * 1664525 + 1013904223;
		wire_put_str(&w,
		    words[(at >> 16) % (sizeof(words) / sizeof(words[0]))]);
	}
	while (w.n > 0 && text[w.n - 1] <= ' ')
		w.n--;
	return (struct span){ text, w.n };
}

static bool
body_make(uint8_t out[static BODY_SIZE], struct body *b, uint32_t number,
    bool first)
{
	*b = (struct body){ .kind = first ? KIND_TIP : KIND_FOLLOW_UP,
		.lane = LANE_BROWSER,
		.flags = FLAG_WANTS_REPLY,
		.text = text_of(number) };
	randombytes_buf(b->id.b, sizeof(b->id.b));
	return body_encode(out, b) == OK;
}

static bool
message_make(struct desk *d, uint32_t number, uint32_t i)
{
	static struct message m;
	static struct fold fold;
	struct body b;

	message_wipe(&m);
	if (!body_make(m.body, &b, number * 3 + i, i == 1))
		return false;
	m.id = b.id;
	m.week = MADE_WEEK;
	fold_wipe(&fold);
	fold_body(&fold, &b);
	return message_save(&m, d->book, number, i, fold_span(&fold)) == OK;
}

static bool
reply_make(struct desk *d, uint32_t number)
{
	static struct reply r;
	struct span text = text_of(number * 3 + 1);

	r = (struct reply){ .i = 1, .week = MADE_WEEK, .n = 300 };
	memcpy(r.text, text.p, text.n < r.n ? text.n : r.n);
	return reply_insert(&r, d->book, number,
		   (struct span){ r.text, r.n }) == OK;
}

static bool
case_make(struct desk *d)
{
	static struct case_file c;
	WIPED(thread_secret) t;
	bool good;

	case_file_wipe(&c);
	c.number = ++d->state->cases;
	c.life = THREAD_LIVE;
	c.wants = true;
	c.status = STATUS_RECEIVED;
	thread_draw(&t);
	thread_keys(&c.thread, &t, &d->state->desk);
	c.messages = 1 + c.number % 3;
	c.opened = (uint16_t)c.messages;
	c.first = MADE_WEEK;
	c.last = MADE_WEEK;
	c.shown = c.number % 2;
	c.lanes = 1U << LANE_BROWSER;
	good = case_save(&c, d->book) == OK;
	for (uint32_t i = 1; i <= c.messages && good; i++)
		good = message_make(d, c.number, i);
	if (good && c.number % 2 == 0)
		good = reply_make(d, c.number);
	return good;
}

/* What a desk is while somebody is at work. */
static bool
desk_memory(struct desk *d, const char *path)
{
	*d = (struct desk)DESK_NONE;
	d->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	d->state = calloc(1, sizeof(*d->state));
	d->before = calloc(1, sizeof(*d->before));
	d->session = locked_new(sizeof(*d->session));
	if (d->dir < 0 || d->state == NULL || d->before == NULL ||
	    d->session == NULL)
		return false;
	d->session->s = 1;
	d->day = week_monday(MADE_WEEK) + 2;
	return true;
}

static bool
keys_draw(struct deskkey *k, const struct staff_secret *secret)
{
	struct desk_public unused;

	k->persons = 1;
	k->epochs = MADE_KEYS;
	randombytes_buf(k->ops.b, sizeof(k->ops.b));
	for (uint16_t i = 0; i < MADE_KEYS; i++)
		if (epoch_draw(&k->epoch[i], &unused,
			MADE_WEEK - MADE_OLD + i) != OK)
			return false;
	return person_make(&k->person[0], 1, "AB", secret) == OK;
}

/* The files of a desk without a case. */
static bool
desk_make(struct desk *d)
{
	WIPED(staff_secret) secret;
	static struct staff_public unused;
	struct deskkey *k = locked_new(sizeof(*k));
	bool good = k != NULL && staff_draw(&secret, &unused) == OK &&
	    keys_draw(k, &secret) && book_make(&d->book, d->dir, k) == OK &&
	    file_write(d->dir, SECRET_NAME,
		(struct span){ secret.b, sizeof(secret.b) }) == OK;

	locked_free(k);
	return good;
}

bool
made_new(const char *path, uint32_t cases)
{
	struct desk d = DESK_NONE;
	bool good = mkdir(path, 0700) == 0 && desk_memory(&d, path) &&
	    desk_make(&d) && desk_begin(&d) == FAULT_NONE;

	if (!good) {
		desk_close(&d);
		return false;
	}
	randombytes_buf(d.state->desk.b, sizeof(d.state->desk.b));
	memcpy(d.state->name, "noord", 6);
	d.state->cells = 16;
	while (good && d.state->cases < cases)
		good = case_make(&d);
	good = good && desk_commit(&d) == FAULT_NONE;
	desk_close(&d);
	return good;
}

bool
made_open(struct desk *d, const char *path)
{
	WIPED(staff_secret) secret;
	struct file f = { NULL, 0 };
	bool good = desk_memory(d, path) &&
	    file_read(&f, d->dir, SECRET_NAME, sizeof(secret.b)) == OK &&
	    f.n == sizeof(secret.b);

	if (good)
		memcpy(secret.b, f.p, f.n);
	file_free(&f);
	return good && book_open(&d->book, d->dir, 1, &secret) == OK &&
	    state_load(d->state, d->book) == OK;
}

bool
made_envelope(uint8_t out[static ENVELOPE_SIZE], struct desk *d,
    uint32_t number)
{
	static uint8_t plain[BODY_SIZE];
	WIPED(thread_secret) t;
	struct desk_public pk;
	struct seal_to to = { &pk, &t };
	struct body b;

	thread_draw(&t);
	return epoch_public(&pk,
		   &desk_key(d)->epoch[MADE_OLD - number / 2 % 2]) == OK &&
	    body_make(plain, &b, number, true) &&
	    envelope_seal(out, plain, &to, 1) == OK;
}
