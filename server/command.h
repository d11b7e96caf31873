/* command.h - what each command of zegeld is, and how all of them begin. */

#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "store.h"

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

/* What a command begins with; zero it to begin, and ${stick} is -1. */
struct beginning {
	const char *doing; /* for sentences */
	const char *week;  /* -w: what a person says it is */
	bool bare;         /* -S: go on where there is no Landlock */
	int stick;         /* open, or -1 */
	int confined;      /* as confine() says; set by command_begin() */
	const int *read;   /* open folders that may be read besides */
	size_t reads;
};

/* Read "-w WEEK" and "-S"; 0 or USAGE.  Arguments: from optind. */
int command_options(struct beginning *b, int argc, char **argv);

/*
 * command_begin(s, b, path):
 * Work in the service's folder ${path} from now on, confined to it and the
 * stick, and open it; no other path is of use after this.  0, or 1 after a
 * sentence.
 */
int command_begin(struct store **s, struct beginning *b, const char *path);

/*
 * The same in two steps, for who has to do more in between: open ${path}, then
 * begin in it.  The descriptor is the caller's, who closes it.
 */
int command_folder(int *fd, const struct beginning *b, const char *path);
int command_begin_in(struct store **s, struct beginning *b, const char *path,
    int fd);

/* The same without opening it, for a folder that holds no service yet. */
int command_enter(struct beginning *b, const char *path);

/*
 * command_today(day, s, doing, confirm):
 * What day it is, if the clock can be believed or ${confirm} (which may be
 * NULL) names the week it shows; 0, or 1 after a sentence.
 */
int command_today(int32_t *day, struct store *s, const char *doing,
    const char *confirm);

/* Wait for the folder's lock, saying so; 0, or 1 after a sentence. */
int command_lock(struct store *s, const char *doing);

/* A sentence about a directory or schedules that cannot be served. */
int command_notice_err(const char *doing, enum err e);

/* True if another process serves this folder. */
bool command_served(struct store *s);

/*
 * Who serves this folder looks once a second at what others did to it and at
 * the clock: wait until that was seen.
 */
void command_settle(struct store *s);

#endif
