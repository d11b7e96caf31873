/* close.c - the close command: asks the desk to destroy a receipt's keys. */

#include "terminal/say.h"
#include "tipster/command.h"
#include "tipster/say.h"
#include "tipster/session.h"
#include "tipster/tip.h"

static void
say_stored(const struct tip *t, const struct exchange *x)
{
	(void)t;
	(void)x;
	say("Stored. At its next round the desk destroys its answers and the "
	    "keys of this\ncode. It keeps the text of the tip.\n"
	    "Until then, the code still opens the answers. Anyone who kept a "
	    "copy of the\nsealed answers can open them with the code later, "
	    "too: destroy the code now.\n");
}

int
cmd_close(const struct options *o)
{
	struct exchange *x = session_begin(&o->endpoint, &o->root);
	struct tip *t = tip_new(o, KIND_CLOSE, say_stored);
	int status = 1;

	if (x == NULL || t == NULL)
		goto out;
	if (!tip_ask(t) || !tip_find(t, x)) {
		say_fate(x);
		goto out;
	}
	status = tip_send(t, x) ? 0 : 1;
out:
	tip_free(t);
	session_end(x);
	exchange_free(x);
	return status;
}
