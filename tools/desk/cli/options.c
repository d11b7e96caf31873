/* options.c - reads a command line strictly. */

#include "cli/command.h"

#include <stddef.h>
#include <string.h>

#include "lang/lang.h"
#include "rpc/serve.h"
#include "terminal/options.h"
#include "terminal/say.h"
#include "wire.h"

enum {
	MIB_MIN = 256,
	MIB_MAX = 4096,
	CELLS_MOST = 4096,
};

bool
number_parse(uint32_t *out, const char *s, uint32_t least, uint32_t most)
{
	uint64_t v = 0;

	*out = 0;
	if (span_decimal(&v, span_str(s), most) != OK || v < least)
		return false;
	*out = (uint32_t)v;
	return true;
}

static const char *
line_take(struct options *o, const char *word, const char *text)
{
	if (o->lines == LINES_MAX)
		return N_("is one line too many for a card");
	o->line[o->lines++] = (struct card_line){ word, text };
	return NULL;
}

static const char *
stick_take(struct options *o, const char *path)
{
	size_t n = 0;

	while (n < FOLDERS_MAX && o->sticks[n] != NULL)
		n++;
	if (n == FOLDERS_MAX)
		return N_("is given more than three times");
	o->sticks[n] = path;
	return NULL;
}

static const char *
idle_take(struct options *o, const char *value)
{
	if (o->idle != 0)
		return N_("is given twice");
	return number_parse(&o->idle, value, IDLE_LEAST, IDLE_MOST)
	    ? NULL
	    : N_("takes a number of seconds from 1 to 3600");
}

static const char *
cells_take(struct options *o, const char *value)
{
	uint32_t v;

	if (o->cells != 0)
		return N_("is given twice");
	if (!number_parse(&v, value, 1, CELLS_MOST))
		return N_("takes a number from 1 to 4096");
	o->cells = (uint16_t)v;
	return NULL;
}

static const char *
each(void *to, const struct option_row *row, const char *value)
{
	struct options *o = to;
	uint32_t v;

	if (row->name != NULL && strcmp(row->name, "cells") == 0)
		return cells_take(o, value);
	if (row->name != NULL && strcmp(row->name, "stick") == 0)
		return stick_take(o, value);
	if (row->name != NULL && strcmp(row->name, "idle") == 0)
		return idle_take(o, value);
	if (row->name != NULL)
		return line_take(o, row->name, value);
	if (o->kib != 0)
		return N_("is given twice");
	if (!number_parse(&v, value, MIB_MIN, MIB_MAX))
		return N_("takes a number of MiB from 256 to 4096");
	o->kib = v * 1024;
	return NULL;
}

#define AT(member) offsetof(struct options, member)
#define TEXT(name, arg, with, member)                             \
	{                                                         \
		0, name, arg, NULL, with, OPTION_TEXT, AT(member) \
	}
#define FLAG(name, with, member)                                   \
	{                                                          \
		0, name, NULL, NULL, with, OPTION_FLAG, AT(member) \
	}
#define EACH(name, arg, with)                            \
	{                                                \
		0, name, arg, NULL, with, OPTION_EACH, 0 \
	}
static const struct option_row rows[] = {
	{ 'm', NULL, "MIB", NULL, FOR_INIT | FOR_ROOT | FOR_STAFF, OPTION_EACH,
	    0 },
	{ 's', NULL, "STICK", NULL, FOR_INIT, OPTION_TEXT, AT(stick) },
	TEXT("service", "HEX", FOR_INIT, service),
	TEXT("root", "ROOT", FOR_INIT | FOR_OPEN, root),
	EACH("title", "LANG=TEXT", FOR_INIT),
	EACH("about", "LANG=TEXT", FOR_INIT),
	EACH("passes", "LANG=TEXT", FOR_INIT),
	EACH("cells", "N", FOR_INIT),
	TEXT("person", "NAME", FOR_INIT | FOR_STAFF, person),
	TEXT("initials", "XX", FOR_INIT | FOR_STAFF, initials),
	TEXT("as", "XX", FOR_DESK, as),
	TEXT("key", "FILE", FOR_DESK, key),
	TEXT("with", "XX", FOR_RELEASE, second),
	TEXT("with-key", "FILE", FOR_RELEASE, second_key),
	TEXT("status", "STATUS", FOR_REPLY, status),
	FLAG("instead", FOR_REPLY, instead),
	FLAG("both", FOR_REPLY, both),
	TEXT("search", "WORD", FOR_LIST, search),
	FLAG("junk", FOR_LIST, junk),
	FLAG("back", FOR_JUNK, back),
	TEXT("ik", "FILE", FOR_RENEW, ik),
	FLAG("new-keys", FOR_RENEW, new_keys),
	FLAG("verify", FOR_LOG, verify),
	EACH("stick", "PATH", FOR_SERVE),
	EACH("idle", "SECONDS", FOR_SERVE),
	FLAG("porcelain", FOR_JSON, porcelain),
	FLAG("date-is-right", FOR_DATE, date_is_right),
};
static const struct option_table table = { rows, sizeof(rows) / sizeof(rows[0]),
	each };

bool
options_parse(struct options *o, int argc, char **argv, unsigned takes,
    int args)
{
	struct option_fault fault;
	int first;

	memset(o, 0, sizeof(*o));
	first = options_read(&fault, o, &table, takes, argc, argv);
	if (first < 0) {
		(void)say_wrong("%s %s", fault.option, _(fault.why));
		return false;
	}
	if (argc - first != args) {
		(void)say_wrong(lang_plural("%s takes %d operand, not %d",
				    "%s takes %d operands, not %d",
				    (unsigned long)args),
		    argv[0], args, argc - first);
		return false;
	}
	for (o->args = 0; o->args < args; o->args++)
		o->arg[o->args] = argv[first + o->args];
	return true;
}
