/* sequence.c - how one inbox must follow from the one before. */

#include "core/sequence.h"

#include <string.h>

enum {
	LIVE_WEEKS = 13, /* what is older has no key left to open it */
	TOLD_WEEKS = 13, /* a trouble is told this long */
};

static bool
same(const struct note_hash *a, const struct note_hash *b)
{
	return memcmp(a->b, b->b, sizeof(a->b)) == 0;
}

static bool
has_seq(const struct sequence *s, uint32_t seq)
{
	for (size_t i = 0; i < s->links; i++)
		if (s->link[i].seq == seq)
			return true;
	return false;
}

/*
 * False if a neighbour of ${l} is known and none of that number fits: after
 * a fork there are two.
 */
static bool
fits(const struct sequence *s, const struct link *l)
{
	bool before = true;
	bool after = true;

	for (size_t i = 0; i < s->links; i++) {
		const struct link *o = &s->link[i];

		if (o->seq == 0)
			continue; /* of another key: a neighbour of none */
		if ((uint64_t)o->seq + 1 == l->seq)
			before = false;
		if ((uint64_t)l->seq + 1 == o->seq)
			after = false;
	}
	for (size_t i = 0; i < s->links; i++) {
		const struct link *o = &s->link[i];

		if (o->seq == 0)
			continue;
		if ((uint64_t)o->seq + 1 == l->seq && same(&o->hash, &l->prev))
			before = true;
		if ((uint64_t)l->seq + 1 == o->seq && same(&o->prev, &l->hash))
			after = true;
	}
	return before && after;
}

bool
sequence_knows(const struct sequence *s, const struct note_hash *hash)
{
	for (size_t i = 0; i < s->links; i++)
		if (same(&s->link[i].hash, hash))
			return true;
	return false;
}

uint16_t
sequence_week(const struct sequence *s)
{
	return s->newest.week;
}

/* The link of the earliest week, which is forgotten first. */
static size_t
earliest(const struct sequence *s)
{
	size_t at = 0;

	for (size_t i = 1; i < s->links; i++)
		if (s->link[i].week < s->link[at].week)
			at = i;
	return at;
}

static bool
is_old(const struct sequence *s, const struct link *l)
{
	return s->links == LINKS_MAX && l->week < s->link[earliest(s)].week &&
	    l->week + LIVE_WEEKS < sequence_week(s);
}

/* Numbers and weeks rise together. */
static bool
crossed(const struct link *a, const struct link *b)
{
	return (a->seq > b->seq && a->week < b->week) ||
	    (a->seq < b->seq && a->week > b->week);
}

/* True if ${a} was closed after ${b}. */
static bool
is_newer(const struct link *a, const struct link *b)
{
	return a->week != b->week ? a->week > b->week : a->seq > b->seq;
}

enum verdict
sequence_judge(const struct sequence *s, const struct link *l)
{
	if (sequence_knows(s, &l->hash))
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
trouble_add(struct sequence *s, struct trouble t)
{
	if (s->troubles == TROUBLES_MAX) {
		memmove(&s->trouble[0], &s->trouble[1],
		    (TROUBLES_MAX - 1) * sizeof(s->trouble[0]));
		s->troubles--;
	}
	s->trouble[s->troubles++] = t;
}

/* Of ${n} gaps, ascending: the first of the two with the least between. */
static size_t
nearest(const struct gap *g, size_t n)
{
	size_t at = 0;

	for (size_t i = 1; i + 1 < n; i++)
		if (g[i + 1].first - g[i].last < g[at + 1].first - g[at].last)
			at = i;
	return at;
}

/* A gap that touches no other; if there are too many, two become one. */
static void
gap_add(struct sequence *s, struct gap new)
{
	struct gap g[GAPS_MAX + 1];
	size_t n = s->gaps;
	size_t at = 0;

	while (at < n && s->gap[at].first < new.first)
		at++;
	memcpy(g, s->gap, at * sizeof(g[0]));
	g[at] = new;
	memcpy(g + at + 1, s->gap + at, (n - at) * sizeof(g[0]));
	if (++n > GAPS_MAX) {
		at = nearest(g, n);
		g[at].last = g[at + 1].last;
		if (g[at + 1].week < g[at].week)
			g[at].week = g[at + 1].week;
		memmove(g + at + 1, g + at + 2, (n - at - 2) * sizeof(g[0]));
		n--;
	}
	memcpy(s->gap, g, n * sizeof(g[0]));
	s->gaps = (uint8_t)n;
}

static void
gap_drop(struct sequence *s, size_t at)
{
	memmove(&s->gap[at], &s->gap[at + 1],
	    (s->gaps - at - 1) * sizeof(s->gap[0]));
	s->gaps--;
}

/* Number ${seq} is here: what is left of its gap. */
static void
gap_fill(struct sequence *s, uint32_t seq)
{
	struct gap g;
	size_t i = 0;

	while (i < s->gaps && s->gap[i].last < seq)
		i++;
	if (i == s->gaps || s->gap[i].first > seq)
		return;
	g = s->gap[i];
	gap_drop(s, i);
	if (g.first < seq)
		gap_add(s, (struct gap){ g.first, seq - 1, g.week });
	if (seq < g.last)
		gap_add(s, (struct gap){ seq + 1, g.last, g.week });
}

/* Drop every gap, or what of it lies beyond ${seq}: it was never closed. */
static void
gaps_cut(struct sequence *s, uint32_t seq)
{
	while (s->gaps > 0 && s->gap[s->gaps - 1].first > seq)
		s->gaps--;
	if (s->gaps > 0 && s->gap[s->gaps - 1].last > seq)
		s->gap[s->gaps - 1].last = seq;
}

/* What lies between the newest inbox and the number ${seq} is missing, but for
 * what came in another order. */
static void
gap_begin(struct sequence *s, const struct link *l)
{
	gaps_cut(s, s->newest.seq);
	gap_add(s, (struct gap){ s->newest.seq + 1, l->seq - 1, l->week });
	for (size_t i = 0; i < s->links; i++)
		gap_fill(s, s->link[i].seq);
}

static void
link_drop(struct sequence *s, size_t at)
{
	memmove(&s->link[at], &s->link[at + 1],
	    (s->links - at - 1) * sizeof(s->link[0]));
	s->links--;
}

static void
link_add(struct sequence *s, const struct link *l)
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

/* Another key of the server: it counts from the beginning. */
static void
sequence_begin(struct sequence *s, const struct link *l)
{
	s->links = 0;
	s->gaps = 0;
	s->newest = (struct link){ 0 };
	trouble_add(s, (struct trouble){ TROUBLE_ANEW, l->seq, l->week });
}

void
sequence_take(struct sequence *s, const struct link *l, enum verdict v)
{
	struct link former = *l;

	former.seq = 0;
	if (v == VERDICT_FORMER)
		link_add(s, &former);
	if (v == VERDICT_KNOWN || v == VERDICT_OLD || v == VERDICT_FORMER)
		return;
	if (v == VERDICT_ANEW)
		sequence_begin(s, l);
	if (v == VERDICT_BROKEN)
		trouble_add(s,
		    (struct trouble){ TROUBLE_BROKEN, l->seq, l->week });
	if (v == VERDICT_FORK)
		trouble_add(s,
		    (struct trouble){ TROUBLE_FORK, l->seq, l->week });
	if (is_newer(l, &s->newest)) {
		if (l->seq > (uint64_t)s->newest.seq + 1)
			gap_begin(s, l);
		else
			gaps_cut(s, l->seq);
		s->newest = *l;
	}
	gap_fill(s, l->seq);
	link_add(s, l);
}

void
sequence_trim(struct sequence *s, uint16_t week)
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
	for (i = 0; i < s->links; i++)
		if (s->link[i].seq != 0 && is_newer(&s->link[i], &s->newest))
			s->newest = s->link[i];
	gaps_cut(s, s->newest.seq);
}

bool
sequence_told(const struct sequence *s, const struct trouble *t)
{
	return t->week + TOLD_WEEKS >= sequence_week(s);
}
