/* ask.js - sends one request, and reads its answer piece by piece. */
'use strict';

const PATIENCE = 60000; /* ms without one byte */

/* Reads an answer; each piece restarts the timer, so that it may be slow. */
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

/* Sends a request, which stop may abort; returns bytes or throws a Problem. */
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
