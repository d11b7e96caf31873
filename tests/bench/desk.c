/* desk.c - measures a desk of many cases, and in turn with each what SQLite, or
 * the library of ciphers, does alone; prints a line of JSON.
 *
 * usage: desk make FOLDER N     make a desk of N cases in the new folder
 *        desk list FOLDER       all cases, page by page: the same queries
 *        desk search FOLDER     the cases with a word: the same
 *        desk commit FOLDER     put a case into the bin: serialize, seal, fsync
 *        desk envelopes FOLDER  take in an inbox: X-Wing on all cores
 *        desk peak FOLDER       the most memory for all this, in KiB
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>
#include <sqlite3.h>

#include "bookfile.h"
#include "core/cases.h"
#include "core/intake.h"
#include "desk_alone.h"
#include "desk_made.h"
#include "moment.h"
#include "os/process.h"

enum {
	PAIRS = 25,
	COMMITS = 10, /* even: the bin is as before */
	INBOXES = 7,
	KEY_BYTES = 2730, /* of desk.key, with one person */
	INBOX = 256,      /* envelopes; every second is ours */
};

/* One thing that is measured: the desk's way, and the library alone. */
struct measured {
	bool (*ready)(struct desk *d); /* before each pair; NULL: nothing */
	bool (*ours)(struct desk *d);
	bool (*alone)(struct desk *d);
	unsigned pairs;
	double units; /* in one run */
	clockid_t
	    clock; /* of the processor, where nothing else is waited for */
};

/* ---- pairs -----------------------------------------------------------------
 */
static int
order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), order);
	return v[n / 2];
}

/* Seconds of one run; negative if it fails. */
static double
took(bool (*run)(struct desk *d), struct desk *d, clockid_t clock)
{
	double start = moment(clock);

	return run(d) ? moment(clock) - start : -1;
}

/* The two in turn: a machine that is slow for a while slows both. */
static int
pairs(struct desk *d, const struct measured *m)
{
	double ours[PAIRS], alone[PAIRS], times[PAIRS];

	for (unsigned i = 0; i < m->pairs; i++) {
		if (m->ready != NULL && !m->ready(d))
			return 1;
		ours[i] = took(m->ours, d, m->clock);
		alone[i] = took(m->alone, d, m->clock);
		if (ours[i] <= 0 || alone[i] <= 0)
			return 1;
		times[i] = ours[i] / alone[i];
	}
	printf("{\"per_s\":%.1f,\"alone_per_s\":%.1f,\"times\":%.3f}\n",
	    m->units / median(ours, m->pairs),
	    m->units / median(alone, m->pairs), median(times, m->pairs));
	return 0;
}

/* ---- list and search -------------------------------------------------------
 */
static bool
pages(struct desk *d, const char *search, uint32_t want)
{
	struct cases_wish wish = { .search = span_str(search) };
	struct cases_page *p = locked_new(sizeof(*p));
	uint32_t n = 0;
	bool more = p != NULL;

	while (more && cases_page(p, d, &wish) == FAULT_NONE) {
		n += (uint32_t)p->n;
		more = p->more;
		if (p->n > 0)
			wish.after = p->line[p->n - 1].c.number;
	}
	locked_free(p);
	return n == want;
}

/* What a list shows, and how the first message begins. */
#define COLUMNS                                                             \
	"SELECT c.number, c.first, c.last, c.messages, c.shown, c.replied," \
	" (SELECT count(*) FROM reply AS u WHERE u.number = c.number"       \
	" AND u.sent = 0), c.life, c.wants, c.by_tipster, c.junk,"          \
	" c.status, c.marks, c.lanes, f.body FROM casefile AS c"            \
	" JOIN message AS f ON f.number = c.number AND f.i = 1"
#define LIST COLUMNS " WHERE c.number > ?1 ORDER BY c.number LIMIT 64"
#define SEARCH                                            \
	COLUMNS " WHERE c.number > ?1 AND"                \
		" (EXISTS (SELECT 1 FROM message AS m"    \
		" WHERE m.number = c.number"              \
		" AND instr(m.folded, '" MADE_WORD "'))"  \
		" OR EXISTS (SELECT 1 FROM reply AS r"    \
		" WHERE r.number = c.number"              \
		" AND instr(r.folded, '" MADE_WORD "')))" \
		" ORDER BY c.number LIMIT 64"

/* Run ${sql} and look at each column of its rows, whose number comes back. */
static uint32_t
query(struct desk *d, const char *sql, sqlite3_int64 *after)
{
	sqlite3_stmt *s = NULL;
	uint32_t n = 0;
	sqlite3_int64 sum = 0;

	if (sqlite3_prepare_v2(book_db(d->book), sql, -1, &s, NULL) !=
		SQLITE_OK ||
	    sqlite3_bind_int64(s, 1, *after) != SQLITE_OK)
		return 0;
	for (; sqlite3_step(s) == SQLITE_ROW; n++) {
		int last = sqlite3_column_count(s) - 1;

		for (int i = 0; i < last; i++)
			sum += sqlite3_column_int64(s, i);
		if (sqlite3_column_blob(s, last) == NULL)
			break;
		*after = sqlite3_column_int64(s, 0);
	}
	(void)sqlite3_finalize(s);
	return sum >= n ? n : 0;
}

/* The same pages. */
static uint32_t
queries(struct desk *d, const char *sql)
{
	sqlite3_int64 after = 0;
	uint32_t all = 0;
	uint32_t n = PAGE_LINES;

	while (n == PAGE_LINES) {
		n = query(d, sql, &after);
		all += n;
	}
	return all;
}

static bool
list_ours(struct desk *d)
{
	return pages(d, "", d->state->cases);
}

static bool
list_alone(struct desk *d)
{
	return queries(d, LIST) == d->state->cases;
}

static uint32_t found;

static bool
search_ours(struct desk *d)
{
	return pages(d, MADE_WORD, found);
}

static bool
search_alone(struct desk *d)
{
	found = queries(d, SEARCH);
	return found > 0;
}

/* ---- commit ----------------------------------------------------------------
 */
static bool
commit_ours(struct desk *d)
{
	struct case_whole *c = locked_new(sizeof(*c));
	bool good = c != NULL && case_get(c, d, 1) == FAULT_NONE &&
	    case_junk(d, 1, !c->c.junk) == FAULT_NONE;

	locked_free(c);
	return good;
}

/* Write the ${n} bytes at ${p} to ${file}, durably. */
static bool
write_alone(struct desk *d, const char *file, const uint8_t *p, size_t n)
{
	int fd = openat(d->dir, file, O_WRONLY | O_CREAT, 0600);
	bool good = fd >= 0 && write(fd, p, n) == (ssize_t)n && fsync(fd) == 0;

	if (fd >= 0)
		(void)close(fd);
	return good;
}

/*
 * The bytes that a commit writes: a casebook, half a lock, the key, and over
 * what they replace, half a lock and zeros.
 */
static bool
bytes_alone(struct desk *d, uint8_t *sealed, size_t n)
{
	static const uint8_t half[LOCK_HALF];
	static const uint8_t key[DESKKEY_MAX];
	bool good = write_alone(d, "alone", sealed, n) &&
	    write_alone(d, "half", half, sizeof(half)) &&
	    write_alone(d, "key", key, KEY_BYTES) &&
	    write_alone(d, "half", half, sizeof(half));

	memset(sealed, 0, n);
	good = good && write_alone(d, "alone", sealed, n);
	return unlinkat(d->dir, "alone", 0) == 0 && good;
}

static bool
commit_alone(struct desk *d)
{
	static const struct key key = { { 1 } };
	static const uint8_t name[BOOK_NAME_SIZE];
	sqlite3_int64 n = 0;
	uint8_t *image = sqlite3_serialize(book_db(d->book), "main", &n, 0);
	size_t size = bookfile_size((size_t)n);
	uint8_t *sealed = malloc(size);
	bool good = image != NULL && sealed != NULL &&
	    bookfile_seal(sealed, (struct span){ image, (size_t)n }, &key,
		name) == OK &&
	    bytes_alone(d, sealed, size);

	sqlite3_free(image);
	free(sealed);
	return good;
}

/* ---- envelopes -------------------------------------------------------------
 */
static uint8_t (*inbox)[ENVELOPE_SIZE];
static struct file_hash inbox_hash;

static bool
go(void *arg, uint32_t done)
{
	(void)arg;
	(void)done;
	return true;
}

/* Make the envelopes, and the file of them. */
static bool
inbox_make(struct desk *d)
{
	inbox = calloc(INBOX, sizeof(*inbox));
	for (uint32_t i = 0; inbox != NULL && i < INBOX; i++)
		if (!(i % 2 == 0 ? made_envelope(inbox[i], d, i)
				 : envelope_dummy(inbox[i]) == OK))
			return false;
	return inbox != NULL && alone_order(inbox, INBOX) &&
	    alone_count(inbox, INBOX, desk_key(d)) &&
	    alone_file(&inbox_hash, d->dir, "001.inbox", inbox, INBOX);
}

static struct envelopes envelopes = ENVELOPES_NONE;

/* What is read and hashed before any is opened, and a unit of work. */
static bool
envelopes_ready(struct desk *d)
{
	envelopes_close(&envelopes);
	desk_abort(d);
	return desk_begin(d) == FAULT_NONE &&
	    envelopes_open(&envelopes, d->dir, 1, INBOX, &inbox_hash) == OK;
}

static bool
envelopes_ours(struct desk *d)
{
	const struct intake_watch watch = { go, NULL };
	struct intake_count count;

	return intake_run(&count, d, &envelopes, MADE_WEEK, &watch) ==
	    FAULT_NONE &&
	    count.ours == INBOX / 2 && count.cases == INBOX / 2;
}

static bool
envelopes_alone(struct desk *d)
{
	(void)d;
	return alone_open();
}

/* ---- memory ----------------------------------------------------------------
 */
static long
peak(void)
{
	FILE *f = fopen("/proc/self/status", "re");
	char line[256];
	long kib = 0;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "VmHWM:", 6) == 0)
			kib = strtol(line + 6, NULL, 10);
	if (f != NULL)
		(void)fclose(f);
	return kib;
}

static int
all_once(struct desk *d)
{
	struct cases_sum sum;

	if (cases_sum(&sum, d) != FAULT_NONE || !list_ours(d) ||
	    !search_alone(d) || !search_ours(d) || !commit_ours(d) ||
	    !commit_ours(d))
		return 1;
	printf("{\"cases\":%u,\"peak_kib\":%ld}\n", d->state->cases, peak());
	return 0;
}

/* ---- rows ------------------------------------------------------------------
 */
static int
desk_measure(const char *name, struct desk *d)
{
	const struct measured list = { NULL, list_ours, list_alone, PAIRS, 1,
		CLOCK_PROCESS_CPUTIME_ID };
	const struct measured search = { NULL, search_ours, search_alone, PAIRS,
		1, CLOCK_PROCESS_CPUTIME_ID };
	const struct measured commit = { NULL, commit_ours, commit_alone,
		COMMITS, 1, CLOCK_MONOTONIC };
	const struct measured open = { envelopes_ready, envelopes_ours,
		envelopes_alone, INBOXES, INBOX, CLOCK_MONOTONIC };

	if (strcmp(name, "list") == 0)
		return pairs(d, &list);
	if (strcmp(name, "search") == 0)
		return search_alone(d) ? pairs(d, &search) : 1;
	if (strcmp(name, "commit") == 0)
		return pairs(d, &commit);
	if (strcmp(name, "envelopes") == 0)
		return inbox_make(d) ? pairs(d, &open) : 1;
	return strcmp(name, "peak") == 0 ? all_once(d) : 2;
}

int
main(int argc, char **argv)
{
	struct desk d;
	int rc;

	if (process_begin() != OK)
		return 1;
	if (argc == 4 && strcmp(argv[1], "make") == 0)
		return made_new(argv[2], (uint32_t)strtoul(argv[3], NULL, 10))
		    ? 0
		    : 1;
	if (argc != 3)
		return 2;
	if (!made_open(&d, argv[2]))
		return 1;
	rc = desk_measure(argv[1], &d);
	desk_close(&d);
	return rc;
}
