/* params.h - the parameters of a method: a row each, checked before it runs. */

#ifndef RPC_PARAMS_H
#define RPC_PARAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "wire.h"

enum param_kind {
	PARAM_NONE = 0, /* behind the last row */
	PARAM_TEXT,
	PARAM_NUMBER, /* from least to most */
	PARAM_FLAG,
	PARAM_CHOICE, /* one of the words */
};

enum {
	PARAMS_MAX = 8,
	REASON_TEXT = 96,
};

struct param {
	const char *name;
	enum param_kind kind;
	bool required;
	uint32_t least;
	uint32_t most;
	const char *words; /* of PARAM_CHOICE, with a space between */
};

#define TEXT(name)                                 \
	{                                          \
		name, PARAM_TEXT, true, 0, 0, NULL \
	}
#define TEXT_IF(name)                               \
	{                                           \
		name, PARAM_TEXT, false, 0, 0, NULL \
	}
#define NUMBER(name, most)                              \
	{                                               \
		name, PARAM_NUMBER, true, 0, most, NULL \
	}
#define NUMBER_IF(name, least, most)                         \
	{                                                    \
		name, PARAM_NUMBER, false, least, most, NULL \
	}
#define FLAG(name)                                 \
	{                                          \
		name, PARAM_FLAG, true, 0, 0, NULL \
	}
#define FLAG_IF(name)                               \
	{                                           \
		name, PARAM_FLAG, false, 0, 0, NULL \
	}
#define CHOICE(name, words)                           \
	{                                             \
		name, PARAM_CHOICE, true, 0, 0, words \
	}
#define CHOICE_IF(name, words)                         \
	{                                              \
		name, PARAM_CHOICE, false, 0, 0, words \
	}

/*
 * params_check(why, params, rows):
 * True if ${params} (NULL: none) are what ${rows} allow, and no others.  Else
 * ${why} is a sentence for programmers.
 */
bool params_check(char why[static REASON_TEXT], const json_t *params,
    const struct param rows[static PARAMS_MAX]);

/* Of params that were checked: the value, or what stands for none. */
struct span param_span(const json_t *params, const char *name); /* empty */
const char *param_text(const json_t *params, const char *name); /* NULL */
uint32_t param_number(const json_t *params, const char *name);  /* 0 */
bool param_flag(const json_t *params, const char *name);        /* false */

/* The place of the value of ${name} among ${words}, from 0; ${none} if it is
 * not given. */
unsigned param_choice(const json_t *params, const char *name, const char *words,
    unsigned none);

#endif
