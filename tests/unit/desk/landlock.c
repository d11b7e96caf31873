/* landlock.c - tests that confine() says why it cannot, and fails closed. */

#include "desk/confine_kit.h"

#include <sys/syscall.h>

#include <seccomp.h>

#include "wrap.h"

enum { AS_IT_IS = 99 };

/* One failure to plant. */
static const struct fault_row {
	const char *name;
	long call;  /* of syscall(2) that fails, or is only said to succeed */
	int errnum; /* 0: it seems to succeed */
	int abi;    /* of Landlock, minus an errno, or AS_IT_IS */
	enum confine_result want;
} faults[] = {
	{ "all works", -1, 0, AS_IT_IS, CONFINE_OK },
	{ "no Landlock", -1, 0, -ENOSYS, CONFINE_NO_LANDLOCK },
	{ "Landlock switched off", -1, 0, -EOPNOTSUPP, CONFINE_LANDLOCK_OFF },
	{ "Landlock refused", -1, 0, -EPERM, CONFINE_LANDLOCK_REFUSED },
	{ "ABI 1", -1, 0, 1, CONFINE_NO_LANDLOCK },
	{ "ABI 2", -1, 0, 2, CONFINE_OK },
	{ "ABI 3", -1, 0, 3, CONFINE_OK },
	{ "ABI 4", -1, 0, 4, CONFINE_OK },
	{ "ABI 5", -1, 0, 5, CONFINE_OK },
	{ "a rule is refused", SYS_landlock_add_rule, EINVAL, AS_IT_IS,
	    CONFINE_REFUSED },
	{ "the rules are refused", SYS_landlock_restrict_self, E2BIG, AS_IT_IS,
	    CONFINE_REFUSED },
	{ "the rules only seem to hold", SYS_landlock_restrict_self, 0,
	    AS_IT_IS, CONFINE_REFUSED },
	{ "a call is not refused", SYS_bpf, 0, AS_IT_IS, CONFINE_REFUSED },
	{ "a call is refused otherwise", SYS_getppid, ENOSYS, AS_IT_IS,
	    CONFINE_REFUSED },
	{ "no child", SYS_fork, EAGAIN, AS_IT_IS, CONFINE_REFUSED },
	{ "no filter", SYS_seccomp, EPERM, AS_IT_IS, CONFINE_REFUSED },
	{ "a kernel without filters", SYS_seccomp, ENOSYS, AS_IT_IS,
	    CONFINE_NO_SECCOMP },
	{ "the filter only seems to hold", SYS_seccomp, 0, AS_IT_IS,
	    CONFINE_REFUSED },
	{ "descriptors stay open", SYS_close_range, EINVAL, AS_IT_IS,
	    CONFINE_REFUSED },
};
static const struct fault_row *fault;

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
WRAPPED(long, syscall, long number, long a, long b, long c, long d, long e,
    long f);
WRAPPED(int, close_range, unsigned from, unsigned to, int flags);
WRAPPED(pid_t, fork, void);
WRAPPED(int, seccomp_load, scmp_filter_ctx f);
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

/* True if ${number} is planted; errno and ${rc} are then what it returns. */
static bool
planted(long number, int *rc)
{
	if (fault == NULL || fault->call != number)
		return false;
	errno = fault->errnum;
	*rc = fault->errnum == 0 ? 0 : -1;
	return true;
}

long
/* NOLINTNEXTLINE(readability-function-size): as many as the kernel takes */
WRAP(syscall)(long number, long a, long b, long c, long d, long e, long f)
{
	int rc;

	if (fault != NULL && number == SYS_landlock_create_ruleset && a == 0 &&
	    fault->abi != AS_IT_IS) {
		errno = -fault->abi;
		return fault->abi < 0 ? -1 : fault->abi;
	}
	return planted(number, &rc) ? rc
				    : REAL(syscall)(number, a, b, c, d, e, f);
}

int
WRAP(close_range)(unsigned from, unsigned to, int flags)
{
	int rc;

	return planted(SYS_close_range, &rc)
	    ? rc
	    : REAL(close_range)(from, to, flags);
}

pid_t
WRAP(fork)(void)
{
	int rc;

	return planted(SYS_fork, &rc) ? rc : REAL(fork)();
}

int
WRAP(seccomp_load)(scmp_filter_ctx f)
{
	int rc;

	return planted(SYS_seccomp, &rc) ? rc : REAL(seccomp_load)(f);
}

static int
run_confine(void)
{
	enum confine_result got = confine(&kit_paths);

	if (got != fault->want)
		return 1 + (int)got;
	if (got != CONFINE_OK)
		return 0;
	return open("home/.bashrc", O_RDONLY) != -1 ||
	    open("desk", O_RDONLY | O_DIRECTORY) < 0 ||
	    open("given", O_RDONLY) < 0;
}

static void
says_why(void **state)
{
	const struct fault_row *r = *state;
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (process_begin() != OK)
			_exit(BROKEN);
		fault = r;
		_exit(run_confine());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_content(status);
}

/* ---- a folder that contains everything ---- */
static int
run_wide(void)
{
	static const struct confine_paths wide[] = {
		{ .write = { "desk", "/" } },
		{ .write = { "/home/.." } },
		{ .make = { "/directory" } },
	};

	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (confine(&wide[i]) != CONFINE_TOO_WIDE)
			return 1;
	return 0;
}

static void
refuses_the_root(void **state)
{
	int status = child(run_wide, NULL);

	(void)state;
	assert_content(status);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, says_why, faults);
	ROW(all, refuses_the_root);
	return _cmocka_run_group_tests("desk_landlock", all.test, all.n,
	    kit_begin, kit_end);
}
