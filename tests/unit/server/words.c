/* words.c - tests which command lines zegeld refuses. */

#include "server/bundle_kit.h"

enum {
	MUCH = 300, /* longer than any address or path of a socket */
};

static const struct words_row {
	const char *name;
	int (*cmd)(int, char **);
	const char *line; /* MUCH stands for that many letters */
	int want;
} rows[] = {
	{ "serve nothing", cmd_serve, "", USAGE },
	{ "serve two folders", cmd_serve, "data stick", USAGE },
	{ "an option there is not", cmd_serve, "data -x", USAGE },
	{ "a certificate alone", cmd_serve, "data -c a", USAGE },
	{ "a key alone", cmd_serve, "data -k a", USAGE },
	{ "two certificates", cmd_serve, "data -c a -c b -k c", USAGE },
	{ "two keys", cmd_serve, "data -k a -k b -c c", USAGE },
	{ "two weeks", cmd_serve, "data -w 2026-W31 -w 2026-W32", USAGE },
	{ "-S twice", cmd_serve, "data -S -S", USAGE },
	{ "two ways out", cmd_serve, "data -o 1 -o 2", USAGE },
	{ "no way out", cmd_serve, "data -o 0", 1 },
	{ "a way out in words", cmd_serve, "data -o wide", 1 },
	{ "no such certificate", cmd_serve, "data -c no -k no", 1 },
	{ "a folder as certificate", cmd_serve, "data -c stick -k stick", 1 },
	{ "no port", cmd_serve, "data -a 127.0.0.1", 1 },
	{ "a port in words", cmd_serve, "data -a 127.0.0.1:http", 1 },
	{ "a port over all", cmd_serve, "data -a 127.0.0.1:65536", 1 },
	{ "no address", cmd_serve, "data -a :8080", 1 },
	{ "half a bracket", cmd_serve, "data -a [::1:8080", 1 },
	{ "a long address", cmd_serve, "data -a MUCH:8080", 1 },
	{ "another machine's", cmd_serve, "data -a 192.0.2.1:8080", 1 },
	{ "another's, in brackets", cmd_serve, "data -a [2001:db8::1]:80", 1 },
	{ "a socket nowhere", cmd_serve, "data -u nowhere/http", 1 },
	{ "a long socket", cmd_serve, "data -u MUCH", 1 },
	{ "a folder as socket", cmd_serve, "data -u stick", 1 },
	{ "no service's folder", cmd_serve, "stick -u http", 1 },
	{ "no folder", cmd_serve, "nowhere -u http", 1 },
	{ "a file as folder", cmd_serve, "directory -u http", 1 },
	{ "a week that is not", cmd_serve, "data -u http -w 2026-W01", 1 },
	{ "export -S twice", cmd_export, "data stick -S -S", USAGE },
	{ "export, an option", cmd_export, "data stick -x", USAGE },
	{ "export -S", cmd_export, "data stick -S", 0 },
	{ "import -S", cmd_import, "data stick -S", 0 },
	{ "import, no stick", cmd_import, "data nowhere", 1 },
	{ "expire -S", cmd_expire, "data -S", 0 },
	{ "expire two", cmd_expire, "data data", USAGE },
	{ "expire -w twice", cmd_expire, "data -w 2026-W31 -w 2026-W31",
	    USAGE },
	{ "status nothing", cmd_status, "", USAGE },
	{ "status of none", cmd_status, "nowhere", 1 },
	{ "init one word", cmd_init, "data", USAGE },
	{ "init an option", cmd_init, "data demo -x", USAGE },
	{ "init, a language there is not", cmd_init, "data r d -l xx", 1 },
	{ "init, a language of a folder", cmd_init, "data demo -l de", USAGE },
};

static void
words(void **state)
{
	const struct words_row *r = *state;
	static char line[ARGS_MAX * 128];
	static char much[MUCH + 1];
	const char *at = strstr(r->line, "MUCH");

	service_begin();
	memset(much, 'm', MUCH);
	if (at == NULL)
		(void)snprintf(line, sizeof(line), "%s", r->line);
	else
		(void)snprintf(line, sizeof(line), "%.*s%s%s",
		    (int)(at - r->line), r->line, much, at + strlen("MUCH"));
	assert_int_equal(run(r->cmd, line), r->want);
	/* the folder still works */
	assert_int_equal(run(cmd_status, "data"), 4); /* 4: no server runs */
}

/* "status" works on any day before, during and after a directory's term. */
static void
soon(void **state)
{
	static struct bring_schedule s;

	(void)state;
	service_begin();
	schedule_make(&s, 0, 3);
	schedule_write(&s);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	for (int days = 0; days < 190; days += 10) {
		kit.now += (time_t)10 * 86400;
		(void)run(cmd_status, "data");
	}
	assert_int_equal(run(cmd_status, "data"), 4);
	kit.now = (time_t)(SIGNED_DAY - 40) * 86400; /* before it was issued */
	assert_int_equal(run(cmd_status, "data"), 4);
}

int
main(void)
{
	static struct rows tests;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		kit_row(&tests, rows[i].name, words, &rows[i]);
	}
	KIT(tests, soon);
	return rows_run(&tests, __FILE__);
}
