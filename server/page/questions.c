/* questions.c - page parts: the screens, items and choices of the questions. */

#include "page/questions.h"

#include "page/view.h"
#include "template.h"

#define ALWAYS false
#define TRADE true
#define SCREEN(name, when) { ITEM_SCREEN, #name, T_q_##name, 0, 0, when },
#define HINT(name) { ITEM_HINT, #name, T_q_##name##_hint, 0, 0, false },
#define ONE(name, field, n) \
	{ ITEM_ONE, #name, T_q_##name##_1, field, n, false },
#define MANY(name, field, n) \
	{ ITEM_MANY, #name, T_q_##name##_1, field, n, false },
#define TEXT(name, field) { ITEM_TEXT, #name, T_q_##name, field, 0, false },
#define NOTE(name, field) \
	{ ITEM_NOTE, #name, T_q_##name##_text, field, 0, false },
#define CARDS() { ITEM_CARDS, "cards", T_cards_title, 0, 0, false },

const struct item items[] = {
#include "questions.def"
};
const size_t items_n = sizeof(items) / sizeof(items[0]);

/* Check that the texts of all choices have consecutive ids. */
#undef SCREEN
#undef HINT
#undef ONE
#undef MANY
#undef TEXT
#undef NOTE
#undef CARDS
#define SCREEN(name, when)
#define HINT(name)
#define ONE(name, field, n)                                          \
	_Static_assert(T_q_##name##_##n - T_q_##name##_1 == (n)-1 && \
		(field) < 128 && (n) < 32,                           \
	    "choices of " #name);
#define MANY(name, field, n) ONE(name, field, n)
#define TEXT(name, field) _Static_assert((field) >= 128, #name);
#define NOTE(name, field) TEXT(name, field)
#define CARDS()
#include "questions.def"

const struct item *
item_find(unsigned field)
{
	for (size_t i = 0; i < items_n; i++)
		if (items[i].field == field)
			return &items[i];
	return NULL;
}

void
field_name(char out[static FIELD_NAME], unsigned field, unsigned k)
{
	struct writer w = { (uint8_t *)out, FIELD_NAME - 1, 0, false };

	wire_put_str(&w, "q");
	wire_put_decimal(&w, field);
	if (k > 0) {
		wire_put_str(&w, ".");
		wire_put_decimal(&w, k);
	}
	out[w.n] = '\0';
}

enum turn
each_screens(struct at *a, bool first)
{
	const struct item *it = first ? items : a->screen + 1;

	while (it < items + items_n && it->kind != ITEM_SCREEN &&
	    it->kind != ITEM_CARDS)
		it++;
	a->screen = it;
	return it < items + items_n ? TURN_ITEM : TURN_END;
}

bool
is_screen_cards(const struct at *a)
{
	return a->screen->kind == ITEM_CARDS;
}

bool
is_screen_first(const struct at *a)
{
	return a->screen == items;
}

bool
is_screen_trade(const struct at *a)
{
	return a->screen->trade;
}

/* True if ${it} is part of a screen. */
static bool
is_on_screen(const struct item *it)
{
	return it < items + items_n && it->kind != ITEM_SCREEN &&
	    it->kind != ITEM_CARDS;
}

/* True if the screen has choices; else the heading labels its one field. */
bool
is_screen_group(const struct at *a)
{
	for (const struct item *it = a->screen + 1; is_on_screen(it); it++)
		if (it->kind == ITEM_ONE || it->kind == ITEM_MANY)
			return true;
	return false;
}

struct span
attr_screen(struct at *a)
{
	return attr_str(a->screen->name);
}

struct span
attr_screen_field(struct at *a)
{
	const struct item *it = a->screen + 1;

	while (it->kind != ITEM_TEXT)
		it++;
	return attr_number(a, it->field);
}

void
part_screen(struct writer *w, const struct at *a)
{
	view_text(w, a->v, a->screen->text);
}

bool
is_screen_own(const struct at *a)
{
	return text_own[a->screen->text] != TEXTS;
}

void
part_screen_own(struct writer *w, const struct at *a)
{
	view_text(w, a->v, text_own[a->screen->text]);
}

bool
is_item_own(const struct at *a)
{
	return text_own[a->item->text] != TEXTS;
}

void
part_item_own(struct writer *w, const struct at *a)
{
	view_text(w, a->v, text_own[a->item->text]);
}

enum turn
each_items(struct at *a, bool first)
{
	a->item = first ? a->screen + 1 : a->item + 1;
	return is_on_screen(a->item) ? TURN_ITEM : TURN_END;
}

bool
is_item_hint(const struct at *a)
{
	return a->item->kind == ITEM_HINT;
}

bool
is_item_many(const struct at *a)
{
	return a->item->kind == ITEM_MANY;
}

bool
is_item_note(const struct at *a)
{
	return a->item->kind == ITEM_NOTE;
}

bool
is_item_text(const struct at *a)
{
	return a->item->kind == ITEM_TEXT || a->item->kind == ITEM_NOTE;
}

struct span
attr_item_field(struct at *a)
{
	return attr_number(a, a->item->field);
}

/* The name of ${it}'s field; if any may be chosen, of its choice ${k}. */
static struct span
name_of(char out[static FIELD_NAME], const struct item *it, unsigned k)
{
	field_name(out, it->field, it->kind == ITEM_MANY ? k : 0);
	return span_str(out);
}

struct span
attr_item_name(struct at *a)
{
	return name_of((char *)a->attr, a->item, 0);
}

void
part_item(struct writer *w, const struct at *a)
{
	view_text(w, a->v, a->item->text);
}

void
part_item_typed(struct writer *w, const struct at *a)
{
	char name[FIELD_NAME];

	(void)name_of(name, a->item, 0);
	view_escape(w, view_typed(a->v, name));
}

enum turn
each_choices(struct at *a, bool first)
{
	a->choice = first ? 1 : a->choice + 1;
	return a->choice <= a->item->n ? TURN_ITEM : TURN_END;
}

bool
is_choice_typed(const struct at *a)
{
	char name[FIELD_NAME];
	uint64_t got;

	(void)name_of(name, a->item, a->choice);
	return span_decimal(&got, view_typed(a->v, name), 31) == OK &&
	    got == a->choice;
}

struct span
attr_choice(struct at *a)
{
	return attr_number(a, a->choice);
}

struct span
attr_choice_name(struct at *a)
{
	return name_of((char *)a->attr, a->item, a->choice);
}

void
part_choice(struct writer *w, const struct at *a)
{
	view_text(w, a->v,
	    (enum text_id)((unsigned)a->item->text + a->choice - 1));
}
