/* schedule.c - fuzz schedules and manifests: valid ones print as they were. */

#include "fuzz.h"
#include "manifest.h"
#include "schedule.h"

static uint8_t out[NOTE_MAX];
static struct schedule s;
static struct inbox_manifest in;
static struct outbox_manifest outbox;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct span text = { data, size };
	struct writer w = { out, sizeof(out), 0, false };

	if (schedule_parse(&s, text) == OK) {
		schedule_print(&w, &s);
		must(!w.bad && same(w.p, w.n, data, size));
		must(schedule_week(&s, s.epoch[7].week) == 7);
	} else {
		must(sodium_is_zero((const uint8_t *)&s, sizeof(s)));
	}
	w.n = 0;
	if (inbox_parse(&in, text) == OK) {
		inbox_print(&w, &in);
		must(!w.bad && same(w.p, w.n, data, size));
	} else {
		must(sodium_is_zero((const uint8_t *)&in, sizeof(in)));
	}
	w.n = 0;
	if (outbox_parse(&outbox, text) == OK) {
		outbox_print(&w, &outbox);
		must(!w.bad && same(w.p, w.n, data, size));
	} else {
		must(sodium_is_zero((const uint8_t *)&outbox, sizeof(outbox)));
	}
	return 0;
}
