/* lang.c - the language in which the desk speaks: English or Dutch. */

#include "lang/lang.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "zegel-desk"

static bool dutch;

/* Beside the program: where make puts the texts, or where install does. */
static bool
folder_find(char out[static PATH_MAX])
{
	static const char *const beside[] = { "locale", "share/locale" };
	char self[PATH_MAX];
	char mo[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	self[n < 0 ? 0 : n] = '\0';
	for (int up = 0; up < 2; up++) {
		slash = strrchr(self, '/');
		if (slash == NULL)
			return false;
		*slash = '\0';
	}
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
		if (snprintf(out, PATH_MAX, "%s/%s", self, beside[i]) >=
			PATH_MAX ||
		    snprintf(mo, PATH_MAX, "%s/nl/LC_MESSAGES/" DOMAIN ".mo",
			out) >= PATH_MAX)
			return false;
		if (access(mo, R_OK) == 0)
			return true;
	}
	return false;
}

/* gettext does nothing in the locale C; C.UTF-8 is there always. */
static bool
texts_read(void)
{
	char folder[PATH_MAX];

	if (!folder_find(folder) || setlocale(LC_ALL, "C.UTF-8") == NULL ||
	    setenv("LANGUAGE", "nl", 1) != 0 ||
	    bindtextdomain(DOMAIN, folder) == NULL ||
	    bind_textdomain_codeset(DOMAIN, "UTF-8") == NULL ||
	    textdomain(DOMAIN) == NULL)
		return false;
	/* read now, and then never again */
	return strcmp(gettext("yes"), "yes") != 0;
}

/* Dutch if the first of these that says something says so. */
static bool
environment_dutch(void)
{
	static const char *const names[] = { "LANGUAGE", "LC_ALL",
		"LC_MESSAGES", "LANG" };
	const char *value;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		if (value != NULL && value[0] != '\0')
			return strncmp(value, "nl", 2) == 0;
	}
	return false;
}

bool
lang_begin(const char *choice)
{
	bool wanted =
	    choice == NULL ? environment_dutch() : strcmp(choice, "nl") == 0;
	bool there = texts_read();

	if (choice != NULL && !wanted && strcmp(choice, "en") != 0)
		return false;
	dutch = wanted && there;
	return choice == NULL || dutch == wanted;
}

const char *
lang_now(void)
{
	return dutch ? "nl" : "en";
}

const char *
lang_text(const char *text)
{
	return dutch ? gettext(text) : text;
}

const char *
lang_plural(const char *one, const char *many, unsigned long n)
{
	if (dutch)
		return ngettext(one, many, n);
	return n == 1 ? one : many;
}
