/* shift.js - leaves the page if Shift alone is pressed three times, quickly. */
'use strict';

const SHIFT_TIMES = 3;
const SHIFT_MS = 1500; /* from the first press to the end of the last */
/* Events that mean that Shift is not pressed alone. */
const OTHER_WORK = ['pointerdown', 'pointerup', 'pointercancel', 'mousedown',
	'mouseup', 'click', 'auxclick', 'contextmenu', 'wheel', 'touchstart',
	'dragstart', 'drop', 'paste', 'compositionstart', 'compositionend',
	'input'];

const keys = {
	held: new Set(), /* the other keys that are down, by code */
	button: false, /* a button of the mouse, a finger or a pen is down */
	shift: false, /* Shift is down */
	alone: false, /* nothing else happened since it went down */
	presses: [], /* the times of the last presses */
};

function otherWork() {
	keys.alone = false;
	keys.presses = [];
}

/* Forgets the keys: one that goes up elsewhere is not seen here. */
function letGo() {
	keys.held.clear();
	keys.button = false;
	keys.shift = false;
	otherWork();
}

function keyDown(event) {
	if (event.key !== 'Shift') {
		if (event.code && !event.metaKey) /* Meta may hide its keyup */
			keys.held.add(event.code);
		otherWork();
		return;
	}
	if (event.repeat)
		return;
	if (keys.shift || keys.button || keys.held.size > 0 || event.isComposing ||
	    event.ctrlKey || event.altKey || event.metaKey)
		otherWork();
	else
		keys.alone = true;
	keys.shift = true;
	keys.presses = keys.presses.concat(event.timeStamp).slice(-SHIFT_TIMES);
}

function keyUp(event) {
	if (event.key !== 'Shift') {
		keys.held.delete(event.code);
		otherWork();
		return;
	}
	keys.shift = false;
	if (!keys.alone)
		keys.presses = [];
	keys.alone = false;
	if (keys.presses.length === SHIFT_TIMES &&
	    event.timeStamp - keys.presses[0] <= SHIFT_MS)
		leave();
}

/* Uses the events' own times: a busy page gets them late, and all at once. */
function watchShift() {
	const seen = { capture: true, passive: true };
	const on = (name, act) => window.addEventListener(name, act, seen);

	on('keydown', keyDown);
	on('keyup', keyUp);
	OTHER_WORK.forEach((name) => on(name, otherWork));
	['pointerdown', 'pointermove', 'pointerup', 'pointercancel'].forEach(
	    (name) => on(name, (event) => { keys.button = event.buttons !== 0; }));
	on('blur', (event) => {
		if (event.target === window)
			letGo();
	});
}
