/* ops.mjs - the operations of tests/vectors/op*.c, run by the oracle. */

import * as t from './tip1.mjs';
import { grammarPrint } from './grammar.mjs';
import { HOLDER_LINES, REVOKED, SERVICE_LINES } from './manifest.mjs';
import { deskOps } from './ops_desk.mjs';

const num = (b) => b.reduce((v, x) => v * 256 + x, 0);
const str = (b) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(b);
const none = new Uint8Array(0);

function put(v, size) {
	return t.u32(v).slice(4 - size);
}

/* The random bytes of a case, from its seed or its tape. */
function draws(f) {
	if (f.seed !== undefined)
		return new t.Stream(f.seed).rand;
	if (f.tape === undefined)
		return () => t.refuse('draw', 'nothing to draw from');
	const r = new t.Reader(f.tape);
	return (n) => r.take(n);
}

function receiptOut(digits) {
	return { digits: t.ascii(digits), text: t.ascii(t.receiptPrint(digits)) };
}

const text = {
	'receipt-draw': (f) => receiptOut(t.receiptDraw(draws(f))),
	'receipt-parse': (f) => receiptOut(t.receiptParse(f.in)),
	'receipt-root': (f) =>
		({ root: t.receiptRoot(f.service, str(f.digits)) }),
	thread: (f) => {
		const T = t.threadSecret(f.root, f.desk);
		const { tid, AK: ak, CK: ck } = t.threadDerive(T, f.desk);
		return { thread: T, tid, ak, ck, addr: t.threadAddr(ak, f.salt) };
	},
	names: (f) => ({ note: t.noteHash(f.in), file: t.fileHash(f.in) }),
	'week-parse': (f) => {
		const week = t.weekParse(t.utf8(f.in));
		return { week: t.u16(week), monday: t.u32(t.mondayOf(week)),
			text: t.ascii(t.weekPrint(week)) };
	},
	'week-of': (f) => {
		const day = num(f.day);
		const week = Math.min(65535, Math.max(0, t.weekOfDay(day)));
		return { week: t.u16(week), text: t.ascii(t.datePrint(day)) };
	},
	'date-parse': (f) => ({ day: t.u32(t.dateParse(t.utf8(f.in))) }),
	'text-fix': (f) => ({
		out: t.textCheck(t.ascii(t.textFix(t.utf8(f.in)))) }),
};

function bodyFields(b) {
	const out = { kind: t.u8(b.kind), lane: t.u8(b.lane),
		flags: t.u8(b.flags ?? 0), id: b.id };

	if (b.week !== undefined)
		out.week = t.u16(b.week);
	out.text = b.text ?? none;
	out.answers = t.cat(...(b.answers ?? []).map((a) =>
		t.item(a.field, a.value)));
	return out;
}

/* Split parts `u8 || u16 length || bytes` into objects. */
function parts(bytes, first, second) {
	const r = new t.Reader(bytes);
	const out = [];

	while (r.left > 0)
		out.push({ [first]: r.u8(), [second]: r.take(r.u16()) });
	return out.length === 0 ? undefined : out;
}

const some = (b) => (b === undefined || b.length === 0 ? undefined : b);

const body = {
	'body-decode': (f) => bodyFields(t.bodyDecodeE(f.plain)),
	'body-encode': (f) => ({ plain: t.bodyEncodeE({
		kind: num(f.kind), lane: num(f.lane),
		flags: num(f.flags) === 0 ? undefined : num(f.flags),
		id: f.id, week: f.week === undefined ? undefined : num(f.week),
		text: some(f.text), answers: parts(f.answers, 'field', 'value'),
	}) }),
	'cell-decode': (f) => {
		const b = t.bodyDecodeC(f.plain);
		return { status: t.u8(b.status), week: t.u16(b.week),
			opened: t.u16(b.opened), texts: t.cat(
			    ...(b.texts ?? []).map((x) => t.item(x.ago, x.text))) };
	},
	'cell-encode': (f) => ({ plain: t.bodyEncodeC({
		status: num(f.status), week: num(f.week), opened: num(f.opened),
		texts: parts(f.texts, 'ago', 'text'),
	}) }),
};

function keysOf(bytes) {
	const r = new t.Reader(bytes);
	const out = [];

	while (r.left > 0) {
		const week = r.u16();
		const secretKey = r.take(32);
		out.push({ week, secretKey,
			publicKey: t.xwing.getPublicKey(secretKey) });
	}
	return out;
}

function desksOf(bytes) {
	const r = new t.Reader(bytes);
	const out = [];

	while (r.left > 0)
		out.push({ pk: r.take(1216), T: r.take(32) });
	t.need(out.length >= 1 && out.length <= 4, 'one to four desks');
	return out;
}

const seal = {
	key: (f) => {
		const secret = f.secret ?? draws(f)(32);
		const pk = t.xwing.getPublicKey(secret);
		return { secret, pk, name: t.keyHash(pk) };
	},
	seal: (f) => ({ envelope: t.envelopeSeal(f.plain, desksOf(f.to),
	    draws(f)) }),
	dummy: (f) => ({ envelope: t.envelopeDummy(draws(f)) }),
	open: (f) => {
		t.envelopeParts(f.envelope);
		const keys = keysOf(f.keys);
		const o = t.envelopeOpen(f.envelope, keys);
		return { plain: o.plain, thread: o.T, hb: o.hb, dup: o.dup,
			week: t.u16(o.week), pool: t.poolHash(f.envelope) };
	},
	'cell-seal': (f) => ({ cell: t.cellSeal(f.ck, f.addr, f.plain,
	    draws(f)) }),
	'cell-open': (f) => ({ plain: t.cellOpen(f.ck, f.addr, f.cell) }),
	record: (f) => ({ record: t.recordDummy(draws(f)) }),
	'board-check': (f) =>
		({ sections: t.u8(t.boardParse(f.board).length) }),
	'board-read': (f) => ({ plain: t.boardRead(t.boardParse(f.board),
	    f.root, f.desk) }),
	'keyfile-seal': (f) => ({ file: t.keyfileSeal(f.plain, str(f.pass), 4,
	    num(f.kib), draws(f)) }),
	'keyfile-open': (f) => ({ plain: t.keyfileOpen(f.file, str(f.pass)) }),
};

/* A bit set from a list of numbers, or all bits. */
function bits(list, size) {
	const out = new Uint8Array(size).fill(list === 'all' ? 255 : 0);

	for (const n of list === 'all' ? [] : list)
		out[n >> 3] |= 1 << (n & 7);
	return out;
}

function holderOut(h, partner) {
	const lines = grammarPrint(HOLDER_LINES, h);

	return t.cat(h.id, t.u8(h.name.length), t.ascii(h.name), h.ik,
	    t.u32(h.lowest), t.u16(h.cells), t.u8(partner ? 1 : 0),
	    bits(h.topics, 4).reverse(), bits(h.regions, 32), bits(h.types[0]?.types ?? [], 1),
	    t.u32(lines.length), lines);
}

function noteOut(bytes, parse, print, sizes) {
	const m = parse(bytes);
	const out = { again: print(m) };

	for (const [key, size] of Object.entries(sizes))
		out[key] = put(m[key], size);
	return out;
}

const note = {
	vkey: (f) => {
		const k = t.vkeyParse(t.utf8(f.in));
		return { name: t.ascii(k.name), key: k.pk,
			text: t.ascii(t.vkeyPrint(k.name, k.pk)) };
	},
	sign: (f) => ({ note: t.noteSign(f.text, str(f.name), f.key),
		vkey: t.ascii(t.vkeyPrint(str(f.name), t.seedKeys(f.key).pk)) }),
	'note-verify': (f) => {
		const k = t.vkeyParse(str(f.vkey));
		return { text: t.noteVerify(f.note, k.name, k.pk) };
	},
	directory: (f) => {
		const d = t.directoryParse(f.text);
		return { service: d.service, version: t.u32(d.version),
			issued: t.u32(d.issued), expires: t.u32(d.expires),
			name: t.ascii(d.name), srv: d.srv, rhythm: t.u8(d.rhythm),
			letters: t.u8(d.letters[0]?.letters ?? 32),
			neutral: t.ascii(d.neutral), phone: t.ascii(d.phone),
			onion: t.ascii(d.onion[0]?.onion ?? ''),
			colour: t.ascii(d.colour[0]?.colour ?? ''),
			lines: grammarPrint(SERVICE_LINES, d),
			revoked: grammarPrint(REVOKED, d),
			desks: t.u8(d.desks.length), holders: t.cat(
			    ...d.desks.map((h) => holderOut(h, false)),
			    ...d.partners.map((h) => holderOut(h, true))) };
	},
	schedule: (f) => noteOut(f.text, (b) => {
		const s = t.scheduleParse(b);
		return { ...s, week: s.epochs[0].week };
	}, t.schedulePrint, { version: 4, expires: 4, week: 2 }),
	inbox: (f) => {
		const out = noteOut(f.text, t.inboxParse, t.inboxPrint,
		    { seq: 4, week: 2, envelopes: 4 });
		out.taken = t.u8(t.inboxParse(f.text).taken.length);
		return out;
	},
	outbox: (f) => noteOut(f.text, t.outboxNoteParse, t.outboxNotePrint,
	    { seq: 4, schedule: 4, ack: 4, cells: 2 }),
	notes: (f) => {
		const n = t.notesVerify(f.notes, str(f.vkey), num(f.day));
		return { version: t.u32(n.directory.version),
			keys: t.cat(...n.holders.map((h) => (h === null ?
				new Uint8Array(32) : t.keyHash(h.key)))) };
	},
};

const ops = { ...text, ...body, ...seal, ...note, ...deskOps(draws) };

/* Returns { want, out }: "ok" and the fields, or a word and why. */
export function opRun(name, fields) {
	try {
		return { want: 'ok', out: ops[name](fields) };
	} catch (e) {
		if (!(e instanceof t.TipError))
			throw e;
		return { want: e.code, out: {}, why: e.message };
	}
}
