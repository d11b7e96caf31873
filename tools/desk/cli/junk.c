/* junk.c - zegel-desk junk: a case into the bin, or out of it again. */

#include "cli/command.h"
#include "cli/enter.h"
#include "cli/tell.h"
#include "core/cases.h"
#include "core/desk.h"
#include "lang/lang.h"
#include "terminal/say.h"

int
junk_run(struct desk *d, uint32_t number, const struct options *o)
{
	int rc = tell(case_junk(d, number, !o->back), &d->detail);

	if (rc == 0 && o->back)
		say(_("Case %u is in the list again.\n"), number);
	else if (rc == 0)
		say(_("Case %u is in the bin: out of the list, and nobody is "
		      "answered.\n"),
		    number);
	return rc;
}

int
cmd_junk(const struct options *o)
{
	struct desk d = DESK_NONE;
	uint32_t number;
	int rc;

	if (!number_parse(&number, o->arg[1], 1, UINT32_MAX))
		return say_wrong(_("%s is not the number of a case"),
		    o->arg[1]);
	rc = enter(&d, o->arg[0], o);
	if (rc == 0)
		rc = junk_run(&d, number, o);
	desk_close(&d);
	return rc;
}
