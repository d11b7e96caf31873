/* deskkey.c - fuzz desk.key: its list, altered files, and what a colleague can
 * seal into one. */

#include "backup.h"
#include "deskkey.h"
#include "fuzz.h"

enum { PERSONS = 2, HEAD = 44 + PERSONS * 2394, LEAST = 74 + PERSONS * 32 };

static struct staff_secret mine;
static struct key seal_key;
static uint8_t lock[LOCK_SIZE];
static uint8_t good[DESKKEY_MAX];
static size_t good_size;
static uint8_t bad[DESKKEY_MAX];
static struct deskkey desk;
static struct deskkey got;

/* KH(M, "tip1/desk", W || salt) of the good file. */
static void
key_find(const struct half_key *w)
{
	struct slots slots;
	struct reader r = { good, good_size, false };
	struct key m;
	struct hash h;

	must(slots_read(&slots, &r, "TIPDESK1") == OK);
	must(slots_open(&m, &slots, 1, &mine) == OK);
	hash_begin(&h, m.b, LABEL_DESK);
	hash_add(&h, w->b, sizeof(w->b));
	hash_add(&h, slots.salt, SALT_SIZE);
	hash_end(&h, seal_key.b);
}

static void
begin(void)
{
	struct staff_secret other;
	struct half_key w;
	struct writer out = { good, sizeof(good), 0, false };

	must(sodium_init() >= 0);
	memset(mine.b, 'm', sizeof(mine.b));
	memset(other.b, 'o', sizeof(other.b));
	memset(w.b, 'w', sizeof(w.b));
	must(person_make(&desk.person[0], 1, "AB", &mine) == OK);
	must(person_make(&desk.person[1], 7, "CD", &other) == OK);
	desk.persons = PERSONS;
	desk.epochs = 1;
	desk.epoch[0].week = 7;
	half_key_put(lock + LOCK_HALF, &w);
	must(deskkey_seal(&out, &desk, &w, 1) == OK);
	good_size = out.n;
	key_find(&w);
}

static void
list_holds(const struct deskkey_list *list)
{
	must(list->persons >= 1 && list->persons <= DESK_PERSONS_MAX);
	must(list->half <= 1);
	for (size_t i = 0; i < list->persons; i++) {
		must(list->person[i].s > (i == 0 ? 0 : list->person[i - 1].s));
		must(list->person[i].initials[INITIALS_MAX] == '\0');
		must(name_check(span_str(list->person[i].initials)) == OK);
	}
}

/* Any bytes as a file. */
static void
raw(struct span in)
{
	struct deskkey_list list;
	uint8_t half;

	if (deskkey_list(&list, in) == OK)
		list_holds(&list);
	if (backup_list(&list, in) == OK)
		list_holds(&list);
	must(deskkey_open(&got, &half, in, 1, &mine, lock) != OK);
	must(sodium_is_zero((const uint8_t *)&got, sizeof(got)));
}

/* u16 offset || u8 value: bytes of the good file to change. */
static void
altered(struct reader *r)
{
	uint8_t half;
	enum err e;

	memcpy(bad, good, good_size);
	while (r->n >= 3) {
		uint16_t at = wire_u16(r);

		bad[at % good_size] = wire_u8(r);
	}
	raw((struct span){ bad, good_size - 1 });
	e = deskkey_open(&got, &half, (struct span){ bad, good_size }, 1, &mine,
	    lock);
	must((e == OK) == (memcmp(good, bad, good_size) == 0));
}

/* A plain of the fuzzer's choice, sealed as a colleague can. */
static void
insider(struct reader *r)
{
	static const uint8_t nonce[NONCE_SIZE];
	size_t n = LEAST + wire_u8(r) % (DESK_EPOCHS_MAX + 1) * (size_t)34;
	uint8_t half;
	enum err e;

	memcpy(bad, good, HEAD);
	memset(bad + HEAD, 0, n);
	memcpy(bad + HEAD + 73, desk.person[0].slot.b, 32);
	memcpy(bad + HEAD + 105, desk.person[1].slot.b, 32);
	for (size_t i = 0; r->n > 0 && i < n; i++)
		bad[HEAD + i] ^= wire_u8(r);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(bad + HEAD, NULL,
	    bad + HEAD, n, bad, HEAD, NULL, nonce, seal_key.b);
	e = deskkey_open(&got, &half, (struct span){ bad, HEAD + n + TAG_SIZE },
	    1, &mine, lock);
	must(e == OK || e == ERR_FORMAT);
	if (e != OK)
		return;
	must(got.persons == PERSONS && got.epochs == (n - LEAST) / 34);
	must(sodium_is_zero(got.work, sizeof(got.work)));
	for (size_t i = 1; i < got.epochs; i++)
		must(got.epoch[i].week >= got.epoch[i - 1].week);
}

/* Input: u8, what to do, then as above. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r = { data, size, false };

	if (good_size == 0)
		begin();
	switch (wire_u8(&r) % 3) {
	case 0:
		raw(wire_span(&r, r.n));
		break;
	case 1:
		altered(&r);
		break;
	default:
		insider(&r);
	}
	return 0;
}
