/* values.c - texts, weeks and days as JSON. */

#include "rpc/values.h"

#include <string.h>

#include "text.h"
#include "week.h"

enum {
	MENDED_MOST = 1024, /* bytes of a text that is mended */
	HEX_MOST = 64,      /* bytes that are printed in hex */
};

json_t *
value_text(struct span text)
{
	return json_stringn(text.n == 0 ? "" : (const char *)text.p, text.n);
}

json_t *
value_week(uint16_t week)
{
	char text[WEEK_TEXT];

	week_print(text, week);
	return json_string(text);
}

json_t *
value_week_or(uint16_t week)
{
	return week == 0 ? json_null() : value_week(week);
}

json_t *
value_day(int32_t day)
{
	char text[DATE_TEXT];

	date_print(text, day);
	return json_string(text);
}

json_t *
value_hex(const uint8_t *p, size_t n)
{
	uint8_t text[2 * HEX_MOST];
	struct writer w = { text, sizeof(text), 0, false };

	wire_put_hex(&w, p, n);
	return value_text((struct span){ text, w.n });
}

json_t *
value_mended(const char *text)
{
	struct reader r = { (const uint8_t *)text, strlen(text), false };
	uint8_t out[MENDED_MOST];
	struct writer w = { out, sizeof(out), 0, false };

	while (r.n > 0) {
		struct reader one = r;

		(void)text_char(&one);
		if (one.bad) {
			wire_put_str(&w, "\xef\xbf\xbd");
			(void)wire_u8(&r);
		} else {
			wire_put(&w, r.p, (size_t)(one.p - r.p));
			r = one;
		}
	}
	return value_text((struct span){ out, w.n });
}

bool
values_add(json_t *list, json_t *value)
{
	return json_array_append_new(list, value) == 0;
}

json_t *
values_whole(json_t *list, bool whole)
{
	if (whole)
		return list;
	json_decref(list);
	return NULL;
}
