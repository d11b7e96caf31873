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

/* The folder above the program's own; the caller frees it.  NULL. */
static char *
above(void)
{
	char *self = malloc(PATH_MAX);
	ssize_t n =
	    self == NULL ? -1 : readlink("/proc/self/exe", self, PATH_MAX - 1);
	char *slash;

	if (n >= 0)
		self[n] = '\0';
	for (int up = 0; n >= 0 && up < 2; up++) {
		slash = strrchr(self, '/');
		if (slash == NULL)
			n = -1;
		else
			*slash = '\0';
	}
	if (n >= 0)
		return self;
	free(self);
	return NULL;
}

/* ${above}/${beside} if the Dutch texts are there; NULL. */
static char *
folder_try(const char *above, const char *beside)
{
	char *folder = NULL;
	char *mo = NULL;

	if (asprintf(&folder, "%s/%s", above, beside) < 0)
		return NULL;
	if (asprintf(&mo, "%s/nl/LC_MESSAGES/" DOMAIN ".mo", folder) < 0)
		mo = NULL;
	if (mo == NULL || access(mo, R_OK) != 0) {
		free(folder);
		folder = NULL;
	}
	free(mo);
	return folder;
}

/* Beside the program: where make puts the texts, or where install does. */
static char *
folder_find(void)
{
	char *self = above();
	char *folder = NULL;

	if (self != NULL)
		folder = folder_try(self, "locale");
	if (self != NULL && folder == NULL)
		folder = folder_try(self, "share/locale");
	free(self);
	return folder;
}

/* gettext does nothing in the locale C; C.UTF-8 is there always. */
static bool
texts_read(void)
{
	char *folder = folder_find();
	bool bound = folder != NULL && setlocale(LC_ALL, "C.UTF-8") != NULL &&
	    setenv("LANGUAGE", "nl", 1) == 0 &&
	    bindtextdomain(DOMAIN, folder) != NULL &&
	    bind_textdomain_codeset(DOMAIN, "UTF-8") != NULL &&
	    textdomain(DOMAIN) != NULL;

	free(folder);
	/* read now, and then never again */
	return bound && strcmp(gettext("yes"), "yes") != 0;
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

	if (choice != NULL && wanted && !there)
		return false;
	if (choice != NULL && !wanted && strcmp(choice, "en") != 0)
		return false;
	dutch = wanted && there;
	/* tools/terminal/ calls gettext() itself, in English too */
	(void)setlocale(LC_MESSAGES, dutch ? "C.UTF-8" : "C");
	return true;
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
