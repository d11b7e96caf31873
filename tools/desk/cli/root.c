/* root.c - zegel-desk root: the key that signs who the desks are. */

#include "command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "date.h"
#include "desk.h"
#include "keys.h"
#include "lines.h"
#include "note.h"
#include "os/clock.h"
#include "os/file.h"
#include "passphrase.h"
#include "terminal/say.h"
#include "terminal/tty.h"
#include "text.h"

enum {
	SERVICE_MAX = 1024,
};

/* The first lines of a directory, up to where the server's key comes. */
static enum err
service_write(int dir, const char *name)
{
	uint8_t out[SERVICE_MAX];
	struct writer w = { out, sizeof(out), 0, false };
	struct service_id id;

	randombytes_buf(id.b, sizeof(id.b));
	wire_put_str(&w, "tip1/directory\n");
	lines_put_str(&w, "name", name);
	lines_put_hex(&w, "service", id.b, sizeof(id.b));
	lines_put_decimal(&w, "version", 1);
	lines_put_date(&w, "issued", clock_day());
	lines_put_date(&w, "expires", clock_day() + DIRECTORY_DAYS);
	return w.bad ? ERR_TOO_LONG
		     : file_give(dir, "service.txt", (struct span){ out, w.n });
}

static enum err
vkey_write(int dir, const char *vkey)
{
	char line[VKEY_TEXT + 1];
	struct writer w = { (uint8_t *)line, sizeof(line), 0, false };

	wire_put_str(&w, vkey);
	wire_put_str(&w, "\n");
	return file_give(dir, "root.vkey",
	    (struct span){ (const uint8_t *)line, w.n });
}

static int
root_make(int dir, const struct options *o, struct passphrase *pass)
{
	WIPED(sign_seed) seed;
	struct keyhole hole;
	struct vkey k;
	char vkey[VKEY_TEXT];
	struct sign_public pub;
	enum err e;

	if (date_sane() != 0)
		return 1;
	if (passphrase_ask(pass, "New passphrase of ROOT: ", true) != OK)
		return 1;
	randombytes_buf(seed.b, sizeof(seed.b));
	sign_public_of(&pub, &seed);
	if (vkey_set(&k, span_str(o->arg[1]), &pub) != OK)
		return 1;
	vkey_print(vkey, &k);
	hole = (struct keyhole){ passphrase_span(pass),
		o->kib != 0 ? o->kib : keys_default_kib() };
	e = service_write(dir, o->arg[1]);
	if (e == OK)
		e = vkey_write(dir, vkey);
	if (e == OK)
		e = seed_write(dir, KEYS_ROOT, KEY_ROOT, &seed, &hole);
	tty_release();
	if (e != OK)
		return say_failed("writing to", o->arg[0], e);
	say("%s\n", vkey);
	return 0;
}

static void
next_say(const char *dir)
{
	say_aside("That line is ROOT: print it on the posters and check "
		  "it against paper, always.\n"
		  "%s/service.txt begins the directory; behind it come "
		  "the line that zegeld init\n"
		  "prints, rhythm, neutral, phone, regions, cards, and "
		  "the card.txt of each desk.\n"
		  "Then: zegel-desk sign %s DRAFT OUT. Keep root.key in "
		  "a safe.\n",
	    dir, dir);
}

int
cmd_root(const struct options *o)
{
	struct passphrase *pass = passphrase_new();
	int dir = -1;
	int rc = 1;

	if (pass == NULL) {
		(void)say_failed("locking", "memory", ERR_MEMORY);
		goto out;
	}
	if (!key_name_ok(span_str(o->arg[1]))) {
		(void)say_wrong("%s cannot be a service's name: small "
				"letters, digits, dots and dashes, a letter "
				"first, at most 32",
		    o->arg[1]);
		goto out;
	}
	dir = folder_new(o->arg[0]);
	if (dir < 0)
		goto out;
	if (faccessat(dir, KEYS_ROOT, F_OK, 0) == 0)
		(void)say_wrong("there is a root.key in %s already: choose "
				"another folder",
		    o->arg[0]);
	else
		rc = root_make(dir, o, pass);
	if (rc == 0)
		next_say(o->arg[0]);
out:
	passphrase_free(pass);
	if (dir >= 0)
		(void)close(dir);
	return rc;
}
