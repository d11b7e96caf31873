/* answers.js - a code that is typed, and what the desks answered to it. */
'use strict';

/* The name of the desk that the directory has at this place. */
function deskTitle(desk) {
	const title = all('[data-desk]').find(
	    (one) => deskIndex(one.dataset.desk) === desk);

	return title ? title.textContent : '';
}

/* A cell that is too old, or not yet written: what to say. */
function doubt(week) {
	const here = state.tip.week_of(today());

	if (week > here)
		return word('future');
	return here - week > 2 * state.tip.rhythm() + 1 ? word('stale') : '';
}

/* What a desk wrote. */
const answerText = (text) => Object.assign(element('p', text, 'a-text'),
    { dir: 'auto' });

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
	for (const { week, text } of cell.texts)
		made.querySelector('.a-texts').append(element('p',
		    weekWord('text_week', week), 'note'), answerText(text));
	return made;
}

/* A directory that comes later may have its desks in another order. */
const named = (cell) => Object.assign(cell, { name: deskBoxes()
    .map(deskName).find((name) => deskIndex(name) === cell.desk) });

function showAnswers() {
	const list = byId('answer-list');

	list.textContent = '';
	state.cells.forEach((cell) => list.append(answerOf(cell)));
	byId('no-answer').hidden = state.cells.length > 0;
	show('answers');
}

/* Looks with the code that is typed; a typing error is told at once. */
function check() {
	const read = () => { state.code = readCode(byId('code-in').value); };

	try {
		if (state.tip)
			read();
	} catch (failure) {
		tell(failure, null, byId('code-in'));
		return;
	}
	work(async () => {
		await ready();
		read();
		state.cells = (await look(state.code)).map(named);
		showAnswers();
	});
}

screens.code = { press: { 'check-code': check } };
