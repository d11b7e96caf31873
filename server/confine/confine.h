/* confine.h - restricts this process: limits, user, Landlock, system calls. */

#ifndef CONFINE_CONFINE_H
#define CONFINE_CONFINE_H

#include <pthread.h>
#include <stdbool.h>

#include "confine/reach.h"
#include "confine/result.h"

/*
 * The tools of a build for tests, such as sanitizers, read /proc and start
 * programs: it has no Landlock and no filter, and "zegeld status" says so.
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

/* How this process is confined; above 0: the ABI of Landlock. */
enum {
	CONFINED_NOT = -1,   /* a build for tests */
	CONFINED_FILTER = 0, /* the filter alone, as ${bare} allows */
	CONFINED_TEXT = 64,
};

enum {
	/* the limit of locked bytes that root sets: enough for all buffers */
	CONFINE_LOCKED = 64 << 20,
};

/*
 * confine(how, reach, bare):
 * Call this before the first thread, when all that needs rights is open.  In
 * this order: limit files and locked memory; if root, become the owner of the
 * folder of ${reach} (privdrop.h); with Landlock, allow only what ${reach}
 * names, no TCP and no signals; with seccomp, allow a list of system calls,
 * kill the process for those that start or read a program, and answer EPERM to
 * the rest. A child process first has to die of each deadly call;
 * confined_prove() tries the rest, here and in each later thread.  After
 * CONFINE_NO_LANDLOCK, which ${bare} allows, reach_enter() has set ${how}.
 * Unless it returns CONFINE_OK the process must not go on.
 */
MUST_USE enum confine_result confine(int *how, const struct reach *reach,
    bool bare);

/*
 * confined_prove():
 * Try in this thread what confine() forbids: system calls, and to open "/".
 * CONFINE_OK if all was refused, or if the process is not confined (before
 * confine(), or in a build for tests); else the process must not go on.
 */
MUST_USE enum confine_result confined_prove(void);

/* Set what confined_prove() has to find.  confine() calls this. */
void confined_set(int how);

/*
 * confined_thread(thread, run, arg):
 * Start a thread that calls ${run} with ${arg} after confined_prove(); return
 * after that proof.  START_UNCONFINED if the proof failed: the thread has
 * ended; START_NO_MEMORY.
 */
MUST_USE enum start_result confined_thread(pthread_t *thread,
    void *(*run)(void *), void *arg);

/* Describe ${how} for a person: "seccomp and Landlock 7". */
void confined_print(char out[static CONFINED_TEXT], int how);

/* No thread or process is started after this. */
MUST_USE enum confine_result confine_threads(void);

#endif
