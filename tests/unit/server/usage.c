/* usage.c - tests which command lines zegeld refuses. */

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
	{ "serve refuses a line without a folder", cmd_serve, "", USAGE },
	{ "serve refuses two folders", cmd_serve, "data stick", USAGE },
	{ "serve refuses an unknown option", cmd_serve, "data -x", USAGE },
	{ "serve refuses a certificate without a key", cmd_serve, "data -c a",
	    USAGE },
	{ "serve refuses a key without a certificate", cmd_serve, "data -k a",
	    USAGE },
	{ "serve refuses two certificates", cmd_serve, "data -c a -c b -k c",
	    USAGE },
	{ "serve refuses two keys", cmd_serve, "data -k a -k b -c c", USAGE },
	{ "serve refuses two weeks", cmd_serve, "data -w 2026-W31 -w 2026-W32",
	    USAGE },
	{ "serve refuses -S twice", cmd_serve, "data -S -S", USAGE },
	{ "serve refuses -o twice", cmd_serve, "data -o 1 -o 2", USAGE },
	{ "serve refuses -o 0", cmd_serve, "data -o 0", 1 },
	{ "serve refuses -o with a word", cmd_serve, "data -o wide", 1 },
	{ "serve refuses a missing certificate", cmd_serve, "data -c no -k no",
	    1 },
	{ "serve refuses a folder as certificate", cmd_serve,
	    "data -c stick -k stick", 1 },
	{ "serve refuses an address without a port", cmd_serve,
	    "data -a 127.0.0.1", 1 },
	{ "serve refuses a port in words", cmd_serve, "data -a 127.0.0.1:http",
	    1 },
	{ "serve refuses a port above 65535", cmd_serve,
	    "data -a 127.0.0.1:65536", 1 },
	{ "serve refuses a port without an address", cmd_serve, "data -a :8080",
	    1 },
	{ "serve refuses an address with half a bracket", cmd_serve,
	    "data -a [::1:8080", 1 },
	{ "serve refuses an address that is too long", cmd_serve,
	    "data -a MUCH:8080", 1 },
	{ "serve refuses an address of another machine", cmd_serve,
	    "data -a 192.0.2.1:8080", 1 },
	{ "serve refuses an IPv6 address of another machine", cmd_serve,
	    "data -a [2001:db8::1]:80", 1 },
	{ "serve refuses a socket in a missing folder", cmd_serve,
	    "data -u nowhere/http", 1 },
	{ "serve refuses a socket name that is too long", cmd_serve,
	    "data -u MUCH", 1 },
	{ "serve refuses a folder as socket", cmd_serve, "data -u stick", 1 },
	{ "serve refuses a folder without a service", cmd_serve,
	    "stick -u http", 1 },
	{ "serve refuses a missing folder", cmd_serve, "nowhere -u http", 1 },
	{ "serve refuses a file as folder", cmd_serve, "directory -u http", 1 },
	{ "serve refuses -w with a different week", cmd_serve,
	    "data -u http -w 2026-W01", 1 },
	{ "export refuses -S twice", cmd_export, "data stick -S -S", USAGE },
	{ "export refuses an unknown option", cmd_export, "data stick -x",
	    USAGE },
	{ "export accepts -S", cmd_export, "data stick -S", 0 },
	{ "import accepts -S", cmd_import, "data stick -S", 0 },
	{ "import refuses a missing stick", cmd_import, "data nowhere", 1 },
	{ "expire accepts -S", cmd_expire, "data -S", 0 },
	{ "expire refuses two folders", cmd_expire, "data data", USAGE },
	{ "expire refuses -w twice", cmd_expire, "data -w 2026-W31 -w 2026-W31",
	    USAGE },
	{ "status refuses a line without a folder", cmd_status, "", USAGE },
	{ "status refuses a missing folder", cmd_status, "nowhere", 1 },
	{ "init refuses one word", cmd_init, "data", USAGE },
	{ "init refuses an unknown option", cmd_init, "data demo -x", USAGE },
	{ "init refuses an unknown language", cmd_init, "data r d -l xx", 1 },
	{ "init refuses a language without a directory", cmd_init,
	    "data demo -l de", USAGE },
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
status_works_on_any_day(void **state)
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
	KIT(tests, status_works_on_any_day);
	return rows_run(&tests, __FILE__);
}
