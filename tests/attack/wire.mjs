/* wire.mjs - connections and raw requests for the attack scripts. */

import crypto from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';

export const SIZE = 16384;
const HEADER = Buffer.from([0x54, 0x49, 0x50, 0x31, 1, 1, 4, 0]);

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/* Bytes in the shape of an envelope, which is all that the server checks. */
export const envelope = () => Buffer.concat([HEADER,
	crypto.randomBytes(SIZE - HEADER.length)]);

/* Address number N, each in another prefix; none is a front (127.0.0.1). */
export const prefix = (n) => `127.${10 + (n >> 8)}.${n & 255}.9`;

/* Collect what S receives in s.got. FAIL has no effect once S is open. */
function keep(s, fail) {
	s.got = Buffer.alloc(0);
	s.ended = false;
	s.on('data', (d) => {
		s.got = Buffer.concat([s.got, d]);
	});
	s.on('error', fail);
	s.on('close', () => {
		s.ended = true;
		fail(new Error('closed'));
	});
}

/* Connect from the address FROM. */
export const open = (port, from, halfOpen = false) =>
    new Promise((done, fail) => {
	const s = net.connect({ host: '127.0.0.1', port, localAddress: from,
		allowHalfOpen: halfOpen }, () => done(s));

	s.setNoDelay(true);
	keep(s, fail);
});

/* Start TLS on RAW; resolves after the handshake.  Node.js 18 does not tell a
 * TLS socket that the socket below it was destroyed, hence the listener. */
export const shake = (raw, options = {}) => new Promise((done, fail) => {
	const s = tls.connect({ socket: raw, rejectUnauthorized: false,
		...options }, () => done(s));

	raw.once('close', () => fail(new Error('closed')));
	keep(s, fail);
});

/* Split BYTES into complete answers and what is left after them. */
export function answers(bytes) {
	const all = [];
	let at = 0;

	for (;;) {
		const end = bytes.indexOf('\r\n\r\n', at);
		if (end < 0)
			break;
		const head = bytes.toString('latin1', at, end);
		const status = /^HTTP\/1\.[01] (\d{3})/.exec(head);
		const n = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
		    ?? NaN);
		const begin = end + 4;

		if (!status || Number.isNaN(n) || bytes.length < begin + n)
			break;
		all.push({ status: Number(status[1]), head,
			body: bytes.subarray(begin, begin + n) });
		at = begin + n;
	}
	return { all, left: bytes.subarray(at) };
}

/* Wait until TEST() holds, the socket ends, or MS have passed. */
export async function until(s, test, ms) {
	const end = Date.now() + ms;

	while (!test() && !s.ended && Date.now() < end)
		await sleep(2);
	return test();
}

/*
 * The time limit of an answer in ms: two seconds on an idle machine, longer in
 * proportion to the CPU time that other work takes now.
 */
export function patience() {
	const used = process.cpuUsage();
	const begin = performance.now();
	let ms = 0; /* of CPU time */

	while (ms < 20) {
		crypto.createHash('sha256').update(Buffer.alloc(65536)).digest();
		const { user, system } = process.cpuUsage(used);

		ms = (user + system) / 1000;
	}
	return 2000 * Math.max(1, (performance.now() - begin) / ms);
}

export const PATIENCE = patience();

/* Send one request, over TLS if SECURE; return its answer, or null if none came
 * within MS. */
export async function ask(port, from, bytes, ms = PATIENCE, secure = false) {
	const end = Date.now() + ms;
	const raw = await open(port, from).catch(() => null);
	let s = raw;

	if (raw && secure)
		s = await Promise.race([shake(raw).catch(() => null),
			sleep(ms).then(() => null)]);
	s?.write(bytes);
	if (s)
		await until(s, () => answers(s.got).all.length > 0,
		    end - Date.now());
	const first = s && answers(s.got).all[0];

	s?.destroy();
	raw?.destroy();
	return first ?? null;
}

/* The bytes of a TLS ClientHello as sent on the wire. */
export const hello = () => new Promise((done) => {
	const server = net.createServer((s) => s.once('data', (bytes) => {
		s.destroy();
		server.close(() => done(bytes));
	})).listen(0, '127.0.0.1', () => tls.connect({
		port: server.address().port, host: '127.0.0.1',
		servername: 'localhost' }).on('error', () => {}));
});

export const get = (path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

/* A POST; by default with the header of a browser on this service's page. */
export const post = (path, type, body, more = 'Sec-Fetch-Site: same-origin') =>
	Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nHost: x\r\n` +
	    `${more}\r\nContent-Type: ${type}\r\n` +
	    `Content-Length: ${body.length}\r\n\r\n`), Buffer.from(body)]);

export const deposit = (body = envelope()) =>
	post('/x', 'application/octet-stream', body);

export const form = (fields, more) => post('/',
    'application/x-www-form-urlencoded', new URLSearchParams(fields).toString(),
    more);

export const tip = (more) => form({ do: 'send', text: 'Een proef',
	'desk.noord': '1' }, more);
