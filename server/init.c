/* init.c - make a service's folder, and take in its signed directory. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "command.h"
#include "page.h"
#include "say.h"
#include "srv.h"
#include "text.h"
#include "today.h"

/* Print the line that goes into the directory. */
static int
srv_print(struct store *s, const char *doing)
{
	WIPED(sign_seed) seed;
	struct sign_public key;
	uint8_t text[64];
	struct writer w = { text, sizeof(text), 0, false };
	enum err e = srv_load(&seed, s);

	if (e != OK)
		return say_err(doing, "srv.key", e);
	sign_public_of(&key, &seed);
	wire_put_str(&w, "srv ");
	wire_put_base64(&w, key.b, sizeof(key.b));
	wire_put_u8(&w, '\n');
	(void)fwrite(text, 1, w.n, stdout);
	return fflush(stdout) == 0 ? 0 : say_err(doing, NULL, ERR_IO);
}

/* OK if the folder has no name yet, or this one. */
static enum err
name_set(struct store *s, const char *name)
{
	struct state_item item = { .kind = STATE_NAME };
	struct file f;
	enum err e;

	item.value = span_str(name);
	e = store_get(s, &f, STATE_NAME, NULL, 0);
	if (e == ERR_MISSING)
		return store_put(s, &item, 1);
	if (e == OK && !span_is(file_span(&f), name))
		e = ERR_SERVICE;
	file_free(&f);
	return e;
}

static int
init_folder(const char *path, const char *name)
{
	static const char doing[] = "making a service in";
	struct store *s = NULL;
	enum err e;
	int rc;

	if (!key_name_ok(span_str(name)))
		return say("making the service", name, "not a good name",
		    "use a to z, 0 to 9, dots and dashes, a letter first, at "
		    "most 32");
	e = store_create(path);
	if (e != OK)
		return say_err(doing, path, e);
	rc = command_open(&s, doing, path);
	if (rc != 0)
		return rc;
	e = name_set(s, name);
	if (e == OK)
		e = srv_make(s);
	if (e == ERR_SERVICE)
		rc = say(doing, path, "it holds a service of another name",
		    "name another folder");
	else
		rc = e == OK ? srv_print(s, doing) : say_err(doing, path, e);
	store_close(s);
	return rc;
}

/* What is being taken in.  Large: on the heap. */
struct taking {
	struct vkey root;
	struct file note;
	struct directory new;
	struct directory old;
};

/* OK if ${value} of the state is missing or exactly ${want}. */
static enum err
state_is(struct store *s, enum state kind, struct span want)
{
	struct file f;
	enum err e = store_get(s, &f, kind, NULL, 0);

	if (e == OK && (f.n != want.n || memcmp(f.p, want.p, want.n) != 0))
		e = ERR_SERVICE;
	file_free(&f);
	return e == ERR_MISSING ? OK : e;
}

/* The directory follows the one before: same service, greater version. */
static enum err
follows(struct taking *t, struct store *s)
{
	struct span text;
	struct file f;
	enum err e = store_get(s, &f, STATE_DIRECTORY, NULL, 0);

	if (e == ERR_MISSING)
		return OK;
	if (e == OK && f.n == t->note.n && memcmp(f.p, t->note.p, f.n) == 0) {
		file_free(&f);
		return OK; /* the same again */
	}
	if (e == OK)
		e = note_verify(&text, file_span(&f), &t->root);
	if (e == OK)
		e = directory_parse(&t->old, text);
	if (e == OK &&
	    memcmp(&t->old.service, &t->new.service, sizeof(t->old.service)) !=
		0)
		e = ERR_SERVICE;
	if (e == OK && t->new.version <= t->old.version)
		e = ERR_VERSION;
	file_free(&f);
	return e;
}

/* The key in the directory is the one in this folder. */
static enum err
srv_is_ours(const struct taking *t, struct store *s)
{
	WIPED(sign_seed) seed;
	struct sign_public key;
	enum err e = srv_load(&seed, s);

	if (e != OK)
		return e;
	sign_public_of(&key, &seed);
	return memcmp(&key, &t->new.srv.key, sizeof(key)) == 0 ? OK : ERR_KEY;
}

static enum err
page_is_whole(const struct directory *d)
{
	struct pages *pages;
	enum err e = pages_new(&pages, d);

	if (e == OK)
		pages_free(pages);
	return e;
}

static int
take(struct taking *t, struct store *s, const char *root, const char *file)
{
	static const char doing[] = "taking in the directory";
	const struct state_item items[] = {
		{ .kind = STATE_ROOT, .value = span_str(root) },
		{ .kind = STATE_DIRECTORY, .value = file_span(&t->note) },
	};
	enum err e;

	e = directory_verify(&t->new, file_span(&t->note), &t->root,
	    clock_day());
	if (e != OK)
		return say_err(doing, file, e);
	e = state_is(s, STATE_NAME, span_str(t->root.name));
	if (e == OK)
		e = state_is(s, STATE_ROOT, span_str(root));
	if (e == OK)
		e = follows(t, s);
	if (e != OK)
		return say_err(doing, file, e);
	e = srv_is_ours(t, s);
	if (e == ERR_KEY)
		return say(doing, file, "its srv line is not this folder's key",
		    "put in the line that zegeld init prints, and sign again");
	if (e == OK)
		e = page_is_whole(&t->new);
	if (e == OK)
		e = store_put(s, items, 2);
	if (e != OK)
		return say_err(doing, file, e);
	printf("directory %u of %s taken in\n", (unsigned)t->new.version,
	    t->root.name);
	return 0;
}

static int
init_directory(const char *path, const char *root, const char *file)
{
	static const char doing[] = "taking in the directory";
	struct taking *t = calloc(1, sizeof(*t));
	struct store *s = NULL;
	uint16_t week;
	int rc;
	enum err e;

	if (t == NULL)
		return say_err(doing, file, ERR_MEMORY);
	e = file_read(&t->note, AT_FDCWD, file, NOTE_MAX);
	if (vkey_parse(&t->root, span_str(root)) != OK)
		rc = say(doing, root, "not a key",
		    "copy the ROOT line as zegel-desk root prints it");
	else if (e != OK)
		rc = say_err(doing, file, e);
	else
		rc = command_open(&s, doing, path);
	if (rc == 0)
		rc = command_today(&week, s, doing, NULL);
	if (rc == 0)
		rc = command_lock(s, doing);
	if (rc == 0)
		rc = take(t, s, root, file);
	store_close(s); /* lets go of the lock */
	file_free(&t->note);
	free(t);
	return rc;
}

int
cmd_init(int argc, char **argv)
{
	if (argc == 3)
		return init_folder(argv[1], argv[2]);
	if (argc == 4)
		return init_directory(argv[1], argv[2], argv[3]);
	return USAGE;
}
