/* visits.mjs - makes requests that carry marks, over every lane, and can leave
 * their connections open.
 *
 * usage: visits.mjs PORT MARKS
 *
 * Writes every mark to the file MARKS as "NAME HEX". Reads commands, one a
 * line, and answers each with one line:
 *   plain keep | plain close | tls keep | tls close   make all requests
 *   one LANE N   make request N alone; its connection stays open
 *   half WHAT F  send half of a request; its mark goes to the file F
 *   deposit N ORDER AT-ONCE   deposit N envelopes, the same each time
 *   count        print the number of requests
 *   hang-up      close the open connections
 */

import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import readline from 'node:readline';
import tls from 'node:tls';

const [port, marksFile] = process.argv.slice(2);
const SIZE = 16384;
const HEADER = Buffer.from([0x54, 0x49, 0x50, 0x31, 1, 1, 4, 0]);
const open = [];
let visits = 0;

/* Record TEXT as a mark, and return it. */
function mark(name, text, file = marksFile) {
	fs.appendFileSync(file,
	    `${name} ${Buffer.from(text, 'latin1').toString('hex')}\n`);
	return text;
}
const canary = (name, file) => mark(name,
    `Mq${crypto.randomBytes(9).toString('hex')}`, file);

/* A new source address and port, marked as text and as the kernel's bytes. */
function source() {
	const b = [127, 20 + crypto.randomInt(200), 1 + crypto.randomInt(250),
		1 + crypto.randomInt(250)];
	const local = 20000 + visits * 7 + crypto.randomInt(7);

	mark('address', b.join('.'));
	mark('address-raw',
	    Buffer.from([local >> 8, local & 255, ...b]).toString('latin1'));
	return { localAddress: b.join('.'), localPort: local };
}

const connect = (secure) => new Promise((done, fail) => {
	const to = { host: '127.0.0.1', port: Number(port), ...source() };
	const s = secure
	    ? tls.connect({ ...to, rejectUnauthorized: false }, () => done(s))
	    : net.connect(to, () => done(s));

	s.on('error', fail);
});

/* Read one answer, up to its Content-Length or the end of the connection. */
const answer = (s) => new Promise((done) => {
	let got = Buffer.alloc(0);
	const end = () => {
		s.removeAllListeners('data');
		done(got.toString('latin1'));
	};

	s.on('data', (d) => {
		got = Buffer.concat([got, d]);
		const head = got.indexOf('\r\n\r\n');
		const n = /content-length: (\d+)/i.exec(
		    got.subarray(0, head + 2).toString('latin1'));
		if (head > 0 && n && got.length >= head + 4 + Number(n[1]))
			end();
	});
	s.once('close', end);
});

function head(method, path, more = '') {
	return `${method} ${path}?${canary('query')} HTTP/1.1\r\n` +
	    `Host: ${canary('host')}\r\n` +
	    `User-Agent: ${canary('agent')}\r\n` +
	    `Accept-Language: ${canary('language')}, nl;q=0.5\r\n` +
	    `Cookie: ${canary('cookie-name')}=${canary('cookie')}\r\n` +
	    `Referer: http://${canary('referer')}/\r\n` +
	    `X-Forwarded-For: ${canary('forwarded')}\r\n` +
	    `${canary('header-name')}: ${canary('header')}\r\n${more}\r\n`;
}

const post = (path, type, body, length = body.length) => Buffer.concat([
	Buffer.from(head('POST', path, 'Sec-Fetch-Site: same-origin\r\n' +
	    `Content-Type: ${type}\r\n` +
	    `Content-Length: ${length}\r\n`)), Buffer.from(body, 'latin1')]);
const form = (fields) => post('/', 'application/x-www-form-urlencoded',
    new URLSearchParams(fields).toString());
const binary = (body) => post('/x', 'application/octet-stream', body);
const envelope = () => Buffer.concat([HEADER,
	crypto.randomBytes(SIZE - 8)]).toString('latin1');

/* A new receipt, marked as it is typed and as it is shown. */
function receipt() {
	const digits = Array.from({ length: 22 },
	    () => crypto.randomInt(10)).join('');
	let r = 0;

	for (const d of digits)
		r = (r * 10 + Number(d)) % 97;
	const code = digits + String(98 - (r * 100) % 97).padStart(2, '0');
	mark('receipt', code);
	mark('receipt-22', digits);
	mark('receipt-shown', code.match(/..../g).join(' '));
	return code;
}

const tip = (name) => `${canary(name)} een tip ${canary(name)}`;

/* Requests of every lane, and refused ones; the status of each answer. */
const requests = [
	[() => head('GET', '/'), '203'],
	[() => head('GET', '/n'), '200'],
	[() => head('GET', '/b'), '200'],
	[() => head('GET', `/${canary('path')}`), '404'],
	[() => head(canary('method'), '/'), '405'],
	[() => binary(envelope()), '200'],
	[() => binary(tip('short')), '200'],
	[() => post('/x', canary('type'), envelope()), '415'],
	[() => head('POST', '/x', 'Content-Type: application/octet-stream\r\n' +
	    'Transfer-Encoding: chunked\r\n'), '411'],
	[() => post('/x', 'application/octet-stream', '', 99999), '413'],
	[() => `${canary('junk')}\r\n\r\n`, ''],
	[() => form({ do: 'form', text: tip('kept') }), '200'],
	[() => form({ do: 'code', text: tip('text') }), '200'],
	[() => form({ do: 'send', text: tip('text'), 'desk.noord': '1',
		f128: canary('field') }), '303'],
	[() => form({ do: 'send', text: tip('text'), 'desk.noord': '1',
		code: receipt() }), '303'],
	[() => form({ do: 'send', text: tip('nodesk') }), '200'],
	[() => form({ do: 'check', code: receipt() }), '200'],
	[() => form({ do: 'check', code: tip('badcode') }), '200'],
	[() => form({ do: 'more', code: receipt(), text: tip('text'),
		'desk.zuid': '1' }), '303'],
	[() => form({ do: 'close', code: receipt(), 'desk.zuid': '1' }), '303'],
	[() => form({ do: canary('action') }), '200'],
	[() => form({ [canary('name')]: canary('value') }), '200'],
	[() => form({ do: 'send', text: canary('long').repeat(2000) }), '200'],
];

async function all(secure, keep, list = requests) {
	const wrong = [];

	for (const [make, want] of list) {
		const s = await connect(secure);

		visits++;
		s.on('error', () => {});
		s.write(make());
		const got = await answer(s);
		if (!got.startsWith(want && `HTTP/1.1 ${want}`))
			wrong.push(`${make.toString().slice(6)}: ` +
			    got.slice(0, 40).replace(/\r\n.*/s, ''));
		if (keep && !s.destroyed)
			open.push(s);
		else
			s.destroy();
	}
	return wrong.length > 0 ? `wrong: ${wrong.join('; ')}`
	    : `${list.length} visits, ${open.length} open`;
}

/* Send a request up to the middle of its headers or of its body. */
async function half(what, file) {
	const s = await connect(what.startsWith('tls'));
	const body = canary('half', file);

	s.on('error', () => {});
	open.push(s);
	s.write(what.endsWith('head')
	    ? `GET / HTTP/1.1\r\nHost: x\r\nX-Half: ${body}`
	    : 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n' +
	    'Content-Type: application/x-www-form-urlencoded\r\n\r\n' +
	    `do=send&text=${body}`);
	return 'half sent';
}

/* Envelope ${i}, the same in each run. */
const fixed = (i) => Buffer.concat([HEADER, crypto.createCipheriv('aes-256-ctr',
    Buffer.alloc(32, i & 255), Buffer.alloc(16, i >> 8))
    .update(Buffer.alloc(SIZE - 8))]).toString('latin1');

async function deposit(n, order, atOnce) {
	const left = Array.from({ length: n }, (_, i) => i);
	let stored = 0;

	if (order === 'down')
		left.reverse();
	await Promise.all(Array.from({ length: atOnce }, async () => {
		while (left.length > 0) {
			const i = left.shift();
			const s = await connect(false);

			visits++;
			s.write(binary(fixed(i)));
			const got = await answer(s);
			stored += got.startsWith('HTTP/1.1 200') ? 1 : 0;
			s.destroy();
		}
	}));
	return stored === n ? `${n} stored` : `wrong: ${stored} stored`;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
	const [a, b, c, d] = line.split(' ');

	if (a === 'hang-up') {
		for (const s of open.splice(0))
			s.destroy();
		console.log('hung up');
	} else if (a === 'half') {
		console.log(await half(b, c));
	} else if (a === 'one') {
		console.log(await all(b === 'tls', true, [requests[c]]));
	} else if (a === 'deposit') {
		console.log(await deposit(Number(b), c, Number(d)));
	} else if (a === 'count') {
		console.log(requests.length);
	} else {
		console.log(await all(a === 'tls', b === 'keep'));
	}
}
