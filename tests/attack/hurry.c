/* hurry.c - by LD_PRELOAD: a server's second is a twentieth of one. */

#include <sys/timerfd.h>

#include <sys/syscall.h>

#include <unistd.h>

enum {
	FASTER = 20,
};

static struct timespec
hurried(struct timespec t)
{
	long ns = (t.tv_sec * 1000000000L + t.tv_nsec) / FASTER;

	return (struct timespec){ ns / 1000000000L, ns % 1000000000L };
}

int
timerfd_settime(int fd, int flags, const struct itimerspec *new,
    struct itimerspec *old)
{
	struct itimerspec fast = { hurried(new->it_interval),
		hurried(new->it_value) };

	return (int)syscall(SYS_timerfd_settime, fd, flags, &fast, old);
}
