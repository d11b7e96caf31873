/* builds.mjs - native, tip.wasm and tip.js give the same bytes. */

import fs from 'node:fs';
import vm from 'node:vm';
import * as t from './tip1.mjs';
import { Random, bodyOf, cellBodyOf, typed } from './random.mjs';
import { CHAIN, SERVICE } from './chain.mjs';
import { opRun } from './ops.mjs';

/* An entry point returns minus the index of its error word. */
const WORDS = ['ok', 'format', 'too-long', 'check', 'open', 'key', 'signature',
	'service', 'expired', 'clock', 'version', 'missing', 'full', 'again',
	'io', 'memory'];
const IN = 0;
const OUT = 1;
const NOTES = 2;
const BOARD = 3;
const ENVELOPE = 4;

/* One build of the page's code; draws from ${rand} and keeps the tape. */
class Build {
	constructor(load, rand) {
		this.rand = rand;
		this.tape = [];
		this.tip = load({ wasi_snapshot_preview1: {
			random_get: (at, n) => {
				const b = this.rand(n);
				this.tape.push(b);
				new Uint8Array(this.tip.memory.buffer, at, n)
					.set(b);
				return 0;
			},
		} });
		this.tip._initialize();
		this.want(this.tip.start(), 0);
	}
	want(got, word) {
		if (got !== word)
			throw new Error(`${got}, not ${word}`);
	}
	view(which, n = this.tip.size(which)) {
		return new Uint8Array(this.tip.memory.buffer,
		    this.tip.buffer(which), n);
	}
	put(which, bytes) {
		this.view(which).set(bytes);
		return bytes.length;
	}
	get(which, n) {
		return Uint8Array.from(this.view(which, n));
	}
	/* What was drawn since the last call. */
	drawn() {
		return t.cat(...this.tape.splice(0));
	}
}

/* [name, loader, number of visits]; a missing build is an error. */
export function builds(dir) {
	const module = new WebAssembly.Module(fs.readFileSync(
	    `${dir}/tip.wasm`));
	const script = fs.readFileSync(`${dir}/tip.js`, 'utf8');

	return [
		['tip.wasm', (imports) =>
			new WebAssembly.Instance(module, imports).exports, 20],
		['tip.js', (imports) => vm.runInThisContext(
		    `${script}\ntip_js`, 'tip.js')(imports), 2],
	];
}

function equal(what, a, b) {
	if (a === undefined || b === undefined || !t.same(a, b))
		throw new Error(`${what} differs`);
}

/* A receipt, drawn by the build and by ${ask} from the same bytes. */
async function receipt(b, r, ask) {
	b.want(b.tip.receipt_draw(), 29);
	const text = b.get(OUT, 29);
	const { digits } = await ask('receipt-draw', { tape: b.drawn(),
		text });
	equal('receipt', t.ascii(t.receiptPrint(
	    new TextDecoder().decode(digits))), text);
	const wrong = Uint8Array.from(digits);
	wrong[r.int(24)] ^= 1;
	b.want(b.tip.receipt_read(b.put(IN, wrong)), -WORDS.indexOf('check'));
	b.want(b.tip.receipt_find(b.put(IN, wrong)), -WORDS.indexOf('missing'));
	b.want(b.tip.receipt_find(b.put(IN, t.cat(t.ascii('Mijn code: '), typed(r,
	    new TextDecoder().decode(digits)), t.ascii('?')))), 29);
	equal('found', b.get(OUT, 29), text);
	b.want(b.tip.receipt_read(b.put(IN, typed(r,
	    new TextDecoder().decode(digits)))), 29);
	for (let left = 4096; left > 0;) {
		const steps = r.between(1, 1500);
		left = Math.max(0, left - steps);
		b.want(b.tip.stretch(steps), left);
	}
	return (await ask('receipt-root', { service: SERVICE.id, digits })).root;
}

/* A random body sealed to one or both desks, equal byte for byte. */
async function seal(b, r, ask, root) {
	const f = { ...bodyOf(r), kind: t.u8(2), lane: t.u8(1), flags: t.u8(3),
		week: t.u16(SERVICE.week) };
	const desks = r.pick([[0], [1], [0, 1]]); /* as sets: ascending */
	const reader = new t.Reader(f.answers);
	const to = [];

	b.tip.seal_begin();
	for (const i of desks) {
		b.want(b.tip.seal_desk(i), 0);
		to.push(SERVICE.pairs[i].publicKey, (await ask('thread', { root,
			desk: SERVICE.desks[i], salt: new Uint8Array(32)
		})).thread);
	}
	b.want(b.tip.seal_text(b.put(IN, f.text)), 0);
	while (reader.left > 0) {
		const field = reader.u8();
		b.want(b.tip.seal_answer(field, b.put(IN,
		    reader.take(reader.u16()))), 0);
	}
	b.want(b.tip.seal_end(2, 1, SERVICE.week), 0);
	const tape = b.drawn();
	f.id = tape.subarray(0, 16);
	const { plain } = await ask('body-encode', f);
	equal('envelope', b.get(ENVELOPE, t.ENVELOPE), (await ask('seal',
	    { tape: tape.subarray(16), plain, to: t.cat(...to) })).envelope);
}

async function dummy(b, r, ask) {
	b.want(b.tip.seal_dummy(), 0);
	equal('dummy', b.get(ENVELOPE, t.ENVELOPE),
	    (await ask('dummy', { tape: b.drawn() })).envelope);
}

/* A board with a cell of desk 1, and none of desk 0. */
async function board(b, r, ask, root) {
	const desk = SERVICE.desks[1];
	const salt = r.take(32);
	const th = await ask('thread', { root, desk, salt });
	const f = cellBodyOf(r);
	const { plain } = await ask('cell-encode', f);
	const { cell } = await ask('cell-seal', { seed: r.take(32), plain,
		ck: th.ck, addr: th.addr });
	const bytes = t.boardPrint([
		{ desk: SERVICE.desks[0], salt: r.take(32),
			records: [t.recordDummy(r.rand)] },
		{ desk, salt, records: t.sortRecords([t.cat(th.addr, cell),
			t.recordDummy(r.rand), t.recordDummy(r.rand)]) }]);
	b.want(b.tip.board(b.put(BOARD, t.cat(bytes, t.u8(0)))),
	    -WORDS.indexOf('format'));
	b.want(b.tip.board(b.put(BOARD, bytes)), 0);
	b.want(b.tip.cell(0), -WORDS.indexOf('missing'));
	b.want(b.tip.cell(1), f.status[0]);
	b.want(b.tip.cell_week(), f.week[0] * 256 + f.week[1]);
	b.want(b.tip.cell_opened(), f.opened[0] * 256 + f.opened[1]);
	const texts = t.bodyDecodeC(plain).texts ?? [];
	b.want(b.tip.cell_texts(), texts.length);
	for (const [k, { text }] of texts.entries()) {
		b.want(b.tip.cell_text(k), text.length);
		equal('text', b.get(OUT, text.length), text);
	}
	equal('cell', plain, (await ask('board-read',
	    { board: bytes, root, desk })).plain);
	b.want(b.tip.board(b.tip.size(BOARD) + 1), -WORDS.indexOf('too-long'));
	b.want(b.tip.cell(1), -WORDS.indexOf('missing'));
}

/* One visit, with all random input from ${seed}. */
async function visit(load, seed, ask) {
	const r = new Random(seed);
	const b = new Build(load, new t.Stream(`${seed} draws`).rand);

	b.want(b.tip.pin(b.put(IN, SERVICE.vkey)), 0);
	b.want(b.tip.notes(b.put(NOTES, SERVICE.notes), SERVICE.day), 0);
	b.want(b.tip.desks(), 2);
	b.want(b.tip.rhythm(), 1);
	b.drawn();
	const root = await receipt(b, r, ask);
	await seal(b, r, ask, root);
	await dummy(b, r, ask);
	await board(b, r, ask, root);
	b.want(b.tip.week_of(SERVICE.day), SERVICE.week);
	b.want(b.tip.week_monday(SERVICE.week),
	    Date.UTC(2024, 0, 1) / 86400000 + 7 * SERVICE.week);
}

/* Each /n of CHAIN gets the word that it names. */
function chain(load) {
	const b = new Build(load, t.random);

	for (const [name, , f, want] of CHAIN) {
		b.want(b.tip.pin(b.put(IN, f.vkey)), 0);
		if (f.notes.length > b.tip.size(NOTES))
			continue; /* too long for the page's buffer */
		const got = b.tip.notes(b.put(NOTES, f.notes),
		    new DataView(f.day.buffer, f.day.byteOffset).getInt32(0));
		if (got !== -WORDS.indexOf(want))
			throw new Error(`${name}: ${got}, not ${want}`);
	}
}

const oracle = async (op, fields) => opRun(op, fields).out;

/* ${report}(name, number, list of what went wrong) */
export async function buildsCheck(dir, seed, server, report) {
	const native = async (op, fields) =>
		(await server.ask(op, fields)).out;
	const run = async (name, n, work) => {
		const bad = [];
		for (let i = 0; i < n; i++)
			await work(`${seed}-${i}`).catch((e) =>
				bad.push(`${seed}-${i}: ${e.message}`));
		report(name, n, bad);
	};

	for (const [name, load, n] of builds(dir)) {
		await run(`${name} and the native library give the same bytes`,
		    n,
		    (s) => visit(load, s, native));
		await run(`${name} and the oracle give the same bytes`, n,
		    (s) => visit(load, s, oracle));
		await run(`${name} refuses each wrong /n with its error`,
		    1,
		    async () => chain(load));
	}
}
