/* complete.c - complete a path that is being typed, as Tab does. */

#include "terminal/complete.h"

#include <sys/stat.h>

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/path.h"
#include "terminal/plain.h"
#include "text.h"

enum {
	PATH_ROOM = 2048, /* more than a line that is typed */
	/* put behind the typed text while it is read, so that path_meant()
	 * takes no blank or quote at its end for the end of the path */
	MARK = '*',
};

/* How the path is typed. */
enum form { BARE, QUOTED, URL };

struct sought {
	enum form form;
	char quote;           /* with QUOTED */
	char path[PATH_ROOM]; /* as meant: a folder, "/", the front of a name */
	const char *name;     /* within ${path}: that front */
	char room[PATH_ROOM]; /* for a path that is made of these */
};

static enum form
form_of(struct span s, char *quote)
{
	static const char scheme[] = "file:";

	*quote = '\0';
	if (s.n > 0 && (s.p[0] == '"' || s.p[0] == '\'')) {
		*quote = (char)s.p[0];
		return QUOTED;
	}
	return s.n >= sizeof(scheme) - 1 &&
		memcmp(s.p, scheme, sizeof(scheme) - 1) == 0
	    ? URL
	    : BARE;
}

/* What ${before} means; false if it names no path so far. */
static bool
sought_get(struct sought *s, struct span before)
{
	struct writer w = { (uint8_t *)s->room, sizeof(s->room), 0, false };
	char *slash;
	size_t n;

	while (before.n > 0 && before.p[0] == ' ')
		before = (struct span){ before.p + 1, before.n - 1 };
	s->form = form_of(before, &s->quote);
	wire_put(&w, before.p, before.n);
	wire_put_u8(&w, MARK);
	if (s->form == QUOTED)
		wire_put_u8(&w, (uint8_t)s->quote);
	wire_put_u8(&w, '\0');
	if (w.bad || !path_meant(s->path, sizeof(s->path), s->room))
		return false;
	n = strlen(s->path);
	if (n == 0 || s->path[n - 1] != MARK)
		return false;
	s->path[n - 1] = '\0';
	slash = strrchr(s->path, '/');
	s->name = slash == NULL ? s->path : slash + 1;
	return true;
}

/* The entries of the folder of ${s}, sorted; -1 if there is none. */
static int
folder_read(struct sought *s, struct dirent ***entries)
{
	size_t n = (size_t)(s->name - s->path);

	if (n == 0)
		return scandir(".", entries, NULL, alphasort);
	memcpy(s->room, s->path, n);
	s->room[n] = '\0';
	return scandir(s->room, entries, NULL, alphasort);
}

/* True if ${name} can be typed, and be shown as it is. */
static bool
is_plain(const char *name)
{
	struct span s = span_str(name);
	struct reader r = { s.p, s.n, false };

	while (r.n > 0 && !r.bad)
		if (text_is_format(text_char(&r)))
			return false;
	return text_check(s) == OK && memchr(s.p, '\n', s.n) == NULL;
}

static bool
fits(const struct sought *s, const char *name)
{
	if (strncmp(name, s->name, strlen(s->name)) != 0 ||
	    strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return false;
	if (name[0] == '.' && s->name[0] != '.')
		return false;
	return is_plain(name);
}

static bool
is_folder(struct sought *s, const char *name)
{
	struct stat st;
	int n = snprintf(s->room, sizeof(s->room), "%.*s%s",
	    (int)(s->name - s->path), s->path, name);

	return n > 0 && (size_t)n < sizeof(s->room) &&
	    stat(s->room, &st) == 0 && S_ISDIR(st.st_mode);
}

/* How many bytes both names begin with; whole characters. */
static size_t
shared(const char *a, const char *b, size_t n)
{
	size_t i = 0;

	while (i < n && a[i] == b[i])
		i++;
	while (i > 0 && i < n && ((unsigned char)a[i] & 0xc0) == 0x80)
		i--;
	return i;
}

/* Write the ${n} bytes of a name at ${p} in the form that is being typed. */
static void
form_put(struct writer *w, enum form form, const char *p, size_t n)
{
	static const char bare[] = "-._~/";

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		bool letter = (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (form == URL && !letter && strchr(bare, c) == NULL) {
			char hex[4];

			(void)snprintf(hex, sizeof(hex), "%%%02X", c);
			wire_put_str(w, hex);
			continue;
		}
		if (form == BARE && c == '\\')
			wire_put_u8(w, '\\');
		wire_put_u8(w, c);
	}
}

static void
names_add(struct completion *out, const char *name)
{
	size_t had = strlen(out->names);
	size_t room = sizeof(out->names) - had;
	int n =
	    snprintf(out->names + had, room, "%s%s", had > 0 ? "  " : "", name);

	if (n < 0 || (size_t)n >= room) /* no part of a name */
		out->names[had] = '\0';
}

static void
entries_take(struct completion *out, struct sought *s,
    struct dirent *const *entries, int n)
{
	struct writer w = { (uint8_t *)out->add, sizeof(out->add), 0, false };
	const char *first = NULL;
	size_t front = strlen(s->name);
	size_t common = 0;

	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;

		if (!fits(s, name))
			continue;
		if (first == NULL)
			common = strlen(name);
		first = first == NULL ? name : first;
		common = shared(first, name, common);
		out->found++;
		names_add(out, name);
	}
	if (first == NULL || common < front)
		return;
	form_put(&w, s->form, first + front, common - front);
	if (out->found == 1 && is_folder(s, first))
		wire_put_u8(&w, '/');
	else if (out->found == 1 && s->form == QUOTED)
		wire_put_u8(&w, (uint8_t)s->quote);
	out->add_n = w.bad ? 0 : w.n;
}

void
path_complete(struct completion *out, struct span before)
{
	struct sought *s = calloc(1, sizeof(*s));
	struct dirent **entries = NULL;
	int n = -1;

	*out = (struct completion){ 0 };
	if (s != NULL && sought_get(s, before))
		n = folder_read(s, &entries);
	if (n >= 0)
		entries_take(out, s, entries, n);
	for (int i = 0; i < n; i++)
		free(entries[i]);
	free(entries);
	free(s);
}
