/* names.c - the names by which programs know states, kinds and errors. */

#include "rpc/names.h"

#include <stddef.h>
#include <string.h>

#include "rpc/values.h"

static const char *const errs[] = {
	[OK] = "ok",
	[ERR_FORMAT] = "format",
	[ERR_TOO_LONG] = "too_long",
	[ERR_CHECK] = "check",
	[ERR_OPEN] = "open",
	[ERR_KEY] = "key",
	[ERR_SIGNATURE] = "signature",
	[ERR_SERVICE] = "service",
	[ERR_EXPIRED] = "expired",
	[ERR_CLOCK] = "clock",
	[ERR_VERSION] = "version",
	[ERR_MISSING] = "missing",
	[ERR_FULL] = "full",
	[ERR_AGAIN] = "again",
	[ERR_IO] = "io",
	[ERR_MEMORY] = "memory",
};

static const char *const standings[STANDINGS] = {
	[STANDING_NEW] = "new",
	[STANDING_LATE] = "late",
	[STANDING_ANSWER] = "answer",
	[STANDING_PARTED] = "parted",
	[STANDING_UNSENT] = "unsent",
	[STANDING_ASKED] = "asked",
	[STANDING_JUDGE] = "judge",
	[STANDING_DONE] = "done",
	[STANDING_READ] = "read",
	[STANDING_CLOSED] = "closed",
	[STANDING_ENDED] = "ended",
	[STANDING_JUNK] = "junk",
};

static const char *const lives[] = {
	[THREAD_ENDED] = "ended",
	[THREAD_LIVE] = "live",
	[THREAD_CLOSING] = "closing",
};

static const char *const statuses[] = {
	[STATUS_RECEIVED] = "received",
	[STATUS_QUESTION] = "question",
	[STATUS_DONE] = "done",
};

static const char *const kinds[] = {
	[KIND_TIP] = "tip",
	[KIND_FOLLOW_UP] = "follow_up",
	[KIND_CLOSE] = "close",
	[KIND_REPLY] = "reply",
	[KIND_REFERRAL] = "referral",
	[KIND_RETRACTION] = "retraction",
	[KIND_CONFIRMATION] = "confirmation",
	[KIND_OUTCOME] = "outcome",
};

static const char *const lanes[] = {
	[LANE_BROWSER] = "browser",
	[LANE_CLI] = "cli",
	[LANE_FORM] = "form",
	[LANE_PHONE] = "phone",
};

static const char *const verdicts[] = {
	[VERDICT_NEXT] = "next",
	[VERDICT_KNOWN] = "known",
	[VERDICT_OLD] = "old",
	[VERDICT_LATE] = "late",
	[VERDICT_GAP] = "gap",
	[VERDICT_BROKEN] = "broken",
	[VERDICT_FORK] = "fork",
	[VERDICT_ANEW] = "anew",
	[VERDICT_FORMER] = "former",
};

static const char *const troubles[] = {
	[TROUBLE_BROKEN] = "broken",
	[TROUBLE_FORK] = "fork",
	[TROUBLE_ANEW] = "anew",
};

static const struct {
	enum mark mark;
	const char *name;
} marks[] = {
	{ MARK_LOST_THREAD, "lost_thread" },
	{ MARK_REWRAPPED, "rewrapped" },
	{ MARK_STRANGER, "stranger" },
};

static const char *
name_of(const char *const *names, size_t n, size_t i)
{
	return i < n && names[i] != NULL ? names[i] : "?";
}

#define NAME_OF(names, i) \
	name_of(names, sizeof(names) / sizeof((names)[0]), (size_t)(i))

const char *
name_err(enum err e)
{
	return NAME_OF(errs, e);
}

const char *
name_standing(enum standing s)
{
	return NAME_OF(standings, s);
}

const char *
name_life(enum life l)
{
	return NAME_OF(lives, l);
}

const char *
name_status(enum status s)
{
	return NAME_OF(statuses, s);
}

const char *
name_kind(enum kind k)
{
	return NAME_OF(kinds, k);
}

const char *
name_lane(enum lane l)
{
	return NAME_OF(lanes, l);
}

const char *
name_verdict(enum verdict v)
{
	return NAME_OF(verdicts, v);
}

const char *
name_trouble(enum trouble_kind k)
{
	return NAME_OF(troubles, k);
}

json_t *
names_marks(uint8_t bits)
{
	json_t *list = json_array();
	bool ok = true;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if ((bits & marks[i].mark) != 0)
			ok = values_add(list, json_string(marks[i].name)) && ok;
	return values_whole(list, ok);
}

json_t *
names_lanes(uint8_t bits)
{
	json_t *list = json_array();
	bool ok = true;

	for (size_t i = 1; i < sizeof(lanes) / sizeof(lanes[0]); i++)
		if ((bits & 1U << i) != 0)
			ok = values_add(list, json_string(lanes[i])) && ok;
	return values_whole(list, ok);
}

void
name_small(char out[static NAME_TEXT], const char *name)
{
	static const char great[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char small[] = "abcdefghijklmnopqrstuvwxyz";
	size_t n = 0;

	for (; n < NAME_TEXT - 1 && name[n] != '\0'; n++) {
		const char *at = strchr(great, name[n]);

		out[n] = name[n];
		if (at != NULL)
			out[n] = small[at - great];
	}
	out[n] = '\0';
}
