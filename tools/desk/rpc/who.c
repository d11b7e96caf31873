/* who.c - the person that a call names, by number or by initials. */

#include "rpc/who.h"
#include "core/unlock.h"

#include <stdio.h>
#include <string.h>

/* Open and lock the folder; one that is busy now may be free next time. */
static enum fault
folder_have(struct call *c)
{
	struct desk *d = c->d;
	struct detail why;
	enum fault f;

	if (d->dir >= 0)
		return FAULT_NONE;
	f = desk_folder(d, c->rpc->path);
	if (f == FAULT_NONE)
		return f;
	why = d->detail;
	desk_close(d);
	d->detail = why;
	return f;
}

enum fault
who_list(struct deskkey_list *list, struct call *c)
{
	enum fault f = folder_have(c);

	return f == FAULT_NONE ? unlock_list(list, c->d) : f;
}

static bool
is_named(const struct deskkey_list *list, size_t i, uint32_t s,
    const char *initials)
{
	if (initials != NULL && strcmp(initials, list->person[i].initials) != 0)
		return false;
	if (s != 0)
		return s == list->person[i].s;
	return initials != NULL || list->persons == 1;
}

enum fault
who_named(uint8_t *s, struct call *c)
{
	struct deskkey_list list;
	const char *initials = param_text(c->params, "initials");
	uint32_t number = param_number(c->params, "s");
	char text[16] = "";
	enum fault f = who_list(&list, c);

	*s = 0;
	if (f != FAULT_NONE)
		return f;
	for (size_t i = 0; i < list.persons; i++)
		if (is_named(&list, i, number, initials))
			*s = list.person[i].s;
	if (*s != 0)
		return FAULT_NONE;
	if (number != 0)
		(void)snprintf(text, sizeof(text), "%u", number);
	return fault_text(&c->d->detail, FAULT_PERSON_UNKNOWN,
	    initials == NULL ? text : initials);
}
