/* store.h - a service's folder: state, and a pool of envelopes by week. */

#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"
#include "file.h"
#include "label.h"
#include "thread.h"
#include "wire.h"

enum {
	STORE_WEEKS = 16, /* weeks of the pool; a seventeenth does not fit */
	STORE_PATH = 448, /* bytes of the folder's path, at most */
};

struct store;

/* What the state holds, each under its kind, a holder and a number. */
enum state {
	STATE_NAME = 1,  /* the service's name */
	STATE_ROOT,      /* ROOT as it is pinned, text */
	STATE_DIRECTORY, /* the note */
	STATE_SCHEDULE,  /* holder; 0 newest, 1 before it: note || keys */
	STATE_OUTBOX,    /* holder: manifest of the last one taken in */
	STATE_SECTION,   /* holder: salt || records of it */
	STATE_INBOX,     /* number: hash of the manifest || u16 week */
	STATE_LAST,      /* u32: number of the last inbox */
	STATE_WEEK,      /* u16, u16: the weeks of use, see today.h */
	STATE_LANGUAGES, /* codes of those switched on, a space between */
	STATE_LOST,      /* u16 week || u32 envelopes forgotten unread */
	STATE_RESTORED,  /* one byte, below: put back from a backup */
};

/* What STATE_RESTORED holds; see restore.h. */
enum {
	RESTORED_NOW = 1,
	RESTORED_TOLD, /* how far the numbers had come */
};

/* One value of the state.  An empty value is none. */
struct state_item {
	enum state kind;
	struct desk_id holder; /* zeros where the kind has none */
	uint32_t number;
	struct span value;
};

/* An envelope to find or to add.  Borrowed. */
struct pool_item {
	const uint8_t *envelope;
	enum err result;
};

/* One week of the pool. */
struct pool_week {
	uint16_t week;
	uint64_t envelopes;
	uint64_t settled; /* of them, up to the last hourly rewriting */
};

/* Called for each envelope; anything but OK ends the walk. */
typedef enum err store_visit(void *arg, const uint8_t envelope[ENVELOPE_SIZE]);

/*
 * store_create(path):
 * Make the folder ${path} with an empty state.  Where an earlier call was
 * interrupted, finish it.
 */
MUST_USE enum err store_create(const char *path);

/*
 * store_open(s, path):
 * A folder without its pool was put back from a backup: it gets an empty one,
 * and STATE_RESTORED.  ERR_MISSING if ${path} is not a service's folder,
 * ERR_TOO_LONG if its name is, ERR_IO, ERR_MEMORY.
 */
MUST_USE enum err store_open(struct store **s, const char *path);
void store_close(struct store *s);

/* The folder, open, for other files in it.  Borrowed. */
int store_dir(const struct store *s);

/*
 * store_lock(s, wait):
 * The one lock that excludes rewriting, forgetting, export and import from
 * each other, over all processes.  ERR_AGAIN if it is held and not ${wait}.
 */
MUST_USE enum err store_lock(struct store *s, bool wait);
void store_unlock(struct store *s);

/* A copy of one value; ERR_MISSING.  ${f} is to be freed. */
MUST_USE enum err store_get(struct store *s, struct file *f, enum state kind,
    const struct desk_id *holder, uint32_t number);

/* Put all ${n} items, or none; durable when it returns OK. */
MUST_USE enum err store_put(struct store *s, const struct state_item *items,
    size_t n);

/* True if the state was changed, by anyone, since this was last asked. */
bool store_changed(struct store *s);

/*
 * store_find(s, items, n):
 * Set each result to OK if that envelope is stored, else to ERR_MISSING.
 * Looks at all that came in since the pool was last rewritten.
 */
void store_find(struct store *s, struct pool_item *const *items, size_t n);

/*
 * store_deposit(s, week, items, n):
 * Add those whose result is ERR_MISSING to ${week} in one transaction; their
 * result becomes OK when they are durable, else ERR_FULL or ERR_AGAIN.  One
 * that is stored already, in this week or the one before, takes room twice
 * until the pool is rewritten.
 */
void store_deposit(struct store *s, uint16_t week,
    struct pool_item *const *items, size_t n);

/* The weeks of the pool, ascending; returns how many. */
size_t store_weeks(struct store *s, struct pool_week out[static STORE_WEEKS]);

/*
 * store_free(tenths, s):
 * How many tenths of the disk are free, rounded down; 10 where nobody can tell.
 * False if there is no room for a deposit beside what is kept free.
 */
bool store_free(unsigned *tenths, const struct store *s);

/* Visit all envelopes once, in order of their names. */
MUST_USE enum err store_walk(struct store *s, store_visit *visit, void *arg);

/*
 * Forget ${week} whole: its file is closed, overwritten with zeros in place,
 * synced and unlinked.  Needs the lock.  ERR_AGAIN if another process goes on
 * reading in it: the next rewriting removes it.
 */
MUST_USE enum err store_forget(struct store *s, uint16_t week);

/* How much is rewritten; each with what stands before it. */
enum rewrite {
	REWRITE_STATE,
	REWRITE_POOL,
	REWRITE_HOURLY, /* the newest week also where nothing came in: the hour
			 * in which its file was made is not that of a tip */
};

/*
 * store_rewrite(s, what, go, arg):
 * Rewrite in key order what was written to since the last time; in the pool,
 * what a crash left of doing so is removed, and a week that fails does not
 * keep the others from it.  ERR_FULL where there is no room for both.  Needs
 * the lock.  ${go}, if not NULL, is asked between parts; false ends it with
 * ERR_AGAIN.  ERR_IO also where the file system cannot exchange two folders.
 */
MUST_USE enum err store_rewrite(struct store *s, enum rewrite what,
    bool (*go)(void *arg), void *arg);

/*
 * Set the times of all files to now, so that they tell of no visit, and let go
 * of a week that another process has forgotten.
 */
void store_touch(struct store *s);

#endif
