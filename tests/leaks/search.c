/* search.c - looks for marks in files and in the memory of a live process.
 *
 * usage: search MARKS [-p PID] [FILE...]
 *
 * MARKS has lines "NAME HEX". Prints where each mark is found and, last, how
 * much was searched. Exit status: 0 none found, 1 some found, 2 an error.
 */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	MARKS = 4096,
	MARK_MAX = 128,
	CHUNK = 1 << 20,
	PAGE = 4096,
	SHOWN = 60,
};

static struct {
	struct {
		char name[64];
		uint8_t b[MARK_MAX];
		size_t n;
	} mark[MARKS];
	size_t marks;
	bool begins[1 << 16]; /* by the first two bytes: some mark has them */
	uint8_t buf[CHUNK + MARK_MAX];
	uint64_t bytes;
	size_t places; /* maps and files */
	size_t found;
} all;

static void
die(const char *what)
{
	perror(what);
	exit(2);
}

static unsigned
pair(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static void
marks_read(const char *path)
{
	char hex[2 * MARK_MAX + 1];
	FILE *f = fopen(path, "re");

	if (f == NULL)
		die(path);
	while (all.marks < MARKS &&
	    fscanf(f, "%63s %256s", all.mark[all.marks].name, hex) == 2) {
		size_t n = strlen(hex) / 2;

		for (size_t i = 0; i < n; i++) {
			const char two[3] = { hex[2 * i], hex[2 * i + 1], 0 };

			all.mark[all.marks].b[i] =
			    (uint8_t)strtoul(two, NULL, 16);
		}
		all.mark[all.marks].n = n;
		all.begins[pair(all.mark[all.marks].b)] = true;
		all.marks++;
	}
	if (!feof(f) || all.marks == 0) {
		fprintf(stderr, "%s: not a list of marks\n", path);
		exit(2);
	}
	(void)fclose(f);
}

static void
look_here(const uint8_t *p, size_t n, const char *where, uint64_t at)
{
	for (size_t i = 0; i < all.marks; i++) {
		if (all.mark[i].n > n ||
		    memcmp(p, all.mark[i].b, all.mark[i].n) != 0)
			continue;
		if (all.found++ < SHOWN)
			printf("%s: %s at %" PRIx64 "\n", all.mark[i].name,
			    where, at);
	}
}

/* Search ${n} bytes of ${fd} from ${from}, also across two reads. */
static void
search(int fd, uint64_t from, uint64_t n, const char *where)
{
	size_t kept = 0;

	all.places++;
	while (n > 0) {
		size_t want = n < CHUNK ? (size_t)n : CHUNK;
		ssize_t got = pread(fd, all.buf + kept, want, (off_t)from);

		if (got <= 0) /* past the end of a mapped file, or a guard */
			return;
		all.bytes += (uint64_t)got;
		for (size_t i = 0; i + 1 < kept + (size_t)got; i++)
			if (all.begins[pair(all.buf + i)])
				look_here(all.buf + i, kept + (size_t)got - i,
				    where, from - kept + i);
		from += (uint64_t)got;
		n -= (uint64_t)got;
		/* a mark may be cut off here; a short one may count twice */
		kept = 0;
		if (n > 0 && got >= MARK_MAX) {
			kept = MARK_MAX - 1;
			memmove(all.buf, all.buf + got - kept, kept);
		}
	}
}

static void
search_file(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st) != 0)
		die(path);
	search(fd, 0, (uint64_t)st.st_size, path);
	close(fd);
}

static void
search_process(const char *pid)
{
	char path[64], line[512];
	char *perms;
	uint64_t begin, end;
	FILE *maps;
	int mem;

	(void)snprintf(path, sizeof(path), "/proc/%s/mem", pid);
	mem = open(path, O_RDONLY | O_CLOEXEC);
	if (mem < 0)
		die(path);
	(void)snprintf(path, sizeof(path), "/proc/%s/maps", pid);
	maps = fopen(path, "re");
	if (maps == NULL)
		die(path);
	while (fgets(line, sizeof(line), maps) != NULL) {
		const char *name = strpbrk(line, "/[");

		line[strcspn(line, "\n")] = '\0';
		begin = strtoull(line, &perms, 16);
		end = strtoull(perms + 1, &perms, 16);
		/* not [vdso], [vvar] and [vsyscall], which are the kernel's */
		if (perms[1] == 'r' && strstr(line, "[v") == NULL)
			search(mem, begin, end - begin,
			    name == NULL ? "anonymous memory" : name);
	}
	(void)fclose(maps);
	close(mem);
}

int
main(int argc, char **argv)
{
	int i = 2;

	if (argc < 3) {
		fputs("usage: search MARKS [-p PID] [FILE...]\n", stderr);
		return 2;
	}
	marks_read(argv[1]);
	if (strcmp(argv[2], "-p") == 0 && argc > 3) {
		search_process(argv[3]);
		i = 4;
	}
	for (; i < argc; i++)
		search_file(argv[i]);
	printf("# %zu marks, %zu places, %" PRIu64 " KiB, found %zu\n",
	    all.marks, all.places, all.bytes / 1024, all.found);
	return all.found > 0;
}
