/* bundle_kit.h - makes a service of signed.h in "data", and the schedules
 * and outboxes that desks bring. */

#ifndef SERVER_BUNDLE_KIT_H
#define SERVER_BUNDLE_KIT_H

#include "server/kit.h"

#include "bundle/records.h"
#include "cell.h"
#include "command.h"
#include "manifest.h"
#include "os/file.h"
#include "os/process.h"
#include "served/served_notes.h"

enum {
	ARGS_MAX = 8,
	PLACES = 64, /* cells of noord */
};

/* A schedule and its keys, not yet written. */
struct bring_schedule {
	size_t holder;
	struct schedule schedule;
	unsigned signer;
	uint8_t keys[BUNDLE_KEYS_SIZE];
	size_t keys_n;
};

/* An outbox and its manifest, not yet written. */
struct bring_outbox {
	size_t holder;
	struct outbox_manifest manifest;
	unsigned signer;
	uint8_t file[SALT_SIZE + PLACES * RECORD_SIZE];
	size_t file_n;
	bool hash_late; /* outbox_write() puts the hash in the manifest */
};

/* Run ${cmd} with the words of ${line}; its result as an exit status. */
static inline int
command(int (*cmd)(int, char **), const char *line)
{
	static char words[sizeof("x ") + ARGS_MAX * 128];
	char *argv[ARGS_MAX + 1] = { words };
	char *rest = NULL;
	int argc = 0;

	(void)snprintf(words, sizeof(words), "x %s", line);
	for (char *word = strtok_r(words, " ", &rest);
	     word != NULL && argc < ARGS_MAX; word = strtok_r(NULL, " ", &rest))
		argv[argc++] = word;
	argv[argc] = NULL;
	optind = 0; /* restart getopt(3) */
	return cmd(argc, argv) & 0xff;
}

/* The same in a process of its own, since a command confines itself. */
static inline int
run(int (*cmd)(int, char **), const char *line)
{
	int status = 0;
	pid_t pid;

	(void)fflush(NULL);
	pid = fork();
	if (pid == 0) {
		if (process_begin() != OK)
			exit(99);
		exit(command(cmd, line));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status) == (USAGE & 0xff) ? USAGE
						     : WEXITSTATUS(status);
}

static inline void
bring_write(const char *name, struct span bytes)
{
	char path[128];

	(void)snprintf(path, sizeof(path), "stick/%s", name);
	assert_int_equal(file_write(AT_FDCWD, path, bytes), OK);
}

static inline bool
brought(const char *name)
{
	char path[128];

	(void)snprintf(path, sizeof(path), "stick/%s", name);
	return access(path, F_OK) == 0;
}

/* Verify and read the manifest of inbox ${seq}; returns its hash. */
static inline struct note_hash
manifest_read(struct inbox_manifest *m, unsigned seq)
{
	const struct vkey srv = signed_vkey(SIGNED_SRV, "demo");
	struct note_hash hash;
	struct span text;
	struct file f;
	char name[64];

	(void)snprintf(name, sizeof(name), "stick/%03u.inbox.note", seq);
	assert_int_equal(file_read(&f, AT_FDCWD, name, NOTE_MAX), OK);
	assert_int_equal(note_verify(&text, file_span(&f), &srv), OK);
	assert_int_equal(inbox_parse(m, text), OK);
	note_hash(&hash, file_span(&f));
	file_free(&f);
	return hash;
}

/* Write ${text}, signed by ${signer}, to the file "directory". */
static inline void
directory_sign(const char *text, unsigned signer)
{
	static uint8_t note[16384];

	assert_int_equal(file_write(AT_FDCWD, "directory",
			     signed_note(note, sizeof(note), span_str(text),
				 signer, "demo")),
	    OK);
}

/* The directory of signed.h with every line in Dutch and in English. */
static inline const char *
directory_text(void)
{
	static const char *const edits[][2] = {
		{ "region 2 nl", "region 2 en South\nregion 2 nl" },
		{ "card all nl", "card all en Call 112\ncard all nl" },
		{ "card sex nl",
		    "card me nl Bel ons\ncard sex en Centre\ncard sex nl" },
		{ "card care nl", "card care en At home\ncard care nl" },
		{ "about nl", "about en About us\nabout nl" },
		{ "passes nl", "passes en police\npasses nl" },
		{ "title nl Meldpunt Zuid",
		    "title en South desk\ntitle nl Meldpunt Zuid" },
		{ "title nl Politie", "title en Police\ntitle nl Politie" },
	};
	static char text[2][8192];
	unsigned at = 0;

	signed_directory_text(text[0], sizeof(text[0]));
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		signed_edit(text[1 - at], sizeof(text[0]), text[at],
		    edits[i][0], edits[i][1]);
		at = 1 - at;
	}
	return text[at];
}

/* Write the directory with ${from} replaced by ${to}, signed by ${signer}. */
static inline void
directory_write(const char *from, const char *to, unsigned signer)
{
	static char edited[8192];

	signed_edit(edited, sizeof(edited), directory_text(), from, to);
	directory_sign(edited, signer);
}

/* The same with two changes, signed by ROOT. */
static inline void
directory_edit(const char *from, const char *to, const char *from2,
    const char *to2)
{
	static char once[8192];
	static char twice[8192];

	signed_edit(once, sizeof(once), directory_text(), from, to);
	signed_edit(twice, sizeof(twice), once, from2, to2);
	directory_sign(twice, SIGNED_ROOT);
}

/* The arguments with which cmd_init imports the directory. */
static inline const char *
directory_line(const char *options)
{
	static char line[512];
	const struct vkey root = signed_vkey(SIGNED_ROOT, "demo");
	char text[VKEY_TEXT];

	vkey_print(text, &root);
	(void)snprintf(line, sizeof(line), "%s data %s directory", options,
	    text);
	return line;
}

static inline int
directory_take(void)
{
	return run(cmd_init, directory_line(""));
}

/* Make "data" with the server key of signed.h's directory, and "stick". */
static inline void
folder_make(void)
{
	const struct sign_seed *seed = signed_seed(SIGNED_SRV);

	assert_int_equal(run(cmd_init, "data demo"), 0);
	assert_int_equal(file_write(AT_FDCWD, "data/srv.key",
			     (struct span){ seed->b, sizeof(seed->b) }),
	    OK);
	assert_int_equal(mkdir("stick", 0700), 0);
}

static inline void
service_begin(void)
{
	folder_make();
	directory_write("rhythm 1", "rhythm 1", SIGNED_ROOT);
	assert_int_equal(directory_take(), 0);
}

/* Make schedule ${version} of holder ${i}, from SIGNED_WEEK on. */
static inline void
schedule_make(struct bring_schedule *b, size_t i, uint32_t version)
{
	b->holder = i;
	b->schedule = signed_schedule(i);
	b->schedule.version = version;
	b->schedule.expires = (int32_t)(kit.now / 86400) + 90;
	b->signer = SIGNED_IK + (unsigned)i;
	b->keys_n = sizeof(b->keys);
	memset(b->keys, (int)(version * 16 + i), sizeof(b->keys));
	for (size_t w = 0; w < EPOCHS; w++) {
		uint8_t *key = b->keys + w * DESK_PUBLIC_SIZE;

		key[0] = (uint8_t)w;
		pk_name_of(&b->schedule.epoch[w].name, key, DESK_PUBLIC_SIZE);
	}
}

static inline void
schedule_write(const struct bring_schedule *b)
{
	static uint8_t text[4096];
	static uint8_t note[8192];
	struct writer w = { text, sizeof(text), 0, false };
	const char *holder = signed_name(b->holder);
	char name[64];

	schedule_print(&w, &b->schedule);
	(void)snprintf(name, sizeof(name), "%03u.%s.schedule",
	    (unsigned)b->schedule.version, holder);
	bring_write(name,
	    signed_note(note, sizeof(note), (struct span){ w.p, w.n },
		b->signer, holder));
	(void)snprintf(name, sizeof(name), "%03u.%s.keys",
	    (unsigned)b->schedule.version, holder);
	bring_write(name, (struct span){ b->keys, b->keys_n });
}

static inline int
record_order(const void *a, const void *b)
{
	return memcmp(a, b, ADDR_SIZE);
}

/* Make outbox ${seq} of holder ${i}, under ${schedule}. */
static inline void
outbox_make(struct bring_outbox *b, size_t i, uint32_t schedule, uint32_t seq)
{
	static const uint16_t cells[SIGNED_HOLDERS] = { PLACES, 32, 0 };

	memset(b, 0, sizeof(*b));
	b->holder = i;
	memset(b->manifest.service.b, 0x11, sizeof(b->manifest.service.b));
	b->manifest.desk = signed_id(i);
	b->manifest.seq = seq;
	b->manifest.schedule = schedule;
	b->manifest.cells = cells[i];
	b->signer = SIGNED_OPS + (unsigned)i;
	b->file_n = SALT_SIZE + (size_t)cells[i] * RECORD_SIZE;
	randombytes_buf(b->file, SALT_SIZE);
	for (size_t c = 0; c < cells[i]; c++)
		record_random(b->file + SALT_SIZE + c * RECORD_SIZE);
	qsort(b->file + SALT_SIZE, cells[i], RECORD_SIZE, record_order);
	b->hash_late = true;
}

static inline void
outbox_write(struct bring_outbox *b)
{
	static uint8_t text[4096];
	static uint8_t note[8192];
	struct writer w = { text, sizeof(text), 0, false };
	const char *holder = signed_name(b->holder);
	char name[64];

	if (b->hash_late)
		file_hash(&b->manifest.file, b->file, b->file_n);
	outbox_print(&w, &b->manifest);
	(void)snprintf(name, sizeof(name), "%03u.%s.outbox.note",
	    (unsigned)b->manifest.seq, holder);
	bring_write(name,
	    signed_note(note, sizeof(note), (struct span){ w.p, w.n },
		b->signer, holder));
	(void)snprintf(name, sizeof(name), "%03u.%s.outbox",
	    (unsigned)b->manifest.seq, holder);
	bring_write(name, (struct span){ b->file, b->file_n });
}

/* The record in the state of holder ${i}'s last outbox; zeros if none. */
static inline struct outbox_record
kept_of(size_t i)
{
	const struct desk_id id = signed_id(i);
	struct store *s;
	struct outbox_record k;

	assert_int_equal(store_open(&s, "data"), OK);
	if (outbox_record_load(&k, s, &id) != OK)
		memset(&k, 0, sizeof(k));
	store_close(s);
	return k;
}

/* The version of holder ${i}'s newest schedule; 0 for none. */
static inline uint32_t
schedule_of(size_t i)
{
	const struct desk_id id = signed_id(i);
	struct stored_schedule f;
	struct store *s;

	assert_int_equal(store_open(&s, "data"), OK);
	if (stored_schedule_load(&f, s, &id, 0) != OK)
		f.version = 0;
	file_free(&f.bytes);
	store_close(s);
	return f.version;
}

#endif
