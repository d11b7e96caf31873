/* plant.c - keeps a mark where a leak could hide, for the search to find.
 *
 * usage: plant FILE      (reads the mark from standard input, then waits)
 */

#include <sys/mman.h>

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MARK = 64, PAGE = 4096 };

/* Locked, and left out of core dumps. */
static char *
locked(void)
{
	char *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED || mlock(p, PAGE) != 0 ||
		madvise(p, PAGE, MADV_DONTDUMP) != 0
	    ? NULL
	    : p;
}

static char *
file_page(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	char *p;

	if (fd < 0 || ftruncate(fd, PAGE) != 0)
		return NULL;
	p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	return p == MAP_FAILED ? NULL : p;
}

int
main(int argc, char **argv)
{
	volatile char stack[MARK] = { 0 };
	char *place[3] = { locked(), malloc(MARK),
		argc < 2 ? NULL : file_page(argv[1]) };
	char c;
	size_t n = 0;

	for (size_t i = 0; i < 3; i++)
		if (place[i] == NULL)
			exit(2);
	/* byte by byte, so that no other copy is made here */
	while (n < MARK && read(STDIN_FILENO, &c, 1) == 1 && c != '\n') {
		stack[n] = c;
		for (size_t i = 0; i < 3; i++)
			place[i][n] = c;
		n++;
	}
	puts("planted");
	(void)fflush(stdout);
	(void)pause();
	free(place[1]);
	return stack[0];
}
