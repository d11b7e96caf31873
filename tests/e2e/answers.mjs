/* answers.mjs - cut the connection at every byte of an answer, then retry. */

import net from 'node:net';
import crypto from 'node:crypto';

const port = Number(process.argv[2]);
const SIZE = 16384;
const HEADER = Buffer.from([0x54, 0x49, 0x50, 0x31, 1, 1, 4, 0]);
const WORKERS = 64;

/* Random bytes in the shape of an envelope, which is all the server checks. */
const envelope = () =>
	Buffer.concat([HEADER, crypto.randomBytes(SIZE - HEADER.length)]);

const request = (body) => Buffer.concat([
	Buffer.from('POST /x HTTP/1.1\r\nHost: a\r\n' +
	    'Content-Type: application/octet-stream\r\n' +
	    `Content-Length: ${SIZE}\r\nConnection: close\r\n\r\n`), body]);

let visitors = 0;

/* By turns a front and a prefix that sent nothing yet: of either kind the
 * server takes two thousand at once, and the rest would have to wait. */
const somebody = () => ++visitors % 2 ? '127.0.0.1'
	: `127.${1 + (visitors >> 9)}.${visitors >> 1 & 255}.1`;

/* Send BYTES, read about MOST bytes of the answer, and close. */
const talk = (bytes, most = Infinity) => new Promise((done) => {
	const s = net.connect({ port, host: '127.0.0.1',
		localAddress: somebody() });
	let got = Buffer.alloc(0);
	const end = () => {
		s.destroy();
		done(got);
	};

	s.on('data', (d) => {
		got = Buffer.concat([got, d]);
		if (got.length >= most)
			end();
	});
	s.on('error', end);
	s.on('close', end);
	s.on('connect', () => s.write(bytes, () => {
		if (most === 0)
			end();
	}));
});

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/* The status of a complete exchange; "again" is retried, as a client does. */
async function status(body)
{
	for (let i = 0; i < 120; i++) {
		const got = await talk(request(body));
		const at = got.indexOf('\r\n\r\n') + 4;

		if (at < 4 || got.length - at !== 256)
			return `an answer of ${got.length} bytes`;
		if (got[at] !== 2)
			return got[at];
		await sleep(500);
	}
	return 'busy for a minute';
}

let wrong = 0;
let stored = 0;

async function cut(bytes, most, body, what)
{
	await talk(bytes, most);
	const s = await status(body);

	stored++;
	if (s !== 0) {
		wrong++;
		console.log(`# ${what}: ${s}`);
	}
}

/* The length of a complete answer; its envelope counts as stored. */
const length = (await talk(request(envelope()))).length;
stored++;

const jobs = [];
for (let at = 0; at <= length; at++)
	jobs.push(async () => {
		const body = envelope();

		await cut(request(body), at, body, `answer cut at ${at}`);
	});
/* Requests are cut too: the server never stores part of an envelope. */
for (let at = 1; at < SIZE; at += 499)
	jobs.push(async () => {
		const body = envelope();

		await cut(request(body).subarray(0, at), 0, body,
		    `request cut at ${at}`);
	});

await Promise.all(Array.from({ length: WORKERS }, async () => {
	for (let job = jobs.pop(); job !== undefined; job = jobs.pop())
		await job();
}));
console.log(`${length} ${stored} ${wrong}`);
