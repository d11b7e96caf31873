/* send.js - the visits that a person asks for: to send, or to look. */
'use strict';

const STORED = 0;
const NOTICEABLE = 500; /* ms: loading is shown after that */

/*
 * Fetches the board after the envelope, while the next screen is shown: every
 * first visit ends with it, but nobody waits for it.
 */
async function boardAfter() {
	const box = byId('load');
	const slow = setTimeout(() => {
		box.hidden = !screens[state.now].after;
	}, NOTICEABLE);

	sayLoad('load');
	loadBar(0, boardSize());
	try {
		await getBoard(loadBar);
		secondSoon();
	} catch (failure) {
		box.hidden = true; /* what was sent is stored all the same */
	} finally {
		clearTimeout(slow);
	}
}

/*
 * Sends what to its desks; resolves when it is stored, while the board loads. A
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
	state.pending = null;
}

/* Looks for answers to a code, in a visit with a dummy. */
function look(code) {
	takeSecond();
	return inTurn(async () => {
		await visit({ kind: KIND.look, code });
		state.pending = null;
		progress('p_board');
		await getBoard((n, size) => progress('p_board', n, size));
		secondSoon();
		return readCells();
	});
}
