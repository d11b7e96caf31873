/* rpc.c - tests serve: what each request to it is answered, and bad input. */

#include "desk/inbox_kit.h"

#include <sys/file.h>

#include <poll.h>

#include "rows.h"
#include "rpc/serve.h"
#include "rpc/stream.h"

#define SECRET "\"passphrase\":\"een lange zin\""
#define OTHER "\"passphrase\":\"nog een lange zin\""
#define DEEP8 "[[[[[[[["
#define CODE "Code: 0000 0000 0000 0000 0000 0098."

/*
 * The requests of one client, in this order.  ${method}: of a request with the
 * row as its id; NULL: ${params} is the whole line.  $ROOT stands for ROOT.
 * ${want}: is in the answer.
 */
static const struct row {
	const char *name;
	const char *method;
	const char *params;
	const char *want;
} rows[] = {
	{ "persons", "session.persons", "{}",
	    "{\"persons\":[{\"s\":1,\"initials\":\"AdV\"}],\"at_work\":null}" },
	{ "locked", "desk.status", "{}", "\"message\":\"locked\",\"data\":{}" },
	{ "locked, no date", "reply.keep", "{\"number\":1}", "\"locked\"" },
	{ "second while locked", "session.second",
	    "{\"proposal\":1,\"s\":1," SECRET "}", "\"locked\"" },
	{ "no passphrase", "session.unlock", "{\"s\":1,\"passphrase\":\"\"}",
	    "\"passphrase_none\"" },
	{ "wrong passphrase", "session.unlock",
	    "{\"s\":1,\"passphrase\":\"een lange zi\"}",
	    "\"passphrase_wrong\"" },
	{ "no such number", "session.unlock", "{\"s\":9," SECRET "}",
	    "\"person_unknown\",\"data\":{\"text\":\"9\"}" },
	{ "initials of nobody", "session.unlock",
	    "{\"initials\":\"Ad\\u00e9\"," SECRET "}",
	    "\"person_unknown\",\"data\":{\"text\":\"Ad\\u00E9\"}" },
	{ "number and initials differ", "session.unlock",
	    "{\"s\":9,\"initials\":\"AdV\"," SECRET "}", "\"person_unknown\"" },
	{ "no such key", "session.unlock",
	    "{\"s\":1,\"key\":\"desk/none\"," SECRET "}",
	    "\"person_key_missing\",\"data\":{\"text\":\"desk/none\"}" },
	{ "unlock", "session.unlock", "{" SECRET "}",
	    "{\"at_work\":{\"s\":1,\"initials\":\"AdV\"},"
	    "\"journal_broken\":null}" },
	{ "at work", "session.persons", "{}",
	    "\"at_work\":{\"s\":1,\"initials\":\"AdV\"}" },

	/* what is no request */
	{ "a word", NULL, "garbage", "-32700" },
	{ "nothing", NULL, "", "-32700" },
	{ "half an object", NULL, "{\"jsonrpc\":", "-32700" },
	{ "a member twice", NULL, "{\"id\":1,\"id\":1}", "-32700" },
	{ "no UTF-8", NULL, "{\"id\":\"\xff\"}", "-32700" },
	{ "a NUL in a text", NULL, "{\"id\":\"\\u0000\"}", "-32700" },
	{ "a batch", NULL, "[{},{}]", "no batches are taken" },
	{ "a number", NULL, "1", "-32700" },
	{ "33 deep", NULL, DEEP8 DEEP8 DEEP8 DEEP8 "[", "32 are the most" },
	{ "32 deep", NULL, DEEP8 DEEP8 DEEP8 DEEP8, "is no JSON text" },
	{ "an object alone", NULL, "{}", "\\\"jsonrpc\\\" is not" },
	{ "another version", NULL, "{\"jsonrpc\":\"1.0\",\"id\":\"v1\"}",
	    "\"id\":\"v1\",\"error\":{\"code\":-32600" },
	{ "no method", NULL, "{\"jsonrpc\":\"2.0\",\"id\":\"no\"}",
	    "\"id\":\"no\",\"error\":{\"code\":-32600" },
	{ "a member too many", NULL,
	    "{\"jsonrpc\":\"2.0\",\"id\":\"m\",\"method\":\"x\",\"y\":1}",
	    "\"id\":\"m\",\"error\":{\"code\":-32600" },
	{ "an id of another kind", NULL,
	    "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"case.list\"}",
	    "\"id\":null,\"error\":{\"code\":-32600" },
	{ "parameters by place", NULL,
	    "{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"case.list\","
	    "\"params\":[]}",
	    "\"id\":\"p\",\"error\":{\"code\":-32602" },
	{ "no such method", "case.lost", "{}", "-32601" },
	{ "a parameter too many", "case.list", "{\"x\":1}", "-32602" },
	{ "one that is missing", "case.get", "{}", "number is missing" },
	{ "a text for a number", "case.get", "{\"number\":\"1\"}", "-32602" },
	{ "a fraction", "case.get", "{\"number\":1.5}", "-32602" },
	{ "below zero", "case.get", "{\"number\":-1}", "-32602" },
	{ "too great", "case.get", "{\"number\":4294967296}", "-32602" },
	{ "a number for a flag", "case.list", "{\"junk\":1}", "-32602" },
	{ "a number for a text", "case.list", "{\"search\":1}", "-32602" },
	{ "another word", "reply.check", "{\"number\":1,\"status\":\"x\"}",
	    "status is none of the words" },
	{ "the date, where it is not asked", "case.list",
	    "{\"date_is_right\":true}", "-32602" },

	/* a round */
	{ "no stick", "inbox.open", "{\"stick\":\"none\"}",
	    "\"folder_missing\",\"data\":{\"text\":\"none\"}" },
	{ "ROOT unknown", "inbox.open", "{\"stick\":\"stick\"}",
	    "\"root_unknown\"" },
	{ "ROOT of no form", "inbox.open",
	    "{\"stick\":\"stick\",\"root\":\"x\"}", "\"root_form\"" },
	{ "stopped", "inbox.open", "{\"stick\":\"stick\",\"root\":\"$ROOT\"}",
	    "\"inbox_stopped\",\"data\":{\"n\":1}" },
	{ "stop", "inbox.stop", "{}", "\"result\":{}" },
	{ "open", "inbox.open", "{\"stick\":\"stick\",\"root\":\"$ROOT\"}",
	    "\"envelopes\":3,\"ours\":2,\"cases\":2,\"first\":1" },
	{ "open again", "inbox.open", "{\"stick\":\"stick\"}",
	    "{\"found\":1,\"opened\":[],\"newest\":null" },
	{ "list", "case.list", "{}", "\"standing\":\"new\"" },
	{ "behind the last", "case.list", "{\"after\":2}",
	    "{\"cases\":[],\"next\":null}" },
	{ "search", "case.list", "{\"search\":\"LOODS\"}",
	    "\"words\":\"In de loods \\u202E om\"" },
	{ "search for nothing", "case.list", "{\"search\":\"\\u0001\"}",
	    "\"search_text\"" },
	{ "get", "case.get", "{\"number\":$LOODS}",
	    "\"lane\":\"cli\",\"marks\":[],\"twin\":0,\"may_refer\":false,"
	    "\"wants_reply\":true,\"answers_week\":null,\"answers\":[],"
	    "\"text\":\"In de loods \\u202E om\"" },
	{ "get none", "case.get", "{\"number\":3}",
	    "\"case_missing\",\"data\":{\"n\":3}" },
	{ "get the messages behind", "case.get",
	    "{\"number\":$LOODS,\"after\":1}",
	    "\"messages\":[],\"next\":null" },
	{ "still new", "desk.status", "{}",
	    "\"all\":2,\"unread\":2,\"first_unread\":1" },
	{ "shown", "case.shown", "{\"number\":$LOODS,\"messages\":1}",
	    "\"result\":{}" },
	{ "read", "desk.status", "{}", "\"read\":{\"n\":1,\"first\":$LOODS}" },
	{ "junk", "case.junk", "{\"number\":1,\"junk\":true}",
	    "\"result\":{}" },
	{ "junk listed", "case.list", "{\"junk\":true}",
	    "{\"cases\":[{\"number\":1,\"standing\":\"junk\"" },
	{ "not junk", "case.junk", "{\"number\":1,\"junk\":false}",
	    "\"result\":{}" },
	{ "may be replied", "reply.check", "{\"number\":$LOODS}",
	    "{\"unsent\":0,\"unsent_asks\":false,\"many_questions\":false,"
	    "\"code\":false}" },
	{ "two questions", "reply.check",
	    "{\"number\":$LOODS,\"text\":\"Hoe? Wie?\"}",
	    "\"many_questions\":true" },
	{ "no question", "reply.check", "{\"number\":$LOODS,\"text\":\"\"}",
	    "\"reply_empty\"" },
	{ "a code", "reply.check", "{\"number\":$LOODS,\"text\":\"" CODE "\"}",
	    "\"reply_code\",\"data\":{\"result\":{" },
	{ "a code that is meant", "reply.check",
	    "{\"number\":$LOODS,\"code_meant\":true,\"text\":\"" CODE "\"}",
	    "\"code\":true" },
	{ "a control character", "reply.keep",
	    "{\"number\":$LOODS,\"text\":\"\\u001b\"}", "\"reply_text\"" },
	{ "preview", "reply.preview",
	    "{\"number\":$LOODS,\"text\":\"Hoe laat?\"}",
	    "{\"status\":\"question\",\"reads\":[{\"week\":\"2026-W32\","
	    "\"sent\":false,\"text\":\"Hoe laat?\"}],\"drops\":[]}" },
	{ "nothing is kept yet", "case.get", "{\"number\":$LOODS}",
	    "\"reads\":[]" },
	{ "keep", "reply.keep", "{\"number\":$LOODS,\"text\":\"Hoe laat?\"}",
	    "\"reads\":[{\"week\":\"2026-W32\",\"sent\":false" },
	{ "another waits", "reply.keep",
	    "{\"number\":$LOODS,\"text\":\"Nee\",\"status\":\"done\"}",
	    "\"reply_unsent\",\"data\":{\"n\":$LOODS,\"other\":1}" },
	{ "instead of it", "reply.keep",
	    "{\"number\":$LOODS,\"text\":\"Dank\",\"status\":\"done\","
	    "\"beside\":\"instead\"}",
	    "{\"status\":\"done\",\"reads\":[{\"week\":\"2026-W32\","
	    "\"sent\":false,\"text\":\"Dank\"}],\"drops\":[{" },
	{ "outbox to nowhere", "outbox.write", "{\"stick\":\"none\"}",
	    "\"folder_missing\"" },
	{ "outbox", "outbox.write", "{\"stick\":\"stick\"}",
	    "{\"outbox\":1,\"cells\":8,\"placed\":1," },
	{ "sent", "case.get", "{\"number\":$LOODS}",
	    "\"sent\":true,\"text\":\"Dank\"" },
	{ "renew, wrong passphrase", "keys.renew",
	    "{\"stick\":\"stick\"," OTHER "}", "\"passphrase_wrong\"" },
	{ "renew, no key", "keys.renew",
	    "{\"stick\":\"stick\",\"ik\":\"desk/none\"," SECRET "}",
	    "\"file\",\"data\":{\"text\":\"desk/none\",\"err\":\"missing\"}" },
	{ "renew", "keys.renew", "{\"stick\":\"stick\"," SECRET "}",
	    "{\"schedule\":2,\"until\":\"2026-11-01\",\"all\":false}" },

	/* who works here */
	{ "a weak passphrase", "staff.add",
	    "{\"name\":\"Bo de Wit\",\"initials\":\"BdW\","
	    "\"passphrase\":\"aaaaaaaaaaaa\"}",
	    "\"passphrase_weak\"" },
	{ "a name that is taken", "staff.add",
	    "{\"name\":\"Anna de Vries\",\"initials\":\"X\"," OTHER "}",
	    "\"person_taken\"" },
	{ "too little memory", "staff.add",
	    "{\"name\":\"Bo\",\"initials\":\"B\",\"mib\":255," OTHER "}",
	    "-32602" },
	{ "add, alone", "staff.add",
	    "{\"name\":\"Bo de Wit\",\"initials\":\"BdW\",\"mib\":256," OTHER
	    "}",
	    "\"proposal\":null}" },
	{ "add, by two", "staff.add",
	    "{\"name\":\"Cas\",\"initials\":\"C\",\"mib\":256," OTHER "}",
	    "\"proposal\":1}" },
	{ "proposals", "proposal.list", "{}",
	    "{\"proposals\":[{\"proposal\":1,\"act\":\"person_added\",\"by\":1,"
	    "\"day\":\"2026-08-05\",\"person\":{\"name\":\"Cas\"" },
	{ "alone is not enough", "proposal.release", "{\"proposal\":1}",
	    "\"second_same\"" },
	{ "nor with the own passphrase", "session.second",
	    "{\"proposal\":1,\"s\":1," SECRET "}", "\"second_same\"" },
	{ "nor with a wrong one", "session.second",
	    "{\"proposal\":1,\"s\":2," SECRET "}", "\"passphrase_wrong\"" },
	{ "nor another proposal", "session.second",
	    "{\"proposal\":2,\"s\":2," OTHER "}",
	    "\"proposal_missing\",\"data\":{\"n\":2}" },
	{ "a second person", "session.second",
	    "{\"proposal\":1,\"initials\":\"BdW\"," OTHER "}",
	    "\"result\":{}" },
	{ "the first is at work still", "session.persons", "{}",
	    "\"at_work\":{\"s\":1" },
	{ "staff", "staff.list", "{}",
	    "{\"s\":3,\"name\":\"Cas\",\"initials\":\"C\",\"lead\":false,"
	    "\"came\":\"2026-W32\",\"left\":null}]" },
	{ "remove oneself", "staff.remove", "{\"s\":1}", "\"person_self\"" },
	{ "remove", "staff.remove", "{\"initials\":\"C\"}",
	    "{\"known_to_who_left\":true}" },
	{ "recover", "staff.recover", "{\"s\":2,\"mib\":256," SECRET "}",
	    "{\"card\":\"" },
	{ "change, wrong passphrase", "staff.passphrase",
	    "{\"old\":\"x\",\"mib\":256," OTHER "}", "\"passphrase_wrong\"" },
	{ "change", "staff.passphrase",
	    "{\"old\":\"een lange zin\",\"mib\":256," OTHER "}",
	    "\"result\":{}" },
	{ "withdraw none", "proposal.withdraw", "{\"proposal\":7}",
	    "\"proposal_missing\"" },
	{ "log", "log.list", "{}",
	    "{\"entry\":1,\"day\":\"2026-08-05\",\"by\":1,\"act\":\"made\"," },
	{ "log is whole", "log.verify", "{}", "\"result\":{}" },
	{ "a language", "language.set", "{\"language\":\"en\"}",
	    "{\"language\":\"en\"}" },
	{ "no such language", "language.set", "{\"language\":\"fr\"}",
	    "-32602" },

	/* who unlocks is at work alone */
	{ "another person", "session.unlock", "{\"s\":2," SECRET "}",
	    "\"at_work\":{\"s\":2" },
	{ "one who left", "session.unlock", "{\"s\":3," OTHER "}",
	    "\"person_unknown\"" },
	{ "nobody then", "case.list", "{}", "\"locked\"" },
	{ "unlock with the new one", "session.unlock", "{\"s\":1," OTHER "}",
	    "\"at_work\":{\"s\":1" },
	{ "lock", "session.lock", "{}", "\"result\":{}" },
	{ "locked then", "case.list", "{}", "\"locked\"" },
};

enum {
	ROWS_N = sizeof(rows) / sizeof(rows[0]),
	ANSWER_MOST = 65536,
};

static char loods[2]; /* the number of the case about it */
static char *script;  /* all that the client sends */
static size_t script_n;
static char *said; /* all that it gets */

/* ---- a client -------------------------------------------------------------
 */
/* In a process of its own: what serve() returned, or minus a signal. */
static pid_t
client_begin(int in, int out, unsigned idle)
{
	pid_t pid;

	(void)fflush(stdout);
	pid = fork();
	if (pid == 0) {
		struct desk d = DESK_NONE;
		struct serving s = { "desk", STDIN_FILENO, STDOUT_FILENO,
			idle };
		enum fault f = FAULT_MEMORY;

		(void)dup2(in, STDIN_FILENO);
		(void)dup2(out, STDOUT_FILENO);
		if (confine(&(struct confine_paths){ .write = { kit.dir } }) ==
		    CONFINE_OK)
			f = serve(&d, &s);
		desk_close(&d);
		_exit((int)f);
	}
	return pid;
}

static int
client_end(pid_t pid)
{
	int status = 0;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* Serve the ${n} bytes ${input}; what came out, for the caller to free. */
static char *
client_run(const void *input, size_t n)
{
	int in;
	int out = open("answers", O_RDWR | O_CREAT | O_TRUNC, 0600);
	off_t size;
	char *text;

	kit_write("requests", (struct span){ input, n });
	in = open("requests", O_RDONLY);
	assert_int_equal(client_end(client_begin(in, out, 60)), FAULT_NONE);
	size = lseek(out, 0, SEEK_END);
	text = calloc(1, (size_t)size + 1);
	assert_int_equal(pread(out, text, (size_t)size, 0), size);
	close(in);
	close(out);
	return text;
}

/* The line of ${text} that holds ${word}, copied; empty: none. */
static void
line_of(char out[static ANSWER_MOST], const char *text, const char *word)
{
	const char *at = strstr(text, word);
	const char *end;

	out[0] = '\0';
	if (at == NULL)
		return;
	while (at > text && at[-1] != '\n')
		at--;
	end = strchr(at, '\n');
	assert_non_null(end);
	assert_true(end - at < ANSWER_MOST);
	memcpy(out, at, (size_t)(end - at));
	out[end - at] = '\0';
}

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

/* A request without an id is done and not answered. */
static void
a_notification(void **state)
{
	static const char words[] =
	    "{\"jsonrpc\":\"2.0\",\"method\":\"session.unlock\","
	    "\"params\":{\"s\":1," OTHER "}}\n"
	    "{\"jsonrpc\":\"2.0\",\"method\":\"no.such\"}\n"
	    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.persons\"}\n";
	char *text = client_run(words, sizeof(words) - 1);

	(void)state;
	assert_non_null(strstr(text, "\"at_work\":{\"s\":1"));
	assert_ptr_equal(strchr(text, '\n') + 1, strchr(text, '\0'));
	free(text);
}

/* ---- limits ---------------------------------------------------------------
 */
static const char small[] =
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.persons\"}";

/* Behind a line that ${pad} bytes of spaces make long, another request. */
static void
long_line(size_t pad, bool fits)
{
	size_t n = pad + 2 * sizeof(small);
	char *in = malloc(n);
	char *text;

	memset(in, ' ', pad);
	memcpy(in + pad, small, sizeof(small));
	in[pad + sizeof(small) - 1] = '\n';
	memcpy(in + pad + sizeof(small), small, sizeof(small));
	in[n - 1] = '\n';
	text = client_run(in, n);
	assert_true((strstr(text, "at most 1048575 bytes") == NULL) == fits);
	assert_non_null(strstr(strchr(text, '\n'), "\"persons\""));
	free(text);
	free(in);
}

static void
lines_have_a_limit(void **state)
{
	(void)state;
	long_line(LINE_MOST - sizeof(small), true);
	long_line(LINE_MOST - sizeof(small) + 1, false);
	long_line(3 * LINE_MOST, false);
}

static void
half_a_line(void **state)
{
	char *text = client_run(small, sizeof(small) - 1);

	(void)state;
	assert_non_null(strstr(text, "input ended within a line"));
	free(text);
	text = client_run("", 0);
	assert_string_equal(text, "");
	free(text);
}

/* What is random has one answer a line, all of them errors. */
static void
noise(void **state)
{
	enum { N = 1 << 16 };
	uint8_t *in = malloc(N);
	size_t lines = 0;
	size_t answers = 0;
	char *text;

	(void)state;
	randombytes_buf(in, N);
	in[N - 1] = '\n';
	for (size_t i = 0; i < N; i++)
		lines += in[i] == '\n';
	text = client_run(in, N);
	for (const char *p = text; (p = strchr(p, '\n')) != NULL; p++)
		answers++;
	assert_int_equal(answers, lines);
	assert_null(strstr(text, "result"));
	free(text);
	free(in);
}

/* ---- time -----------------------------------------------------------------
 */
/* Read into kit.out until ${word} is there; at most ten seconds. */
static bool
heard(int fd, const char *word)
{
	struct pollfd in = { fd, POLLIN, 0 };
	size_t n = 0;

	kit.out[0] = '\0';
	while (strstr(kit.out, word) == NULL) {
		ssize_t got;

		if (poll(&in, 1, 10000) != 1)
			return false;
		got = read(fd, kit.out + n, sizeof(kit.out) - 1 - n);
		if (got <= 0)
			return false;
		n += (size_t)got;
		kit.out[n] = '\0';
	}
	return true;
}

static void
put(int fd, const char *s)
{
	assert_int_equal(write(fd, s, strlen(s)), strlen(s));
}

#define UNLOCK                                                         \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.unlock\"," \
	"\"params\":{\"s\":1," OTHER "}}\n"
#define STATUS "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"desk.status\"}\n"

/* A line that never ends keeps nobody at work. */
static void
idle_locks(void **state)
{
	int in[2];
	int out[2];
	pid_t pid;

	(void)state;
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	pid = client_begin(in[0], out[1], 2);
	put(in[1], UNLOCK);
	assert_true(heard(out[0], "\"at_work\":{"));
	put(in[1], STATUS);
	assert_true(heard(out[0], "\"name\":\"north\""));
	put(in[1], "{");
	assert_true(heard(out[0],
	    "\"method\":\"session.locked\",\"params\":{\"reason\":\"idle\"}"));
	put(in[1], "}\n" STATUS);
	assert_true(heard(out[0], "\"message\":\"locked\""));
	put(in[1], UNLOCK);
	assert_true(heard(out[0], "\"at_work\":{"));
	close(in[1]);
	assert_int_equal(client_end(pid), FAULT_NONE);
	close(in[0]);
	close(out[0]);
	close(out[1]);
}

/* A client that asks and does not read. */
static void
nobody_reads(void **state)
{
	int in[2];
	int out[2];
	pid_t pid;

	(void)state;
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	put(in[1], UNLOCK);
	for (size_t i = 0; i < 200; i++)
		put(in[1], STATUS);
	pid = client_begin(in[0], out[1], 1);
	assert_int_equal(client_end(pid), FAULT_OUTPUT);
	close(out[0]); /* nor is it there any longer */
	put(in[1], STATUS);
	pid = client_begin(in[0], out[1], 60);
	close(out[1]);
	assert_int_equal(client_end(pid), FAULT_OUTPUT);
	close(in[0]);
	close(in[1]);
}

/* The folder of another program is free when that one ends. */
static void
busy_folder(void **state)
{
	int in[2];
	int out[2];
	int busy = open("desk", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	pid_t pid;

	(void)state;
	assert_int_equal(flock(busy, LOCK_EX), 0);
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	pid = client_begin(in[0], out[1], 60);
	put(in[1], UNLOCK);
	assert_true(
	    heard(out[0], "\"folder_busy\",\"data\":{\"text\":\"desk\"}"));
	assert_int_equal(flock(busy, LOCK_UN), 0);
	put(in[1], UNLOCK);
	assert_true(heard(out[0], "\"at_work\":{"));
	close(in[1]);
	assert_int_equal(client_end(pid), FAULT_NONE);
	close(busy);
	close(in[0]);
	close(out[0]);
	close(out[1]);
}

/* ---- a command line -------------------------------------------------------
 */
/* The same as the line of the answer, but for its frame. */
static void
porcelain_is_the_same(void **state)
{
	static const char list[] =
	    UNLOCK "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"case.list\"}\n";
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
	ROW(set, a_notification);
	ROW(set, lines_have_a_limit);
	ROW(set, half_a_line);
	ROW(set, noise);
	ROW(set, idle_locks);
	ROW(set, nobody_reads);
	ROW(set, busy_folder);
	ROW(set, porcelain_is_the_same);
	ROW(set, porcelain_faults);
	rc = rows_run(&set, "desk/rpc");
	free(script);
	free(said);
	return kit_end(NULL) != 0 || rc != 0;
}
