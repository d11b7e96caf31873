/* command.h - what each command of zegeld is, and how all of them begin. */

#ifndef COMMAND_H
#define COMMAND_H

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

/* Read "-w WEEK" and no other option; 0 or USAGE.  Arguments: from optind. */
int command_week(const char **confirm, int argc, char **argv);

/*
 * command_open(s, doing, path):
 * Open the service's folder ${path}; 0, or 1 after a sentence about it.
 */
int command_open(struct store **s, const char *doing, const char *path);

/*
 * command_today(week, s, doing, confirm):
 * The week, if the clock can be believed or ${confirm} (which may be NULL)
 * names the week it shows; 0, or 1 after a sentence.
 */
int command_today(uint16_t *week, struct store *s, const char *doing,
    const char *confirm);

/* Wait for the folder's lock, saying so; 0, or 1 after a sentence. */
int command_lock(struct store *s, const char *doing);

/* A sentence about a directory or schedules that cannot be served. */
int command_notice_err(const char *doing, enum err e);

#endif
