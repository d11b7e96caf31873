/* questions.js - the order of the questions, and the answers to them. */
'use strict';

const TEXT_MAX = 11300; /* bytes, all text together */
const DESKS_AT_MOST = 4;
const TRADE = ['1', '2']; /* topics: sex, labour */
const CARE = ['1', '2', '3']; /* and violence: if you work with children */
/* What cannot be sent: control characters; halves of characters. */
const UNSENDABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const LOST = /[\ud800-\udfff\ufffd]/u;

const byteLength = (text) => new TextEncoder().encode(
    text.replace(/\r\n?/g, '\n')).length;
const ticked = (name) => {
	const one = document.querySelector('[name="' + name + '"]:checked');

	return one ? one.value : '';
};

const aboutMe = () => ticked('q3') === '1';

function cardsFit() {
	const wanted = ['all'];

	if (aboutMe())
		wanted.push('me');
	if (ticked('q2') === '1')
		wanted.push('sex');
	if (CARE.includes(ticked('q2')) && !aboutMe())
		wanted.push('care');
	all('#cards .card').forEach((card) => {
		card.hidden = !wanted.includes(card.dataset.when);
	});
	return all('#cards .card:not([hidden])').length > 0;
}

function isAsked(screen) {
	if (screen.dataset.when === 'trade')
		return TRADE.includes(ticked('q2'));
	if (screen.id === 'q-source')
		return !aboutMe();
	if (screen.id === 'desks')
		return deskBoxes().length > 1;
	return screen.id !== 'cards' || cardsFit();
}

/* The four parts of a tip: the text before the questions, the desks last. */
const PARTS = ['#before', '#tell', '.question, #cards',
    '#region, #desks, #check'];

const partOf = (id) => PARTS.findIndex((part) => byId(id).matches(part));

/* The ids of all screens that are asked, in order. */
const way = () => [].concat(...PARTS.map((part) => all(part)))
    .filter(isAsked).map((screen) => screen.id);

/* Questions whose answers decide which others are asked. */
const DECIDE = ['q-topic', 'q-about'];

/*
 * The part of a screen, in words, and the number of its question; not for the
 * first, which would change how many there are.
 */
function whereIs(id) {
	const questions = way().filter((one) => byId(one).matches('.question') &&
	    !DECIDE.includes(one));
	const n = questions.indexOf(id) + 1;

	return word('part_' + (partOf(id) + 1)) + (n > 0 ? '. ' +
	    word('question', n, questions.length) : '');
}

const deskBoxes = () => all('#desks input');
const deskName = (box) => box.name.slice('desk.'.length);
const desksPicked = () => all('#desks input:checked').map(deskName);

const textsOn = (screen) => Array.from(screen.querySelectorAll('textarea'));

/* All text fields, except those of screens that are no longer asked. */
const fieldsAsked = () => way().reduce((found, id) =>
    found.concat(textsOn(byId(id))), []);
const hasText = () => all('textarea:not(.digits)').some((field) =>
    field.value !== '');
const total = () => fieldsAsked().reduce((n, field) =>
    n + byteLength(field.value), 0);

/* The choices on one screen: [field, bytes], a byte for each choice. */
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
		for (const field of textsOn(screen))
			if (field.value.trim())
				found.push([Number(field.id.slice(1)),
				    field.value]);
	}
	return found.sort((a, b) => a[0] - b[0]);
}

/* Selects the first character that cannot be sent: {name, field}, or null. */
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

const tooLong = (id) => (id === 'more' ? byteLength(byId('more-text').value) :
    total()) > TEXT_MAX;

/* Why this screen may not be left yet: {name of a problem, field}, or null. */
function missing(id) {
	const fields = textsOn(byId(id));
	const bad = fields.map(unsendable).find(Boolean);
	const { lacks } = screens[id];

	return bad || (lacks && lacks()) || (fields.length > 0 && tooLong(id) ?
	    { name: 'long', field: fields[0] } : null);
}

/* Makes lacks() for a screen that needs text in this field. */
const lacksText = (field) => () => (byId(field).value.trim() ? null :
    { name: 'empty', field: byId(field) });

/* The average bytes of a character, of the last 100 in the text. */
function letterSize(text) {
	const last = Array.from(text).slice(-100);

	return last.length ? byteLength(last.join('')) / last.length : 1;
}

/* Shows how much more fits, in letters of the script that is typed. */
function showRoom() {
	const field = state.now === 'more' ? byId('more-text') : byId('text');
	const used = state.now === 'more' ? byteLength(field.value) : total();
	const left = Math.floor((TEXT_MAX - used) / letterSize(field.value));
	const room = byId(state.now === 'more' ? 'more-left' : 'left');
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
