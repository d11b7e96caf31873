/* passphrase.c - the forms of a passphrase, and whether it is strong. */

#include "core/passphrase.h"

#include <string.h>

#include "os/process.h"
#include "text.h"

struct passphrase *
passphrase_new(void)
{
	return locked_new(sizeof(struct passphrase));
}

void
passphrase_free(struct passphrase *p)
{
	locked_free(p);
}

struct span
passphrase_form(const struct passphrase *p, size_t i)
{
	return (struct span){ p->form[i].b, p->form[i].n };
}

struct span
passphrase_span(const struct passphrase *p)
{
	return passphrase_form(p, 0);
}

bool
passphrase_has(const struct passphrase *p, struct span s)
{
	for (size_t i = 0; i < p->forms; i++)
		if (p->form[i].n == s.n &&
		    sodium_memcmp(p->form[i].b, s.p, s.n) == 0)
			return true;
	return false;
}

static void
form_add(struct passphrase *p, struct span s)
{
	if (s.n == 0 || passphrase_has(p, s))
		return;
	memcpy(p->form[p->forms].b, s.p, s.n);
	p->form[p->forms++].n = s.n;
}

/* The NFC of ${typed}, or the NFD. */
static enum err
normal_add(struct passphrase *p, struct span typed, bool composed)
{
	enum err e = normal_read(&p->text, typed);
	struct span s;

	if (e != OK)
		return e;
	if (composed)
		normal_compose(&p->text);
	s = normal_utf8(&p->text);
	form_add(p, s);
	return s.n > 0 ? OK : ERR_TOO_LONG;
}

static bool
is_ascii(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 0x80)
			return false;
	return true;
}

enum err
passphrase_set(struct passphrase *p, struct span typed)
{
	enum err e = text_check(typed);
	bool accents = e == OK && !is_ascii(typed);

	passphrase_wipe(p);
	if (typed.n == 0)
		return ERR_MISSING;
	if (typed.n > PASSPHRASE_MAX)
		return ERR_TOO_LONG;
	if (accents)
		e = normal_add(p, typed, true);
	form_add(p, typed);
	if (accents)
		(void)normal_add(p, typed, false);
	normal_wipe(&p->text);
	return e;
}

/* Characters of ${s}, and how many of them differ. */
static void
characters_count(size_t *all, size_t *kinds, struct span s)
{
	bool seen[256] = { false };

	*all = 0;
	*kinds = 0;
	for (size_t i = 0; i < s.n; i++) {
		*all += (s.p[i] & 0xC0) != 0x80;
		*kinds += !seen[s.p[i]];
		seen[s.p[i]] = true;
	}
	sodium_memzero(seen, sizeof(seen));
}

bool
passphrase_strong(const struct passphrase *p)
{
	size_t all;
	size_t kinds;

	characters_count(&all, &kinds, passphrase_span(p));
	return all >= PASSPHRASE_LEAST && kinds >= PASSPHRASE_KINDS;
}
