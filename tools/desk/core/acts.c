/* acts.c - what a person does here, and how many persons it takes. */

#include "core/acts.h"

#include <stddef.h>

static const struct {
	enum act act;
	unsigned persons;
	const char *key;
} acts[] = {
#define ACT(name, code, persons) { ACT_##name, persons, #name },
#include "core/acts.def"
#undef ACT
};

unsigned
act_persons(enum act act)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (acts[i].act == act)
			return acts[i].persons;
	return 2;
}

const char *
act_key(uint8_t act)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (acts[i].act == (enum act)act)
			return acts[i].key;
	return "?";
}
