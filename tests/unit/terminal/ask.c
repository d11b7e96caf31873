/* ask.c - tests what a person is asked at a terminal: lines, paths, texts. */

#include "terminal/ask.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"
#include "term.h"
#include "terminal/screen.h"

/* What the child was told; shared with the test. */
struct shared {
	struct typed line;
	bool got;
	bool idled;
	uint8_t text[64];
	size_t n;
	enum err e;
};

static struct shared *shared;
static struct term term;

static void
path_child(void *arg)
{
	(void)arg;
	screen_begin();
	shared->got = ask_path(&shared->line, "Folder: ");
}

static void
line_child(void *arg)
{
	(void)arg;
	screen_begin();
	shared->got = ask_line(&shared->line, "Line: ");
}

static void
idle_child(void *arg)
{
	(void)arg;
	screen_begin();
	ask_idle(1);
	shared->got = ask_line(&shared->line, "Line: ");
	shared->idled = ask_idled();
	shared->n = 4;
	memcpy(shared->text, "kept", 4);
	shared->e =
	    ask_text(shared->text, sizeof(shared->text), &shared->n, "Text:\n");
	shared->idled = shared->idled && ask_idled();
}

static void
type(const char *keys)
{
	term_type(&term, keys, strlen(keys));
}

static void
begin(void (*child)(void *))
{
	memset(shared, 0, sizeof(*shared));
	term_begin(&term, 24, 80, child, NULL);
}

static void
completes_a_path(void **state)
{
	(void)state;
	begin(path_child);
	assert_true(term_wait(&term, "Folder:\n", false));
	type("'/de\tnul\t\r");
	assert_int_equal(term_end(&term), 0);
	assert_true(shared->got);
	assert_string_equal((const char *)shared->line.b, "/dev/null");
	assert_string_equal(term_text(&term), "Folder: '/dev/null'\n");
}

static void
shows_the_names_that_fit(void **state)
{
	(void)state;
	begin(path_child);
	assert_true(term_wait(&term, "Folder:\n", false));
	type("/proc/self/oo\t");
	assert_true(term_wait(&term, "Folder: /proc/self/oom_\n", false));
	type("\t");
	assert_true(
	    term_wait(&term, "[oom_adj  oom_score  oom_score_adj]", true));
	type("\025 ~ \r");
	assert_int_equal(term_end(&term), 0);
	assert_string_equal((const char *)shared->line.b, "/home/x");
}

static void
keeps_a_path_that_means_none(void **state)
{
	(void)state;
	begin(path_child);
	assert_true(term_wait(&term, "Folder:\n", false));
	type("file://server/a\r");
	assert_true(term_wait(&term, "on this machine.\nFolder: f", true));
	type("\033[1~\033[C\033[C\033[C\033[C\033[C\033[C\033[C\013/a\r");
	assert_int_equal(term_end(&term), 0);
	assert_string_equal((const char *)shared->line.b, "/a");
}

static void
keeps_a_line_that_is_too_long(void **state)
{
	static char long_line[TYPED_MAX + 100];

	(void)state;
	memset(long_line, 'a', sizeof(long_line) - 1);
	begin(line_child);
	assert_true(term_wait(&term, "Line:\n", false));
	type(long_line);
	assert_true(term_wait(&term, "There is no room", true));
	type("\r");
	assert_true(term_wait(&term, "for an answer.\nLine: a", true));
	type("\177\177b\r");
	assert_int_equal(term_end(&term), 0);
	assert_int_equal(strlen((const char *)shared->line.b), TYPED_MAX - 2);
	assert_int_equal(shared->line.b[TYPED_MAX - 3], 'b');
}

static void
gives_up_when_nobody_types(void **state)
{
	(void)state;
	begin(idle_child);
	assert_true(term_wait(&term, "Line:\n", false));
	type("abc");
	assert_int_equal(term_end(&term), 0);
	assert_false(shared->got);
	assert_true(shared->idled);
	assert_int_equal(shared->line.b[0], 0);
	assert_int_equal(shared->line.b[2], 0);
	assert_int_equal(shared->e, ERR_MISSING);
	assert_memory_equal(shared->text, "kept", shared->n);
}

enum { RANGE = 1 << 16 };

/* How often ${s} is in the ${n} bytes at ${p}. */
static int
range_count(const char *p, size_t n, struct span s)
{
	int found = 0;

	for (;;) {
		const char *at = memmem(p, n, s.p, s.n);

		if (at == NULL)
			return found;
		found++;
		n -= (size_t)(at + 1 - p);
		p = at + 1;
	}
}

/* How often ${s} is in this process's private, writable memory. */
static int
memory_count(struct span s)
{
	static char line[512];
	char *b = term_shared(RANGE); /* not private */
	FILE *maps = fopen("/proc/self/maps", "r");
	int fd = open("/proc/self/mem", O_RDONLY);
	int found = 0;

	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
		char *end = line;
		unsigned long from = strtoul(line, &end, 16);
		unsigned long to = strtoul(end + 1, &end, 16);

		if (strncmp(end, " rw-p", 5) != 0)
			continue;
		/* ranges overlap by less than is looked for */
		for (; from < to; from += RANGE - s.n + 1) {
			ssize_t got = pread(fd, b,
			    to - from < RANGE ? to - from : RANGE, (off_t)from);

			if (got > 0)
				found += range_count(b, (size_t)got, s);
		}
	}
	(void)close(fd);
	if (maps != NULL)
		(void)fclose(maps);
	return found;
}

/* Whether anything is left of a line, its deleted words and a text. */
static void
memory_child(void *arg)
{
	static const uint8_t masked[] = { 'r' ^ 1, 'h' ^ 1, 'm' ^ 1, 'u' ^ 1,
		'b' ^ 1, 's' ^ 1, 'n' ^ 1, 'w' ^ 1 };
	uint8_t phrase[sizeof(masked)];
	const struct span look = { phrase, sizeof(phrase) };
	static uint8_t text[64];
	WIPED(typed) line;
	size_t n = 0;

	(void)arg;
	screen_begin();
	shared->got = ask_line(&line, "Line: ");
	shared->e = ask_text(text, sizeof(text), &n, "Text:\n");
	for (size_t i = 0; i < sizeof(masked); i++)
		phrase[i] = masked[i] ^ 1;
	shared->n = (size_t)memory_count(look);
	typed_wipe(&line);
	sodium_memzero(text, sizeof(text));
	shared->text[0] = (uint8_t)memory_count(look);
}

/* As libedit did, which kept typed and deleted words in freed memory. */
static __attribute__((unused)) void
leaves_nothing_of_what_was_typed(void **state)
{
	(void)state;
	begin(memory_child);
	assert_true(term_wait(&term, "Line:\n", false));
	type("rhmubsnw rhmubsnw\027\033[Dx\r");
	assert_true(term_wait(&term, "Text:\n", true));
	type("rhmubsnw\r.\r");
	assert_int_equal(term_end(&term), 0);
	assert_true(shared->got);
	assert_int_equal(shared->e, OK);
	/* the line, the text, and what is looked for; then that alone */
	assert_int_equal(shared->n, 3);
	assert_int_equal(shared->text[0], 1);
}

static void
ends_at_the_end_of_input_as_before(void **state)
{
	(void)state;
	begin(line_child);
	assert_true(term_wait(&term, "Line:\n", false));
	type("\004");
	assert_int_equal(term_end(&term), 0);
	assert_false(shared->got);
	assert_false(shared->idled);
}

int
main(void)
{
	static struct rows all;

	shared = term_shared(sizeof(*shared));
	if (setenv("TERM", "xterm", 1) != 0 ||
	    setenv("HOME", "/home/x", 1) != 0)
		return 1;
	ROW(all, completes_a_path);
	ROW(all, shows_the_names_that_fit);
	ROW(all, keeps_a_path_that_means_none);
	ROW(all, keeps_a_line_that_is_too_long);
	ROW(all, gives_up_when_nobody_types);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	/* a sanitizer's memory is too large to look through */
	ROW(all, leaves_nothing_of_what_was_typed);
#endif
	ROW(all, ends_at_the_end_of_input_as_before);
	return rows_run(&all, "ask");
}
