/* check.c - tests what a form names as wrong, and what it marks. */

#include "server/form_kit.h"

#define PLUS "0123+4567+8901+2345+6789+0105"

/* A code in a text: the page asks, and a second button sends it. */
static const struct told {
	const char *name;
	const char *fields;
	const char *at; /* the link in the sentence */
} tolds[] = {
	{ "in the text", "text=Mijn+code:+0123+4567+8901%0D%0A2345+6789+0105",
	    "<a href=\"#text\">" },
	{ "in an answer", "text=Hallo&q134=0123-4567-8901-2345-6789-0105",
	    "<a href=\"#f134\">" },
	{ "in the answer that is not passed on",
	    "text=Hallo&q144=012345678901234567890105", "<a href=\"#f144\">" },
};

static void
code_in_a_tip_is_sent_after_asking(void **state)
{
	const struct told *row = *state;
	char form[256];
	const char *text;

	(void)snprintf(form, sizeof(form), "do=send&desk.zuid=1&%s",
	    row->fields);
	text = post(form);
	assert_has(text, "There is a code in your text");
	assert_has(text, row->at);
	assert_has(text, "form=\"tip\" name=\"do\" value=\"send.code\"");
	assert_has(text, "data-regions=\"2\" checked>");
	(void)snprintf(form, sizeof(form), "do=send.code&desk.zuid=1&%s",
	    row->fields);
	assert_null(post(form));
	assert_int_equal(open_as(1).kind, KIND_TIP);
}

/* All mistakes of a form, each with its place, which is marked. */
static const struct wrong {
	const char *name;
	const char *form;
	const char *has[4];
} wrongs[] = {
	{ "an empty form", "",
	    { "<a href=\"#text\">Write something first",
		"<a href=\"#desks\">Choose at least one team",
		"rows=\"7\" aria-invalid=\"true\"",
		"form=\"tip\" aria-invalid=\"true\" data-topics" } },
	{ "a lost sign in two texts",
	    "&text=%EF%BF%BD&desk.zuid=1&q134=%EF%BF%BD",
	    { "<p><a href=\"#text\">", "</b> <a href=\"#f134\">",
		"rows=\"7\" aria-invalid=\"true\"",
		"aria-invalid=\"true\" autocomplete=\"off\" "
		"spellcheck=\"false\" "
		"translate=\"no\" writingsuggestions=\"false\" "
		"name=\"q134\"" } },
	{ "a control character in an answer, and five desks",
	    "&text=Hallo&q135=%01&desk.noord=1&desk.zuid=1&desk.oost=1&"
	    "desk.west=1&desk.midden=1",
	    { "<a href=\"#f135\">There is a sign",
		"<a href=\"#desks\">Choose at most four",
		"aria-invalid=\"true\" autocomplete=\"off\" "
		"spellcheck=\"false\" "
		"translate=\"no\" writingsuggestions=\"false\" name=\"q135\"",
		"form=\"tip\" aria-invalid=\"true\" data-topics" } },
	{ "codes in two texts and a stopped desk",
	    "&text=Hallo+" PLUS "&q144=" PLUS "&desk.west=1",
	    { "<a href=\"#text\">There is a code",
		"<a href=\"#f144\">There is a code", "takes no tips now",
		"rows=\"7\" aria-invalid=\"true\"" } },
};

static void
all_mistakes_are_named(void **state)
{
	const struct wrong *row = *state;
	char form[256];
	const char *text;

	(void)snprintf(form, sizeof(form), "do=send%s", row->form);
	text = post(form);
	for (size_t i = 0; i < 4; i++)
		assert_has(text, row->has[i]);
	assert_null(strstr(text, "id=\"anyway\""));
	assert_null(strstr(post("do=form&text=Hallo"), "aria-invalid"));
}

int
main(void)
{
	static struct rows set;

	kit_make();
	ROWS(set, code_in_a_tip_is_sent_after_asking, tolds);
	ROWS(set, all_mistakes_are_named, wrongs);
	return rows_run(&set, __FILE__);
}
