/* tty.c - changes how the terminal takes keys, and always gives it back. */

#include "terminal/tty.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <termios.h>
#include <unistd.h>

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP,
	SIGCONT };

enum { SIGNALS = sizeof(signals) / sizeof(signals[0]) };

/* What signal handlers need; a process has one terminal. */
static struct {
	volatile sig_atomic_t held;
	volatile sig_atomic_t waits; /* in tty_wait() */
	volatile sig_atomic_t caught;
	volatile sig_atomic_t back;
	int fd;
	enum tty_mode mode;
	struct termios before;
	struct termios now;
	struct sigaction old[SIGNALS];
} tty;

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

static void
came(int sig)
{
	int saved = errno;

	if (tty.waits && sig != SIGTSTP && sig != SIGCONT) {
		tty.caught = sig;
		errno = saved;
		return;
	}
	if (sig != SIGCONT) {
		give_back();
		as_default(sig);
	}
	while (in_front() && tcsetattr(tty.fd, TCSADRAIN, &tty.now) != 0 &&
	    errno == EINTR)
		continue;
	tty.back = 1;
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

/* Catch the signals that are not ignored, as under nohup(1). */
static void
signals_catch(void)
{
	struct sigaction act = { .sa_handler = came };

	signals_list(&act.sa_mask); /* one at a time */
	for (int i = 0; i < SIGNALS; i++) {
		(void)sigaction(signals[i], &act, &tty.old[i]);
		if (tty.old[i].sa_handler == SIG_IGN)
			(void)sigaction(signals[i], &tty.old[i], NULL);
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
		signals_catch();
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

enum tty_event
tty_wait(int fd)
{
	struct pollfd p = { fd, POLLIN, 0 };
	enum tty_event event = TTY_READY;
	sigset_t ours, before;
	int rc = 0;

	/* signals come inside ppoll() alone, so none is missed before it */
	signals_list(&ours);
	(void)sigprocmask(SIG_BLOCK, &ours, &before);
	tty.waits = 1;
	while (rc == 0 && !tty.back && tty.caught == 0) {
		rc = ppoll(&p, 1, NULL, &before);
		if (rc < 0 && errno == EINTR)
			rc = 0;
	}
	tty.waits = 0;
	if (tty.caught != 0)
		event = TTY_SIGNAL;
	else if (tty.back)
		event = TTY_BACK;
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	tty.back = 0; /* after a stop, a SIGCONT may have been pending */
	return event;
}
