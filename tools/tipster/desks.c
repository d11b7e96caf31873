/* desks.c - chooses the desks of a tip, and lists those of the directory. */

#include "tipster/desks.h"

#include <stdio.h>
#include <string.h>

#include "fit.h"
#include "terminal/foreign.h"

static const struct refusal no_such_desk = {
	"there is no open desk of that name", "\"zegel desks\" lists them",
	false
};
static const struct refusal no_desk_takes = {
	"no open desk takes that region and topic",
	"\"zegel desks\" lists them", false
};
static const struct refusal too_many = {
	"more than four desks would get this tip", "choose with --desk NAME",
	false
};
static const struct refusal choose_one = { "there are several desks",
	"choose with --desk NAME, \"zegel desks\" lists them", true };
static const struct refusal all_closed = { "no desk is open now",
	"try again later, or reach the desk in another way", false };
static const struct refusal has_stopped = { "the desk that answered is closed",
	"choose another with --desk NAME, \"zegel desks\" lists them", false };
static const struct refusal not_number = {
	"that region or topic is not a number of the list of desks",
	"\"zegel desks\" shows it", false
};

static const struct refusal *
choose_named(uint32_t *out, const struct exchange *x, const struct wanted *w)
{
	const struct directory *d = &x->directory;

	for (unsigned i = 0; i < w->names; i++) {
		unsigned at = 0;

		while (at < d->desks &&
		    strcmp(d->holder[at].ik.name, w->name[i]) != 0)
			at++;
		if (at == d->desks || (fit_open(d, &x->notes) >> at & 1) == 0)
			return &no_such_desk;
		*out |= (uint32_t)1 << at;
	}
	return NULL;
}

/* Parse ${s}, 1 to ${max}; NULL yields 0, which is no region or topic. */
static bool
number(uint64_t *out, const char *s, uint64_t max)
{
	*out = 0;
	return s == NULL ||
	    (span_decimal(out, span_str(s), max) == OK && *out > 0);
}

static const struct refusal *
choose_taking(uint32_t *out, const struct exchange *x, const struct wanted *w)
{
	uint64_t region;
	uint64_t topic;

	if (!number(&region, w->region, 255) || !number(&topic, w->topic, 31))
		return &not_number;
	*out = fit_open(&x->directory, &x->notes) &
	    fit_desks(&x->directory, (unsigned)region, (unsigned)topic);
	return *out != 0 ? NULL : &no_desk_takes;
}

static const struct refusal *
choose_any(uint32_t *out, const struct exchange *x, uint32_t found)
{
	uint32_t open = fit_open(&x->directory, &x->notes);

	*out = found != 0 ? found & open : open;
	if (found != 0)
		return *out != 0 ? NULL : &has_stopped;
	if (open == 0)
		return &all_closed;
	return fit_count(open) == 1 ? NULL : &choose_one;
}

const struct refusal *
desks_choose(uint32_t *out, const struct exchange *x, const struct wanted *w,
    uint32_t found)
{
	const struct refusal *wrong;

	*out = 0;
	if (w->names > 0)
		wrong = choose_named(out, x, w);
	else if (w->region != NULL || w->topic != NULL)
		wrong = choose_taking(out, x, w);
	else
		wrong = choose_any(out, x, found);
	if (wrong != NULL)
		return wrong;
	return fit_count(*out) <= SLOTS ? NULL : &too_many;
}

struct span
desk_title(const struct holder *h)
{
	struct span title = lines_text(h->lines, "title", NULL, "en");

	return title.n > 0 ? title : span_str(h->ik.name);
}

/* Print "WORD: all", or the numbers from 1 to ${max} whose bits are set. */
static void
list_bits(const char *word, const uint8_t *bits, unsigned max)
{
	unsigned i;
	bool all = true;

	for (i = 1; i <= max; i++)
		all = all && (bits[i / 8] >> i % 8 & 1);
	(void)printf("    %s:%s", word, all ? " all" : "");
	for (i = 1; !all && i <= max; i++) {
		if (bits[i / 8] >> i % 8 & 1)
			(void)printf(" %u", i);
	}
	(void)putchar('\n');
}

static void
list_words(const char *front, struct span words)
{
	if (words.n == 0)
		return;
	(void)printf("    %s", front);
	foreign_words(words);
	(void)putchar('\n');
}

static void
list_desk(const struct holder *h, bool open)
{
	const uint8_t topics[] = { (uint8_t)h->topics,
		(uint8_t)(h->topics >> 8), (uint8_t)(h->topics >> 16),
		(uint8_t)(h->topics >> 24) };
	struct span title = desk_title(h);
	struct span about = lines_text(h->lines, "about", NULL, "en");
	struct span passes = lines_text(h->lines, "passes", NULL, "en");

	(void)printf("%s: ", h->ik.name);
	foreign_words(title);
	(void)printf("%s\n", open ? "" : " (closed)");
	list_words("", about);
	list_words("may pass tips to: ", passes);
	list_bits("topics", topics, 31);
	list_bits("regions", h->regions, 255);
}

static void
list_regions(const struct directory *d)
{
	char id[4];
	unsigned i;
	struct span name;

	for (i = 1; i <= 255; i++) {
		(void)snprintf(id, sizeof(id), "%u", i);
		name = lines_text(d->lines, "region", id, "en");
		if (name.n == 0)
			continue;
		(void)printf("region %s: ", id);
		foreign_words(name);
		(void)putchar('\n');
	}
}

void
desks_list(const struct exchange *x)
{
	uint32_t open = fit_open(&x->directory, &x->notes);

	for (unsigned i = 0; i < x->directory.desks; i++)
		list_desk(&x->directory.holder[i], (open >> i & 1) != 0);
	list_regions(&x->directory);
}
