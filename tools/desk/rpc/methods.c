/* methods.c - the methods of serve, in one table. */

#include "rpc/methods.h"

#include <stddef.h>
#include <string.h>

enum {
	MIB_LEAST = 256,
	MIB_MOST = 4096,
};

#define OPEN NEEDS_UNLOCKED
#define ACTS (NEEDS_UNLOCKED | NEEDS_DATE)
/* Who, where two parameters can say it. */
#define PERSON NUMBER_IF("s", 1, UINT8_MAX), TEXT_IF("initials")
#define MIB NUMBER_IF("mib", MIB_LEAST, MIB_MOST)
#define CASE NUMBER("number", UINT32_MAX)
#define AFTER NUMBER_IF("after", 0, UINT32_MAX)
#define REPLY                                                     \
	CASE, TEXT_IF("text"), CHOICE_IF("status", WORDS_STATUS), \
	    CHOICE_IF("beside", WORDS_BESIDE), FLAG_IF("code_meant")
static const struct method methods[] = {
	{ "session.persons", session_persons, 0, { { 0 } } },
	{ "session.unlock", session_unlock, 0,
	    { PERSON, TEXT("passphrase"), TEXT_IF("key") } },
	{ "session.lock", session_lock, 0, { { 0 } } },
	{ "session.second", session_second, ACTS,
	    { NUMBER("proposal", UINT32_MAX), PERSON, TEXT("passphrase"),
		TEXT_IF("key") } },
	{ "desk.status", desk_status, OPEN, { { 0 } } },
	{ "language.set", language_set, 0,
	    { CHOICE("language", WORDS_LANGUAGE) } },
	{ "stick.list", stick_list, 0, { { 0 } } },
	{ "inbox.open", inbox_open, OPEN,
	    { TEXT("stick"), TEXT_IF("root"), FLAG_IF("date_is_right") } },
	{ "inbox.stop", inbox_stop, 0, { { 0 } } },
	{ "case.list", case_list, OPEN,
	    { AFTER, TEXT_IF("search"), FLAG_IF("junk") } },
	{ "case.get", case_fetch, OPEN, { CASE, AFTER } },
	{ "case.shown", case_mark_shown, ACTS,
	    { CASE, NUMBER("messages", UINT32_MAX) } },
	{ "case.junk", case_mark_junk, ACTS, { CASE, FLAG("junk") } },
	{ "reply.check", reply_try, OPEN, { REPLY } },
	{ "reply.preview", reply_show, ACTS, { REPLY } },
	{ "reply.keep", reply_take, ACTS, { REPLY } },
	{ "outbox.write", outbox_make, ACTS, { TEXT("stick") } },
	{ "keys.renew", keys_renew, ACTS,
	    { TEXT("stick"), TEXT("passphrase"), TEXT_IF("ik"),
		FLAG_IF("all") } },
	{ "backup.write", backup_make, ACTS, { TEXT("stick") } },
	{ "staff.list", staff_list, OPEN, { { 0 } } },
	{ "staff.add", staff_add, ACTS,
	    { TEXT("name"), TEXT("initials"), TEXT("passphrase"), MIB } },
	{ "staff.remove", staff_remove, ACTS, { PERSON } },
	{ "staff.recover", staff_recover, ACTS,
	    { PERSON, TEXT("passphrase"), MIB } },
	{ "staff.passphrase", staff_passphrase, ACTS,
	    { TEXT("old"), TEXT("passphrase"), TEXT_IF("key"), MIB } },
	{ "proposal.list", proposal_list, OPEN, { { 0 } } },
	{ "proposal.release", proposal_agree, ACTS,
	    { NUMBER("proposal", UINT32_MAX) } },
	{ "proposal.withdraw", proposal_drop, ACTS,
	    { NUMBER("proposal", UINT32_MAX) } },
	{ "log.list", log_list, OPEN, { AFTER } },
	{ "log.verify", log_verify, OPEN, { { 0 } } },
};

const struct method *
method_find(const char *name)
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		if (strcmp(name, methods[i].name) == 0)
			return &methods[i];
	return NULL;
}
