/* landlock.c - tests confining on other kernels, and folder owners. */

#include "confine/reach.h"

#include <signal.h>

#include <netinet/in.h>

#include "confine/confine.h"
#include "confine/privdrop.h"
#include "server/confine_kit.h"
#include "wrap.h"

/* The Landlock ABI that the kernel reports; negative: minus its errno. */
enum { AS_IT_IS = 99 };
static int abi_said = AS_IT_IS;

/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
WRAPPED(long, syscall, long number, long a, long b, long c, long d, long e,
    long f);

long
/* NOLINTNEXTLINE(readability-function-size): as many as the kernel takes */
WRAP(syscall)(long number, long a, long b, long c, long d, long e, long f)
{
	if (number == SYS_landlock_create_ruleset && a == 0 &&
	    abi_said != AS_IT_IS) {
		errno = -abi_said;
		return abi_said < 0 ? -1 : abi_said;
	}
	return REAL(syscall)(number, a, b, c, d, e, f);
}

/* ---- kernels ---- */
static const struct kernel_row {
	const char *name;
	int abi;
	bool bare;
	enum confine_result want;
	int how;
} kernels[] = {
	{ "no Landlock", -ENOSYS, false, CONFINE_NO_LANDLOCK, -ENOSYS },
	{ "no Landlock, -S", -ENOSYS, true, CONFINE_OK, CONFINED_FILTER },
	{ "Landlock switched off", -EOPNOTSUPP, false, CONFINE_NO_LANDLOCK,
	    -EOPNOTSUPP },
	{ "Landlock refused", -EPERM, false, CONFINE_NO_LANDLOCK, -EPERM },
	{ "Landlock refused, -S", -EPERM, true, CONFINE_OK, CONFINED_FILTER },
	{ "ABI 1", 1, false, CONFINE_NO_LANDLOCK, 1 },
	{ "ABI 1, -S", 1, true, CONFINE_OK, CONFINED_FILTER },
	{ "ABI 2", 2, false, CONFINE_OK, 2 },
	{ "ABI 3", 3, false, CONFINE_OK, 3 },
	{ "ABI 4", 4, true, CONFINE_OK, 4 },
	{ "ABI 5", 5, false, CONFINE_OK, 5 },
	{ "ABI 6", 6, false, CONFINE_OK, 6 },
};

static int
run_kernel(void)
{
	const struct kernel_row *r = row;
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int how = 0;

	abi_said = r->abi;
	if (confine(&how, &(struct reach){ fd, -1, NULL, 0 }, r->bare) !=
	    r->want)
		return 1;
	if (how != r->how)
		return 5;
	if (r->want != CONFINE_OK)
		return 0;
	if (socket(AF_INET, SOCK_STREAM, 0) != -1 || errno != EPERM)
		return 2;
	if (how > 0)
		return open("../outside", O_RDONLY) == -1 ? 0 : 3;
	return open("../outside", O_RDONLY) >= 0 ? 0 : 4;
}

static void
confines_as_the_kernel_allows(void **state)
{
	int status = twice(run_kernel, *state);

	assert_content(status);
}

/* Landlock without the filter, which would refuse the same calls first. */
static const struct alone_row {
	const char *name;
	int abi;
	int tcp;    /* errno of bind() to a TCP port, 0: it works */
	int signal; /* errno of a signal to the parent */
} alones[] = {
	{ "ABI 3", 3, 0, 0 },
	{ "ABI 4", 4, EACCES, 0 },
	{ "ABI 6", 6, EACCES, EPERM },
};

static int
run_alone(void)
{
	const struct sockaddr_in at = { .sin_family = AF_INET };
	const void *p = &at;
	const struct alone_row *r = row;
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int s = socket(AF_INET, SOCK_STREAM, 0);
	int abi;

	abi_said = r->abi;
	if (reach_enter(&abi, &(struct reach){ fd, -1, NULL, 0 }) !=
		CONFINE_OK ||
	    abi != r->abi)
		return BROKEN;
	errno = 0;
	if ((bind(s, p, sizeof(at)) == 0) != (r->tcp == 0) || errno != r->tcp)
		return 1;
	errno = 0;
	if ((kill(kit.parent, 0) == 0) != (r->signal == 0) ||
	    errno != r->signal)
		return 2;
	return 0;
}

static void
landlock_without_the_filter(void **state)
{
	int status;

	row = *state;
	as_nobody = false;
	status = child(run_alone);
	assert_content(status);
}

/* ---- the filter or Landlock alone is not enough ---- */
static int
run_filter_half(void)
{
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int how;

	abi_said = 0;
	if (confine(&how, &(struct reach){ fd, -1, NULL, 0 }, true) !=
		CONFINE_OK ||
	    confined_prove() != CONFINE_OK)
		return BROKEN;
	confined_set(2);
	return confined_prove() == CONFINE_REFUSED ? 0 : 1;
}

static int
run_landlock_half(void)
{
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int abi;

	if (reach_enter(&abi, &(struct reach){ fd, -1, NULL, 0 }) !=
		CONFINE_OK ||
	    confined_prove() != CONFINE_OK)
		return BROKEN;
	confined_set(abi);
	return confined_prove() == CONFINE_REFUSED ? 0 : 1;
}

static const struct act_row halves[] = {
	{ "the filter without Landlock", run_filter_half },
	{ "Landlock without the filter", run_landlock_half },
};

/* ---- owners ---- */
static int
run_roots_own(void)
{
	int fd = open("..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int how;

	return confine(&how, &(struct reach){ fd, -1, NULL, 0 }, false) ==
		CONFINE_OWNED_BY_ROOT
	    ? 0
	    : 1;
}

static int
run_stick(void)
{
	int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int stick = open("../stick", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int how, fd;

	if (confine(&how, &(struct reach){ folder, stick, NULL, 0 }, false) !=
		CONFINE_OK ||
	    geteuid() == 0)
		return BROKEN;
	fd = openat(stick, "made", O_WRONLY | O_CREAT, 0600);
	return fd < 0 || unlinkat(stick, "made", 0) != 0 ||
	    open("../outside", O_RDONLY) != -1;
}

/* The folder of renewed certificates: files in it can be read, no more. */
static int
run_read_only(void)
{
	int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int pem = open("../stick/pem", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	int stick = open("../stick", O_PATH | O_DIRECTORY | O_CLOEXEC);
	const struct reach reach = { folder, -1, &stick, 1 };
	int how;

	if (fchmod(pem, 0666) != 0 || chmod("../stick", 0777) != 0 ||
	    confine(&how, &reach, false) != CONFINE_OK || geteuid() == 0)
		return BROKEN;
	return open("../stick/pem", O_RDONLY) == -1 ||
	    open("../stick/pem", O_WRONLY) != -1 ||
	    open("../stick/new", O_WRONLY | O_CREAT, 0600) != -1 ||
	    open("../stick", O_RDONLY | O_DIRECTORY) != -1 ||
	    unlink("../stick/pem") != -1 || open("../outside", O_RDONLY) != -1;
}

static int
run_stick_bare(void)
{
	int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int stick = open("../stick", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int how;

	abi_said = 0;
	if (confine(&how, &(struct reach){ folder, stick, NULL, 0 }, true) !=
		CONFINE_OK ||
	    geteuid() == 0)
		return BROKEN;
	return openat(stick, "made", O_WRONLY | O_CREAT, 0600) == -1 ? 0 : 1;
}

static int
run_made(void)
{
	struct stat st;

	if (privdrop_folder("../new") != OK)
		return BROKEN;
	return privdrop_folder("../new") != OK || /* works if it exists */
	    stat("../new", &st) != 0 || st.st_uid == 0 || st.st_gid == 0 ||
	    (st.st_mode & 0777) != 0700;
}

/* Tests that need root. */
static const struct act_row roots[] = {
	{ "a folder owned by root is refused", run_roots_own },
	{ "a stick owned by root is written", run_stick },
	{ "without Landlock, a stick owned by root is not written",
	    run_stick_bare },
	{ "a folder to read from cannot be written", run_read_only },
	{ "a new folder does not belong to root", run_made },
};

static void
run_by_root(void **state)
{
	const struct act_row *r = *state;
	int status;

	as_nobody = false;
	status = child(r->run);
	assert_content(status);
}

static void
prints_how_it_is_confined(void **state)
{
	char text[CONFINED_TEXT];

	(void)state;
	confined_print(text, 7);
	assert_string_equal(text, "seccomp and Landlock 7");
	confined_print(text, CONFINED_FILTER);
	assert_string_equal(text, "SECCOMP ONLY: no Landlock here");
	confined_print(text, CONFINED_NOT);
	assert_string_equal(text, "NOT CONFINED: a build for tests");
}

int
main(void)
{
	static struct rows all;
	int rc;

	if (!kit_begin())
		return 1;
	ROW(all, prints_how_it_is_confined);
	if (CONFINED_BUILD) {
		ROWS(all, confines_as_the_kernel_allows, kernels);
		ROWS(all, landlock_without_the_filter, alones);
		ROWS(all, act_content, halves);
	}
	if (CONFINED_BUILD && geteuid() == 0)
		ROWS(all, run_by_root, roots);
	rc = rows_run(&all, "server_landlock");
	kit_end();
	return rc;
}
