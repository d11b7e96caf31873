/* command.h - what a command line said, and the commands it can name. */

#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stdint.h>

enum {
	ARGS_MAX = 3,
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
};

/* A line of a desk's card as given: "title", and "nl=Meldpunt". */
struct card_line {
	const char *word;
	const char *text;
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
	bool instead;
	bool date_is_right;
	bool new_keys;
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
int cmd_reply(const struct options *o);
int cmd_outbox(const struct options *o);
int cmd_renew(const struct options *o);

struct desk;

/* The same with an open desk, for the walk. */
int open_run(struct desk *d, const char *stick, const struct options *o);
int list_run(struct desk *d);
int list_first_unread(struct desk *d, uint32_t *number); /* 0: none */
int show_run(struct desk *d, uint32_t number);
int reply_run(struct desk *d, uint32_t number, const struct options *o);
int outbox_run(struct desk *d, const char *stick, bool date_is_right);
int renew_run(struct desk *d, const char *stick, const struct options *o);

/*
 * cmd_walk(begin):
 * No arguments at all: a menu for a person who has never done this.  Asks for
 * the folders of the desk and the stick; calls ${begin} with them, which
 * returns 0 when the process is confined to them.  No stick: an empty path.
 */
int cmd_walk(int (*begin)(const char *folder, const char *stick));

#endif
