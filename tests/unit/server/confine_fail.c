/* confine_fail.c - tests that confining works completely or reports an
 * error, whichever call fails. */

#include "server/fail_folder.h"

#include "confine/privdrop.h"

enum {
	NOBODY = 65534,
	LOOSE = 2, /* exit status: it succeeded and is not confined */
};

static bool
is_confined(void)
{
	fail_on = false;
	if (socket(AF_UNIX, SOCK_STREAM, 0) != -1 || errno != EPERM ||
	    geteuid() == 0)
		return false;
	return open("/", O_RDONLY | O_DIRECTORY) == -1 && errno == EACCES;
}

static int
confine_act(void)
{
	int how = 0;
	int fd = open("folder", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (process_begin() != OK || fd < 0 || fchdir(fd) != 0)
		return 1;
	if (confine(&how, &(struct reach){ fd, fd, NULL, 0 }, false) !=
	    CONFINE_OK)
		return 1;
	if (!CONFINED_BUILD)
		return 0;
	return how > 0 && is_confined() ? 0 : LOOSE;
}

/* Without Landlock, the filter alone must hold. */
static int
bare_act(void)
{
	int how = 0;
	int fd = open("folder", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (process_begin() != OK || fd < 0 ||
	    confine(&how, &(struct reach){ fd, -1, NULL, 0 }, true) !=
		CONFINE_OK)
		return 1;
	fail_on = false;
	if (!CONFINED_BUILD)
		return 0;
	return socket(AF_UNIX, SOCK_STREAM, 0) == -1 && errno == EPERM ? 0
								       : LOOSE;
}

static int
threads_act(void)
{
	struct rlimit none = { 1, 1 };

	if (confine_threads() != CONFINE_OK)
		return 1;
	fail_on = false;
	if (!CONFINED_BUILD)
		return 0;
	return getrlimit(RLIMIT_NPROC, &none) == 0 && none.rlim_cur == 0
	    ? 0
	    : LOOSE;
}

/* Only if setresuid() fails may the folder belong to root. */
static int
owner_act(void)
{
	struct stat st;

	if (privdrop_folder("new") != OK)
		return 1;
	fail_on = false;
	if (stat("new", &st) != 0)
		return LOOSE;
	if (geteuid() != 0 || fail_plan->call == FAIL_setresuid)
		return 0;
	return st.st_uid != 0 ? 0 : LOOSE;
}

static void
confine_ready(void)
{
	fail_remove("new");
}

static bool
confine_well(int status)
{
	return status == 0 || (status == 1 && fail_plan->call >= 0);
}

static const struct fail_row acts[] = {
	{ "confine() confines or reports an error", confine_ready, confine_act,
	    confine_well, true },
	{ "confine() with the filter alone confines or reports an error",
	    confine_ready, bare_act, confine_well, true },
	{ "confine_threads() forbids threads or reports an error",
	    confine_ready, threads_act, confine_well, true },
	{ "privdrop_folder() changes the owner or reports an error",
	    confine_ready, owner_act, confine_well, true },
};

/* Stay root if the test runs as root: confine() becomes the folder's owner. */
static int
setup(void **state)
{
	(void)state;
	(void)snprintf(kit.dir, sizeof(kit.dir), "/dev/shm/zegel-fail.XXXXXX");
	if (mkdtemp(kit.dir) == NULL || chmod(kit.dir, 0755) != 0 ||
	    chdir(kit.dir) != 0 || mkdir("folder", 0700) != 0)
		return 1;
	return geteuid() == 0 ? chown("folder", NOBODY, NOBODY) : 0;
}

static void
confine_fails(void **state)
{
	fail_each(*state);
}

int
main(int argc, char **argv)
{
	static struct rows tests;

	fail_begin(argc, argv);
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		fail_add(&tests, &acts[i], confine_fails);
		tests.test[i].setup_func = setup;
	}
	return rows_run(&tests, __FILE__);
}
