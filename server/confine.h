/* confine.h - what this program takes from itself before it meets anyone. */

#ifndef CONFINE_H
#define CONFINE_H

#include <pthread.h>
#include <stdbool.h>

#include "err.h"
#include "landlock.h"

/*
 * A build for tests, whose tools read /proc and start programs: no Landlock,
 * no filter, and "zegeld status" says so.
 */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ZEGEL_UNCONFINED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ZEGEL_UNCONFINED
#endif
#endif

#ifdef ZEGEL_UNCONFINED
enum { CONFINED_BUILD = 0 };
#else
enum { CONFINED_BUILD = 1 };
#endif

/* What confine() has left standing; above 0: the ABI of Landlock. */
enum {
	CONFINED_NOT = -1,   /* a build for tests */
	CONFINED_FILTER = 0, /* the filter alone: ${bare} */
	CONFINED_TEXT = 64,
};

enum {
	/* bytes that root lets its successor lock: all the buffers there are */
	CONFINE_LOCKED = 64 << 20,
};

/*
 * confine(how, reach, bare):
 * In this order, before the first thread and when all that needs rights is
 * open: limit files and locked memory; leave the user root for the owner of
 * the folder of ${reach} (owner.h); Landlock: nothing but what ${reach} names,
 * no TCP, no signals; a list of system calls, of which
 * the rest answers EPERM and those that start or read a program kill; then
 * prove it: a child of each deadly call has died before, the others are tried
 * here, and by each thread to come.  ERR_VERSION if there is no Landlock to be
 * had and not ${bare}: ${how} is what landlock_enter() said; ERR_KEY for a
 * folder of root's, ERR_IO: do not go on.
 */
MUST_USE enum err confine(int *how, const struct reach *reach, bool bare);

/*
 * confined_prove():
 * Try in this thread what confine() has taken from it: calls, and to open what
 * lies beyond the folder.  OK if all was refused, or nothing was to be: there
 * was no confine(), or it is a build for tests.  ERR_IO: do not go on.
 */
MUST_USE enum err confined_prove(void);

/* What confined_prove() has to find; confine() says it. */
void confined_set(int how);

/*
 * confined_thread(thread, run, arg):
 * Start a thread that calls ${run} with ${arg} once it has proved itself;
 * returns after the proof.  ERR_KEY if it could do what it must not: it has
 * ended; ERR_MEMORY.
 */
MUST_USE enum err confined_thread(pthread_t *thread, void *(*run)(void *),
    void *arg);

/* Words for a person about ${how}: "seccomp and Landlock 7". */
void confined_print(char out[static CONFINED_TEXT], int how);

/* No thread or process is started after this. */
MUST_USE enum err confine_threads(void);

#endif
