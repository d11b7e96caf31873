/* form.c - what each button of the plain form does. */

#include "form.h"

#include <string.h>

#include "form_seal.h"
#include "page_desks.h"
#include "page_view.h"

/* One posted form being answered. */
struct post {
	struct form_work *w;
	const struct form_world *world;
	struct view view; /* holds the code that it shows */
};
WIPE_FUNCTION(post);

/* Write the page and fill it up to its one size. */
static enum form_result
page(struct post *p)
{
	struct writer out = { p->w->page, FORM_ANSWER_SIZE, 0, false };
	const size_t shut = strlen("-->\n");

	view_print(&out, &p->view);
	if (out.bad && p->view.keep) { /* too much to show again */
		p->view.keep = false;
		p->view.flags |= VIEW_ERROR;
		p->view.error = T_e_lost;
		out = (struct writer){ out.p, out.cap, 0, false };
		view_print(&out, &p->view);
	}
	if (out.cap - out.n > strlen("<!--") + shut) {
		wire_put_str(&out, "<!--");
		while (out.cap - out.n > shut)
			wire_put_u8(&out, ' ');
		wire_put_str(&out, "-->");
	}
	while (out.n < out.cap)
		wire_put_u8(&out, '\n');
	return FORM_PAGE;
}

/* The same page with what is to be put right. */
static enum form_result
mistake(struct post *p, enum text_id t)
{
	p->view.flags |= VIEW_ERROR;
	p->view.error = t;
	return page(p);
}

static enum text_id
code_mistake(enum err e)
{
	return e == ERR_CHECK ? T_w_e_check : T_w_e_code;
}

/* Read the code that was typed or carried along, and stretch it. */
static enum err
code_read(struct post *p)
{
	struct span s = fields_get(&p->w->fields, "code");
	enum err e;

	e = receipt_parse(&p->w->receipt, (const char *)s.p, s.n);
	if (e == OK)
		receipt_root(&p->w->root, &p->w->receipt,
		    &p->world->directory->service);
	return e;
}

static void
code_show(struct post *p)
{
	receipt_print(p->view.code, &p->w->receipt);
	p->view.flags |= VIEW_CODE;
}

/* True if an envelope holds these desks, so that nobody needs to pick any. */
static bool
is_open(uint32_t desks)
{
	return desks != 0 && desks_count(desks) <= SLOTS;
}

/* What the desks answered; the newest week, if any did. */
static unsigned
look(struct post *p, uint16_t *week)
{
	struct view *v = &p->view;
	struct cell_body c;
	unsigned n = 0;

	v->flags = VIEW_PLAIN | VIEW_ANSWERS;
	v->root = &p->w->root;
	v->board = p->world->board;
	v->week = p->world->week;
	v->cell = p->w->cell;
	*week = 0;
	for (size_t i = 0; i < v->directory->desks; i++) {
		if (!view_cell(&c, v, i))
			continue;
		v->found |= (uint32_t)1 << i;
		*week = c.week > *week ? c.week : *week;
		n++;
	}
	if (n > 0) {
		v->flags |= VIEW_FOUND;
		code_show(p);
	}
	if (!is_open(v->found & v->offered))
		v->flags |= VIEW_PICK;
	return n;
}

/* The number in ${name}; 0 if there is none. */
static unsigned
number(const struct post *p, const char *name)
{
	struct span s = fields_get(&p->w->fields, name);
	uint64_t n = 0;

	return s.n > 0 && span_decimal(&n, s, 255) == OK ? (unsigned)n : 0;
}

static uint32_t
desks_picked(const struct post *p)
{
	const struct directory *d = p->view.directory;
	uint32_t desks = 0;

	for (size_t i = 0; i < d->desks; i++) {
		char name[sizeof("desk.") + KEY_NAME_MAX] = "desk.";

		memcpy(name + 5, d->holder[i].ik.name,
		    strlen(d->holder[i].ik.name) + 1);
		if (fields_get(&p->w->fields, name).n > 0)
			desks |= (uint32_t)1 << i;
	}
	return desks;
}

/* Who picks no desk leaves it to the region; at most SLOTS can be sealed to. */
static uint32_t
desks_of_region(const struct post *p)
{
	unsigned region = number(p, "region");
	uint32_t fit = p->view.offered &
	    desks_fit(p->view.directory, region, number(p, "q2"));

	return region == 0 || desks_count(fit) > SLOTS ? 0 : fit;
}

static enum form_result
seal(struct post *p, const struct form_tip *t)
{
	if (t->desks == 0)
		return mistake(p, T_w_e_desk);
	if (p->w->day > p->view.directory->expires)
		return mistake(p, T_e_old);
	switch ((int)form_seal(p->w, p->world, t)) {
	case OK:
		return FORM_DEPOSIT;
	case ERR_MISSING:
		return mistake(p, T_w_e_empty);
	case ERR_TOO_LONG:
		return mistake(p, T_w_e_long);
	case ERR_FORMAT:
		return mistake(p, T_w_e_text);
	case ERR_CHECK:
		return mistake(p, T_w_e_half);
	case ERR_FULL:
		return mistake(p, T_w_e_desks);
	default:
		return mistake(p, T_w_e_stopped);
	}
}

/* Another language: nothing was typed yet. */
static enum form_result
do_lang(struct post *p)
{
	p->view.keep = false;
	if (fields_get(&p->w->fields, "plain").n == 0)
		p->view.flags = VIEW_SCRIPT | VIEW_HOME;
	return page(p);
}

/* Scripts are blocked, or not wanted: the same page, its forms real. */
static enum form_result
do_form(struct post *p)
{
	return page(p);
}

static enum form_result
do_code(struct post *p)
{
	receipt_draw(&p->w->receipt);
	code_show(p);
	return page(p);
}

static enum form_result
do_check(struct post *p)
{
	uint16_t week;
	enum err e = code_read(p);

	if (e != OK)
		return mistake(p, code_mistake(e));
	p->view.keep = false;
	(void)look(p, &week);
	return page(p);
}

static enum form_result
do_send(struct post *p)
{
	struct form_tip t = { .kind = KIND_TIP, .desks = desks_picked(p) };

	if (t.desks == 0)
		t.desks = desks_of_region(p);
	if (fields_get(&p->w->fields, "code").n > 0) {
		if (code_read(p) != OK)
			return mistake(p, T_e_form);
		code_show(p);
		t.reply = true;
	}
	return seal(p, &t);
}

/* A follow-up or a close: to who answered and is open, or those picked. */
static enum form_result
again(struct post *p, enum kind kind)
{
	struct form_tip t = { .kind = kind, .reply = true };
	enum err e = code_read(p);
	unsigned n;

	if (e != OK) {
		p->view.flags = VIEW_PLAIN | VIEW_ANSWERS | VIEW_PICK;
		return mistake(p, code_mistake(e));
	}
	n = look(p, &t.week);
	t.has_week = n > 0;
	t.desks = p->view.found & p->view.offered;
	if (!is_open(t.desks))
		t.desks = desks_picked(p);
	return seal(p, &t);
}

static enum form_result
do_more(struct post *p)
{
	return again(p, KIND_FOLLOW_UP);
}

static enum form_result
do_close(struct post *p)
{
	return again(p, KIND_CLOSE);
}

/* The rest of the form did not fit in: show what did, if anything was read. */
static enum form_result
do_over(struct post *p)
{
	bool more = fields_is(&p->w->fields, "at", "more");
	uint16_t week;
	enum err e = code_read(p);

	if (more)
		p->view.flags = VIEW_PLAIN | VIEW_ANSWERS | VIEW_PICK;
	if (more && e == OK)
		(void)look(p, &week);
	else if (e == OK)
		code_show(p);
	return mistake(p, p->w->in_n == 0 ? T_e_lost : T_e_cut);
}

static const struct {
	const char *name;
	enum form_result (*act)(struct post *p);
} actions[] = {
	{ "lang", do_lang },
	{ "form", do_form },
	{ "code", do_code },
	{ "check", do_check },
	{ "send", do_send },
	{ "more", do_more },
	{ "close", do_close },
};

static void
post_begin(struct post *p, struct form_work *w, const struct form_world *world,
    const char *accept_language)
{
	const struct lang *lang =
	    languages_find(world->languages, fields_get(&w->fields, "lang"));

	memset(p, 0, sizeof(*p));
	p->w = w;
	p->world = world;
	p->view.languages = world->languages;
	p->view.lang = lang != NULL
	    ? lang
	    : languages_accept(world->languages, accept_language);
	p->view.directory = world->directory;
	p->view.offered = desks_offered(world->directory, world->notes);
	p->view.flags = VIEW_PLAIN | VIEW_HOME;
	p->view.fields = &w->fields;
	p->view.keep = true;
}

/* True if the last bytes of ${in} are %XX, the first X from ${a} to ${b}. */
static bool
ends_in(const struct form_work *w, char a, char b)
{
	return w->in_n >= 3 && w->in[w->in_n - 3] == '%' &&
	    w->in[w->in_n - 2] >= a && w->in[w->in_n - 2] <= b;
}

/* Cut off at any byte, a form ends before a half escape or letter. */
static void
in_trim(struct form_work *w)
{
	for (size_t i = 0; i < 2 && w->in_n > i; i++)
		if (w->in[w->in_n - 1 - i] == '%')
			w->in_n -= i + 1;
	while (ends_in(w, '8', 'B'))
		w->in_n -= 3;
	if (ends_in(w, 'C', 'F'))
		w->in_n -= 3;
}

enum form_result
form_post(struct form_work *w, const struct form_world *world,
    const char *accept_language)
{
	struct writer out = { w->scratch, sizeof(w->scratch), 0, false };
	WIPED(post) p;
	enum err e;

	if (w->over)
		in_trim(w);
	e = fields_parse(&w->fields, &out, (struct span){ w->in, w->in_n });
	post_begin(&p, w, world, accept_language);
	if (w->over)
		return do_over(&p);
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (e == OK && fields_is(&w->fields, "do", actions[i].name))
			return actions[i].act(&p);
	return mistake(&p, T_e_form);
}

void
form_refused(struct form_work *w, const struct form_world *world,
    const char *accept_language, enum err why)
{
	WIPED(post) p;
	uint16_t week;

	post_begin(&p, w, world, accept_language);
	if (!fields_is(&w->fields, "do", "send"))
		(void)look(&p, &week);
	else if (fields_get(&w->fields, "code").n > 0)
		code_show(&p);
	(void)mistake(&p,
	    why == ERR_FULL        ? T_w_e_full
		: why == ERR_AGAIN ? T_w_e_again
				   : T_w_e_server);
}
