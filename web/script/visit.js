/* visit.js - the same requests each time: notes, envelope, board. */
'use strict';

const KIND = { look: 0, tip: 1, more: 2, close: 3 };
const STORED = 0;
const PATIENCE = 60000; /* ms without one byte */
const DAY = 86400000;

/* One envelope is kept until it is stored: a retry sends the same. */
let pending = null;

const today = () => Math.floor(Date.now() / DAY);

/* Reads an answer piece by piece, so that a slow line is not a dead one. */
async function readAll(answer, alive, told) {
	const pieces = [];
	let n = 0;

	if (!answer.body || !answer.body.getReader)
		return answer.arrayBuffer();
	const reader = answer.body.getReader();
	const size = Number(answer.headers.get('Content-Length'));
	for (;;) {
		const { done, value } = await reader.read();

		if (done)
			break;
		pieces.push(value);
		n += value.length;
		alive();
		if (told)
			told(n, size);
	}
	return new Response(new Blob(pieces)).arrayBuffer();
}

/* One request, until stop ends it; the bytes of its answer, or a Problem. */
async function ask(path, options, told, stop = new AbortController()) {
	let timer;
	const alive = () => {
		clearTimeout(timer);
		timer = setTimeout(() => stop.abort(), PATIENCE);
	};
	let answer;

	alive();
	try {
		answer = await fetch(path, Object.assign({ cache: 'no-store',
		    credentials: 'omit', redirect: 'error',
		    referrerPolicy: 'no-referrer', signal: stop.signal },
		    options));
		if (answer.ok)
			return await readAll(answer, alive, told);
	} catch (failure) {
		throw new Problem('net');
	} finally {
		clearTimeout(timer);
	}
	throw new Problem(answer.status === 503 ? 'again' : 'server');
}

async function getNotes(stop) {
	const notes = await ask('/n', {}, null, stop);
	const date = new Date(today() * DAY).toLocaleDateString(
	    document.documentElement.lang, { day: 'numeric', month: 'long',
	    year: 'numeric', timeZone: 'UTC' });
	const e = tip.notes(put(notes, 'notes'), today());

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

	if (tip.board(put(board, 'board')) !== 0)
		throw new Problem('server');
}

/*
 * One visit, up to its envelope, whose status it returns: the same requests
 * with the same work between them, whatever it is for. Nothing waits for a
 * person once it began. A retry works as hard, and sends what it sent before;
 * a dummy that nobody asked for has none.
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
	if (!pending || pending.key !== key)
		pending = { key, envelope };
	return postEnvelope(pending.envelope);
}

/*
 * Sends what to desks; resolves when it is stored, the board under way. A
 * follow-up or a close is the second visit, if that has not been made yet.
 */
async function send(what) {
	const second = takeSecond() && what.kind !== KIND.tip;
	let status;

	try {
		status = await inTurn(() => visit(what));
	} catch (failure) {
		if (second)
			secondSoon();
		throw failure;
	}
	if (!second)
		boardAfter();
	if (status !== STORED)
		throw new Problem(status === 1 ? 'full' : 'again');
	pending = null;
}

/* Looks for answers to a code; nobody needs to keep what it sends. */
function look(code) {
	takeSecond();
	return inTurn(async () => {
		await visit({ kind: KIND.look, code });
		pending = null;
		progress('p_board');
		await getBoard((n, size) => progress('p_board', n, size));
		secondSoon();
		return readCells();
	});
}
