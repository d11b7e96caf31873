/* plugged.c - which stick a person means, and whether it is one. */

#include "cli/plugged.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "lang/lang.h"
#include "terminal/foreign.h"
#include "terminal/say.h"
#include "core/stick.h"

enum {
	MEBI = 1024 * 1024,
};

static void
stick_say(const struct stick *s, size_t number)
{
	say("  %zu  ", number);
	foreign_words(span_str(s->name));
	say(_("  %llu MiB free"), (unsigned long long)(s->room / MEBI));
	say("%s\n", s->readonly ? _(", cannot be written to") : "");
}

/* What is plugged in now. */
static void
sticks_say(const struct sticks *all)
{
	if (all->n == 0) {
		say(_("No stick is plugged in that this machine shows. Plug "
		      "it in, open it once in the\nfile manager, and press "
		      "Enter; or type its folder.\n"));
		return;
	}
	for (size_t i = 0; i < all->n; i++)
		stick_say(&all->stick[i], i + 1);
}

/* A number of the list, or a path. */
static void
stick_take(struct typed *out, const struct sticks *all,
    const struct typed *typed)
{
	uint32_t n;

	if (!number_parse(&n, (const char *)typed->b, 1, (uint32_t)all->n)) {
		*out = *typed;
		return;
	}
	typed_wipe(out);
	memcpy(out->b, all->stick[n - 1].path, strlen(all->stick[n - 1].path));
}

bool
plugged_ask(struct typed *out, const char *beside)
{
	struct sticks *all = calloc(1, sizeof(*all));
	WIPED(typed) typed;

	typed_wipe(out);
	if (all == NULL)
		return false;
	if (sticks_list(all) != OK)
		all->n = 0;
	sticks_say(all);
	if (ask_path(&typed, _("Number of the stick, or its folder: ")) &&
	    typed.b[0] != '\0') {
		stick_take(out, all, &typed);
		plugged_note((const char *)out->b, beside);
	}
	free(all);
	return out->b[0] != '\0';
}

void
plugged_note(const char *path, const char *beside)
{
	if (ask_terminal() && stick_kind(path, beside) == STICK_NONE)
		say_aside(_("! %s is no stick but a folder on this machine's "
			    "own disk: what is written there\n  stays on "
			    "it.\n"),
		    path);
}
