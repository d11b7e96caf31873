/* language.c - tests switching languages on, and choosing one. */

#include "server/bundle_kit.h"

#include "page/language.h"

/* Write a directory with a Polish line for every Dutch one. */
static void
polish_write(void)
{
	static const char *const words[] = { "region ", "card ", "title ",
		"about ", "passes " };
	static char text[16384];
	const char *line = directory_text();
	size_t n = 0;

	for (const char *end; (end = strchr(line, '\n')) != NULL;
	     line = end + 1) {
		const char *nl = strstr(line, " nl ");
		bool also = false;

		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			also = also ||
			    strncmp(line, words[i], strlen(words[i])) == 0;
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%.*s\n",
		    (int)(end - line), line);
		if (also && nl != NULL && nl < end)
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    "%.*s pl Po polsku\n", (int)(nl - line), line);
	}
	directory_sign(text, SIGNED_ROOT);
}

/* Import the directory with ${options}; the output goes to "said". */
static int
take(const char *options)
{
	int old[] = { dup(STDOUT_FILENO), dup(STDERR_FILENO) };
	int fd = open("said", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
	int rc;

	assert_true(old[0] >= 0 && old[1] >= 0 && fd >= 0);
	assert_int_equal(fflush(stdout), 0);
	assert_int_equal(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
	assert_int_equal(dup2(fd, STDERR_FILENO), STDERR_FILENO);
	rc = run(cmd_init, directory_line(options));
	assert_int_equal(fflush(stdout), 0);
	assert_int_equal(dup2(old[0], STDOUT_FILENO), STDOUT_FILENO);
	assert_int_equal(dup2(old[1], STDERR_FILENO), STDERR_FILENO);
	close(old[0]);
	close(old[1]);
	close(fd);
	return rc;
}

static void
assert_said(const char *what)
{
	struct file f;

	assert_int_equal(file_read(&f, AT_FDCWD, "said", 4096), OK);
	f.p[f.n] = '\0';
	if (strstr((const char *)f.p, what) == NULL)
		fail_msg("the command printed: %s", (const char *)f.p);
	file_free(&f);
}

/* The folder offers the languages ${want}. */
static void
assert_offered(const char *want)
{
	uint8_t text[LANGUAGES_TEXT + 1];
	struct writer w = { text, sizeof(text) - 1, 0, false };
	struct languages l;
	struct store *s;

	assert_int_equal(store_open(&s, "data"), OK);
	assert_int_equal(languages_load(&l, s), OK);
	store_close(s);
	languages_put(&w, l);
	text[w.n] = '\0';
	assert_string_equal((const char *)text, want);
}

static const struct row {
	const char *name;
	const char *from; /* of the directory */
	const char *to;
	const char *options;
	const char *said;
} refusals[] = {
	{ "init refuses a language that the build lacks", "rhythm 1",
	    "rhythm 1", "-l xx",
	    "adding the language xx: not in this build; choose from nl en " },
	{ "init refuses a language that the directory lacks", "rhythm 1",
	    "rhythm 1", "-l pl",
	    "the service has no line \"region 1 pl\"; write it and sign" },
	{ "init refuses a region without English", "region 2 en South\n", "",
	    "",
	    "the service has no line \"region 2 en\"; write it and sign again: "
	    "every service offers" },
	{ "init refuses a card without Dutch", "card me nl Bel ons\n", "", "",
	    "the service has no line \"card me nl\"" },
	{ "init refuses a second card without Dutch", "card me nl Bel ons\n",
	    "card me en Mail us\ncard me nl Bel ons\n", "",
	    "the service has no line \"card me nl\"" },
	{ "init refuses a service title without English", "region 1 en",
	    "title nl Dienst\nregion 1 en", "",
	    "the service has no line \"title en\"" },
	{ "init refuses a second about line without English", "region 1 en",
	    "about nl Een\nabout nl Twee\nabout en One\nregion 1 en", "",
	    "the service has no line \"about en\"" },
	{ "init refuses a colour that is too light", "region 1 en",
	    "colour ffcc00\nregion 1 en", "",
	    "white letters are hard to read on its colour; choose a darker" },
	{ "init refuses a desk title without English", "title en South desk\n",
	    "", "", "desk zuid has no line \"title en\"" },
	{ "init refuses a desk's about without English", "about en About us\n",
	    "", "", "desk noord has no line \"about en\"" },
	{ "init refuses a desk's passes without English", "passes en police\n",
	    "", "", "desk noord has no line \"passes en\"" },
};

static void
refused(void **state)
{
	const struct row *row = *state;

	folder_make();
	directory_write(row->from, row->to, SIGNED_ROOT);
	assert_int_equal(take(row->options), 1);
	assert_said(row->said);
	assert_offered("nl en");
}

/* A partner is on no page, so its lines may be in one language. */
static void
partner_may_have_lines_in_one_language(void **state)
{
	(void)state;
	folder_make();
	directory_write("title en Police\n", "", SIGNED_ROOT);
	assert_int_equal(take(""), 0);
}

static void
languages_are_switched_on_and_kept(void **state)
{
	(void)state;
	folder_make();
	polish_write();
	assert_int_equal(take(""), 0);
	assert_offered("nl en");
	assert_int_equal(take("-l pl"), 0);
	assert_offered("nl en pl");
	assert_int_equal(take("-l pl -l ar"), 1);
	assert_said("has no line \"region 1 ar\"");
	assert_offered("nl en pl");
	assert_int_equal(take(""), 0); /* keeps the languages as they are */
	assert_offered("nl en pl");
	directory_write("version 7", "version 8", SIGNED_ROOT);
	assert_int_equal(take(""), 1); /* and requires lines in each */
	assert_said("has no line \"region 1 pl\"");
	assert_int_equal(take("-l nl"), 0);
	assert_offered("nl en");
}

/* Directories that lack lines about who runs the service. */
static const struct {
	const char *name;
	const char *to; /* of "region 1 en" */
	const char *said;
} whos[] = {
	{ "init names the missing lines about the service", "region 1 en",
	    "the directory does not say who runs the service; missing lines: "
	    "title, about, method, "
	    "privacy, contact\n" },
	{ "init names the one missing line about the service",
	    "colour 0a5c3c\ntitle en We\ntitle nl Wij\nabout en A\n"
	    "about nl A\nmethod en M\nmethod nl M\ncontact en C\n"
	    "contact nl C\nregion 1 en",
	    "missing lines: privacy\n" },
};

static void
who(void **state)
{
	const char *const *row = *state;

	folder_make();
	directory_write("region 1 en", row[1], SIGNED_ROOT);
	assert_int_equal(take(""), 0);
	assert_said(row[2]);
}

static void
init_refuses_wrong_arguments(void **state)
{
	(void)state;
	assert_int_equal(run(cmd_init, "-l pl data demo"), USAGE);
	assert_int_equal(run(cmd_init, "-x data demo"), USAGE);
	assert_int_equal(run(cmd_init, "data demo -l"), USAGE);
	assert_int_equal(run(cmd_init, "data"), USAGE);
	assert_int_equal(run(cmd_init, "data a b c"), USAGE);
	assert_int_equal(access("data", F_OK), -1);
}

/* A language that this build no longer has is dropped. */
static void
language_that_the_build_lacks_is_dropped(void **state)
{
	const struct state_item item = { .kind = STATE_LANGUAGES,
		.value = span_str("nl en xx pl") };
	struct store *s;

	(void)state;
	s = kit_store();
	assert_int_equal(store_put(s, &item, 1), OK);
	store_close(s);
	assert_offered("nl en pl");
}

static const struct {
	const char *name;
	const char *accept;
	const char *want;
} accepts[] = {
	{ "the first is switched on", "pl-PL,pl;q=0.9,en;q=0.8", "pl" },
	{ "the first is not switched on", "tr-TR,tr;q=0.9,en;q=0.8", "en" },
	{ "several unknown ones come first", "tr,ro,ar,pl", "ar" },
	{ "none is known but English", "zh-CN,zh;q=0.9,tr", "en" },
	{ "the header is empty", "", "nl" },
	{ "the header is missing", NULL, "nl" },
};

static void
chooses_language_if(void **state)
{
	const char *const *row = *state;
	struct languages l = languages_always();

	assert_true(languages_add(&l, span_str("pl")));
	assert_true(languages_add(&l, span_str("ar")));
	assert_false(languages_add(&l, span_str("xx")));
	assert_string_equal(languages_accept(l, row[1])->code, row[2]);
	assert_null(languages_find(l, span_str("tr")));
	assert_non_null(languages_find(l, span_str("ar")));
}

int
main(void)
{
	static struct rows set;

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		kit_row(&set, refusals[i].name, refused, &refusals[i]);
	KIT(set, partner_may_have_lines_in_one_language);
	KIT(set, languages_are_switched_on_and_kept);
	for (size_t i = 0; i < sizeof(whos) / sizeof(whos[0]); i++)
		kit_row(&set, whos[i].name, who, &whos[i]);
	KIT(set, init_refuses_wrong_arguments);
	KIT(set, language_that_the_build_lacks_is_dropped);
	ROWS(set, chooses_language_if, accepts);
	return rows_run(&set, __FILE__);
}
