/* sign.c - a draft of the directory: read, judged, signed with ROOT. */

#include "core/sign.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/desk.h"
#include "core/draft.h"
#include "core/root.h"
#include "core/seed.h"
#include "os/clock.h"

/* What ROOT signed last, if anything. */
static enum fault
last_read(struct signing *s, struct detail *why)
{
	enum err e = file_read(&s->last, s->dir, SIGN_FILE, NOTE_MAX);

	if (e == ERR_MISSING)
		return FAULT_NONE;
	if (e == OK)
		e = note_verify(&s->text, file_span(&s->last), &s->root);
	if (e == OK)
		e = directory_parse(&s->old, s->text);
	return e == OK ? FAULT_NONE : fault_file(why, SIGN_FILE, e);
}

/* Reasons of its own why this draft must not be signed. */
static enum fault
draft_judge(const struct signing *s, struct detail *why)
{
	const struct directory *d = &s->new;

	if (strcmp(d->srv.name, s->root.name) != 0)
		return fault_text(why, FAULT_DRAFT_NAME, s->root.name);
	if (s->old.version != 0 &&
	    memcmp(s->old.service.b, d->service.b, sizeof(d->service.b)) != 0)
		return fault_plain(why, FAULT_DRAFT_SERVICE);
	if (d->version <= s->old.version)
		return fault_number(why, FAULT_DRAFT_VERSION, s->old.version);
	if (d->expires < clock_day())
		return fault_plain(why, FAULT_DRAFT_EXPIRED);
	if (d->issued > clock_day() + CLOCK_DAYS)
		return fault_plain(why, FAULT_DRAFT_EARLY);
	return FAULT_NONE;
}

enum fault
sign_read(struct signing *s, struct detail *why, const char *folder,
    const char *draft)
{
	enum fault f;
	enum err e;

	s->dir = -1;
	f = folder_open(&s->dir, why, folder);
	(void)fault_text(why, f, folder);
	memcpy(s->path, why->text, sizeof(s->path));
	if (f == FAULT_NONE)
		f = root_read(&s->root, why, s->dir, folder);
	if (f == FAULT_NONE)
		f = last_read(s, why);
	if (f != FAULT_NONE)
		return f;
	e = file_read(&s->draft, AT_FDCWD, draft, NOTE_MAX);
	if (e != OK)
		return fault_file(why, draft, e);
	f = draft_parse(&s->new, &s->draft, why);
	return f == FAULT_NONE ? draft_judge(s, why) : f;
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

static enum fault
seed_open(struct sign_seed *seed, struct signing *s, struct detail *why,
    const struct passphrase *p)
{
	enum err e = seed_read(seed, s->dir, SEED_ROOT, KEY_ROOT, p);

	if (e == ERR_KEY)
		return fault_plain(why, FAULT_PASSPHRASE_WRONG);
	if (e == ERR_MEMORY)
		return fault_number(why, FAULT_KEY_MEMORY,
		    seed_kib(s->dir, SEED_ROOT) / 1024);
	return e == OK ? FAULT_NONE : fault_file(why, SEED_ROOT, e);
}

enum fault
sign_write(struct signing *s, struct detail *why, const struct passphrase *p,
    const char *out)
{
	WIPED(sign_seed) seed;
	struct writer w = { s->note, sizeof(s->note), 0, false };
	enum fault f = seed_open(&seed, s, why, p);
	enum err e;

	if (f != FAULT_NONE)
		return f;
	e = note_sign(&w, file_span(&s->draft), &seed, s->root.name);
	if (e != OK)
		return fault_file(why, SIGN_FILE, e);
	e = path_write(out, (struct span){ s->note, w.n });
	if (e != OK)
		return fault_file(why, out, e);
	e = file_give(s->dir, SIGN_FILE, (struct span){ s->note, w.n });
	return e == OK ? FAULT_NONE : fault_file(why, SIGN_FILE, e);
}

void
sign_free(struct signing *s)
{
	if (s == NULL)
		return;
	file_free(&s->draft);
	file_free(&s->last);
	if (s->dir >= 0)
		(void)close(s->dir);
	free(s);
}
