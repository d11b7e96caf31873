/* leave.js - leaves the page, so that a browser does not show it again. */
'use strict';

const LEAVE_MS = 500; /* until we leave without history.back() */
const LEFT = 'left'; /* history state of an entry that was left */

/*
 * Covers the screen at once, then leaves. If the page has two history entries,
 * the exit page replaces the first, so that Back does not lead here. Forward
 * leads to the second, which is marked LEFT: start() leaves it again.
 */
function leave(event) {
	let late;
	const go = () => {
		clearTimeout(late);
		location.replace(byId('exit').href);
	};

	if (event)
		event.preventDefault();
	cover();
	if (!state.guarded) {
		go();
		return;
	}
	history.replaceState(LEFT, '');
	window.removeEventListener('popstate', popped);
	window.addEventListener('popstate', go);
	late = setTimeout(go, LEAVE_MS);
	history.back();
}

/* A browser may keep a page in memory, and show it again on Back. */
function watchLeaving() {
	window.addEventListener('pagehide', cover);
	window.addEventListener('pageshow', (event) => {
		if (event.persisted)
			location.reload();
	});
}
