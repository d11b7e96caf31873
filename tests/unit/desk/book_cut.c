/* book_cut.c - cuts the power at every moment of a commit, and of an opening
 * after a crash: what the disk then holds opens, in the older or newer state.
 */

#include "desk/book_disk.h"

static struct {
	int images, older, newer;
} seen;

/* Open the disk of a cut after ${cut} ops.  ${must}: the newer state is due. */
static void
cut_at(size_t cut, enum luck luck, bool must)
{
	char path[64] = "/tmp/zegel-cut-XXXXXX";
	struct book *b = NULL;
	bool newer;
	int dir;

	assert_non_null(mkdtemp(path));
	dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	disk_write(dir, cut, luck);
	if (book_open(&b, dir, 1, &kit.secret[0]) != OK)
		fail_msg("cut after op %zu, luck %d: does not open", cut, luck);
	newer = is_newer(b);
	book_close(b);
	(void)close(dir);
	assert_true(remove_tree(path));
	assert_true(newer || !must);
	seen.images++;
	*(newer ? &seen.newer : &seen.older) += 1;
}

/* Of a row of writes only the ends are of interest. */
static bool
moment(size_t cut)
{
	return cut == disk.ops || disk.op[cut].kind != OP_WRITE ||
	    disk.op[cut - 1].kind != OP_WRITE;
}

static void
cut_all(size_t from, bool done, int every)
{
	disk.on = false;
	for (size_t cut = from; cut <= disk.ops; cut++)
		for (int luck = 0; moment(cut) && luck < LUCKS; luck += every)
			cut_at(cut, (enum luck)luck, done && cut == disk.ops);
}

static void
commits(void **state)
{
	struct book *b = kit_make();
	size_t from;

	(void)state;
	reset(b);
	book_close(b);
	(void)disk_begin();
	b = kit_open();
	from = disk.ops;
	assert_int_equal(change(b), OK);
	cut_all(from, true, 1);
	book_close(b);
}

/* A program dies at each call of a commit; the next opening is cut. */
static void
openings(void **state)
{
	struct book *b = kit_make();
	bool whole = false;

	(void)state;
	reset(b);
	book_close(b);
	for (int call = 1; !whole; call++) {
		size_t from;

		(void)disk_begin();
		b = kit_open();
		disk.left = call;
		whole = change(b) == OK;
		book_close(b);
		disk.left = -1;
		from = disk.ops;
		b = kit_open();
		if (call % 3 == 0 || call < 20)
			cut_all(from, whole, 2);
		disk.on = false;
		if (is_newer(b))
			reset(b);
		book_close(b);
	}
}

static int
begin(void **state)
{
	(void)state;
	kit_folder("book-cut");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	disk.on = false;
	kit_end();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commits, begin, end),
		cmocka_unit_test_setup_teardown(openings, begin, end),
	};
	int rc;

	kit_begin();
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	(void)printf("%d images: %d of the older state, %d of the newer\n",
	    seen.images, seen.older, seen.newer);
	return rc;
}
