/* loose.c - LD_PRELOAD library: one thread of zegeld seems not confined. */

#include <sys/syscall.h>

#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include <dlfcn.h>

/*
 * Each thread tries unshare(2) once, which must fail.  For the thread that is
 * number ZEGEL_TEST_LOOSE to try, it succeeds.
 */
long
syscall(long number, ...)
{
	static atomic_long tried;
	long (*real)(long, ...);
	const char *which = getenv("ZEGEL_TEST_LOOSE");
	long a[6];
	va_list more;

	va_start(more, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(more, long);
	va_end(more);
	if (number == SYS_unshare && which != NULL &&
	    ++tried == strtol(which, NULL, 10))
		return 0;
	*(void **)&real = dlsym(RTLD_NEXT, "syscall");
	return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
