/* floods.mjs - checks that visitors are served while others flood the server.
 *
 * usage: floods.mjs PORT FORM [NAME...]      FORM: once, short or long
 *        floods.mjs PORT FORM secure         for a port that speaks TLS
 *        floods.mjs PORT FORM lossy NAME...  over a line that drops packets
 *
 * A visitor has a prefix of its own. It gets the page and the notes, deposits
 * by script, and sends two forms, each on a new connection. Each request must
 * be answered within two seconds, or more if the machine is busy with other
 * work before the flood begins; the socket's timeout enforces that. If the
 * flood comes from one address of a prefix, or from one address in each of many
 * prefixes, a neighbour of such an address must be served as well.
 *
 * A full line drops what it cannot queue, also a visitor's packets, and TCP
 * waits a second or more before it sends such a packet again. So over a lossy
 * line, and only there, a visitor may repeat a request once.
 */

import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';

import * as w from './wire.mjs';

const [port, size, ...names] = process.argv.slice(2);
const secure = names[0] === 'secure';
const lossy = names[0] === 'lossy';
const long = size === 'long';
const visits = { once: 1, short: 3, long: secure ? 10 : 20 }[size];
const AT_ONCE = 1000;
const KERNEL_MOST = 65536;
const MANY = 200;
const FEW = 50;
const FRONTS = 24;
/* This flood uses up all deposits (and each flood over TLS all connections)
 * that known prefixes may have; only a new prefix still has room. */
const OVER = 'deposits, many prefixes';
const neighbours = (name) => !secure && name !== OVER &&
	/, (one line|many prefixes)$/.test(name);
let visitors = 0;
let attackers = 0;
let stop = false;
const open = new Set();

/* Open a connection of the flood; null if the server refused it. */
async function attack(from) {
	const s = await w.open(Number(port), from).catch(() => null);

	if (!s)
		return null;
	s.removeAllListeners('error');
	s.removeAllListeners('data');
	s.on('error', () => {});
	s.on('close', () => open.delete(s));
	open.add(s);
	return s;
}

/* Start N attackers; each does WORK on new connections until STOP is set. */
async function flood(n, from, work) {
	const all = [];

	for (let i = 0; i < n; i++) {
		all.push((async () => {
			while (!stop) {
				const s = await attack(from(i));

				if (s && !s.ended)
					await work(s);
				s?.destroy();
				await w.sleep(20);
			}
		})());
		if (i % 50 === 49)
			await w.sleep(1);
	}
	return all;
}

const held = async (s) => {
	while (!stop && !s.ended)
		await w.sleep(50);
};

/* Send a byte every 200 ms. */
const trickle = (bytes) => async (s) => {
	const all = Buffer.from(bytes, 'latin1');

	s.resume();
	for (let i = 0; i < all.length && !stop && !s.ended; i++) {
		s.write(all.subarray(i, i + 1));
		await w.sleep(200);
	}
};

/* Send all but the last nine bytes, then wait. */
const half = (bytes) => async (s) => {
	s.resume();
	s.write(bytes.subarray(0, bytes.length - 9));
	await held(s);
};

/* Send a request and read nothing of the answer. */
const unread = (bytes) => async (s) => {
	s.pause();
	s.write(bytes);
	await held(s);
};

/* Send requests and read at most 4 KiB every 20 ms. */
const sips = (bytes) => async (s) => {
	s.on('readable', () => {});
	s.write(bytes);
	while (!stop && !s.ended) {
		s.read(Math.min(4096, s.readableLength));
		await w.sleep(20);
	}
};

/* Send a request, wait for data, and repeat. */
const hammer = (make) => async (s) => {
	let waiting = true;

	s.on('data', () => {
		waiting = false;
	});
	while (!stop && !s.ended) {
		waiting = true;
		s.write(make());
		while (waiting && !stop && !s.ended)
			await w.sleep(5);
	}
};

/* Send once; wait for the first byte of an answer, at most two seconds. */
const once = (make) => async (s) => {
	let waiting = 100;

	s.on('data', () => {
		waiting = 0;
	});
	s.write(make());
	while (waiting-- > 0 && !stop && !s.ended)
		await w.sleep(20);
};

/* Do WORK inside TLS. */
const shaken = (work) => async (raw) => {
	const s = await w.shake(raw).catch(() => null);

	if (!s)
		return;
	s.removeAllListeners('error');
	s.removeAllListeners('data');
	s.on('error', () => {});
	await work(s, raw);
	s.destroy();
};

const shut = async (s) => {
	s.resume();
	s.end();
	await held(s);
};

const hello = await w.hello();
/* A ClientHello with one byte changed, or random bytes. */
const broken = () => {
	const bytes = crypto.randomBytes(hello.length);

	if (bytes[0] < 128) {
		const at = bytes.readUInt16BE(1) % hello.length;
		const other = bytes[at];

		hello.copy(bytes);
		bytes[at] = other;
	}
	return bytes;
};
const longForm = w.form({ do: 'form', text: 'x'.repeat(60000) });
const shortForm = w.form({ do: 'form', text: 'x'.repeat(9000) });
const base = () => 20 + 10 * (attackers++ % 20);
const one = () => {
	const b = base();

	return (i) => `127.${b}.7.${1 + i % 250}`;
};
const line = () => {
	const b = base();

	return () => `127.${b}.7.1`;
};
const front = () => () => '127.0.0.1';
const many = () => {
	const b = base();

	return (i) => `127.${b + (i >> 8)}.${i & 255}.3`;
};

/* name: [number of attackers, their addresses, what each does] */
const floods = {
	'connections, one prefix': [AT_ONCE, one, held],
	'idle, many prefixes': [long ? 10000 : 1500, many, held],
	'slow heads, one prefix': [AT_ONCE, one, trickle(
	    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(999)}`)],
	'slow heads, many prefixes': [AT_ONCE, many, trickle(
	    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(999)}`)],
	'half envelopes, one line': [AT_ONCE, line, half(w.deposit())],
	'half envelopes, many prefixes': [AT_ONCE, many, half(w.deposit())],
	'half short forms, one line': [AT_ONCE, line, half(shortForm)],
	'half short forms, many prefixes': [AT_ONCE, many, half(shortForm)],
	'half long forms, one prefix': [AT_ONCE, one, half(longForm)],
	'half long forms, many prefixes': [MANY, many, half(longForm)],
	'unread form answers, one prefix': [AT_ONCE, one, unread(shortForm)],
	'unread form answers, one line': [AT_ONCE, line, unread(shortForm)],
	'unread form answers, fronts': [AT_ONCE, front, unread(shortForm)],
	'unread boards, one line': [AT_ONCE, line, unread(w.get('/b'))],
	'unread boards, many prefixes': [MANY, many, unread(w.get('/b'))],
	'sips of boards, many prefixes': [FEW, many,
		sips(w.get('/b').repeat(99))],
	'sips of files, many prefixes': [FEW, many,
		sips(w.get('/tip.js').repeat(99))],
	'pages, one line': [MANY, line, hammer(() => w.get('/'))],
	'pages at once, one line': [MANY, line,
		hammer(() => w.get('/').repeat(20))],
	'malformed envelopes, one line': [MANY, line,
		hammer(() => w.deposit('x'))],
	'deposits, one line': [MANY, line, hammer(() => w.deposit())],
	'deposits, one prefix': [MANY, one, hammer(() => w.deposit())],
	'deposits, 24 fronts': [FRONTS, front, hammer(() =>
		Buffer.concat(Array.from({ length: 16 }, () => w.deposit())))],
	'tips by form, one line': [MANY, line, hammer(() => w.tip())],
	'tips by form, one prefix': [MANY, one, hammer(() => w.tip())],
	'tips by form, 24 fronts': [FRONTS, front, hammer(() => w.tip())],
	'boards, one line': [MANY, line, hammer(() => w.get('/b'))],
	'boards, many prefixes': [MANY, many, hammer(() => w.get('/b'))],
	/* attack.sh starts other programs for this one */
	others: [0, one, held],
	[OVER]: [MANY, many, hammer(() => w.deposit())],
};

/* Floods against TLS; the short form runs the first SECURED_SHORT. Those that
 * repeat handshakes have FEW attackers, as they load the visitor's CPU too. */
const secured = {
	'half hellos, one prefix': [AT_ONCE, one, half(hello)],
	'unread after hello, many prefixes': [AT_ONCE, many, unread(hello)],
	'hellos, one prefix': [MANY, one, once(() => hello)],
	'hellos, many prefixes': [MANY, many, once(() => hello)],
	'broken hellos, many prefixes': [MANY, many, once(broken)],
	'shut after hands shaken, many prefixes': [FEW, many, shaken(shut)],
	'half envelopes inside, many prefixes': [MANY, many,
		shaken(half(w.deposit()))],
	'unread boards inside, one prefix': [MANY, one,
		shaken(unread(w.get('/b')))],
	/* from here on, only in the long form */
	'silence, one prefix': [AT_ONCE, one, held],
	'silence, many prefixes': [5000, many, held],
	'half hellos, many prefixes': [AT_ONCE, many, half(hello)],
	'slow hellos, many prefixes': [AT_ONCE, many, trickle(hello)],
	'unread after hello, one prefix': [AT_ONCE, one, unread(hello)],
	'shut after hello, many prefixes': [MANY, many, async (s) => {
		s.write(hello);
		await shut(s);
	}],
	'broken hellos, one prefix': [MANY, one, once(broken)],
	'plain requests, many prefixes': [MANY, many, once(() => w.get('/'))],
	'hands shaken, one prefix': [MANY, one, shaken(held)],
	'hands shaken, many prefixes': [AT_ONCE, many, shaken(held)],
	'hands shaken over and over, many prefixes': [FEW, many,
		shaken(once(() => w.get('/n')))],
	'broken records, many prefixes': [FEW, many,
		shaken((s, raw) => once(broken)(raw))],
	'slow heads inside, many prefixes': [MANY, many, shaken(trickle(
	    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(999)}`))],
	'pages, one prefix': [MANY, one, shaken(hammer(() => w.get('/')))],
};
const SECURED_SHORT = 8;

const asks = {
	page: [() => w.get('/'), [203]],
	notes: [() => w.get('/n'), [200]],
	deposit: [() => w.deposit(), [200]],
	form: [() => w.form({ do: 'form', text: 'x' }), [200]],
	tip: [() => w.tip(), [303]],
};

const elsewhere = () => `127.${230 + (visitors >> 8)}.${visitors++ & 255}.1`;

/* Address N in the prefix of FROM; the floods with neighbours do not use it. */
const beside = (from, n) => from.replace(/\d+$/, String(201 + n));

/* Make each request of ASKS; return those not served WITHIN so many ms. */
async function visit(worst, from, within) {
	const missed = [];

	for (const [name, [make, statuses]] of Object.entries(asks)) {
		const start = Date.now();
		let got = await w.ask(Number(port), from, make(), within,
		    secure);

		if (lossy && !got && Date.now() - start >= within)
			got = await w.ask(Number(port), from, make(), within);
		if (!got || !statuses.includes(got.status))
			missed.push(`${from}: ${name} ` +
			    `${got?.status ?? 'unanswered'}`);
		else if (name === 'deposit' && got.body[0] !== 0)
			missed.push(`${from}: deposit ${got.body[0]}`);
		worst.ms = Math.max(worst.ms, Date.now() - start);
	}
	return missed;
}

/* The most bytes that the kernel holds for one connection of the server:
 * received, or queued and reserved for sending. */
function kernel() {
	const lines = execFileSync('ss', ['-tmnH', 'state', 'established',
		`sport = :${port}`], { encoding: 'utf8', maxBuffer: 1 << 26 });
	let most = 0;

	for (const [, r, f, wr] of lines.matchAll(
	    /skmem:\(r(\d+),rb\d+,t\d+,tb\d+,f(\d+),w(\d+)/g))
		most = Math.max(most, Number(r), Number(f) + Number(wr));
	return most;
}

async function run(name) {
	const [n, where, work] = (secure ? secured : floods)[name];
	const worst = { ms: 0 };
	const missed = [];
	const within = w.patience();

	stop = false;
	const from = where();
	const all = await flood(n, from, work);

	await w.sleep(long ? 3000 : 500);
	const connected = open.size;
	let memory = 0;

	for (let i = 0; i < visits; i++) {
		memory = Math.max(memory, kernel());
		missed.push(...await visit(worst, elsewhere(), within));
		if (neighbours(name))
			missed.push(...await visit(worst, beside(from(i), i),
			    within));
	}
	stop = true;
	for (const s of open)
		s.destroy();
	await Promise.all(all);
	if (/^(unread|half|sips)/.test(name) && memory > KERNEL_MOST)
		missed.push(`${memory} bytes in the kernel`);
	console.log(`${missed.length ? 'not ok' : 'ok'} - ` +
	    `${secure ? 'TLS ' : ''}flood: ${name}` +
	    (missed.length ? `: ${missed.join(', ')}` : ''));
	console.log(`${name}: ${connected} connected, for each at most ` +
	    `${memory} bytes in the kernel, a visitor waited ${worst.ms} ms`);
}

function choose() {
	const all = Object.keys(secured);

	/* The long form's floods come first: the server takes connections from
	 * as many prefixes as they use only if it was quiet before. */
	if (secure)
		return [...long ? all.slice(SECURED_SHORT) : [],
			...all.slice(0, SECURED_SHORT)];
	if (lossy)
		return names.slice(1);
	return names.length ? names
	    : Object.keys(floods).filter((name) => name !== 'others');
}

if (secure) {
	const s = await w.open(Number(port), '127.0.0.1');

	s.write(hello);
	await w.until(s, () => s.got.length > 5, w.patience());
	console.log(`${s.got[0] === 22 && s.got[5] === 2 ? 'ok' : 'not ok'} - ` +
	    'TLS: the server answers a ClientHello');
	s.destroy();
}
const chosen = choose();

for (const name of chosen)
	await run(name);
console.log(`tried ${chosen.length}`);
process.exit(0);
