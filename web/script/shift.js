/* shift.js - the way out by keys: Shift alone, three times, quickly. */
'use strict';

const SHIFT_TIMES = 3;
const SHIFT_MS = 1500; /* from the first press to the end of the last */
/* What people do while they hold Shift, or between two presses of it. */
const OTHER_WORK = ['pointerdown', 'pointerup', 'pointercancel', 'mousedown',
	'mouseup', 'click', 'auxclick', 'contextmenu', 'wheel', 'touchstart',
	'dragstart', 'drop', 'paste', 'compositionstart', 'compositionend',
	'input'];

const keys = {
	held: new Set(), /* the others that are down, by place */
	button: false, /* a button of the mouse, a finger or a pen is down */
	shift: false, /* it is down */
	alone: false, /* nothing else since it went down */
	presses: [], /* when each of the last began */
};

function otherWork() {
	keys.alone = false;
	keys.presses = [];
}

/* A key that went up elsewhere is not seen. */
function letGo() {
	keys.held.clear();
	keys.button = false;
	keys.shift = false;
	otherWork();
}

function keyDown(event) {
	if (event.key !== 'Shift') {
		if (event.code && !event.metaKey) /* else its end may not come */
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

/* Time is that of the keys: a busy page learns of them late, and at once. */
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
