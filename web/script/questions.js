/* questions.js - the way through the questions, and what was answered. */
'use strict';

const TEXT_MAX = 11300; /* bytes, all text together */
const DESKS_AT_MOST = 4;
const TRADE = ['1', '2']; /* topics: sex, labour */
const CARE = ['1', '2', '3']; /* and violence: for who works with children */
/* What no envelope carries: control characters; half a character. */
const UNSENDABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const LOST = /[\ud800-\udfff\ufffd]/u;

let mode = 'tip'; /* or more, close: what the desks are picked for */
let editing = false; /* from the check screen and back to it */

const bytes = (text) => new TextEncoder().encode(
    text.replace(/\r\n?/g, '\n')).length;
const ticked = (name) => {
	const one = document.querySelector('[name="' + name + '"]:checked');

	return one ? one.value : '';
};

function cardsFit() {
	const wanted = ['all'];

	if (ticked('q3') === '1')
		wanted.push('me');
	if (ticked('q2') === '1')
		wanted.push('sex');
	if (CARE.includes(ticked('q2')))
		wanted.push('care');
	all('#cards .card').forEach((card) => {
		card.hidden = !wanted.includes(card.dataset.when);
	});
	return all('#cards .card:not([hidden])').length > 0;
}

function isAsked(screen) {
	if (screen.dataset.when === 'trade')
		return TRADE.includes(ticked('q2'));
	return screen.id !== 'cards' || cardsFit();
}

/* All screens of the way, in the page's order. */
const way = () => all('#before, #danger, .question, #cards, #region, ' +
    '#desks, #tell, #check').filter(isAsked).map((screen) => screen.id);

const desksPicked = () => all('#desks input:checked').map(deskName);

const texts = (screen) => Array.from(screen.querySelectorAll('textarea'));

/* What is typed now, screens that are no longer asked left out. */
const typed = () => way().reduce((found, id) =>
    found.concat(texts(byId(id))), []);
const hasText = () => all('textarea').some((field) => field.value !== '');
const total = () => typed().reduce((n, field) => n + bytes(field.value), 0);

/* The choices of one question, each a byte. */
function choices(screen) {
	const byField = new Map();

	screen.querySelectorAll('input:checked').forEach((box) => {
		const field = Number(box.id.slice(1).split('-')[0]);

		byField.set(field, (byField.get(field) || []).concat(
		    Number(box.value)));
	});
	return Array.from(byField);
}

/* All answers: [field, text or bytes], fields ascending. */
function answers() {
	const found = [];

	for (const screen of way().map(byId)) {
		if (!screen.classList.contains('question'))
			continue;
		found.push(...choices(screen));
		for (const field of texts(screen))
			if (field.value.trim())
				found.push([Number(field.id.slice(1)),
				    field.value]);
	}
	return found.sort((a, b) => a[0] - b[0]);
}

/* A field with what cannot be sent; the first such character is selected. */
function unsendable(field) {
	for (const [name, sign] of [['text', UNSENDABLE], ['half', LOST]]) {
		const at = field.value.search(sign);

		if (at < 0)
			continue;
		field.setSelectionRange(at, at + 1);
		return { name, field };
	}
	return null;
}

const tooLong = (id) => (id === 'more' ? bytes(byId('more-text').value) :
    total()) > TEXT_MAX;

/* Why this screen may not be left yet: {name of a problem, field}, or null. */
function missing(id) {
	const fields = texts(byId(id));
	const bad = fields.map(unsendable).find(Boolean);
	const desks = desksPicked().length;

	if (bad)
		return bad;
	if (id === 'desks' && (desks === 0 || desks > DESKS_AT_MOST))
		return { name: desks === 0 ? 'desk' : 'desks', field:
		    byId('desks').querySelector('.choice:not([hidden]) input') };
	if (['tell', 'more'].includes(id) && !fields[0].value.trim())
		return { name: 'empty', field: fields[0] };
	return fields.length > 0 && tooLong(id) ?
	    { name: 'long', field: fields[0] } : null;
}

/* Goes to the first of these screens where something is missing; tells it. */
function isLacking(ids) {
	const id = ids.find((one) => missing(one));

	if (id === undefined)
		return false;
	if (id !== now) {
		editing = mode === 'tip';
		show(id);
	}
	const lack = missing(id);
	tell(new Problem(lack.name), null, lack.field);
	return true;
}

/* Bytes that a letter takes, of the last that were typed. */
function letterSize(text) {
	const last = Array.from(text).slice(-100);

	return last.length ? bytes(last.join('')) / last.length : 1;
}

/* How much more fits, in letters of the script that is typed. */
function showRoom() {
	const field = now === 'more' ? byId('more-text') : byId('text');
	const used = now === 'more' ? bytes(field.value) : total();
	const left = Math.floor((TEXT_MAX - used) / letterSize(field.value));
	const room = byId(now === 'more' ? 'more-left' : 'left');
	let said = '';

	if (left < 0)
		said = word('over', -left);
	else if (left < 1500)
		said = word('left', left > 100 ? Math.floor(left / 100) * 100 :
		    left);
	room.classList.toggle('over', left < 0);
	if (room.textContent !== said)
		room.textContent = said;
}

/* Goes on from a screen, if nothing is missing there. */
function goOn(to) {
	if (isLacking([now]))
		return;
	if (mode !== 'tip' && now === 'desks') {
		show(mode);
		return;
	}
	const ids = way();
	const next = to || (editing ? 'check' : ids[ids.indexOf(now) + 1]);
	editing = false;
	show(next);
}

/* What one screen says, for the check screen; marked where it may point. */
function summary(screen) {
	const made = document.createDocumentFragment();
	const add = (said) => made.append(made.firstChild ? '\n' : '', said);

	screen.querySelectorAll('input:checked').forEach((box) =>
	    add((box.parentNode.querySelector('b') ||
	    box.parentNode).textContent.trim()));
	texts(screen).filter((field) => field.value.trim())
	    .forEach((field) => add(markedText(field)));
	return made;
}

const saysNothing = (id) => !summary(byId(id)).firstChild;

function checkRow(id) {
	const screen = byId(id);
	const row = element('div', '');
	const title = screen.querySelector('h2').cloneNode(true);
	const change = element('button', word('change'));

	title.querySelectorAll('small').forEach((note) => note.remove());
	change.type = 'button';
	change.setAttribute('aria-label', word('change') + ': ' +
	    title.textContent.trim());
	change.onclick = () => {
		editing = true;
		show(id);
	};
	row.append(element('dt', title.textContent.trim()),
	    element('dd', ''));
	row.lastChild.append(element('span', ''), change);
	row.lastChild.firstChild.append(summary(screen));
	return row;
}

function showCheck() {
	const list = byId('check-list');

	list.textContent = '';
	way().filter((id) => !saysNothing(id))
	    .forEach((id) => list.append(checkRow(id)));
	byId('tell-more').hidden = firstEmpty() === 'check';
	showCoach();
}

/* The first screen after the text that says nothing yet. */
function firstEmpty() {
	const ids = way();

	return ids.slice(ids.indexOf('tell') + 1).find(
	    (id) => id === 'check' || saysNothing(id));
}
