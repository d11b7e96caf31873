/* typing.c - tests editing at a terminal: the text, and what the screen shows.
 */

#include "terminal/typing.h"

#include <sys/wait.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"
#include "term.h"
#include "terminal/screen.h"
#include "terminal/tty.h"

enum { ROOM = 200, ROUNDS = 150 };

#define LEFT "\033[D"
#define RIGHT "\033[C"
#define UP "\033[A"
#define DOWN "\033OB"
#define HOME "\033[1~"
#define END "\033OF"
#define DEL "\033[3~"
#define WORD_LEFT "\033[1;5D"
#define WORD_RIGHT "\033[1;5C"

/* What the child types into; shared with the test. */
struct shared {
	struct typing t;
	uint8_t b[ROOM + 1];
	enum err e;
	bool idled;
};

static struct shared *shared;
static struct term term;

static void
child(void *arg)
{
	(void)arg;
	screen_begin();
	shared->e = typing_run(&shared->t, STDIN_FILENO);
	shared->idled = tty_idled();
}

static void
begin(bool lines, int rows, int columns)
{
	memset(shared, 0, sizeof(*shared));
	shared->t = (struct typing){ .prompt = lines ? "Text:\n" : "Q: ",
		.p = shared->b,
		.cap = ROOM,
		.lines = lines,
		.dot = lines };
	term_begin(&term, rows, columns, child, NULL);
	assert_true(term_wait(&term, lines ? "Text:\n" : "Q:\n", false));
}

struct typing_row {
	const char *name;
	bool lines;
	const char *keys;
	const char *text;   /* before Enter or Ctrl-D */
	const char *screen; /* of 8 rows and 20 columns */
};

static const struct typing_row typings[] = {
	{ "a line", false, "abc", "abc", "Q: abc\n" },
	{ "Backspace", false, "abcd\177\b", "ab", "Q: ab\n" },
	{ "left", false, "ac" LEFT "b", "abc", "Q: abc\n" },
	{ "right", false, "ab" LEFT LEFT RIGHT "x", "axb", "Q: axb\n" },
	{ "Home and End", false, "b" HOME "a" END "c", "abc", "Q: abc\n" },
	{ "Ctrl-A, Ctrl-E, Ctrl-B, Ctrl-F", false, "b\001a\005d\002\002\006c",
	    "abcd", "Q: abcd\n" },
	{ "Delete", false, "abc" LEFT LEFT DEL, "ac", "Q: ac\n" },
	{ "Delete at the end", false, "a" DEL, "a", "Q: a\n" },
	{ "words", false, "een twee" WORD_LEFT "x" WORD_LEFT WORD_LEFT "y",
	    "yeen xtwee", "Q: yeen xtwee\n" },
	{ "Alt with letters", false, "een twee\033b\033b\033fx", "eenx twee",
	    "Q: eenx twee\n" },
	{ "Ctrl-W within a line", false, "een twee drie" WORD_LEFT "\027",
	    "een drie", "Q: een drie\n" },
	{ "Ctrl-U and Ctrl-K within a line", false,
	    "abcdef" LEFT LEFT "\013" LEFT "\025", "d", "Q: d\n" },
	{ "a row that is full", false, "abcdefghijklmnopq", "abcdefghijklmnopq",
	    "Q: abcdefghijklmnopq\n" },
	{ "a line of two rows, changed in the first", false,
	    "abcdefghijklmnopqrstu" HOME "x" DEL, "xbcdefghijklmnopqrstu",
	    "Q: xbcdefghijklmnopq\nrstu\n" },
	{ "Backspace over the end of a row", false,
	    "abcdefghijklmnopqr\177\177\177", "abcdefghijklmno",
	    "Q: abcdefghijklmno\n" },
	{ "up in a line of two rows", false, "abcdefghijklmnopqrstu" UP "x",
	    "axbcdefghijklmnopqrstu", "Q: axbcdefghijklmnop\nqrstu\n" },
	{ "up in a line of one row", false, "ab" UP DOWN "c", "abc",
	    "Q: abc\n" },
	{ "wide characters", false, "\xe7\x94\xb7\xe5\xa5\xb3" LEFT "x\177y",
	    "\xe7\x94\xb7y\xe5\xa5\xb3", "Q: \xe7\x94\xb7y\xe5\xa5\xb3\n" },
	{ "a wide one that does not fit in the row", false,
	    "abcdefghijklmnop\xe7\x94\xb7" HOME "\033[3~",
	    "bcdefghijklmnop\xe7\x94\xb7", "Q: bcdefghijklmnop\xe7\x94\xb7\n" },
	{ "a letter and its accent are one", false,
	    "ae\xcc\x81z" LEFT LEFT "x" RIGHT "\177", "axz", "Q: axz\n" },
	{ "an accent taken back with its letter", false, "ae\xcc\x81\177", "a",
	    "Q: a\n" },
	{ "function keys", false, "a\033OPb\033[15~c\033[[Ad", "abcd",
	    "Q: a\n[That key does nothi\nng here.]\nQ: abcd\n" },
	{ "Esc alone", false, "a\033\033[Db", "ba", "Q: ba\n" },
	{ "Tab where no path is asked for", false, "a\tb", "a b", "Q: a b\n" },
	{ "a control character", false, "a\026\001b", "ba",
	    "Q: a\n[That key cannot be\npart of a text and w\nas left "
	    "out.]\nQ: ba\n" },
	{ "a C1 control", false, "\302\205", "",
	    "Q:\n[A character was lef\nt out: this terminal\n does not send "
	    "UTF-8\n.]\nQ:\n" },
	{ "Ctrl-R", false, "ab\022c", "abc", "Q: ab\nQ: abc\n" },
	{ "lines", true, "ab\rcd", "ab\ncd", "Text:\nab\ncd\n" },
	{ "a line in the middle", true, "ab\rcd" UP "x\ry", "abx\ny\ncd",
	    "Text:\nabx\ny\ncd\n" },
	{ "left over the start of a line", true, "ab\rc" LEFT LEFT "x",
	    "abx\nc", "Text:\nabx\nc\n" },
	{ "right over the end of a line", true, "a\rb" UP RIGHT "x", "a\nxb",
	    "Text:\na\nxb\n" },
	{ "Backspace joins lines", true, "ab\rcd" HOME "\177", "abcd",
	    "Text:\nabcd\n" },
	{ "Delete joins lines", true, "ab\rcd" UP END DEL, "abcd",
	    "Text:\nabcd\n" },
	{ "up and down keep the column", true,
	    "abc\rd\refg" UP UP DOWN DOWN "x", "abc\nd\nexfg",
	    "Text:\nabc\nd\nexfg\n" },
	{ "Ctrl-U in a line", true, "ab\rcd\025e", "ab\ne", "Text:\nab\ne\n" },
	{ "more lines than rows", true, "1\r2\r3\r4\r5\r6\r7\r8\r9",
	    "1\n2\n3\n4\n5\n6\n7\n8\n9", "2\n3\n4\n5\n6\n7\n8\n9\n" },
	{ "more lines than rows, changed at the top", true,
	    "1\r2\r3\r4\r5\r6\r7\r8\r9" UP UP UP UP UP UP UP UP "x",
	    "1x\n2\n3\n4\n5\n6\n7\n8\n9", "1x\n2\n3\n4\n5\n6\n7\n8\n" },
};

static void
edits(void **state)
{
	const struct typing_row *r = *state;

	begin(r->lines, 8, 20);
	term_type(&term, r->keys, strlen(r->keys));
	if (!term_wait(&term, r->screen, false))
		fail_msg("the screen is:\n%s", term_text(&term));
	term_type(&term, r->lines || *r->text == '\0' ? "\004" : "\r", 1);
	assert_int_equal(term_end(&term), 0);
	assert_string_equal((const char *)shared->b, r->text);
	assert_int_equal(shared->e,
	    !r->lines && *r->text == '\0' ? ERR_MISSING : OK);
}

/* A text of what a person may type, by one number. */
static const char *const random_keys[] = { "a", "b", " ", "c", "d", "e",
	"\xc3\xa9", "\xe7\x94\xb7", "e\xcc\x81", "z", "\r", LEFT, LEFT, RIGHT,
	UP, DOWN, HOME, END, DEL, "\177", "\177", "\027", "\025", "\013",
	WORD_LEFT, WORD_RIGHT };

/* The screen at the end is that of the text shown at once. */
static void
shows_the_text_after_any_keys(void **state)
{
	static struct term fresh;
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		bool lines = round % 2 == 0;

		begin(lines, 24, 10 + round % 7);
		for (int i = 0; i < 60; i++) {
			const char *key;

			seed = seed * 1103515245 + 12345;
			key = random_keys[(seed >> 16) %
			    (sizeof(random_keys) / sizeof(random_keys[0]))];
			if (*key == '\r' && !lines)
				key = "f";
			term_type(&term, key, strlen(key));
			if (round % 5 == 0) /* key by key, not as a paste */
				term_rest(&term);
		}
		term_type(&term, lines ? "\004" : "\r", 1);
		assert_int_equal(term_end(&term), 0);
		term_empty(&fresh, 24, term.columns);
		term_show(&fresh, shared->t.prompt, strlen(shared->t.prompt));
		for (size_t i = 0; i < shared->t.n; i++) {
			if (shared->b[i] == '\n' || (i == 0 && lines))
				term_show(&fresh, "\r", 1);
			term_show(&fresh, (const char *)shared->b + i, 1);
		}
		assert_string_equal(term_text(&term), term_text(&fresh));
	}
}

static void
keeps_every_byte_of_a_long_paste(void **state)
{
	static char paste[ROOM];

	(void)state;
	for (int i = 0; i < ROOM; i++)
		paste[i] = (char)('a' + i % 26);
	begin(false, 8, 60);
	term_type(&term, "ZZ" LEFT, 5);
	term_type(&term, paste, ROOM - 2);
	term_type(&term, "yyy", 3);
	assert_true(term_wait(&term, "There is no room", true));
	term_type(&term, "\r", 1);
	assert_int_equal(term_end(&term), 0);
	assert_int_equal(shared->t.n, ROOM);
	assert_int_equal(shared->b[0], 'Z');
	assert_memory_equal(shared->b + 1, paste, ROOM - 2);
	assert_int_equal(shared->b[ROOM - 1], 'Z');
}

static void
follows_the_size_of_the_terminal(void **state)
{
	(void)state;
	begin(false, 8, 20);
	term_type(&term, "abcdefghijkl", 12);
	assert_true(term_wait(&term, "Q: abcdefghijkl\n", false));
	term_resize(&term, 8, 10);
	assert_true(term_wait(&term, "hijkl\n", true));
	term_type(&term, HOME "x\r", 6);
	assert_int_equal(term_end(&term), 0);
	assert_string_equal((const char *)shared->b, "xabcdefghijkl");
	assert_non_null(strstr(term_text(&term), "Q: xabcdef\nghijkl\n"));
}

static void
uses_no_moves_on_a_dumb_terminal(void **state)
{
	(void)state;
	assert_int_equal(setenv("TERM", "dumb", 1), 0);
	begin(false, 8, 40);
	term_type(&term, "ab" LEFT "\177c", 7);
	assert_true(term_wait(&term,
	    "Q: ab\n[Arrow keys do not work at this terminal\n"
	    ", nor do keys such as Home and End: use\nBackspace.]\nQ: ac\n",
	    false));
	term_type(&term, "\r", 1);
	assert_int_equal(term_end(&term), 0);
	assert_int_equal(setenv("TERM", "xterm", 1), 0);
	assert_string_equal((const char *)shared->b, "ac");
}

static void
idle_child(void *arg)
{
	tty_idle(1);
	child(arg);
}

static void
ends_after_a_time_without_a_key(void **state)
{
	(void)state;
	memset(shared, 0, sizeof(*shared));
	shared->t =
	    (struct typing){ .prompt = "Q: ", .p = shared->b, .cap = ROOM };
	term_begin(&term, 8, 20, idle_child, NULL);
	assert_true(term_wait(&term, "Q:\n", false));
	term_type(&term, "a", 1);
	assert_int_equal(term_end(&term), 0);
	assert_int_equal(shared->e, ERR_MISSING);
	assert_true(shared->idled);
}

static void
dies_by_a_signal_with_the_terminal_restored(void **state)
{
	(void)state;
	begin(false, 8, 20);
	term_type(&term, "ab", 2);
	assert_true(term_wait(&term, "Q: ab\n", false));
	assert_int_equal(kill(term.pid, SIGHUP), 0);
	assert_int_equal(term_end(&term), 128 + SIGHUP);
}

int
main(void)
{
	static struct rows all;

	shared = term_shared(sizeof(*shared));
	if (setenv("TERM", "xterm", 1) != 0)
		return 1;
	ROWS(all, edits, typings);
	ROW(all, shows_the_text_after_any_keys);
	ROW(all, keeps_every_byte_of_a_long_paste);
	ROW(all, follows_the_size_of_the_terminal);
	ROW(all, uses_no_moves_on_a_dumb_terminal);
	ROW(all, ends_after_a_time_without_a_key);
	ROW(all, dies_by_a_signal_with_the_terminal_restored);
	return rows_run(&all, "typing");
}
