/* session.c - makes the two visits that every command consists of. */

#include "tipster/session.h"

#include <stdio.h>

#include "envelope.h"
#include "receipt.h"
#include "tipster/ask.h"
#include "tipster/say.h"

/* Derive from a receipt nobody keeps, so that this takes as long as a tip. */
static enum err
seal_dummy(struct exchange *v, void *arg)
{
	WIPED(receipt) receipt;
	WIPED(root) root;

	(void)arg;
	receipt_draw(&receipt);
	receipt_root(&root, &receipt, &v->directory.service);
	return envelope_dummy(v->envelope);
}

struct exchange *
session_begin(const struct endpoint *endpoint, const struct vkey *root)
{
	struct exchange *v = exchange_new(endpoint, root);

	if (v == NULL)
		(void)say_visit_failed(NULL, ERR_MEMORY);
	return v;
}

enum err
session_look(struct exchange *v)
{
	const struct sealer sealer = { seal_dummy, NULL, NULL };

	v->real = false;
	return exchange_make(v, &sealer);
}

void
session_end(struct exchange *v)
{
	enum err e;

	if (v == NULL || !v->complete || !v->second)
		return;
	(void)fflush(stdout);
	if (ask_terminal())
		(void)fputs("One more envelope follows, for nobody, so that "
			    "all commands look alike.\nYou can stop it with "
			    "Ctrl-C; nothing is lost.\n",
		    stderr);
	e = session_look(v);
	(void)e;
}
