/* corpus.mjs - what an attacker with the keys can make; one fault per case. */

import * as t from './tip1.mjs';
import { Random } from './random.mjs';

const r = new Random('corpus');
const A = t.keyDraw(r.rand);
const B = t.keyDraw(r.rand);
const [TA, TB, TC] = [r.take(32), r.take(32), r.take(32)];
const DEK = r.take(32);
const keys = (...list) => t.cat(...list.map((k, i) =>
	t.cat(t.u16(130 + i), k.secretKey)));

export const plain = t.bodyEncodeE({ kind: 1, lane: 1, flags: 1,
	id: r.take(16), text: t.ascii('Een tip voor twee desks.') });

const dummySlot = (hb) => t.slotWrap(t.keyDraw(r.rand).publicKey, hb,
    r.take(64), r.rand);

/* Build an envelope from its parts; any of them can be replaced. */
function build({ dek = DEK, text = plain, body = t.bodyLock(dek, text),
	hb = t.hbOf(body), slots = [], commitDek = dek } = {}) {
	const list = slots.map((s) => (s instanceof Uint8Array ? s :
		t.slotWrap(s.pk ?? s.key.publicKey, s.hb ?? hb,
		    t.cat(s.dek ?? dek, s.T), r.rand)));

	while (list.length < 4)
		list.push(dummySlot(hb));
	return t.envelopeJoin(commitDek, list, body);
}

const both = [{ key: A, T: TA }, { key: B, T: TB }];
const good = build({ slots: both });
const parts = t.envelopeParts(good);
const other = build({ dek: r.take(32), slots: both });

/* A reads the tip and so knows DEK: A can wrap the slot of B again. */
const rewrapped = t.envelopeJoin(DEK, [parts.slots[0], t.slotWrap(B.publicKey,
    t.hbOf(parts.body), t.cat(DEK, TC), r.rand), parts.slots[2],
parts.slots[3]], parts.body);
const otherText = t.bodyEncodeE({ kind: 1, lane: 1, id: r.take(16),
	text: t.ascii('Heel iets anders.') });

function withSlot(i, change) {
	const slots = parts.slots.map((s) => Uint8Array.from(s));

	change(slots[i], slots);
	return t.envelopeJoin(DEK, slots, parts.body);
}

function raw(change) {
	const b = Uint8Array.from(good);

	change(b);
	return b;
}

const open = (name, envelope, key, want = 'open') =>
	[`envelope-${name}`, 'open', { envelope, keys: keys(key) }, want];

const envelopes = [
	open('good-a', good, A, 'ok'),
	open('good-b', good, B, 'ok'),
	open('rewrapped-a', rewrapped, A, 'ok'),
	open('rewrapped-b', rewrapped, B, 'ok'),
	open('rewrapped-commit-kept', raw((b) => b.set(rewrapped.subarray(40),
	    40)), B),
	open('two-dek', build({ slots: [both[0],
		{ key: B, T: TB, dek: r.take(32) }] }), B),
	open('commit-of-another-dek', build({ slots: both,
		commitDek: r.take(32) }), A),
	open('body-exchanged-by-recipient', t.envelopeJoin(DEK, parts.slots,
	    t.bodyLock(DEK, otherText)), B),
	open('body-of-another', raw((b) => b.set(other.subarray(4840), 4840)), A),
	open('slots-of-another', raw((b) => b.set(other.subarray(40, 4840), 40)),
	    A),
	open('slots-and-body-of-another', raw((b) => b.set(other.subarray(40),
	    40)), A),
	open('commit-of-another', raw((b) => b.set(other.subarray(8, 40), 8)), A),
	open('one-slot-of-another', raw((b) => b.set(other.subarray(40, 1240),
	    40)), A),
	open('slots-swapped', raw((b) => {
		b.set(good.subarray(1240, 2440), 40);
		b.set(good.subarray(40, 1240), 1240);
	}), A),
	open('slot-moved', raw((b) => b.set(good.subarray(40, 1240), 2440)), A),
	open('slots-swapped-by-recipient', withSlot(0, (s, all) => all.reverse()),
	    A, 'ok'),
	open('wrapped-noise', build({ slots: [
		t.cat(good.subarray(40, 1160), r.take(80))] }), A),
	open('zero-share', withSlot(0, (s) => s.fill(0, 1088, 1120)), A),
	open('wrap-under-another-hb', build({ slots: [{ key: A, T: TA,
		hb: r.take(32) }] }), A),
	open('body-under-another-key', build({ slots: both,
		body: t.bodyLock(r.take(32), plain) }), A),
	open('body-says-nothing', build({ slots: both,
		text: new Uint8Array(t.E_PLAIN) }), A),
	open('body-dirty', build({ slots: both, text: t.cat(
	    plain.subarray(0, -1), t.u8(1)) }), A),
];

const KIND = [3, 0, 1, 1];
const LANE = [4, 0, 1, 1];
const ID = [9, 0, 16, ...Array(16).fill(7)];
const TEXT = [1, 0, 1, 65];

function e(name, ...list) {
	return [`body-${name}`, 'body-decode', { plain: t.pad([
		Uint8Array.from(list.flat())], t.E_PLAIN) }, 'format'];
}

const answer = (field, ...value) => [field, 0, value.length, ...value];
const list = (...answers) => {
	const b = answers.flat();
	return [2, b.length >> 8, b.length & 255, ...b];
};

const bodies = [
	e('empty'),
	e('no-kind', TEXT, LANE, ID),
	e('no-lane', TEXT, KIND, ID),
	e('no-id', TEXT, KIND, LANE),
	e('lane-before-kind', TEXT, LANE, KIND, ID),
	e('kind-twice', TEXT, KIND, KIND, LANE, ID),
	e('behind-the-end', TEXT, KIND, LANE, [0], ID),
	e('dirty', TEXT, KIND, LANE, ID, Array(11496).fill(0), [127]),
	e('header-cut', TEXT, KIND, LANE, ID, [0x7e, 0x2c, 0xe4,
	    ...Array(11492).fill(1)], [0x7f, 0]),
	e('length-over-the-end', TEXT, KIND, LANE, ID, [0x7f, 255, 255]),
	e('critical', TEXT, KIND, LANE, ID, [0x80, 0, 0]),
	e('critical-255', TEXT, KIND, LANE, ID, [255, 0, 0]),
	e('status', TEXT, KIND, LANE, [7, 0, 1, 1], ID),
	e('opened', TEXT, KIND, LANE, ID, [12, 0, 2, 0, 1]),
	e('kind-0', TEXT, [3, 0, 1, 0], LANE, ID),
	e('kind-9', TEXT, [3, 0, 1, 9], LANE, ID),
	e('kind-two-bytes', TEXT, [3, 0, 2, 0, 1], LANE, ID),
	e('kind-no-byte', TEXT, [3, 0, 0], LANE, ID),
	e('lane-0', TEXT, KIND, [4, 0, 1, 0], ID),
	e('lane-5', TEXT, KIND, [4, 0, 1, 5], ID),
	e('flags-4', TEXT, KIND, LANE, [5, 0, 1, 4], ID),
	e('flags-empty', TEXT, KIND, LANE, [5, 0, 0], ID),
	e('id-15', TEXT, KIND, LANE, [9, 0, 15, ...Array(15).fill(7)]),
	e('id-17', TEXT, KIND, LANE, [9, 0, 17, ...Array(17).fill(7)]),
	e('week-in-tip', TEXT, KIND, LANE, ID, [10, 0, 2, 0, 1]),
	e('week-one-byte', TEXT, [3, 0, 1, 2], LANE, ID, [10, 0, 1, 1]),
	e('says-nothing', KIND, LANE, ID),
	e('text-empty', [1, 0, 0], KIND, LANE, ID),
	e('answers-empty', TEXT, [2, 0, 0], KIND, LANE, ID),
	e('text-empty-in-close', [1, 0, 0], [3, 0, 1, 3], LANE, ID),
	...[['nul', 0], ['tab', 9], ['cr', 13], ['esc', 27], ['del', 127]].map(
	    ([name, b]) => e(`text-${name}`, [1, 0, 1, b], KIND, LANE, ID)),
	...[['c1', 0xc2, 0x9f], ['overlong', 0xc0, 0x80], ['lone', 0x80],
		['overlong-3', 0xe0, 0x80, 0x80], ['surrogate', 0xed, 0xa0, 0x80],
		['cut', 0xe2, 0x82], ['over', 0xf4, 0x90, 0x80, 0x80],
		['five', 0xf8, 0x88, 0x80, 0x80, 0x80]].map(([name, ...b]) =>
		e(`text-${name}`, [1, 0, b.length, ...b], KIND, LANE, ID)),
	e('answer-empty', list(answer(1)), KIND, LANE, ID),
	e('answer-text-empty', list(answer(200)), KIND, LANE, ID),
	e('answer-cut', list([1, 0]), KIND, LANE, ID),
	e('answer-over', list([1, 0, 2, 1]), KIND, LANE, ID),
	e('answers-fall', list(answer(2, 1), answer(1, 1)), KIND, LANE, ID),
	e('answers-twice', list(answer(1, 1), answer(1, 1)), KIND, LANE, ID),
	e('answers-65', list(...Array.from({ length: 65 }, (_, i) =>
		answer(i, 1))), KIND, LANE, ID),
	e('choice-0', list(answer(1, 0)), KIND, LANE, ID),
	e('choice-32', list(answer(1, 32)), KIND, LANE, ID),
	e('choice-twice', list(answer(1, 3, 3)), KIND, LANE, ID),
	e('choices-fall', list(answer(1, 3, 2)), KIND, LANE, ID),
	e('answer-text-bad', list(answer(128, 0xff)), KIND, LANE, ID),
	e('text-11301', [1, 0x2c, 0x25, ...Array(11301).fill(65)], KIND, LANE, ID),
	e('text-and-answers-11301', [1, 0x2c, 0x24, ...Array(11300).fill(65)],
	    list(answer(1, 1)), KIND, LANE, ID),
];

const STATUS = [7, 0, 1, 1];
const WEEK = [10, 0, 2, 0, 1];
const OPENED = [12, 0, 2, 0, 1];

function c(name, ...items) {
	return [`cell-${name}`, 'cell-decode', { plain: t.pad([
		Uint8Array.from(items.flat())], t.C_PLAIN) }, 'format'];
}

function said(...items) {
	const b = items.flat();
	return [1, b.length >> 8, b.length & 255, ...b];
}

const cells = [
	c('empty'),
	c('no-status', WEEK, OPENED),
	c('no-week', STATUS, OPENED),
	c('no-opened', STATUS, WEEK),
	c('order', WEEK, STATUS, OPENED),
	c('twice', STATUS, STATUS, WEEK, OPENED),
	c('status-0', [7, 0, 1, 0], WEEK, OPENED),
	c('status-4', [7, 0, 1, 4], WEEK, OPENED),
	c('answers', list(answer(1, 1)), STATUS, WEEK, OPENED),
	c('kind', KIND, STATUS, WEEK, OPENED),
	c('lane', LANE, STATUS, WEEK, OPENED),
	c('flags', [5, 0, 1, 0], STATUS, WEEK, OPENED),
	c('id', STATUS, ID, WEEK, OPENED),
	c('critical', STATUS, WEEK, OPENED, [0x80, 0, 0]),
	c('dirty', STATUS, WEEK, OPENED, [0, 1]),
	c('texts-empty', [1, 0, 0], STATUS, WEEK, OPENED),
	c('text-empty', said([0, 0, 0]), STATUS, WEEK, OPENED),
	c('text-cut', said([0, 0, 2, 65]), STATUS, WEEK, OPENED),
	c('text-bad', said([0, 0, 1, 255]), STATUS, WEEK, OPENED),
	c('text-1201', said([0, 4, 0xb1, ...Array(1201).fill(65)]), STATUS, WEEK,
	    OPENED),
	c('texts-1901', said([0, 4, 0xb0, ...Array(1200).fill(65)],
	    [1, 2, 0xbd, ...Array(701).fill(65)]), STATUS, WEEK, OPENED),
	c('texts-33', said(...Array.from({ length: 33 }, () => [0, 0, 1, 65])),
	    STATUS, WEEK, OPENED),
	c('opened-one-byte', STATUS, WEEK, [12, 0, 1, 1]),
];

/* [name, operation, fields, expected word] */
export const CORPUS = [...envelopes, ...bodies, ...cells];

/*
 * A tip to A and B, and the same tip after A wrapped the slot of B again, with
 * the fields that show this at the desk of B.
 */
export const REWRAP = { good, rewrapped, keys: keys(B), TB, TC };
