/* desk_kit.h - a service in a folder, to try the desk's real commands on. */

#ifndef DESK_KIT_H
#define DESK_KIT_H

#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <ftw.h>
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
#include "clock.h"
#include "command.h"
#include "confine.h"
#include "directory.h"
#include "envelope.h"
#include "file.h"
#include "manifest.h"
#include "notes.h"
#include "process.h"
#include "schedule.h"
#include "week.h"
#include "wrap.h"

#define PASS "een lange zin\n"

enum {
	INBOX_MOST = 16,
	OUT_MOST = 65536,
};

/* One world a program: a temporary folder is the working directory. */
static struct kit {
	char dir[64];
	struct service_id service;
	struct vkey root;
	struct sign_seed srv;
	struct desk_id desk;
	struct file directory; /* note */
	struct file schedule;  /* note */
	struct file keys;
	struct note_hash prev;
	char out[OUT_MOST]; /* what the last command said */
	uint8_t envelope[INBOX_MOST][ENVELOPE_SIZE]; /* of the next inbox */
	size_t envelopes;
	int64_t offset; /* of the clock, in seconds */
} kit;

/* The one clock of the program; base/clock.c asks it. */
time_t
time(time_t *t)
{
	struct timespec now = { 0, 0 };

	(void)clock_gettime(CLOCK_REALTIME, &now);
	now.tv_sec += (time_t)kit.offset;
	if (t != NULL)
		*t = now.tv_sec;
	return now.tv_sec;
}

/* Argon2id takes half a second each time: desk_keys.c tests the real one. */
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

typedef int kit_command(const struct options *o);

/* In the child: a command line, behind the filter, with ${input} to read. */
static inline int
kit_child(kit_command *run, const char *allowed, int args,
    const char *const *words)
{
	char *argv[16] = { NULL };
	struct options o;
	int argc = 0;

	for (; words[argc] != NULL; argc++)
		argv[argc] = strdup(words[argc]);
	if (confine() != OK)
		return 100;
	return options_parse(&o, argc, argv, allowed, args) ? run(&o) : 2;
}

/* Run a command as its own process; its exit status, its words in kit.out. */
static inline int
kit_run(kit_command *run, const char *allowed, int args, const char *input,
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
		status = kit_child(run, allowed, args, words);
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

/* kit_do(cmd_open, "RD", 2, PASS, "open", "desk", "stick") */
#define kit_do(run, allowed, args, input, ...) \
	kit_run(run, allowed, args, input,     \
	    (const char *const[]){ __VA_ARGS__, NULL })
/* Options may be NULL. */
static inline int
kit_open(const char *option, const char *value)
{
	return kit_do(cmd_open, "RD", 2, PASS, "open", "desk", "stick", option,
	    value);
}

static inline int
kit_list(void)
{
	return kit_do(cmd_list, "", 1, PASS, "list", "desk");
}

static inline int
kit_show(const char *n)
{
	return kit_do(cmd_show, "", 2, PASS, "show", "desk", n);
}

static inline int
kit_reply(const char *n, const char *text, const char *option,
    const char *value)
{
	static char input[4096];

	(void)snprintf(input, sizeof(input), "%s%s", PASS, text);
	return kit_do(cmd_reply, "UW", 2, input, "reply", "desk", n, option,
	    value);
}

static inline int
kit_outbox(const char *option)
{
	return kit_do(cmd_outbox, "D", 2, PASS, "outbox", "desk", "stick",
	    option);
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

/* A draft of the directory with the desk's card, signed by the real sign. */
static inline void
kit_sign(uint32_t version, const char *cells)
{
	struct file first = kit_read("root/service.txt");
	struct file card = kit_read("desk/card.txt");
	struct sign_public srv;
	static uint8_t text[8192];
	struct writer w = { text, sizeof(text), 0, false };
	const char *v = strstr((char *)first.p, "version 1\n");
	const char *n = strstr((char *)card.p, " 64 1\n");

	sign_public_of(&srv, &kit.srv);
	wire_put(&w, first.p, (size_t)(v - (char *)first.p));
	wire_put_str(&w, "version ");
	wire_put_decimal(&w, version);
	wire_put(&w, v + 9, first.n - (size_t)(v + 9 - (char *)first.p));
	wire_put_str(&w, "srv ");
	wire_put_base64(&w, srv.b, sizeof(srv.b));
	wire_put_str(&w,
	    "\nrhythm 1\nneutral https://example.org/\n"
	    "phone 0800-7000\n");
	wire_put(&w, card.p, (size_t)(n - (char *)card.p) + 1);
	wire_put_str(&w, cells);
	wire_put(&w, n + 3, card.n - (size_t)(n + 3 - (char *)card.p));
	kit_write("draft.txt", (struct span){ text, w.n });
	assert_int_equal(kit_do(cmd_sign, "", 3, PASS, "sign", "root",
			     "draft.txt", "dir.note"),
	    0);
	file_free(&first);
	file_free(&card);
	file_free(&kit.directory);
	kit.directory = kit_read("dir.note");
}

/* Make the service and its desk with the real commands. */
static inline int
kit_begin(void **state)
{
	char hex[65];
	struct file f;

	(void)state;
	assert_int_equal(process_begin(), OK);
	(void)snprintf(kit.dir, sizeof(kit.dir), "/tmp/zegel-desk-XXXXXX");
	assert_non_null(mkdtemp(kit.dir));
	assert_int_equal(chdir(kit.dir), 0);
	assert_int_equal(mkdir("stick", 0700), 0);
	randombytes_buf(kit.srv.b, sizeof(kit.srv.b));
	assert_int_equal(kit_do(cmd_root, "m", 2, PASS, "root", "root",
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
	assert_int_equal(kit_do(cmd_init, "msSRTAPN", 2, PASS, "init", "desk",
			     "north", "--service", hex, "-s", "stick", "-m",
			     "256", "--title", "nl=Meldpunt Noord"),
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
kit_unlink(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static inline int
kit_end(void **state)
{
	(void)state;
	file_free(&kit.directory);
	file_free(&kit.schedule);
	file_free(&kit.keys);
	assert_int_equal(chdir("/"), 0);
	return nftw(kit.dir, kit_unlink, 8, FTW_DEPTH | FTW_PHYS);
}

/* The desk's key of the clock's week. */
static inline const struct desk_public *
kit_key(void)
{
	struct schedule s;
	struct span note = file_span(&kit.schedule);
	const uint8_t *end = memmem(note.p, note.n, "\n\n", 2);
	unsigned i;

	assert_int_equal(
	    schedule_parse(&s,
		(struct span){ note.p, (size_t)(end - note.p) + 1 }),
	    OK);
	i = schedule_week(&s, clock_week());
	assert_in_range(i, 0, EPOCHS - 1);
	return (const struct desk_public *)(kit.keys.p +
	    (size_t)i * DESK_PUBLIC_SIZE);
}

/* Put an envelope of its own making into the next inbox. */
static inline uint8_t *
kit_put(void)
{
	assert_in_range(kit.envelopes, 0, INBOX_MOST - 1);
	return kit.envelope[kit.envelopes++];
}

static inline uint8_t *
kit_seal(const struct thread_secret *t, enum kind kind, uint8_t flags,
    const char *text)
{
	static uint8_t plain[BODY_SIZE];
	struct seal_to to = { kit_key(), t };
	struct body b = { .kind = kind, .lane = LANE_CLI, .flags = flags };
	uint8_t *out = kit_put();

	b.text = span_str(text);
	randombytes_buf(b.id.b, sizeof(b.id.b));
	assert_int_equal(body_encode(plain, &b), OK);
	assert_int_equal(envelope_seal(out, plain, &to, 1), OK);
	return out;
}

static inline int
kit_order(const void *a, const void *b)
{
	struct pool_name x;
	struct pool_name y;

	envelope_name(&x, a);
	envelope_name(&y, b);
	return memcmp(x.b, y.b, sizeof(x.b));
}

static inline void
kit_name(char out[64], uint32_t seq, const char *kind)
{
	(void)snprintf(out, 64, "stick/%03u.%s", seq, kind);
}

/* What zegeld serves, with the desk's schedule and key in it. */
static inline struct span
kit_notes(void)
{
	static uint8_t out[NOTES_MAX];
	static struct notes n;
	struct writer w = { out, sizeof(out), 0, false };

	n.directory = file_span(&kit.directory);
	n.count = 1;
	n.part[0].schedule = file_span(&kit.schedule);
	n.part[0].key = kit_key();
	notes_encode(&w, &n);
	assert_false(w.bad);
	return (struct span){ out, w.n };
}

/* Export the envelopes at hand as inbox ${seq} of ${week}, signed by SRV. */
static inline void
kit_export(uint32_t seq, uint16_t week, uint32_t taken)
{
	static struct inbox_manifest m;
	struct span notes = kit_notes();
	char name[64];
	static uint8_t text[2048];
	static uint8_t note[4096];
	struct writer t = { text, sizeof(text), 0, false };
	struct writer w = { note, sizeof(note), 0, false };
	size_t n = kit.envelopes * ENVELOPE_SIZE;

	qsort(kit.envelope, kit.envelopes, ENVELOPE_SIZE, kit_order);
	memset(&m, 0, sizeof(m));
	m.seq = seq;
	m.week = week;
	m.n = 1;
	m.service = kit.service;
	if (seq > 1)
		m.prev = kit.prev;
	m.envelopes = (uint32_t)kit.envelopes;
	file_hash(&m.file, kit.envelope[0], n);
	file_hash(&m.notes, notes.p, notes.n);
	m.taken[0] = (struct taken){ kit.desk, taken > 0, taken };
	inbox_print(&t, &m);
	assert_int_equal(
	    note_sign(&w, (struct span){ text, t.n }, &kit.srv, kit.root.name),
	    OK);
	note_hash(&kit.prev, (struct span){ note, w.n });
	kit_name(name, seq, "inbox");
	kit_write(name, (struct span){ kit.envelope[0], n });
	kit_name(name, seq, "n");
	kit_write(name, notes);
	kit_name(name, seq, "inbox.note");
	kit_write(name, (struct span){ note, w.n });
	kit.envelopes = 0;
}

/* Take inbox ${seq} off the stick. */
static inline void
kit_remove(uint32_t seq)
{
	static const char *const kinds[] = { "inbox", "n", "inbox.note" };
	char name[64];

	for (size_t i = 0; i < 3; i++) {
		kit_name(name, seq, kinds[i]);
		(void)unlink(name);
	}
}

#endif
