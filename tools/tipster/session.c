/* session.c - makes the two visits that every command consists of. */

#include "tipster/session.h"

#include <stdio.h>

#include "envelope.h"
#include "receipt.h"
#include "tipster/ask.h"
#include "tipster/say.h"

/* Derive from a receipt nobody keeps, so that this takes as long as a tip. */
static enum err
seal_dummy(struct exchange *x, void *arg)
{
	WIPED(receipt) receipt;
	WIPED(root) root;

	(void)arg;
	receipt_draw(&receipt);
	receipt_root(&root, &receipt, &x->directory.service);
	return envelope_dummy(x->envelope);
}

struct exchange *
session_begin(const struct endpoint *endpoint, const struct vkey *root)
{
	struct exchange *x = exchange_new(endpoint, root);

	if (x == NULL)
		(void)say_exchange_failed(NULL, ERR_MEMORY);
	return x;
}

enum err
session_look(struct exchange *x)
{
	const struct sealer sealer = { seal_dummy, NULL, NULL };

	x->real = false;
	return exchange_make(x, &sealer);
}

void
session_end(struct exchange *x)
{
	enum err e;

	if (x == NULL || !x->complete || !x->second)
		return;
	(void)fflush(stdout);
	if (ask_terminal())
		(void)fputs("One more envelope follows, for nobody, so that "
			    "all commands look alike.\nYou can stop it with "
			    "Ctrl-C; nothing is lost.\n",
		    stderr);
	e = session_look(x);
	(void)e;
}
