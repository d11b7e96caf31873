/* answers.js - what the desks answered to a code, and what can follow. */
'use strict';

let code = ''; /* typed: the answers shown are for it */
let drawn = ''; /* for the tip under way */
let cells = [];

/* The name of the desk that the directory has at this place. */
function deskTitle(desk) {
	const box = all('#desks input').find((one) => tip.desk_find(
	    put(one.name.slice('desk.'.length))) === desk);

	return box ? box.parentNode.querySelector('b').textContent : '';
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

async function fetchAnswers() {
	cells = await lookRest(code);
	showAnswers();
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
		await lookFirst();
		if (!frugal()) {
			await fetchAnswers();
			return;
		}
		byId('board-size').textContent = boardSize();
		show('board');
	});
}

/* A follow-up or a close goes to who answered; else a person picks. */
function follow(kind) {
	mode = kind;
	show(cells.length === 0 || cells.length > DESKS_AT_MOST ?
	    'desks' : kind);
}

const deskNames = () => all('#desks input').map(
    (box) => box.name.slice('desk.'.length));

/* Those who answered, by name; or those picked. */
function addressees() {
	const found = deskNames().filter((name) => cells.some(
	    (cell) => tip.desk_find(put(name)) === cell.desk));

	return found.length === 0 || found.length > DESKS_AT_MOST ?
	    desksPicked() : found;
}

function sendMore(kind) {
	const text = kind === 'more' ? byId('more-text').value : '';
	const lack = kind === 'more' ? missing('more') : null;

	if (lack)
		return tell(new Problem(lack.name), null, lack.field);
	return work(async () => {
		await send({ kind: KIND[kind], desks: addressees(), text,
		    answers: [], code, week: cells.reduce((newest, cell) =>
		    Math.max(newest, cell.week), -1) });
		byId('more-text').value = '';
		if (kind === 'close')
			forget();
		show('sent-' + kind);
	});
}

/* The tip itself, with a code for later or without. */
function sendTip(wanted) {
	work(async () => {
		await ready();
		if (wanted && !drawn)
			drawn = drawCode();
		await send({ kind: KIND.tip, desks: desksPicked(),
		    text: byId('text').value, answers: answers(),
		    code: wanted ? drawn : '', week: -1 });
		clearFields();
		if (wanted)
			showReceipt();
		else
			show('done');
	});
}
