/* form_kit.h - posts forms to a service in memory and checks the answers. */

#ifndef SERVER_FORM_KIT_H
#define SERVER_FORM_KIT_H

#include "rows.h"

#include <string.h>

#include "body.h"
#include "form/form.h"
#include "service.h"

static struct service service;
static struct form_work work;
static struct served served;
static struct opened opened;
static char code[RECEIPT_TEXT];  /* a receipt that desk 1 answered */
static char other[RECEIPT_TEXT]; /* a receipt without an answer */

/* Post ${form}; returns the text of the page, or NULL for a deposit. */
static inline char *
post(const char *form)
{
	static char text[FORM_ANSWER_SIZE + 1];

	work.in_n = strlen(form);
	assert_true(work.in_n <= sizeof(work.in));
	memcpy(work.in, form, work.in_n);
	memset(work.page, 0xff, sizeof(work.page));
	if (form_post(&work, &served, "en") == FORM_DEPOSIT)
		return NULL;
	memcpy(text, work.page, FORM_ANSWER_SIZE);
	assert_null(memchr(text, 0, FORM_ANSWER_SIZE));
	assert_null(memchr(text, 0xff, FORM_ANSWER_SIZE));
	assert_memory_equal(text + FORM_ANSWER_SIZE - 4, "-->\n", 4);
	return text;
}

static inline void
assert_has(const char *text, const char *what)
{
	assert_non_null(text);
	if (strstr(text, what) == NULL)
		fail_msg("the page lacks %s", what);
}

/* Open the envelope as desk ${i}. */
static inline struct body
open_as(size_t i)
{
	struct body b = { 0 };

	assert_int_equal(
	    envelope_open(&opened, work.envelope, &service.epoch[i], 1), OK);
	assert_int_equal(body_decode(&b, opened.body), OK);
	assert_int_equal(b.lane, LANE_FORM);
	return b;
}

static inline void
assert_text(struct span s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, s.n);
}

/* The desk gets the thread that the code ${of} and desk ${i} have. */
static inline void
assert_thread(size_t i, const char *of)
{
	struct thread want, got;

	service_thread(&service, &want, i, of);
	thread_keys(&got, &opened.thread, &service.directory.holder[i].id);
	assert_memory_equal(&want, &got, sizeof(want));
}

/* A service of five desks: the fourth has stopped, desk 1 answered ${code}. */
static inline void
kit_make(void)
{
	struct receipt r;

	assert_int_not_equal(sodium_init(), -1);
	service_make(&service);
	service.notes.part[3].key = NULL;
	receipt_draw(&r);
	receipt_print(code, &r);
	receipt_draw(&r);
	receipt_print(other, &r);
	service_answer(&service, 1, code, "Weet je <meer>?", SERVICE_WEEK);
	served = (struct served){ NULL, &service.directory, &service.notes,
		service_board(&service), SERVICE_WEEK, languages_always() };
}

#endif
