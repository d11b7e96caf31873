/* command.c - what zegeld's commands share: options, folder, date, lock. */

#include "command.h"

#include <sys/file.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "bundle/records.h"
#include "clockguard.h"
#include "confine/confine.h"
#include "failed.h"
#include "os/clock.h"
#include "terminal/foreign.h"
#include "week.h"

int
command_options(void *to, const struct option_table *table, int argc,
    char **argv)
{
	struct option_fault fault;
	int first = options_read(&fault, to, table, 1, argc, argv);

	if (first < 0)
		foreign_error("zegeld: %s %s\n", fault.option, fault.why);
	return first;
}

int
command_operands(struct beginning *b, int argc, char **argv, int want)
{
	static const struct option_row rows[] = {
		{ 'S', NULL, NULL, NULL, 1, OPTION_FLAG,
		    offsetof(struct beginning, bare) },
		{ 'w', NULL, "week", NULL, 1, OPTION_TEXT,
		    offsetof(struct beginning, week) },
	};
	static const struct option_table table = { rows,
		sizeof(rows) / sizeof(rows[0]), NULL };
	int first = command_options(b, &table, argc, argv);

	return first >= 0 && argc - first == want ? first : USAGE;
}

/* Explain why Landlock cannot be used; ${abi} is from reach_enter(). */
static int
landlock_say(const char *doing, const char *path, int abi)
{
	if (abi == -EOPNOTSUPP)
		return failed(doing, path,
		    "this kernel was started without Landlock",
		    "add landlock to the kernel's lsm= parameter and reboot, "
		    "or use -S to rely on the system call filter alone");
	if (abi >= 0 || abi == -ENOSYS)
		return failed(doing, path,
		    abi > 0 ? "this kernel's Landlock is too old"
			    : "this kernel has no Landlock",
		    "start Linux 5.19 or newer with Landlock, or use -S to "
		    "rely on the system call filter alone");
	return failed(doing, path,
	    "the system refuses Landlock to this process, as older container "
	    "engines do",
	    "allow the landlock calls in the engine's seccomp profile, or use "
	    "-S to rely on the system call filter alone");
}

static int
confine_say(const char *path, enum confine_result r, int how)
{
	static const char doing[] = "confining the process for";

	if (r == CONFINE_NO_LANDLOCK)
		return landlock_say(doing, path, how);
	if (r == CONFINE_OWNED_BY_ROOT)
		return failed(doing, path, "the folder belongs to root",
		    "give it to a user of its own: chown -R USER FOLDER");
	return failed(doing, path, "the system refuses to confine it",
	    "find out what forbids seccomp, Landlock or a change of user");
}

static int
open_say(const char *doing, const char *path, enum err e)
{
	if (e == ERR_MISSING)
		return failed(doing, path, "not a service's folder",
		    "name the folder that zegeld init made");
	return failed_err(doing, path, e);
}

int
command_folder(int *fd, const struct beginning *b, const char *path)
{
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd >= 0)
		return 0;
	return open_say(b->doing, path,
	    errno == ENOENT || errno == ENOTDIR ? ERR_MISSING : ERR_IO);
}

static int
folder_enter(struct beginning *b, const char *path, int fd)
{
	const struct reach reach = { fd, b->stick, b->read, b->reads };
	enum confine_result r = CONFINE_REFUSED;

	if (fchdir(fd) == 0)
		r = confine(&b->confined, &reach, b->bare);
	return r == CONFINE_OK ? 0 : confine_say(path, r, b->confined);
}

int
command_enter(struct beginning *b, const char *path)
{
	int fd;
	int rc = command_folder(&fd, b, path);

	if (rc != 0)
		return rc;
	rc = folder_enter(b, path, fd);
	(void)close(fd);
	return rc;
}

int
command_begin_in(struct store **s, struct beginning *b, const char *path,
    int fd)
{
	int rc = folder_enter(b, path, fd);
	enum err e;

	if (rc != 0)
		return rc;
	e = store_open(s, ".");
	return e == OK ? 0 : open_say(b->doing, path, e);
}

int
command_begin(struct store **s, struct beginning *b, const char *path)
{
	int fd;
	int rc = command_folder(&fd, b, path);

	if (rc != 0)
		return rc;
	rc = command_begin_in(s, b, path, fd);
	(void)close(fd);
	return rc;
}

/* A person confirms the clock by naming the week that it shows. */
static int
week_said(struct store *s, const char *doing, const char *confirm)
{
	uint16_t said;
	enum err e;

	if (week_parse(&said, span_str(confirm)) != OK || said != clock_week())
		return failed(doing, confirm,
		    "not the week that the clock shows",
		    "set the clock (UTC), or give the current week, as in "
		    "2026-W31");
	e = inbox_record_lower(s, said);
	if (e == OK)
		e = clockguard_set(s, said);
	return e == OK ? 0 : failed_err(doing, NULL, e);
}

int
command_today(int32_t *day, struct store *s, const char *doing,
    const char *confirm)
{
	bool served = command_served(s);
	enum err e;

	*day = clock_day();
	if (confirm != NULL)
		return week_said(s, doing, confirm);
	e = clockguard_of(day, s, served);
	if (e == OK) /* inboxes closed while a clock ran ahead */
		e = inbox_record_lower(s, week_of_day(*day));
	if (e == ERR_CLOCK)
		return clockguard_say(doing, s, served);
	return e == OK ? 0 : failed_err(doing, NULL, e);
}

int
command_lock(struct store *s, const char *doing)
{
	enum err e = store_lock(s, false);

	if (e == ERR_AGAIN) {
		fprintf(stderr,
		    "zegeld: another zegeld command uses this folder; waiting "
		    "up to %d s for it to end\n",
		    STORE_LOCK_SECONDS);
		e = store_lock(s, true);
	}
	if (e == ERR_AGAIN)
		return failed(doing, NULL,
		    "another zegeld command still uses this folder",
		    "try again when that command has ended");
	return e == OK ? 0 : failed_err(doing, NULL, e);
}

int
command_served_notes_err(const char *doing, enum err e)
{
	if (e == ERR_MISSING)
		return failed(doing, NULL,
		    "this service has no signed directory yet",
		    "have one signed, then: zegeld init FOLDER ROOT DIRECTORY");
	if (e == ERR_EXPIRED)
		return failed(doing, NULL, "the directory has expired",
		    "have a new one signed, then: zegeld init FOLDER ROOT "
		    "DIRECTORY");
	if (e == ERR_CLOCK)
		return failed(doing, NULL,
		    "the directory is dated later than this machine's clock",
		    "set the clock of this machine (UTC), then try again");
	return failed_err(doing, NULL, e);
}

bool
command_served(struct store *s)
{
	int fd = openat(store_dir(s), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool yes = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;

	if (fd >= 0)
		close(fd);
	return yes;
}

void
command_settle(struct store *s)
{
	const struct timespec two_seconds = { 2, 0 };

	if (command_served(s))
		(void)nanosleep(&two_seconds, NULL);
}
