/* rpc_bad.c - tests serve with clients that are wrong, silent, or too many. */

#include "desk/rpc_kit.h"

#include <sys/file.h>

#include <poll.h>

#include "rows.h"
#include "rpc/stream.h"

/* A request without an id is done and not answered. */
static void
a_notification(void **state)
{
	static const char words[] =
	    "{\"jsonrpc\":\"2.0\",\"method\":\"session.unlock\","
	    "\"params\":{\"s\":1," SECRET "}}\n"
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

#define PERSONS \
	"{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"session.persons\"}\n"
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

/* What a face asks for by itself keeps nobody at work. */
static void
polls_keep_nobody(void **state)
{
	struct pollfd told;
	int in[2];
	int out[2];
	pid_t pid;

	(void)state;
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	pid = client_begin(in[0], out[1], 1);
	put(in[1], UNLOCK);
	assert_true(heard(out[0], "\"at_work\":{"));
	for (size_t i = 0; i < 30; i++) {
		put(in[1], STATUS);
		put(in[1], PERSONS);
		told = (struct pollfd){ out[0], POLLIN, 0 };
		assert_int_equal(poll(&told, 1, 5000), 1);
		(void)usleep(100000);
	}
	assert_true(heard(out[0], "\"reason\":\"idle\""));
	close(in[1]);
	assert_int_equal(client_end(pid), FAULT_NONE);
	close(in[0]);
	close(out[0]);
	close(out[1]);
}

/* One that reads a little now and then holds up no answer for long. */
static void
slow_reader(void **state)
{
	enum { BIG = 1 << 18 };
	static uint8_t big[BIG];
	int out[2];
	int status = 0;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	(void)fflush(stdout);
	pid = fork();
	if (pid == 0)
		_exit((int)stream_put(out[1], (struct span){ big, BIG }, 1));
	while (waitpid(pid, &status, WNOHANG) == 0) {
		(void)usleep(200000);
		assert_true(read(out[0], big, 4096) > 0);
	}
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), ERR_AGAIN);
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

int
main(void)
{
	static struct rows set;
	int rc;

	if (kit_begin(NULL) != 0)
		return 1;
	ROW(set, a_notification);
	ROW(set, lines_have_a_limit);
	ROW(set, half_a_line);
	ROW(set, noise);
	ROW(set, idle_locks);
	ROW(set, polls_keep_nobody);
	ROW(set, slow_reader);
	ROW(set, nobody_reads);
	ROW(set, busy_folder);
	rc = rows_run(&set, "desk/rpc_bad");
	return kit_end(NULL) != 0 || rc != 0;
}
