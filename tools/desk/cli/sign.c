/* sign.c - zegel-desk sign: check a draft of the directory, and sign it. */

#include "core/sign.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/passphrase.h"
#include "cli/tell.h"
#include "lang/lang.h"
#include "terminal/foreign.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/tty.h"
#include "week.h"

static void
head_say(const struct directory *d)
{
	char from[DATE_TEXT];
	char to[DATE_TEXT];
	char srv[VKEY_TEXT];

	date_print(from, d->issued);
	date_print(to, d->expires);
	vkey_print(srv, &d->srv);
	say(_("Service %s, version %u, from %s up to and including %s.\n"
	      "  The server signs with %s\n"),
	    d->srv.name, d->version, from, to, srv);
	say(lang_plural("  Answers go out every week\n",
		"  Answers go out every %u weeks\n", d->rhythm),
	    d->rhythm);
	say(_("  The page's exit leads to: "));
	foreign_words(d->neutral);
	say("\n");
	say(_("  Telephone: "));
	foreign_words(d->phone);
	say("\n");
}

/* "all", or the numbers whose bits are set in the ${n} bytes at ${set}. */
static void
set_say(const uint8_t *set, size_t n)
{
	size_t bits = 0;

	for (size_t i = 0; i < 8 * n; i++)
		bits += (set[i / 8] >> i % 8 & 1) != 0;
	if (bits == 8 * n) {
		say("%s", _("all"));
		return;
	}
	for (size_t i = 0; i < 8 * n; i++)
		if ((set[i / 8] >> i % 8 & 1) != 0)
			say(" %zu", i);
}

static void
topics_say(uint32_t topics)
{
	uint8_t set[4];

	for (size_t i = 0; i < sizeof(set); i++)
		set[i] = (uint8_t)(topics >> (8 * i));
	set_say(set, sizeof(set));
}

static void
holder_say(const struct holder *h)
{
	struct span title = lines_text(h->lines, "title", NULL, lang_now());
	char ik[VKEY_TEXT];

	vkey_print(ik, &h->ik);
	say(h->partner ? _("Partner %s: ") : _("Desk %s: "), h->ik.name);
	foreign_words(title);
	say(_("\n  IK %s\n"), ik);
	if (h->partner)
		return;
	say(_("  Places for answers: %u; keys from number %u on\n"), h->cells,
	    h->min_version);
	say(_("  Topics: "));
	topics_say(h->topics);
	say("\n");
	say(_("  Regions: "));
	set_say(h->regions, sizeof(h->regions));
	say("\n");
}

/* Every line that the page shows: the service's own and each desk's. */
static void
lines_say(const char *title, struct span lines)
{
	if (lines.n == 0)
		return;
	say("%s\n", title);
	foreign_text("  | ", lines);
}

static bool
has_line(struct span text, struct span line)
{
	struct reader r = { text.p, text.n, false };

	while (r.n > 0) {
		struct span one = wire_line(&r);

		if (one.n == line.n &&
		    (line.n == 0 || memcmp(one.p, line.p, line.n) == 0))
			return true;
	}
	return false;
}

/* The lines of ${a} that ${b} does not have, each after ${mark}. */
static bool
missing_say(const char *mark, struct span a, struct span b)
{
	struct reader r = { a.p, a.n, false };
	bool any = false;

	while (r.n > 0) {
		struct span line = wire_line(&r);

		if (has_line(b, line))
			continue;
		any = true;
		foreign_text(mark, line);
	}
	return any;
}

static void
change_say(const struct signing *s)
{
	struct span draft = { s->draft.p, s->draft.n };
	bool less;
	bool more;

	if (s->old.version == 0) {
		say(_("ROOT has signed none before this one.\n"));
		return;
	}
	say(_("Compared with version %u, which ROOT signed last (- is gone, + "
	      "is new):\n"),
	    s->old.version);
	less = missing_say("  - ", s->text, draft);
	more = missing_say("  + ", draft, s->text);
	if (!less && !more)
		say(_("  the same lines\n"));
}

static void
draft_say(const struct signing *s)
{
	const struct directory *d = &s->new;

	head_say(d);
	lines_say(_("What the page says of the service:"), d->lines);
	for (size_t i = 0; i < d->holders; i++) {
		holder_say(&d->holder[i]);
		lines_say(_("  What the page says of it:"), d->holder[i].lines);
	}
	lines_say(_("Revoked keys:"), d->revoked);
	change_say(s);
}

static int
sign_with(struct signing *s, struct passphrase *p, const char *out)
{
	struct detail why;
	enum fault f;

	if (passphrase_ask(p,
		_("Passphrase of ROOT, if all of this is right: ")) != 0)
		return say_wrong(_("nothing was signed"));
	f = sign_write(s, &why, p, out);
	tty_release();
	if (f != FAULT_NONE)
		return tell(f, &why);
	say(_("Signed. For the server: zegeld init DATA ROOT %s\n"), out);
	return 0;
}

/* Why nothing is signed; what an editor did to the text in more words. */
static int
unsigned_say(enum fault f, const struct signing *s, const struct detail *why)
{
	char fault[PLAIN_FAULT];

	if (f == FAULT_DRAFT_TEXT && plain_fault(fault, file_span(&s->draft)))
		return say_wrong(_("the draft is not plain text in UTF-8: %s. "
				   "Nothing was signed"),
		    fault);
	return tell(f, why);
}

int
cmd_sign(const struct options *o)
{
	struct signing *s = calloc(1, sizeof(*s));
	struct passphrase *p = passphrase_new();
	struct detail why;
	enum fault f = FAULT_MEMORY;
	int rc = 1;

	if (s != NULL && p != NULL)
		f = sign_read(s, &why, o->arg[0], o->arg[1]);
	else
		(void)fault_plain(&why, f);
	if (f == FAULT_NONE) {
		draft_say(s);
		f = screen_sent() ? FAULT_NONE
				  : fault_plain(&why, FAULT_OUTPUT);
	}
	rc = f == FAULT_NONE ? sign_with(s, p, o->arg[2])
			     : unsigned_say(f, s, &why);
	sign_free(s);
	passphrase_free(p);
	return rc;
}
