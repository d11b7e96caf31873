/* start.js - connects buttons and events to what they do, and starts. */
'use strict';

/* Buttons that are on every screen. */
const press = {
	exit: leave,
	next: () => goOn(),
	back: () => stepBack(),
	'send-now': () => goOn('check'),
	retry: () => { byId('problem').hidden = true; state.again(); },
	copy: () => document.querySelector('#plain button').click(),
};

/* To a screen reader, each screen is a page: its heading has level 1. */
function raiseHeadings() {
	all('.screen h2, .screen h3').forEach((heading) => {
		heading.setAttribute('role', 'heading');
		heading.setAttribute('aria-level', heading.tagName[1] - 1);
	});
}

/*
 * Firefox stores choices, unless they have a form that forbids it. No form may
 * send what these hold, so each gets one that cannot.
 */
function own() {
	new Set(all('main [form]').map((control) =>
	    control.getAttribute('form'))).forEach((id) => {
		const form = element('form', '');

		form.id = id;
		form.method = 'dialog';
		form.autocomplete = 'off';
		form.hidden = true;
		form.onsubmit = () => false;
		byId('main').append(form);
	});
}

function start() {
	if (history.state === LEFT) {
		leave();
		return;
	}
	state.guarded = history.state === GUARD; /* after a reload */
	own();
	raiseHeadings();
	for (const buttons of [press, ...Object.values(screens).map(
	    (screen) => screen.press || {})])
		for (const [id, act] of Object.entries(buttons))
			byId(id).addEventListener('click', act);
	for (const [id, act] of [['code-in', check],
	    ['retype-in', checkRetyped]])
		byId(id).addEventListener('keydown', (event) => {
			if (event.key === 'Enter' && !event.isComposing) {
				event.preventDefault();
				act();
			}
		});
	document.addEventListener('input', groupDigits);
	document.addEventListener('input', showRoom);
	document.addEventListener('input', hintSoon);
	window.addEventListener('popstate', popped);
	watchShift();
	watchLeaving();
	['next', 'retry'].forEach((id) => {
		byId(id).dataset.label = byId(id).textContent;
	});
	byId('wait').hidden = true;
	byId('plain').hidden = true; /* the weaker lane */
	byId('begin').hidden = false;
	byId('have-code').hidden = false;
}

/* Start when all scripts have run; boot.js has waited for the page. */
queueMicrotask(start);
