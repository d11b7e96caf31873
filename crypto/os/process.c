/* process.c - harden the process before it touches a secret; locked memory. */

#include "os/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <sodium.h>

/*
 * Open descriptors 0 to 2, so that no file opened later becomes standard input,
 * output or error.  Read only: a write to one that was closed must fail.
 */
static int
standard_open(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			return -1;
	} while (fd <= STDERR_FILENO);
	return close(fd);
}

enum err
process_begin(void)
{
	const struct rlimit none = { 0, 0 };

	umask(077);
	(void)signal(SIGXFSZ, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN); /* write() returns the error */
	if (standard_open() != 0 || setrlimit(RLIMIT_CORE, &none) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || sodium_init() < 0)
		return ERR_IO;
	return OK;
}

void *
locked_new(size_t n)
{
	void *p = sodium_malloc(n);

	if (p == NULL)
		return NULL;
	/* sodium_malloc() ignores a failed mlock: lock again and check */
	if (sodium_mlock(p, n) != 0) {
		sodium_free(p);
		return NULL;
	}
	sodium_memzero(p, n);
	return p;
}

void
locked_free(void *p)
{
	sodium_free(p);
}
