/* load.js - the board: how large it is, and how it comes after sending. */
'use strict';

const NOTICEABLE = 500; /* ms: what takes longer is shown */

/* A line that a person may have to pay for, or wait on. */
function frugal() {
	const line = navigator.connection;

	return Boolean(line) && (line.saveData === true ||
	    line.type === 'cellular' ||
	    ['slow-2g', '2g', '3g'].includes(line.effectiveType));
}

const boardSize = () => Number(document.body.dataset.board);

/* On a slow or costly line, before the button that begins a visit. */
function sayCost() {
	const said = [word('line'), word('load'), word('load_size',
	    Math.max(0.1, boardSize() / 1e6).toLocaleString(
	    document.documentElement.lang, { maximumFractionDigits: 1 }))];

	all('.cost').forEach((note) => {
		note.textContent = said.join(' ');
		note.hidden = !frugal();
	});
}

function loadBar(n, size) {
	byId('load-bar').max = size || 1;
	byId('load-bar').value = Math.min(n, size || 0);
}

/*
 * The board follows what was sent, while the next screen is there: nobody
 * waits for it, and every visit ends with it.
 */
async function boardAfter() {
	const box = byId('load');
	const say = (text) => { byId('load-text').textContent = text; };
	const slow = setTimeout(() => {
		box.hidden = !after.includes(now);
	}, NOTICEABLE);

	say(word('load'));
	byId('load-bar').hidden = false;
	loadBar(0, boardSize());
	try {
		await getBoard(loadBar);
		say(word('loaded'));
		byId('load-bar').hidden = true;
	} catch (failure) {
		box.hidden = true; /* what was sent is stored all the same */
	} finally {
		clearTimeout(slow);
	}
}
