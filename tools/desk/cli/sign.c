/* sign.c - zegel-desk sign: check a draft of the directory, and sign it. */

#include "command.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk.h"
#include "directory.h"
#include "keys.h"
#include "note.h"
#include "os/clock.h"
#include "os/file.h"
#include "passphrase.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/tty.h"
#include "week.h"

#define SIGNED_NAME "directory"

enum {
	VKEY_FILE = VKEY_TEXT + 16, /* with what an editor adds */
};

/* Large: malloc(). */
struct signing {
	struct vkey root;
	struct file draft;
	struct file last; /* signed before; empty: none */
	struct directory new;
	struct directory old;
	uint8_t note[NOTE_MAX];
};

static int
root_read(struct signing *s, int dir, const char *path)
{
	struct file f = { NULL, 0 };
	enum err e = file_read(&f, dir, "root.vkey", VKEY_FILE);

	if (e == OK)
		e = vkey_parse(&s->root, plain_trim(file_span(&f)));
	file_free(&f);
	if (e == OK)
		return 0;
	return say_wrong("%s holds no ROOT: root.vkey is missing or damaged",
	    path);
}

/* What ROOT signed last, if anything. */
static int
last_read(struct signing *s, int dir)
{
	struct span text;
	enum err e = file_read(&s->last, dir, SIGNED_NAME, NOTE_MAX);

	if (e == ERR_MISSING)
		return 0;
	if (e == OK)
		e = note_verify(&text, file_span(&s->last), &s->root);
	if (e == OK)
		e = directory_parse(&s->old, text);
	return e == OK ? 0 : say_failed("reading", SIGNED_NAME, e);
}

/* Reasons of its own why this draft must not be signed. */
static int
draft_judge(const struct signing *s)
{
	const struct directory *d = &s->new;

	if (strcmp(d->srv.name, s->root.name) != 0)
		return say_wrong("the draft is of the service %s, but this "
				 "ROOT is that of %s",
		    d->srv.name, s->root.name);
	if (s->old.version != 0 &&
	    memcmp(s->old.service.b, d->service.b, sizeof(d->service.b)) != 0)
		return say_wrong("the line 'service' is not that of the "
				 "directory signed before: it never changes");
	if (d->version <= s->old.version)
		return say_wrong("version %u was signed before: this one must "
				 "be greater than %u",
		    d->version, s->old.version);
	if (d->expires < clock_day())
		return say_wrong("the draft expires before today");
	if (d->issued > clock_day() + CLOCK_DAYS)
		return say_wrong("the draft is issued in the future: see its "
				 "dates, and this computer's");
	return 0;
}

static int
draft_read(struct signing *s, const char *path)
{
	char fault[PLAIN_FAULT];
	enum err e = file_read(&s->draft, AT_FDCWD, path, NOTE_MAX);

	if (e != OK)
		return say_failed("reading", path, e);
	/* an office program's signs are not meant; there is room for an LF */
	s->draft.n = plain_lines(s->draft.p, s->draft.n);
	if (plain_fault(fault, file_span(&s->draft)))
		return say_wrong("%s is not plain text in UTF-8: %s", path,
		    fault);
	e = directory_parse(&s->new, file_span(&s->draft));
	if (e != OK)
		return say_wrong("%s is not a directory as it must be: compare "
				 "it, line by line, with section 7 of "
				 "PROTOCOL.md; order and spaces count",
		    path);
	return draft_judge(s);
}

static void
draft_say(const struct directory *d)
{
	char from[DATE_TEXT];
	char to[DATE_TEXT];
	char ik[VKEY_TEXT];

	date_print(from, d->issued);
	date_print(to, d->expires);
	say("Service %s, version %u, from %s up to and including %s.\n"
	    "An outbox every %u week%s. Leave goes to %.*s, phone %.*s.\n",
	    d->srv.name, d->version, from, to, d->rhythm,
	    d->rhythm == 1 ? "" : "s", (int)d->neutral.n,
	    (const char *)d->neutral.p, (int)d->phone.n,
	    (const char *)d->phone.p);
	for (size_t i = 0; i < d->holders; i++) {
		const struct holder *h = &d->holder[i];
		struct span title = lines_text(h->lines, "title", NULL, "en");

		vkey_print(ik, &h->ik);
		say("%s %s (%.*s), %u places, schedules from version %u\n"
		    "  IK %s\n",
		    h->partner ? "Partner" : "Desk", h->ik.name, (int)title.n,
		    (const char *)title.p, h->cells, h->min_version, ik);
	}
	if (d->revoked.n > 0)
		say("Revoked keys:\n%.*s", (int)d->revoked.n,
		    (const char *)d->revoked.p);
}

static int
seed_open(struct sign_seed *seed, int dir, struct passphrase *pass)
{
	enum err e;

	if (passphrase_ask(pass,
		"Passphrase of ROOT, if all of this is right: ", false) != OK)
		return say_wrong("nothing was signed");
	e = seed_read(seed, dir, KEYS_ROOT, KEY_ROOT, pass);
	tty_release();
	if (e == ERR_KEY)
		return say_wrong("this passphrase does not open root.key; "
				 "nothing was signed");
	return e == OK ? 0 : say_failed("reading", KEYS_ROOT, e);
}

/* file_give() of a path: in its folder, by its name. */
static enum err
path_write(const char *path, struct span bytes)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL
	    ? strdup(".")
	    : strndup(path, slash == path ? 1 : (size_t)(slash - path));
	int fd = -1;
	enum err e = ERR_MEMORY;

	if (folder != NULL) {
		fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		e = fd < 0
		    ? ERR_MISSING
		    : file_give(fd, slash == NULL ? path : slash + 1, bytes);
	}
	free(folder);
	if (fd >= 0)
		(void)close(fd);
	return e;
}

static int
note_write(struct signing *s, int dir, const struct sign_seed *seed,
    const char *out)
{
	struct writer w = { s->note, sizeof(s->note), 0, false };
	enum err e = note_sign(&w, file_span(&s->draft), seed, s->root.name);

	if (e != OK)
		return say_failed("signing", "the directory", e);
	e = path_write(out, (struct span){ s->note, w.n });
	if (e != OK)
		return say_failed("writing", out, e);
	e = file_give(dir, SIGNED_NAME, (struct span){ s->note, w.n });
	if (e != OK)
		return say_failed("writing", SIGNED_NAME, e);
	say("Signed. For the server: zegeld init DATA ROOT %s\n", out);
	return 0;
}

static int
sign_with(struct signing *s, struct passphrase *pass, int dir,
    const struct options *o)
{
	WIPED(sign_seed) seed;

	if (root_read(s, dir, o->arg[0]) != 0 || last_read(s, dir) != 0 ||
	    draft_read(s, o->arg[1]) != 0)
		return 1;
	draft_say(&s->new);
	if (!screen_sent())
		return say_wrong("standard output cannot show the draft, so "
				 "nothing was signed");
	if (seed_open(&seed, dir, pass) != 0)
		return 1;
	return note_write(s, dir, &seed, o->arg[2]);
}

int
cmd_sign(const struct options *o)
{
	struct signing *s = calloc(1, sizeof(*s));
	struct passphrase *pass = passphrase_new();
	int dir = folder_open(o->arg[0], "folder");
	int rc = 1;

	if (s == NULL || pass == NULL)
		(void)say_failed("locking", "memory", ERR_MEMORY);
	else if (dir >= 0)
		rc = sign_with(s, pass, dir, o);
	if (s != NULL) {
		file_free(&s->draft);
		file_free(&s->last);
	}
	free(s);
	passphrase_free(pass);
	if (dir >= 0)
		(void)close(dir);
	return rc;
}
