/* follow.js - the screens after an answer: a follow-up, or a close. */
'use strict';

/* The names of the desks that answered and still take tips. */
function answered() {
	return deskBoxes().filter(isOpen).map(deskName).filter((name) =>
	    state.cells.some((cell) => cell.name === name));
}

/*
 * A follow-up or a close goes to the desks that answered. If there are none or
 * too many, the person picks; earlier ticks do not count.
 */
function follow(kind) {
	state.mode = kind;
	state.addressees = answered();
	if (state.addressees.length > 0 &&
	    state.addressees.length <= DESKS_AT_MOST) {
		show(kind);
		return;
	}
	const none = state.cells.length > 0 && state.addressees.length === 0;
	pickAnew();
	if (none)
		tell(new Problem('stopped'));
}

function sendMore(kind, anyway) {
	const text = kind === 'more' ? byId('more-text').value : '';

	if (isLacking(state.addressees.length > 0 ? [kind] : ['desks', kind]))
		return;
	work(async () => {
		await ready();
		if (kind === 'more' && !anyway)
			askCode([byId('more-text')], () => sendMore(kind, true));
		await send({ kind: KIND[kind], text, answers: [],
		    code: state.code,
		    desks: state.addressees.length > 0 ?
			state.addressees : desksPicked(),
		    week: state.cells.reduce((newest, cell) =>
		    Math.max(newest, cell.week), -1) });
		forget();
		show('sent-' + kind);
	});
}

/*
 * Shows the newest text of each addressed desk, the first of its texts, above
 * the follow-up's field.
 */
function showAsked() {
	const box = byId('more-asked');

	box.textContent = '';
	for (const cell of state.cells.filter(({ name, texts }) =>
	    state.addressees.includes(name) && texts.length > 0))
		box.append(element('p', deskTitle(cell.desk), 'note'),
		    answerText(cell.texts[0].text));
}

screens.answers = { after: true, press: {
	add: () => follow('more'),
	erase: () => follow('close'),
} };
screens.more = { enter: showAsked, lacks: lacksText('more-text'),
    writing: () => true, press: { 'more-send': () => sendMore('more') } };
screens.close = { back: false, writing: () => true, press: {
	'close-yes': () => sendMore('close'),
	'close-no': () => stepBack(),
} };
screens['sent-more'] = { passing: true, after: true };
screens['sent-close'] = { passing: true, after: true };
