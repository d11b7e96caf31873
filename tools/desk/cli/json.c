/* json.c - answers in JSON, as serve does: for scripts. */

#include "cli/json.h"

#include "cli/tell.h"
#include "terminal/screen.h"

static void
line_put(const char *line)
{
	screen_put(span_str(line));
	screen_put(span_str("\n"));
}

int
json_say(struct desk *d, const char *method, const struct given *given)
{
	return tell(porcelain(d, method, given, line_put), &d->detail);
}
