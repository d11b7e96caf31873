/* desk_request.c - fuzz what serve reads of a line, up to the method. */

#include "fuzz.h"
#include "rpc/memory.h"
#include "rpc/message.h"
#include "rpc/methods.h"

/* What is sent is one line of ASCII, whatever the client's id is. */
static void
is_line(json_t *message)
{
	char *text = message_print(message);

	must(text != NULL);
	for (const char *p = text; *p != '\0'; p++)
		must(*p >= ' ' && *p < 0x7f);
	rpc_memory_free(text);
	json_decref(message);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool begun;
	struct request r;
	enum refusal refused;
	const struct method *m;
	char why[REASON_TEXT];

	if (!begun)
		rpc_memory_begin();
	begun = true;
	refused = request_parse(&r, (struct span){ data, size });
	must((refused == REFUSED_NOT) == (r.why == NULL));
	if (refused != REFUSED_NOT) {
		is_line(message_refusal(r.id, refused, r.why));
		request_free(&r);
		return 0;
	}
	m = method_find(r.method);
	if (m != NULL && !method_check(why, m, r.params))
		is_line(message_refusal(r.id, REFUSED_PARAMS, why));
	else
		is_line(message_answer(r.id, json_null()));
	request_free(&r);
	return 0;
}
