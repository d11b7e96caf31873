/* schedule.c - print, parse and verify a holder's OPS key and 13 epochs. */

#include "schedule.h"

#include <string.h>

#include "lines.h"
#include "week.h"

void
schedule_print(struct writer *w, const struct schedule *s)
{
	char week[WEEK_TEXT];

	wire_put_str(w, "tip1/schedule\n");
	lines_put_hex(w, "service", s->service.b, sizeof(s->service.b));
	lines_put_hex(w, "desk", s->desk.b, sizeof(s->desk.b));
	lines_put_decimal(w, "version", s->version);
	lines_put_date(w, "expires", s->expires);
	wire_put_str(w, "ops ");
	wire_put_base64(w, s->ops.b, sizeof(s->ops.b));
	wire_put_u8(w, '\n');
	for (size_t i = 0; i < EPOCHS; i++) {
		week_print(week, s->epoch[i].week);
		wire_put_str(w, "epoch ");
		lines_put_hex(w, week, s->epoch[i].name.b,
		    sizeof(s->epoch[i].name.b));
	}
}

enum err
schedule_parse(struct schedule *s, struct span text)
{
	struct lines l = lines_begin(text);

	memset(s, 0, sizeof(*s));
	lines_need(&l, "tip1/schedule");
	lines_need(&l, "service");
	lines_hex(&l, s->service.b, sizeof(s->service.b));
	lines_need(&l, "desk");
	lines_hex(&l, s->desk.b, sizeof(s->desk.b));
	lines_need(&l, "version");
	s->version = lines_decimal(&l, 1, UINT32_MAX);
	lines_need(&l, "expires");
	s->expires = lines_date(&l);
	lines_need(&l, "ops");
	lines_base64(&l, s->ops.b, sizeof(s->ops.b));
	for (size_t i = 0; i < EPOCHS; i++) {
		lines_need(&l, "epoch");
		s->epoch[i].week = lines_week(&l);
		lines_hex(&l, s->epoch[i].name.b, sizeof(s->epoch[i].name.b));
		if (i > 0 && s->epoch[i].week != s->epoch[i - 1].week + 1)
			l.bad = true;
	}
	if (lines_end(&l) == OK)
		return OK;
	memset(s, 0, sizeof(*s));
	return ERR_FORMAT;
}

static bool
any_revoked(const struct schedule *s, const struct directory *d)
{
	struct pk_name ops;

	pk_name_of(&ops, s->ops.b, sizeof(s->ops.b));
	if (directory_revoked(d, &ops))
		return true;
	for (size_t i = 0; i < EPOCHS; i++)
		if (directory_revoked(d, &s->epoch[i].name))
			return true;
	return false;
}

static enum err
schedule_judge(const struct schedule *s, const struct directory *d,
    const struct holder *h, int32_t day)
{
	if (memcmp(s->service.b, d->service.b, sizeof(s->service.b)) != 0 ||
	    memcmp(s->desk.b, h->id.b, sizeof(s->desk.b)) != 0)
		return ERR_SERVICE;
	if (s->version < h->min_version)
		return ERR_VERSION;
	if (any_revoked(s, d))
		return ERR_KEY;
	if (s->expires > day + SCHEDULE_DAYS + CLOCK_DAYS)
		return ERR_CLOCK;
	return day > s->expires ? ERR_EXPIRED : OK;
}

enum err
schedule_verify(struct schedule *s, struct span note, const struct directory *d,
    const struct holder *h, int32_t day)
{
	struct span text;
	enum err e;

	memset(s, 0, sizeof(*s));
	e = note_verify(&text, note, &h->ik);
	if (e == OK)
		e = schedule_parse(s, text);
	if (e == OK)
		e = schedule_judge(s, d, h, day);
	if (e != OK)
		memset(s, 0, sizeof(*s));
	return e;
}

unsigned
schedule_week(const struct schedule *s, uint16_t week)
{
	unsigned i = 0;

	while (i < EPOCHS && s->epoch[i].week != week)
		i++;
	return i;
}
