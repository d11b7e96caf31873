/* init.c - the `init` command: make a folder, take in the signed directory. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle/serverkey.h"
#include "command.h"
#include "confine/privdrop.h"
#include "failed.h"
#include "page/colour.h"
#include "page/language.h"
#include "page/page.h"
#include "text.h"

static const char installing[] = "installing the directory";

/* Print the server's key as a line for the directory. */
static int
srv_print(struct store *s)
{
	WIPED(sign_seed) seed;
	struct sign_public key;
	uint8_t text[64];
	struct writer w = { text, sizeof(text), 0, false };
	enum err e = serverkey_load(&seed, s);

	if (e != OK)
		return failed_err("reading", "srv.key", e);
	sign_public_of(&key, &seed);
	wire_put_str(&w, "srv ");
	wire_put_base64(&w, key.b, sizeof(key.b));
	wire_put_u8(&w, '\n');
	(void)fwrite(text, 1, w.n, stdout);
	return 0;
}

/* Give the service its name; ERR_SERVICE if it has another. */
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
	struct beginning begin = { .doing = doing, .bare = true, .stick = -1 };
	struct store *s = NULL;
	enum err e;
	int rc;

	if (!key_name_ok(span_str(name)))
		return failed("making the service", name, "not a valid name",
		    "use a to z, 0 to 9, dots and dashes, with a letter first "
		    "and at most 32 characters");
	e = privdrop_folder(path);
	if (e != OK)
		return failed_err(doing, path, e);
	rc = command_enter(&begin, path);
	if (rc != 0)
		return rc;
	e = store_create(".");
	if (e == OK)
		e = store_open(&s, ".");
	if (e == OK)
		e = name_set(s, name);
	if (e == OK)
		e = serverkey_make(s);
	if (e == ERR_SERVICE)
		rc = failed(doing, path, "it holds a service of another name",
		    "name another folder");
	else
		rc = e == OK ? srv_print(s) : failed_err(doing, path, e);
	store_close(s);
	return rc;
}

/* A directory being taken in.  Large: on the heap. */
struct installation {
	struct vkey root;
	struct file note;
	struct directory new;
	struct directory old;
	struct languages languages;
	bool named;   /* with -l; else keep the stored ones */
	bool refused; /* one of those, after a message */
	int32_t day;
};

/* OK if the state value of ${kind} is missing or exactly ${want}. */
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

/* Check that the directory has the service of the old one, and is newer. */
static enum err
follows(struct installation *in, struct store *s)
{
	struct span text;
	struct file f;
	enum err e = store_get(s, &f, STATE_DIRECTORY, NULL, 0);

	if (e == ERR_MISSING)
		return OK;
	if (e == OK && f.n == in->note.n && memcmp(f.p, in->note.p, f.n) == 0) {
		file_free(&f);
		return OK; /* the same again */
	}
	if (e == OK)
		e = note_verify(&text, file_span(&f), &in->root);
	if (e == OK)
		e = directory_parse(&in->old, text);
	if (e == OK &&
	    memcmp(&in->old.service, &in->new.service,
		sizeof(in->old.service)) != 0)
		e = ERR_SERVICE;
	if (e == OK && in->new.version <= in->old.version)
		e = ERR_VERSION;
	file_free(&f);
	return e;
}

/* ERR_KEY unless the directory has the key of this folder. */
static enum err
serverkey_is_ours(const struct installation *in, struct store *s)
{
	WIPED(sign_seed) seed;
	struct sign_public key;
	enum err e = serverkey_load(&seed, s);

	if (e != OK)
		return e;
	sign_public_of(&key, &seed);
	return memcmp(&key, &in->new.srv.key, sizeof(key)) == 0 ? OK : ERR_KEY;
}

/* Name the line that ${g} lacks, and what can be done. */
static int
gap_say(const char *file, const struct lang *lang, const struct gap_line *g)
{
	char why[256];
	bool always = languages_have(languages_always(), lang);

	snprintf(why, sizeof(why), "%s%s has no line \"%.*s%s%.*s %s\"",
	    g->desk == NULL ? "the service" : "desk ",
	    g->desk == NULL ? "" : g->desk->ik.name, (int)g->word.n,
	    (const char *)g->word.p, g->sub.n > 0 ? " " : "", (int)g->sub.n,
	    (const char *)g->sub.p, lang->code);
	return failed(installing, file, why,
	    always ? "write it and sign again: every service offers Dutch and "
		     "English"
		   : "write it and sign again, or leave that language out");
}

/* Check that languages lack no line, white reads on the colour, pages fit. */
static int
pages_check(const struct installation *in, const char *file)
{
	const struct lang *lang;
	struct gap_line gap;
	struct pages *pages;
	enum err e;

	if (languages_gap(&lang, &gap, &in->new, in->languages))
		return gap_say(file, lang, &gap);
	if (in->new.colour.n > 0 && !colour_reads(in->new.colour))
		return failed(installing, file,
		    "white letters are hard to read on its colour",
		    "choose a darker colour, and sign again");
	e = pages_new(&pages, &in->new, NULL, in->languages);
	if (e != OK)
		return failed_err(installing, file, e);
	pages_free(pages);
	return 0;
}

/* Warn if the page will not say who runs it: it would look like a trap. */
static void
who_say(const struct directory *d)
{
	const char *before =
	    "the directory does not say who runs the service; missing lines: ";

	for (size_t i = 0; i < DIRECTORY_WHO; i++) {
		if (lines_text(d->lines, directory_who[i], NULL, "").n > 0)
			continue;
		printf("%s%s", before, directory_who[i]);
		before = ", ";
	}
	if (*before == ',')
		printf("\n");
}

/* Store what was checked, and say so. */
static int
installation_put(const struct installation *in, struct store *s,
    const char *root)
{
	uint8_t codes[LANGUAGES_TEXT];
	struct writer w = { codes, sizeof(codes), 0, false };
	struct state_item items[] = {
		{ .kind = STATE_ROOT, .value = span_str(root) },
		{ .kind = STATE_DIRECTORY, .value = file_span(&in->note) },
		{ .kind = STATE_LANGUAGES },
	};
	enum err e;

	languages_put(&w, in->languages);
	items[2].value = (struct span){ codes, w.n };
	e = store_put(s, items, 3);
	if (e != OK)
		return failed_err(installing, NULL, e);
	printf("directory %u of %s installed, languages %.*s\n",
	    (unsigned)in->new.version, in->root.name, (int)w.n,
	    (const char *)codes);
	who_say(&in->new);
	return 0;
}

static int
take(struct installation *in, struct store *s, const char *root,
    const char *file)
{
	enum err e;
	int rc;

	e = directory_verify(&in->new, file_span(&in->note), &in->root,
	    in->day);
	if (e != OK)
		return failed_err(installing, file, e);
	e = state_is(s, STATE_NAME, span_str(in->root.name));
	if (e == OK)
		e = state_is(s, STATE_ROOT, span_str(root));
	if (e == OK)
		e = follows(in, s);
	if (e == OK && !in->named)
		e = languages_load(&in->languages, s);
	if (e != OK)
		return failed_err(installing, file, e);
	e = serverkey_is_ours(in, s);
	if (e == ERR_KEY)
		return failed(installing, file,
		    "its srv line does not hold this folder's key",
		    "put in the line that zegeld init prints, and sign again");
	if (e != OK)
		return failed_err(installing, file, e);
	rc = pages_check(in, file);
	return rc == 0 ? installation_put(in, s, root) : rc;
}

static int
init_directory(struct installation *in, const char *path, const char *root,
    const char *file)
{
	struct beginning begin = { .doing = "installing the directory in",
		.bare = true,
		.stick = -1 };
	struct store *s = NULL;
	int rc;
	enum err e;

	e = file_read(&in->note, AT_FDCWD, file, NOTE_MAX);
	if (vkey_parse(&in->root, span_str(root)) != OK)
		rc = failed(installing, root, "not a key",
		    "copy the ROOT line as zegel-desk root prints it");
	else if (e != OK)
		rc = failed_err(installing, file, e);
	else
		rc = command_begin(&s, &begin, path);
	if (rc == 0)
		rc = command_today(&in->day, s, installing, NULL);
	if (rc == 0)
		rc = command_lock(s, installing);
	if (rc == 0)
		rc = take(in, s, root, file);
	store_close(s); /* releases the lock */
	file_free(&in->note);
	return rc;
}

/* Enable the language ${code}, or say which there are. */
static const char *
language_name(void *to, const struct option_row *row, const char *code)
{
	struct installation *in = to;
	uint8_t codes[LANGUAGES_TEXT];
	struct writer w = { codes, sizeof(codes) - 1, 0, false };
	char todo[LANGUAGES_TEXT + 32];

	(void)row;
	in->named = true;
	if (in->refused || languages_add(&in->languages, span_str(code)))
		return NULL;
	in->refused = true;
	languages_put(&w, languages_all());
	snprintf(todo, sizeof(todo), "choose from %.*s", (int)w.n,
	    (const char *)codes);
	(void)failed("adding the language", code, "not in this build", todo);
	return NULL;
}

int
cmd_init(int argc, char **argv)
{
	static const struct option_row rows[] = {
		{ 'l', NULL, "language", NULL, 1, OPTION_EACH, 0 },
	};
	static const struct option_table table = { rows, 1, language_name };
	struct installation *in = calloc(1, sizeof(*in));
	int first, rc;

	if (in == NULL)
		return failed_err(installing, NULL, ERR_MEMORY);
	in->languages = languages_always();
	first = command_options(in, &table, argc, argv);
	rc = first < 0 ? USAGE : in->refused ? 1 : 0;
	argv += first;
	argc -= first;
	if (rc == 0 && argc == 2 && !in->named)
		rc = init_folder(argv[0], argv[1]);
	else if (rc == 0 && argc == 3)
		rc = init_directory(in, argv[0], argv[1], argv[2]);
	else if (rc == 0)
		rc = USAGE;
	free(in);
	return rc;
}
