/* people.c - who works or worked at the desk, as the casebook keeps them. */

#include "book/people.h"

#include <stdlib.h>
#include <string.h>

#include "book/query.h"

#define COLUMNS                                                    \
	"SELECT s, name, initials, pk, lead, came, left, log_from" \
	" FROM person"

static void
text_read(struct query *q, char *out, size_t cap)
{
	struct span text = query_text(q);

	if (text.n >= cap) {
		q->e = ERR_FORMAT;
		return;
	}
	memcpy(out, text.p, text.n);
	out[text.n] = '\0';
}

static void
person_read_row(struct query *q, struct person *p)
{
	memset(p, 0, sizeof(*p));
	p->s = query_u8(q);
	text_read(q, p->name, sizeof(p->name));
	text_read(q, p->initials, sizeof(p->initials));
	query_copy(q, p->pk.b, sizeof(p->pk.b));
	p->lead = query_u8(q) != 0;
	p->came = query_u16(q);
	p->left = query_u16(q);
	p->log_from = query_u32(q);
}

enum err
person_load(struct person *p, struct book *b, uint8_t s)
{
	struct query q;
	bool found;
	enum err e;

	memset(p, 0, sizeof(*p));
	query_begin(&q, b, COLUMNS " WHERE s = ?");
	query_put_u32(&q, s);
	found = query_row(&q);
	if (found)
		person_read_row(&q, p);
	e = query_end(&q);
	return e == OK && !found ? ERR_MISSING : e;
}

enum err
person_save(const struct person *p, struct book *b)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO person (s, name, initials, pk, lead, came, left,"
	    " log_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
	    " ON CONFLICT (s) DO UPDATE SET name = excluded.name,"
	    " initials = excluded.initials, pk = excluded.pk,"
	    " lead = excluded.lead, left = excluded.left,"
	    " log_from = excluded.log_from");
	query_put_u32(&q, p->s);
	query_put_text(&q, span_str(p->name));
	query_put_text(&q, span_str(p->initials));
	query_put_blob(&q, (struct span){ p->pk.b, sizeof(p->pk.b) });
	query_put_u32(&q, p->lead);
	query_put_u32(&q, p->came);
	query_put_u32(&q, p->left);
	query_put_u32(&q, p->log_from);
	return query_end(&q);
}

enum err
people_list(struct person **out, size_t *n, struct book *b)
{
	struct person *all = calloc(PEOPLE_MAX, sizeof(*all));
	struct query q;
	enum err e;

	*out = NULL;
	*n = 0;
	if (all == NULL)
		return ERR_MEMORY;
	query_begin(&q, b, COLUMNS " ORDER BY s");
	while (*n < PEOPLE_MAX && query_row(&q))
		person_read_row(&q, &all[(*n)++]);
	e = query_end(&q);
	if (e != OK) {
		free(all);
		*n = 0;
		return e;
	}
	*out = all;
	return OK;
}
