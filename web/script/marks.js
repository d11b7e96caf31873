/* marks.js - shows the coach's marks under a text and on the check screen. */
'use strict';

/* Fields that ask for numbers and addresses; the one for what points to you. */
const ASKED = ['f136', 'f137', 'f140'];
const KEPT = 'f144';
const KINDS = ['code', 'me', 'tie', 'only', 'link', 'phone', 'mail'];
const EXAMPLES = 4;
const PAUSE = 700; /* ms after the last key */

/* The marks of a field; in a tip about the writer, "I" and "my" are none. */
const marksOf = (field) => (field.id === KEPT ? [] :
    coach(field.value, ASKED.includes(field.id)).filter(({ kind }) =>
    !aboutMe() || !['me', 'tie'].includes(kind)));

/* "I" or "my" was found, and the person has not said whom it is about. */
const mayBeMe = (found) => state.mode === 'tip' && !ticked('q3') &&
    (found.has('me') || found.has('tie'));

function isMe() {
	byId('f3-1').checked = true;
}

/* The text of a field, with its marks. */
function markedText(field) {
	const made = document.createDocumentFragment();
	let at = 0;

	for (const { from, to } of marksOf(field)) {
		made.append(field.value.slice(at, from),
		    element('mark', field.value.slice(from, to)));
		at = to;
	}
	made.append(field.value.slice(at));
	return made;
}

/* The words found in the fields, by kind, each once. */
function wordsFound(fields) {
	const found = new Map();

	for (const field of fields)
		for (const { from, to, kind } of marksOf(field)) {
			const words = found.get(kind) || new Set();

			words.add(field.value.slice(from, to).trim());
			found.set(kind, words);
		}
	const codes = fields.map((field) => codeIn(field.value)).filter(Boolean);
	if (codes.length > 0)
		found.set('code', new Set(codes));
	if (fields.length > 1 && ticked('q15') === '1' && !found.has('only'))
		found.set('only', new Set());
	return found;
}

/* A list with a line for each kind: the reason, and examples. */
function reasons(found) {
	const list = element('ul', '');

	KINDS.filter((kind) => found.has(kind)).forEach((kind) => {
		const line = element('li', word('coach_' + kind));

		Array.from(found.get(kind)).slice(0, EXAMPLES).forEach((said) => {
			const mark = element('mark', said);

			mark.dir = 'auto';
			line.append(' ', mark);
		});
		list.append(line);
	});
	return list;
}

/* Asks if it is about the writer: if so, "I" and "my" are no longer marked. */
function askWhom(field, box) {
	const button = element('button', word('coach_is_me'));

	button.type = 'button';
	button.onclick = () => {
		isMe();
		hint(field, box);
		box.append(element('p', byId('fault').textContent));
		field.focus();
	};
	return [element('p', word('coach_about')), button];
}

/* Updates the hint under a text; empty if nothing is found. */
function hint(field, box) {
	const found = wordsFound([field]);
	const list = found.size > 0 ? reasons(found) : null;

	if ((list ? list.textContent : '') === box.dataset.said)
		return;
	box.dataset.said = list ? list.textContent : '';
	box.textContent = '';
	if (list)
		box.append(element('p', word('coach_count',
		    marksOf(field).length)), list, ...(mayBeMe(found) ?
		    askWhom(field, box) : []));
}

/* Updates the hint after a pause: screen readers need not announce each key. */
function hintSoon(event) {
	const at = { text: 'tell-coach', 'more-text': 'more-coach' };
	const box = at[event.target.id];

	clearTimeout(state.pausing);
	if (box)
		state.pausing = setTimeout(() => hint(event.target, byId(box)), PAUSE);
}

/* Shows the marks in all that was typed on the check screen. */
function showCoach() {
	const fields = fieldsAsked();
	const found = wordsFound(fields);
	const knows = coachKnows(fields.map((field) => field.value));
	const box = byId('coach-list');

	box.textContent = '';
	if (found.size > 0)
		box.append(reasons(found));
	else if (knows)
		box.append(element('p', word('coach_none')));
	byId('coach-title').hidden = found.size === 0 && knows;
	byId('coach-ourselves').hidden = knows;
	byId('coach-free').hidden = found.size === 0 && knows;
	byId('coach-about').hidden = !mayBeMe(found);
	byId('coach-nav').hidden = found.size === 0;
}
