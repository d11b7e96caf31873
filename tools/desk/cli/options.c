/* options.c - reads a command line strictly. */

#include "command.h"

#include <stddef.h>
#include <string.h>

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
		return "is one line too many for a card";
	o->line[o->lines++] = (struct card_line){ word, text };
	return NULL;
}

static const char *
each(void *to, const struct option_row *row, const char *value)
{
	struct options *o = to;
	uint32_t v;

	if (row->name != NULL && strcmp(row->name, "cells") == 0) {
		if (o->cells != 0)
			return "is given twice";
		if (!number_parse(&v, value, 1, CELLS_MOST))
			return "takes a number from 1 to 4096";
		o->cells = (uint16_t)v;
		return NULL;
	}
	if (row->name != NULL)
		return line_take(o, row->name, value);
	if (o->kib != 0)
		return "is given twice";
	if (!number_parse(&v, value, MIB_MIN, MIB_MAX))
		return "takes a number of MiB from 256 to 4096";
	o->kib = v * 1024;
	return NULL;
}

#define AT(member) offsetof(struct options, member)
static const struct option_row rows[] = {
	{ 'm', NULL, "MIB", NULL, FOR_INIT | FOR_ROOT, OPTION_EACH, 0 },
	{ 's', NULL, "STICK", NULL, FOR_INIT, OPTION_TEXT, AT(stick) },
	{ 0, "service", "HEX", NULL, FOR_INIT, OPTION_TEXT, AT(service) },
	{ 0, "root", "ROOT", NULL, FOR_INIT | FOR_OPEN, OPTION_TEXT, AT(root) },
	{ 0, "title", "LANG=TEXT", NULL, FOR_INIT, OPTION_EACH, 0 },
	{ 0, "about", "LANG=TEXT", NULL, FOR_INIT, OPTION_EACH, 0 },
	{ 0, "passes", "LANG=TEXT", NULL, FOR_INIT, OPTION_EACH, 0 },
	{ 0, "cells", "N", NULL, FOR_INIT, OPTION_EACH, 0 },
	{ 0, "status", "STATUS", NULL, FOR_REPLY, OPTION_TEXT, AT(status) },
	{ 0, "instead", NULL, NULL, FOR_REPLY, OPTION_FLAG, AT(instead) },
	{ 0, "both", NULL, NULL, FOR_REPLY, OPTION_FLAG, AT(both) },
	{ 0, "search", "WORD", NULL, FOR_LIST, OPTION_TEXT, AT(search) },
	{ 0, "junk", NULL, NULL, FOR_LIST, OPTION_FLAG, AT(junk) },
	{ 0, "back", NULL, NULL, FOR_JUNK, OPTION_FLAG, AT(back) },
	{ 0, "ik", "FILE", NULL, FOR_RENEW, OPTION_TEXT, AT(ik) },
	{ 0, "new-keys", NULL, NULL, FOR_RENEW, OPTION_FLAG, AT(new_keys) },
	{ 0, "date-is-right", NULL, NULL,
	    FOR_OPEN | FOR_REPLY | FOR_OUTBOX | FOR_RENEW, OPTION_FLAG,
	    AT(date_is_right) },
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
		(void)say_wrong("%s %s", fault.option, fault.why);
		return false;
	}
	if (argc - first != args) {
		(void)say_wrong("%s takes %d operand%s, not %d", argv[0], args,
		    args == 1 ? "" : "s", argc - first);
		return false;
	}
	for (o->args = 0; o->args < args; o->args++)
		o->arg[o->args] = argv[first + o->args];
	return true;
}
