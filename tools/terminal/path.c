/* path.c - find the path that a person means by typed or pasted text. */

#include "terminal/path.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal/plain.h"
#include "wire.h"

/* "/a" of "file:///a" and "file://localhost/a"; empty for another host. */
static struct span
after_scheme(struct span s)
{
	static const char *const fronts[] = { "file://localhost/", "file:///" };

	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++) {
		size_t n = strlen(fronts[i]);

		if (s.n >= n && memcmp(s.p, fronts[i], n) == 0)
			return (struct span){ s.p + n - 1, s.n - n + 1 };
	}
	return (struct span){ s.p, 0 };
}

static int
digit(uint8_t b)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = b < '0' ? NULL : strchr(digits, b | 0x20);

	return at == NULL ? -1 : (int)(at - digits);
}

/* Decode "%20" and the like; bad for "%00", which no path contains. */
static void
percent_put(struct writer *w, struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		int high = s.n - i > 2 ? digit(s.p[i + 1]) : -1;
		int low = high < 0 ? -1 : digit(s.p[i + 2]);

		if (s.p[i] != '%' || low < 0) {
			wire_put_u8(w, s.p[i]);
			continue;
		}
		w->bad = w->bad || high * 16 + low == 0;
		wire_put_u8(w, (uint8_t)(high * 16 + low));
		i += 2;
	}
}

/* Expand "~" or "~/" at the front and drop the backslash of each escape. */
static void
bare_put(struct writer *w, struct span s)
{
	const char *home = getenv("HOME");

	if (home != NULL && s.n > 0 && s.p[0] == '~' &&
	    (s.n == 1 || s.p[1] == '/')) {
		wire_put_str(w, home);
		s.p++;
		s.n--;
	}
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		wire_put_u8(w, s.p[i]);
	}
}

static void
meant_put(struct writer *w, struct span s)
{
	static const char scheme[] = "file:";
	bool quoted;

	s = plain_trim(s);
	quoted = s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'');
	if (quoted) {
		s.n -= s.p[s.n - 1] == s.p[0]; /* or it was not closed */
		s.p++;
		s.n--;
	}
	if (s.n >= strlen(scheme) && memcmp(s.p, scheme, strlen(scheme)) == 0) {
		s = after_scheme(s);
		w->bad = w->bad || s.n == 0;
		percent_put(w, s);
	} else if (quoted && (s.n == 0 || s.p[0] != '~')) {
		wire_put(w, s.p, s.n);
	} else {
		bare_put(w, s);
	}
}

bool
path_meant(char *out, size_t cap, const char *typed)
{
	struct writer w = { (uint8_t *)out, cap, 0, false };

	if (access(typed, F_OK) == 0)
		wire_put_str(&w, typed);
	else
		meant_put(&w, span_str(typed));
	wire_put_u8(&w, '\0');
	if (w.bad)
		out[0] = '\0';
	return !w.bad;
}
