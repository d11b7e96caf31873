/* directory.c - parse and verify ROOT's signed list of desks and partners. */

#include "directory.h"

#include <string.h>

#include "lines.h"

enum {
	TOPIC_MAX = 31,
	REGION_MAX = 255,
	TYPE_MAX = 7,
	LETTERS_LEAST = 4,
	LETTERS_MOST = 64,
	LETTERS = 32, /* without a letters line */
};

const char *const directory_who[DIRECTORY_WHO] = { "title", "about", "method",
	"privacy", "contact" };

/* The bytes from ${from} up to the next line of ${to}. */
static struct span
between(const uint8_t *from, const struct lines *to)
{
	return (struct span){ from, (size_t)(to->r.p - from) };
}

/* Compare as bytes: -1, 0 or 1. */
static int
span_order(struct span a, struct span b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return c < 0 ? -1 : 1;
	return a.n < b.n ? -1 : a.n > b.n;
}

static void
head_parse(struct lines *l, struct directory *d)
{
	struct span name;
	struct sign_public srv;

	lines_need(l, "tip1/directory");
	lines_need(l, "name");
	name = lines_key_name(l);
	lines_need(l, "service");
	lines_hex(l, d->service.b, sizeof(d->service.b));
	lines_need(l, "version");
	d->version = lines_decimal(l, 1, UINT32_MAX);
	lines_need(l, "issued");
	d->issued = lines_date(l);
	lines_need(l, "expires");
	d->expires = lines_date(l);
	if (d->expires < d->issued || d->expires > d->issued + DIRECTORY_DAYS)
		l->bad = true;
	lines_need(l, "srv");
	lines_base64(l, srv.b, sizeof(srv.b));
	if (l->bad || vkey_set(&d->srv, name, &srv) != OK)
		l->bad = true;
}

/* Parse an https address; refuse characters that some context must escape. */
static struct span
address_parse(struct lines *l)
{
	static const char scheme[] = "https://";
	struct span s = lines_rest(l);

	if (s.n < sizeof(scheme) ||
	    memcmp(s.p, scheme, sizeof(scheme) - 1) != 0)
		l->bad = true;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] >= 0x7f ||
		    strchr("\"'<>`\\^{|}", s.p[i]) != NULL)
			l->bad = true;
	return s;
}

/* True if ${s} is exactly ${n} characters, all of them from ${of}. */
static bool
is_all_of(struct span s, size_t n, const char *of)
{
	bool all = s.n == n;

	for (size_t i = 0; i < s.n; i++)
		all = all && s.p[i] != '\0' && strchr(of, s.p[i]) != NULL;
	return all;
}

/* Parse "http://", 56 characters of base32 and ".onion/". */
static void
onion_parse(struct lines *l, struct directory *d)
{
	static const char scheme[] = "http://";
	static const char end[] = ".onion/";
	enum { HEAD = sizeof(scheme) - 1, NAME = 56, TAIL = sizeof(end) - 1 };
	struct span s;

	if (!lines_next(l, "onion"))
		return;
	s = lines_rest(l);
	if (s.n != HEAD + NAME + TAIL || memcmp(s.p, scheme, HEAD) != 0 ||
	    memcmp(s.p + HEAD + NAME, end, TAIL) != 0 ||
	    !is_all_of((struct span){ s.p + HEAD, NAME }, NAME,
		"abcdefghijklmnopqrstuvwxyz234567"))
		l->bad = true;
	d->onion = s;
}

static void
colour_parse(struct lines *l, struct directory *d)
{
	if (!lines_next(l, "colour"))
		return;
	d->colour = lines_rest(l);
	if (!is_all_of(d->colour, 6, "0123456789abcdef"))
		l->bad = true;
}

static void
regions_parse(struct lines *l)
{
	uint32_t last = 0;
	struct span last_lang = span_str("");

	while (lines_next(l, "region")) {
		uint32_t id = lines_decimal(l, 1, REGION_MAX);
		struct span lang = lines_lang(l);

		(void)lines_rest(l);
		if (id < last ||
		    (id == last && span_order(lang, last_lang) <= 0))
			l->bad = true;
		last = id;
		last_lang = lang;
	}
}

static void
cards_parse(struct lines *l)
{
	static const char *const when[] = { "all", "me", "sex", "care" };

	while (lines_next(l, "card")) {
		struct span word = span_word(&l->rest);
		bool known = false;

		for (size_t i = 0; i < sizeof(when) / sizeof(when[0]); i++)
			known = known || span_is(word, when[i]);
		if (!known)
			l->bad = true;
		(void)lines_lang(l);
		(void)lines_rest(l);
	}
}

/* Parse "all", or ascending numbers from 1 to ${most}, into ${bits}. */
static void
set_parse(struct lines *l, uint8_t *bits, size_t n, uint32_t most)
{
	uint32_t last = 0;

	memset(bits, 0, n);
	if (span_is(l->rest, "all")) {
		memset(bits, 0xff, n);
		(void)span_word(&l->rest);
		return;
	}
	do {
		uint32_t v = lines_decimal(l, last + 1, most);

		bits[v / 8] |= (uint8_t)(1U << v % 8);
		last = v;
	} while (lines_more(l));
}

static void
texts_parse(struct lines *l, const char *word)
{
	while (lines_next(l, word)) {
		(void)lines_lang(l);
		(void)lines_rest(l);
	}
}

/* Parse a holder's block after its first word, "desk" or "partner". */
static void
holder_parse(struct lines *l, struct holder *h, bool partner)
{
	struct sign_public ik;
	struct span name;
	const uint8_t *start;
	uint8_t topics[4];

	h->partner = partner;
	lines_hex(l, h->id.b, sizeof(h->id.b));
	name = lines_key_name(l);
	h->cells = (uint16_t)(partner ? lines_decimal(l, 0, 0)
				      : lines_decimal(l, 1, CELLS_MAX));
	h->min_version = lines_decimal(l, 1, UINT32_MAX);
	lines_need(l, "ik");
	lines_base64(l, ik.b, sizeof(ik.b));
	if (l->bad || vkey_set(&h->ik, name, &ik) != OK)
		l->bad = true;
	lines_need(l, "topics");
	set_parse(l, topics, sizeof(topics), TOPIC_MAX);
	for (size_t i = 0; i < sizeof(topics); i++)
		h->topics |= (uint32_t)topics[i] << 8 * i;
	lines_need(l, "regions");
	set_parse(l, h->regions, sizeof(h->regions), REGION_MAX);
	if (lines_next(l, "types"))
		set_parse(l, &h->types, sizeof(h->types), TYPE_MAX);
	start = l->r.p;
	lines_need(l, "title");
	(void)lines_lang(l);
	(void)lines_rest(l);
	texts_parse(l, "title");
	texts_parse(l, "about");
	texts_parse(l, "passes");
	h->lines = between(start, l);
}

/* At least one desk, no id or key name twice, at most CELLS_MAX cells. */
static enum err
holders_check(const struct directory *d)
{
	size_t cells = 0;

	for (size_t i = 0; i < d->holders; i++) {
		const struct holder *h = &d->holder[i];

		cells += h->cells;
		for (size_t j = 0; j < i; j++)
			if (memcmp(h->id.b, d->holder[j].id.b,
				sizeof(h->id.b)) == 0 ||
			    strcmp(h->ik.name, d->holder[j].ik.name) == 0)
				return ERR_FORMAT;
	}
	return d->desks == 0 || cells > CELLS_MAX ? ERR_FORMAT : OK;
}

static void
holders_parse(struct lines *l, struct directory *d)
{
	while (d->holders < DESKS_MAX && lines_next(l, "desk"))
		holder_parse(l, &d->holder[d->holders++], false);
	d->desks = d->holders;
	while (d->holders < d->desks + PARTNERS_MAX && lines_next(l, "partner"))
		holder_parse(l, &d->holder[d->holders++], true);
}

static void
revoked_parse(struct lines *l, struct directory *d)
{
	const uint8_t *start = l->r.p;
	struct pk_name name;

	while (lines_next(l, "revoked"))
		lines_hex(l, name.b, sizeof(name.b));
	d->revoked = between(start, l);
}

static struct lines
text_parse(struct directory *d, struct span text)
{
	struct lines l = lines_begin(text);
	const uint8_t *start;

	memset(d, 0, sizeof(*d));
	head_parse(&l, d);
	lines_need(&l, "rhythm");
	d->rhythm = (uint8_t)lines_decimal(&l, 1, 2);
	d->letters = LETTERS;
	if (lines_next(&l, "letters"))
		d->letters =
		    (uint8_t)lines_decimal(&l, LETTERS_LEAST, LETTERS_MOST);
	lines_need(&l, "neutral");
	d->neutral = address_parse(&l);
	lines_need(&l, "phone");
	d->phone = lines_rest(&l);
	onion_parse(&l, d);
	colour_parse(&l, d);
	start = l.r.p;
	for (size_t i = 0; i < DIRECTORY_WHO; i++)
		texts_parse(&l, directory_who[i]);
	regions_parse(&l);
	cards_parse(&l);
	d->lines = between(start, &l);
	holders_parse(&l, d);
	revoked_parse(&l, d);
	return l;
}

enum err
directory_parse(struct directory *d, struct span text)
{
	struct lines l = text_parse(d, text);

	if (lines_end(&l) == OK && holders_check(d) == OK)
		return OK;
	memset(d, 0, sizeof(*d));
	return ERR_FORMAT;
}

size_t
directory_good(struct directory *d, struct span text)
{
	struct lines l = text_parse(d, text);

	return lines_good(&l, text);
}

/* Check the name, the dates, and that no IK is revoked. */
static enum err
directory_judge(struct directory *d, const struct vkey *root, int32_t day)
{
	struct pk_name name;

	if (strcmp(d->srv.name, root->name) != 0)
		return ERR_SERVICE;
	if (d->issued > day + CLOCK_DAYS)
		return ERR_CLOCK;
	if (day > d->expires)
		return ERR_EXPIRED;
	for (size_t i = 0; i < d->holders; i++) {
		pk_name_of(&name, d->holder[i].ik.key.b,
		    sizeof(d->holder[i].ik.key.b));
		if (directory_revoked(d, &name))
			return ERR_KEY;
	}
	d->root = *root;
	return OK;
}

enum err
directory_verify(struct directory *d, struct span note, const struct vkey *root,
    int32_t day)
{
	struct span text;
	enum err e;

	memset(d, 0, sizeof(*d));
	e = note_verify(&text, note, root);
	if (e == OK)
		e = directory_parse(d, text);
	if (e == OK)
		e = directory_judge(d, root, day);
	if (e != OK)
		memset(d, 0, sizeof(*d));
	return e;
}

const struct holder *
directory_holder(const struct directory *d, const struct desk_id *id)
{
	for (size_t i = 0; i < d->holders; i++)
		if (memcmp(d->holder[i].id.b, id->b, sizeof(id->b)) == 0)
			return &d->holder[i];
	return NULL;
}

bool
holder_region(const struct holder *h, unsigned region)
{
	return (h->regions[region / 8 % sizeof(h->regions)] >> region % 8 &
		   1) != 0;
}

bool
directory_revoked(const struct directory *d, const struct pk_name *name)
{
	struct lines l = lines_begin(d->revoked);
	struct pk_name revoked;

	while (lines_next(&l, "revoked")) {
		lines_hex(&l, revoked.b, sizeof(revoked.b));
		if (memcmp(revoked.b, name->b, sizeof(revoked.b)) == 0)
			return true;
	}
	return false;
}
