/* confine.c - tests what a confined desk dies of, is refused and can do. */

#include "desk/confine_kit.h"

#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <termios.h>
#include <time.h>

/* ---- deaths ---- */
static const struct death_row {
	const char *name;
	long call;
} deaths[] = {
	{ "socket", SYS_socket },
	{ "connect", SYS_connect },
	{ "execve", SYS_execve },
	{ "execveat", SYS_execveat },
	{ "ptrace", SYS_ptrace },
	{ "process_vm_readv", SYS_process_vm_readv },
	{ "process_vm_writev", SYS_process_vm_writev },
};
static long deadly;

static int
run_deadly(void)
{
	(void)syscall(deadly, 0L, 0L, 0L, 0L, 0L, 0L);
	return 0;
}

static void
dies_of(void **state)
{
	const struct death_row *r = *state;
	int status;

	deadly = r->call;
	status = child(run_deadly, &kit_paths);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGSYS);
}

/* ---- what is refused ---- */
static const struct file_row {
	const char *name;
	const char *path;
	int flags;
	int want; /* errno; 0: it opens */
} files[] = {
	{ "append to ~/.bashrc", "home/.bashrc", O_WRONLY | O_APPEND, EACCES },
	{ "read ~/.bashrc", "home/.bashrc", O_RDONLY, EACCES },
	{ "a link out of the folder", "desk/link", O_WRONLY, EACCES },
	{ "make a file outside", "new", O_WRONLY | O_CREAT, EACCES },
	{ "list /", "/", O_RDONLY | O_DIRECTORY, EACCES },
	{ "/etc/passwd", "/etc/passwd", O_RDONLY, EACCES },
	{ "memory, to write", "/proc/self/mem", O_RDWR, EACCES },
	{ "memory, to read", "/proc/self/mem", O_RDONLY, EACCES },
	{ "the terminals of others", "/dev/pts", O_RDONLY, EACCES },
	{ "write what is only read", "given", O_WRONLY, EACCES },
	{ "cut what is only read", "given", O_RDONLY | O_TRUNC, EACCES },
	{ "a missing file is missing", "missing", O_RDONLY, ENOENT },
	{ "read what is named", "given", O_RDONLY, 0 },
	{ "the desk's folder", "desk", O_RDONLY | O_DIRECTORY, 0 },
	{ "make a file in it", "desk/new", O_RDWR | O_CREAT, 0 },
	{ "make a file on the stick", "stick/new", O_RDWR | O_CREAT, 0 },
	{ "make a file to give", "out/new", O_RDWR | O_CREAT, 0 },
	{ "/dev/null", "/dev/null", O_RDWR, 0 },
	{ "/dev/urandom", "/dev/urandom", O_RDONLY, 0 },
};
static const struct file_row *file;

static int
run_file(void)
{
	int fd;

	errno = 0;
	fd = open(file->path, file->flags, 0600);
	if (errno == ENOENT && file->want == EACCES)
		return 0; /* not on this machine */
	return (fd >= 0) != (file->want == 0) || errno != file->want;
}

static void
opens(void **state)
{
	int status;

	file = *state;
	status = child(run_file, &kit_paths);
	assert_content(status);
}

static const struct call_row {
	const char *name;
	long call;
	long a, b;
} calls[] = {
	{ "socketpair", SYS_socketpair, 0, 0 },
	{ "bind", SYS_bind, 0, 0 },
	{ "sendto", SYS_sendto, 0, 0 },
	{ "kill the group", SYS_kill, 0, 0 },
	{ "kill init", SYS_kill, 1, 0 },
	{ "tkill init", SYS_tkill, 1, 0 },
	{ "tgkill init", SYS_tgkill, 1, 1 },
	{ "a process", SYS_clone, SIGCHLD, 0 },
	{ "a process with its memory", SYS_clone, CLONE_VM | SIGCHLD, 0 },
	{ "a file of memory", SYS_memfd_create, 0, 0 },
	{ "type into the terminal", SYS_ioctl, 0, TIOCSTI },
	{ "setuid", SYS_setuid, 0, 0 },
	{ "mount", SYS_mount, 0, 0 },
	{ "fchmodat", SYS_fchmodat, 0, 0 },
	{ "symlinkat", SYS_symlinkat, 0, 0 },
	{ "io_uring", SYS_io_uring_setup, 0, 0 },
	{ "namespaces", SYS_unshare, 0, 0 },
};
static const struct call_row *call;

static int
run_call(void)
{
	errno = 0;
	return syscall(call->call, call->a, call->b, 0L, 0L, 0L, 0L) != -1 ||
	    errno != EPERM;
}

static void
refuses(void **state)
{
	int status;

	call = *state;
	status = child(run_call, &kit_paths);
	assert_content(status);
}

static int
run_fork(void)
{
	pid_t pid;

	errno = 0;
	pid = fork();
	if (pid == 0)
		_exit(0);
	return pid != -1 || errno != EPERM;
}

/* The parent of the test allows the same user to signal it. */
static int
run_signal(void)
{
	errno = 0;
	if (syscall(SYS_tgkill, kit_parent, kit_parent, 0) != -1 ||
	    errno != EPERM)
		return 1;
	return kill(kit_parent, 0) != -1 || errno != EPERM;
}

static int
run_inherited(void)
{
	errno = 0;
	return write(inherited, "alias ls=\n", 10) != -1 || errno != EBADF;
}

static int
run_limit(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_CORE, &r) != 0 || r.rlim_cur != 0)
		return 1;
	return setrlimit(RLIMIT_CORE, &r) != -1 || errno != EPERM;
}

static int
run_executable(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED || mprotect(p, 4096, PROT_READ | PROT_EXEC) != -1 ||
	    errno != EPERM)
		return 1;
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static int
run_move(void)
{
	return rename("desk/link", "home/link") != -1 ||
	    unlink("home/.bashrc") != -1 || mkdir("home/new", 0700) != -1 ||
	    rmdir("home") != -1 || unlink("given") != -1;
}

/* A second confine() cannot fork the child for its proof. */
static int
run_again(void)
{
	return confine(&kit_paths) == CONFINE_OK;
}

static void *
thread_refused(void *p)
{
	bool *refused = p;

	*refused = open("home/.bashrc", O_RDONLY) == -1 && errno == EACCES &&
	    syscall(SYS_socketpair, 0, 0, 0, 0) == -1 && errno == EPERM;
	return p;
}

static int
run_thread(void)
{
	bool is_refused = false;
	pthread_t t;

	if (pthread_create(&t, NULL, thread_refused, &is_refused) != 0 ||
	    pthread_join(t, NULL) != 0)
		return 1;
	return is_refused ? 0 : 2;
}

/* ---- what is allowed ---- */
static int
run_folder(void)
{
	char at[64];

	return !file_make("desk/a.new") ||
	    rename("desk/a.new", "desk/a") != 0 ||
	    truncate("desk/a", 0) == 0 || /* by its path, the desk never does */
	    unlink("desk/a") != 0 || mkdir("desk/in", 0700) != 0 ||
	    !file_make("desk/in/b") || unlink("desk/in/b") != 0 ||
	    getcwd(at, sizeof(at)) == NULL;
}

static int
run_memory(void)
{
	void *locked = locked_new(100);

	locked_free(locked);
	return locked == NULL || sysconf(_SC_NPROCESSORS_ONLN) < 1 ||
	    sysconf(_SC_PHYS_PAGES) < 1;
}

static volatile sig_atomic_t came;

static void
note(int sig)
{
	came += sig;
}

static int
run_own_signal(void)
{
	struct sigaction act = { .sa_handler = note };

	return sigaction(SIGUSR1, &act, NULL) != 0 || raise(SIGUSR1) != 0 ||
	    kill(getpid(), SIGUSR1) != 0 || came != 2 * SIGUSR1;
}

static int
run_wait(void)
{
	struct pollfd p = { -1, POLLIN, 0 };
	const struct timespec t = { 0, 1000 };
	struct termios tio;

	if (poll(&p, 1, 1) != 0 || ppoll(&p, 1, &t, NULL) != 0 ||
	    nanosleep(&t, NULL) != 0 || time(NULL) < 1)
		return 1;
	errno = 0;
	return tcgetattr(0, &tio) != 0 && errno == EPERM;
}

static const struct act_row acts[] = {
	{ "no process is started", run_fork },
	{ "no signal reaches another process", run_signal },
	{ "inherited descriptors are closed", run_inherited },
	{ "limits are read, not set", run_limit },
	{ "no memory is made executable", run_executable },
	{ "nothing outside is moved, made or removed", run_move },
	{ "confining twice fails", run_again },
	{ "a later thread is confined", run_thread },
	{ "the folder is the desk's to change", run_folder },
	{ "memory is locked, the machine is measured", run_memory },
	{ "signals to itself arrive", run_own_signal },
	{ "it can wait and ask the terminal", run_wait },
};

static void
act(void **state)
{
	const struct act_row *r = *state;
	int status = child(r->run, &kit_paths);

	assert_content(status);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, dies_of, deaths);
	ROWS(all, opens, files);
	ROWS(all, refuses, calls);
	ROWS(all, act, acts);
	return _cmocka_run_group_tests("desk_confine", all.test, all.n,
	    kit_begin, kit_end);
}
