/* answers.c - tests the form lane with a code: answers, follow-ups,
 * closing, refusals. */

#include "server/form_kit.h"

static char *
check(const char *which)
{
	char form[128];

	(void)snprintf(form, sizeof(form), "do=check&typed=%s", which);
	return post(form);
}

/* A code that never existed and one without answer give the same bytes. */
static void
unknown_code_and_unanswered_code_look_the_same(void **state)
{
	static char first[FORM_ANSWER_SIZE];
	char drawn[RECEIPT_TEXT];
	struct receipt r;

	(void)state;
	assert_non_null(check(other));
	memcpy(first, work.page, sizeof(first));
	for (int i = 0; i < 5; i++) {
		receipt_draw(&r);
		receipt_print(drawn, &r);
		assert_memory_equal(first, check(drawn), sizeof(first));
	}
	assert_has(check(other), "There is no message");
	assert_null(strstr(check(other), other));
}

static void
answer_is_shown_with_its_desk_and_week(void **state)
{
	const char *text = check(code);

	(void)state;
	assert_has(text, "Team zuid & sons");
	assert_has(text, "Weet je &lt;meer>?");
	assert_has(text, "We have a question");
	assert_has(text, "week of Monday, July 27, 2026.");
	assert_has(text, "Week of Monday, July 27, 2026:");
	assert_null(strstr(text, "There is no message"));
	assert_null(strstr(text, "This answer is old"));
	assert_null(strstr(text, "Team noord & sons"));
	served.week = SERVICE_WEEK + 3;
	assert_null(strstr(check(code), "This answer is old"));
	served.week = SERVICE_WEEK + 4;
	assert_has(check(code), "This answer is old");
	served.week = SERVICE_WEEK - 1;
	assert_has(check(code), "a week that is still to come");
	served.week = SERVICE_WEEK;
}

/* The newest text of a desk that takes tips is right above the field. */
static void
question_is_above_the_field_for_its_answer(void **state)
{
	static const char asked[] =
	    "<p class=\"note\">Team zuid & sons</p>"
	    "<p class=\"a-text\" dir=\"auto\">Weet je &lt;meer>?</p></div>\n"
	    "<textarea id=\"more-text\"";
	static const char none[] = "translate=\"no\"></div>\n"
				   "<textarea id=\"more-text\"";
	const struct desk_public *key = service.notes.part[1].key;

	(void)state;
	assert_has(check(code), asked);
	assert_has(check(other), none);
	service.notes.part[1].key = NULL;
	assert_has(check(code), "Weet je &lt;meer>?");
	assert_has(check(code), none);
	service.notes.part[1].key = key;
}

static void
follow_up_and_close_go_to_the_desk_that_answered(void **state)
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
	(void)snprintf(form, sizeof(form), "do=form&at=more&text=Ja&code=%s",
	    code);
	assert_has(post(form), ">\nJa</textarea>"); /* by Enter */
	assert_has(post(form), "Weet je");
	(void)snprintf(form, sizeof(form), "do=close&text=weg&code=%s", code);
	assert_null(post(form));
	b = open_as(1);
	assert_int_equal(b.kind, KIND_CLOSE);
	assert_int_equal(b.text.n, 0);
}

/* A code in a follow-up: the page asks, and a second button sends it. */
static void
follow_up_with_a_code_is_sent_after_asking(void **state)
{
	char form[256];
	const char *text;

	(void)state;
	(void)snprintf(form, sizeof(form), "do=more&text=Ja:+%s&code=%s", other,
	    code);
	text = post(form);
	assert_has(text, "There is a code in your text");
	assert_has(text, "<a href=\"#more-text\">");
	assert_has(text, "form=\"moreform\" name=\"do\" value=\"more.code\"");
	assert_has(text, ">\nJa: ");
	assert_has(text, "Weet je"); /* the answer is still there */
	(void)snprintf(form, sizeof(form), "do=more.code&text=Ja:+%s&code=%s",
	    other, code);
	assert_null(post(form));
	assert_int_equal(open_as(1).kind, KIND_FOLLOW_UP);
	(void)snprintf(form, sizeof(form), "do=close&text=%s&code=%s", other,
	    code);
	assert_null(post(form)); /* closing sends no text */
}

/* Without an answer, the person must choose the desks. */
static void
follow_up_without_an_answer_needs_chosen_desks(void **state)
{
	char form[256];
	struct body b;

	(void)state;
	(void)snprintf(form, sizeof(form), "do=more&text=Ja&code=%s", other);
	assert_has(post(form), "Choose at least one team");
	assert_has(post(form), other); /* the typed code is kept */
	assert_has(post(form), ">\nJa</textarea>");
	(void)snprintf(form, sizeof(form),
	    "do=more&text=Ja&desk.oost=1&code=%s", other);
	assert_null(post(form));
	b = open_as(2);
	assert_int_equal(b.kind, KIND_FOLLOW_UP);
	assert_false(b.has_week);
	assert_thread(2, other);
}

/* The desk that answered has stopped: the page says so and chooses no other. */
static void
follow_up_to_a_stopped_desk_needs_another_desk(void **state)
{
	static struct notes all;
	char form[256];
	struct body b;

	(void)state;
	all = service.notes;
	service.notes.part[1].key = NULL;
	assert_has(check(code), "Weet je &lt;meer>?");
	assert_has(check(code), "takes no tips now");
	(void)snprintf(form, sizeof(form), "do=more&text=Ja&code=%s", code);
	assert_has(post(form), "Choose at least one team");
	assert_has(post(form), "takes no tips now");
	assert_has(post(form), ">\nJa</textarea>");
	(void)snprintf(form, sizeof(form),
	    "do=more&text=Ja&desk.oost=1&code=%s", code);
	assert_null(post(form));
	b = open_as(2);
	assert_int_equal(b.kind, KIND_FOLLOW_UP);
	for (size_t i = 0; i < SERVICE_DESKS; i++)
		service.notes.part[i].key = i == 2 ? all.part[i].key : NULL;
	assert_has(check(code), "id=\"desk-oost\"");
	assert_null(strstr(check(code), " checked>"));
	service.notes = all;
}

/* Code, text and desks of a follow-up are wrong: all three are named. */
static void
follow_up_names_all_its_mistakes(void **state)
{
	const char *text = post("do=more&text=+&code=12345");

	(void)state;
	assert_has(text, "<a href=\"#code-in\">A code has 24 digits");
	assert_has(text, "<a href=\"#more-text\">Write something first");
	assert_has(text, "<a href=\"#more-desks\">Choose at least one team");
	assert_has(text, "rows=\"9\" aria-invalid=\"true\"");
	assert_has(text, "inputmode=\"numeric\" aria-invalid=\"true\"");
	assert_has(text, "form=\"moreform\" aria-invalid=\"true\" data-");
}

static const struct refusal {
	const char *name;
	enum err why;
	const char *has;
} refusals[] = {
	{ "the pool is full", ERR_FULL, "We cannot take more tips now" },
	{ "the server is busy", ERR_AGAIN, "It is busy" },
	{ "the disk fails", ERR_IO, "The server gave a wrong answer" },
};

/* If a deposit is refused, the page says why and keeps text and code. */
static void
refused_deposit_keeps_text_and_code(void **state)
{
	const struct refusal *row = *state;
	char form[256], *text;

	(void)snprintf(form, sizeof(form),
	    "do=send&text=Hallo&desk.zuid=1&code=%s", other);
	assert_null(post(form));
	form_refused(&work, &served, "en", row->why);
	text = (char *)work.page;
	text[FORM_ANSWER_SIZE - 1] = '\0';
	assert_has(text, row->has);
	assert_has(text, ">\nHallo</textarea>");
	assert_has(text, other);
	(void)snprintf(form, sizeof(form), "do=more&text=Ja&code=%s", code);
	assert_null(post(form));
	form_refused(&work, &served, "en", row->why);
	text[FORM_ANSWER_SIZE - 1] = '\0';
	assert_has(text, row->has);
	assert_has(text, ">\nJa</textarea>");
}

int
main(void)
{
	static struct rows set;

	kit_make();
	ROW(set, unknown_code_and_unanswered_code_look_the_same);
	ROW(set, answer_is_shown_with_its_desk_and_week);
	ROW(set, question_is_above_the_field_for_its_answer);
	ROW(set, follow_up_and_close_go_to_the_desk_that_answered);
	ROW(set, follow_up_with_a_code_is_sent_after_asking);
	ROW(set, follow_up_without_an_answer_needs_chosen_desks);
	ROW(set, follow_up_to_a_stopped_desk_needs_another_desk);
	ROW(set, follow_up_names_all_its_mistakes);
	ROWS(set, refused_deposit_keeps_text_and_code, refusals);
	return rows_run(&set, __FILE__);
}
