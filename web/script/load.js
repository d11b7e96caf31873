/* load.js - how large the board is, and what goes on after a visit. */
'use strict';

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

/* Says the text NAME under the screens that come after a visit. */
function sayLoad(name) {
	byId('load-text').textContent = word(name);
	byId('load-bar').hidden = name !== 'load';
	byId('load').hidden = name === 'load' || !screens[state.now].after;
}
