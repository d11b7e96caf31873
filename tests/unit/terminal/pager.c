/* pager.c - tests pages at a terminal, and a session that leaves none of them.
 */

#include "terminal/pager.h"

#include <sys/wait.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"
#include "term.h"
#include "terminal/ask.h"
#include "terminal/foreign.h"
#include "terminal/say.h"
#include "terminal/screen.h"

static struct term term;
static int lines; /* for the child */

static void
lines_say(void)
{
	pager_begin();
	for (int i = 1; i <= lines; i++) {
		say("line %d", i);
		foreign_text(" | ", span_str("x"));
	}
	pager_end();
}

static void
child(void *arg)
{
	(void)arg;
	screen_begin();
	lines_say();
	say("end\n");
}

static void
begin(int n, int rows, int columns)
{
	lines = n;
	term_begin(&term, rows, columns, child, NULL);
}

static void
type(const char *keys)
{
	term_type(&term, keys, strlen(keys));
}

static void
sees(const char *want)
{
	if (!term_wait(&term, want, false))
		fail_msg("the screen is:\n%s", term_text(&term));
}

static void
puts_what_fits(void **state)
{
	(void)state;
	begin(3, 5, 20);
	assert_int_equal(term_end(&term), 0);
	assert_string_equal(term_text(&term),
	    "line 1 | x\nline 2 | x\nline 3 | x\nend\n");
}

#define L(n) "line " #n " | x\n"

struct page_row {
	const char *name;
	const char *keys;
	const char *screen; /* of 4 rows and 40 columns; 8 lines */
};

static const struct page_row pages[] = {
	{ "the first", "",
	    L(1) L(2) L(3) "1/3  Space: next  b: back  q: end\n" },
	{ "Space", " ", L(4) L(5) L(6) "2/3  Space: next  b: back  q: end\n" },
	{ "Enter, and the last page is full", "\r\r",
	    L(6) L(7) L(8) "3/3  b: back  q: end\n" },
	{ "a row down", "\033[B",
	    L(2) L(3) L(4) "2/3  Space: next  b: back  q: end\n" },
	{ "a row down and up", "\033[B\033[B\033[A",
	    L(2) L(3) L(4) "2/3  Space: next  b: back  q: end\n" },
	{ "b", "  b", L(3) L(4) L(5) "2/3  Space: next  b: back  q: end\n" },
	{ "b at the start", "b",
	    L(1) L(2) L(3) "1/3  Space: next  b: back  q: end\n" },
	{ "End", "\033[4~", L(6) L(7) L(8) "3/3  b: back  q: end\n" },
	{ "End and Home", "G\033[H",
	    L(1) L(2) L(3) "1/3  Space: next  b: back  q: end\n" },
	{ "Page Down and Page Up", "\033[6~\033[5~",
	    L(1) L(2) L(3) "1/3  Space: next  b: back  q: end\n" },
	{ "a key that does nothing", "x\033OP",
	    L(1) L(2) L(3) "1/3  Space: next  b: back  q: end\n" },
};

static void
turns_to(void **state)
{
	const struct page_row *r = *state;

	begin(8, 4, 40);
	assert_true(term_wait(&term, "1/3", true));
	type(r->keys);
	sees(r->screen);
	type("q");
	assert_int_equal(term_end(&term), 0);
	assert_non_null(strstr(term_text(&term), "end\n"));
	assert_null(strstr(term_text(&term), "back"));
}

static void
ends_behind_the_last_page(void **state)
{
	(void)state;
	begin(8, 4, 40);
	assert_true(term_wait(&term, "1/3", true));
	type("   ");
	assert_int_equal(term_end(&term), 0);
	assert_string_equal(term_text(&term), L(7) L(8) "end\n");
}

static void
follows_the_size(void **state)
{
	(void)state;
	begin(8, 4, 40);
	assert_true(term_wait(&term, "1/3", true));
	type(" ");
	assert_true(term_wait(&term, "2/3", true));
	term_resize(&term, 6, 8);
	sees("line 4 |\n x\nline 5 |\n x\nline 6 |\n3/4  Sp\n");
	type("q");
	assert_int_equal(term_end(&term), 0);
}

static void
pages_without_moves(void **state)
{
	(void)state;
	assert_int_equal(setenv("TERM", "dumb", 1), 0);
	begin(5, 4, 40);
	assert_true(term_wait(&term, "1/2", true));
	type(" ");
	sees(L(3) L(4) L(5) "2/2  b: back  q: end\n");
	type("q");
	assert_int_equal(term_end(&term), 0);
	assert_int_equal(setenv("TERM", "xterm", 1), 0);
}

static void
ends_at_a_deadly_signal(void **state)
{
	(void)state;
	begin(8, 4, 40);
	assert_true(term_wait(&term, "1/3", true));
	assert_int_equal(kill(term.pid, SIGTERM), 0);
	assert_int_equal(term_end(&term), 128 + SIGTERM);
}

static void
idle_child(void *arg)
{
	ask_idle(1);
	child(arg);
	say("%s\n", ask_idled() ? "idle" : "not idle");
}

static void
ends_when_nobody_types(void **state)
{
	(void)state;
	lines = 8;
	term_begin(&term, 4, 40, idle_child, NULL);
	assert_int_equal(term_end(&term), 0);
	assert_non_null(strstr(term_text(&term), "end\nidle\n"));
}

static void
file_child(void *arg)
{
	int fd = open(arg, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	screen_begin();
	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
		exit(1);
	lines_say();
}

static void
is_plain_where_output_is_no_terminal(void **state)
{
	char name[] = "/tmp/zegel-pager.XXXXXX";
	static char got[256];
	int fd = mkstemp(name);
	ssize_t n;

	(void)state;
	lines = 5;
	term_begin(&term, 4, 40, file_child, name);
	assert_int_equal(term_end(&term), 0);
	n = read(fd, got, sizeof(got) - 1);
	assert_true(n > 0);
	assert_string_equal(got, L(1) L(2) L(3) L(4) L(5));
	assert_string_equal(term_text(&term), "");
	(void)close(fd);
	(void)unlink(name);
}

/* More than the memory that the pager begins with. */
static void
long_child(void *arg)
{
	(void)arg;
	screen_begin();
	pager_begin();
	for (int i = 0; i < 20000; i++)
		say("line %d of many\n", i);
	pager_end();
}

static void
holds_a_long_text(void **state)
{
	(void)state;
	term_begin(&term, 4, 40, long_child, NULL);
	assert_true(term_wait(&term, "1/6667", true));
	type("G");
	sees("line 19997 of many\nline 19998 of many\nline 19999 of many\n"
	     "6667/6667  b: back  q: end\n");
	type("q");
	assert_int_equal(term_end(&term), 0);
}

/* ---- a session ---------------------------------------------------------- */

static void
session_child(void *arg)
{
	WIPED(typed) line;

	(void)arg;
	screen_begin();
	say("before\n");
	screen_hold();
	for (int i = 0; i < lines; i++)
		say("a tip\n");
	(void)ask_line(&line, "Q: ");
	if (line.b[0] == 'e')
		exit(3);
	if (line.b[0] == 'k')
		(void)raise(SIGHUP); /* between two questions */
	if (line.b[0] == 'z')
		(void)raise(SIGTSTP);
	if (line.b[0] == 'z')
		(void)ask_line(&line, "Again: ");
	screen_clear();
	say("after\n");
}

static void
session_begin(void (*run)(void *))
{
	lines = 9;
	term_begin(&term, 4, 40, run, NULL);
	assert_true(term_wait(&term, "a tip\na tip\na tip\nQ:\n", false));
	assert_int_equal(term.alternate, 1);
}

/* Neither screen nor scrollback shows a tip. */
static void
session_left(const char *screen)
{
	assert_int_equal(term.alternate, 0);
	assert_int_equal(term.scrolled, 0);
	assert_true(term.erased > 0);
	assert_string_equal(term_text(&term), screen);
	term.alternate = 1;
	assert_string_equal(term_text(&term), "");
	term.alternate = 0;
}

struct end_row {
	const char *name;
	const char *keys;
	int signal;
	int status;
	const char *screen;
};

static const struct end_row ends[] = {
	{ "screen_clear()", "\r", 0, 0, "before\nafter\n" },
	{ "exit()", "e\r", 0, 3, "before\n" },
	{ "Ctrl-C at a question", "\003", 0, 128 + SIGINT, "before\n" },
	{ "a hang-up between two", "k\r", 0, 128 + SIGHUP, "before\n" },
	{ "SIGTERM at a question", "", SIGTERM, 128 + SIGTERM, "before\n" },
};

static void
leaves_no_tip_on_the_screen_by(void **state)
{
	const struct end_row *r = *state;

	session_begin(session_child);
	type(r->keys);
	if (r->signal != 0)
		assert_int_equal(kill(term.pid, r->signal), 0);
	assert_int_equal(term_end(&term), r->status);
	session_left(r->screen);
}

static pid_t *job; /* shared: the child's child */

/* As a shell's job: only one that has a parent in its session can stop. */
static void
job_child(void *arg)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		*job = getpid();
		(void)setpgid(0, 0);
		(void)signal(SIGTTOU, SIG_IGN);
		(void)tcsetpgrp(STDIN_FILENO, getpid());
		(void)signal(SIGTTOU, SIG_DFL);
		session_child(arg);
		exit(0);
	}
	if (waitpid(pid, &status, 0) != pid || status != 0)
		exit(1);
}

static void
leaves_the_screen_while_it_is_stopped(void **state)
{
	(void)state;
	for (int between = 0; between < 2; between++) {
		session_begin(job_child);
		type(between ? "z\r" : "\032");
		assert_true(term_wait(&term, "before\n", false));
		session_left("before\n");
		assert_int_equal(kill(*job, SIGCONT), 0);
		assert_true(term_wait(&term, between ? "Again:" : "Q:", true));
		assert_int_equal(term.alternate, 1);
		type("\r");
		assert_int_equal(term_end(&term), 0);
		session_left("before\nafter\n");
	}
}

static void
holds_no_screen_that_cannot_be_cleared(void **state)
{
	(void)state;
	assert_int_equal(setenv("TERM", "dumb", 1), 0);
	lines = 1;
	term_begin(&term, 8, 40, session_child, NULL);
	assert_true(term_wait(&term, "Q:", true));
	type("\r");
	assert_int_equal(term_end(&term), 0);
	assert_int_equal(setenv("TERM", "xterm", 1), 0);
	assert_int_equal(term.erased, 0);
	assert_string_equal(term_text(&term), "before\na tip\nQ:\nafter\n");
}

int
main(void)
{
	static struct rows all;

	if (sodium_init() < 0 || setenv("TERM", "xterm", 1) != 0)
		return 1;
	job = term_shared(sizeof(*job));
	ROW(all, puts_what_fits);
	ROWS(all, turns_to, pages);
	ROW(all, ends_behind_the_last_page);
	ROW(all, follows_the_size);
	ROW(all, pages_without_moves);
	ROW(all, ends_at_a_deadly_signal);
	ROW(all, ends_when_nobody_types);
	ROW(all, is_plain_where_output_is_no_terminal);
	ROW(all, holds_a_long_text);
	ROWS(all, leaves_no_tip_on_the_screen_by, ends);
	ROW(all, leaves_the_screen_while_it_is_stopped);
	ROW(all, holds_no_screen_that_cannot_be_cleared);
	return rows_run(&all, "pager");
}
