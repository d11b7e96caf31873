/* parts.c - page parts: languages, hashes, typed text, code, cards. */

#include <string.h>

#include "hashes.h"
#include "page/view.h"
#include "template.h"

/* ---- what kind of page it is ----------------------------------------------*/
#define IS(name, flag)                              \
	bool is_##name(const struct at *a)          \
	{                                           \
		return (a->v->flags & (flag)) != 0; \
	}

IS(script, VIEW_SCRIPT)
IS(plain, VIEW_PLAIN)
IS(home, VIEW_HOME)
IS(answers, VIEW_ANSWERS)
IS(code, VIEW_CODE)
IS(found, VIEW_FOUND)
IS(pick, VIEW_PICK)

/* False if nobody has reviewed the texts of the page's language. */
bool
is_reviewed(const struct at *a)
{
	return a->v->lang->reviewed;
}

struct span
attr_lang(struct at *a)
{
	return attr_str(a->v->lang->code);
}

void
part_lang(struct writer *w, const struct at *a)
{
	view_escape(w, span_str(a->v->lang->name));
}

struct span
attr_dir(struct at *a)
{
	return attr_str(a->v->lang->dir);
}

struct span
attr_root(struct at *a)
{
	vkey_print((char *)a->attr, &a->v->directory->root);
	return span_str((char *)a->attr);
}

/* The hashes that the browser checks the page's files against. */
struct span
attr_hash_boot(struct at *a)
{
	(void)a;
	return attr_str(HASH_BOOT);
}

struct span
attr_hash_script(struct at *a)
{
	(void)a;
	return attr_str(HASH_SCRIPT);
}

struct span
attr_hash_coach(struct at *a)
{
	(void)a;
	return attr_str(HASH_COACH);
}

struct span
attr_hash_tip(struct at *a)
{
	(void)a;
	return attr_str(HASH_TIP);
}

struct span
attr_hash_wasm(struct at *a)
{
	(void)a;
	return attr_str(HASH_WASM);
}

/* How many bytes the board has once every desk has brought an outbox. */
struct span
attr_board_size(struct at *a)
{
	const struct directory *d = a->v->directory;
	unsigned n = 2;

	for (size_t i = 0; i < d->desks; i++)
		n += SECTION_HEAD_SIZE +
		    (unsigned)RECORD_SIZE * d->holder[i].cells;
	return attr_number(a, n);
}

struct span
attr_neutral(struct at *a)
{
	return a->v->directory->neutral;
}

static enum text_id
first_answer(const struct at *a)
{
	return a->v->directory->rhythm == 1 ? T_first_answer_1
					    : T_first_answer_2;
}

void
part_first_answer(struct writer *w, const struct at *a)
{
	view_text(w, a->v, first_answer(a));
}

/* The form that the fields of this page belong to. */
struct span
attr_form(struct at *a)
{
	return attr_str(is_answers(a) ? "moreform" : "tip");
}

/* ---- what was typed -------------------------------------------------------*/
struct span
attr_code(struct at *a)
{
	return attr_str(a->v->code);
}

void
part_code(struct writer *w, const struct at *a)
{
	wire_put_str(w, a->v->code);
}

enum { CODE_TYPED_MAX = 400 }; /* bytes: each digit may have its mark */

void
part_code_typed(struct writer *w, const struct at *a)
{
	struct span s = view_typed(a->v, is_answers(a) ? "code" : "typed");

	if (s.n <= CODE_TYPED_MAX) /* longer is no code */
		view_escape(w, s);
}

void
part_text(struct writer *w, const struct at *a)
{
	view_escape(w, view_typed(a->v, "text"));
}

/* ---- languages, words and cards -------------------------------------------*/
enum turn
each_languages(struct at *a, bool first)
{
	size_t i = first ? 0 : (size_t)(a->language - langs) + 1;

	while (i < LANGS && !languages_have(a->v->languages, &langs[i]))
		i++;
	a->language = &langs[i < LANGS ? i : 0];
	return i < LANGS ? TURN_ITEM : TURN_END;
}

bool
is_language_now(const struct at *a)
{
	return a->language == a->v->lang;
}

struct span
attr_language(struct at *a)
{
	return attr_str(a->language->code);
}

struct span
attr_language_dir(struct at *a)
{
	return attr_str(a->language->dir);
}

void
part_language(struct writer *w, const struct at *a)
{
	view_escape(w, span_str(a->language->name));
}

/* Texts after a stored form: the page of GET / has them in every language. */
#define SENT(name, t)                                                     \
	void part_sent_##name(struct writer *w, const struct at *a)       \
	{                                                                 \
		view_say(w, a->language, span_str(a->language->text[t])); \
	}

SENT(title, T_sent_more_title)
SENT(stored, T_sent_line)
SENT(read, T_done_read)
SENT(answer, first_answer(a))
SENT(quiet, T_done_quiet)
SENT(close, T_done_close)
SENT(talk, T_done_talk)
SENT(list, T_call_list)
SENT(start, T_to_start)

/* The texts that the script uses, by name. */
enum turn
each_words(struct at *a, bool first)
{
	size_t t = first ? 0 : (size_t)a->word + 1;

	while (t < TEXTS && strncmp(text_names[t], "w_", 2) != 0)
		t++;
	a->word = (enum text_id)t;
	return t < TEXTS ? TURN_ITEM : TURN_END;
}

struct span
attr_word(struct at *a)
{
	return attr_str(text_names[a->word] + 2);
}

void
part_word(struct writer *w, const struct at *a)
{
	view_text(w, a->v, a->word);
}

/* True if the operator wrote help cards; the script shows those that fit. */
bool
is_cards(const struct at *a)
{
	return lines_text(a->v->directory->lines, "card", NULL, "").n > 0;
}

/* True if some cards are for everybody. */
bool
is_talk(const struct at *a)
{
	return lines_text(a->v->directory->lines, "card", "all", "").n > 0;
}

/* Step on to the next card for ${a->card_when} in ${a->card_lang}. */
static bool
card_next(struct at *a)
{
	while (a->lines.n > 0 && !a->lines.bad) {
		a->card = wire_line(&a->lines);
		if (span_is(span_word(&a->card), "card") &&
		    span_is(span_word(&a->card), a->card_when) &&
		    span_is(span_word(&a->card), a->card_lang->code))
			return true;
	}
	return false;
}

/* Begin the cards for ${when} in ${lang}; if it has none, the first. */
static bool
cards_begin(struct at *a, const char *when, const struct lang *lang)
{
	struct span lines = a->v->directory->lines;

	a->card_when = when;
	a->card_lang = lang;
	a->lines = (struct reader){ lines.p, lines.n, false };
	if (card_next(a))
		return true;
	a->card = lines_text(lines, "card", when, lang->code);
	return a->card.n > 0;
}

enum turn
each_cards(struct at *a, bool first)
{
	static const char *const whens[] = { "all", "me", "sex", "care" };
	enum { WHENS = sizeof(whens) / sizeof(whens[0]) };
	size_t i = 0;

	if (!first && card_next(a))
		return TURN_ITEM;
	while (!first && whens[i++] != a->card_when)
		continue;
	for (; i < WHENS; i++)
		if (cards_begin(a, whens[i], a->v->lang))
			return TURN_ITEM;
	return TURN_END;
}

/* The cards for everybody, in the language of a confirmation. */
enum turn
each_sent_cards(struct at *a, bool first)
{
	return (first ? cards_begin(a, "all", a->language) : card_next(a))
	    ? TURN_ITEM
	    : TURN_END;
}

struct span
attr_card_when(struct at *a)
{
	return attr_str(a->card_when);
}

bool
is_card_all(const struct at *a)
{
	return strcmp(a->card_when, "all") == 0;
}
