/* act.c - what each button of the plain form does. */

#include "fit.h"
#include "form/inside.h"

#include <string.h>

#include "form/seal.h"

static enum text_id
code_mistake(enum err e)
{
	return e == ERR_CHECK ? T_w_e_check : T_w_e_code;
}

static void
code_show(struct post *p)
{
	receipt_print(p->view.code, &p->w->receipt);
	p->view.flags |= VIEW_CODE;
}

static enum err
code_parse(struct post *p, const char *name)
{
	struct span s = urlencoded_get(&p->w->fields, name);

	return receipt_parse(&p->w->receipt, (const char *)s.p, s.n);
}

/* Read the code in the field ${name}, and stretch it. */
static enum err
code_read(struct post *p, const char *name)
{
	enum err e = code_parse(p, name);

	if (e == OK)
		receipt_root(&p->w->root, &p->w->receipt,
		    &p->served->directory->service);
	return e;
}

/* Show the code that the form carries, if any; false if it is malformed. */
static bool
code_carry(struct post *p)
{
	if (urlencoded_get(&p->w->fields, "code").n == 0)
		return true;
	if (code_parse(p, "code") != OK)
		return false;
	code_show(p);
	return true;
}

/* True if one envelope can be sealed to all ${desks}: none need be picked. */
static bool
is_open(uint32_t desks)
{
	return desks != 0 && fit_count(desks) <= SLOTS;
}

/* Find the replies of desks: return their number, and the newest in ${week}. */
static unsigned
look(struct post *p, uint16_t *week)
{
	struct view *v = &p->view;
	struct cell_body c;
	unsigned n = 0;

	v->flags = VIEW_PLAIN | VIEW_ANSWERS;
	v->root = &p->w->root;
	v->board = p->served->board;
	v->week = p->served->week;
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
	struct span s = urlencoded_get(&p->w->fields, name);
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
		if (urlencoded_get(&p->w->fields, name).n > 0)
			desks |= (uint32_t)1 << i;
	}
	return desks;
}

/*
 * Choose desks for a tip without any picked: the only one offered, or those
 * that fit its region and topic; none without a region, or if over SLOTS fit.
 */
static uint32_t
desks_unpicked(const struct post *p)
{
	unsigned region = number(p, "region");
	uint32_t fit = p->view.offered &
	    fit_desks(p->view.directory, region, number(p, "q2"));

	if (fit_count(p->view.offered) == 1)
		return p->view.offered;
	return region == 0 || fit_count(fit) > SLOTS ? 0 : fit;
}

/* What to correct if sealing fails although form_check_*() found nothing. */
static enum text_id
seal_mistake(enum err e)
{
	return e == ERR_TOO_LONG ? T_w_e_long
	    : e == ERR_FORMAT    ? T_w_e_text
				 : T_w_e_stopped;
}

/* Seal ${t}; or show the form again with all that is to be corrected. */
static enum form_result
seal(struct post *p, const struct form_tip *t)
{
	enum err e;

	if (p->w->day > p->view.directory->expires)
		return form_mistake(p, T_e_old);
	if (t->kind != KIND_CLOSE)
		form_check_texts(p);
	form_check_desks(p, t->desks);
	if (p->view.faults > 0)
		return form_page(p);
	e = form_seal(p->w, p->served, t);
	return e == OK ? FORM_DEPOSIT : form_mistake(p, seal_mistake(e));
}

/* Change the language.  The button of the script's page posts nothing typed. */
static enum form_result
do_lang(struct post *p)
{
	if (urlencoded_get(&p->w->fields, "plain").n == 0) {
		p->view.keep = false;
		p->view.flags = VIEW_SCRIPT | VIEW_HOME;
		return form_page(p);
	}
	return code_carry(p) ? form_page(p) : form_mistake(p, T_e_form);
}

/* Prepare to show the page of this form again; false if its code is bad. */
static bool
show_again(struct post *p)
{
	uint16_t week;

	if (!urlencoded_is(&p->w->fields, "at", "more"))
		return code_carry(p);
	p->view.flags = VIEW_PLAIN | VIEW_ANSWERS | VIEW_PICK;
	if (code_read(p, "code") != OK)
		return false;
	(void)look(p, &week);
	return true;
}

static enum form_result
do_code(struct post *p)
{
	if (!code_carry(p))
		return form_mistake(p, T_e_form);
	if ((p->view.flags & VIEW_CODE) == 0) {
		receipt_draw(&p->w->receipt);
		code_show(p);
	}
	return form_page(p);
}

/* True if a tip was begun: a code was drawn, text typed or a choice made. */
static bool
tip_begun(const struct post *p)
{
	const struct urlencoded *u = &p->w->fields;

	for (size_t i = 0; i < u->n; i++) {
		struct span name = u->f[i].name;

		if (u->f[i].value.n > 0 &&
		    (span_is(name, "code") || span_is(name, "text") ||
			span_is(name, "region") ||
			(name.n > 1 && name.p[0] == 'q')))
			return true;
	}
	return false;
}

/* Replies are shown on a page of their own, which would lose a tip begun. */
static enum form_result
do_check(struct post *p)
{
	uint16_t week;
	enum err e;

	if (tip_begun(p))
		return code_carry(p) ? form_mistake(p, T_e_unsent)
				     : form_mistake(p, T_e_form);
	e = code_read(p, "typed");
	if (e != OK)
		return form_mistake(p, code_mistake(e));
	p->view.keep = false;
	(void)look(p, &week);
	return form_page(p);
}

/*
 * Show the same page with plain forms: scripts are blocked or not wanted, or
 * Enter was pressed in a field of one line.
 */
static enum form_result
do_form(struct post *p)
{
	(void)show_again(p);
	return form_page(p);
}

static enum form_result
do_send(struct post *p)
{
	struct form_tip t = { .kind = KIND_TIP, .desks = desks_picked(p) };

	if (t.desks == 0)
		t.desks = desks_unpicked(p);
	if (urlencoded_get(&p->w->fields, "code").n > 0) {
		if (code_read(p, "code") != OK)
			return form_mistake(p, T_e_form);
		code_show(p);
		t.reply = true;
	}
	return seal(p, &t);
}

/* Seal to the desks that replied and are offered if is_open(), else to those
 * picked. */
static enum form_result
again(struct post *p, enum kind kind)
{
	struct form_tip t = { .kind = kind, .reply = true };
	enum err e = code_read(p, "code");

	p->view.flags = VIEW_PLAIN | VIEW_ANSWERS | VIEW_PICK;
	if (e != OK)
		view_fault(&p->view, code_mistake(e), 0);
	else
		t.has_week = look(p, &t.week) > 0;
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

enum form_result
form_over(struct post *p)
{
	(void)show_again(p);
	return form_mistake(p, p->w->in_n == 0 ? T_e_lost : T_e_cut);
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

enum form_result
form_act(struct post *p, enum err parsed)
{
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (parsed == OK && span_is(p->act, actions[i].name))
			return actions[i].act(p);
	(void)code_carry(p);
	return form_mistake(p, T_e_form);
}

enum form_result
form_again(struct post *p, enum text_id t)
{
	uint16_t week;

	if (!span_is(p->act, "send"))
		(void)look(p, &week);
	else if (urlencoded_get(&p->w->fields, "code").n > 0)
		code_show(p);
	return form_mistake(p, t);
}
