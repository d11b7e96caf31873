/* second.js - the second visit of a session: a follow-up, or a dummy. */
'use strict';

/*
 * A follow-up needs the board first, and so is a second visit. To hide this,
 * each visit with the board is followed by one without: it carries a follow-up,
 * a close or a dummy.
 */
const SECOND_LEAST = 5000; /* ms between the two visits */
const SECOND_MOST = 1200000;

/* Runs one visit at a time: they share the memory of the C code. */
function inTurn(job) {
	const done = state.turn.then(job);

	state.turn = done.catch(() => {});
	return done;
}

/* A log-uniform wait: as short as a click, as long as writing a long text. */
function secondWait() {
	const [drawn] = crypto.getRandomValues(new Uint32Array(1));

	return SECOND_LEAST * (SECOND_MOST / SECOND_LEAST) **
	    (drawn / 2 ** 32);
}

/* Schedules the second visit after the first is complete. */
function secondSoon() {
	clearTimeout(state.due);
	state.due = setTimeout(secondVisit, secondWait());
	sayLoad('second');
}

/*
 * Cancels the second visit before one that the person asks for, which must not
 * wait for a dummy. True if it was scheduled: the caller may make it instead.
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

/* Makes the second visit with a dummy; nothing depends on its success. */
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
