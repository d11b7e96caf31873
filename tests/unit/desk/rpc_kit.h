/* rpc_kit.h - runs serve for a client in a test. */

#ifndef DESK_RPC_KIT_H
#define DESK_RPC_KIT_H

#include "desk/kit.h"

#include "rpc/serve.h"

#define SECRET "\"passphrase\":\"een lange zin\""
#define UNLOCK                                                         \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.unlock\"," \
	"\"params\":{\"s\":1," SECRET "}}\n"

enum {
	ANSWER_MOST = 65536,
};

/* ---- a client -------------------------------------------------------------
 */
/* In a process of its own: what serve() returned, or minus a signal. */
static inline pid_t
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

static inline int
client_end(pid_t pid)
{
	int status = 0;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* Serve the ${n} bytes ${input}; what came out, for the caller to free. */
static inline char *
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
static inline void
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

#endif
