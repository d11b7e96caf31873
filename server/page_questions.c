/* page_questions.c - the questions, one screen each, as HTML. */

#include "page_questions.h"

#include "page_view.h"

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
#define TELL() { ITEM_TELL, "tell", T_tell_title, 0, 0, false },

const struct item items[] = {
#include "questions.def"
};
const size_t items_n = sizeof(items) / sizeof(items[0]);

/* The texts of all choices stand one after another in the languages. */
#undef SCREEN
#undef HINT
#undef ONE
#undef MANY
#undef TEXT
#undef NOTE
#undef TELL
#define SCREEN(name, when)
#define HINT(name)
#define ONE(name, field, n)                                          \
	_Static_assert(T_q_##name##_##n - T_q_##name##_1 == (n)-1 && \
		(field) < 128 && (n) < 32,                           \
	    "choices of " #name);
#define MANY(name, field, n) ONE(name, field, n)
#define TEXT(name, field) _Static_assert((field) >= 128, #name);
#define NOTE(name, field) TEXT(name, field)
#define TELL()
#include "questions.def"

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

static void
put_id(struct writer *w, unsigned field, unsigned k)
{
	wire_put_str(w, " id=\"f");
	wire_put_decimal(w, field);
	if (k > 0) {
		wire_put_str(w, "-");
		wire_put_decimal(w, k);
	}
	wire_put_str(w, "\"");
}

static void
put_choice(struct writer *w, const struct view *v, const struct item *it,
    unsigned k)
{
	char name[FIELD_NAME];
	struct span typed;
	uint64_t got;

	field_name(name, it->field, it->kind == ITEM_MANY ? k : 0);
	typed = view_typed(v, name);
	if (span_decimal(&got, typed, 31) != OK)
		got = 0;
	wire_put_str(w, "<label class=\"choice\"><input form=\"tip\" type=\"");
	wire_put_str(w, it->kind == ITEM_MANY ? "checkbox" : "radio");
	wire_put_str(w, "\" name=\"");
	wire_put_str(w, name);
	wire_put_str(w, "\" value=\"");
	wire_put_decimal(w, k);
	wire_put_str(w, "\"");
	put_id(w, it->field, k);
	wire_put_str(w, got == k ? " checked><span>" : "><span>");
	view_text(w, v, (enum text_id)((unsigned)it->text + k - 1));
	wire_put_str(w, "</span></label>\n");
}

static void
put_text(struct writer *w, const struct view *v, const struct item *it)
{
	char name[FIELD_NAME];

	field_name(name, it->field, 0);
	if (it->kind == ITEM_NOTE) {
		wire_put_str(w, "<p><label for=\"f");
		wire_put_decimal(w, it->field);
		wire_put_str(w, "\">");
		view_text(w, v, it->text);
		wire_put_str(w, "</label></p>\n");
	}
	wire_put_str(w,
	    "<textarea dir=\"auto\" rows=\"3\" form=\"tip\"" UNKEPT " name=\"");
	wire_put_str(w, name);
	wire_put_str(w, "\"");
	put_id(w, it->field, 0);
	if (it->kind == ITEM_TEXT) {
		wire_put_str(w, " aria-describedby=\"h-");
		wire_put_str(w, it->name);
		wire_put_str(w, "\"");
	}
	wire_put_str(w, ">\n");
	view_escape(w, view_typed(v, name));
	wire_put_str(w, "</textarea>\n");
}

/* True if the screen that ${it} opens holds choices. */
static bool
has_choices(const struct item *it)
{
	for (it++; it < items + items_n && it->kind != ITEM_SCREEN; it++)
		if (it->kind == ITEM_ONE || it->kind == ITEM_MANY)
			return true;
	return false;
}

/* The heading: a group's legend, or the label of its one field. */
static void
put_heading(struct writer *w, const struct view *v, const struct item *it,
    bool group)
{
	wire_put_str(w, "<section class=\"screen question\" id=\"q-");
	wire_put_str(w, it->name);
	wire_put_str(w, it->trade ? "\" data-when=\"trade\">\n" : "\">\n");
	wire_put_str(w, group ? "<fieldset>\n<legend>" : "");
	wire_put_str(w, "<h2 tabindex=\"-1\">");
	if (!group) {
		const struct item *field = it;

		while (field->kind != ITEM_TEXT)
			field++;
		wire_put_str(w, "<label for=\"f");
		wire_put_decimal(w, field->field);
		wire_put_str(w, "\">");
	}
	view_text(w, v, it->text);
	wire_put_str(w, " <small>");
	view_text(w, v, T_optional);
	wire_put_str(w, "</small>");
	wire_put_str(w, group ? "</h2></legend>\n" : "</label></h2>\n");
}

static void
put_item(struct writer *w, const struct view *v, const struct item *it)
{
	if (it->kind == ITEM_HINT) {
		wire_put_str(w, "<p class=\"hint\" id=\"h-");
		wire_put_str(w, it->name);
		wire_put_str(w, "\">");
		view_text(w, v, it->text);
		wire_put_str(w, "</p>\n");
	} else if (it->kind == ITEM_ONE || it->kind == ITEM_MANY) {
		for (unsigned k = 1; k <= it->n; k++)
			put_choice(w, v, it, k);
	} else {
		put_text(w, v, it);
	}
}

/* The screens before or after the one where the tip itself is told. */
static void
put_screens(struct writer *w, const struct view *v, bool rest)
{
	bool on = !rest, group = false, open = false;

	for (const struct item *it = items; it < items + items_n; it++) {
		bool ends = it->kind == ITEM_SCREEN || it->kind == ITEM_TELL;

		if (ends && open) {
			wire_put_str(w, group ? "</fieldset>\n" : "");
			wire_put_str(w, "</section>\n");
			open = false;
		}
		if (it->kind == ITEM_TELL) {
			on = rest;
		} else if (on && it->kind == ITEM_SCREEN) {
			group = has_choices(it);
			put_heading(w, v, it, group);
			open = true;
		} else if (on) {
			put_item(w, v, it);
		}
	}
	if (open)
		wire_put_str(w,
		    group ? "</fieldset>\n</section>\n" : "</section>\n");
}

void
part_questions_first(struct writer *w, const struct view *v)
{
	put_screens(w, v, false);
}

void
part_questions_rest(struct writer *w, const struct view *v)
{
	put_screens(w, v, true);
}
