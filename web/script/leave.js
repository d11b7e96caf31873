/* leave.js - the way out, and what a browser may show again. */
'use strict';

const LEAVE_MS = 500; /* if a browser does not step back */
const LEFT = 'left'; /* state of an entry whose page was left */

/*
 * Covers the screen at once, then leaves. Of two entries of history the first
 * becomes the other page, so that Back does not lead here; the second is before
 * it, and leads on when Forward calls it up.
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

/* A browser may keep a page as it was, and show it again on Back. */
function watchLeaving() {
	window.addEventListener('pagehide', cover);
	window.addEventListener('pageshow', (event) => {
		if (event.persisted)
			location.reload();
	});
}
