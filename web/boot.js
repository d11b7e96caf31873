/* boot.js - runs the page's scripts so that no browser stores their address. */
'use strict';

/*
 * Chromium stores compiled scripts by address, except blobs and scripts below
 * 1,024 characters: this file must stay below. If the browser refuses a blob,
 * load() runs the file itself.
 */
function runFile(path, integrity) {
	const load = (src) => new Promise((onload, onerror) => {
		document.head.append(Object.assign(
		    document.createElement('script'),
		    { src, integrity, onload, onerror }));
	});

	return fetch(path, { integrity, cache: 'no-store', credentials: 'omit',
	    redirect: 'error' }).then((answer) => answer.blob()).then((blob) =>
	    load(URL.createObjectURL(blob)).catch(() => load(path)));
}

const hashes = document.body.dataset; /* a name that no script has */

runFile('/script.js', hashes.script).then(() => runFile('/coach.js',
    hashes.coach)).catch(() => {});
