/* secret.c - passphrases that a call brings along. */

#include "rpc/secret.h"

#include "label.h"

static enum fault
secret_fault(struct detail *d, enum err e)
{
	switch ((int)e) {
	case OK:
		return FAULT_NONE;
	case ERR_MISSING:
		return fault_plain(d, FAULT_PASSPHRASE_NONE);
	case ERR_TOO_LONG:
		return fault_number(d, FAULT_PASSPHRASE_LONG, PASSPHRASE_MAX);
	default:
		return fault_plain(d, FAULT_PASSPHRASE_TEXT);
	}
}

enum fault
secret_given(struct passphrase **p, struct call *c, const char *name)
{
	enum err e;

	*p = passphrase_new();
	if (*p == NULL)
		return fault_plain(&c->d->detail, FAULT_MEMORY);
	e = passphrase_set(*p, param_span(c->params, name));
	/* an older file may be sealed under what is no text */
	return (*p)->forms > 0 ? FAULT_NONE : secret_fault(&c->d->detail, e);
}

enum fault
secret_chosen(struct passphrase **p, struct call *c, const char *name)
{
	enum err e;

	*p = passphrase_new();
	if (*p == NULL)
		return fault_plain(&c->d->detail, FAULT_MEMORY);
	e = passphrase_set(*p, param_span(c->params, name));
	if (e == OK && !passphrase_strong(*p))
		return fault_plain(&c->d->detail, FAULT_PASSPHRASE_WEAK);
	return secret_fault(&c->d->detail, e);
}

struct keyhole
secret_hole(const struct passphrase *p, const struct call *c)
{
	uint32_t mib = param_number(c->params, "mib");

	return (struct keyhole){ passphrase_span(p),
		mib == 0 ? seed_default_kib() : mib * 1024 };
}
