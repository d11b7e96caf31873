/* desks.c - chooses the desks of a tip, and lists those of the directory. */

#include "tipster/desks.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "terminal/foreign.h"

static const char no_such_desk[] =
    "there is no open desk of that name; \"zegel desks\" lists them";
static const char no_desk_takes[] =
    "no open desk takes that region and topic; \"zegel desks\" lists them";
static const char too_many[] =
    "more than four desks would get this; choose with --desk NAME";
static const char choose_one[] =
    "there are several desks; choose with --desk NAME, \"zegel desks\" lists "
    "them";
static const char has_stopped[] =
    "the desk that answered is closed; another can be told with --desk NAME, "
    "\"zegel desks\" lists them";
static const char not_number[] =
    "a region or topic is a number as \"zegel desks\" shows it";

/* A desk that has stopped has no key this week. */
static bool
is_open(const struct exchange *v, unsigned i)
{
	return v->notes.part[i].key != NULL;
}

static void
add(struct desks *out, unsigned i)
{
	unsigned j;

	for (j = 0; j < out->n; j++) {
		if (out->at[j] == i)
			return;
	}
	out->at[out->n++] = (uint8_t)i;
}

static bool
add_named(struct desks *out, const struct exchange *v, const char *name)
{
	const struct directory *d = &v->directory;
	unsigned i;

	for (i = 0; i < d->desks; i++) {
		if (strcmp(d->holder[i].ik.name, name) == 0 && is_open(v, i)) {
			add(out, i);
			return true;
		}
	}
	return false;
}

/* Parse ${s}, 1 to ${max}; NULL yields 0, which is no region or topic. */
static bool
number(uint64_t *out, const char *s, uint64_t max)
{
	*out = 0;
	return s == NULL ||
	    (span_decimal(out, span_str(s), max) == OK && *out > 0);
}

static const char *
choose_taking(struct desks *out, const struct exchange *v,
    const struct wanted *w)
{
	const struct directory *d = &v->directory;
	const struct holder *h;
	uint64_t region;
	uint64_t topic;
	unsigned i;

	if (!number(&region, w->region, 255) || !number(&topic, w->topic, 31))
		return not_number;
	for (i = 0; i < d->desks; i++) {
		h = &d->holder[i];
		if (is_open(v, i) &&
		    (region == 0 || h->regions[region / 8] >> region % 8 & 1) &&
		    (topic == 0 || h->topics >> topic & 1))
			add(out, i);
	}
	return out->n > 0 ? NULL : no_desk_takes;
}

static const char *
choose_any(struct desks *out, const struct exchange *v,
    const struct desks *found)
{
	unsigned i;

	for (i = 0; i < found->n; i++) {
		if (is_open(v, found->at[i]))
			add(out, found->at[i]);
	}
	if (found->n > 0)
		return out->n > 0 ? NULL : has_stopped;
	for (i = 0; i < v->directory.desks; i++) {
		if (is_open(v, i))
			add(out, i);
	}
	return out->n == 1 ? NULL : choose_one;
}

const char *
desks_choose(struct desks *out, const struct exchange *v,
    const struct wanted *w, const struct desks *found)
{
	const char *wrong = NULL;
	unsigned i;

	out->n = 0;
	for (i = 0; i < w->names; i++) {
		if (!add_named(out, v, w->name[i]))
			return no_such_desk;
	}
	if (w->names == 0 && (w->region != NULL || w->topic != NULL))
		wrong = choose_taking(out, v, w);
	else if (w->names == 0)
		wrong = choose_any(out, v, found);
	if (wrong != NULL)
		return wrong;
	return out->n <= SLOTS ? NULL : too_many;
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
desks_list(const struct exchange *v)
{
	unsigned i;

	for (i = 0; i < v->directory.desks; i++)
		list_desk(&v->directory.holder[i], is_open(v, i));
	list_regions(&v->directory);
}
