/* init.c - zegel-desk init: a new desk, its keys, its card, its casebook. */

#include "command.h"

#include <sys/file.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "date.h"
#include "desk.h"
#include "os/file.h"
#include "os/process.h"
#include "renewal.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/tty.h"
#include "text.h"
#include "week.h"

enum {
	CELLS_DEFAULT = 64,
	CARD_MAX = 16384,
};

#define CARD_NAME "card.txt"

/* What the options say, checked, into a new state. */
static int
state_new(struct state *s, const struct options *o)
{
	const char *name = o->arg[1];

	memset(s, 0, sizeof(*s));
	if (!key_name_ok(span_str(name)))
		return say_wrong("%s cannot be a desk's name: small letters, "
				 "digits, dots and dashes, a letter first, at "
				 "most 32",
		    name);
	if (o->service == NULL)
		return say_wrong("which service is this desk of? Give "
				 "--service and the 64 digits of service.txt");
	if (span_hex(s->service.b, sizeof(s->service.b),
		plain_trim(span_str(o->service))) != OK)
		return say_wrong("--service takes the 64 digits of the line "
				 "'service' in service.txt");
	if (o->root != NULL &&
	    vkey_parse(&s->root, plain_trim(span_str(o->root))) != OK)
		return say_wrong("--root takes the whole line that "
				 "zegel-desk root printed");
	s->pinned = o->root != NULL;
	memcpy(s->name, name, strlen(name));
	randombytes_buf(s->desk.b, sizeof(s->desk.b));
	s->cells = o->cells != 0 ? o->cells : CELLS_DEFAULT;
	s->rhythm = 1;
	return 0;
}

/* "nl=Meldpunt" as a line of the card; false if it is not like that. */
static bool
card_line_put(struct writer *w, const struct card_line *l)
{
	const char *eq = strchr(l->text, '=');
	size_t lang = eq == NULL ? 0 : (size_t)(eq - l->text);

	if (lang < 2 || lang > 3 ||
	    strspn(l->text, "abcdefghijklmnopqrstuvwxyz") != lang ||
	    name_check(span_str(eq + 1)) != OK)
		return false;
	wire_put_str(w, l->word);
	wire_put_str(w, " ");
	wire_put(w, l->text, lang);
	wire_put_str(w, " ");
	wire_put_str(w, eq + 1);
	wire_put_str(w, "\n");
	return true;
}

/* All lines with ${word}; how many, or -1 after a sentence. */
static int
card_lines_put(struct writer *w, const struct options *o, const char *word)
{
	int n = 0;

	for (unsigned i = 0; i < o->lines; i++) {
		if (strcmp(o->line[i].word, word) != 0)
			continue;
		if (!card_line_put(w, &o->line[i])) {
			(void)say_wrong("--%s takes LANGUAGE=TEXT, like "
					"nl=Meldpunt: at most 200 bytes on one "
					"line, not %s",
			    word, o->line[i].text);
			return -1;
		}
		n++;
	}
	return n;
}

/* The desk's block of a directory. */
static int
card_print(struct writer *w, const struct state *s, const struct options *o,
    const struct sign_seed *ik)
{
	struct sign_public pub;
	int titles;

	sign_public_of(&pub, ik);
	wire_put_str(w, "desk ");
	wire_put_hex(w, s->desk.b, sizeof(s->desk.b));
	wire_put_str(w, " ");
	wire_put_str(w, s->name);
	wire_put_str(w, " ");
	wire_put_decimal(w, s->cells);
	wire_put_str(w, " 1\nik ");
	wire_put_base64(w, pub.b, sizeof(pub.b));
	wire_put_str(w, "\ntopics all\nregions all\n");
	titles = card_lines_put(w, o, "title");
	if (titles == 0) {
		wire_put_str(w, "title nl ");
		wire_put_str(w, s->name);
		wire_put_str(w, "\ntitle en ");
		wire_put_str(w, s->name);
		wire_put_str(w, "\n");
	}
	if (titles < 0 || card_lines_put(w, o, "about") < 0 ||
	    card_lines_put(w, o, "passes") < 0)
		return 1;
	return w->bad ? say_wrong("this card is too long") : 0;
}

/* An empty folder of its own, and a passphrase. */
static int
begin(struct desk *d, const struct options *o)
{
	static const char *const taken[] = { KEYS_DESK, KEYS_IK };

	int stick = o->stick == NULL ? -1 : folder_open(o->stick, "stick");

	if (o->stick != NULL && stick < 0)
		return 1;
	if (stick >= 0)
		(void)close(stick);
	d->path = o->arg[0];
	d->dir = folder_new(d->path);
	if (d->dir < 0)
		return 1;
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		if (faccessat(d->dir, taken[i], F_OK, 0) == 0) {
			(void)say_wrong("there is a %s in %s already: choose "
					"another folder",
			    taken[i], d->path);
			return 1;
		}
	d->kib = o->kib != 0 ? o->kib : keys_default_kib();
	d->pass = passphrase_new();
	d->keys = locked_new(sizeof(*d->keys));
	if (d->pass == NULL || d->keys == NULL) {
		(void)say_failed("locking", "memory", ERR_MEMORY);
		return 1;
	}
	return passphrase_ask(d->pass, "New passphrase of this desk: ", true) ==
		OK
	    ? 0
	    : 1;
}

/* The casebook with state and first schedule; desk.key last of all. */
static int
desk_make(struct desk *d, const struct sign_seed *ik)
{
	struct keyhole hole = { passphrase_span(d->pass), d->kib };
	enum err e;

	randombytes_buf(d->keys->casebook.b, sizeof(d->keys->casebook.b));
	e = casebook_open(&d->book, d->path, &d->keys->casebook, true);
	if (e == OK)
		e = casebook_begin(d->book);
	if (e == OK)
		e = renewal_make(d, ik, false);
	if (e != OK)
		return say_failed("making", "the casebook", e);
	if (desk_commit(d) != 0)
		return 1;
	e = seed_write(d->dir, KEYS_IK, KEY_IK, ik, &hole);
	if (e != OK)
		return say_failed("writing", KEYS_IK, e);
	return desk_keys_save(d);
}

static int
first_carry(struct desk *d, const char *stick)
{
	int fd = folder_open(stick, "stick");
	enum err e;

	if (fd < 0)
		return 1;
	e = casebook_begin(d->book);
	if (e == OK)
		e = renewal_carry(d, fd);
	casebook_abort(d->book);
	(void)close(fd);
	return e == OK ? 0 : say_failed("writing to", stick, e);
}

static void
next_say(const struct desk *d, const struct options *o)
{
	say("The desk %s stands in %s.\n"
	    "  card.txt   its lines for the directory: give them to who "
	    "signs it\n"
	    "  ik.key     signs its schedules: copy it to the safe, then "
	    "remove it here\n"
	    "  desk.key   opens tips: never copy it, nor put it in a backup\n",
	    d->state->name, d->path);
	if (o->stick != NULL)
		say("Its first schedule is on the stick: zegeld import DATA "
		    "%s\n",
		    o->stick);
	else
		say("Its first schedule goes on a stick with: zegel-desk "
		    "renew %s STICK\n",
		    d->path);
}

static int
init_make(struct desk *d, const struct options *o, struct writer *card)
{
	WIPED(sign_seed) ik;
	enum err e;

	randombytes_buf(ik.b, sizeof(ik.b));
	d->state = malloc(sizeof(*d->state));
	if (d->state == NULL)
		return say_failed("making", "the desk", ERR_MEMORY);
	if (date_begin(d) != 0 || state_new(d->state, o) != 0 ||
	    card_print(card, d->state, o, &ik) != 0 || begin(d, o) != 0)
		return 1;
	d->state->seen_from = week_of_day(d->day);
	e = file_give(d->dir, CARD_NAME, (struct span){ card->p, card->n });
	if (e != OK)
		return say_failed("writing", CARD_NAME, e);
	if (desk_make(d, &ik) != 0)
		return 1;
	tty_release();
	return o->stick == NULL ? 0 : first_carry(d, o->stick);
}

int
cmd_init(const struct options *o)
{
	struct desk d = DESK_NONE;
	struct writer card = { malloc(CARD_MAX), CARD_MAX, 0, false };
	int rc = 1;

	if (card.p != NULL)
		rc = init_make(&d, o, &card);
	if (rc == 0)
		next_say(&d, o);
	free(card.p);
	desk_close(&d);
	return rc;
}
