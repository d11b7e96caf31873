/* screens.js - one screen at a time, back one step, and what goes wrong. */
'use strict';

let now = 'start';
const GUARD = 'guard'; /* state of an entry of history with another before */
let trail = []; /* the screens before this one */
let guarded = false; /* one entry of history stands before us */
let again = null; /* what "try again" does */

/* Screens that "back" does not return to. */
const passing = ['sending', 'receipt', 'retype', 'done', 'sent-more',
    'sent-close'];
/* Screens on which something may still be going on. */
const after = ['receipt', 'retype', 'done', 'answers', 'sent-more',
    'sent-close'];
/* Screens whose way back is their own, or none. */
const ownBack = ['sending', 'call112', 'close'];
/* Screens with the common buttons; the others have their own. */
const hasNext = (id) => ['before', 'cards', 'region', 'desks', 'tell'].includes(id) ||
    byId(id).classList.contains('question');

function nav(id) {
	const back = trail.length > 0 && !ownBack.includes(id);

	byId('nav').hidden = !hasNext(id) && !back;
	byId('next').hidden = !hasNext(id);
	byId('next').textContent = id === 'tell' && !editing ?
	    word('more') : byId('next').dataset.label;
	byId('next').classList.toggle('go', id !== 'tell' || editing);
	byId('send-now').hidden = id !== 'tell' || mode !== 'tip' || editing;
	byId('back').hidden = !back;
	/* not on the last: it may stand far behind the number before it */
	byId('step').hidden = mode !== 'tip' || id === 'check' ||
	    !way().includes(id);
	byId('step').textContent = word('step', way().indexOf(id) + 1);
}

/* What a screen needs before it is seen. */
const prepare = {
	desks: () => showDesks(),
	check: () => showCheck(),
};

function heading(id) {
	const h = byId(id).querySelector('h1, h2');

	h.focus({ preventScroll: true });
	document.body.scrollTo(0, 0);
}

/* Puts one screen in the place of another. */
function place(id) {
	if (prepare[id])
		prepare[id]();
	if (!after.includes(id) && id !== 'sending')
		byId('load').hidden = true;
	byId(now).classList.remove('now');
	byId(id).classList.add('now');
	now = id;
	byId('problem').hidden = true;
	nav(id);
	sayCost();
	heading(id);
}

function show(id) {
	if (id === now)
		return;
	if (!passing.includes(now))
		trail.push(now);
	if (passing.includes(id) && id !== 'sending')
		trail = [];
	if (!guarded) {
		history.pushState(GUARD, '');
		guarded = true;
	}
	place(id);
}

/* One screen back; false if there is none. */
function stepBack() {
	const id = trail.pop();

	if (id !== undefined)
		place(id);
	return id !== undefined;
}

/* Nobody leaves by Back what is under way, or a code that is seen once. */
function stays() {
	if (now === 'retype')
		place('receipt');
	else if (now === 'receipt')
		heading(now);
	return ['sending', 'receipt'].includes(now);
}

/* The browser's own button: one screen back, the guard set up again. */
function popped() {
	guarded = stays() || stepBack();
	if (guarded)
		history.pushState(GUARD, '');
}

/* Tells how far a longer work is. */
function progress(name, done, of) {
	const bar = byId('bar');

	if (byId('progress').textContent !== word(name))
		byId('progress').textContent = word(name);
	if (of > 0) {
		bar.max = of;
		bar.value = done;
	} else {
		bar.removeAttribute('value');
	}
}

/* What trying again does not mend. */
const yours = ['long', 'text', 'half', 'desks', 'stopped', 'code', 'check'];

/* A sentence that leads to the field it is about. */
function linked(said, field) {
	const link = element('a', said);

	link.href = '#' + field.id;
	link.onclick = (event) => {
		const screen = field.closest('.screen').id;

		event.preventDefault();
		if (screen !== now) {
			editing = mode === 'tip';
			show(screen);
		}
		field.focus();
	};
	field.setAttribute('aria-invalid', 'true');
	field.addEventListener('input', () =>
	    field.removeAttribute('aria-invalid'), { once: true });
	return link;
}

/*
 * Tells what went wrong; attempt, if given, is what "try again" does; field is
 * where it can be put right.
 */
function tell(failure, attempt, field) {
	const known = failure instanceof Problem ? failure :
	    new Problem('seal');

	again = known.anyway ||
	    (yours.includes(known.message) ? null : attempt || null);
	byId('retry').textContent = known.anyway ? word('anyway') :
	    byId('retry').dataset.label;
	byId('problem-text').textContent = '';
	byId('problem-text').append(field ? linked(known.said, field) :
	    known.said);
	byId('problem-kept').hidden = !hasText();
	byId('retry').hidden = !again;
	byId('copy').hidden = !known.hopeless;
	byId('copy-first').hidden = !known.hopeless || !hasText();
	byId('problem').hidden = false;
	byId('problem').focus();
}

/* Works on the screen for that; on failure comes back here and tells. */
async function work(attempt) {
	const from = now;

	show('sending');
	try {
		await attempt();
	} catch (failure) {
		if (now !== 'sending')
			return;
		place(trail.pop() || from);
		if (failure.message === 'stopped')
			pickAnew();
		tell(failure, () => work(attempt), failure.field ||
		    (now === 'code' && ['code', 'check'].includes(
		    failure.message) ? byId('code-in') : null));
	}
}
