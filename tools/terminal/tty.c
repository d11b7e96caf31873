/* tty.c - changes how the terminal takes keys, and always gives it back. */

#include "terminal/tty.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP,
	SIGCONT, SIGWINCH };

enum {
	SIGNALS = sizeof(signals) / sizeof(signals[0]),
	SESSION_SIGNALS = SIGNALS - 1, /* a size matters to questions only */
};

/* What signal handlers need; a process has one terminal. */
static struct {
	volatile sig_atomic_t held;
	volatile sig_atomic_t waits; /* in tty_wait() */
	volatile sig_atomic_t caught;
	volatile sig_atomic_t back;
	volatile sig_atomic_t resized;
	unsigned idle; /* seconds; 0: none */
	bool idled;
	int fd;
	enum tty_mode mode;
	struct termios before;
	struct termios now;
	struct sigaction old[SIGNALS];
} tty;

/* The same for a session, with or without a terminal that is held. */
static struct {
	volatile sig_atomic_t on;
	int fd;
	const char *enter;
	const char *leave;
	struct sigaction old[SIGNALS];
} session;

static void
signals_list(sigset_t *set)
{
	(void)sigemptyset(set);
	for (int i = 0; i < SIGNALS; i++)
		(void)sigaddset(set, signals[i]);
}

/* Die or stop by ${sig} as if it had never been caught. */
static void
as_default(int sig)
{
	const struct sigaction plain = { .sa_handler = SIG_DFL };
	struct sigaction ours;
	sigset_t only, mask;

	(void)sigaction(sig, &plain, &ours);
	(void)sigemptyset(&only);
	(void)sigaddset(&only, sig);
	(void)raise(sig);
	(void)sigprocmask(SIG_UNBLOCK, &only, &mask); /* here, if blocked */
	(void)sigprocmask(SIG_SETMASK, &mask, NULL);
	(void)sigaction(sig, &ours, NULL);
}

/* In the background the terminal is the shell's, which keeps its own modes; to
 * change them there would stop this process. */
static bool
in_front(void)
{
	pid_t front = tcgetpgrp(tty.fd); /* fails at another terminal */

	return front < 0 || front == getpgrp();
}

/* Without echo, what was typed and not read may be a passphrase: drop it. */
static void
give_back(void)
{
	const int how = tty.mode == TTY_HIDDEN ? TCSAFLUSH : TCSADRAIN;

	while (in_front() && tcsetattr(tty.fd, how, &tty.before) != 0 &&
	    errno == EINTR)
		continue;
}

/* Not in the background: the screen is the shell's then. */
static void
session_put(const char *s)
{
	pid_t front = tcgetpgrp(session.fd);
	size_t n = strlen(s);

	while (n > 0 && (front < 0 || front == getpgrp())) {
		ssize_t did = write(session.fd, s, n);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			return;
		s += did;
		n -= (size_t)did;
	}
}

/* Stop or die by ${sig}; what is after a stop is taken up again. */
static void
obey(int sig)
{
	if (sig != SIGCONT) {
		if (tty.held)
			give_back();
		if (session.on)
			session_put(session.leave);
		as_default(sig);
	}
	if (session.on)
		session_put(session.enter);
	while (tty.held && in_front() &&
	    tcsetattr(tty.fd, TCSADRAIN, &tty.now) != 0 && errno == EINTR)
		continue;
	tty.back = 1;
}

static void
came(int sig)
{
	int saved = errno;

	if (sig == SIGWINCH)
		tty.resized = 1;
	else if (tty.waits && sig != SIGTSTP && sig != SIGCONT)
		tty.caught = sig;
	else
		obey(sig);
	errno = saved;
}

static struct termios
changed(const struct termios *before, enum tty_mode mode)
{
	struct termios t = *before;

	t.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	t.c_lflag |= ISIG;
	if (mode == TTY_HIDDEN) {
		t.c_lflag |= ICANON;
		return t;
	}
	t.c_lflag &= ~(tcflag_t)(ICANON | IEXTEN);
	t.c_iflag |= ICRNL;
	t.c_iflag &= ~(tcflag_t)(INLCR | IGNCR | ISTRIP);
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	return t;
}

/* Catch the first ${n} signals that are not ignored, as under nohup(1). */
static void
signals_catch(int n, int flags, struct sigaction old[])
{
	struct sigaction act = { .sa_handler = came, .sa_flags = flags };

	signals_list(&act.sa_mask); /* one at a time */
	for (int i = 0; i < n; i++) {
		(void)sigaction(signals[i], &act, &old[i]);
		if (old[i].sa_handler == SIG_IGN)
			(void)sigaction(signals[i], &old[i], NULL);
	}
}

enum err
tty_hold(int fd, enum tty_mode mode)
{
	const int how = mode == TTY_HIDDEN ? TCSAFLUSH : TCSADRAIN;
	int rc;

	if (!tty.held && tcgetattr(fd, &tty.before) != 0)
		return ERR_IO;
	tty.now = changed(&tty.before, mode);
	tty.mode = mode;
	if (!tty.held) {
		tty.fd = fd;
		tty.caught = 0;
		tty.back = 0;
		tty.resized = 0;
		signals_catch(SIGNALS, 0, tty.old);
		tty.held = 1;
	}
	/* in the background this stops, until the process is in front */
	do
		rc = tcsetattr(tty.fd, how, &tty.now);
	while (rc != 0 && errno == EINTR);
	if (rc == 0)
		return OK;
	tty_release();
	return ERR_IO;
}

void
tty_release(void)
{
	int sig = tty.caught;
	sigset_t ours, before;

	if (!tty.held)
		return;
	signals_list(&ours);
	(void)sigprocmask(SIG_BLOCK, &ours, &before);
	give_back();
	for (int i = 0; i < SIGNALS; i++)
		(void)sigaction(signals[i], &tty.old[i], NULL);
	tty.held = 0;
	tty.caught = 0;
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	if (sig != 0)
		(void)raise(sig);
}

/* Seconds since boot, also those in which the machine slept. */
static time_t
seconds_now(void)
{
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_BOOTTIME, &now);
	return now.tv_sec;
}

/*
 * Wait until ${fd} can be read, a signal came, or it is idle.  A wait does not
 * count a machine's sleep, so look at the clock every second.
 */
static void
wait_until(int fd, const sigset_t *mask)
{
	const struct timespec second = { 1, 0 };
	const time_t begun = seconds_now();
	struct pollfd p = { fd, POLLIN, 0 };
	int rc = 0;

	while (rc == 0 && !tty.back && !tty.resized && tty.caught == 0) {
		rc = ppoll(&p, 1, tty.idle == 0 ? NULL : &second, mask);
		if (rc < 0 && errno == EINTR)
			rc = 0;
		tty.idled = rc == 0 && tty.idle != 0 &&
		    seconds_now() - begun >= (time_t)tty.idle;
		if (tty.idled)
			return;
	}
}

enum tty_event
tty_wait(int fd)
{
	enum tty_event event = TTY_READY;
	sigset_t ours, before;

	/* signals come inside ppoll() alone, so none is missed before it */
	signals_list(&ours);
	(void)sigprocmask(SIG_BLOCK, &ours, &before);
	tty.waits = 1;
	tty.idled = false;
	wait_until(fd, &before);
	tty.waits = 0;
	if (tty.caught != 0)
		event = TTY_SIGNAL;
	else if (tty.back)
		event = TTY_BACK;
	else if (tty.resized)
		event = TTY_SIZE;
	else if (tty.idled)
		event = TTY_IDLE;
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	tty.back = 0; /* after a stop, a SIGCONT may have been pending */
	if (event != TTY_BACK)
		tty.resized = 0;
	return event;
}

void
tty_idle(unsigned seconds)
{
	tty.idle = seconds;
}

bool
tty_idled(void)
{
	return tty.idled;
}

void
tty_session(int fd, const char *on, const char *off)
{
	if (session.on)
		return;
	session.fd = fd;
	session.enter = on;
	session.leave = off;
	signals_catch(SESSION_SIGNALS, SA_RESTART, session.old);
	session.on = 1;
	session_put(on);
}

void
tty_session_end(void)
{
	if (!session.on)
		return;
	session_put(session.leave);
	session.on = 0;
	for (int i = 0; i < SESSION_SIGNALS; i++)
		(void)sigaction(signals[i], &session.old[i], NULL);
}
