/* params.c - the parameters of a method: a row each, checked before it runs. */

#include "rpc/params.h"

#include <stdio.h>
#include <string.h>

/* The place of ${word} in the list ${words}; -1. */
static int
word_find(const char *words, struct span word)
{
	struct span rest = span_str(words);

	for (int i = 0; rest.n > 0; i++) {
		struct span one = span_word(&rest);

		if (one.n == word.n && memcmp(one.p, word.p, one.n) == 0)
			return i;
	}
	return -1;
}

static struct span
text_of(const json_t *value)
{
	const char *p = json_string_value(value);

	return (struct span){ (const uint8_t *)(p == NULL ? "" : p),
		json_string_length(value) };
}

static bool
number_fits(const json_t *value, const struct param *row)
{
	json_int_t n = json_integer_value(value);

	return json_is_integer(value) && n >= row->least && n <= row->most;
}

/* What is wrong with ${value}; NULL: nothing. */
static const char *
value_fault(const json_t *value, const struct param *row)
{
	switch (row->kind) {
	case PARAM_NONE:
		break;
	case PARAM_TEXT:
		return json_is_string(value) ? NULL : "is no text";
	case PARAM_NUMBER:
		return number_fits(value, row) ? NULL
					       : "is no number that can be";
	case PARAM_FLAG:
		return json_is_boolean(value) ? NULL : "is not true or false";
	case PARAM_CHOICE:
		return json_is_string(value) &&
			word_find(row->words, text_of(value)) >= 0
		    ? NULL
		    : "is none of the words that can be";
	}
	return "is not known";
}

static bool
wrong(char why[static REASON_TEXT], const char *name, const char *what)
{
	(void)snprintf(why, REASON_TEXT, "%s %s", name, what);
	return false;
}

bool
params_check(char why[static REASON_TEXT], const json_t *params,
    const struct param rows[static PARAMS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < PARAMS_MAX && rows[i].name != NULL; i++) {
		const json_t *value = json_object_get(params, rows[i].name);
		const char *fault =
		    value == NULL ? NULL : value_fault(value, &rows[i]);

		if (value == NULL && rows[i].required)
			return wrong(why, rows[i].name, "is missing");
		if (fault != NULL)
			return wrong(why, rows[i].name, fault);
		n += value != NULL;
	}
	return n == json_object_size(params) ||
	    wrong(why, "one of the names", "is not known");
}

struct span
param_span(const json_t *params, const char *name)
{
	return text_of(json_object_get(params, name));
}

const char *
param_text(const json_t *params, const char *name)
{
	return json_string_value(json_object_get(params, name));
}

uint32_t
param_number(const json_t *params, const char *name)
{
	return (uint32_t)json_integer_value(json_object_get(params, name));
}

bool
param_flag(const json_t *params, const char *name)
{
	return json_is_true(json_object_get(params, name));
}

unsigned
param_choice(const json_t *params, const char *name, const char *words,
    unsigned none)
{
	int i = word_find(words, param_span(params, name));

	return i < 0 ? none : (unsigned)i;
}
