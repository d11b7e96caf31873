/* store.h - a service's folder: state, and a pool of envelopes by week. */

#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"
#include "label.h"
#include "os/file.h"
#include "thread.h"
#include "wire.h"

enum {
	STORE_WEEKS = 16, /* weeks in the pool; one more is ERR_FULL */
	STORE_PATH = 448, /* bytes of the folder's path, with NUL */
	STORE_LOCK_SECONDS = 60,
};

struct store;

/* Kinds of state values.  A key is a kind, a holder and a number. */
enum state {
	STATE_NAME = 1,  /* the service's name */
	STATE_ROOT,      /* the pinned ROOT key, text */
	STATE_DIRECTORY, /* the signed directory, a note */
	STATE_SCHEDULE,  /* holder; 0 new, 1 old: version || note || keys */
	STATE_OUTBOX,    /* holder: struct outbox_record of the last one */
	STATE_SECTION,   /* holder: salt || records of that outbox */
	STATE_INBOX,     /* number: hash of the manifest || u16 week */
	STATE_LAST,      /* u32: number of the last inbox */
	STATE_WEEK,      /* u16 || u16: struct clockguard_weeks, clockguard.h */
	STATE_LANGUAGES, /* codes of enabled languages, separated by spaces */
	STATE_LOST,      /* u16 week || u32 envelopes forgotten unread */
	STATE_RESTORED,  /* one byte, below: restored from a backup */
};

/* What STATE_RESTORED holds; see restore.h. */
enum {
	RESTORED_NOW = 1,
	RESTORED_TOLD, /* the last inbox number is known again */
};

/* One state value.  Putting an empty value deletes the entry. */
struct state_item {
	enum state kind;
	struct desk_id holder; /* zero for a kind without holders */
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
	uint64_t settled; /* of those, merged by the last rewriting */
};

/* Called for each envelope; anything but OK ends the walk. */
typedef enum err store_visit(void *arg, const uint8_t envelope[ENVELOPE_SIZE]);

/*
 * store_create(path):
 * Create the folder ${path} with an empty state and pool, or finish an
 * interrupted call.
 */
MUST_USE enum err store_create(const char *path);

/*
 * store_open(s, path):
 * Open the folder ${path}.  A folder without a pool was restored from a
 * backup: create an empty pool and set STATE_RESTORED.  ERR_MISSING if ${path}
 * is not a service's folder, ERR_TOO_LONG if ${path} is too long, ERR_IO,
 * ERR_MEMORY.
 */
MUST_USE enum err store_open(struct store **s, const char *path);
void store_close(struct store *s);

/* The folder's descriptor, to open other files in it.  Borrowed. */
int store_dir(const struct store *s);

/*
 * store_lock(s, wait):
 * Take the lock under which one process at a time rewrites, forgets, exports
 * or imports.  ERR_AGAIN if another holds it; with ${wait}, if it still does
 * after STORE_LOCK_SECONDS.
 */
MUST_USE enum err store_lock(struct store *s, bool wait);
void store_unlock(struct store *s);

/* Copy one value to ${f}, which the caller frees; ERR_MISSING. */
MUST_USE enum err store_get(struct store *s, struct file *f, enum state kind,
    const struct desk_id *holder, uint32_t number);

/* Put all ${n} items, or none; durable when it returns OK. */
MUST_USE enum err store_put(struct store *s, const struct state_item *items,
    size_t n);

/* True if any process changed the state since the previous call. */
bool store_changed(struct store *s);

/*
 * store_find(s, items, n):
 * Set each result to OK if that envelope is stored, else to ERR_MISSING.
 * Reads every envelope deposited since the last rewriting.
 */
void store_find(struct store *s, struct pool_item *const *items, size_t n);

/*
 * store_deposit(s, week, items, n):
 * Add the items whose result is ERR_MISSING to ${week} in one transaction.
 * Their result becomes OK when they are durable, else ERR_FULL or ERR_AGAIN.
 * An envelope already stored, in this week or the one before, takes space
 * twice until the pool is rewritten.
 */
void store_deposit(struct store *s, uint16_t week,
    struct pool_item *const *items, size_t n);

/* The weeks of the pool, ascending; returns how many. */
size_t store_weeks(struct store *s, struct pool_week out[static STORE_WEEKS]);

/*
 * store_free(tenths, s):
 * Set ${tenths} to the free tenths of the disk, rounded down; 10 if the size
 * is unknown.  False if only the space kept free is left: deposits are
 * refused.
 */
bool store_free(unsigned *tenths, const struct store *s);

/* Visit all envelopes once, in order of their names. */
MUST_USE enum err store_walk(struct store *s, store_visit *visit, void *arg);

/*
 * Remove ${week}: close its files, overwrite them with zeros in place, sync
 * and unlink them.  The caller holds the lock.  ERR_AGAIN if another process
 * keeps reading: the next rewriting removes them.
 */
MUST_USE enum err store_forget(struct store *s, uint16_t week);

/* What to rewrite; each value includes those before it. */
enum rewrite {
	REWRITE_STATE,
	REWRITE_POOL,
	REWRITE_HOURLY, /* also the newest week without deposits, so that
			 * the hour of a new file is not the hour of a tip */
};

/*
 * store_rewrite(s, what, go, arg):
 * Rewrite in key order what changed since the last rewriting.  In the pool,
 * also remove what a crash left, and go on with the next week if one fails.
 * The caller holds the lock.  ${go} (may be NULL) is called between parts; if
 * it returns false, the call ends with ERR_AGAIN.  ERR_FULL if a week and its
 * copy do not fit; ERR_IO also if the file system cannot exchange two folders.
 */
MUST_USE enum err store_rewrite(struct store *s, enum rewrite what,
    bool (*go)(void *arg), void *arg);

/*
 * Set the times of all files to now, so that they do not tell when a request
 * came, and close weeks that another process has forgotten.
 */
void store_touch(struct store *s);

#endif
