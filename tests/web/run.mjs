/* run.mjs - tests tip.wasm and tip.js: QR codes and the work of sealing. */

import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import inspector from 'node:inspector';
import { SERVICE } from '../oracle/chain.mjs';

const dir = path.resolve('build/wasm');
const IN = 0; /* enum buffer of web/entry.h */
const OUT = 1;
const NOTES = 2;
const SIDE = 21; /* version 1 */
const MASKS = [(x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3,
	(x, y) => (x + y) % 3, (x, y) => ((y >> 1) + Math.floor(x / 3)) % 2,
	(x, y) => x * y % 2 + x * y % 3, (x, y) => (x * y % 2 + x * y % 3) % 2,
	(x, y) => ((x + y) % 2 + x * y % 3) % 2];

let number = 0;
let failed = 0;

function ok(name, got, want) {
	const good = JSON.stringify(got) === JSON.stringify(want);

	failed += good ? 0 : 1;
	process.stdout.write(`${good ? 'ok' : 'not ok'} ${++number} - ${name}\n`);
	if (!good)
		process.stdout.write(`# got ${JSON.stringify(got)}, want ` +
		    `${JSON.stringify(want)}\n`);
}

/* Start a build with random bytes from Node.js; return its exports. */
function start(make) {
	let tip;
	const random = (at, n) => {
		crypto.randomFillSync(new Uint8Array(tip.memory.buffer, at, n));
		return 0;
	};

	tip = make({ wasi_snapshot_preview1: { random_get: random } });
	tip._initialize();
	tip.start();
	return tip;
}

const builds = {
	'tip.wasm': () => start((imports) => new WebAssembly.Instance(
	    new WebAssembly.Module(fs.readFileSync(`${dir}/tip.wasm`)),
	    imports).exports),
	'tip.js': () => start((imports) => vm.runInThisContext(
	    `${fs.readFileSync(`${dir}/tip.js`, 'utf8')}\ntip_js`)(imports)),
};
const out = (tip, n) => Buffer.from(new Uint8Array(tip.memory.buffer,
    tip.buffer(OUT), n).slice());

/* Squares that hold no data: finders with format bits, timing. */
const fixed = (x, y) => x === 6 || y === 6 || (x < 9 && y < 9) ||
    (x < 9 && y >= SIDE - 8) || (x >= SIDE - 8 && y < 9);

/* All data bits in their order: up and down, two columns at a time. */
function bits(dark) {
	const mask = MASKS[5 ^ (dark(2, 8) << 2 | dark(3, 8) << 1 | dark(4, 8))];
	const found = [];
	let up = true;

	for (let right = SIDE - 1; right > 0; right -= 2, up = !up) {
		if (right === 6)
			right--;
		for (let i = 0; i < SIDE; i++)
			for (const x of [right, right - 1]) {
				const y = up ? SIDE - 1 - i : i;

				if (!fixed(x, y))
					found.push(dark(x, y) ^
					    (mask(x, y) === 0 ? 1 : 0));
			}
	}
	return found;
}

/* Decode the numeric segment at the start of the bits, and its terminator. */
function read(found) {
	const take = (n) => found.splice(0, n).reduce((v, b) => v << 1 | b, 0);
	const mode = take(4);
	const n = take(10);
	let digits = '';

	for (let i = 0; i < n; i += 3)
		digits += String(take(10)).padStart(3, '0');
	return { mode, n, digits, end: take(4) };
}

/* A finder: a dark border, a light ring, a dark centre. */
const finder = (dark, x0, y0) => [0, 1, 2, 3, 4, 5, 6].every((y) =>
    [0, 1, 2, 3, 4, 5, 6].every((x) => {
	const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));

	return dark(x0 + x, y0 + y) === (ring === 2 ? 0 : 1);
}));

for (const [name, make] of Object.entries(builds)) {
	const tip = make();

	ok(`${name}: no QR code without a receipt`, tip.receipt_qr() < 0, true);
	for (let i = 0; i < 20; i++) {
		const code = out(tip, tip.receipt_draw()).toString();
		const side = tip.receipt_qr();
		const squares = out(tip, SIDE * SIDE);
		const dark = (x, y) => squares[y * SIDE + x];

		ok(`${name}: the QR code holds receipt ${i + 1}`, [side,
		    [[0, 0], [14, 0], [0, 14]].every(([x, y]) =>
		    finder(dark, x, y)), read(bits(dark))],
		    [SIDE, true, { mode: 1, n: 24,
		    digits: code.replace(/ /g, ''), end: 0 }]);
	}
	tip.wipe();
	ok(`${name}: no QR code after a wipe`, tip.receipt_qr() < 0, true);
	ok(`${name}: a wipe leaves no digit`,
	    out(tip, 4096).every((b) => b === 0),
	    true);
}

/* Count the calls of functions of tip.js during work(). */
function calls(work) {
	const session = new inspector.Session();
	const post = (what, options) => {
		let answer;

		session.post(`Profiler.${what}`, options, (e, a) => {
			answer = a;
		});
		return answer;
	};

	session.connect();
	post('enable');
	post('startPreciseCoverage', { callCount: true, detailed: false });
	work();
	const { result } = post('takePreciseCoverage');
	session.disconnect();
	return result.filter(({ url }) => url === 'tip.js').flatMap(
	    ({ functions }) => functions).reduce((n, f) =>
	    n + f.ranges[0].count, 0);
}

/* Sealing to any number of desks costs as much as an envelope for nobody. */
function sealing() {
	const tip = start((imports) => vm.runInThisContext(
	    `${fs.readFileSync(`${dir}/tip.js`, 'utf8')}\ntip_js`,
	    'tip.js')(imports));
	const put = (which, bytes) => {
		new Uint8Array(tip.memory.buffer, tip.buffer(which)).set(bytes);
		return bytes.length;
	};
	const seal = (...desks) => () => {
		tip.seal_begin();
		desks.forEach((desk) => tip.seal_desk(desk));
		tip.seal_text(put(IN, Buffer.from('Een bus.')));
		ok(`tip.js seals to desks: ${desks.length}`,
		    tip.seal_end(1, 0, -1), 0);
	};

	tip.pin(put(IN, SERVICE.vkey));
	tip.notes(put(NOTES, SERVICE.notes), SERVICE.day);
	const idle = calls(() => tip.seal_dummy());
	for (const [name, work] of [['one desk', seal(0)],
	    ['two desks', seal(0, 1)], ['four desks', seal(0, 1, 0, 1)]]) {
		const n = calls(work);

		process.stdout.write(`# ${name}: ${n} calls, ${idle} for ` +
		    'nobody\n');
		ok(`sealing to ${name} costs as much as a dummy`,
		    Math.abs(n - idle) < idle / 50, true);
	}
}

sealing();
process.stdout.write(`1..${number}\n`);
process.exit(failed ? 1 : 0);
