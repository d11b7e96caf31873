/* outbox.c - zegel-desk outbox: the answers of this desk, onto a stick. */

#include "core/outbox.h"

#include <unistd.h>

#include "cli/command.h"
#include "cli/date.h"
#include "cli/enter.h"
#include "cli/json.h"
#include "cli/plugged.h"
#include "cli/tell.h"
#include "core/desk.h"
#include "lang/lang.h"
#include "terminal/say.h"

/* Who gets nothing yet, by the reason. */
static void
left_out_say(const struct allotment *a)
{
	if (a->unread > 0)
		say(lang_plural("%u tipster gets no message yet: nobody has "
				"read that tip. Read it first.\n",
			"%u tipsters get no message yet: nobody has read "
			"these tips. Read them first.\n",
			a->unread),
		    a->unread);
	if (a->waiting > 0)
		say(lang_plural("%u tipster gets no message yet: the room is "
				"taken. Each stick draws lots; a reply gets "
				"room at once.\n",
			"%u tipsters get no message yet: the room is taken. "
			"Each stick draws lots; a reply gets room at once.\n",
			a->waiting),
		    a->waiting);
}

/* Cases that were written to in vain. */
static void
without_say(const struct outbox_done *done)
{
	uint32_t n = done->allotment.replies;

	if (n == 0)
		return;
	say(lang_plural("! %u answer did not go out: there is no room for more "
			"than %u. Ask who signs the directory for more.\n",
		"! %u answers did not go out: there is no room for more than "
		"%u. Ask who signs the directory for more.\n",
		n),
	    n, done->cells);
	say(_("  Of these cases:"));
	for (uint32_t i = 0; i < done->named; i++)
		say(" %u", done->without[i]);
	say(n > done->named ? " ...\n" : "\n");
}

static void
done_say(const struct outbox_done *done)
{
	uint32_t n = done->allotment.cells;

	say(_("Stick number %u is ready.\n"), done->outbox);
	say(lang_plural("%u tipster finds a message.\n",
		"%u tipsters find a message.\n", n),
	    n);
	if (done->ended > 0)
		say(lang_plural("%u conversation ended: what was needed to "
				"answer is destroyed, the messages stay.\n",
			"%u conversations ended: what was needed to answer is "
			"destroyed, the messages stay.\n",
			done->ended),
		    done->ended);
	left_out_say(&done->allotment);
	without_say(done);
	say(_("Carry it to the server and run: zegeld import DATA STICK\n"));
}

int
outbox_run(struct desk *d, const char *stick, bool date_is_right)
{
	struct outbox_done done;
	int fd = -1;
	enum fault f = folder_open(&fd, &d->detail, stick);

	if (f != FAULT_NONE || date_settle(d, 0, date_is_right) != 0) {
		if (fd >= 0)
			(void)close(fd);
		return f == FAULT_NONE ? 1 : tell(f, &d->detail);
	}
	plugged_note(stick, d->path);
	f = outbox_write(&done, d, fd, stick);
	(void)close(fd);
	if (f == FAULT_NONE)
		done_say(&done);
	return tell(f, &d->detail);
}

static int
outbox_json(struct desk *d, const struct options *o)
{
	return json_say(d, "outbox.write",
	    GIVEN({ .name = "stick", .text = o->arg[1] },
		{ .name = "date_is_right", .flag = o->date_is_right }));
}

int
cmd_outbox(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0 && o->porcelain)
		rc = outbox_json(&d, o);
	else if (rc == 0)
		rc = outbox_run(&d, o->arg[1], o->date_is_right);
	desk_close(&d);
	return rc;
}
