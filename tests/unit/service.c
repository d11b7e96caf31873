/* service.c - makes a service with five desks in memory, for tests of pages. */

#include "service.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "body.h"
#include "cell.h"

static const struct {
	const char *name;
	const char *sets; /* its topics and regions */
} desks[SERVICE_DESKS] = {
	{ "noord", "topics all\nregions 1\n" },
	{ "zuid", "topics all\nregions 2\n" },
	{ "oost", "topics 1 2\nregions 1 2 9\n" },
	{ "west", "topics 3\nregions 1\n" },
	{ "midden", "topics all\nregions all\n" },
};

static void
put_key(struct writer *w, const char *word)
{
	struct sign_seed seed;
	struct sign_public key;

	randombytes_buf(seed.b, sizeof(seed.b));
	sign_public_of(&key, &seed);
	wire_put_str(w, word);
	wire_put_base64(w, key.b, sizeof(key.b));
	wire_put_str(w, "\n");
}

static void
put_id(struct writer *w, const char *word)
{
	uint8_t id[32];

	randombytes_buf(id, sizeof(id));
	wire_put_str(w, word);
	wire_put_hex(w, id, sizeof(id));
}

static void
put_desk(struct writer *w, const char *name, const char *sets)
{
	put_id(w, "desk ");
	wire_put_str(w, " ");
	wire_put_str(w, name);
	wire_put_str(w, " 4 1\n");
	put_key(w, "ik ");
	wire_put_str(w, sets);
	wire_put_str(w, "title en Team ");
	wire_put_str(w, name);
	wire_put_str(w, " & sons\ntitle nl Meldpunt ");
	wire_put_str(w, name);
	wire_put_str(w,
	    "\nabout nl Wij zijn <b>geen</b> politie.\n"
	    "passes nl Veilig Thuis\n");
}

void
service_make(struct service *s)
{
	struct writer w = { s->text, sizeof(s->text), 0, false };
	enum err e;

	memset(s, 0, sizeof(*s));
	wire_put_str(&w, "tip1/directory\nname zegel\n");
	put_id(&w, "service ");
	wire_put_str(&w,
	    "\nversion 1\nissued 2026-07-01\nexpires 2026-12-01\n");
	put_key(&w, "srv ");
	wire_put_str(&w,
	    "rhythm 1\nneutral https://weer.example/?a=1&b=2\n"
	    "phone 0800-1234\n"
	    "region 1 en North\nregion 1 nl Noord\n"
	    "region 2 en South & sea\nregion 2 nl Zuid\n"
	    "region 9 nl Eiland\n"
	    "card all en Talk: 0800-1111\ncard all nl Praten: 0800-1111\n"
	    "card me nl Bel Fier: 0900-5678\ncard me nl Of chat met Fier\n"
	    "card sex en Call CSG\n");
	for (size_t i = 0; i < SERVICE_DESKS; i++)
		put_desk(&w, desks[i].name, desks[i].sets);
	e = directory_parse(&s->directory, (struct span){ s->text, w.n });
	assert(e == OK);
	e = vkey_set(&s->directory.root, span_str("zegel"),
	    &s->directory.srv.key);
	assert(e == OK);
	s->notes.count = SERVICE_DESKS;
	w = (struct writer){ s->board, sizeof(s->board), 0, false };
	wire_put_u8(&w, 1);
	wire_put_u8(&w, SERVICE_DESKS);
	for (size_t i = 0; i < SERVICE_DESKS; i++) {
		e = epoch_draw(&s->epoch[i], &s->key[i], SERVICE_WEEK);
		assert(e == OK);
		s->notes.part[i].key = &s->key[i];
		wire_put(&w, s->directory.holder[i].id.b, 32);
		wire_put_u16(&w, SERVICE_CELLS);
		memset(w.p + w.n, 0, SALT_SIZE);
		w.n += SALT_SIZE;
		for (size_t k = 0; k < SERVICE_CELLS; k++, w.n += RECORD_SIZE) {
			record_random(w.p + w.n);
			w.p[w.n] = (uint8_t)(40 * k); /* ascending */
		}
	}
	(void)e;
}

void
service_thread(const struct service *s, struct thread *out, size_t i,
    const char *code)
{
	struct receipt receipt;
	struct root root;
	struct thread_secret secret;
	enum err e = receipt_parse(&receipt, code, strlen(code));

	assert(e == OK);
	(void)e;
	receipt_root(&root, &receipt, &s->directory.service);
	thread_derive(&secret, &root, &s->directory.holder[i].id);
	thread_keys(out, &secret, &s->directory.holder[i].id);
}

/* Order records by address, to sort a section after a change. */
static int
compare(const void *a, const void *b)
{
	return memcmp(a, b, ADDR_SIZE);
}

void
service_answer(struct service *s, size_t i, const char *code, const char *text,
    uint16_t week)
{
	uint8_t *records = s->board + 2 +
	    i * (SECTION_HEAD_SIZE + SERVICE_CELLS * RECORD_SIZE) +
	    SECTION_HEAD_SIZE;
	static uint8_t list[CELL_TEXT_MAX + 35], plain[CELL_BODY_SIZE];
	struct writer w = { list, sizeof(list), 0, false };
	struct cell_body c = { STATUS_QUESTION, week, 1, { NULL, 0 } };
	struct thread thread;
	struct salt salt = { { 0 } };
	struct addr addr;
	enum err e;

	service_thread(s, &thread, i, code);
	texts_put(&w, 0, span_str(text));
	c.texts = (struct span){ list, w.n };
	e = cell_body_encode(plain, &c);
	assert(e == OK);
	(void)e;
	mailbox_addr(&addr, &thread.ak, &salt);
	memcpy(records, addr.b, sizeof(addr.b));
	cell_seal(records + ADDR_SIZE, plain, &thread.ck, &addr);
	qsort(records, SERVICE_CELLS, RECORD_SIZE, compare);
}

struct span
service_board(const struct service *s)
{
	return (struct span){ s->board, sizeof(s->board) };
}
