/* confine.c - tests what a confined process cannot do, what kills it,
 * and what still works. */

#include "confine/confine.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/un.h>
#include <sys/utsname.h>

#include <pthread.h>
#include <signal.h>

#include <netinet/in.h>

#include "server/confine_kit.h"

/* ---- the acts: each returns 0 if it was refused as required ---- */
static int
refused_by(long rc, int why)
{
	return rc == -1 && errno == why ? 0 : 1;
}

#define CALL(name, ...) refused_by(syscall(SYS_##name, __VA_ARGS__), EPERM)

static int
do_socket(void)
{
	return refused_by(socket(AF_INET, SOCK_STREAM, 0), EPERM) |
	    refused_by(socket(AF_INET, SOCK_DGRAM, 0), EPERM) |
	    refused_by(socket(AF_UNIX, SOCK_STREAM, 0), EPERM) |
	    refused_by(socket(AF_NETLINK, SOCK_RAW, 0), EPERM) |
	    refused_by(socket(AF_PACKET, SOCK_RAW, 0), EPERM);
}

static int
do_socketpair(void)
{
	int fd[2];

	return refused_by(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), EPERM);
}

static int
do_connect(void)
{
	const struct sockaddr_un at = { .sun_family = AF_UNIX };
	const void *p = &at;

	return refused_by(connect(kit.abstract, p, sizeof(at)), EPERM) |
	    refused_by(bind(kit.abstract, p, sizeof(at)), EPERM) |
	    refused_by(listen(kit.abstract, 1), EPERM);
}

static int
do_sendto(void)
{
	const struct sockaddr_in at = { .sin_family = AF_INET };
	const void *p = &at;

	return refused_by(sendto(kit.abstract, "x", 1, 0, p, sizeof(at)),
	    EPERM);
}

static int
do_setsockopt(void)
{
	return refused_by(
	    setsockopt(kit.abstract, SOL_SOCKET, SO_DEBUG, "x", 1), EPERM);
}

static int
do_kill(void)
{
	return refused_by(kill(kit.parent, 0), EPERM) |
	    refused_by(kill(getpid(), 0), EPERM) |
	    CALL(tgkill, kit.parent, kit.parent, 0, 0, 0, 0) |
	    CALL(tkill, kit.parent, 0, 0, 0, 0, 0) |
	    CALL(rt_sigqueueinfo, kit.parent, 0, 0, 0, 0, 0) |
	    CALL(pidfd_open, kit.parent, 0, 0, 0, 0, 0);
}

static int
do_fork(void)
{
	return CALL(clone, SIGCHLD, 0, 0, 0, 0, 0) |
	    CALL(fork, 0, 0, 0, 0, 0, 0) | CALL(vfork, 0, 0, 0, 0, 0, 0) |
	    refused_by(syscall(SYS_clone3, 0, 0, 0, 0, 0, 0), ENOSYS);
}

static int
do_rights(void)
{
	return CALL(setuid, 0, 0, 0, 0, 0, 0) |
	    CALL(setresuid, 0, 0, 0, 0, 0, 0) |
	    CALL(setgroups, 0, 0, 0, 0, 0, 0) | CALL(capset, 0, 0, 0, 0, 0, 0) |
	    CALL(prctl, PR_SET_DUMPABLE, 1, 0, 0, 0, 0) |
	    CALL(unshare, 0, 0, 0, 0, 0, 0) | CALL(setns, -1, 0, 0, 0, 0, 0) |
	    CALL(personality, 0, 0, 0, 0, 0, 0) |
	    CALL(landlock_create_ruleset, 0, 0, 1, 0, 0, 0) |
	    CALL(seccomp, 0, 0, 0, 0, 0, 0);
}

static int
do_machine(void)
{
	return CALL(mount, 0, 0, 0, 0, 0, 0) | CALL(umount2, 0, 0, 0, 0, 0, 0) |
	    CALL(chroot, 0, 0, 0, 0, 0, 0) |
	    CALL(pivot_root, 0, 0, 0, 0, 0, 0) | CALL(bpf, 0, 0, 0, 0, 0, 0) |
	    CALL(io_uring_setup, 0, 0, 0, 0, 0, 0) |
	    CALL(perf_event_open, 0, 0, 0, 0, 0, 0) |
	    CALL(userfaultfd, 0, 0, 0, 0, 0, 0) |
	    CALL(keyctl, 0, 0, 0, 0, 0, 0) |
	    CALL(init_module, 0, 0, 0, 0, 0, 0) |
	    CALL(kexec_load, 0, 0, 0, 0, 0, 0) |
	    CALL(reboot, 0, 0, 0, 0, 0, 0) |
	    CALL(settimeofday, 0, 0, 0, 0, 0, 0) |
	    CALL(sethostname, 0, 0, 0, 0, 0, 0) |
	    CALL(syslog, 0, 0, 0, 0, 0, 0) | CALL(ioctl, 0, 0x5412, 0, 0, 0, 0);
}

static int
do_memory(void)
{
	void *p =
	    mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ||
	    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0) != MAP_FAILED ||
	    errno != EPERM ||
	    refused_by(mprotect(p, 4096, PROT_READ | PROT_EXEC), EPERM) != 0 ||
	    CALL(memfd_create, 0, 0, 0, 0, 0, 0) != 0;
}

static int
do_files(void)
{
	return CALL(symlinkat, 0, 0, 0, 0, 0, 0) |
	    CALL(linkat, 0, 0, 0, 0, 0, 0) | CALL(mknodat, 0, 0, 0, 0, 0, 0) |
	    CALL(fchmodat, 0, 0, 0, 0, 0, 0) |
	    CALL(fchownat, 0, 0, 0, 0, 0, 0) | CALL(chdir, 0, 0, 0, 0, 0, 0) |
	    CALL(setxattr, 0, 0, 0, 0, 0, 0) |
	    CALL(open_by_handle_at, 0, 0, 0, 0, 0, 0) |
	    CALL(readlinkat, 0, 0, 0, 0, 0, 0) |
	    CALL(inotify_init1, 0, 0, 0, 0, 0, 0);
}

/* Landlock: outside the folder nothing can be opened, created or removed. */
static int
do_outside(void)
{
	return refused_by(open("/etc/passwd", O_RDONLY), EACCES) |
	    refused_by(open("/proc/self/maps", O_RDONLY), EACCES) |
	    refused_by(open("/", O_RDONLY | O_DIRECTORY), EACCES) |
	    refused_by(open("../outside", O_RDONLY), EACCES) |
	    refused_by(open("../outside", O_WRONLY), EACCES) |
	    refused_by(open("../outside", O_WRONLY | O_TRUNC), EACCES) |
	    refused_by(open("../made", O_WRONLY | O_CREAT, 0600), EACCES) |
	    refused_by(unlink("../outside"), EACCES) |
	    refused_by(mkdir("../made", 0700), EACCES) |
	    refused_by(truncate("../outside", 0), EPERM) |
	    (rename("../outside", "taken") == -1 &&
			(errno == EACCES || errno == EXDEV)
		    ? 0
		    : 1);
}

static void *
idle(void *p)
{
	return p;
}

/* Threads may be started until confine_threads(). */
static int
do_limits(void)
{
	const struct rlimit more = { 1 << 20, 1 << 20 };
	struct rlimit files, cores;
	pthread_t t;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_max > 16384 ||
	    getrlimit(RLIMIT_CORE, &cores) != 0 || cores.rlim_max != 0 ||
	    setrlimit(RLIMIT_NOFILE, &more) != -1)
		return 1;
	if (confine_threads() != CONFINE_OK)
		return 2;
	return pthread_create(&t, NULL, idle, NULL) == EAGAIN ? 0 : 3;
}

static const struct act_row acts[] = {
	{ "socket", do_socket },
	{ "socketpair", do_socketpair },
	{ "connect, bind, listen", do_connect },
	{ "sendto an address", do_sendto },
	{ "setsockopt", do_setsockopt },
	{ "sending signals", do_kill },
	{ "fork", do_fork },
	{ "changing users and rights", do_rights },
	{ "changing the machine", do_machine },
	{ "executable memory", do_memory },
	{ "links, devices and other ways to reach files", do_files },
	{ "files outside the folder", do_outside },
	{ "raised limits and new threads", do_limits },
};

/* ---- what kills ---- */
static const struct death_row {
	const char *name;
	long call;
} deaths[] = {
	{ "execve", SYS_execve },
	{ "execveat", SYS_execveat },
	{ "ptrace", SYS_ptrace },
	{ "process_vm_readv", SYS_process_vm_readv },
	{ "process_vm_writev", SYS_process_vm_writev },
};

/* ---- what still works ---- */
static void *
thread_run(void *p)
{
	*(int *)p = 7;
	return p;
}

static int
do_work(void)
{
	pthread_t t;
	int v = 0;
	void *locked = locked_new(100);
	struct utsname kernel;
	int fd = open("file.new", O_RDWR | O_CREAT, 0600);

	locked_free(locked);
	return locked == NULL || fd < 0 || write(fd, "x", 1) != 1 ||
	    uname(&kernel) != 0 || posix_fallocate(fd, 0, 8192) != 0 ||
	    ftruncate(fd, 1) != 0 || rename("file.new", "file") != 0 ||
	    mkdir("a", 0700) != 0 || rename("a", "b") != 0 || rmdir("b") != 0 ||
	    unlink("file") != 0 ||
	    pthread_create(&t, NULL, thread_run, &v) != 0 ||
	    pthread_join(t, NULL) != 0 || v != 7 || getuid() == 0 ||
	    geteuid() == 0 || getgid() == 0;
}

/* A second confine() must fail: its proof needs fork(), now forbidden. */
static int
do_again(void)
{
	int how;

	return confine(&how, &(struct reach){ AT_FDCWD, -1, NULL, 0 }, false) ==
	    CONFINE_OK;
}

static const struct act_row works[] = {
	{ "files in the folder, threads and locked memory work", do_work },
	{ "confining twice fails", do_again },
};

static int
run_confined(int (*run)(void))
{
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int how = 0;

	if (confine(&how, &(struct reach){ fd, -1, NULL, 0 }, false) !=
		CONFINE_OK ||
	    how < 2)
		return BROKEN;
	return run();
}

static int
run_act(void)
{
	const struct act_row *r = row;

	return run_confined(r->run);
}

static int
die(void)
{
	const struct death_row *r = row;

	return (int)syscall(r->call, -1, 0, 0, 0, 0, -1);
}

static int
run_death(void)
{
	return run_confined(die);
}

static void
refused(void **state)
{
	int status = twice(run_act, *state);

	assert_content(status);
}

static void
once_confined(void **state)
{
	refused(state);
}

static void
is_killed_by(void **state)
{
	int status = twice(run_death, *state);

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGSYS);
}

/* A build that cannot be confined reports CONFINED_NOT, no other does. */
static int
run_known(void)
{
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int how = 0;

	return confine(&how, &(struct reach){ fd, -1, NULL, 0 }, false) !=
	    CONFINE_OK ||
	    (how == CONFINED_NOT) == CONFINED_BUILD;
}

static void
build_reports_whether_it_confines(void **state)
{
	(void)state;
	assert_content(twice(run_known, NULL));
}

int
main(void)
{
	static struct rows all;
	int rc;

	if (!kit_begin())
		return 1;
	ROW(all, build_reports_whether_it_confines);
	if (CONFINED_BUILD) {
		ROWS(all, refused, acts);
		ROWS(all, is_killed_by, deaths);
		ROWS(all, once_confined, works);
	}
	rc = rows_run(&all, "server_confine");
	kit_end();
	return rc;
}
