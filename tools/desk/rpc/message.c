/* message.c - one JSON-RPC message a line: requests, answers, errors. */

#include "rpc/message.h"

#include <string.h>

#include "rpc/memory.h"
#include "rpc/names.h"
#include "rpc/values.h"

static const char not_json[] = "this line is no JSON text";
static const char too_deep[] = "arrays and objects within each other: 32 are "
			       "the most";
static const char batch[] = "no batches are taken: send one request a line";
static const char no_object[] = "a request is an object";
static const char no_version[] = "\"jsonrpc\" is not \"2.0\"";
static const char no_method[] = "\"method\" is missing or no text";
static const char bad_id[] = "\"id\" is neither a text nor a whole number";
static const char bad_params[] = "\"params\" is no object: give them by name";
static const char unknown[] = "a request has jsonrpc, id, method and params";

/* Before the parser, which goes deeper, sees it. */
static bool
is_deep(struct span line)
{
	size_t depth = 0;
	bool text = false;

	for (size_t i = 0; i < line.n; i++) {
		uint8_t c = line.p[i];

		if (text && c == '\\')
			i++;
		else if (c == '"')
			text = !text;
		else if (!text && (c == '[' || c == '{') &&
		    ++depth > DEPTH_MOST)
			return true;
		else if (!text && (c == ']' || c == '}') && depth > 0)
			depth--;
	}
	return false;
}

static enum refusal
refused(struct request *r, enum refusal code, const char *why)
{
	r->why = why;
	return code;
}

/* Nothing but the members of a request. */
static bool
members_known(json_t *whole)
{
	static const char *const known[] = { "jsonrpc", "id", "method",
		"params" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		n += json_object_get(whole, known[i]) != NULL;
	return n == json_object_size(whole);
}

static enum refusal
members_read(struct request *r)
{
	json_t *version = json_object_get(r->whole, "jsonrpc");
	json_t *id = json_object_get(r->whole, "id");

	if (id != NULL && !json_is_string(id) && !json_is_integer(id))
		return refused(r, REFUSED_REQUEST, bad_id);
	r->id = id;
	if (!json_is_string(version) ||
	    strcmp(json_string_value(version), "2.0") != 0)
		return refused(r, REFUSED_REQUEST, no_version);
	r->method = json_string_value(json_object_get(r->whole, "method"));
	if (r->method == NULL)
		return refused(r, REFUSED_REQUEST, no_method);
	if (!members_known(r->whole))
		return refused(r, REFUSED_REQUEST, unknown);
	r->params = json_object_get(r->whole, "params");
	return r->params == NULL || json_is_object(r->params)
	    ? REFUSED_NOT
	    : refused(r, REFUSED_PARAMS, bad_params);
}

enum refusal
request_parse(struct request *r, struct span line)
{
	json_error_t error;

	memset(r, 0, sizeof(*r));
	if (is_deep(line))
		return refused(r, REFUSED_PARSE, too_deep);
	r->whole = json_loadb((const char *)line.p, line.n,
	    JSON_REJECT_DUPLICATES, &error);
	/* it quotes the line, which may hold a passphrase */
	sodium_memzero(&error, sizeof(error));
	if (r->whole == NULL)
		return refused(r, REFUSED_PARSE, not_json);
	if (json_is_array(r->whole))
		return refused(r, REFUSED_REQUEST, batch);
	if (!json_is_object(r->whole))
		return refused(r, REFUSED_REQUEST, no_object);
	return members_read(r);
}

void
request_free(struct request *r)
{
	json_decref(r->whole);
	memset(r, 0, sizeof(*r));
}

enum {
	DEL = 0x7f,
	DEL_ESCAPED = 6, /* \u007f */
};

/* A copy of ${plain} with each DEL written as an escape; NULL. */
static char *
del_escape(const char *plain)
{
	size_t n = strlen(plain);
	char *out = rpc_memory_new(n * DEL_ESCAPED + 1);
	size_t at = 0;

	for (size_t i = 0; out != NULL && i < n; i++) {
		if (plain[i] == DEL) {
			memcpy(out + at, "\\u007f", DEL_ESCAPED);
			at += DEL_ESCAPED;
		} else {
			out[at++] = plain[i];
		}
	}
	if (out != NULL)
		out[at] = '\0';
	return out;
}

char *
message_print(const json_t *message)
{
	char *plain = json_dumps(message, JSON_COMPACT | JSON_ENSURE_ASCII);
	char *out;

	/* jansson lets DEL pass, which a terminal may act upon */
	if (plain == NULL || strchr(plain, DEL) == NULL)
		return plain;
	out = del_escape(plain);
	rpc_memory_free(plain);
	return out;
}

static json_t *
id_of(json_t *id)
{
	return id == NULL ? json_null() : json_incref(id);
}

json_t *
message_answer(json_t *id, json_t *result)
{
	return json_pack("{s:s, s:o, s:o}", "jsonrpc", "2.0", "id", id_of(id),
	    "result", result);
}

static json_t *
message_error(json_t *id, int code, const char *message, json_t *data)
{
	return json_pack("{s:s, s:o, s:{s:i, s:s, s:o}}", "jsonrpc", "2.0",
	    "id", id_of(id), "error", "code", code, "message", message, "data",
	    data);
}

json_t *
message_refusal(json_t *id, enum refusal r, const char *why)
{
	const char *message = "";

	switch (r) {
	case REFUSED_NOT:
		break;
	case REFUSED_PARSE:
		message = "Parse error";
		break;
	case REFUSED_REQUEST:
		message = "Invalid Request";
		break;
	case REFUSED_METHOD:
		message = "Method not found";
		break;
	case REFUSED_PARAMS:
		message = "Invalid params";
		break;
	}
	return message_error(id, r, message, json_pack("{s:s}", "reason", why));
}

json_t *
message_notice(const char *method, json_t *params)
{
	return json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method,
	    "params", params);
}

/* The argument ${name} of a fault; NULL for another word. */
static json_t *
argument(struct span name, const struct detail *d)
{
	if (span_is(name, "text"))
		return value_mended(d->text);
	if (span_is(name, "n"))
		return json_integer(d->n);
	if (span_is(name, "other"))
		return json_integer(d->other);
	if (span_is(name, "day"))
		return value_day(d->day);
	if (span_is(name, "week"))
		return value_week(d->week);
	if (span_is(name, "until"))
		return value_week(d->until);
	return span_is(name, "err") ? json_string(name_err(d->err)) : NULL;
}

/* Those that fault.def names. */
static json_t *
arguments(enum fault f, const struct detail *d)
{
	struct span rest = span_str(fault_arguments(f));
	json_t *data = json_object();

	while (rest.n > 0 && data != NULL) {
		struct span name = span_word(&rest);

		if (json_object_setn_new(data, (const char *)name.p, name.n,
			argument(name, d)) != 0) {
			json_decref(data);
			data = NULL;
		}
	}
	return data;
}

json_t *
message_fault(json_t *id, enum fault f, const struct detail *d, json_t *partly)
{
	char key[NAME_TEXT];
	json_t *data = arguments(f, d);

	name_small(key, fault_key(f));
	if (partly != NULL && data != NULL)
		(void)json_object_set(data, "result", partly);
	json_decref(partly);
	return message_error(id, FAULT_CODE - (int)f, key, data);
}
