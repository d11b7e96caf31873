/* tty.h - changes how the terminal takes keys, and always gives it back. */

#ifndef TERMINAL_TTY_H
#define TERMINAL_TTY_H

#include <stdbool.h>

#include "err.h"

enum tty_mode {
	TTY_KEYS,   /* each key at once, without echo: a program edits */
	TTY_HIDDEN, /* whole lines, without echo: a passphrase */
};

/*
 * tty_hold(fd, mode):
 * Hold the terminal ${fd}, which stays open, in ${mode} until tty_release().
 * Whatever comes in between, a shell finds the terminal as it was: while the
 * process is stopped, and when it dies by an interrupt, a hang-up or another
 * polite signal.  One terminal is held at a time; holding it again changes the
 * mode.  With TTY_HIDDEN what was typed before is dropped, and at the end what
 * was typed in between and not read: a passphrase typed again must not reach
 * the shell. ERR_IO if ${fd} is no terminal.
 */
MUST_USE enum err tty_hold(int fd, enum tty_mode mode);

/*
 * tty_release():
 * Give the terminal back; fine if it is not held.  If tty_wait() returned
 * TTY_SIGNAL, that signal is raised again here.
 */
void tty_release(void);

enum tty_event {
	TTY_READY,  /* read(2) has something, or the end of input */
	TTY_BACK,   /* the process was stopped and goes on: show the line */
	TTY_SIZE,   /* the terminal has another size: show the line */
	TTY_IDLE,   /* the time of tty_idle() is over */
	TTY_SIGNAL, /* a deadly signal came: wipe what was typed, release */
};

/* Wait for the next event on the held terminal ${fd}.  At other times a deadly
 * signal ends the process at once. */
enum tty_event tty_wait(int fd);

/*
 * tty_idle(seconds):
 * From now on tty_wait() ends with TTY_IDLE when it has waited this long; time
 * in which the machine sleeps counts.  0: never, as at first.
 */
void tty_idle(unsigned seconds);

/* True if the last tty_wait() ended with TTY_IDLE. */
bool tty_idled(void);

/*
 * tty_session(fd, on, off):
 * Write ${on} to the terminal ${fd}.  From now until tty_session_end(), also
 * between questions, ${off} is written to it when the process stops or dies by
 * a polite signal, and ${on} when it goes on.  The strings must stay.
 */
void tty_session(int fd, const char *on, const char *off);

/* Write the second string and end the session; fine if there is none. */
void tty_session_end(void);

#endif
