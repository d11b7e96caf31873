/* check.js - the check screen: shows all answers, and sends the tip. */
'use strict';

/* The answers of one screen, for the check screen, with the coach's marks. */
function summary(screen) {
	const made = document.createDocumentFragment();
	const add = (said) => made.append(made.firstChild ? '\n' : '', said);

	screen.querySelectorAll('input:checked').forEach((box) => {
		const label = box.parentNode;
		const passes = label.querySelector('small:last-child');

		add((label.querySelector('b') || label).textContent.trim());
		if (passes)
			made.append(' ', passes.cloneNode(true));
	});
	textsOn(screen).filter((field) => field.value.trim())
	    .forEach((field) => add(markedText(field)));
	return made;
}

const saysNothing = (id) => !summary(byId(id)).firstChild;

/* The first question without an answer, or undefined. */
const firstEmpty = () => way().find((id) => byId(id).matches('.question') &&
    saysNothing(id));

function checkRow(id) {
	const screen = byId(id);
	const row = element('div', '');
	const change = element('button', word('change'));

	change.type = 'button';
	change.setAttribute('aria-label', word('change') + ': ' +
	    titleOf(screen));
	change.onclick = () => {
		state.editing = true;
		show(id);
	};
	row.append(element('dt', titleOf(screen)),
	    element('dd', ''));
	row.lastChild.append(element('span', ''));
	if (way().includes(id))
		row.lastChild.append(change);
	row.lastChild.firstChild.append(summary(screen));
	return row;
}

function showCheck() {
	const list = byId('check-list');

	list.textContent = '';
	byId('check-readers').textContent = '';
	byId('check-readers').append(checkRow('desks'));
	way().filter((id) => id !== 'desks' && !saysNothing(id))
	    .forEach((id) => list.append(checkRow(id)));
	byId('tell-more').hidden = !firstEmpty();
	showCoach();
}

/* Throws if a text holds a code, which others would read; anyway sends it. */
function askCode(fields, anyway) {
	const told = fields.filter((one) => codeIn(one.value));

	if (told.length > 0)
		throw Object.assign(new Problem('secret'), { fields: told,
		    anyway });
}

/* Sends the tip, then forgets everything but the code, if one is wanted. */
function sendTip(wanted, anyway) {
	if (isLacking(way()))
		return;
	work(async () => {
		await ready();
		if (!anyway)
			askCode(fieldsAsked(), () => sendTip(wanted, true));
		if (wanted && !state.drawn)
			state.drawn = drawCode();
		await send({ kind: KIND.tip, desks: desksPicked(),
		    text: byId('text').value, answers: answers(),
		    code: wanted ? state.drawn : '', week: -1 });
		const mine = wanted ? state.drawn : '';
		forget();
		state.drawn = mine;
		if (wanted)
			showReceipt();
		else
			show('done');
	});
}

screens.check = { enter: showCheck, press: {
	'tell-more': () => show(firstEmpty()),
	'coach-is-me': () => {
		isMe();
		showCheck();
		heading('check');
	},
	'coach-change': () => { state.editing = true; show('tell'); },
	'coach-ask': () => { state.editing = true; show('q-keep'); },
	'send-with-code': () => sendTip(true),
	'send-without-code': () => sendTip(false),
} };
