/* command.h - zegeld's commands, and the options and steps they share. */

#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"
#include "terminal/options.h"

/* A row of the table in main.c. */
struct command {
	const char *name;
	int (*run)(int argc, char **argv); /* argv[0] is the name */
	const char *args;
	const char *about;
};

enum {
	USAGE = -1, /* what run() returns for wrong arguments; else 0 or 1 */
};

int cmd_init(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_expire(int argc, char **argv);
int cmd_status(int argc, char **argv);

/* For command_begin().  Zero it to begin, but for ${stick}, which is -1. */
struct beginning {
	const char *doing; /* for messages */
	const char *week;  /* -w: the week that a person confirms */
	bool bare;         /* -S: go on without Landlock */
	int stick;         /* open, or -1 */
	int confined;      /* as confine() says; set by command_begin() */
	const int *read;   /* open folders that may also be read */
	size_t reads;
};

/*
 * command_options(to, table, argc, argv):
 * Read options as options_read(); returns as it does, after a message.
 */
int command_options(void *to, const struct option_table *table, int argc,
    char **argv);

/*
 * command_operands(b, argc, argv, want):
 * Read -S and -w WEEK into ${b}.  Returns the index of the first of ${want}
 * operands in ${argv}; USAGE if there is another number of them, or after a
 * message.
 */
int command_operands(struct beginning *b, int argc, char **argv, int want);

/*
 * command_begin(s, b, path):
 * Enter the service's folder ${path}, confine this process to it and the
 * stick, and open the store ${s}; no other path can be opened after this.  0,
 * or 1 after a message.
 */
int command_begin(struct store **s, struct beginning *b, const char *path);

/*
 * The same in two steps, for a command that does more in between: open
 * ${path}, then begin in it.  The caller closes ${fd}.
 */
int command_folder(int *fd, const struct beginning *b, const char *path);
int command_begin_in(struct store **s, struct beginning *b, const char *path,
    int fd);

/* The same without a store, for a folder that holds no service yet. */
int command_enter(struct beginning *b, const char *path);

/*
 * command_today(day, s, doing, confirm):
 * Set ${day} to the date, if the clock can be believed or ${confirm} (may be
 * NULL) names the week it shows; 0, or 1 after a message.
 */
int command_today(int32_t *day, struct store *s, const char *doing,
    const char *confirm);

/* Take the folder's lock, saying so if it waits; 0, or 1 after a message. */
int command_lock(struct store *s, const char *doing);

/* Explain why the directory or schedules cannot be used; returns 1. */
int command_served_notes_err(const char *doing, enum err e);

/* True if another process serves this folder. */
bool command_served(struct store *s);

/*
 * Wait until a running server has seen what was changed: once a second it
 * looks at the folder and the clock.
 */
void command_settle(struct store *s);

#endif
