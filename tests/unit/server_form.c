/* server_form.c - each button of the plain form, and every way to press it. */

#include "rows.h"

#include <stdlib.h>
#include <string.h>

#include "body.h"
#include "form.h"
#include "service.h"

#define CODE "1234 5678 9012 3456 7890 1234"

static struct service service;
static struct form_work work;
static struct form_world world;
static struct opened opened;
static char code[RECEIPT_TEXT];  /* of service_answer() */
static char other[RECEIPT_TEXT]; /* of nobody */

/* Post ${form}; the answer's text, or NULL for a deposit. */
static char *
post(const char *form)
{
	static char text[FORM_ANSWER_SIZE + 1];

	work.in_n = strlen(form);
	assert_true(work.in_n <= sizeof(work.in));
	memcpy(work.in, form, work.in_n);
	memset(work.page, 0xff, sizeof(work.page));
	if (form_post(&work, &world, "en") == FORM_DEPOSIT)
		return NULL;
	memcpy(text, work.page, FORM_ANSWER_SIZE);
	assert_null(memchr(text, 0, FORM_ANSWER_SIZE));
	assert_null(memchr(text, 0xff, FORM_ANSWER_SIZE));
	assert_memory_equal(text + FORM_ANSWER_SIZE - 4, "-->\n", 4);
	return text;
}

static void
assert_has(const char *text, const char *what)
{
	assert_non_null(text);
	if (strstr(text, what) == NULL)
		fail_msg("the page lacks %s", what);
}

static const struct row {
	const char *name;
	const char *form;
	const char *has; /* of the answer; NULL: stored */
	const char *also;
} rows[] = {
	{ "nothing", "", "did not arrive well", "Tell what you know" },
	{ "unknown button", "do=fly", "did not arrive well", NULL },
	{ "a field twice", "do=send&text=Hallo&text=x", "did not arrive well",
	    ">\nHallo</textarea>" },
	{ "bad escape", "text=Hallo&do=send&x=%", "did not arrive well",
	    ">\nHallo</textarea>" },
	{ "language", "do=lang&lang=nl", "<html lang=\"nl\"",
	    "<script src=\"/script.js\"" },
	{ "language, plain", "do=lang&lang=nl&plain=1",
	    "<html lang=\"nl\" dir=\"ltr\" class=\"plain\"", "id=\"tip\"" },
	{ "language unknown", "do=lang&lang=xx", "<html lang=\"en\"", NULL },
	{ "plain form", "do=form&lang=en", "class=\"plain\"", "id=\"tip\"" },
	{ "code drawn", "do=code&lang=en", "The code does not work yet",
	    "type=\"hidden\" name=\"code\" value=\"" },
	{ "no text", "do=send&desk.zuid=1&q134=Markt", "Write something first",
	    "id=\"desk-zuid\" form=\"tip\" checked>" },
	{ "text of spaces", "do=send&desk.zuid=1&text=+%0D%0A%09",
	    "Write something first", NULL },
	{ "no text, the rest kept", "do=send&q134=Markt&desk.zuid=1&q2=3",
	    "name=\"q134\" id=\"f134\" aria-describedby=\"h-place\">\nMarkt<",
	    "value=\"3\" id=\"f2-3\" checked>" },
	{ "no desk", "do=send&text=Hallo", "Choose at least one team",
	    ">\nHallo</textarea>" },
	{ "five desks",
	    "do=send&text=Hallo&desk.noord=1&desk.zuid=1&desk.oost=1&"
	    "desk.west=1&desk.midden=1",
	    "Choose at most four teams", ">\nHallo</textarea>" },
	{ "desk that stopped", "do=send&text=Hallo&desk.west=1",
	    "takes no tips now", ">\nHallo</textarea>" },
	{ "control character", "do=send&text=Hal%01lo&desk.zuid=1",
	    "There is a sign in your text", ">\nHal?lo</textarea>" },
	{ "not UTF-8", "do=send&text=Hal%80lo&desk.zuid=1",
	    "There is a sign in your text", NULL },
	{ "choice that is not one", "do=send&text=Hallo&desk.zuid=1&q2=9",
	    "There is a sign", NULL },
	{ "choice of another box", "do=send&text=Hallo&desk.zuid=1&q11.2=3",
	    "There is a sign", NULL },
	{ "carried code spoilt", "do=send&text=Hallo&desk.zuid=1&code=1",
	    "did not arrive well", ">\nHallo</textarea>" },
	{ "hostile text",
	    "do=send&text=%3C/textarea%3E%3Cscript%3Ealert(1)%26lt;",
	    "&lt;/textarea>&lt;script>alert(1)&amp;lt;</textarea>", NULL },
	{ "hostile code", "do=check&code=%22%3E%3Cscript%3E",
	    "value=\"&#34;>&lt;script>\"", "A code has 24 digits" },
	{ "code with too few digits", "do=check&code=12345",
	    "A code has 24 digits", "value=\"12345\"" },
	{ "code with a typing error", "do=check&code=" CODE,
	    "There is a typing error", "value=\"" CODE "\"" },
	{ "no code", "do=check", "A code has 24 digits", NULL },
	{ "more without code", "do=more&text=Nog+iets", "A code has 24 digits",
	    ">\nNog iets</textarea>" },
	{ "close without code", "do=close", "A code has 24 digits", NULL },
	{ "one desk", "do=send&text=Hallo&desk.zuid=1", NULL, NULL },
	{ "four desks",
	    "do=send&text=Hallo&desk.noord=1&desk.zuid=1&desk.oost=1&"
	    "desk.midden=1",
	    NULL, NULL },
};

static void
button(void **state)
{
	const struct row *row = *state;
	const char *text = post(row->form);

	if (row->has == NULL) {
		assert_null(text);
		return;
	}
	assert_has(text, row->has);
	if (row->also != NULL)
		assert_has(text, row->also);
	if (strstr(row->form, "text=Hallo") != NULL &&
	    strstr(row->form, "do=send") != NULL)
		assert_has(text, "id=\"e\" class=\"error\"");
}

/* Open the envelope as desk ${i}. */
static struct body
open_as(size_t i)
{
	struct body b = { 0 };

	assert_int_equal(
	    envelope_open(&opened, work.envelope, &service.epoch[i], 1), OK);
	assert_int_equal(body_decode(&b, opened.body), OK);
	assert_int_equal(b.lane, LANE_FORM);
	return b;
}

static void
assert_text(struct span s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, s.n);
}

/* Everything that is asked, answered; line ends and order made right. */
static void
answers_sealed(void **state)
{
	static const struct {
		uint8_t field;
		const char *value;
	} want[] = { { 2, "\1" }, { 7, "\4" }, { 11, "\1\3\13" },
		{ 134, "Markt 1" }, { 135, "a\nb" }, { 144, "x" } };
	struct answer a;
	struct body b;
	struct reader r;
	size_t n = 0;

	(void)state;
	assert_null(post("q144=x&q11.11=11&q11.3=3&q11.1=1&q135=a%0D%0Ab&"
			 "q134=Markt%091&q136=+++&q7=4&q2=1&desk.oost=1&"
			 "text=%0D%0AHij%0Dzei%09iets%0A&do=send"));
	b = open_as(2);
	assert_int_equal(b.kind, KIND_TIP);
	assert_int_equal(b.flags, FLAG_MAY_REFER);
	assert_text(b.text, "\nHij\nzei iets\n");
	r = (struct reader){ b.answers.p, b.answers.n, false };
	for (; answers_next(&a, &r); n++) {
		assert_true(n < sizeof(want) / sizeof(want[0]));
		assert_int_equal(a.field, want[n].field);
		assert_text(a.value, want[n].value);
	}
	assert_int_equal(n, sizeof(want) / sizeof(want[0]));
	assert_int_equal(
	    envelope_open(&opened, work.envelope, &service.epoch[0], 1),
	    ERR_OPEN);
}

/* The tid that the desk will see is the one of the code. */
static void
assert_thread(size_t i, const char *of)
{
	struct thread want, got;

	service_thread(&service, &want, i, of);
	thread_keys(&got, &opened.thread, &service.directory.holder[i].id);
	assert_memory_equal(&want, &got, sizeof(want));
}

static void
code_carried(void **state)
{
	char form[256], drawn[RECEIPT_TEXT];
	const char *at;

	(void)state;
	at = strstr(post("do=code"), "name=\"code\" value=\"");
	assert_non_null(at);
	memcpy(drawn, at + 19, RECEIPT_TEXT - 1);
	drawn[RECEIPT_TEXT - 1] = '\0';
	(void)snprintf(form, sizeof(form), "do=send&text=&desk.zuid=1&code=%s",
	    drawn);
	at = post(form);
	assert_has(at, "Write something first");
	assert_has(at, drawn); /* the code is not lost by an error */
	(void)snprintf(form, sizeof(form),
	    "do=send&text=Hallo&desk.zuid=1&desk.oost=1&code=%s", drawn);
	assert_null(post(form));
	assert_int_equal(open_as(1).flags & FLAG_WANTS_REPLY, FLAG_WANTS_REPLY);
	assert_thread(1, drawn);
	assert_int_equal(open_as(2).flags & FLAG_WANTS_REPLY, FLAG_WANTS_REPLY);
	assert_thread(2, drawn);
}

/* Exactly the room there is, and one byte more, kept on the page. */
static void
longest(void **state)
{
	static char form[FORM_POST_MAX];

	(void)state;
	memset(form, 'x', sizeof(form) - 1);
	memcpy(form, "do=send&desk.zuid=1&text=", 25);
	form[25 + TEXT_MAX] = '\0';
	assert_null(post(form));
	assert_int_equal(open_as(1).text.n, TEXT_MAX);
	form[25 + TEXT_MAX] = 'x';
	form[26 + TEXT_MAX] = '\0';
	assert_has(post(form), "Your text is too long");
	assert_has(post(form), form + 25);
}

/* A full post of what grows most on a page is still shown again. */
static void
longest_escaped(void **state)
{
	static const char *const piece[] = { "%26a", "%3C", "%22", "&#38" };
	static char form[FORM_POST_MAX];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		size_t n = 25, len = strlen(piece[i]);

		memcpy(form, "do=send&desk.zuid=1&text=", n);
		for (; n + len < sizeof(form); n += len)
			memcpy(form + n, piece[i], len);
		form[n] = '\0';
		assert_has(post(form), "Your text is too long");
		assert_null(strstr((const char *)work.page, "far too long"));
	}
}

static char *
check(const char *which)
{
	char form[128];

	(void)snprintf(form, sizeof(form), "do=check&code=%s", which);
	return post(form);
}

/* A code that never was and one without answer: the same bytes. */
static void
nothing_found(void **state)
{
	static char first[FORM_ANSWER_SIZE];
	char drawn[RECEIPT_TEXT];
	struct receipt r;

	(void)state;
	memcpy(first, check(other), sizeof(first));
	for (int i = 0; i < 5; i++) {
		receipt_draw(&r);
		receipt_print(drawn, &r);
		assert_memory_equal(first, check(drawn), sizeof(first));
	}
	assert_has(check(other), "There is no message");
	assert_null(strstr(check(other), other));
}

static void
answer_found(void **state)
{
	const char *text = check(code);

	(void)state;
	assert_has(text, "Team zuid & sons");
	assert_has(text, "Weet je &lt;meer>?");
	assert_has(text, "We have a question");
	assert_has(text, "week 31 of 2026");
	assert_null(strstr(text, "There is no message"));
	assert_null(strstr(text, "This answer is old"));
	assert_null(strstr(text, "Team noord & sons"));
	world.week = SERVICE_WEEK + 3;
	assert_null(strstr(check(code), "This answer is old"));
	world.week = SERVICE_WEEK + 4;
	assert_has(check(code), "This answer is old");
	world.week = SERVICE_WEEK - 1;
	assert_has(check(code), "a week that is still to come");
	world.week = SERVICE_WEEK;
}

static void
followed_up(void **state)
{
	char form[256];
	struct body b;

	(void)state;
	(void)snprintf(form, sizeof(form), "do=more&text=Ja&code=%s", code);
	assert_null(post(form));
	b = open_as(1);
	assert_int_equal(b.kind, KIND_FOLLOW_UP);
	assert_true(b.has_week);
	assert_int_equal(b.week, SERVICE_WEEK);
	assert_text(b.text, "Ja");
	assert_thread(1, code);
	(void)snprintf(form, sizeof(form), "do=more&text=&code=%s", code);
	assert_has(post(form), "Write something first");
	assert_has(post(form), "Weet je"); /* the answer is still there */
	(void)snprintf(form, sizeof(form), "do=close&text=weg&code=%s", code);
	assert_null(post(form));
	b = open_as(1);
	assert_int_equal(b.kind, KIND_CLOSE);
	assert_int_equal(b.text.n, 0);
}

/* Nobody answered yet: the person says who had the tip. */
static void
followed_up_unanswered(void **state)
{
	char form[256];
	struct body b;

	(void)state;
	(void)snprintf(form, sizeof(form), "do=more&text=Ja&code=%s", other);
	assert_has(post(form), "Choose at least one team");
	assert_has(post(form), other); /* it was typed: keep it */
	assert_has(post(form), ">\nJa</textarea>");
	(void)snprintf(form, sizeof(form),
	    "do=more&text=Ja&desk.oost=1&code=%s", other);
	assert_null(post(form));
	b = open_as(2);
	assert_int_equal(b.kind, KIND_FOLLOW_UP);
	assert_false(b.has_week);
	assert_thread(2, other);
}

static const struct refusal {
	const char *name;
	enum err why;
	const char *has;
} refusals[] = {
	{ "full", ERR_FULL, "We cannot take more tips now" },
	{ "again", ERR_AGAIN, "It is busy" },
	{ "disk", ERR_IO, "The server gave a wrong answer" },
};

/* Not stored: told in words, with text and code kept. */
static void
refused(void **state)
{
	const struct refusal *row = *state;
	char form[256], *text;

	(void)snprintf(form, sizeof(form),
	    "do=send&text=Hallo&desk.zuid=1&code=%s", other);
	assert_null(post(form));
	form_refused(&work, &world, "en", row->why);
	text = (char *)work.page;
	text[FORM_ANSWER_SIZE - 1] = '\0';
	assert_has(text, row->has);
	assert_has(text, ">\nHallo</textarea>");
	assert_has(text, other);
	(void)snprintf(form, sizeof(form), "do=more&text=Ja&code=%s", code);
	assert_null(post(form));
	form_refused(&work, &world, "en", row->why);
	text[FORM_ANSWER_SIZE - 1] = '\0';
	assert_has(text, row->has);
	assert_has(text, ">\nJa</textarea>");
}

int
main(void)
{
	static struct rows set;
	struct receipt r;

	if (sodium_init() < 0)
		return 1;
	service_make(&service);
	service.notes.part[3].key = NULL;
	receipt_draw(&r);
	receipt_print(code, &r);
	receipt_draw(&r);
	receipt_print(other, &r);
	service_answer(&service, 1, code, "Weet je <meer>?", SERVICE_WEEK);
	world = (struct form_world){ NULL, &service.directory, &service.notes,
		service_board(&service), SERVICE_WEEK };
	ROWS(set, button, rows);
	ROW(set, answers_sealed);
	ROW(set, code_carried);
	ROW(set, longest);
	ROW(set, longest_escaped);
	ROW(set, nothing_found);
	ROW(set, answer_found);
	ROW(set, followed_up);
	ROW(set, followed_up_unanswered);
	ROWS(set, refused, refusals);
	return rows_run(&set, __FILE__);
}
