/* kit.h - makes a service and runs the desk's real commands on it. */

#ifndef DESK_KIT_H
#define DESK_KIT_H

#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "body.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "confine/confine.h"
#include "directory.h"
#include "envelope.h"
#include "manifest.h"
#include "notes.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/process.h"
#include "remove.h"
#include "schedule.h"
#include "week.h"
#include "wrap.h"

#define PASS "een lange zin\n"

enum {
	INBOX_MOST = 16,
	OUT_MOST = 65536,
};

/* One per program; the working directory is the temporary folder. */
static struct kit {
	const char *where; /* NULL: /tmp */
	char dir[64];
	struct service_id service;
	struct vkey root;
	struct sign_seed srv;
	struct desk_id desk;
	struct file directory; /* note */
	struct file schedule;  /* note */
	struct file keys;
	struct note_hash prev;
	char out[OUT_MOST]; /* output of the last command */
	uint8_t envelope[INBOX_MOST][ENVELOPE_SIZE]; /* of the next inbox */
	size_t envelopes;
	int64_t offset; /* of the clock, in seconds */
} kit;

enum {
	KIT_NOW = 1785931200, /* Wednesday 2026-08-05, noon */
};

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
/* Replaces the C library's time(), which crypto/os/clock.c calls. */
time_t
time(time_t *__timer)
{
	time_t now = (time_t)(KIT_NOW + kit.offset);

	if (__timer != NULL)
		*__timer = now;
	return now;
}

/* Replaces Argon2id, which is slow; desk_keys.c tests the real one. */
/* NOLINTBEGIN(readability-function-size) */
WRAPPED(int, crypto_pwhash, unsigned char *out, unsigned long long n,
    const char *pass, unsigned long long pass_n, const unsigned char *salt,
    unsigned long long ops, size_t memory, int alg);

int
WRAP(crypto_pwhash)(unsigned char *out, unsigned long long n, const char *pass,
    unsigned long long pass_n, const unsigned char *salt,
    unsigned long long ops, size_t memory, int alg)
{
	(void)ops;
	(void)memory;
	(void)alg;
	return crypto_generichash_blake2b_salt_personal(out, (size_t)n,
	    (const unsigned char *)pass, pass_n, NULL, 0, salt, NULL);
}

/* NOLINTEND(readability-function-size) */
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

typedef int kit_command(const struct options *o);

/* In the child: confine it, then run a command line. */
static inline int
kit_child(kit_command *run, unsigned takes, int args, const char *const *words)
{
	char *argv[24] = { NULL };
	struct options o;
	int argc = 0;

	for (; words[argc] != NULL; argc++)
		argv[argc] = strdup(words[argc]);
	if (confine(&(struct confine_paths){ .write = { kit.dir } }) !=
	    CONFINE_OK)
		return 100;
	/* besides what a test names: who is there, and the date */
	takes |= command_find(words[0])->takes;
	return options_parse(&o, argc, argv, takes, args) ? run(&o) : 2;
}

/* Run a command in its own process: its output goes to kit.out.  Returns its
 * exit status, or minus the signal that killed it. */
static inline int
kit_run(kit_command *run, unsigned takes, int args, const char *input,
    const char *const *words)
{
	int in[2];
	int out = open("said", O_RDWR | O_CREAT | O_TRUNC, 0600);
	int status = 0;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(in), 0);
	assert_int_equal(write(in[1], input, strlen(input)), strlen(input));
	close(in[1]);
	(void)fflush(stdout);
	pid = fork();
	if (pid == 0) {
		(void)dup2(in[0], 0);
		(void)dup2(out, 1);
		(void)dup2(out, 2);
		status = kit_child(run, takes, args, words);
		(void)fflush(stdout);
		_exit(status);
	}
	close(in[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	n = pread(out, kit.out, sizeof(kit.out) - 1, 0);
	kit.out[n < 0 ? 0 : n] = '\0';
	close(out);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* For example kit_do(cmd_open, FOR_OPEN, 2, PASS, "open", "desk", "stick"). */
#define kit_do(run, takes, args, input, ...) \
	kit_run(run, takes, args, input,     \
	    (const char *const[]){ __VA_ARGS__, NULL })
/* Options may be NULL. */
static inline int
kit_open(const char *option, const char *value)
{
	return kit_do(cmd_open, FOR_OPEN, 2, PASS, "open", "desk", "stick",
	    option, value);
}

static inline int
kit_list(void)
{
	return kit_do(cmd_list, 0, 1, PASS, "list", "desk");
}

static inline int
kit_show(const char *n)
{
	return kit_do(cmd_show, 0, 2, PASS, "show", "desk", n);
}

static inline int
kit_reply(const char *n, const char *text, const char *option,
    const char *value)
{
	static char input[4096];

	(void)snprintf(input, sizeof(input), "%s%s", PASS, text);
	return kit_do(cmd_reply, FOR_REPLY, 2, input, "reply", "desk", n,
	    option, value);
}

static inline int
kit_outbox(const char *option)
{
	return kit_do(cmd_outbox, FOR_OUTBOX, 2, PASS, "outbox", "desk",
	    "stick", option);
}

static inline bool
kit_said(const char *words)
{
	bool yes = strstr(kit.out, words) != NULL;

	if (!yes)
		print_message("# said: %s\n# not: %s\n", kit.out, words);
	return yes;
}

static inline struct file
kit_read(const char *name)
{
	struct file f;

	assert_int_equal(file_read(&f, AT_FDCWD, name, (size_t)1 << 24), OK);
	return f;
}

static inline void
kit_write(const char *name, struct span bytes)
{
	assert_int_equal(file_write(AT_FDCWD, name, bytes), OK);
}

static inline void
kit_rename(const char *from, const char *to)
{
	assert_int_equal(rename(from, to), 0);
}

/* Make the service and its desk with the real commands. */
static inline int
kit_begin(void **state)
{
	char hex[65];
	struct file f;

	(void)state;
	assert_int_equal(process_begin(), OK);
	(void)snprintf(kit.dir, sizeof(kit.dir), "%s/zegel-desk-XXXXXX",
	    kit.where == NULL ? "/tmp" : kit.where);
	assert_non_null(mkdtemp(kit.dir));
	assert_int_equal(chdir(kit.dir), 0);
	assert_int_equal(mkdir("stick", 0700), 0);
	randombytes_buf(kit.srv.b, sizeof(kit.srv.b));
	assert_int_equal(kit_do(cmd_root, FOR_ROOT, 2, PASS, "root", "root",
			     "meld.example", "-m", "256"),
	    0);
	f = kit_read("root/root.vkey");
	assert_int_equal(vkey_parse(&kit.root, (struct span){ f.p, f.n - 1 }),
	    OK);
	file_free(&f);
	f = kit_read("root/service.txt");
	memcpy(hex, strstr((char *)f.p, "service ") + 8, 64);
	hex[64] = '\0';
	file_free(&f);
	assert_int_equal(span_hex(kit.service.b, 32, span_str(hex)), OK);
	assert_int_equal(kit_do(cmd_init, FOR_INIT, 2, PASS, "init", "desk",
			     "north", "--service", hex, "-s", "stick", "-m",
			     "256", "--title", "nl=Meldpunt Noord", "--title",
			     "en=North Desk", "--person", "Anna de Vries",
			     "--initials", "AdV"),
	    0);
	f = kit_read("desk/card.txt");
	assert_int_equal(span_hex(kit.desk.b, 32, (struct span){ f.p + 5, 64 }),
	    OK);
	file_free(&f);
	kit.schedule = kit_read("stick/001.north.schedule");
	kit.keys = kit_read("stick/001.north.keys");
	return 0;
}

static inline int
kit_end(void **state)
{
	(void)state;
	file_free(&kit.directory);
	file_free(&kit.schedule);
	file_free(&kit.keys);
	assert_int_equal(chdir("/"), 0);
	return remove_tree(kit.dir) ? 0 : -1;
}

#endif
