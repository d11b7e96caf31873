/* command.h - what a command line said, and the commands it can name. */

#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "confine/confine.h"
#include "core/card.h"

enum {
	ARGS_MAX = 3,
	FOLDERS_MAX = CONFINE_PATHS - 1,
	LINES_MAX = 48, /* title, about and passes of each language, and more */
};

/* The commands that have options. */
enum {
	FOR_INIT = 1,
	FOR_OPEN = 2,
	FOR_REPLY = 4,
	FOR_OUTBOX = 8,
	FOR_RENEW = 16,
	FOR_ROOT = 32,
	FOR_STAFF = 64,
	FOR_LOG = 128,
	FOR_DESK = 256, /* what opens a desk: who is there */
	FOR_LIST = 512,
	FOR_JUNK = 1024,
	FOR_RELEASE = 2048,
	FOR_DATE = 4096, /* what writes a date or a week */
	FOR_SERVE = 8192,
	FOR_JSON = 16384, /* what can answer in JSON */
};

/* What the person asked for; checked by options_parse(), then const. */
struct options {
	const char *arg[ARGS_MAX];
	int args;
	uint32_t kib;   /* memory of Argon2id; 0: what suits this machine */
	uint16_t cells; /* 0: not given */
	const char *stick;
	const char *service;
	const char *root;
	const char *ik;
	const char *status;
	const char *as;       /* initials of who is at work */
	const char *key;      /* path of their key file; NULL: in the folder */
	const char *person;   /* the full name of somebody new */
	const char *initials; /* theirs */
	const char *second;   /* initials of a colleague who releases beside */
	const char
	    *second_key;    /* path of their key file; NULL: in the folder */
	const char *search; /* a word or a part of one */
	bool junk;          /* what is in the bin */
	bool instead;
	bool both; /* also with a reply that did not go out yet */
	bool back; /* out of the bin again */
	bool date_is_right;
	bool new_keys;
	bool verify;
	bool porcelain;                  /* answer in JSON, as serve does */
	const char *sticks[FOLDERS_MAX]; /* folders that serve may use */
	uint32_t idle;                   /* in seconds; 0: not given */
	unsigned lines;
	struct card_line line[LINES_MAX];
};

/*
 * options_parse(o, argc, argv, takes, args):
 * Read the command line behind a command's name: exactly ${args} operands and
 * the options that go with a FOR_ bit of ${takes}, each at most once but for
 * the lines of a card.  False after a sentence on standard error.
 */
bool options_parse(struct options *o, int argc, char **argv, unsigned takes,
    int args);

/* A decimal number from ${least} to ${most}, whole; false if not. */
bool number_parse(uint32_t *out, const char *s, uint32_t least, uint32_t most);

/* Each returns an exit status: 0, or 1 after a sentence on standard error. */
int cmd_root(const struct options *o);
int cmd_sign(const struct options *o);
int cmd_init(const struct options *o);
int cmd_open(const struct options *o);
int cmd_list(const struct options *o);
int cmd_show(const struct options *o);
int cmd_junk(const struct options *o);
int cmd_reply(const struct options *o);
int cmd_outbox(const struct options *o);
int cmd_renew(const struct options *o);
int cmd_staff(const struct options *o);
int cmd_staff_add(const struct options *o);
int cmd_staff_remove(const struct options *o);
int cmd_staff_recover(const struct options *o);
int cmd_staff_passphrase(const struct options *o);
int cmd_proposals(const struct options *o);
int cmd_release(const struct options *o);
int cmd_withdraw(const struct options *o);
int cmd_backup(const struct options *o);
int cmd_restore(const struct options *o);
int cmd_log(const struct options *o);
int cmd_serve(const struct options *o);

struct desk;

/* The same with an open desk, for the menu. */
int open_run(struct desk *d, const char *stick, const struct options *o);
int list_run(struct desk *d, const struct options *o);
int show_run(struct desk *d, uint32_t number);
int junk_run(struct desk *d, uint32_t number, const struct options *o);
int reply_run(struct desk *d, uint32_t number, const struct options *o);
int outbox_run(struct desk *d, const char *stick, bool date_is_right);
int renew_run(struct desk *d, const char *stick, const struct options *o);

/*
 * cmd_menu(begin):
 * No arguments at all: a menu for a person who has never done this.  Asks for
 * the folders of the desk and the stick; calls ${begin} with them, which
 * returns 0 when the process is confined to them.  No stick: an empty path.
 */
int cmd_menu(int (*begin)(const char *folder, const char *stick));

#endif
