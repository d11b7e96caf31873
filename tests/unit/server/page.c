/* page.c - tests the page that GET / answers, and the files it names. */

#include "rows.h"

#include <string.h>

#include "lang.h"
#include "page/page.h"
#include "page/questions.h"
#include "server/unzip.h"
#include "service.h"

static struct service service;
static struct pages *pages;

static char *
page_text(const char *accept)
{
	static char text[FORM_ANSWER_SIZE + 1];
	struct span s = pages_get(pages, accept);

	gunzip(text, sizeof(text), s);
	return text;
}

static const struct {
	const char *name;
	const char *accept;
	const char *lang;
} languages[] = {
	{ "no Accept-Language", NULL, "nl" },
	{ "an empty Accept-Language", "", "nl" },
	{ "English", "en-GB,en;q=0.9,nl;q=0.8", "en" },
	{ "an unknown language, then English", "xx, en", "en" },
	{ "a language that is not switched on", "pl-PL,pl;q=0.9,en;q=0.8",
	    "en" },
	{ "only unknown languages", "xx-YY,zz;q=0.1", "en" },
	{ "capitals", "EN", "en" },
	{ "longer names that begin with en", "eng,enx", "en" },
	{ "commas only", ",,,,", "en" },
	{ "a quality without a language, then English", ";q=1,en", "en" },
};

static void
language_of_the_page(void **state)
{
	const char *const *row = *state;
	const char *text = page_text(row[1]);
	char want[32];

	(void)snprintf(want, sizeof(want), "<html lang=\"%s\"", row[2]);
	assert_non_null(strstr(text, want));
}

/* The page has all that it must have, and nothing that it must not. */
static void
page_has_what_it_must_and_no_inline_code(void **state)
{
	static const char *const must[] = {
		"<script src=\"/boot.js\" integrity=\"sha256-",
		"data-script=\"sha256-", "data-coach=\"sha256-",
		"data-tip=\"sha256-", "data-wasm=\"sha256-",
		"id=\"desk-noord\"", "Meldpunt zuid", "&lt;b>geen",
		"href=\"tel:08001234\"",
		"href=\"https://weer.example/?a=1&amp;b=2\"",
		"data-root=\"zegel+", "data-word=\"e_net\"",
		"id=\"q-signals\" data-when=\"trade\"", "id=\"f11-11\"",
		"name=\"q144\"", "Bel Fier", "Of chat met Fier", "Call CSG",
		"It is stored. If", "id=\"s-nl\"",
		"value=\"9\" id=\"region-9\"", "id=\"region-0\"",
		"Wie mag je tip lezen?", "Mag tips doorgeven aan: Veilig Thuis",
		"of \"mijn zus\" in?", "<link rel=\"icon\" href=\"data:,\">",
		"data-board=\"41932\""
	};
	static const char *const never[] = { " style=", "<style", "onclick",
		"javascript:", "<b>geen", "{{", "}}", "http://", "value=\"pl\"",
		"lang=\"pl\"" };
	const char *text = page_text(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(must) / sizeof(must[0]); i++)
		if (strstr(text, must[i]) == NULL)
			fail_msg("the page lacks %s", must[i]);
	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		if (strstr(text, never[i]) != NULL)
			fail_msg("the page holds %s", never[i]);
}

/* The confirmation of each language has the cards for everybody in it. */
static void
confirmations_have_help(void **state)
{
	static const struct {
		const char *lang;
		const char *talk;
		const char *card;
	} want[] = {
		{ "nl", "<h2>Wil je praten?", "<p class=\"card\">Praten: " },
		{ "en", "<h2>Do you want to talk?",
		    "<p class=\"card\">Talk: " },
	};
	const char *text = page_text(NULL);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char id[32];
		const char *at, *end, *card;

		(void)snprintf(id, sizeof(id), "<section id=\"s-%s\"",
		    want[i].lang);
		at = strstr(text, id);
		assert_non_null(at);
		end = strstr(at, "</section>");
		assert_in_range(strstr(at, want[i].talk), at, end);
		card = strstr(at, "<p class=\"card\">");
		assert_ptr_equal(card, strstr(at, want[i].card));
		assert_in_range(card, at, end);
		assert_true(strstr(card + 1, "<p class=\"card\">") > end);
		assert_in_range(strstr(at, "href=\"tel:08001111\""), at, end);
	}
}

/* With scripting on, the page has only the two forms of one field each. */
static void
forms_are_in_noscript_only(void **state)
{
	char *text = page_text(NULL);
	size_t forms = 0;

	(void)state;
	for (char *at = text; (at = strstr(at, "<noscript>")) != NULL;) {
		char *end = strstr(at, "</noscript>");

		assert_non_null(end);
		memset(at, ' ', (size_t)(end - at));
	}
	for (char *at = text; (at = strstr(at, "<form ")) != NULL; at++) {
		assert_true(strncmp(at, "<form id=\"plain\"", 16) == 0 ||
		    strncmp(at, "<form id=\"langs\"", 16) == 0);
		forms++;
	}
	assert_int_equal(forms, 2);
	assert_null(strstr(text, "id=\"tip\""));
}

/* Each desk has data for the script, and text for a person. */
static void
desks_carry_topics_regions_and_texts(void **state)
{
	static const char *const must[] = {
		"id=\"desk-noord\" form=\"tip\" data-topics=\"all\" "
		"data-regions=\"1\"",
		"id=\"desk-oost\" form=\"tip\" data-topics=\"1 2\" "
		"data-regions=\"1 2 9\"",
		"id=\"desk-midden\" form=\"tip\" data-topics=\"all\" "
		"data-regions=\"all\"",
		"<small>Regio: Noord, Zuid, Eiland</small>",
		"<small>Mag tips doorgeven aan: Veilig Thuis</small>",
	};
	const char *text = page_text(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(must) / sizeof(must[0]); i++)
		if (strstr(text, must[i]) == NULL)
			fail_msg("the page lacks %s", must[i]);
	assert_non_null(strstr(page_text("en"), "South & sea"));
}

/* A desk that stopped is not offered; if none is left, the page says so. */
static void
stopped_desk_is_not_offered(void **state)
{
	struct notes notes = service.notes;
	struct pages *mine = pages;

	(void)state;
	notes.part[1].key = NULL;
	assert_int_equal(
	    pages_new(&pages, &service.directory, &notes, languages_always()),
	    OK);
	assert_null(strstr(page_text(NULL), "id=\"desk-zuid\""));
	assert_non_null(strstr(page_text(NULL), "id=\"desk-noord\""));
	assert_null(strstr(page_text(NULL), " checked"));
	pages_free(pages);
	for (size_t i = 0; i < SERVICE_DESKS - 1; i++)
		notes.part[i].key = NULL;
	assert_int_equal(
	    pages_new(&pages, &service.directory, &notes, languages_always()),
	    OK);
	assert_non_null(
	    strstr(page_text(NULL), "data-regions=\"all\" checked>"));
	pages_free(pages);
	notes.part[SERVICE_DESKS - 1].key = NULL;
	assert_int_equal(
	    pages_new(&pages, &service.directory, &notes, languages_always()),
	    OK);
	assert_non_null(strstr(page_text("en"), "No team takes tips now"));
	pages_free(pages);
	pages = mine;
}

/* The size tells neither the language nor, to a KiB, the content's length. */
static void
page_has_one_size_in_every_language(void **state)
{
	size_t n = pages_get(pages, "nl").n;

	(void)state;
	assert_int_equal(n % 1024, 0);
	assert_int_equal(pages_get(pages, "en").n, n);
	assert_string_not_equal(page_text("en"), "");
	assert_memory_not_equal(pages_get(pages, "en").p,
	    pages_get(pages, "nl").p, n);
}

/* No id occurs twice, as labels and form= refer to ids. */
static void
no_id_occurs_twice(void **state)
{
	const char *text = page_text(NULL);

	(void)state;
	for (const char *at = text; (at = strstr(at, " id=\"")) != NULL; at++) {
		char id[64];
		const char *end = strchr(at + 5, '"');
		size_t n = (size_t)(end - at) + 1;

		assert_true(n < sizeof(id));
		memcpy(id, at, n);
		id[n] = '\0';
		if (strstr(end, id) != NULL)
			fail_msg("occurs twice: %s", id);
	}
}

static void
assets_are_known_by_their_exact_path(void **state)
{
	static const char *const paths[] = { "/style.css", "/plain.css",
		"/boot.js", "/script.js", "/coach.js", "/tip.js", "/tip.wasm" };

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const struct asset *a = asset_find(paths[i]);

		assert_non_null(a);
		assert_true(a->end - a->begin > 20);
		assert_int_equal(a->begin[0], 0x1f); /* gzip */
		assert_int_equal(a->begin[1], 0x8b);
	}
	assert_null(asset_find("/"));
	assert_null(asset_find("/style.css "));
	assert_null(strstr(pages_policy(pages), "unsafe-inline"));
	assert_null(strstr(pages_policy(pages), "script-src 'self'"));
}

/* Every field number occurs once in the table. */
static void
no_field_number_occurs_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < items_n; i++)
		for (size_t k = 0; k < i; k++)
			assert_true(items[i].field == 0 ||
			    items[i].field != items[k].field);
}

int
main(void)
{
	static struct rows set;
	int failed;

	service_make(&service);
	if (pages_new(&pages, &service.directory, &service.notes,
		languages_always()) != OK)
		return 1;
	ROWS(set, language_of_the_page, languages);
	ROW(set, page_has_what_it_must_and_no_inline_code);
	ROW(set, confirmations_have_help);
	ROW(set, forms_are_in_noscript_only);
	ROW(set, no_id_occurs_twice);
	ROW(set, desks_carry_topics_regions_and_texts);
	ROW(set, stopped_desk_is_not_offered);
	ROW(set, page_has_one_size_in_every_language);
	ROW(set, assets_are_known_by_their_exact_path);
	ROW(set, no_field_number_occurs_twice);
	failed = rows_run(&set, __FILE__);
	pages_free(pages);
	return failed;
}
