/* rpc.c - tests what serve answers to each request of a table. */

#include "desk/inbox_kit.h"
#include "desk/rpc_kit.h"

#include "rows.h"

#define OTHER "\"passphrase\":\"nog een lange zin\""
#define DEEP8 "[[[[[[[["
#define CODE "Code: 0000 0000 0000 0000 0000 0098."

/* Of rpc_rows.def; the id of a request is its row. */
static const struct row {
	const char *name;
	const char *method;
	const char *params;
	const char *want;
} rows[] = {
#include "desk/rpc_rows.def"
};

enum {
	ROWS_N = sizeof(rows) / sizeof(rows[0]),
};

static char loods[2]; /* the number of the case about it */
static char *script;  /* all that the client sends */
static size_t script_n;
static char *said; /* all that it gets */

/* ---- the table ------------------------------------------------------------
 */
/* Append ${s} with $ROOT and $LOODS filled in. */
static void
filled_put(struct writer *w, const char *s)
{
	char vkey[VKEY_TEXT];

	vkey_print(vkey, &kit.root);
	while (*s != '\0') {
		if (strncmp(s, "$ROOT", 5) == 0) {
			wire_put_str(w, vkey);
			s += 5;
		} else if (strncmp(s, "$LOODS", 6) == 0) {
			wire_put_str(w, loods);
			s += 6;
		} else {
			wire_put(w, s++, 1);
		}
	}
}

static void
script_write(void)
{
	struct writer w = { malloc(ANSWER_MOST), ANSWER_MOST, 0, false };

	for (size_t i = 0; i < ROWS_N; i++) {
		if (rows[i].method != NULL) {
			wire_put_str(&w, "{\"jsonrpc\":\"2.0\",\"id\":");
			wire_put_decimal(&w, i);
			wire_put_str(&w, ",\"method\":\"");
			wire_put_str(&w, rows[i].method);
			wire_put_str(&w, "\",\"params\":");
			filled_put(&w, rows[i].params);
			wire_put_str(&w, "}\n");
		} else {
			wire_put_str(&w, rows[i].params);
			wire_put_str(&w, "\n");
		}
	}
	assert_false(w.bad);
	script = (char *)w.p;
	script_n = w.n;
}

/* Two tips in an inbox: cases are numbered in the order of their envelopes. */
static void
inbox_make(void)
{
	static struct thread_secret t;
	static uint8_t about[ENVELOPE_SIZE];
	const uint8_t *other;

	kit_sign(1, "8");
	thread_draw(&t);
	/* NOLINTNEXTLINE(misc-misleading-bidirectional) */
	other = kit_seal(&t, KIND_TIP, FLAG_WANTS_REPLY,
	    "In de loods \xe2\x80\xae om");
	memcpy(about, other, sizeof(about));
	thread_draw(&t);
	other = kit_seal(&t, KIND_TIP, 0, "Iets anders");
	loods[0] = kit_order(about, other) < 0 ? '1' : '2';
	randombytes_buf(kit_put(), ENVELOPE_SIZE);
	kit_export(1, clock_week(), 0);
}

/* The answers of raw lines come in their order; those with an id by it. */
static void
answer_find(char out[static ANSWER_MOST], size_t i)
{
	char id[32];
	const char *line = said;

	if (rows[i].method != NULL) {
		(void)snprintf(id, sizeof(id), "\"2.0\",\"id\":%zu,", i);
		line_of(out, said, id);
		return;
	}
	/* all lines before this row's answer */
	for (size_t n = 0; n < i; n++)
		line = strchr(line, '\n') + 1;
	line_of(out, line, "");
}

static void
answered(void **state)
{
	const struct row *row = *state;
	static char answer[ANSWER_MOST];
	static char want[ANSWER_MOST];
	struct writer w = { (uint8_t *)want, sizeof(want) - 1, 0, false };

	filled_put(&w, row->want);
	want[w.n] = '\0';
	answer_find(answer, (size_t)(row - rows));
	if (strstr(answer, want) == NULL)
		fail_msg("%s\n# not: %s", answer, want);
}

/* Every line is ASCII, and one JSON text; none gives away what was secret. */
static void
answers_are_plain(void **state)
{
	(void)state;
	for (const char *p = said; *p != '\0'; p++)
		assert_true((*p >= ' ' && *p < 0x7f) || *p == '\n');
	assert_null(strstr(said, "lange zin"));
}

static void
progress_is_told(void **state)
{
	static char line[ANSWER_MOST];

	(void)state;
	line_of(line, said, "inbox.progress");
	assert_non_null(strstr(line, "\"params\":{\"id\":"));
	assert_non_null(strstr(line, "\"inbox\":1,\"done\":0,\"of\":3}"));
}

/* The same as the line of the answer, but for its frame. */
static void
porcelain_is_the_same(void **state)
{
	static const char list[] =
	    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.unlock\","
	    "\"params\":{\"s\":1," OTHER "}}\n"
	    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"case.list\"}\n";
	static char line[ANSWER_MOST];
	char *text = client_run(list, sizeof(list) - 1);
	size_t n;

	(void)state;
	line_of(line, text, "\"id\":7,");
	assert_int_equal(kit_do(cmd_list, 0, 1, "nog een lange zin\n", "list",
			     "desk", "--as", "AdV", "--porcelain"),
	    0);
	n = strlen(kit.out);
	assert_int_equal(kit.out[n - 1], '\n');
	kit.out[n - 1] = '\0';
	assert_non_null(strstr(line, kit.out));
	assert_true(strncmp(kit.out, "{\"cases\":[{", 11) == 0);
	free(text);
}

static void
porcelain_faults(void **state)
{
	(void)state;
	assert_int_equal(kit_do(cmd_list, 0, 1, "nog een lange zin\n", "list",
			     "desk", "--as", "AdV", "--porcelain", "--search",
			     "\xff"),
	    1);
	assert_true(kit_said("this is not UTF-8"));
	assert_int_equal(kit_do(cmd_list, 0, 1, "nog een lange zin\n", "list",
			     "desk", "--porcelain"),
	    1);
	assert_true(kit_said("say with --as who you are"));
}

int
main(void)
{
	static struct rows set;
	int rc;

	if (kit_begin(NULL) != 0)
		return 1;
	inbox_make();
	script_write();
	said = client_run(script, script_n);
	ROWS(set, answered, rows);
	ROW(set, answers_are_plain);
	ROW(set, progress_is_told);
	ROW(set, porcelain_is_the_same);
	ROW(set, porcelain_faults);
	rc = rows_run(&set, "desk/rpc");
	free(script);
	free(said);
	return kit_end(NULL) != 0 || rc != 0;
}
