/* answers.js - what the desks answered to a code, and what can follow. */
'use strict';

let code = ''; /* typed: the answers shown are for it */
let drawn = ''; /* for the tip under way */
let cells = [];
let addressees = []; /* of what follows; none: those that are ticked */

/* The name of the desk that the directory has at this place. */
function deskTitle(desk) {
	const title = all('[data-desk]').find(
	    (one) => deskIndex(one.dataset.desk) === desk);

	return title ? title.textContent : '';
}

/* A cell that is too old, or not yet written: what to say. */
function doubt(week) {
	const here = tip.week_of(today());

	if (week > here)
		return word('future');
	return here - week > 2 * tip.rhythm() + 1 ? word('stale') : '';
}

function answerOf(cell) {
	const made = byId('answer').content.cloneNode(true);
	const fill = (part, text) => {
		const at = made.querySelector('.a-' + part);

		if (text)
			at.textContent = text;
		else
			at.remove();
	};

	fill('desk', deskTitle(cell.desk));
	fill('status', word('status_' + cell.status));
	fill('asof', weekWord('asof', cell.week));
	fill('count', word('count', cell.opened));
	fill('stale', doubt(cell.week));
	for (const { week, text } of cell.texts) {
		const said = element('p', text, 'a-text');

		said.dir = 'auto';
		made.querySelector('.a-texts').append(
		    element('p', weekWord('text_week', week), 'note'), said);
	}
	return made;
}

function showAnswers() {
	const list = byId('answer-list');

	list.textContent = '';
	cells.forEach((cell) => list.append(answerOf(cell)));
	byId('no-answer').hidden = cells.length > 0;
	show('answers');
}

/* Looks with the code that is typed; a typing error is told at once. */
function check() {
	const read = () => { code = readCode(byId('code-in').value); };

	try {
		if (tip)
			read();
	} catch (failure) {
		tell(failure, null, byId('code-in'));
		return;
	}
	work(async () => {
		await ready();
		read();
		cells = (await look(code)).map(named);
		showAnswers();
	});
}

/* A directory that comes later may have its desks in another order. */
const named = (cell) => Object.assign(cell, { name: deskBoxes()
    .map(deskName).find((name) => deskIndex(name) === cell.desk) });

/* Those who answered and still take tips. */
function answered() {
	return deskBoxes().filter(isOpen).map(deskName).filter((name) =>
	    cells.some((cell) => cell.name === name));
}

/*
 * A follow-up or a close goes to who answered. Else a person picks, and what
 * was ticked for something else does not count.
 */
function follow(kind) {
	mode = kind;
	addressees = answered();
	if (addressees.length > 0 && addressees.length <= DESKS_AT_MOST) {
		show(kind);
		return;
	}
	const none = cells.length > 0 && addressees.length === 0;
	pickAnew();
	if (none)
		tell(new Problem('stopped'));
}

/* A code in a text for others is no slip to send unasked: what would send it. */
function askCode(fields, anyway) {
	const field = fields.find((one) => codeIn(one.value));

	if (field)
		throw Object.assign(new Problem('secret'), { field, anyway });
}

function sendMore(kind, anyway) {
	const text = kind === 'more' ? byId('more-text').value : '';

	if (isLacking(addressees.length > 0 ? [kind] : ['desks', kind]))
		return;
	work(async () => {
		await ready();
		if (kind === 'more' && !anyway)
			askCode([byId('more-text')], () => sendMore(kind, true));
		await send({ kind: KIND[kind], text, answers: [], code,
		    desks: addressees.length > 0 ? addressees : desksPicked(),
		    week: cells.reduce((newest, cell) =>
		    Math.max(newest, cell.week), -1) });
		forget();
		show('sent-' + kind);
	});
}

/* The tip itself, with a code for later or without; only the code stays. */
function sendTip(wanted, anyway) {
	if (isLacking(way()))
		return;
	work(async () => {
		await ready();
		if (!anyway)
			askCode(typed(), () => sendTip(wanted, true));
		if (wanted && !drawn)
			drawn = drawCode();
		await send({ kind: KIND.tip, desks: desksPicked(),
		    text: byId('text').value, answers: answers(),
		    code: wanted ? drawn : '', week: -1 });
		const mine = wanted ? drawn : '';
		forget();
		drawn = mine;
		if (wanted)
			showReceipt();
		else
			show('done');
	});
}
