/* replay.c - cuts the power in every operation of a recording and checks what
 * is left.
 *
 * usage: replay [-x data|meta|names] [-i AFTER] [-e IMAGES] [-b BAD]
 *            BEFORE RECORDING ROOT IMAGE
 *        replay DATA FILE
 *
 * BEFORE is a copy of ROOT from when the recording began; both hold the folders
 * data and stick. IMAGE is made anew for each cut, best in memory. -x: the disk
 * ignores some syncs, as a control. -i: each image imports its stick and must
 * then equal AFTER. -e: check about IMAGES images, spread over the recording.
 * -b: stop after BAD bad images.
 *
 * With two arguments: does DATA hold the envelopes whose numbers FILE lists?
 */

#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "disk.h"
#include "look.h"
#include "remove.h"

enum {
	PATH = 512,
	TORN = 3, /* images with PART_SOME, for each cut */
};

static struct {
	struct deaf deaf;
	const char *after;
	unsigned long limit;
	unsigned long bad_limit;
	const char *image;
	uint8_t *log;
	size_t log_n;
	struct stored stored;
	uint64_t dice;
	unsigned long cuts;
	unsigned long images;
	unsigned long stride; /* check one image of so many */
	unsigned long verdicts[LOOKS];
	unsigned long bad;
} replay;

static void
image_remove(void)
{
	(void)remove_tree(replay.image);
}

static bool
log_read(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t done = 0;

	if (fd < 0 || fstat(fd, &st) != 0)
		return false;
	replay.log_n = (size_t)st.st_size;
	replay.log = malloc(replay.log_n + 1);
	while (replay.log != NULL && done < replay.log_n) {
		ssize_t n = read(fd, replay.log + done, replay.log_n - done);

		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	close(fd);
	return replay.log != NULL;
}

/* Read the next operation; false at the end or at an incomplete record. */
static bool
op_next(struct op_read *op, size_t *at)
{
	if (replay.log_n - *at < sizeof(op->head))
		return false;
	memcpy(&op->head, replay.log + *at, sizeof(op->head));
	*at += sizeof(op->head);
	if (replay.log_n - *at < op->head.n)
		return false;
	op->body = replay.log + *at;
	*at += op->head.n;
	return true;
}

/* Runs in a child process, because a bad image may crash it. */
static enum verdict
image_look(bool thorough)
{
	char data[PATH], stick[PATH];
	enum verdict v;

	(void)snprintf(data, sizeof(data), "%s/data", replay.image);
	(void)snprintf(stick, sizeof(stick), "%s/stick", replay.image);
	v = look_stored(data, &replay.stored, replay.stored.n);
	if (v == LOOK_GOOD)
		v = look_inboxes(data, stick);
	if (v == LOOK_GOOD && replay.after != NULL)
		v = look_import(data, stick, replay.after);
	if (v == LOOK_GOOD)
		v = look_alive(data, thorough);
	if (v == LOOK_GOOD)
		v = look_stored(data, &replay.stored, replay.stored.n);
	return v;
}

static enum verdict
image_judge(bool thorough)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		(void)dup2(null, STDOUT_FILENO);
		_exit((int)image_look(thorough));
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		abort();
	return WIFEXITED(status) && WEXITSTATUS(status) < LOOKS
	    ? (enum verdict)WEXITSTATUS(status)
	    : LOOK_SHUT;
}

static void
image_try(const struct disk *d, struct variant v, const struct op_read *op)
{
	enum verdict verdict;

	if (replay.bad_limit > 0 && replay.bad >= replay.bad_limit)
		return;
	if (replay.images++ % replay.stride != 0)
		return;
	disk_image(d, replay.image, v);
	verdict = image_judge(replay.images % 8 == 0);
	replay.verdicts[verdict]++;
	image_remove();
	if (verdict == LOOK_GOOD)
		return;
	if (replay.bad++ < 5)
		printf("# cut %lu, operation %u, data %d, names %d: %s\n",
		    replay.cuts, (unsigned)op->head.kind, (int)v.data,
		    (int)v.names, look_words[verdict]);
}

/* Try what a power cut before the return of ${op} can leave. */
static void
cut(const struct disk *d, const struct op_read *op)
{
	static const struct variant whole[] = {
		{ PART_NONE, PART_NONE, 0 },
		{ PART_ALL, PART_ALL, 0 },
		{ PART_NONE, PART_ALL, 0 },
		{ PART_ALL, PART_NONE, 0 },
	};

	replay.cuts++;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		image_try(d, whole[i], op);
	for (int i = 0; i < TORN; i++) {
		replay.dice += 0x9e3779b97f4a7c15;
		image_try(d,
		    (struct variant){ PART_SOME, PART_SOME, replay.dice | 1 },
		    op);
	}
}

static void
replay_run(const char *before, const char *root)
{
	struct disk *d = disk_new(before, root, replay.deaf);
	struct op_read op = { .body = NULL };
	size_t at = 0;

	replay.stored.n = 0;
	replay.cuts = 0;
	replay.images = 0;
	replay.dice = 1;
	while (op_next(&op, &at)) {
		if (op.head.kind == OP_MARK)
			stored_add(&replay.stored, op.head.offset);
		if (disk_begin(d, &op))
			cut(d, &op);
		disk_end(d, &op);
	}
	op.head.kind = 0;
	cut(d, &op);
}

/* The number of images without a limit, to spread a limit over them. */
static unsigned long
images_all(void)
{
	struct op_read op;
	unsigned long n = 0;
	size_t at = 0;

	while (op_next(&op, &at))
		n += op.head.kind != OP_SYNC && op.head.kind != OP_MARK;
	return n * (4 + TORN);
}

static bool
deaf_set(const char *what)
{
	replay.deaf.data |= strcmp(what, "data") == 0;
	replay.deaf.meta |= strcmp(what, "meta") == 0;
	replay.deaf.names |= strcmp(what, "names") == 0;
	return replay.deaf.data || replay.deaf.meta || replay.deaf.names;
}

static bool
options(int argc, char **argv)
{
	int c;

	for (c = getopt(argc, argv, "x:i:e:b:"); c != -1;
	     c = getopt(argc, argv, "x:i:e:b:"))
		if (c == 'x' && deaf_set(optarg))
			continue;
		else if (c == 'i')
			replay.after = optarg;
		else if (c == 'e')
			replay.limit = strtoul(optarg, NULL, 10);
		else if (c == 'b')
			replay.bad_limit = strtoul(optarg, NULL, 10);
		else
			return false;
	return argc - optind == 4 || argc - optind == 2;
}

/* replay DATA FILE: check an existing folder against a list of numbers. */
static int
folder_look(const char *data, const char *list)
{
	FILE *f = fopen(list, "r");
	char line[32];
	enum verdict v;

	if (f == NULL)
		return 1;
	while (fgets(line, sizeof(line), f) != NULL)
		stored_add(&replay.stored, strtoull(line, NULL, 10));
	(void)fclose(f);
	v = look_stored(data, &replay.stored, replay.stored.n);
	printf("# %zu reported as stored: %s\n", replay.stored.n,
	    look_words[v]);
	return v == LOOK_GOOD ? 0 : 1;
}

static int
recording_look(char **argv)
{
	unsigned long all;

	if (!log_read(argv[1])) {
		fprintf(stderr, "replay: %s cannot be read\n", argv[1]);
		return 1;
	}
	replay.image = argv[3];
	all = images_all();
	replay.stride =
	    replay.limit == 0 || all <= replay.limit ? 1 : all / replay.limit;
	replay_run(argv[0], argv[2]);
	for (int i = 0; i < LOOKS; i++)
		if (replay.verdicts[i] > 0)
			printf("# %lu images: %s\n", replay.verdicts[i],
			    look_words[i]);
	printf("# cuts %lu, stored %zu\n", replay.cuts, replay.stored.n);
	return replay.bad == 0 && replay.stored.n > 0 ? 0 : 1;
}

int
main(int argc, char **argv)
{
	if (!options(argc, argv) || sodium_init() < 0) {
		fputs("usage: replay [-x data|meta|names] [-i AFTER] "
		      "[-e IMAGES] [-b BAD] BEFORE RECORDING ROOT IMAGE\n"
		      "       replay DATA FILE\n",
		    stderr);
		return 2;
	}
	argv += optind;
	return argc - optind == 2 ? folder_look(argv[0], argv[1])
				  : recording_look(argv);
}
