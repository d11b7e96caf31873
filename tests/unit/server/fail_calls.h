/* fail_calls.h - the table of calls that fail.h makes fail, and how. */

#ifndef SERVER_FAIL_CALLS_H
#define SERVER_FAIL_CALLS_H

#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/wait.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netdb.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include <lmdb.h>
#include <microhttpd.h>
#include <seccomp.h>
#include <sodium.h>
#include <zlib.h>

#include "confine/confine.h"

/*
 * X(type, name, parameters, arguments, value, error): a failing call returns
 * ${value} and sets errno to ${error}.  fail.wraps lists the same names for the
 * linker.  fail.h defines the calls that need more than that.
 */
#define FAIL_PLAIN(X)                                                          \
	X(void *, malloc, (size_t n), (n), NULL, ENOMEM)                       \
	X(void *, calloc, (size_t n, size_t m), (n, m), NULL, ENOMEM)          \
	X(void *, sodium_malloc, (size_t n), (n), NULL, ENOMEM)                \
	X(int, sodium_mlock, (void *p, size_t n), (p, n), -1, ENOMEM)          \
	X(int, sodium_init, (void), (), -1, EIO)                               \
	X(char *, realpath, (const char *p, char *to), (p, to), NULL, EIO)     \
	X(int, fstat, (int fd, struct stat *st), (fd, st), -1, EIO)            \
	X(int, stat, (const char *p, struct stat *st), (p, st), -1, EIO)       \
	X(int, access, (const char *p, int how), (p, how), -1, EIO)            \
	X(int, fsync, (int fd), (fd), -1, EIO)                                 \
	X(int, ftruncate, (int fd, off_t n), (fd, n), -1, ENOSPC)              \
	X(int, rename, (const char *a, const char *b), (a, b), -1, ENOSPC)     \
	X(int, renameat, (int f, const char *a, int t, const char *b),         \
	    (f, a, t, b), -1, EROFS)                                           \
	X(int, renameat2,                                                      \
	    (int f, const char *a, int t, const char *b, unsigned how),        \
	    (f, a, t, b, how), -1, ENOSPC)                                     \
	X(int, unlink, (const char *p), (p), -1, EIO)                          \
	X(int, unlinkat, (int at, const char *p, int how), (at, p, how), -1,   \
	    EROFS)                                                             \
	X(int, mkdir, (const char *p, mode_t mode), (p, mode), -1, EROFS)      \
	X(int, rmdir, (const char *p), (p), -1, EIO)                           \
	X(int, chmod, (const char *p, mode_t mode), (p, mode), -1, EPERM)      \
	X(int, chown, (const char *p, uid_t u, gid_t g), (p, u, g), -1, EPERM) \
	X(int, fchdir, (int fd), (fd), -1, EACCES)                             \
	X(int, flock, (int fd, int how), (fd, how), -1, ENOLCK)                \
	X(int, posix_fallocate, (int fd, off_t at, off_t n), (fd, at, n),      \
	    ENOSPC, 0)                                                         \
	X(ssize_t, read, (int fd, void *p, size_t n), (fd, p, n), -1, EIO)     \
	X(DIR *, fdopendir, (int fd), (fd), NULL, ENOMEM)                      \
	X(struct dirent *, readdir, (DIR * d), (d), NULL, EIO)                 \
	X(int, fflush, (FILE * f), (f), EOF, ENOSPC)                           \
	X(int, pthread_mutex_init,                                             \
	    (pthread_mutex_t * m, const pthread_mutexattr_t *a), (m, a),       \
	    ENOMEM, 0)                                                         \
	X(int, pthread_create,                                                 \
	    (pthread_t * t, const pthread_attr_t *a, void *(*go)(void *),      \
		void *arg),                                                    \
	    (t, a, go, arg), EAGAIN, 0)                                        \
	X(int, eventfd, (unsigned n, int how), (n, how), -1, EMFILE)           \
	X(int, timerfd_create, (int clock, int how), (clock, how), -1, EMFILE) \
	X(int, timerfd_settime,                                                \
	    (int fd, int how, const struct itimerspec *to,                     \
		struct itimerspec *old),                                       \
	    (fd, how, to, old), -1, EINVAL)                                    \
	X(int, socket, (int a, int b, int c), (a, b, c), -1, EMFILE)           \
	X(int, setsockopt, (int fd, int a, int b, const void *p, socklen_t n), \
	    (fd, a, b, p, n), -1, ENOMEM)                                      \
	X(int, listen, (int fd, int n), (fd, n), -1, EADDRINUSE)               \
	X(int, getrlimit, (__rlimit_resource_t what, struct rlimit * r),       \
	    (what, r), -1, EFAULT)                                             \
	X(int, setrlimit, (__rlimit_resource_t what, const struct rlimit *r),  \
	    (what, r), -1, EPERM)                                              \
	X(int, setgroups, (size_t n, const gid_t *g), (n, g), -1, EPERM)       \
	X(int, setresgid, (gid_t a, gid_t b, gid_t c), (a, b, c), -1, EPERM)   \
	X(int, setresuid, (uid_t a, uid_t b, uid_t c), (a, b, c), -1, EAGAIN)  \
	X(pid_t, fork, (void), (), -1, EAGAIN)                                 \
	X(pid_t, waitpid, (pid_t pid, int *status, int how),                   \
	    (pid, status, how), -1, ECHILD)                                    \
	X(scmp_filter_ctx, seccomp_init, (uint32_t act), (act), NULL, 0)       \
	X(int, seccomp_attr_set,                                               \
	    (scmp_filter_ctx f, enum scmp_filter_attr a, uint32_t v),          \
	    (f, a, v), -EINVAL, 0)                                             \
	X(int, seccomp_load, (const scmp_filter_ctx f), (f), -EINVAL, 0)       \
	X(int, mdb_env_create, (MDB_env * *e), (e), ENOMEM, 0)                 \
	X(int, mdb_env_set_mapsize, (MDB_env * e, size_t n), (e, n), EINVAL,   \
	    0)                                                                 \
	X(int, mdb_env_open,                                                   \
	    (MDB_env * e, const char *p, unsigned how, mdb_mode_t mode),       \
	    (e, p, how, mode), EIO, 0)                                         \
	X(int, mdb_env_get_fd, (MDB_env * e, int *fd), (e, fd), EINVAL, 0)     \
	X(int, mdb_env_sync, (MDB_env * e, int force), (e, force), EIO, 0)     \
	X(int, mdb_reader_check, (MDB_env * e, int *dead), (e, dead), EIO, 0)  \
	X(int, mdb_txn_begin,                                                  \
	    (MDB_env * e, MDB_txn * up, unsigned how, MDB_txn **t),            \
	    (e, up, how, t), ENOMEM, 0)                                        \
	X(int, mdb_dbi_open,                                                   \
	    (MDB_txn * t, const char *n, unsigned how, MDB_dbi *d),            \
	    (t, n, how, d), ENOMEM, 0)                                         \
	X(int, mdb_stat, (MDB_txn * t, MDB_dbi d, MDB_stat * st), (t, d, st),  \
	    EINVAL, 0)                                                         \
	X(int, mdb_get, (MDB_txn * t, MDB_dbi d, MDB_val * k, MDB_val * v),    \
	    (t, d, k, v), MDB_CORRUPTED, 0)                                    \
	X(int, mdb_put,                                                        \
	    (MDB_txn * t, MDB_dbi d, MDB_val * k, MDB_val * v, unsigned how),  \
	    (t, d, k, v, how), MDB_MAP_FULL, 0)                                \
	X(int, mdb_del, (MDB_txn * t, MDB_dbi d, MDB_val * k, MDB_val * v),    \
	    (t, d, k, v), EIO, 0)                                              \
	X(int, mdb_cursor_open, (MDB_txn * t, MDB_dbi d, MDB_cursor * *c),     \
	    (t, d, c), ENOMEM, 0)                                              \
	X(int, mdb_cursor_get,                                                 \
	    (MDB_cursor * c, MDB_val * k, MDB_val * v, MDB_cursor_op op),      \
	    (c, k, v, op), MDB_PAGE_NOTFOUND, 0)                               \
	X(struct MHD_Response *,                                               \
	    MHD_create_response_from_buffer_with_free_callback_cls,            \
	    (size_t n, void *p, MHD_ContentReaderFreeCallback end, void *arg), \
	    (n, p, end, arg), NULL, 0)                                         \
	X(enum MHD_Result, MHD_add_response_header,                            \
	    (struct MHD_Response * r, const char *n, const char *v),           \
	    (r, n, v), MHD_NO, 0)                                              \
	X(enum MHD_Result, MHD_queue_response,                                 \
	    (struct MHD_Connection * c, unsigned status,                       \
		struct MHD_Response *r),                                       \
	    (c, status, r), MHD_NO, 0)                                         \
	X(int, deflate, (z_stream * z, int how), (z, how), Z_STREAM_ERROR, 0)  \
	X(int, deflateInit2_,                                                  \
	    (z_stream * z, int a, int b, int c, int d, int e, const char *v,   \
		int n),                                                        \
	    (z, a, b, c, d, e, v, n), Z_MEM_ERROR, 0)

#endif
