/* clock.c - LD_PRELOAD library: shifts time(2) and the time since boot. */

/*
 * ZEGEL_TEST_TIME_OFFSET is the number of seconds that time(2) is off.
 * ZEGEL_TEST_CLOCK names a file of two lines, the seconds that time(2) and the
 * time since boot are off.  The file is mapped, so that a running program sees
 * changes even if it may no longer open files.
 */

#include <sys/mman.h>
#include <sys/syscall.h>

#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	FILE_SIZE = 4096,
};

static const char *clock_file;

__attribute__((constructor)) static void
clock_map(void)
{
	const char *name = getenv("ZEGEL_TEST_CLOCK");
	int fd = name == NULL ? -1 : open(name, O_RDONLY | O_CLOEXEC);
	void *p = MAP_FAILED;

	if (fd >= 0)
		p = mmap(NULL, FILE_SIZE, PROT_READ, MAP_SHARED, fd, 0);
	if (p != MAP_FAILED)
		clock_file = p;
	if (fd >= 0)
		(void)close(fd);
}

/* The first number in the file if ${which} is 0, else the second. */
static long
file_offset(int which)
{
	char *end = NULL;
	long first;

	if (clock_file == NULL)
		return 0;
	first = strtol(clock_file, &end, 10);
	return which == 0 ? first : strtol(end, NULL, 10);
}

int
clock_gettime(clockid_t id, struct timespec *now)
{
	int rc = (int)syscall(SYS_clock_gettime, id, now);

	if (rc == 0 && id == CLOCK_BOOTTIME)
		now->tv_sec += file_offset(1);
	return rc;
}

/* The machine's time plus both offsets. */
time_t
time(time_t *out)
{
	const char *offset = getenv("ZEGEL_TEST_TIME_OFFSET");
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_REALTIME, &now);
	if (offset != NULL)
		now.tv_sec += strtol(offset, NULL, 10);
	now.tv_sec += file_offset(0);
	if (out != NULL)
		*out = now.tv_sec;
	return now.tv_sec;
}
