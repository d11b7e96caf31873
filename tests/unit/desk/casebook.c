/* casebook.c - tests the casebook: transactions, sealing, rekey, damage.
 */

#include "casebook.h"

#include <sys/wait.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/file.h"
#include "os/process.h"
#include "remove.h"
#include "rows.h"

static char dir[64];
static struct key key;

static int
begin(void **state)
{
	(void)state;
	if (process_begin() != OK)
		return 1;
	(void)snprintf(dir, sizeof(dir), "/tmp/zegel-book-XXXXXX");
	if (mkdtemp(dir) == NULL || chdir(dir) != 0)
		return 1;
	randombytes_buf(key.b, sizeof(key.b));
	return 0;
}

static int
end(void **state)
{
	(void)state;
	return chdir("/") != 0 || !remove_tree(dir);
}

/* The name of the casebook's file under ${k}. */
static void
path_of(char out[64], const struct key *k)
{
	uint8_t h[HASH_SIZE];

	kh(h, k->b, "desk1/file", "", 0);
	(void)snprintf(out, 64, "casebook-%02x%02x%02x%02x", h[0], h[1], h[2],
	    h[3]);
}

static struct casebook *
opened(bool create)
{
	struct casebook *b = NULL;

	assert_int_equal(casebook_open(&b, ".", &key, create), OK);
	assert_int_equal(casebook_begin(b), OK);
	return b;
}

static void
put(struct casebook *b, const char *id, const char *text)
{
	assert_int_equal(
	    casebook_put(b, ROOM_CASE, span_str(id), span_str(text)), OK);
}

static enum err
get(struct casebook *b, const char *id, const char *text)
{
	struct span got;
	enum err e = casebook_get(b, ROOM_CASE, span_str(id), &got);

	if (e == OK)
		assert_true(span_is(got, text));
	return e;
}

static void
kept(void **state)
{
	struct casebook *b;
	struct casebook *none = NULL;
	struct key other = key;

	(void)state;
	assert_int_equal(casebook_open(&none, ".", &key, false), ERR_MISSING);
	assert_null(none);
	b = opened(true);
	put(b, "one", "the first text");
	put(b, "two", "");
	assert_int_equal(get(b, "one", "the first text"), OK);
	assert_int_equal(casebook_commit(b), OK);
	casebook_close(b);
	b = opened(false);
	assert_int_equal(get(b, "one", "the first text"), OK);
	assert_int_equal(get(b, "two", ""), OK);
	assert_int_equal(get(b, "three", ""), ERR_MISSING);
	casebook_close(b);
	other.b[0] ^= 1;
	assert_int_equal(casebook_open(&none, ".", &other, false), ERR_MISSING);
}

static void
aborted(void **state)
{
	struct casebook *b = opened(false);

	(void)state;
	put(b, "one", "changed");
	casebook_abort(b);
	assert_int_equal(casebook_begin(b), OK);
	assert_int_equal(get(b, "one", "the first text"), OK);
	casebook_close(b);
}

/* A process that ends before its commit changes nothing. */
static void
killed(void **state)
{
	struct casebook *b;
	pid_t pid = fork();
	int status;

	(void)state;
	if (pid == 0) {
		b = opened(false);
		for (int c = 'a'; c <= 'z'; c++)
			put(b, (char[]){ (char)c, '\0' }, "half done");
		_exit(casebook_delete(b, ROOM_CASE, span_str("one")) == OK ? 7
									   : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(WEXITSTATUS(status), 7);
	b = opened(false);
	assert_int_equal(get(b, "one", "the first text"), OK);
	assert_int_equal(get(b, "a", ""), ERR_MISSING);
	casebook_close(b);
}

static void
limits(void **state)
{
	struct casebook *b = opened(false);
	uint8_t *big = calloc(1, RECORD_BYTES_MAX + 1);
	struct span got;

	(void)state;
	assert_non_null(big);
	assert_int_equal(casebook_put(b, ROOM_SEEN, span_str("x"),
			     (struct span){ big, RECORD_BYTES_MAX + 1 }),
	    ERR_TOO_LONG);
	assert_int_equal(casebook_put(b, ROOM_SEEN,
			     (struct span){ big, RECORD_ID_MAX + 1 },
			     span_str("")),
	    ERR_TOO_LONG);
	big[RECORD_BYTES_MAX - 1] = 9;
	assert_int_equal(casebook_put(b, ROOM_SEEN, span_str("x"),
			     (struct span){ big, RECORD_BYTES_MAX }),
	    OK);
	assert_int_equal(casebook_get(b, ROOM_SEEN, span_str("x"), &got), OK);
	assert_int_equal(got.n, RECORD_BYTES_MAX);
	assert_memory_equal(got.p, big, got.n);
	/* the same id in another room is another record */
	assert_int_equal(get(b, "x", ""), ERR_MISSING);
	assert_int_equal(casebook_delete(b, ROOM_SEEN, span_str("x")), OK);
	assert_int_equal(casebook_delete(b, ROOM_SEEN, span_str("x")), OK);
	free(big);
	casebook_close(b);
}

static bool
in_file(const char *name, const void *p, size_t n)
{
	struct file f;
	bool found;

	assert_int_equal(file_read(&f, AT_FDCWD, name, (size_t)1 << 24), OK);
	found = memmem(f.p, f.n, p, n) != NULL;
	file_free(&f);
	return found;
}

/* The file shows no text, no id and no key. */
static void
says_nothing(void **state)
{
	char name[64];
	struct casebook *b = opened(false);

	(void)state;
	put(b, "a-telling-name", "a telling text");
	assert_int_equal(casebook_commit(b), OK);
	casebook_close(b);
	path_of(name, &key);
	assert_false(in_file(name, "telling", 7));
	assert_false(in_file(name, key.b, 16));
}

/* After a rekey and a sweep, no file holds a deleted record. */
static void
rekeyed(void **state)
{
	struct key old = key;
	struct casebook *b = opened(false);
	struct casebook *none = NULL;
	char name[64];

	(void)state;
	put(b, "gone", "soon");
	assert_int_equal(casebook_commit(b), OK);
	assert_int_equal(casebook_begin(b), OK);
	assert_int_equal(casebook_delete(b, ROOM_CASE, span_str("gone")), OK);
	assert_int_equal(casebook_commit(b), OK);
	randombytes_buf(key.b, sizeof(key.b));
	assert_int_equal(casebook_rekey(b, ".", &key), OK);
	casebook_close(b);
	b = opened(false);
	assert_int_equal(get(b, "one", "the first text"), OK);
	assert_int_equal(get(b, "gone", ""), ERR_MISSING);
	casebook_close(b);
	path_of(name, &old);
	assert_int_equal(access(name, F_OK), 0);
	casebook_sweep(AT_FDCWD, &key);
	assert_int_not_equal(access(name, F_OK), 0);
	assert_int_equal(casebook_open(&none, ".", &old, false), ERR_MISSING);
	path_of(name, &key);
	assert_int_equal(access(name, F_OK), 0);
}

enum {
	RECORDS = 40,
	DAMAGE_STEP = 61,
};

/* Call in a child, since LMDB trusts its pages: 1 if a text is wrong. */
static int
damage_seen(void)
{
	static const int signals[] = { SIGBUS, SIGSEGV, SIGABRT };
	struct casebook *b = NULL;
	char id[12];
	int lie = 0;
	enum err e;

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		(void)signal(signals[i], SIG_DFL);
	(void)alarm(10);
	e = casebook_open(&b, ".", &key, false);

	if (e == OK)
		e = casebook_begin(b);
	for (int i = 0; i < RECORDS && e == OK; i++) {
		struct span got;

		(void)snprintf(id, sizeof(id), "%d", i);
		e = casebook_get(b, ROOM_MESSAGE, span_str(id), &got);
		if (e == OK && (got.n != 1 || got.p[0] != (uint8_t)i))
			lie = 1;
	}
	casebook_close(b);
	return lie;
}

static void
flip(int fd, off_t at)
{
	uint8_t byte;

	assert_int_equal(pread(fd, &byte, 1, at), 1);
	byte ^= 0x55;
	assert_int_equal(pwrite(fd, &byte, 1, at), 1);
}

/* A damaged byte causes an error or a crash, never a wrong text or a hang. */
static void
damaged(void **state)
{
	struct casebook *b = opened(false);
	char name[64];
	char id[12];
	off_t size;
	int status;
	int fd;

	(void)state;
	for (int i = 0; i < RECORDS; i++) {
		uint8_t byte = (uint8_t)i;

		(void)snprintf(id, sizeof(id), "%d", i);
		assert_int_equal(casebook_put(b, ROOM_MESSAGE, span_str(id),
				     (struct span){ &byte, 1 }),
		    OK);
	}
	assert_int_equal(casebook_commit(b), OK);
	casebook_close(b);
	path_of(name, &key);
	fd = open(name, O_RDWR | O_CLOEXEC);
	size = lseek(fd, 0, SEEK_END);
	for (off_t at = 0; at < size; at += DAMAGE_STEP) {
		pid_t pid;

		flip(fd, at);
		pid = fork();
		if (pid == 0)
			_exit(damage_seen());
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_false(WIFEXITED(status) && WEXITSTATUS(status) != 0);
		assert_false(
		    WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM);
		flip(fd, at);
	}
	close(fd);
	assert_int_equal(damage_seen(), 0);
}

int
main(void)
{
	static struct rows all;

	ROW(all, kept);
	ROW(all, aborted);
	ROW(all, killed);
	ROW(all, limits);
	ROW(all, says_nothing);
	ROW(all, rekeyed);
	ROW(all, damaged);
	return _cmocka_run_group_tests("desk_casebook", all.test, all.n, begin,
	    end);
}
