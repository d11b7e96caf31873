/* enter.c - who sits down at the desk: the folder, a name, a passphrase. */

#include "cli/enter.h"

#include <string.h>

#include "cli/passphrase.h"
#include "cli/tell.h"
#include "core/unlock.h"
#include "lang/lang.h"
#include "terminal/ask.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/tty.h"

/* The number of the person called ${initials}; 0: nobody. */
static uint8_t
person_find(const struct deskkey_list *list, const char *initials)
{
	for (size_t i = 0; i < list->persons; i++)
		if (strcmp(list->person[i].initials, initials) == 0)
			return list->person[i].s;
	return 0;
}

static const char *
initials_of(const struct deskkey_list *list, uint8_t s)
{
	for (size_t i = 0; i < list->persons; i++)
		if (list->person[i].s == s)
			return list->person[i].initials;
	return "";
}

/* Ask until one of the list is named; 0 at the end of input. */
static uint8_t
person_ask(const struct deskkey_list *list)
{
	WIPED(typed) line;
	uint8_t s;

	for (;;) {
		say(_("Who are you?"));
		for (size_t i = 0; i < list->persons; i++)
			say("  %s", list->person[i].initials);
		say("\n");
		if (!ask_line(&line, _("Your initials: ")))
			return 0;
		s = person_find(list, (const char *)line.b);
		if (s != 0)
			return s;
		say(_("Nobody here has these initials; capitals count.\n"));
	}
}

static uint8_t
nobody_named(void)
{
	(void)say_wrong(_("several persons work at this desk: say with --as "
			  "who you are"));
	return 0;
}

uint8_t
person_choose(const struct deskkey_list *list, const char *as)
{
	uint8_t s;

	if (as != NULL) {
		s = person_find(list, as);
		if (s == 0)
			(void)say_wrong(_("nobody here has the initials %s"),
			    as);
		return s;
	}
	if (list->persons == 1)
		return list->person[0].s;
	if (!ask_terminal())
		return nobody_named();
	s = person_ask(list);
	if (s == 0)
		(void)say_wrong(_("nobody was named"));
	return s;
}

/* What follows an unlocking: 0 if the desk is open. */
static int
unlocked(struct desk *d, enum fault f)
{
	if (f == FAULT_JOURNAL_BROKEN)
		(void)tell(f, &d->detail);
	else if (f != FAULT_NONE)
		return tell(f, &d->detail);
	return 0;
}

int
enter_as(struct desk *d, uint8_t s, const char *initials, const char *key)
{
	struct passphrase *p = passphrase_new();
	char prompt[64];
	enum fault f = FAULT_PASSPHRASE_WRONG;
	int rc = 1;

	if (p == NULL)
		return tell(FAULT_MEMORY, &d->detail);
	(void)snprintf(prompt, sizeof(prompt), _("Passphrase of %s: "),
	    initials);
	while (f == FAULT_PASSPHRASE_WRONG && passphrase_ask(p, prompt) == 0) {
		f = unlock_desk(d, s, p, key);
		tty_release();
		passphrase_wipe(p);
		rc = unlocked(d, f);
		if (!ask_terminal())
			break;
	}
	passphrase_free(p);
	return rc;
}

int
enter(struct desk *d, const char *path, const struct options *o)
{
	struct deskkey_list list;
	enum fault f = desk_folder(d, path);
	uint8_t s;

	if (f == FAULT_NONE)
		f = unlock_list(&list, d);
	if (f != FAULT_NONE)
		return tell(f, &d->detail);
	/* a program reads what a question would be among */
	s = o->porcelain && o->as == NULL && list.persons > 1
	    ? nobody_named()
	    : person_choose(&list, o->as);
	if (s == 0 || enter_as(d, s, initials_of(&list, s), o->key) != 0)
		return 1;
	ask_idle(IDLE_MINUTES * 60);
	return 0;
}

void
enter_idled(void)
{
	if (!ask_idled())
		return;
	screen_wipe();
	say(_("Nobody was here for %d minutes: the desk is locked.\n"),
	    IDLE_MINUTES);
}

int
enter_asking(struct desk *d, const char *path, struct typed *key)
{
	struct deskkey_list list;
	enum fault f = desk_folder(d, path);
	uint8_t s;

	if (f == FAULT_NONE)
		f = unlock_list(&list, d);
	if (f != FAULT_NONE)
		return tell(f, &d->detail);
	s = person_choose(&list, NULL);
	if (s == 0)
		return 1;
	if (!unlock_has_key(d, s))
		(void)ask_path(key,
		    _("Your key is not in this folder. Its file, on your own "
		      "stick: "));
	return enter_as(d, s, initials_of(&list, s),
	    key->b[0] == '\0' ? NULL : (const char *)key->b);
}

int
second_person(struct staff_secret *secret, uint8_t *s, struct desk *d,
    const struct options *o)
{
	struct passphrase *p = passphrase_new();
	struct deskkey_list list;
	char prompt[64];
	enum fault f = p == NULL ? FAULT_MEMORY : unlock_list(&list, d);

	*s = 0;
	if (f == FAULT_NONE) {
		*s = person_find(&list, o->second);
		if (*s == 0)
			f = fault_text(&d->detail, FAULT_PERSON_UNKNOWN,
			    o->second);
	}
	(void)snprintf(prompt, sizeof(prompt), _("Passphrase of %s: "),
	    o->second);
	if (f == FAULT_NONE && passphrase_ask(p, prompt) != 0)
		f = FAULT_PASSPHRASE_NONE;
	if (f == FAULT_NONE)
		f = unlock_key(secret, d, *s, p, o->second_key);
	tty_release();
	passphrase_free(p);
	return f == FAULT_PASSPHRASE_NONE ? 1 : tell(f, &d->detail);
}
