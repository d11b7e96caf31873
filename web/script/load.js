/* load.js - shows the size of the board, and its progress after a visit. */
'use strict';

/* True if the connection seems to be slow or paid by volume. */
function frugal() {
	const line = navigator.connection;

	return Boolean(line) && (line.saveData === true ||
	    line.type === 'cellular' ||
	    ['slow-2g', '2g', '3g'].includes(line.effectiveType));
}

const boardSize = () => Number(document.body.dataset.board);

/* On a slow or costly connection, shows the size before a visit begins. */
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

/* Shows the text w_NAME under the screens that come after a visit. */
function sayLoad(name) {
	byId('load-text').textContent = word(name);
	byId('load-bar').hidden = name !== 'load';
	byId('load').hidden = name === 'load' || !screens[state.now].after;
}
