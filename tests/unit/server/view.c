/* view.c - tests texts in a page's language, reviewed or not. */

#include "rows.h"

#include <string.h>

#include "page/view.h"

static uint8_t out[4096];

/* The text in ${w}, with [ and ] for the invisible U+2066 and U+2069. */
static const char *
seen(const struct writer *w)
{
	static uint8_t text[sizeof(out) + 1];
	size_t n = 0;

	assert_false(w->bad);
	for (size_t i = 0; i < w->n; i++) {
		bool mark = i + 2 < w->n && w->p[i] == 0xe2 &&
		    w->p[i + 1] == 0x81 && (w->p[i + 2] | 0xf) == 0xaf;

		text[n++] = mark ? (w->p[i + 2] == 0xa6 ? '[' : ']') : w->p[i];
		i += mark ? 2 : 0;
	}
	text[n] = '\0';
	return (const char *)text;
}

static struct view
view_in(const char *code)
{
	struct view v = { .languages = languages_all() };

	v.lang = languages_find(v.languages, span_str(code));
	assert_non_null(v.lang);
	return v;
}

#define CALL "\u0627\u062a\u0635\u0644" /* "call" */
#define NOW "\u0627\u0644\u0622\u0646"  /* "now" */
#define COMMA "\u060c"

static const struct row {
	const char *name;
	const char *lang;
	const char *in;
	const char *want;
} says[] = {
	{ "a left-to-right text", "nl", "Bel 0800-0188.", "Bel 0800-0188." },
	{ "an empty text", "ar", "", "" },
	{ "an Arabic text", "ar", CALL, CALL },
	{ "an Arabic text with a number", "ar", CALL " 0800-0188 " NOW,
	    CALL " [0800-0188] " NOW },
	{ "an Arabic text with a number of two parts", "ar", CALL " 0800 0188.",
	    CALL " [0800 0188]." },
	{ "a number with a plus", "ar", "+31 20 1234567", "[+31 20 1234567]" },
	{ "two numbers", "ar", "112" COMMA " 0900-8844",
	    "[112]" COMMA " [0900-8844]" },
	{ "a number in brackets", "ar", "(24/7) 112", "([24/7]) [112]" },
	{ "a name and a number", "ar", CALL " Fier: 0800-0188",
	    CALL " [Fier: 0800-0188]" },
	{ "a web address", "ar", "https://a.example/b/" COMMA,
	    "[https://a.example/b/]" COMMA },
	{ "a placeholder", "ar", CALL " {n}" COMMA, CALL " [{n}]" COMMA },
	{ "HTML characters", "ar", "a<b&c\"", "[a]&lt;[b&amp;c]\"" },
	{ "an ampersand at the end", "nl", "a & b &", "a & b &" },
	{ "character references", "nl", "&lt; &#60;", "&amp;lt; &amp;#60;" },
	{ "a character of four bytes", "nl", "\U0001f512", "\U0001f512" },
	{ "C0 controls", "nl", "a\x1b[2J\x7f\r\n\t", "a?[2J?\r\n\t" },
	{ "C1 controls", "nl", "a\xc2\x9b\xc2\x80\u00a0", "a??\u00a0" },
	{ "a byte that is not UTF-8", "nl", "a\xff<b", "a?&lt;b" },
	{ "overlong UTF-8", "nl", "\xc0\xbc", "??" },
	{ "a surrogate", "nl", "\xed\xa0\x80", "???" },
	{ "a character cut short", "nl", "a\xe2\x82", "a??" },
};

static void
prints(void **state)
{
	const struct row *row = *state;
	const struct view v = view_in(row->lang);
	struct writer w = { out, sizeof(out), 0, false };

	view_say(&w, v.lang, span_str(row->in));
	assert_string_equal(seen(&w), row->want);
}

/* Mondays as the browsers of each language write them. */
static const struct date {
	const char *name;
	const char *lang;
	uint16_t week;
	const char *want;
} dates[] = {
	{ "Dutch", "nl", 151, "maandag 23 november 2026" },
	{ "Dutch, a day of one digit", "nl", 148, "maandag 2 november 2026" },
	{ "Dutch, the first month", "nl", 0, "maandag 1 januari 2024" },
	{ "Dutch, the last month", "nl", 155, "maandag 21 december 2026" },
	{ "English", "en", 151, "Monday, November 23, 2026" },
	{ "Polish", "pl", 151, "poniedziałek, 23 listopada 2026" },
	{ "Romanian", "ro", 151, "luni, 23 noiembrie 2026" },
	{ "Bulgarian", "bg", 151,
	    "понеделник, 23 "
	    "ноември 2026 г." },
	{ "Hungarian", "hu", 151, "2026. november 23., hétfő" },
	{ "Spanish", "es", 151, "lunes, 23 de noviembre de 2026" },
	{ "Ukrainian", "uk", 151,
	    "понеділок, 23 "
	    "листопада 2026 "
	    "р." },
	{ "Turkish", "tr", 151, "23 Kasım 2026 Pazartesi" },
	{ "Arabic", "ar", 151,
	    "الاثنين، [23] "
	    "نوفمبر [2026]" },
	{ "French", "fr", 151, "lundi 23 novembre 2026" },
	{ "Portuguese", "pt", 151, "segunda-feira, 23 de novembro de 2026" },
	{ "German", "de", 151, "Montag, 23. November 2026" },
};

static void
week_is_a_date_in(void **state)
{
	const struct date *row = *state;
	const struct view v = view_in(row->lang);
	struct writer w = { out, sizeof(out), 0, false };

	view_week(&w, &v, T_w_asof, row->week);
	if (strstr(seen(&w), row->want) == NULL)
		fail_msg("%s, not %s", seen(&w), row->want);
}

/* Each language has twelve months, and a date fits its buffer. */
static void
every_week_of_a_year_has_its_month(void **state)
{
	(void)state;
	for (size_t l = 0; l < LANGS; l++) {
		const struct view v = { .lang = &langs[l] };
		struct span months = span_str(langs[l].text[T_months]);
		unsigned n = 0;

		while (span_word(&months).n > 0)
			n++;
		assert_int_equal(n, 12);
		for (uint16_t week = 0; week < 53; week++) {
			struct writer w = { out, sizeof(out), 0, false };

			view_week(&w, &v, T_w_asof, week);
			assert_non_null(strstr(seen(&w), "202"));
		}
	}
}

static void
numbers_are_isolated_in_arabic(void **state)
{
	const struct view v = view_in("ar");
	struct writer w = { out, sizeof(out), 0, false };
	const char *text;

	(void)state;
	view_number(&w, &v, T_w_count, 31);
	text = seen(&w);
	assert_non_null(strstr(text, " [31]"));
}

/* A whole page in ${code}. */
static const char *
page_in(const char *code, unsigned flags)
{
	static uint8_t page[FORM_ANSWER_SIZE + 1];
	static struct directory d;
	struct view v = view_in(code);
	struct writer w = { page, FORM_ANSWER_SIZE, 0, false };

	d.rhythm = 1;
	d.phone = span_str("0800-1234");
	v.directory = &d;
	v.flags = flags;
	view_print(&w, &v);
	assert_false(w.bad);
	page[w.n] = '\0';
	return (const char *)page;
}

/* Warnings that an unreviewed language must repeat in Dutch and English. */
static const enum text_id warnings[] = { T_alarm, T_exit, T_start_urgent,
	T_before_exit, T_before_history, T_call_title, T_call_button,
	T_receipt_write, T_receipt_photo, T_receipt_who, T_receipt_lost,
	T_done_close };

static void
repeats_warnings_beside(void **state)
{
	const char *const *row = *state;
	const char *text = page_in(row[1], VIEW_SCRIPT | VIEW_HOME);

	for (size_t i = 0; i < sizeof(warnings) / sizeof(warnings[0]); i++)
		for (size_t l = 0; l < LANGS_ALWAYS; l++) {
			char want[512];
			struct writer w = { (uint8_t *)want, sizeof(want) - 1,
				0, false };

			wire_put_str(&w, "<span class=\"also\"");
			view_lang(&w, &langs[l]);
			wire_put_str(&w, ">");
			wire_put_str(&w, langs[l].text[warnings[i]]);
			wire_put_str(&w, "</span>");
			want[w.n] = '\0';
			if (strstr(text, want) == NULL)
				fail_msg("%s lacks %s", row[1], want);
		}
	assert_non_null(strstr(text, "<p class=\"note unreviewed\">"));
}

static void
does_not_repeat_warnings_beside(void **state)
{
	const char *const *row = *state;
	const char *text = page_in(row[1], VIEW_SCRIPT | VIEW_HOME);

	assert_null(strstr(text, "class=\"also\""));
	assert_null(strstr(text, "unreviewed"));
}

static const struct {
	const char *name;
	const char *lang;
} unread[] = { { "Polish", "pl" }, { "Romanian", "ro" }, { "Bulgarian", "bg" },
	{ "Hungarian", "hu" }, { "Spanish", "es" }, { "Ukrainian", "uk" },
	{ "Turkish", "tr" }, { "Arabic", "ar" }, { "French", "fr" },
	{ "Portuguese", "pt" }, { "German", "de" } },
  read[] = { { "Dutch", "nl" }, { "English", "en" } };

/* In Arabic, codes and numbers run left to right, and typed text either way. */
static void
arabic_page_isolates_codes_and_numbers(void **state)
{
	static const char *const must[] = {
		"<html lang=\"ar\" dir=\"rtl\">",
		"id=\"receipt-code\" class=\"code\" dir=\"ltr\"",
		"id=\"code-in\" class=\"digits\" name=\"typed\" dir=\"ltr\"",
		"name=\"text\" dir=\"auto\"", "<textarea dir=\"auto\"",
		"href=\"tel:08001234\" dir=\"ltr\">0800-1234</a></p>",
		"\u20660900-8844\u2069",
		"<button name=\"do\" value=\"lang.nl\" lang=\"nl\" dir=\"ltr\">"
	};
	const char *text = page_in("ar", VIEW_SCRIPT | VIEW_HOME);

	(void)state;
	for (size_t i = 0; i < sizeof(must) / sizeof(must[0]); i++)
		if (strstr(text, must[i]) == NULL)
			fail_msg("the page lacks %s", must[i]);
	text = page_in("pl", VIEW_PLAIN | VIEW_HOME);
	assert_non_null(strstr(text, "\u206613\u2069")); /* in #s-ar */
	text = strstr(text, "<section id=\"code\"");
	assert_non_null(text);
	assert_null(strstr(text, "\u2066"));
}

int
main(void)
{
	static struct rows set;

	ROWS(set, prints, says);
	ROWS(set, week_is_a_date_in, dates);
	ROW(set, every_week_of_a_year_has_its_month);
	ROW(set, numbers_are_isolated_in_arabic);
	ROWS(set, repeats_warnings_beside, unread);
	ROWS(set, does_not_repeat_warnings_beside, read);
	ROW(set, arabic_page_isolates_codes_and_numbers);
	return rows_run(&set, __FILE__);
}
