/* fault.c - why an act of the desk did not happen, and its arguments. */

#include "core/fault.h"

#include <string.h>

static const struct {
	const char *key;
	const char *arguments;
} faults[FAULTS] = {
	{ "none", "" },
#define FAULT(name, arguments) { #name, arguments },
#include "core/fault.def"
#undef FAULT
};

const char *
fault_key(enum fault f)
{
	return f < FAULTS ? faults[f].key : "?";
}

const char *
fault_arguments(enum fault f)
{
	return f < FAULTS ? faults[f].arguments : "";
}

enum fault
fault_plain(struct detail *d, enum fault f)
{
	memset(d, 0, sizeof(*d));
	return f;
}

enum fault
fault_text(struct detail *d, enum fault f, const char *text)
{
	size_t n = strnlen(text, sizeof(d->text) - 1);

	memset(d, 0, sizeof(*d));
	memcpy(d->text, text, n);
	return f;
}

enum fault
fault_number(struct detail *d, enum fault f, uint32_t n)
{
	memset(d, 0, sizeof(*d));
	d->n = n;
	return f;
}

enum fault
fault_file(struct detail *d, const char *name, enum err e)
{
	enum fault f = e == ERR_FULL ? FAULT_DISK_FULL
	    : e == ERR_MEMORY        ? FAULT_MEMORY
				     : FAULT_FILE;

	(void)fault_text(d, f, name);
	d->err = e;
	return f;
}

enum fault
fault_book(struct detail *d, enum err e)
{
	memset(d, 0, sizeof(*d));
	d->err = e;
	switch ((int)e) {
	case OK:
		return FAULT_NONE;
	case ERR_FULL:
		return FAULT_DISK_FULL;
	case ERR_MEMORY:
		return FAULT_MEMORY;
	case ERR_VERSION:
		return FAULT_DESK_NEWER;
	case ERR_IO:
		return fault_file(d, "casebook", e);
	default:
		return FAULT_DESK_DAMAGED;
	}
}
