/* answers.js - reads a typed code, and shows the desks' answers to it. */
'use strict';

/* The title of the desk with this index in the directory. */
function deskTitle(desk) {
	const title = all('[data-desk]').find(
	    (one) => deskIndex(one.dataset.desk) === desk);

	return title ? title.textContent : '';
}

/* The warning for a cell that is too old or from the future; or ''. */
function doubt(week) {
	const here = state.tip.week_of(today());

	if (week > here)
		return word('future');
	return here - week > 2 * state.tip.rhythm() + 1 ? word('stale') : '';
}

/* A paragraph with the text of a desk. */
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

/* Adds the desk's name: a later directory may have another order of desks. */
const named = (cell) => Object.assign(cell, { name: deskBoxes()
    .map(deskName).find((name) => deskIndex(name) === cell.desk) });

function showAnswers() {
	const list = byId('answer-list');

	list.textContent = '';
	state.cells.forEach((cell) => list.append(answerOf(cell)));
	byId('no-answer').hidden = state.cells.length > 0;
	show('answers');
}

/* Looks for answers to the typed code; shows a typing error at once. */
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
