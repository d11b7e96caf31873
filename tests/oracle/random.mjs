/* random.mjs - random bodies, texts, receipts and notes, all from one seed. */

import * as t from './tip1.mjs';

export class Random extends t.Stream {
	int(n) {
		return t.uniform(n, this.rand);
	}
	between(a, b) {
		return a + this.int(b - a + 1);
	}
	pick(list) {
		return list[this.int(list.length)];
	}
	chance(n) {
		return this.int(n) === 0;
	}
	/* A length up to ${max}, in seven of eight cases at most 60. */
	length(max) {
		return this.chance(8) ? this.int(max + 1) :
			this.int(Math.min(max, 60) + 1);
	}
}

const RANGES = [[0x20, 0x7e], [0x20, 0x7e], [0xa0, 0x24f], [0x600, 0x6ff],
	[0x2010, 0x206f], [0x4e00, 0x9fff], [0xe000, 0xffff],
	[0x1f300, 0x1f6ff], [0x10fff0, 0x10ffff], [0x0a, 0x0a]];

/* Text of at most ${max} bytes; with ${bad}, sometimes invalid and longer. */
export function textOf(r, max, bad = false) {
	const n = r.length(max);
	const out = [];
	let size = 0;

	for (;;) {
		const range = bad && r.chance(40) ? [0, 0x9f] : r.pick(RANGES);
		const ch = t.ascii(String.fromCodePoint(r.between(...range)));
		if (size + ch.length > n)
			break;
		out.push(ch);
		size += ch.length;
	}
	if (bad && r.chance(10))
		out.push(r.take(r.between(1, 3)));
	return t.cat(...out);
}

function choicesOf(r) {
	const out = [];

	for (let c = r.between(1, 4); c <= 31 && out.length < 31;)
		c += (out.push(c), r.between(1, 9));
	return Uint8Array.from(out);
}

/* A list `u8 || u16 length || value`, as in item 02 of a body. */
function answersOf(r, bad) {
	const out = [];
	let field = r.int(40);

	while (field < 256 && out.length < 70) {
		let v = field < 128 ? choicesOf(r) : textOf(r, 400, bad);
		if (v.length === 0 && !(bad && r.chance(4)))
			v = t.ascii('x');
		if (bad && r.chance(30))
			v = r.take(3);
		out.push(t.item(field, v));
		field += r.between(bad && r.chance(30) ? 0 : 1,
		    r.pick([2, 60]));
	}
	return t.cat(...out);
}

export function bodyOf(r, bad = false) {
	const kind = bad && r.chance(10) ? r.int(12) : r.between(1, 8);
	const f = { kind: t.u8(kind), lane: t.u8(bad && r.chance(12) ?
		r.int(7) : r.between(1, 4)), flags: t.u8(bad && r.chance(12) ?
		r.int(256) : r.int(4)), id: r.take(16),
		text: textOf(r, bad ? 11400 : 6000, bad),
		answers: r.chance(2) ? answersOf(r, bad) : new Uint8Array(0) };

	if ((kind === 2 || kind === 3) ? r.chance(2) : bad && r.chance(10))
		f.week = t.u16(r.int(65536));
	if (f.text.length + f.answers.length === 0 && !bad)
		f.text = t.ascii('iets');
	return f;
}

export function cellBodyOf(r, bad = false) {
	const texts = [];
	let left = bad ? 2100 : 1900;

	for (let n = r.int(bad ? 36 : 20); n > 0 && left > 0; n--) {
		const text = textOf(r, Math.min(left, bad ? 1300 : 1200), bad);
		if (text.length > 0 || (bad && r.chance(4)))
			texts.push(t.item(r.int(256), text));
		left -= text.length + 3;
	}
	return { status: t.u8(bad && r.chance(10) ? r.int(6) : r.between(1, 3)),
		week: t.u16(r.int(65536)), opened: t.u16(r.int(65536)),
		texts: t.cat(...texts) };
}

/* The receipt as people type it; ${bad} adds a byte, ${words} wider gaps. */
export function typed(r, digits, { bad = false, words = false } = {}) {
	const zeros = [0x30, 0x660, 0x6f0, 0xff10];
	const gaps = [0x20, 0xa0, 0x202f, 0x2d, 0x2010, 0x2011, 0x2012, 0x2013,
		0x2e, 0x09, 0x2014, 0x2212, 0x3000, 0x200e, 0x202a, 0x2060,
		0x2066, 0xfeff, 0xfe0f, 0xff0d, 0xe007f,
		...(words ? [0x0a, 0x28, 0x3a, 0x6f, 0x966] : [])];
	let out = '';

	for (const d of digits) {
		while (r.chance(4))
			out += String.fromCodePoint(r.pick(gaps));
		out += String.fromCodePoint(r.pick(zeros) + Number(d));
	}
	if (bad)
		return t.cat(t.ascii(out), r.take(r.int(2)));
	return t.ascii(out);
}

const LANGS = ['nl', 'en', 'pap', 'ar', 'tzm'];

/* A name for people: one line, no format characters, no space at an end. */
function words(r) {
	const bad = new RegExp('[\\n\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f' +
	    '\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb' +
	    '\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]', 'gu');

	return t.utf8(textOf(r, 200)).replace(bad, '')
		.replace(/^ +| +$/g, '') || 'x';
}

const texts = (r, least) => Array.from({ length: r.between(least, 2) }, () =>
	({ lang: r.pick(LANGS), text: words(r) }));

function numbersOf(r, max) {
	const out = new Set();

	for (let n = r.between(1, 5); n > 0; n--)
		out.add(r.between(1, max));
	return r.chance(3) ? 'all' : [...out].sort((a, b) => a - b);
}

export function holderOf(r, name, cells) {
	return { id: r.take(32), name, cells, lowest: r.between(1, 9),
		ik: r.take(32), topics: numbersOf(r, 31),
		regions: numbersOf(r, 255),
		types: maybe(r, () => ({ types: numbersOf(r, 7) })), titles: texts(r, 1),
		abouts: texts(r, 0), passes: texts(r, 0) };
}

const maybe = (r, make) => (r.int(2) === 0 ? [] : [make()]);

export function directoryOf(r, desks = r.between(1, 4)) {
	const issued = r.between(20500, 21500);
	const regions = [];

	for (let n = 1; n < 256 && r.int(4) > 0; n += r.between(1, 60))
		regions.push({ n, lang: r.pick(LANGS), text: words(r) });
	return { name: 'zegel', service: r.take(32), version: r.between(1, 99),
		issued, expires: issued + r.int(201), srv: r.take(32),
		rhythm: r.between(1, 2), neutral: 'https://weer.example/',
		phone: words(r), regions,
		letters: maybe(r, () => ({ letters: r.between(4, 64) })),
		onion: maybe(r, () => ({ onion: `http://${Array.from(
		    { length: 56 }, () => r.pick([...'abcxyz234567'])).join('')
		}.onion/` })),
		colour: maybe(r, () => ({ colour:
		    Buffer.from(r.take(3)).toString('hex') })),
		titles: texts(r, 0), abouts: texts(r, 0), methods: texts(r, 0),
		privacies: texts(r, 0), contacts: texts(r, 0),
		cards: Array.from(
		    { length: r.int(3) }, () => ({ lang: r.pick(LANGS),
			    when: r.pick(['all', 'me', 'sex', 'care']),
			    text: words(r) })),
		desks: Array.from({ length: desks }, (_, i) =>
			holderOf(r, `desk-${i}`, r.between(1, 900))),
		partners: Array.from({ length: r.int(3) }, (_, i) =>
			holderOf(r, `p${i}.nl`, 0)),
		revoked: Array.from({ length: r.int(3) }, () =>
			({ hash: r.take(32) })) };
}

export function scheduleOf(r, week = r.int(60000)) {
	return { service: r.take(32), desk: r.take(32),
		version: r.between(1, 99),
		expires: t.mondayOf(week) + 91, ops: r.take(32),
		epochs: Array.from({ length: 13 }, (_, i) =>
			({ week: week + i, hash: r.take(32) })) };
}

export function inboxOf(r) {
	const seq = r.between(1, 3);

	return { service: r.take(32), seq,
		prev: seq === 1 ? new Uint8Array(32) : r.take(32),
		week: r.int(65536), envelopes: r.int(5000), file: r.take(32),
		notes: r.take(32), taken: Array.from({ length: r.between(1, 4) },
		    () => {
			const n = r.int(3);
			return { desk: r.take(32), schedule: n, seq: n * 5 };
		}) };
}

export function outboxOf(r) {
	const ack = r.int(3);

	return { service: r.take(32), desk: r.take(32), seq: r.between(1, 99),
		schedule: r.between(1, 9), ack,
		ackHash: ack === 0 ? new Uint8Array(32) : r.take(32),
		cells: r.between(0, 4096), file: r.take(32) };
}

/* One small change anywhere. */
export function mutated(r, b) {
	const out = Array.from(b);
	const at = r.int(Math.max(1, out.length));

	switch (r.int(6)) {
	case 0:
		out[at] ^= 1 << r.int(8);
		break;
	case 1:
		out.splice(at, 1);
		break;
	case 2:
		out.splice(at, 0, r.int(256));
		break;
	case 3:
		out.splice(at, 0, r.pick([10, 32, 48, 45]));
		break;
	case 4: {
		const n = r.between(1, 40);
		out.splice(at, 0, ...out.slice(at, at + n));
		break;
	}
	default:
		out.splice(at, r.between(1, 40));
	}
	return Uint8Array.from(out);
}

/* Like mutated(), but of the same length, because bodies have a fixed size. */
export function mutatedPlain(r, b) {
	const used = Math.max(1, Buffer.from(b).findLastIndex?.((x) => x !== 0) +
	    4 || 40);
	const m = mutated(r, b.subarray(0, Math.min(used, b.length)));
	const out = new Uint8Array(b.length);

	out.set(m.subarray(0, b.length));
	return out;
}
