/* form.c - tests each button of the plain form, with all kinds of input.
 */

#include "server/form_kit.h"

#define CODE "1234 5678 9012 3456 7890 1234"
#define GOOD "0123 4567 8901 2345 6789 0105"

static const struct row {
	const char *name;
	const char *form;
	const char *has; /* a part of the answer; NULL: a deposit */
	const char *also;
} rows[] = {
	{ "an empty form", "", "did not arrive well", "Tell what you know" },
	{ "an unknown button", "do=fly", "did not arrive well", NULL },
	{ "the same field twice", "do=send&text=Hallo&text=x",
	    "did not arrive well", ">\nHallo</textarea>" },
	{ "the same field twice, with a drawn code",
	    "do=send&code=" GOOD "&x=1&x=2", "did not arrive well",
	    "name=\"code\" value=\"" GOOD },
	{ "a broken escape", "text=Hallo&do=send&x=%", "did not arrive well",
	    ">\nHallo</textarea>" },
	{ "a different language", "do=lang.nl&lang=en", "<html lang=\"nl\"",
	    "<script src=\"/boot.js\"" },
	{ "a different language on the plain page",
	    "do=lang.nl&lang=en&plain=1",
	    "<html lang=\"nl\" dir=\"ltr\" class=\"plain\"", "id=\"tip\"" },
	{ "an unknown language", "do=lang.xx", "<html lang=\"en\"", NULL },
	{ "a language that is not switched on", "do=lang.pl",
	    "<html lang=\"en\"", NULL },
	{ "the plain form", "do=form&lang=en", "class=\"plain\"",
	    "id=\"tip\"" },
	{ "a new code", "do=code&lang=en", "The code does not work yet",
	    "type=\"hidden\" form=\"tip\" name=\"code\" value=\"" },
	{ "a tip without text", "do=send&desk.zuid=1&q134=Markt",
	    "Write something first", "data-regions=\"2\" checked>" },
	{ "a tip of spaces", "do=send&desk.zuid=1&text=+%0D%0A%09",
	    "Write something first", NULL },
	{ "a tip without text keeps the other answers",
	    "do=send&q134=Markt&desk.zuid=1&q2=3",
	    "name=\"q134\" id=\"f134\" aria-describedby=\"h-place\">\nMarkt<",
	    "value=\"3\" id=\"f2-3\" checked>" },
	{ "a tip without a desk", "do=send&text=Hallo",
	    "Choose at least one team", ">\nHallo</textarea>" },
	{ "a tip to five desks",
	    "do=send&text=Hallo&desk.noord=1&desk.zuid=1&desk.oost=1&"
	    "desk.west=1&desk.midden=1",
	    "Choose at most four teams", ">\nHallo</textarea>" },
	{ "a tip to a desk that has stopped", "do=send&text=Hallo&desk.west=1",
	    "takes no tips now", ">\nHallo</textarea>" },
	{ "a control character in the text",
	    "do=send&text=Hal%01lo&desk.zuid=1", "There is a sign in your text",
	    ">\nHal?lo</textarea>" },
	{ "a text that is not UTF-8", "do=send&text=Hal%80lo&desk.zuid=1",
	    "There is a sign in your text", NULL },
	{ "a choice that does not exist", "do=send&text=Hallo&desk.zuid=1&q2=9",
	    "There is a sign", NULL },
	{ "a checkbox with the number of another",
	    "do=send&text=Hallo&desk.zuid=1&q11.2=3", "There is a sign", NULL },
	{ "a replacement character in the text",
	    "do=send&text=Hal%EF%BF%BDlo&desk.zuid=1", "a character was lost",
	    ">\nHal\357\277\275lo</textarea>" },
	{ "a replacement character in an answer",
	    "do=send&text=Hallo&desk.zuid=1&q134=%EF%BF%BD",
	    "a character was lost", NULL },
	{ "a region that does not exist", "do=send&text=Hallo&region=3x",
	    "Choose at least one team", NULL },
	{ "region unknown", "do=send&text=Hallo&region=0",
	    "Choose at least one team",
	    "value=\"0\" id=\"region-0\" checked>" },
	{ "a drawn code that was changed",
	    "do=send&text=Hallo&desk.zuid=1&code=1", "did not arrive well",
	    ">\nHallo</textarea>" },
	{ "HTML in the text",
	    "do=send&text=%3C/textarea%3E%3Cscript%3Ealert(1)%26lt;",
	    "&lt;/textarea>&lt;script>alert(1)&amp;lt;</textarea>", NULL },
	{ "HTML in the code", "do=check&typed=%22%3E%3Cscript%3E",
	    ">\n\">&lt;script></textarea>", "A code has 24 digits" },
	{ "a code with too few digits", "do=check&typed=12345",
	    "A code has 24 digits", ">\n12345</textarea>" },
	{ "a code with a typing error", "do=check&typed=" CODE,
	    "There is a typing error", ">\n" CODE "</textarea>" },
	{ "a check without a code", "do=check", "A code has 24 digits", NULL },
	{ "Enter in a tip keeps the code typed before",
	    "do=form&typed=12345&text=Hallo", ">\nHallo</textarea>",
	    "id=\"code\" class=\"screen\"" },
	{ "a check while a tip is being written",
	    "do=check&text=Hallo&typed=" CODE, "We do not have your tip yet",
	    ">\n" CODE "</textarea>" },
	{ "a check while an answer is filled in",
	    "do=check&q134=Markt&typed=" CODE, "We do not have your tip yet",
	    "\">\nMarkt</textarea>" },
	{ "a check while a choice is made", "do=check&q2=3&typed=" CODE,
	    "We do not have your tip yet", "id=\"f2-3\" checked>" },
	{ "a check while a code is drawn", "do=check&typed=1&code=" GOOD,
	    "We do not have your tip yet", "name=\"code\" value=\"" GOOD },
	{ "a follow-up without a code", "do=more&text=Nog+iets",
	    "A code has 24 digits", ">\nNog iets</textarea>" },
	{ "a close without a code", "do=close", "A code has 24 digits", NULL },
	{ "a tip to one desk is sealed", "do=send&text=Hallo&desk.zuid=1", NULL,
	    NULL },
	{ "a tip to four desks is sealed",
	    "do=send&text=Hallo&desk.noord=1&desk.zuid=1&desk.oost=1&"
	    "desk.midden=1",
	    NULL, NULL },
};

static void
button_answers(void **state)
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

/* All kinds of answers, with line ends and order normalised. */
static void
seals_all_kinds_of_answers(void **state)
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

/* If no desk is picked, region and topic choose the desks. */
static const struct picked {
	const char *name;
	const char *form;
	unsigned desks; /* bit i: desk i can open it */
} pickeds[] = {
	{ "region 2", "region=2", 1U << 1 | 1U << 2 | 1U << 4 },
	{ "region 2 and topic 3", "region=2&q2=3", 1U << 1 | 1U << 4 },
	{ "region 2 and topic unknown", "region=2&q2=8",
	    1U << 1 | 1U << 2 | 1U << 4 },
	{ "region 1, where a desk has stopped", "region=1",
	    1U << 0 | 1U << 2 | 1U << 4 },
	{ "a region that only one desk takes", "region=200", 1U << 4 },
	{ "a chosen desk over the region", "region=2&desk.noord=1", 1U << 0 },
};

static void
chooses_desks_by(void **state)
{
	const struct picked *row = *state;
	char form[128];

	(void)snprintf(form, sizeof(form), "do=send&text=Hallo&%s", row->form);
	assert_null(post(form));
	for (size_t i = 0; i < SERVICE_DESKS; i++)
		assert_int_equal(envelope_open(&opened, work.envelope,
				     &service.epoch[i], 1) == OK,
		    row->desks >> i & 1);
}

/* On the directory's last day deposits work, on the next they do not. */
static void
deposits_end_with_the_directory(void **state)
{
	(void)state;
	work.day = service.directory.expires;
	assert_null(post("do=send&text=Hallo&desk.zuid=1"));
	work.day++;
	assert_has(post("do=send&text=Hallo&desk.zuid=1"),
	    "data of the teams is too old");
	assert_has(post("do=send&text=Hallo&desk.zuid=1"),
	    ">\nHallo</textarea>");
	work.day = 0;
}

/* A form too long for the buffer: the page shows whole letters of what came. */
static void
form_cut_off_shows_whole_letters(void **state)
{
	static const struct {
		const char *in;
		const char *has;
	} cuts[] = {
		{ "lang=nl&text=Hallo%D", "<html lang=\"nl\"" },
		{ "lang=en&text=Hallo%", "Its end was cut off" },
		{ "text=Hallo%", ">\nHallo</textarea>" },
		{ "text=Hallo%C3", ">\nHallo</textarea>" },
		{ "text=Hallo%E2%82", ">\nHallo</textarea>" },
		{ "text=Hallo%E2%82%A", ">\nHallo</textarea>" },
		{ "text=Hallo%F0%9F%98", ">\nHallo</textarea>" },
		{ "at=more&lang=en&text=Hallo", "id=\"more-text\"" },
		{ "", "Go back with your browser" },
	};

	(void)state;
	work.over = true;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++)
		assert_has(post(cuts[i].in), cuts[i].has);
	work.over = false;
}

static void
drawn_code_survives_an_error_and_gives_the_thread(void **state)
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
	assert_has(at, drawn); /* an error keeps the code */
	(void)snprintf(form, sizeof(form),
	    "do=send&text=Hallo&desk.zuid=1&desk.oost=1&code=%s", drawn);
	assert_null(post(form));
	assert_int_equal(open_as(1).flags & FLAG_WANTS_REPLY, FLAG_WANTS_REPLY);
	assert_thread(1, drawn);
	assert_int_equal(open_as(2).flags & FLAG_WANTS_REPLY, FLAG_WANTS_REPLY);
	assert_thread(2, drawn);
}

/* A page after each button that does not send keeps what was filled in. */
static const struct carrier {
	const char *name;
	const char *act;
	const char *has;
} carriers[] = {
	{ "another language", "lang.nl", "<html lang=\"nl\"" },
	{ "the same language", "lang.en", "<html lang=\"en\"" },
	{ "drawing a code", "code", "The code does not work yet" },
	{ "Enter", "form", "The code does not work yet" },
	{ "checking a code", "check", "We do not have your tip yet" },
	{ "a refused send", "send", "Choose at most four teams" },
};

static void
page_keeps_every_field_after(void **state)
{
	static const char *const kept[] = {
		">\nHallo",
		"\nnog</textarea>",
		"\">\nMarkt &amp;c</textarea>",
		"id=\"f2-3\" checked>",
		"id=\"f11-2\" checked>",
		"id=\"f11-5\" checked>",
		"id=\"region-2\" checked>",
		"id=\"desk-noord\"",
		"data-regions=\"2\" checked>",
		/* NOLINTNEXTLINE(bugprone-suspicious-missing-comma): GOOD */
		"name=\"code\" value=\"" GOOD "\"",
		">\n0123 45</textarea>",
	};
	const struct carrier *row = *state;
	char form[512];
	const char *text;

	(void)snprintf(form, sizeof(form),
	    "do=%s&plain=1&lang=en&text=Hallo%%0D%%0Anog&q134=Markt+%%26c&q2=3&"
	    "q11.2=2&q11.5=5&region=2&desk.noord=1&desk.zuid=1&desk.oost=1&"
	    "desk.west=1&desk.midden=1&typed=0123+45&code=" GOOD,
	    row->act);
	text = post(form);
	assert_has(text, row->has);
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		assert_has(text, kept[i]);
}

/* The longest text is sealed; one byte more is refused and shown again. */
static void
longest_text_is_sealed_and_one_byte_more_refused(void **state)
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

/* A full form of the characters that grow most by escaping still fits. */
static void
longest_escaped_text_fits_the_page(void **state)
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

int
main(void)
{
	static struct rows set;

	kit_make();
	ROWS(set, button_answers, rows);
	ROW(set, seals_all_kinds_of_answers);
	ROWS(set, chooses_desks_by, pickeds);
	ROW(set, deposits_end_with_the_directory);
	ROW(set, form_cut_off_shows_whole_letters);
	ROW(set, drawn_code_survives_an_error_and_gives_the_thread);
	ROWS(set, page_keeps_every_field_after, carriers);
	ROW(set, longest_text_is_sealed_and_one_byte_more_refused);
	ROW(set, longest_escaped_text_fits_the_page);
	return rows_run(&set, __FILE__);
}
