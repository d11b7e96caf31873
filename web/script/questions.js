/* questions.js - the way through the questions, and what was answered. */
'use strict';

const TEXT_MAX = 11300; /* bytes, all text together */
const DESKS_AT_MOST = 4;
const TRADE = ['1', '2']; /* topics: sex, labour */

let mode = 'tip'; /* or more, close: what the desks are picked for */
let editing = false; /* from the check screen and back to it */

const bytes = (text) => new TextEncoder().encode(
    text.replace(/\r\n?/g, '\n')).length;
const ticked = (name) => {
	const one = document.querySelector('[name="' + name + '"]:checked');

	return one ? one.value : '';
};

function cardsFit() {
	const wanted = ['all', 'care'];

	if (ticked('q3') === '1')
		wanted.push('me');
	if (ticked('q2') === '1')
		wanted.push('sex');
	all('#cards .card').forEach((card) => {
		card.hidden = !wanted.includes(card.dataset.when);
	});
	return wanted.length > 2 && all('#cards .card:not([hidden])').length > 0;
}

function isAsked(screen) {
	if (screen.dataset.when === 'trade')
		return TRADE.includes(ticked('q2'));
	return screen.id !== 'cards' || cardsFit();
}

/* All screens of the way, in the page's order. */
const way = () => all('#before, #danger, .question, #cards, #desks, #tell, ' +
    '#check').filter(isAsked).map((screen) => screen.id);

const desksPicked = () => all('#desks input:checked').map(
    (box) => box.name.slice('desk.'.length));

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

/* Why this screen may not be left yet: the name of a problem, or "". */
function missing(id) {
	const desks = desksPicked().length;

	if (id === 'desks' && desks === 0)
		return 'desk';
	if (id === 'desks' && desks > DESKS_AT_MOST)
		return 'desks';
	if (id === 'tell' && !byId('text').value.trim())
		return 'empty';
	return id !== 'check' && total() > TEXT_MAX ? 'long' : '';
}

/* How much more fits, in letters of the script that is typed. */
function showRoom() {
	const field = now === 'more' ? byId('more-text') : byId('text');
	const used = now === 'more' ? bytes(field.value) : total();
	const each = field.value ? bytes(field.value) / field.value.length : 1;
	const left = Math.floor((TEXT_MAX - used) / each);
	const room = byId(now === 'more' ? 'more-left' : 'left');

	room.classList.toggle('over', left < 0);
	if (left < 0)
		room.textContent = word('over', -left);
	else
		room.textContent = left < 1500 ? word('left',
		    left > 100 ? Math.floor(left / 100) * 100 : left) : '';
}

/* Goes on from a screen, if nothing is missing there. */
function goOn(to) {
	const lack = missing(now);

	if (lack) {
		tell(new Problem(lack));
		return;
	}
	if (mode !== 'tip' && now === 'desks') {
		show(mode);
		return;
	}
	const ids = way();
	const next = to || (editing ? 'check' : ids[ids.indexOf(now) + 1]);
	editing = false;
	if (next === 'check')
		showCheck();
	show(next);
}

/* What one screen says, for the check screen. */
function summary(screen) {
	const picked = Array.from(screen.querySelectorAll('input:checked'),
	    (box) => (box.parentNode.querySelector('b') ||
	    box.parentNode).textContent.trim());

	return picked.concat(texts(screen).map((field) => field.value.trim()))
	    .filter((text) => text !== '').join('\n');
}

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
	row.lastChild.append(element('span', summary(screen)), change);
	return row;
}

function showCheck() {
	const list = byId('check-list');

	list.textContent = '';
	way().filter((id) => summary(byId(id)) !== '')
	    .forEach((id) => list.append(checkRow(id)));
	byId('tell-more').hidden = firstEmpty() === 'check';
}

/* The first screen after the text that says nothing yet. */
function firstEmpty() {
	const ids = way();

	return ids.slice(ids.indexOf('tell') + 1).find(
	    (id) => summary(byId(id)) === '');
}
