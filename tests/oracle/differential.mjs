/* differential.mjs - random cases on which C and the oracle must agree. */

import * as t from './tip1.mjs';
import { opRun } from './ops.mjs';
import { differ } from './cases.mjs';
import { deskOf } from './desk_corpus.mjs';
import * as random from './random.mjs';


/* Run ${op}; throw unless the answer is "ok". */
async function must(party, op, fields) {
	const got = await party(op, fields);

	if (got.want !== 'ok')
		throw new Error(`${op}: ${got.want}, not ok`);
	return got.out;
}

/* ${want}: the fields that ${out} must hold. */
function holds(out, want) {
	for (const [k, v] of Object.entries(want))
		if (out[k] === undefined || !t.same(out[k], v))
			throw new Error(`field ${k}`);
}

function keysOf(r, secrets) {
	return t.cat(...secrets.map((s, i) => t.cat(t.u16(i + r.int(9)), s)));
}

async function envelope(r, make, read) {
	const { plain } = await must(make, 'body-encode', random.bodyOf(r));
	const secrets = [];
	const to = [];

	for (let n = r.between(1, 4); n > 0; n--) {
		const secret = r.take(32);
		const { pk } = opRun('key', { secret }).out;
		secrets.push(secret);
		to.push(pk, r.take(32));
	}
	const { envelope } = await must(make, 'seal', { seed: r.take(32), plain,
		to: t.cat(...to) });
	const i = r.int(secrets.length);
	const keys = keysOf(r, r.chance(2) ? [secrets[i]] :
		[r.take(32), secrets[i]]);
	holds(await must(read, 'open', { envelope, keys }),
	    { plain, thread: to[2 * i + 1], week: keys.slice(-34, -32) });
}

async function dummy(r, make, read) {
	const { envelope } = await must(make, 'dummy', { seed: r.take(32) });
	const got = await read('open', { envelope,
		keys: keysOf(r, [r.take(32)]) });

	if (got.want !== 'open')
		throw new Error(`a dummy: ${got.want}`);
}

async function body(r, make, read) {
	const f = random.bodyOf(r);

	holds(await must(read, 'body-decode',
	    await must(make, 'body-encode', f)), f);
}

async function cellBody(r, make, read) {
	const f = random.cellBodyOf(r);

	holds(await must(read, 'cell-decode',
	    await must(make, 'cell-encode', f)), f);
}

async function cell(r, make, read) {
	const at = { ck: r.take(32), addr: r.take(32) };
	const plain = r.take(2000);
	const { cell } = await must(make, 'cell-seal', { seed: r.take(32), plain,
		...at });

	holds(await must(read, 'cell-open', { cell, ...at }), { plain });
}

async function receipt(r, make, read) {
	const { digits } = await must(make, 'receipt-draw', { seed: r.take(32) });

	holds(await must(read, 'receipt-parse', { in:
		random.typed(r, new TextDecoder().decode(digits),
		{ words: true }) }), { digits });
}

async function note(r, make, read) {
	const text = t.cat(random.textOf(r, 3000), t.ascii('\n'));
	const made = await must(make, 'sign', { key: r.take(32),
		name: t.ascii('desk-1.nl'), text });

	holds(await must(read, 'note-verify', made), { text });
}

async function board(r, make, read) {
	const root = r.take(32);
	const desk = r.take(32);
	const salt = r.take(32);
	const th = await must(make, 'thread', { root, desk, salt });
	const { plain } = await must(make, 'cell-encode', random.cellBodyOf(r));
	const { cell } = await must(make, 'cell-seal', { seed: r.take(32), plain,
		ck: th.ck, addr: th.addr });
	const records = [t.cat(th.addr, cell)];

	for (let n = r.int(5); n > 0; n--)
		records.push((await must(make, 'record',
		    { seed: r.take(32) })).record);
	const bytes = t.boardPrint([
		{ desk: r.take(32), salt: new Uint8Array(32), records: [] },
		{ desk, salt, records: t.sortRecords(records) }]);
	holds(await must(read, 'board-read', { board: bytes, root, desk }),
	    { plain });
}

async function root(r, make, read) {
	const { digits } = await must(make, 'receipt-draw', { seed: r.take(32) });
	const f = { service: r.take(32), digits };

	holds(await must(read, 'receipt-root', f),
	    await must(make, 'receipt-root', f));
}

async function deskkey(r, make, read) {
	const { seeds, fields } = deskOf(r, r.between(1, 4));
	const { file } = await must(make, 'deskkey-seal', fields);
	const i = r.int(seeds.length);
	const lock = r.take(1024);

	lock.set(fields.w, 512 * fields.half[0]);
	holds(await must(read, 'deskkey-open', { file, lock,
		s: t.u8(5 * i + 1), secret: seeds[i] }),
	{ half: fields.half, name: fields.name, book: fields.book,
		ops: fields.ops, epochs: fields.epochs });
}

/* [name, test, number of runs], 1,020 runs in all. */
export const TRIPS = [['envelope', envelope, 100], ['dummy', dummy, 20],
	['body', body, 250], ['cell body', cellBody, 200], ['cell', cell, 150],
	['receipt', receipt, 130], ['root', root, 20], ['note', note, 100],
	['board', board, 30], ['deskkey', deskkey, 20]];

const signed = (r, text) => opRun('sign', { key: r.take(32),
	name: t.ascii('zegel'), text }).out;
const grammar = (op, make, print) => [op, (r) => {
	const text = print(make(r));

	return { text: r.chance(4) ? text : random.mutated(r, text) };
}];

/* [operation, fields, runs]: both must give the same answer, valid or not. */
export const AGREE = [
	['seal', (r) => ({ seed: r.take(32), plain: r.take(11528),
		to: t.cat(opRun('key', { secret: r.take(32) }).out.pk,
		    r.take(32)) }), 20],
	['dummy', (r) => ({ seed: r.take(32) }), 10],
	['key', (r) => ({ seed: r.take(32) }), 20],
	['thread', (r) => ({ root: r.take(32), desk: r.take(32),
		salt: r.take(32) }), 50],
	['receipt-parse', (r) => ({ in: random.typed(r,
	    String(r.int(4294967295)).padStart(12, '3').repeat(2),
	    { bad: true }) }), 200],
	['text-fix', (r) => ({ in: random.textOf(r, 500, true) }), 200],
	['body-encode', (r) => random.bodyOf(r, true), 300],
	['body-decode', (r) => {
		const got = opRun('body-encode', random.bodyOf(r));
		return { plain: random.mutatedPlain(r, got.out.plain) };
	}, 300],
	['cell-encode', (r) => random.cellBodyOf(r, true), 300],
	['cell-decode', (r) => {
		const got = opRun('cell-encode', random.cellBodyOf(r));
		return { plain: random.mutatedPlain(r, got.out.plain) };
	}, 300],
	['week-parse', (r) => ({ in: t.ascii(`${r.between(2020, 3290)}-W` +
	    String(r.int(56)).padStart(2, '0')) }), 200],
	['week-of', (r) => ({ day: t.u32(r.int(500000)) }), 200],
	['date-parse', (r) => ({ in: t.ascii([r.between(1965, 2040),
		String(r.int(14)).padStart(2, '0'),
		String(r.int(33)).padStart(2, '0')].join('-')) }), 300],
	['vkey', (r) => {
		const { vkey } = signed(r, t.ascii('x\n'));
		return { in: r.chance(4) ? vkey : random.mutated(r, vkey) };
	}, 200],
	['note-verify', (r) => {
		const text = t.cat(random.textOf(r, 300), t.ascii('\n'));
		const { note, vkey } = signed(r, text);
		return { note: random.mutated(r, note), vkey };
	}, 200],
	['board-check', (r) => {
		const rec = () => t.recordDummy(r.rand);
		const b = t.boardPrint([{ desk: r.take(32), salt: r.take(32),
			records: t.sortRecords([rec(), rec()]) }]);
		return { board: r.chance(3) ? b : random.mutated(r, b) };
	}, 60],
	[...grammar('directory', random.directoryOf, t.directoryPrint), 400],
	[...grammar('schedule', random.scheduleOf, t.schedulePrint), 200],
	[...grammar('inbox', random.inboxOf, t.inboxPrint), 200],
	[...grammar('outbox', random.outboxOf, t.outboxNotePrint), 200],
];

/* Files of a desk: mutated lists, and what both seal alike. */
AGREE.push(
    ['card', (r) => ({ desk: r.take(32), pk: r.take(1216) }), 10],
    ['deskkey-list', (r) => {
	const { file } = opRun('deskkey-seal', deskOf(r, 2).fields).out;
	const head = random.mutated(r, file.subarray(0, r.between(9, 60)));
	const cut = r.chance(4) ? 0 : r.int(60);
	return { file: t.cat(head, file.subarray(head.length + cut)) };
    }, 60],
    ['deskkey-list', (r) => {
	const file = Uint8Array.from(opRun('deskkey-seal',
	    deskOf(r, 2).fields).out.file);
	file[r.pick([r.int(54), 2438 + r.int(10)])] = r.int(256);
	return { file };
    }, 100],
    ['book-seal', (r) => ({ seed: r.take(32), db: r.take(r.int(4000)),
	    key: r.take(32), name: r.take(8) }), 3],
    ['backup-seal', (r) => ({ seed: r.take(32), db: r.take(r.int(4000)),
	    persons: deskOf(r, 2).fields.persons }), 3]);

const oracle = async (op, fields) => opRun(op, fields);

/* Runs ${n} times; returns what went wrong, each with its seed. */
async function times(seed, n, run) {
	const bad = [];

	for (let i = 0; i < n; i++) {
		const own = `${seed}-${i}`;
		try {
			await run(new random.Random(own));
		} catch (e) {
			bad.push(`${own}: ${e.message}`);
		}
	}
	return bad;
}

/* ${report}(name, number, list of what went wrong) */
export async function differential(seed, server, report) {
	const library = (op, fields) => server.ask(op, fields);

	for (const [name, run, n] of TRIPS) {
		report(`${name}: JavaScript makes, C reads`, n, await times(
		    `${seed}-${name}-js`, n, (r) => run(r, oracle, library)));
		report(`${name}: C makes, JavaScript reads`, n, await times(
		    `${seed}-${name}-c`, n, (r) => run(r, library, oracle)));
	}
	for (const [op, make, n] of AGREE) {
		const seen = new Set();
		const bad = await times(`${seed}-${op}-agree`, n, async (r) => {
			const fields = make(r);
			const got = await library(op, fields);
			const what = differ(got, opRun(op, fields));
			seen.add(got.want);
			if (what !== null)
				throw new Error(what);
		});
		report(`${op}: C and JS agree (${[...seen].join(', ')})`, n, bad);
	}
}

