/* body.mjs - the strict TLV inside an envelope (E) and a cell (C). */

import { Reader, cat, need, u16, u8, utf8 } from './prim.mjs';

export const E_PLAIN = 11528;
export const C_PLAIN = 2000;
export const TEXT_MAX = 11300;
export const REPLY_MAX = 1200;
export const REPLIES_MAX = 1900;
export const REPLIES = 32;
export const ANSWERS = 64;
export const KIND = { tip: 1, followup: 2, close: 3, reply: 4, referral: 5,
	retraction: 6, confirmation: 7, outcome: 8 };

/* Every lane normalises text like this before sealing. */
export function textFix(s) {
	return s.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
}

export function textCheck(bytes) {
	for (const ch of utf8(bytes)) {
		const c = ch.codePointAt(0);
		need(c === 10 || (c >= 32 && c < 127) || c > 0x9f, 'control');
	}
	return bytes;
}

function one(value, low, high) {
	need(value.length === 1, 'one byte');
	need(value[0] >= low && value[0] <= high, 'out of range');
	return value[0];
}

function two(value) {
	need(value.length === 2, 'two bytes');
	return value[0] * 256 + value[1];
}

function choices(value) {
	for (let i = 0; i < value.length; i++) {
		need(value[i] >= 1 && value[i] <= 31, 'a choice is 1 to 31');
		need(i === 0 || value[i] > value[i - 1], 'choices ascend');
	}
}

function answers(value) {
	const r = new Reader(value);
	const out = [];
	let last = -1;

	need(value.length > 0, 'empty answers');
	while (r.left > 0) {
		const field = r.u8();
		const v = r.take(r.u16());
		need(field > last, 'fields ascend');
		need(v.length > 0, 'an empty answer');
		if (field < 128)
			choices(v);
		else
			textCheck(v);
		out.push({ field, value: v });
		last = field;
	}
	need(out.length <= ANSWERS, 'too many answers');
	return out;
}

function replies(value) {
	const r = new Reader(value);
	const out = [];
	let total = 0;

	need(value.length > 0, 'empty list of texts');
	while (r.left > 0) {
		const ago = r.u8();
		const text = textCheck(r.take(r.u16()));
		need(text.length > 0, 'an empty text');
		need(text.length <= REPLY_MAX, 'a long text');
		out.push({ ago, text });
		total += text.length;
	}
	need(out.length <= REPLIES, 'too many texts');
	need(total <= REPLIES_MAX, 'long texts');
	return out;
}

function text(value) {
	need(value.length > 0, 'empty text');
	return textCheck(value);
}

function id(value) {
	need(value.length === 16, 'message id');
	return value;
}

const skip = () => undefined;
const E_TYPES = {
	1: ['text', text], 2: ['answers', answers],
	3: ['kind', (v) => one(v, 1, 8)], 4: ['lane', (v) => one(v, 1, 4)],
	5: ['flags', (v) => one(v, 0, 3)], 6: ['', skip], 7: null,
	8: ['', skip], 9: ['id', id], 10: ['week', two], 12: null,
};
const C_TYPES = {
	1: ['texts', replies], 2: null, 3: null, 4: null, 5: null,
	6: ['', skip], 7: ['status', (v) => one(v, 1, 3)], 8: ['', skip],
	9: null, 10: ['week', two], 12: ['opened', two],
};

function items(plain, types) {
	const r = new Reader(plain);
	const out = {};
	let last = 0;

	while (r.left > 0) {
		const type = r.u8();
		if (type === 0) {
			need(r.take(r.left).every((b) => b === 0), 'dirty padding');
			break;
		}
		need(type > last, 'types ascend');
		last = type;
		const value = r.take(r.u16());
		if (!(type in types)) {
			need(type < 0x80, 'unknown critical type');
			continue;
		}
		need(types[type] !== null, 'a type of the other form');
		const [name, parse] = types[type];
		if (name !== '')
			out[name] = parse(value);
	}
	return out;
}

function checkE(b) {
	need(b.kind !== undefined && b.lane !== undefined && b.id !== undefined,
	    'kind, lane and id are a must');
	need(b.week === undefined || b.kind === KIND.followup ||
	    b.kind === KIND.close, 'week in this kind');
	need(b.kind !== KIND.tip || b.text !== undefined ||
	    b.answers !== undefined, 'a tip that says nothing');
	need((b.text ?? []).length + sizes(b.answers ?? [], 'value') <=
	    TEXT_MAX, 'text too long');
	return b;
}

function checkC(b) {
	need(b.status !== undefined && b.week !== undefined &&
	    b.opened !== undefined, 'status, week and count are a must');
	return b;
}

export function bodyDecodeE(plain) {
	need(plain.length === E_PLAIN, 'size of plain');
	return checkE(items(plain, E_TYPES));
}

export function bodyDecodeC(plain) {
	need(plain.length === C_PLAIN, 'size of plain');
	return checkC(items(plain, C_TYPES));
}

const sizes = (list, key) => list.reduce((n, x) => n + x[key].length, 0);

export const item = (type, value) => cat(u8(type), u16(value.length), value);

export function pad(list, size) {
	const b = cat(...list);

	need(b.length <= size, 'does not fit', 'too-long');
	return cat(b, new Uint8Array(size - b.length));
}

export function bodyEncodeE(b) {
	const list = [];

	need((b.text ?? []).length + sizes(b.answers ?? [], 'value') <=
	    TEXT_MAX, 'text too long', 'too-long');
	if (b.text !== undefined)
		list.push(item(1, b.text));
	if (b.answers !== undefined)
		list.push(item(2, cat(...b.answers.map((a) =>
			item(a.field, a.value)))));
	list.push(item(3, u8(b.kind)), item(4, u8(b.lane)));
	if (b.flags !== undefined)
		list.push(item(5, u8(b.flags)));
	list.push(item(9, b.id));
	if (b.week !== undefined)
		list.push(item(10, u16(b.week)));
	const plain = pad(list, E_PLAIN);
	bodyDecodeE(plain);
	return plain;
}

export function bodyEncodeC(b) {
	const list = [];

	if (b.texts !== undefined)
		list.push(item(1, cat(...b.texts.map((t) =>
			item(t.ago, t.text)))));
	list.push(item(7, u8(b.status)), item(10, u16(b.week)),
	    item(12, u16(b.opened)));
	const plain = pad(list, C_PLAIN);
	bodyDecodeC(plain);
	return plain;
}
