/* weeks.c - the environments of the pool: open, rewrite, forget. */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/inside.h"
#include "week.h"

#define RECENT ".recent"
#define GONE ".gone" /* forgotten, not yet overwritten and unlinked */

enum {
	WEEK_PATH = 5 + WEEK_TEXT + sizeof(RECENT) - 1, /* 5 for "pool/" */
};

static void
week_path(char out[static WEEK_PATH], uint16_t week, bool recent)
{
	char text[WEEK_TEXT];

	week_print(text, week);
	snprintf(out, WEEK_PATH, "pool/%s%s", text, recent ? RECENT : "");
}

/* Parse a ${name} in the folder "pool"; false if it is no environment's. */
static bool
week_named(uint16_t *week, bool *recent, const char *name)
{
	char path[WEEK_PATH];

	if (week_parse(week,
		(struct span){ (const uint8_t *)name,
		    strnlen(name, WEEK_TEXT - 1) }) != OK)
		return false;
	week_path(path, *week, true);
	*recent = strcmp(path + 5, name) == 0;
	return *recent || name[WEEK_TEXT - 1] == '\0';
}

size_t
weeks_place(const struct store *s, uint16_t week, bool recent)
{
	size_t i = 0;

	while (i < s->envs &&
	    (s->week[i]->number < week ||
		(s->week[i]->number == week && s->week[i]->recent < recent)))
		i++;
	return i;
}

/* The weeks of the pool, ascending. */
static size_t
weeks_list(const struct store *s, struct pool_week out[static STORE_WEEKS])
{
	size_t n = 0;

	for (size_t i = 0; i < s->envs; i++) {
		const struct week *w = s->week[i];

		if (n == 0 || out[n - 1].week != w->number)
			out[n++] = (struct pool_week){ .week = w->number };
		out[n - 1].envelopes += w->env.entries;
		out[n - 1].settled += w->recent ? 0 : w->env.entries;
	}
	return n;
}

/* The environment of ${week}, or its recent part; NULL if it is not open. */
static struct week *
week_of(const struct store *s, uint16_t week, bool recent)
{
	size_t i = weeks_place(s, week, recent);

	return i < s->envs && s->week[i]->number == week &&
		s->week[i]->recent == recent
	    ? s->week[i]
	    : NULL;
}

/* Insert the week in its place in the list; NULL if out of memory. */
static struct week *
weeks_insert(struct store *s, uint16_t week, bool recent)
{
	struct week *w = calloc(1, sizeof(*w));
	size_t at = weeks_place(s, week, recent);

	if (w == NULL)
		return NULL;
	memmove(s->week + at + 1, s->week + at,
	    (s->envs - at) * sizeof(struct week *));
	w->number = week;
	w->recent = recent;
	s->week[at] = w;
	s->envs++;
	return w;
}

static void
weeks_remove(struct store *s, size_t at)
{
	env_close(&s->week[at]->env);
	free(s->week[at]);
	s->envs--;
	memmove(s->week + at, s->week + at + 1,
	    (s->envs - at) * sizeof(struct week *));
}

/* True if ${week} is one more than the pool has room for. */
static bool
weeks_full(const struct store *s, uint16_t week)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = weeks_list(s, weeks);

	for (size_t i = 0; i < n; i++)
		if (weeks[i].week == week)
			return false;
	return n == STORE_WEEKS;
}

enum err
weeks_open(struct store *s, uint16_t week, bool recent, bool create)
{
	char name[WEEK_PATH];
	struct week *w;
	enum err e;

	if (week_of(s, week, recent) != NULL)
		return OK;
	if (weeks_full(s, week))
		return ERR_FULL;
	week_path(name, week, recent);
	w = weeks_insert(s, week, recent);
	if (w == NULL)
		return ERR_MEMORY;
	e = env_open(&w->env, s->path, name);
	if (e == ERR_MISSING && create)
		e = env_create(&w->env, s->path, name);
	if (e != OK)
		weeks_remove(s, weeks_place(s, week, recent));
	return e;
}

/* Called for each name in the pool's folder. */
typedef enum err name_visit(struct store *s, const char *name,
    const struct pause *p);

static enum err
names_visit(struct store *s, name_visit *visit, const struct pause *p)
{
	struct dirent *d;
	enum err e = OK;
	DIR *dir;
	int fd;

	fd = openat(s->dir, "pool", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (dir == NULL) {
		if (fd >= 0)
			close(fd);
		return disk_err(errno);
	}
	while (e == OK) {
		errno = 0;
		/* NOLINTNEXTLINE(concurrency-mt-unsafe): our own DIR */
		d = readdir(dir);
		if (d == NULL) {
			e = disk_err(errno);
			break;
		}
		e = visit(s, d->d_name, p);
	}
	closedir(dir);
	return e;
}

static enum err
name_open(struct store *s, const char *name, const struct pause *p)
{
	uint16_t week;
	bool recent;
	enum err e;

	(void)p;
	if (!week_named(&week, &recent, name))
		return OK; /* ., .., and what a crash left */
	e = weeks_open(s, week, recent, false);
	return e == ERR_MISSING ? OK : e; /* a folder without data.mdb */
}

enum err
pool_open(struct store *s)
{
	return names_visit(s, name_open, NULL);
}

void
pool_close(struct store *s)
{
	while (s->envs > 0)
		weeks_remove(s, s->envs - 1);
}

enum err
weeks_begin(struct store *s, size_t i, MDB_txn **txn, unsigned flags)
{
	enum err e = env_begin(&s->week[i]->env, txn, flags);

	if (e == ERR_MISSING)
		weeks_remove(s, i);
	return e;
}

size_t
store_weeks(struct store *s, struct pool_week out[static STORE_WEEKS])
{
	size_t n;

	pthread_mutex_lock(&s->turn);
	n = weeks_list(s, out);
	pthread_mutex_unlock(&s->turn);
	return n;
}

/*
 * Rename the environment first, so that deposits do not wait while it is
 * overwritten.  What a crash left of it is removed before that.
 */
static enum err
week_forget(struct store *s, uint16_t week, bool recent)
{
	char name[WEEK_PATH];
	char path[DISK_PATH];
	char gone[DISK_PATH + sizeof(GONE)];
	enum err e;

	week_path(name, week, recent);
	snprintf(path, sizeof(path), "%s/%s", s->path, name);
	snprintf(gone, sizeof(gone), "%s" GONE, path);
	e = discard(gone, NULL);
	if (e == OK)
		e = discard_new(path, NULL);
	if (e != OK)
		return e;
	pthread_mutex_lock(&s->turn);
	if (week_of(s, week, recent) != NULL)
		weeks_remove(s, weeks_place(s, week, recent));
	if (rename(path, gone) != 0 && errno != ENOENT)
		e = ERR_IO;
	pthread_mutex_unlock(&s->turn);
	return e == OK ? discard(gone, NULL) : e;
}

enum err
store_forget(struct store *s, uint16_t week)
{
	enum err e = week_forget(s, week, true);

	return e == OK ? week_forget(s, week, false) : e;
}

/* Remove a forgotten week that was not removed at the time. */
static enum err
name_gone(struct store *s, const char *name, const struct pause *p)
{
	char path[DISK_PATH];
	size_t n = strlen(name);
	int put;

	if (n < sizeof(GONE) || strcmp(name + n - sizeof(GONE) + 1, GONE) != 0)
		return OK;
	put = snprintf(path, sizeof(path), "%s/pool/%s", s->path, name);
	return put > 0 && put < DISK_PATH ? discard(path, p) : ERR_TOO_LONG;
}

/* The path of the ${i}th environment; false if there are fewer. */
static bool
path_copy(char out[static DISK_PATH], struct store *s, size_t i)
{
	bool there;

	pthread_mutex_lock(&s->turn);
	there = i < s->envs;
	if (there)
		memcpy(out, s->week[i]->env.path, DISK_PATH);
	pthread_mutex_unlock(&s->turn);
	return there;
}

/*
 * Remove what a crash left of rewriting and forgetting.  The folder's lock
 * keeps other processes from doing the same; deposits go on meanwhile.
 */
static enum err
leftovers_remove(struct store *s, const struct pause *p)
{
	char path[DISK_PATH];
	enum err e = names_visit(s, name_gone, p);

	for (size_t i = 0; e == OK && path_copy(path, s, i); i++)
		e = discard_new(path, p);
	return e;
}

/* True if environment ${i} is a recent part whose week must be rewritten. */
static bool
is_due(const struct store *s, size_t i, enum rewrite what)
{
	const struct week *w = s->week[i];

	return w->recent &&
	    (w->env.entries > 0 ||
		(what == REWRITE_HOURLY && i == s->envs - 1));
}

/*
 * Find the next week from ${from} on that is due; create its environment if it
 * has only a recent part.  The folder's lock keeps every week in the list.
 */
static enum err
week_next(struct store *s, enum rewrite what, uint32_t *from, struct week **w,
    struct week **recent)
{
	enum err e = OK;

	*w = NULL;
	pthread_mutex_lock(&s->turn);
	for (size_t i = 0; i < s->envs && *w == NULL && e == OK; i++) {
		*recent = s->week[i];
		if (!is_due(s, i, what) || (*recent)->number < *from)
			continue;
		e = weeks_open(s, (*recent)->number, false, true);
		*w = week_of(s, (*recent)->number, false);
		*from = (*recent)->number + 1U;
	}
	pthread_mutex_unlock(&s->turn);
	return e;
}

/* An envelope sent again as a week ends is in two: the first keeps it. */
static struct env *
week_before(struct store *s, uint16_t week)
{
	struct week *w;

	pthread_mutex_lock(&s->turn);
	w = week == 0 ? NULL : week_of(s, week - 1, false);
	pthread_mutex_unlock(&s->turn);
	return w == NULL ? NULL : &w->env;
}

/* Four pages for each envelope, and half a page for its key. */
static uint64_t
week_bytes(const struct week *w, const struct week *recent)
{
	return (uint64_t)(w->env.entries + recent->env.entries) *
	    (ENVELOPE_SIZE + 2048);
}

enum err
pool_rewrite(struct store *s, enum rewrite what, const struct pause *p)
{
	struct week *w, *recent;
	uint32_t from = 0;
	enum err first = leftovers_remove(s, p);
	enum err e = OK;

	while (e != ERR_AGAIN) {
		e = week_next(s, what, &from, &w, &recent);
		if (e != OK || w == NULL)
			break;
		e = ERR_FULL;
		if (disk_room(s->dir, week_bytes(w, recent)))
			e = env_rewrite(&w->env, &recent->env,
			    week_before(s, w->number), &s->turn, p);
		if (first == OK)
			first = e;
	}
	return first == OK ? e : first;
}
