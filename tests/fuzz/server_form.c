/* server_form.c - fuzz the form lane: posted forms, and the pages or deposits
 * that they give. */

#include "body.h"
#include "cell.h"
#include "form/form.h"
#include "fuzz.h"

enum { DESKS = 3, WEEK = 134, BOARD = 2 + DESKS * SECTION_HEAD_SIZE };

/* Two desks that take tips and one that has stopped. */
static const char *const names[DESKS] = { "noord", "zuid", "west" };
static uint8_t text[4096];
static struct directory directory;
static struct notes notes;
static struct epoch epochs[DESKS];
static struct desk_public keys[DESKS];
static uint8_t board[BOARD + RECORD_SIZE];
static struct pages *pages;
static struct form_work work;
static struct served served;
static struct opened opened;

static void
key_put(struct writer *w, const char *word, int fill)
{
	struct sign_seed seed;
	struct sign_public key;

	memset(seed.b, fill, sizeof(seed.b));
	sign_public_of(&key, &seed);
	wire_put_str(w, word);
	wire_put_base64(w, key.b, sizeof(key.b));
	wire_put_u8(w, '\n');
}

static void
directory_make(void)
{
	struct writer w = { text, sizeof(text), 0, false };
	uint8_t id[32] = { 0 };

	wire_put_str(&w, "tip1/directory\nname demo\nservice ");
	wire_put_hex(&w, id, sizeof(id));
	wire_put_str(&w,
	    "\nversion 1\nissued 2026-07-01\nexpires 2026-12-01\n");
	key_put(&w, "srv ", 1);
	wire_put_str(&w,
	    "rhythm 1\nneutral https://weer.example/\nphone 0800-1234\n"
	    "region 1 nl Noord\ncard all nl Bel 112\n");
	for (int i = 0; i < DESKS; i++) {
		id[0] = (uint8_t)i;
		wire_put_str(&w, "desk ");
		wire_put_hex(&w, id, sizeof(id));
		wire_put_str(&w, " ");
		wire_put_str(&w, names[i]);
		wire_put_str(&w, " 4 1\n");
		key_put(&w, "ik ", 2 + i);
		wire_put_str(&w, "topics all\nregions all\ntitle nl Desk\n");
	}
	must(directory_parse(&directory, (struct span){ w.p, w.n }) == OK);
}

/* Desk zuid has answered the code 0000 ... 0098. */
static void
board_make(void)
{
	static uint8_t plain[CELL_BODY_SIZE];
	struct writer w = { board, sizeof(board), 0, false };
	struct cell_body c = { STATUS_QUESTION, WEEK, 1, { NULL, 0 } };
	struct receipt r;
	struct root root;
	struct thread_secret secret;
	struct thread thread;
	struct salt salt = { { 0 } };
	struct addr addr;

	memcpy(r.b, "000000000000000000000098", sizeof(r.b));
	receipt_root(&root, &r, &directory.service);
	thread_derive(&secret, &root, &directory.holder[1].id);
	thread_keys(&thread, &secret, &directory.holder[1].id);
	mailbox_addr(&addr, &thread.ak, &salt);
	c.texts = (struct span){ (const uint8_t *)"\0\0\3Hoi", 6 };
	must(cell_body_encode(plain, &c) == OK);
	wire_put_u8(&w, 1);
	wire_put_u8(&w, DESKS);
	for (size_t i = 0; i < DESKS; i++) {
		wire_put(&w, directory.holder[i].id.b, 32);
		wire_put_u16(&w, i == 1);
		wire_put(&w, salt.b, sizeof(salt.b));
		if (i != 1)
			continue;
		wire_put(&w, addr.b, sizeof(addr.b));
		cell_seal(w.p + w.n, plain, &thread.ck, &addr);
		w.n += CELL_SIZE;
	}
	must(!w.bad && w.n == sizeof(board));
}

static void
begin(void)
{
	must(sodium_init() >= 0);
	directory_make();
	board_make();
	notes.count = DESKS;
	for (size_t i = 0; i < DESKS; i++) {
		must(epoch_draw(&epochs[i], &keys[i], WEEK) == OK);
		notes.part[i].key = i == 2 ? NULL : &keys[i];
	}
	must(pages_new(&pages, &directory, NULL, languages_always()) == OK);
	served = (struct served){ pages, &directory, &notes,
		{ board, sizeof(board) }, WEEK, languages_always() };
}

static size_t
count(struct span in, const char *what)
{
	const size_t n = strlen(what);
	const uint8_t *p = in.p;
	size_t found = 0;

	while ((p = memmem(p, (size_t)(in.p + in.n - p), what, n)) != NULL) {
		found++;
		p += n;
	}
	return found;
}

/* Nothing in the input has become markup or code of the page. */
static void
page_check(void)
{
	const struct span page = { work.page, FORM_ANSWER_SIZE };

	for (size_t i = 0; i < page.n; i++)
		must(page.p[i] >= ' ' || strchr("\n\r\t", page.p[i]) != NULL);
	must(memchr(page.p, 0, page.n) == NULL);
	must(memcmp(page.p + page.n - 4, "-->\n", 4) == 0);
	must(count(page, "<script") <= 1);
	must(count(page, "<img") == 0);
	must(count(page, "</html") == 1);
}

/* The deposited envelope is one that the form lane seals. */
static void
envelope_check_open(void)
{
	struct body b;

	must(envelope_open(&opened, work.envelope, epochs, 2) == OK);
	must(body_decode(&b, opened.body) == OK);
	must(b.lane == LANE_FORM);
	must(b.kind >= KIND_TIP && b.kind <= KIND_CLOSE);
}

/* Input: the form, as posted. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (pages == NULL)
		begin();
	if (size > sizeof(work.in))
		return 0;
	if (size > 0)
		memcpy(work.in, data, size);
	work.in_n = size;
	work.over = size % 8 == 7; /* as if the form had been longer */
	if (form_post(&work, &served, "nl") == FORM_PAGE) {
		page_check();
		return 0;
	}
	envelope_check_open();
	form_refused(&work, &served, "nl", ERR_FULL);
	page_check();
	return 0;
}
