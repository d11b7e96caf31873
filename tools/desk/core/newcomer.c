/* newcomer.c - how somebody new may be called. */

#include "core/team.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

/* A digit or a letter of the Latin script. */
static bool
is_sign(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') ||
	    (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) ||
	    (c >= 0x1e00 && c <= 0x1eff);
}

static bool
is_initials(const char *s)
{
	struct reader r = { (const uint8_t *)s, strlen(s), false };

	if (r.n == 0 || r.n > INITIALS_MAX)
		return false;
	while (r.n > 0 && !r.bad)
		if (!is_sign(text_char(&r)))
			return false;
	return !r.bad;
}

/* A name that nobody else has; initials that nobody else here has. */
static enum fault
taken_check(struct desk *d, const char *name, const char *initials)
{
	struct person *all;
	size_t n;
	enum err e = people_list(&all, &n, d->book);
	enum fault f = fault_book(&d->detail, e);

	for (size_t i = 0; i < n && f == FAULT_NONE; i++)
		if (strcmp(all[i].name, name) == 0)
			f = fault_text(&d->detail, FAULT_PERSON_TAKEN, name);
		else if (all[i].left == 0 &&
		    strcmp(all[i].initials, initials) == 0)
			f = fault_text(&d->detail, FAULT_PERSON_TAKEN,
			    initials);
	if (f == FAULT_NONE && n == PEOPLE_MAX)
		f = fault_number(&d->detail, FAULT_PERSONS_FULL, PEOPLE_MAX);
	free(all);
	return f;
}

enum fault
team_check(struct desk *d, const char *name, const char *initials)
{
	if (strlen(name) > PERSON_NAME_MAX || name_check(span_str(name)) != OK)
		return fault_text(&d->detail, FAULT_PERSON_NAME, name);
	if (!is_initials(initials))
		return fault_text(&d->detail, FAULT_PERSON_INITIALS, initials);
	if (d->book == NULL)
		return FAULT_NONE;
	if (persons_here(d) == DESK_PERSONS_MAX)
		return fault_number(&d->detail, FAULT_PERSONS_FULL,
		    DESK_PERSONS_MAX);
	return taken_check(d, name, initials);
}
