/* visit.js - makes a visit, always of the same requests: /n, /x and /b. */
'use strict';

/* A dummy visit, which no person asked for. */
const NOBODY = Object.freeze({ kind: KIND.look, code: '' });

const today = () => Math.floor(Date.now() / DAY);

async function getNotes(stop) {
	const notes = await ask('/n', {}, null, stop);
	const date = dayText(today());
	const e = state.tip.notes(put(notes, 'notes'), today());

	if (e === -ERR.clock)
		throw new Problem('clock', date);
	if (e === -ERR.expired)
		throw new Problem('expired', date);
	if (e !== 0)
		throw new Problem('keys');
}

async function postEnvelope(envelope, stop) {
	const answer = new Uint8Array(await ask('/x', { method: 'POST',
	    body: envelope,
	    headers: { 'Content-Type': 'application/octet-stream' } },
	    null, stop));

	if (answer.length !== 256 || answer[0] > 2)
		throw new Problem('server');
	return answer[0];
}

async function getBoard(told) {
	const board = await ask('/b', {}, told);

	if (state.tip.board(put(board, 'board')) !== 0)
		throw new Problem('server');
}

/*
 * Makes a visit up to its envelope, and returns the status of that: the same
 * requests and the same work between them, whatever it is for. Once it has
 * begun, it never waits for a person. A retry does the same work, and sends the
 * same envelope; NOBODY has no retry.
 */
async function visit(what, stop) {
	const key = JSON.stringify(what);

	await ready();
	progress('p_keys');
	await getNotes(stop);
	const envelope = await seal(what);
	progress('p_send');
	if (what === NOBODY)
		return postEnvelope(envelope, stop);
	if (!state.pending || state.pending.key !== key)
		state.pending = { key, envelope };
	return postEnvelope(state.pending.envelope);
}
