/* bundle.c - names and sizes of the files carried between server and desk. */

#include "bundle.h"

#include <stdbool.h>
#include <string.h>

#include "text.h"
#include "wire.h"

enum {
	PART_MOST = 131072, /* 2 GiB: FAT32 ends below 4 GiB */
};

static const struct {
	bool holder;
	const char *suffix;
} kinds[BUNDLES] = {
	[BUNDLE_INBOX] = { false, ".inbox" },
	[BUNDLE_INBOX_NOTE] = { false, ".inbox.note" },
	[BUNDLE_NOTES] = { false, ".n" },
	[BUNDLE_SCHEDULE] = { true, ".schedule" },
	[BUNDLE_KEYS] = { true, ".keys" },
	[BUNDLE_OUTBOX] = { true, ".outbox" },
	[BUNDLE_OUTBOX_NOTE] = { true, ".outbox.note" },
};

void
bundle_name(char out[static BUNDLE_NAME], enum bundle kind, uint32_t number,
    const char *holder)
{
	struct writer w = { (uint8_t *)out, BUNDLE_NAME, 0, false };

	if (number < 100)
		wire_put_str(&w, number < 10 ? "00" : "0");
	wire_put_decimal(&w, number);
	if (kinds[kind].holder) {
		wire_put_u8(&w, '.');
		wire_put_str(&w, holder);
	}
	wire_put_str(&w, kinds[kind].suffix);
	wire_put_u8(&w, '\0');
	if (w.bad)
		out[0] = '\0';
}

void
bundle_part_name(char out[static BUNDLE_NAME], uint32_t number, uint32_t part)
{
	struct writer w = { (uint8_t *)out, BUNDLE_NAME, 0, false };

	bundle_name(out, BUNDLE_INBOX, number, NULL);
	if (part < 2)
		return;
	w.n = strlen(out);
	wire_put_u8(&w, '.');
	wire_put_decimal(&w, part);
	wire_put_u8(&w, '\0');
	if (w.bad)
		out[0] = '\0';
}

uint32_t
bundle_part_most(void)
{
	return PART_MOST;
}

/* Cut the holder from the middle of ${s}, if names of ${kind} have one. */
static bool
holder_cut(char holder[static KEY_NAME_MAX + 1], struct span s,
    enum bundle kind)
{
	const char *suffix = kinds[kind].suffix;
	size_t n = strlen(suffix);

	if (!kinds[kind].holder)
		return true;
	if (s.n <= n)
		return false;
	s.n -= n;
	if (!key_name_ok(s))
		return false;
	memcpy(holder, s.p, s.n);
	holder[s.n] = '\0';
	return true;
}

enum err
bundle_parse(uint32_t *number, char holder[static KEY_NAME_MAX + 1],
    enum bundle kind, const char *name)
{
	size_t digits = strspn(name, "0123456789");
	size_t zeros = strspn(name, "0");
	struct span rest = span_str(name);
	uint64_t value;
	char want[BUNDLE_NAME];

	*number = 0;
	holder[0] = '\0';
	if (zeros == digits && zeros > 0)
		zeros--; /* the number 0 */
	if (span_decimal(&value,
		(struct span){ rest.p + zeros, digits - zeros },
		UINT32_MAX) != OK ||
	    rest.n == digits)
		return ERR_FORMAT;
	rest = (struct span){ rest.p + digits + 1, rest.n - digits - 1 };
	if (!holder_cut(holder, rest, kind))
		return ERR_FORMAT;
	bundle_name(want, kind, (uint32_t)value, holder);
	if (strcmp(want, name) != 0) {
		holder[0] = '\0';
		return ERR_FORMAT;
	}
	*number = (uint32_t)value;
	return OK;
}
