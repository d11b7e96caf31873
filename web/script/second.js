/* second.js - the second visit of a session: what follows, or a dummy. */
'use strict';

/*
 * A follow-up needs the board before it and so is a second visit. Each whole
 * visit is therefore followed by one without the board: it carries a follow-up
 * or a close, or else a dummy.
 */
const NOBODY = Object.freeze({ kind: 0, code: '' });
const SECOND_LEAST = 5000; /* ms between the two visits */
const SECOND_MOST = 1200000;

let due = null; /* the timer of the second visit, while that is to come */
let dummy = null; /* what ends the requests of the last one */
let turn = Promise.resolve(); /* ends when the last visit does */

/* One visit at a time: they share the memory of the C code. */
function inTurn(job) {
	const done = turn.then(job);

	turn = done.catch(() => {});
	return done;
}

/* Log-uniform: from the time of a click to the time of a long text. */
function secondWait() {
	const [drawn] = crypto.getRandomValues(new Uint32Array(1));

	return SECOND_LEAST * (SECOND_MOST / SECOND_LEAST) **
	    (drawn / 2 ** 32);
}

/* A person may be about to send what the second visit is for. */
const isWriting = () => ['more', 'close'].includes(now) ||
    (now === 'desks' && mode !== 'tip');

/* The first visit is complete: the second will be by itself. */
function secondSoon() {
	clearTimeout(due);
	due = setTimeout(secondVisit, secondWait());
	sayLoad('second');
}

/*
 * Ahead of what a person asks for, which waits for no dummy. True if the second
 * visit was still to come; the caller makes it instead.
 */
function takeSecond() {
	const was = due !== null;

	clearTimeout(due);
	due = null;
	if (dummy)
		dummy.abort();
	byId('load').hidden = true;
	return was;
}

/* By itself, with a dummy. Failures are ignored: nothing depends on it. */
async function secondVisit() {
	due = null;
	if (isWriting()) {
		secondSoon();
		return;
	}
	const stop = new AbortController();
	dummy = stop;
	await inTurn(() => visit(NOBODY, stop)).catch(() => {});
	if (due === null)
		sayLoad('loaded');
}
