/* core_kit.h - an open desk with cases in it and no face, for tests of core. */

#ifndef CORE_KIT_H
#define CORE_KIT_H

#include <sys/resource.h>

#include "body.h"
#include "book/cases.h"
#include "core/desk.h"
#include "core/fold.h"
#include "desk/book_kit.h"
#include "thread.h"
#include "week.h"

enum {
	CORE_WEEK = 150, /* of the newest inbox, and of today */
	CORE_CELLS = 4,
};

static struct desk desk;

/* Run ${call}, whose result must be ${want}. */
#define core_is(call, want) core_check(#call, call, want)

static inline void
core_check(const char *call, enum fault got, enum fault want)
{
	if (got != want)
		fail_msg("%s: %s, not %s", call, fault_key(got),
		    fault_key(want));
}

/* A desk that has opened one inbox, of this week. */
static inline void
core_begin(const char *name)
{
	struct state *s = calloc(1, sizeof(*s));

	kit_folder(name);
	assert_non_null(s);
	desk = (struct desk){ .dir = kit.dir };
	desk.state = s;
	desk.before = calloc(1, sizeof(*s));
	desk.session = locked_new(sizeof(*desk.session));
	assert_non_null(desk.before);
	assert_non_null(desk.session);
	desk.session->s = 1;
	desk.day = week_monday(CORE_WEEK) + 2;
	assert_int_equal(book_make(&desk.book, kit.dir, &kit.first), OK);
	core_is(desk_begin(&desk), FAULT_NONE);
	memcpy(s->name, "north", 6);
	randombytes_buf(s->service.b, sizeof(s->service.b));
	randombytes_buf(s->desk.b, sizeof(s->desk.b));
	s->cells = CORE_CELLS;
	s->rhythm = 1;
	s->sequence.newest.seq = 1;
	randombytes_buf(s->sequence.newest.hash.b, HASH_SIZE);
	s->sequence.newest.week = CORE_WEEK;
	core_is(desk_commit(&desk), FAULT_NONE);
}

/* Close the casebook and open what the files hold. */
static inline void
core_reopen(void)
{
	book_close(desk.book);
	desk.book = kit_open();
	assert_int_equal(state_load(desk.state, desk.book), OK);
}

static inline void
core_end(void)
{
	book_close(desk.book);
	free(desk.state);
	free(desk.before);
	locked_free(desk.session);
	kit_end();
}

/* What a test wants of a case. */
struct core_case {
	const char *text;
	uint32_t messages; /* 0: one */
	uint32_t shown;
	enum life life;
	uint16_t last; /* 0: this week */
	bool unwanted;
	bool junk;
	bool chosen;
	bool placed;
};

static inline void
core_message(uint32_t number, uint32_t i, const char *text)
{
	static struct message m;
	static struct fold fold;
	struct body b = { .kind = i == 1 ? KIND_TIP : KIND_FOLLOW_UP,
		.lane = LANE_BROWSER,
		.flags = i == 1 ? FLAG_WANTS_REPLY : 0,
		.text = span_str(text) };

	randombytes_buf(b.id.b, sizeof(b.id.b));
	assert_int_equal(body_encode(m.body, &b), OK);
	m.id = b.id;
	m.week = CORE_WEEK;
	fold_wipe(&fold);
	fold_body(&fold, &b);
	assert_int_equal(
	    message_save(&m, desk.book, number, i, fold_span(&fold)), OK);
}

/* Make a case; its number comes back. */
static inline uint32_t
core_add(const struct core_case *want)
{
	static struct case_file c;
	struct thread_secret t;
	uint32_t n = want->messages == 0 ? 1 : want->messages;

	core_is(desk_begin(&desk), FAULT_NONE);
	case_file_wipe(&c);
	c.number = ++desk.state->cases;
	c.life = want->life;
	c.wants = !want->unwanted;
	c.junk = want->junk;
	c.chosen = want->chosen;
	c.placed = want->placed;
	c.status = STATUS_RECEIVED;
	thread_draw(&t);
	thread_keys(&c.thread, &t, &desk.state->desk);
	c.opened = (uint16_t)n;
	c.first = want->last == 0 ? CORE_WEEK : want->last;
	c.last = c.first;
	c.messages = n;
	c.shown = want->shown;
	c.lanes = 1U << LANE_BROWSER;
	assert_int_equal(case_save(&c, desk.book), OK);
	for (uint32_t i = 1; i <= n; i++)
		core_message(c.number, i, want->text);
	core_is(desk_commit(&desk), FAULT_NONE);
	return c.number;
}

/* The tipster of case ${number} writes once more. */
static inline void
core_follow(uint32_t number, const char *text)
{
	static struct case_file c;

	core_is(desk_begin(&desk), FAULT_NONE);
	assert_int_equal(case_load(&c, desk.book, number), OK);
	c.messages++;
	c.opened++;
	assert_int_equal(case_save(&c, desk.book), OK);
	core_message(number, c.messages, text);
	core_is(desk_commit(&desk), FAULT_NONE);
}

static inline struct case_file
core_case(uint32_t number)
{
	static struct case_file c;

	assert_int_equal(case_load(&c, desk.book, number), OK);
	return c;
}

/* From now on no file of this process can be larger than ${bytes}. */
static inline void
core_file_limit(rlim_t bytes)
{
	const struct rlimit limit = { bytes, RLIM_INFINITY };

	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

#endif
