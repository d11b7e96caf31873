/* send.js - what a person asks for: something is sent, or looked for. */
'use strict';

const STORED = 0;
const NOTICEABLE = 500; /* ms: what takes longer is shown */

/*
 * The board follows what was sent, while the next screen is there: nobody
 * waits for it, and every visit ends with it.
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
	state.pending = null;
}

/* Looks for answers to a code; nobody needs to keep what it sends. */
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
