/* short_waits.c - LD_PRELOAD library: sigtimedwait(2) waits a hundredth as
 * long.
 */

#include <signal.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#include <sys/syscall.h>

int
sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *limit)
{
	const struct timespec fast = { 0, limit->tv_sec * 10000000L };

	return (int)syscall(SYS_rt_sigtimedwait, set, info, &fast,
	    (size_t)(_NSIG / 8));
}
