/* chain.c - how one inbox must follow from the one before. */

#include "chain.h"

#include <string.h>

#include "terminal/say.h"
#include "week.h"

enum {
	LIVE_WEEKS = 13,  /* what is older has no key left to open it */
	SHOWN_WEEKS = 13, /* a trouble is told this long */
};

static bool
same(const struct note_hash *a, const struct note_hash *b)
{
	return memcmp(a->b, b->b, sizeof(a->b)) == 0;
}

static bool
has_seq(const struct state *s, uint32_t seq)
{
	for (size_t i = 0; i < s->links; i++)
		if (s->link[i].seq == seq)
			return true;
	return false;
}

static struct trouble *
gap_find(struct trouble *t, size_t n, uint32_t seq)
{
	for (size_t i = 0; i < n; i++)
		if (t[i].kind == TROUBLE_GAP && t[i].from <= seq &&
		    seq <= t[i].to)
			return &t[i];
	return NULL;
}

/*
 * False if a neighbour of ${l} is known and none of that number fits: after
 * a fork there are two.
 */
static bool
fits(const struct state *s, const struct link *l)
{
	bool before = true;
	bool after = true;

	for (size_t i = 0; i < s->links; i++) {
		const struct link *o = &s->link[i];

		if ((uint64_t)o->seq + 1 == l->seq)
			before = false;
		if ((uint64_t)l->seq + 1 == o->seq)
			after = false;
	}
	for (size_t i = 0; i < s->links; i++) {
		const struct link *o = &s->link[i];

		if ((uint64_t)o->seq + 1 == l->seq && same(&o->hash, &l->prev))
			before = true;
		if ((uint64_t)l->seq + 1 == o->seq && same(&o->prev, &l->hash))
			after = true;
	}
	return before && after;
}

bool
chain_knows(const struct state *s, const struct note_hash *hash)
{
	for (size_t i = 0; i < s->links; i++)
		if (same(&s->link[i].hash, hash))
			return true;
	return false;
}

uint16_t
chain_week(const struct state *s)
{
	uint16_t week = s->newest.week;

	for (size_t i = 0; i < s->links; i++)
		if (s->link[i].week > week)
			week = s->link[i].week;
	return week;
}

/* The link of the earliest week, which is forgotten first. */
static size_t
earliest(const struct state *s)
{
	size_t at = 0;

	for (size_t i = 1; i < s->links; i++)
		if (s->link[i].week < s->link[at].week)
			at = i;
	return at;
}

static bool
is_old(const struct state *s, const struct link *l)
{
	return s->links == LINKS_MAX && l->week < s->link[earliest(s)].week &&
	    l->week + LIVE_WEEKS < chain_week(s);
}

/* Numbers and weeks rise together. */
static bool
crossed(const struct link *a, const struct link *b)
{
	return (a->seq > b->seq && a->week < b->week) ||
	    (a->seq < b->seq && a->week > b->week);
}

enum verdict
chain_judge(const struct state *s, const struct link *l)
{
	if (chain_knows(s, &l->hash))
		return VERDICT_KNOWN;
	if (has_seq(s, l->seq))
		return VERDICT_FORK;
	if (is_old(s, l))
		return VERDICT_OLD;
	if (!fits(s, l) || crossed(l, &s->newest))
		return VERDICT_BROKEN;
	if (l->seq < s->newest.seq)
		return VERDICT_LATE;
	return l->seq == (uint64_t)s->newest.seq + 1 ? VERDICT_NEXT
						     : VERDICT_GAP;
}

static void
trouble_add(struct state *s, struct trouble t)
{
	if (s->troubles == TROUBLES_MAX) {
		memmove(&s->trouble[0], &s->trouble[1],
		    (TROUBLES_MAX - 1) * sizeof(s->trouble[0]));
		s->troubles--;
	}
	s->trouble[s->troubles++] = t;
}

/* Number ${seq} came after all: what is left of its gap. */
static void
gap_fill(struct state *s, uint32_t seq)
{
	struct trouble *gap = gap_find(s->trouble, s->troubles, seq);
	struct trouble high;

	if (gap == NULL)
		return;
	high = *gap;
	high.from = seq + 1;
	gap->to = seq - 1;
	if (gap->from > gap->to) {
		size_t i = (size_t)(gap - s->trouble);

		memmove(gap, gap + 1,
		    (s->troubles - i - 1) * sizeof(s->trouble[0]));
		s->troubles--;
	}
	if (high.from <= high.to)
		trouble_add(s, high);
}

static void
link_drop(struct state *s, size_t at)
{
	memmove(&s->link[at], &s->link[at + 1],
	    (s->links - at - 1) * sizeof(s->link[0]));
	s->links--;
}

static void
link_add(struct state *s, const struct link *l)
{
	size_t at = 0;

	if (s->links == LINKS_MAX)
		link_drop(s, earliest(s));
	while (at < s->links && s->link[at].seq < l->seq)
		at++;
	memmove(&s->link[at + 1], &s->link[at],
	    (s->links - at) * sizeof(s->link[0]));
	s->link[at] = *l;
	s->links++;
}

/* Drop every gap, or what of it lies beyond ${seq}: it was never closed. */
static void
gaps_cut(struct state *s, uint32_t seq)
{
	size_t n = 0;

	for (size_t i = 0; i < s->troubles; i++) {
		struct trouble t = s->trouble[i];

		if (t.kind == TROUBLE_GAP && t.to > seq)
			t.to = seq;
		if (t.kind != TROUBLE_GAP || t.from <= t.to)
			s->trouble[n++] = t;
	}
	s->troubles = (uint8_t)n;
}

/* Another key of the server: it counts from the beginning. */
static void
chain_begin(struct state *s, const struct link *l)
{
	s->links = 0;
	s->newest = (struct link){ 0 };
	gaps_cut(s, 0);
	trouble_add(s,
	    (struct trouble){ TROUBLE_ANEW, l->seq, l->seq, l->week });
}

static void
newest_set(struct state *s, const struct link *l)
{
	if (l->seq < s->newest.seq && l->week <= s->newest.week)
		return;
	if (l->seq < s->newest.seq)
		gaps_cut(s, l->seq);
	s->newest = *l;
}

void
chain_take(struct state *s, const struct link *l, enum verdict v)
{
	if (v == VERDICT_KNOWN || v == VERDICT_OLD || v == VERDICT_FORMER)
		return;
	if (v == VERDICT_ANEW)
		chain_begin(s, l);
	if (l->seq > (uint64_t)s->newest.seq + 1)
		trouble_add(s,
		    (struct trouble){ TROUBLE_GAP, s->newest.seq + 1,
			l->seq - 1, l->week });
	if (v == VERDICT_BROKEN || v == VERDICT_FORK)
		trouble_add(s,
		    (struct trouble){ v == VERDICT_BROKEN ? TROUBLE_BROKEN
							  : TROUBLE_FORK,
			l->seq, l->seq, l->week });
	gap_fill(s, l->seq);
	link_add(s, l);
	newest_set(s, l);
}

void
chain_trim(struct state *s, uint16_t week)
{
	size_t i = 0;

	while (i < s->links)
		if (s->link[i].week > week)
			link_drop(s, i);
		else
			i++;
	if (s->newest.week <= week)
		return;
	s->newest = (struct link){ 0 };
	if (s->links > 0)
		s->newest = s->link[s->links - 1];
	gaps_cut(s, s->newest.seq);
}

static void
trouble_say(const struct trouble *t, const char *margin)
{
	char week[WEEK_TEXT];

	week_print(week, t->week);
	switch (t->kind) {
	case TROUBLE_GAP:
		if (t->from == t->to)
			say("%sInbox %u never came here. Ask the operator "
			    "for it; tips may be in it.\n",
			    margin, t->from);
		else
			say("%sInboxes %u to %u never came here. Ask the "
			    "operator for them; tips may be in them.\n",
			    margin, t->from, t->to);
		return;
	case TROUBLE_BROKEN:
		say("%sInbox %u (%s) does not follow from the inboxes before "
		    "it. The operator may have lost or held back tips: ask.\n",
		    margin, t->from, week);
		return;
	case TROUBLE_FORK:
		say("%sThere were two different inboxes with the number %u "
		    "(%s). The server was set back or copied: ask the "
		    "operator.\n",
		    margin, t->from, week);
		return;
	case TROUBLE_ANEW:
		say("%sFrom inbox %u (%s) on the server signs with another "
		    "key and counts anew. Ask the operator whether the one "
		    "before holds tips that never came here.\n",
		    margin, t->from, week);
		return;
	}
}

void
chain_say(const struct state *s, const char *margin)
{
	for (size_t i = 0; i < s->troubles; i++)
		if (s->trouble[i].kind == TROUBLE_GAP ||
		    s->trouble[i].week + SHOWN_WEEKS >= chain_week(s))
			trouble_say(&s->trouble[i], margin);
}
