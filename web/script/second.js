/* second.js - the second visit of a session: what follows, or a dummy. */
'use strict';

/*
 * A follow-up needs the board before it and so is a second visit. Each whole
 * visit is therefore followed by one without the board: it carries a follow-up
 * or a close, or else a dummy.
 */
const SECOND_LEAST = 5000; /* ms between the two visits */
const SECOND_MOST = 1200000;

/* One visit at a time: they share the memory of the C code. */
function inTurn(job) {
	const done = state.turn.then(job);

	state.turn = done.catch(() => {});
	return done;
}

/* Log-uniform: from the time of a click to the time of a long text. */
function secondWait() {
	const [drawn] = crypto.getRandomValues(new Uint32Array(1));

	return SECOND_LEAST * (SECOND_MOST / SECOND_LEAST) **
	    (drawn / 2 ** 32);
}

/* The first visit is complete: the second will be by itself. */
function secondSoon() {
	clearTimeout(state.due);
	state.due = setTimeout(secondVisit, secondWait());
	sayLoad('second');
}

/*
 * Ahead of what a person asks for, which waits for no dummy. True if the second
 * visit was still to come; the caller makes it instead.
 */
function takeSecond() {
	const was = state.due !== null;

	clearTimeout(state.due);
	state.due = null;
	if (state.dummy)
		state.dummy.abort();
	byId('load').hidden = true;
	return was;
}

/* By itself, with a dummy. Failures are ignored: nothing depends on it. */
async function secondVisit() {
	state.due = null;
	const { writing } = screens[state.now];

	if (writing && writing()) {
		secondSoon();
		return;
	}
	const stop = new AbortController();
	state.dummy = stop;
	await inTurn(() => visit(NOBODY, stop)).catch(() => {});
	if (state.due === null)
		sayLoad('loaded');
}
