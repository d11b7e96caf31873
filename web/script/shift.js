/* shift.js - the way out by keys: Shift alone, three times, quickly. */
'use strict';

const SHIFT_TIMES = 3;
const SHIFT_MS = 1500; /* from the first press to the end of the last */
/* What people do while they hold Shift, or between two presses of it. */
const OTHER_WORK = ['pointerdown', 'pointerup', 'pointercancel', 'mousedown',
	'mouseup', 'click', 'auxclick', 'contextmenu', 'wheel', 'touchstart',
	'dragstart', 'drop', 'paste', 'compositionstart', 'compositionend',
	'input'];

const held = new Set(); /* the other keys that are down, by place */
let button = false; /* a button of the mouse, a finger or a pen is down */
let shiftDown = false;
let alone = false; /* nothing else since Shift went down */
let presses = []; /* when each of the last began */

function otherWork() {
	alone = false;
	presses = [];
}

/* A key that went up elsewhere is not seen. */
function letGo() {
	held.clear();
	button = false;
	shiftDown = false;
	otherWork();
}

function keyDown(event) {
	if (event.key !== 'Shift') {
		if (event.code && !event.metaKey) /* else its end may not come */
			held.add(event.code);
		otherWork();
		return;
	}
	if (event.repeat)
		return;
	if (shiftDown || button || held.size > 0 || event.isComposing ||
	    event.ctrlKey || event.altKey || event.metaKey)
		otherWork();
	else
		alone = true;
	shiftDown = true;
	presses = presses.concat(event.timeStamp).slice(-SHIFT_TIMES);
}

function keyUp(event) {
	if (event.key !== 'Shift') {
		held.delete(event.code);
		otherWork();
		return;
	}
	shiftDown = false;
	if (!alone)
		presses = [];
	alone = false;
	if (presses.length === SHIFT_TIMES &&
	    event.timeStamp - presses[0] <= SHIFT_MS)
		leave();
}

/* Time is that of the keys: a busy page learns of them late, and at once. */
function watchShift() {
	const seen = { capture: true, passive: true };
	const on = (name, act) => window.addEventListener(name, act, seen);

	on('keydown', keyDown);
	on('keyup', keyUp);
	OTHER_WORK.forEach((name) => on(name, otherWork));
	['pointerdown', 'pointermove', 'pointerup', 'pointercancel'].forEach(
	    (name) => on(name, (event) => { button = event.buttons !== 0; }));
	on('blur', (event) => {
		if (event.target === window)
			letGo();
	});
}
