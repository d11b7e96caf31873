/* verify.c - the desks and verify commands: print the server's public data. */

#include <stdio.h>

#include "board.h"
#include "note.h"
#include "terminal/say.h"
#include "tipster/command.h"
#include "tipster/say.h"
#include "tipster/session.h"
#include "week.h"

/* Make a dummy visit; NULL after an error message. */
static struct exchange *
look(const struct options *o)
{
	struct exchange *x = session_begin(&o->endpoint, &o->root);
	enum err e;

	if (x == NULL)
		return NULL;
	e = session_look(x);
	if (e == OK)
		return x;
	(void)say_exchange_failed(x, e);
	exchange_free(x);
	return NULL;
}

int
cmd_desks(const struct options *o)
{
	struct exchange *x = look(o);

	if (x == NULL)
		return 1;
	desks_list(x);
	session_end(x);
	exchange_free(x);
	return 0;
}

static void
print_directory(const struct exchange *x)
{
	const struct directory *d = &x->directory;
	struct note_hash hash;
	char hex[2 * HASH_SIZE + 1];
	char issued[DATE_TEXT];
	char expires[DATE_TEXT];

	date_print(issued, d->issued);
	date_print(expires, d->expires);
	note_hash(&hash, x->notes.directory);
	sodium_bin2hex(hex, sizeof(hex), hash.b, sizeof(hash.b));
	(void)printf("service %s, directory version %u\n", d->root.name,
	    (unsigned)d->version);
	(void)printf("issued %s, good until %s\n", issued, expires);
	(void)printf("directory %s\n", hex);
}

/* Print a verified desk; false if its board section is missing or partial. */
static bool
print_desk(const struct exchange *x, unsigned i)
{
	const struct holder *h = &x->directory.holder[i];
	struct section s;
	bool there = board_section(&s, exchange_board(x), &h->id) == OK;

	if (!there)
		(void)printf("desk %s: missing from the board\n", h->ik.name);
	else if (s.n == 0)
		(void)printf("desk %s: has not written yet\n", h->ik.name);
	else
		(void)printf("desk %s: %u cells of %u\n", h->ik.name,
		    (unsigned)s.n, (unsigned)h->cells);
	return there && (s.n == 0 || s.n == h->cells);
}

int
cmd_verify(const struct options *o)
{
	struct exchange *x = look(o);
	bool whole = true;
	unsigned i;

	if (x == NULL)
		return 1;
	print_directory(x);
	for (i = 0; i < x->directory.desks; i++)
		whole = print_desk(x, i) && whole;
	if (whole)
		say("All signatures, keys and dates are good.\n");
	else
		(void)say_wrong("the board does not match the directory: "
				"answers may be missing");
	session_end(x);
	exchange_free(x);
	return whole ? 0 : 1;
}
