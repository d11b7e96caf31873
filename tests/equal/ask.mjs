/* ask.mjs - compares answers and times of checks on the form lane.
 *
 * usage: ask.mjs PORT ROUNDS MOST NAME=CODE...
 *
 * Each round checks, in random order, a code that never existed, each CODE, and
 * another code that never existed. Each check has a connection of its own from
 * a random address in 127.0.0.0/8. A Wilcoxon signed-rank test then compares
 * each kind with the first, paired by round, so that a slow round does not
 * matter. There are ROUNDS rounds, and more, up to MOST, until the test would
 * find a difference of a tenth of an answer's time. The output states the
 * difference that would be found; as a control, the test must find it when it
 * is added to the times of the last kind. No absolute time is asserted.
 */

import { randomInt } from 'node:crypto';
import net from 'node:net';
import { found, needed, rank } from './rank.mjs';

const [port, rounds, most] = process.argv.slice(2, 5).map(Number);
const codes = process.argv.slice(5).map((s) => s.split('='));
const FIRST = 'never existed';
const AGAIN = 'never existed either';
const kinds = [FIRST, ...codes.map(([name]) => name), AGAIN];
const times = Object.fromEntries(kinds.map((k) => [k, []]));
const answers = Object.fromEntries(kinds.map((k) => [k, new Set()]));
let n = 0;
let bad = false;

function ok(yes, name) {
	bad ||= !yes;
	console.log(`${yes ? 'ok' : 'not ok'} ${++n} - ${name}`);
}

/* 24 digits with right check digits, which nobody drew. */
function never() {
	let r = 0;
	let s = '';

	for (let i = 0; i < 22; i++) {
		s += randomInt(10);
		r = (r * 10 + Number(s[i])) % 97;
	}
	return s + String(98 - r * 100 % 97).padStart(2, '0');
}

/* One check: the whole answer, and microseconds until it has ended. */
function ask(code) {
	const body = `do=check&typed=${code}`;
	const request = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n' +
	    'Content-Type: application/x-www-form-urlencoded\r\n' +
	    `Content-Length: ${body.length}\r\n\r\n${body}`;

	return new Promise((done, fail) => {
		const parts = [];
		let begun;
		const socket = net.connect({ port, host: '127.0.0.1',
			localAddress: `127.${randomInt(1, 255)}.` +
			    `${randomInt(255)}.1` }, () => {
			begun = process.hrtime.bigint();
			socket.write(request);
		});

		socket.setNoDelay(true);
		socket.on('data', (part) => parts.push(part));
		socket.on('error', fail);
		socket.on('end', () => {
			const took = process.hrtime.bigint() - begun;

			done({ us: Number(took) / 1000,
				whole: Buffer.concat(parts).toString('latin1') });
		});
	});
}

function shuffled(list) {
	const out = [...list];

	for (let i = out.length - 1; i > 0; i--) {
		const j = randomInt(i + 1);

		[out[i], out[j]] = [out[j], out[i]];
	}
	return out;
}

async function round() {
	for (const kind of shuffled(kinds)) {
		const known = codes.find(([name]) => name === kind);
		const { us, whole } = await ask(known ? known[1] : never());

		times[kind].push(us);
		answers[kind].add(whole);
	}
}

const against = (kind) => times[kind].map((t, i) => t - times[FIRST][i]);
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/* The difference that would be found, by two kinds that are surely alike. */
const power = () => needed(against(AGAIN));

for (let i = 0; i < 20; i++) /* the first rounds are slow: do not count them */
	await round();
for (const k of kinds)
	times[k].length = 0;
for (let i = 0; i < most; i++) {
	await round();
	if (i + 1 >= rounds && power() < median(times[FIRST]) / 10)
		break;
}

const head = (whole) => whole.slice(0, whole.indexOf('\r\n\r\n'));
const seen = kinds.map((k) => [...answers[k]]);
const heads = new Set(seen.flat().map(head));
const sizes = new Set(seen.flat().map((a) => a.length));
const count = times[FIRST].length;
const planted = power();

ok(heads.size === 1 && /^HTTP\/1\.1 200 /.test([...heads][0]),
    `${kinds.length} x ${count} checks: one status, one head`);
ok(sizes.size === 1, `answers have one size: ${[...sizes].join(' ')} bytes`);
for (const [name] of codes) {
	const same = answers[name].size === 1 &&
	    answers[FIRST].has([...answers[name]][0]);

	ok(answers[FIRST].size === 1 && same === (name !== 'answered'),
	    `${name}: ${same ? 'the same bytes' : 'different bytes'}`);
}
console.log(`# an answer takes ${median(times[FIRST]).toFixed(0)} us; of ` +
    `${planted.toFixed(0)} us more, ${(100 * planted /
	median(times[FIRST])).toFixed(1)} %, one in 1,000 is missed`);
for (const kind of kinds.slice(1)) {
	const z = rank(against(kind));

	ok(!found(z), `${kind}: takes the same time (z = ${z.toFixed(2)})`);
}
const z = rank(against(AGAIN).map((d) => d + planted));

ok(found(z), `control: an added delay is found (z = ${z.toFixed(2)})`);
console.log(`1..${n}`);
process.exit(bad ? 1 : 0);
