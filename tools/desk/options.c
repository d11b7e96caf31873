/* options.c - reads a command line strictly. */

#include "command.h"

#include <getopt.h>
#include <string.h>

#include "say.h"
#include "wire.h"

enum {
	MIB_MIN = 256,
	MIB_MAX = 4096,
	CELLS_MOST = 4096,
};

/* Letters without a short form are capitals here. */
static const struct option longs[] = {
	{ "service", required_argument, NULL, 'S' },
	{ "root", required_argument, NULL, 'R' },
	{ "title", required_argument, NULL, 'T' },
	{ "about", required_argument, NULL, 'A' },
	{ "passes", required_argument, NULL, 'P' },
	{ "cells", required_argument, NULL, 'N' },
	{ "status", required_argument, NULL, 'U' },
	{ "ik", required_argument, NULL, 'I' },
	{ "instead", no_argument, NULL, 'W' },
	{ "date-is-right", no_argument, NULL, 'D' },
	{ "new-keys", no_argument, NULL, 'K' },
	{ NULL, 0, NULL, 0 },
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

static bool
line_take(struct options *o, const char *word, const char *text)
{
	if (o->lines == LINES_MAX) {
		(void)say_wrong("too many lines for one card");
		return false;
	}
	o->line[o->lines++] = (struct card_line){ word, text };
	return true;
}

/* A text option that is given once. */
static bool
text_take(const char **to, const char *text)
{
	if (*to != NULL) {
		(void)say_wrong("an option was given twice");
		return false;
	}
	*to = text;
	return true;
}

static bool
number_take(struct options *o, int letter, const char *text)
{
	uint32_t v;

	if (letter == 'm' && number_parse(&v, text, MIB_MIN, MIB_MAX)) {
		o->kib = v * 1024;
		return true;
	}
	if (letter == 'N' && number_parse(&v, text, 1, CELLS_MOST)) {
		o->cells = (uint16_t)v;
		return true;
	}
	(void)say_wrong(letter == 'm'
		? "-m takes a number of MiB from 256 to 4096"
		: "--cells takes a number from 1 to 4096");
	return false;
}

static bool
option_take(struct options *o, int letter, const char *text)
{
	switch (letter) {
	case 's':
		return text_take(&o->stick, text);
	case 'S':
		return text_take(&o->service, text);
	case 'R':
		return text_take(&o->root, text);
	case 'I':
		return text_take(&o->ik, text);
	case 'U':
		return text_take(&o->status, text);
	case 'T':
		return line_take(o, "title", text);
	case 'A':
		return line_take(o, "about", text);
	case 'P':
		return line_take(o, "passes", text);
	case 'W':
		o->instead = true;
		return true;
	case 'D':
		o->date_is_right = true;
		return true;
	case 'K':
		o->new_keys = true;
		return true;
	default:
		return number_take(o, letter, text);
	}
}

bool
options_parse(struct options *o, int argc, char **argv, const char *allowed,
    int args)
{
	int letter;

	memset(o, 0, sizeof(*o));
	optind = 0; /* begin anew: the walk calls more than once */
	opterr = 0;
	for (;;) {
		letter = getopt_long(argc, argv, "m:s:", longs, NULL);
		if (letter == -1)
			break;
		if (letter == '?' || letter == ':' ||
		    strchr(allowed, letter) == NULL) {
			(void)say_wrong("%s does not take this option, or it "
					"lacks its value: %s",
			    argv[0], argv[optind - 1]);
			return false;
		}
		if (!option_take(o, letter, optarg))
			return false;
	}
	if (argc - optind != args) {
		(void)say_wrong("%s takes %d operand%s, not %d", argv[0], args,
		    args == 1 ? "" : "s", argc - optind);
		return false;
	}
	for (o->args = 0; o->args < args; o->args++)
		o->arg[o->args] = argv[optind + o->args];
	return true;
}
