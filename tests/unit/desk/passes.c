/* passes.c - tests an inbox read in two passes: its memory, bytes that change
 * in between, and an end in the midst of a stick. */

#include "desk/stick_kit.h"

#include <sys/wait.h>

#include <errno.h>

#include "wrap.h"

enum {
	FEW = 1000,
	MANY = 3000,
	BLOCKS = 3,       /* of 32 envelopes each */
	SMALL = 80,       /* envelopes: the last block is not full */
	KIB_MOST = 16384, /* by which MANY may take more than FEW */
};

/* The ${at}th read of envelopes from now on, from 1, gives a changed byte. */
static unsigned change_at;
static unsigned reads;
static unsigned fail_at; /* and that one fails: the stick is pulled out */

WRAPPED(ssize_t, pread, int fd, void *p, size_t n, off_t at);

ssize_t
WRAP(pread)(int fd, void *p, size_t n, off_t at)
{
	ssize_t got = REAL(pread)(fd, p, n, at);

	if (n % ENVELOPE_SIZE != 0 || got <= 0)
		return got;
	reads++;
	if (reads == fail_at) {
		errno = EIO;
		return -1;
	}
	if (reads == change_at)
		((uint8_t *)p)[got - 1] ^= 1;
	return got;
}

/* The most memory this process ever had, in KiB. */
static long
memory_peak(void)
{
	FILE *f = fopen("/proc/self/status", "r");
	char line[256];
	long kib = 0;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "VmHWM:", 6) == 0)
			kib = strtol(line + 6, NULL, 10);
	(void)fclose(f);
	return kib;
}

static void
begin(void **state)
{
	(void)state;
	kit_tip("een");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	kit_remove(1);
}

/* Open inbox ${seq} in a process of its own; its peak comes back. */
static long
peak_of(uint32_t seq)
{
	long kib = 0;
	int status;
	int p[2];
	pid_t pid;

	book_close(kit.desk.book); /* the child opens it */
	kit.desk.book = NULL;
	assert_int_equal(pipe(p), 0);
	pid = fork();
	if (pid == 0) {
		kit_again();
		if (kit_open(false) != FAULT_NONE || kit_count(seq)->cases != 1)
			_exit(1);
		kib = memory_peak();
		_exit(write(p[1], &kib, sizeof(kib)) == sizeof(kib) ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(read(p[0], &kib, sizeof(kib)), sizeof(kib));
	(void)close(p[0]);
	(void)close(p[1]);
	kit_again();
	return kib;
}

/* Three times the envelopes take no more memory. */
static void
memory(void **state)
{
	static const size_t n[] = { FEW, MANY };
	long kib[2];

	(void)state;
	for (uint32_t i = 0; i < 2; i++) {
		kit_dummies(n[i]);
		kit_tip("tussen vele");
		kit_export(2 + i, clock_week(), 0);
		kib[i] = peak_of(2 + i);
		kit_remove(2 + i);
	}
	print_message("# %d envelopes: %ld KiB, %d: %ld KiB\n", FEW, kib[0],
	    MANY, kib[1]);
#ifndef __SANITIZE_ADDRESS__ /* it keeps what was freed */
	assert_true(kib[1] - kib[0] < KIB_MOST);
#endif
}

struct change_row {
	const char *name;
	unsigned read; /* of which block; each pass has BLOCKS, then more */
	enum fault want;
};

static const struct change_row changes[] = {
	{ "in the first pass", 2, FAULT_INBOX_DAMAGED },
	{ "in the first block of the second", BLOCKS + 1, FAULT_INBOX_CHANGED },
	{ "in the last block of the second", 2 * BLOCKS, FAULT_INBOX_CHANGED },
	{ "in an envelope read again", 2 * BLOCKS + 1, FAULT_INBOX_CHANGED },
	{ "not at all", 0, FAULT_NONE },
};

/* An inbox of three blocks, whose second tip may follow its follow-up. */
static void
an_inbox(void **state)
{
	struct thread_secret t;

	(void)state;
	thread_draw(&t);
	kit_seal(&t, KIND_FOLLOW_UP, 0, "zonder begin");
	kit_tip("twee");
	kit_dummies(SMALL - 2);
	kit_export(4, clock_week(), 0);
}

/* Whatever is read in between, what is kept is what was checked. */
static void
bytes_change(void **state)
{
	const struct change_row *r = *state;
	uint32_t cases = kit.desk.state->cases;

	reads = 0;
	change_at = r->read;
	assert_int_equal(kit_open(false), r->want);
	change_at = 0;
	if (r->want == FAULT_NONE) {
		assert_int_equal(kit_count(4)->cases, 2);
		assert_int_equal(kit_count(4)->envelopes, SMALL);
		return;
	}
	assert_int_equal(kit.desk.detail.n, 4);
	assert_int_equal(kit.result.opened, 0);
	assert_int_equal(kit.desk.state->cases, cases);
	assert_int_equal(kit.desk.state->sequence.newest.seq, 3);
	kit_again();
	assert_int_equal(kit.desk.state->cases, cases);
}

/* The stick is pulled out in the midst of it: nothing of it is kept. */
static void
pulled_out(void **state)
{
	uint32_t cases = kit.desk.state->cases;

	(void)state;
	kit_tip("vier en een half");
	kit_export(5, clock_week(), 0);
	reads = 0;
	fail_at = 2;
	assert_int_equal(kit_open(false), FAULT_FILE);
	assert_string_equal(kit.desk.detail.text, "005.inbox");
	fail_at = 0;
	assert_int_equal(kit.desk.state->cases, cases);
	kit_again();
	assert_int_equal(kit.desk.state->cases, cases);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(5)->cases, 1);
}

static void
two_inboxes(uint32_t seq)
{
	kit_tip("vijf");
	kit_export(seq, clock_week(), 0);
	kit_tip("zes");
	kit_export(seq + 1, clock_week(), 0);
}

static bool
stop_at(void *arg, const struct open_progress *p)
{
	const uint32_t *seq = arg;

	assert_int_equal(p->of, 2);
	assert_true(p->done <= p->of);
	return p->seq < *seq;
}

/* Who watches wants no more: the first stays, the second comes later. */
static void
stopped(void **state)
{
	uint32_t seq = 7;
	const struct open_wish wish = { span_str(kit.root), false, stop_at,
		&seq };
	uint32_t cases = kit.desk.state->cases;

	(void)state;
	two_inboxes(6);
	assert_int_equal(kit_open_by(&wish), FAULT_INBOX_STOPPED);
	assert_int_equal(kit.desk.detail.n, 7);
	assert_int_equal(kit.result.opened, 1);
	assert_int_equal(kit_count(6)->cases, 1);
	assert_int_equal(kit.desk.state->cases, cases + 1);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.result.opened, 1);
	assert_int_equal(kit_count(7)->first, cases + 2);
}

static bool
die_at(void *arg, const struct open_progress *p)
{
	const uint32_t *seq = arg;

	if (p->seq == *seq && p->done > 0)
		_exit(7);
	return true;
}

/* The program dies in the second inbox: the first is there. */
static void
died(void **state)
{
	uint32_t seq = 9;
	const struct open_wish wish = { span_str(kit.root), false, die_at,
		&seq };
	uint32_t cases = kit.desk.state->cases;
	int status;
	pid_t pid;

	(void)state;
	two_inboxes(8);
	book_close(kit.desk.book);
	kit.desk.book = NULL;
	pid = fork();
	if (pid == 0) {
		kit_again();
		_exit((int)kit_open_by(&wish));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(WEXITSTATUS(status), 7);
	kit_again();
	assert_int_equal(kit.desk.state->cases, cases + 1);
	assert_true(kit_says(cases + 1, 1, "vijf"));
	assert_int_equal(kit.desk.state->sequence.newest.seq, 8);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.result.opened, 1);
	assert_true(kit_says(cases + 2, 1, "zes"));
}

/* An inbox without envelopes is one too. */
static void
empty(void **state)
{
	(void)state;
	kit_export(10, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(10)->envelopes, 0);
	assert_int_equal(kit.desk.state->sequence.newest.seq, 10);
}

int
main(void)
{
	static struct rows all;

	ROW(all, begin);
	ROW(all, memory);
	ROW(all, an_inbox);
	ROWS(all, bytes_change, changes);
	ROW(all, pulled_out);
	ROW(all, stopped);
	ROW(all, died);
	ROW(all, empty);
	return _cmocka_run_group_tests("desk_passes", all.test, all.n,
	    kit_begin, kit_end);
}
