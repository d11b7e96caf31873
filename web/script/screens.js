/* screens.js - shows one screen at a time, goes back, and shows problems. */
'use strict';

const GUARD = 'guard'; /* history state of an entry after another of ours */

function nav(id) {
	const { next, back } = screens[id];
	const sends = !state.editing && screens[id].sends;
	const goesBack = state.trail.length > 0 && back !== false;

	byId('nav').hidden = !next && !goesBack;
	byId('next').hidden = !next;
	byId('next').textContent = sends === 'first' ? word('more') :
	    byId('next').dataset.label;
	byId('next').classList.toggle('go', sends !== 'first');
	byId('send-now').classList.toggle('go', sends === 'first');
	byId('nav').prepend(byId(sends === 'first' ? 'send-now' : 'next'));
	byId('send-now').hidden = !sends;
	byId('back').hidden = !goesBack;
	byId('step').hidden = state.mode !== 'tip' || !way().includes(id);
	byId('step').textContent = byId('step').hidden ? '' : whereIs(id);
}

function heading(id) {
	const h = byId(id).querySelector('h1, h2');

	h.setAttribute('aria-describedby', 'step'); /* empty if hidden */
	h.focus({ preventScroll: true });
	document.body.scrollTo(0, 0);
}

/*
 * Ignores clicks on a new screen for a moment: the second click of a double
 * click was meant for the previous screen.
 */
const CALM = 400; /* ms */

function calm() {
	const still = { pointerEvents: 'none' };

	if (byId('main').animate)
		byId('main').animate([still, still], CALM);
}

/* Shows a screen instead of the current one. */
function place(id) {
	const { enter, after } = screens[id];

	if (enter)
		enter();
	if (!after)
		byId('load').hidden = true;
	byId(state.now).classList.remove('now');
	byId(id).classList.add('now');
	state.now = id;
	calm();
	byId('problem').hidden = true;
	nav(id);
	sayCost();
	heading(id);
}

function show(id) {
	if (id === state.now)
		return;
	if (!screens[state.now].passing)
		state.trail.push(state.now);
	if (screens[id].passing && !screens[id].keeps)
		state.trail = [];
	if (!state.guarded) {
		history.pushState(GUARD, '');
		state.guarded = true;
	}
	place(id);
}

/* Goes back one screen; false if there is none. */
function stepBack() {
	const id = state.trail.pop();

	if (id !== undefined)
		place(id);
	return id !== undefined;
}

/*
 * The browser's Back: goes back one screen, and forward to the guard. Another
 * guard, added without a gesture, would let the next Back pass over both.
 */
function popped() {
	const { stays } = screens[state.now];

	if (history.state === GUARD) {
		state.guarded = true;
		return;
	}
	state.guarded = Boolean(stays && stays()) || stepBack();
	if (state.guarded)
		history.forward();
}

/* Problems that trying again does not solve. */
const yours = ['long', 'text', 'half', 'desks', 'stopped', 'code', 'check'];

/* The heading of a screen, as the person sees it. */
function titleOf(screen) {
	const title = screen.querySelector('h2').cloneNode(true);

	title.querySelectorAll('small, ' + (aboutMe() ? '.other' : '.me'))
	    .forEach((note) => note.remove());
	return title.textContent.trim();
}

/* Marks these fields as wrong, until one of them changes. */
function markWrong(fields) {
	fields.forEach((field) => {
		field.setAttribute('aria-invalid', 'true');
		field.addEventListener('input', () => fields.forEach((one) =>
		    one.removeAttribute('aria-invalid')), { once: true });
	});
}

/* A sentence as a link to the field that it is about. */
function linked(said, field) {
	const link = element('a', said);

	link.href = '#' + field.id;
	link.onclick = (event) => {
		const screen = field.closest('.screen').id;

		event.preventDefault();
		if (screen !== state.now) {
			state.editing = state.mode === 'tip';
			show(screen);
		}
		field.focus();
	};
	markWrong(field.type === 'checkbox' ? deskBoxes() : [field]);
	return link;
}

/* A sentence about each field: a link, after its heading if there are more. */
function saidOf(said, fields) {
	const made = document.createDocumentFragment();

	fields.forEach((field, i) => {
		if (i > 0)
			made.append(element('br', ''));
		if (fields.length > 1)
			made.append(element('b',
			    titleOf(field.closest('.screen'))), ' ');
		made.append(linked(said, field));
	});
	return fields.length > 0 ? made : said;
}

/*
 * Shows what went wrong. "Try again" calls attempt, if given; fields are where
 * the person can correct it.
 */
function tell(failure, attempt, ...fields) {
	const known = failure instanceof Problem ? failure :
	    new Problem('seal');

	state.again = known.anyway ||
	    (yours.includes(known.message) ? null : attempt || null);
	byId('retry').textContent = known.anyway ? word('anyway') :
	    byId('retry').dataset.label;
	byId('problem-text').textContent = '';
	byId('problem-text').append(saidOf(known.said,
	    fields.filter(Boolean)));
	byId('problem-kept').hidden = !hasText();
	byId('retry').hidden = !state.again;
	byId('copy').hidden = !known.hopeless;
	byId('copy-first').hidden = !known.hopeless || !hasText();
	byId('problem').hidden = false;
	byId('problem').focus();
}

/* Shows "sending" during attempt; if it fails, returns and shows why. */
async function work(attempt) {
	const from = state.now;

	byId('keep-open').hidden = from !== 'check';
	show('sending');
	try {
		await attempt();
	} catch (failure) {
		if (state.now !== 'sending')
			return;
		place(state.trail.pop() || from);
		if (failure.message === 'stopped')
			screens.desks.anew();
		tell(failure, () => work(attempt), ...(failure.fields ||
		    (state.now === 'code' && ['code', 'check'].includes(
		    failure.message) ? [byId('code-in')] : [])));
	}
}

/* Goes to the first of these screens that lacks something, and says what. */
function isLacking(ids) {
	const id = ids.find((one) => missing(one));

	if (id === undefined)
		return false;
	if (id !== state.now) {
		state.editing = state.mode === 'tip';
		show(id);
	}
	const lack = missing(id);
	tell(new Problem(lack.name), null, lack.field);
	return true;
}

/* Goes to the next screen, if nothing is missing on this one. */
function goOn(to) {
	if (isLacking([state.now]))
		return;
	if (state.mode !== 'tip' && state.now === 'desks') {
		show(state.mode);
		return;
	}
	const ids = way();
	const next = to || (state.editing ? 'check' :
	    ids[ids.indexOf(state.now) + 1]);

	state.editing = false;
	show(partOf(next) === partOf('check') ? screens.desks.asked() || 'check' :
	    next);
}
