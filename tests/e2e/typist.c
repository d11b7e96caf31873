/* typist.c - runs a command on a new terminal: waits for words, then types. */

#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/*
 * usage: typist [-w WORDS | -k KEYS | -f FILE | -x SHELL]... [-o FILE] --
 *     COMMAND...
 *
 * Options run in order: -w waits until the terminal shows WORDS anew, -k types
 * KEYS (^D is Ctrl-D, ^[ Esc, ^? Backspace, ^M Enter), -f types the bytes of
 * FILE, -x runs a shell command beside it, with the process in $CHILD.  Wait
 * for the words of the question itself: before it the terminal still edits
 * lines, and keeps Ctrl-U for itself.  Standard output gets all that the
 * terminal shows; -o sends the command's own standard output to FILE. The exit
 * status is the command's; 99 after a minute without output, 98 if the command
 * leaves the terminal without echo or line editing.
 */

enum {
	PATIENCE = 60 * 1000, /* milliseconds */
	SHOWN_MAX = 1 << 20,
	STEPS = 64,
};

struct step {
	int what;
	const char *with;
};

static char shown[SHOWN_MAX];
static size_t shown_n;
static size_t seen; /* bytes of shown that a -w has used up */

static void
die(const char *what)
{
	perror(what);
	exit(97);
}

/* Read what the terminal shows; false when nobody writes to it any more. */
static bool
take(int fd)
{
	ssize_t n = read(fd, shown + shown_n, SHOWN_MAX - 1 - shown_n);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return true;
	if (n <= 0)
		return false;
	(void)fwrite(shown + shown_n, 1, (size_t)n, stdout);
	(void)fflush(stdout);
	shown_n += (size_t)n;
	return true;
}

/* Wait for ${events} on ${fd}, and read; exit with 99 if there are none. */
static bool
turn(int fd, short events)
{
	struct pollfd p = { fd, events, 0 };

	if (poll(&p, 1, PATIENCE) <= 0)
		exit(99);
	return (p.revents & (POLLIN | POLLHUP)) == 0 || take(fd);
}

static void
type(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t did = write(fd, p, n);

		if (did > 0) {
			p += did;
			n -= (size_t)did;
		} else if (errno != EAGAIN || !turn(fd, POLLIN | POLLOUT)) {
			die("typing");
		}
	}
}

static void
type_file(int fd, const char *name)
{
	static char b[1 << 16];
	FILE *f = fopen(name, "r");

	if (f == NULL)
		die(name);
	type(fd, b, fread(b, 1, sizeof(b), f));
	(void)fclose(f);
}

static void
type_keys(int fd, const char *keys)
{
	for (; *keys != '\0'; keys++) {
		char c = *keys;

		if (c == '^' && keys[1] != '\0')
			c = *++keys == '?' ? 127 : (char)(*keys & 0x1f);
		type(fd, &c, 1);
	}
}

static void
wait_for(int fd, const char *words)
{
	for (;;) {
		char *at;

		shown[shown_n] = '\0';
		at = strstr(shown + seen, words);
		if (at != NULL) {
			seen = (size_t)(at - shown) + strlen(words);
			return;
		}
		if (!turn(fd, POLLIN))
			exit(99);
	}
}

static void
run(const char *command)
{
	pid_t pid = fork();
	int status = 1;

	if (pid == 0) {
		(void)execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		die(command);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		die(command);
}

static void
step(int fd, const struct step *s)
{
	if (s->what == 'w')
		wait_for(fd, s->with);
	else if (s->what == 'k')
		type_keys(fd, s->with);
	else if (s->what == 'x')
		run(s->with);
	else
		type_file(fd, s->with);
}

static void
child(const char *to, char **argv)
{
	if (to != NULL) {
		int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
			die(to);
	}
	(void)execvp(argv[0], argv);
	die(argv[0]);
}

int
main(int argc, char **argv)
{
	struct step steps[STEPS];
	struct termios t;
	const char *to = NULL;
	int n = 0;
	int c, fd, hold, status;
	pid_t pid;
	char name[64];
	char number[16];

	while ((c = getopt(argc, argv, "+w:k:f:x:o:")) != -1) {
		if (c == 'o')
			to = optarg;
		else if (c == '?' || n == STEPS)
			return 97;
		else
			steps[n++] = (struct step){ c, optarg };
	}
	pid = forkpty(&fd, name, NULL, &(struct winsize){ 24, 80, 0, 0 });
	if (pid < 0)
		die("forkpty");
	if (pid == 0)
		child(to, argv + optind);
	(void)snprintf(number, sizeof(number), "%d", (int)pid);
	(void)setenv("CHILD", number, 1);     /* for -x */
	hold = open(name, O_RDWR | O_NOCTTY); /* keeps the terminal's state */
	(void)fcntl(fd, F_SETFL, O_NONBLOCK);
	for (int i = 0; i < n; i++)
		step(fd, &steps[i]);
	while (waitpid(pid, &status, WNOHANG) == 0) {
		struct pollfd p = { fd, POLLIN, 0 };

		if (poll(&p, 1, 20) > 0)
			(void)take(fd);
	}
	while (poll(&(struct pollfd){ fd, POLLIN, 0 }, 1, 0) > 0 && take(fd))
		continue;
	if (tcgetattr(hold, &t) != 0 || (t.c_lflag & ECHO) == 0 ||
	    (t.c_lflag & ICANON) == 0)
		return 98;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
