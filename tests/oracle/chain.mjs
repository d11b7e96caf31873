/* chain.mjs - makes a valid /n, and a case for each way it can be wrong. */

import * as t from './tip1.mjs';
import { Random, holderOf } from './random.mjs';

const r = new Random('chain');
const DAY = t.dateParse('2026-07-29');
const WEEK = t.weekOfDay(DAY);
const ROOT = r.take(32);
const IK = [r.take(32), r.take(32), r.take(32)];
const OPS = r.take(32);
const PAIRS = [0, 1, 2].map(() => t.keyDraw(r.rand));
const KEYS = PAIRS.map((k) => k.publicKey);
const pkOf = (seed) => t.seedKeys(seed).pk;
const holder = (i, name, cells) =>
	({ ...holderOf(r, name, cells), lowest: 3, ik: pkOf(IK[i]) });

const DIRECTORY = { name: 'zegel', service: r.take(32), version: 7,
	issued: DAY - 20, expires: DAY + 100, srv: r.take(32), rhythm: 1,
	neutral: 'https://weer.example/', phone: '0800 1234', regions: [],
	cards: [], desks: [holder(0, 'desk-a', 64), holder(1, 'desk-b', 64)],
	partners: [holder(2, 'partner', 0)], revoked: [] };

function schedule(i, week = WEEK) {
	return { service: DIRECTORY.service,
		desk: [...DIRECTORY.desks, ...DIRECTORY.partners][i].id,
		version: 3, expires: DAY + 70, ops: i === 0 ? pkOf(OPS) :
			r.take(32),
		epochs: Array.from({ length: 13 }, (_, k) => ({
			week: week - 1 + k,
			hash: k === 1 ? t.keyHash(KEYS[i]) : r.take(32) })) };
}

const SCHEDULES = [schedule(0), schedule(1), schedule(2)];
const NAMES = ['desk-a', 'desk-b', 'partner'];

/* Build /n; any part of it can be replaced. */
function notes({ directory = DIRECTORY, text = t.directoryPrint(directory),
	root = ROOT, rootName = 'zegel', note = t.noteSign(text, rootName, root),
	schedules = SCHEDULES, ik = IK, names = NAMES, keys = KEYS,
	texts = schedules.map((s) => s && t.schedulePrint(s)),
	signed = texts.map((x, i) => x && t.noteSign(x, names[i], ik[i])) } = {}) {
	return t.notesPrint(note, signed.map((n, i) =>
		(n ? { note: n, key: keys[i] } : null)));
}

/* Change the directory, schedule 0, or the text of either. */
const d = (change) => notes({ directory: { ...DIRECTORY, ...change } });
const s = (change) => notes({ schedules: [{ ...SCHEDULES[0], ...change },
	SCHEDULES[1], SCHEDULES[2]] });
const line = (b, from, to) => t.ascii(t.utf8(b).replace(from, to));
const dText = (from, to) =>
	notes({ text: line(t.directoryPrint(DIRECTORY), from, to) });
const sText = (from, to) => notes({ texts: SCHEDULES.map((x, i) =>
	(i === 0 ? line(t.schedulePrint(x), from, to) : t.schedulePrint(x))) });

const note0 = t.noteSign(t.directoryPrint(DIRECTORY), 'zegel', ROOT);
const sig = (note) => t.utf8(note).trimEnd().split('\n').at(-1);
const twice = t.cat(note0, t.ascii(`${sig(note0)}\n`));
const witness = t.cat(note0, t.ascii(`${sig(t.noteSign(
    t.directoryPrint(DIRECTORY), 'witness', r.take(32)))}\n`));
const good = notes();
const huge = { ...DIRECTORY, cards: Array.from({ length: 350 }, () =>
	({ when: 'all', lang: 'nl', text: 'x'.repeat(190) })) };
const at = (day) => [good, day];
const firstOf = (b) => b.subarray(0, 5 + t.cat(b.subarray(1, 5))
	.reduce((v, x) => v * 256 + x, 0));
const revoke = (...keys) => d({ revoked: keys.map((hash) => ({ hash })) });

const CASES = {
	good: ['ok', good],
	'good-last-day': ['ok', s({ expires: DAY })],
	'one-stopped': ['ok', notes({ schedules: [SCHEDULES[0], null,
		SCHEDULES[2]] })],
	'all-stopped': ['ok', notes({ schedules: [null, null, null] })],
	'directory-of-yesterday': ['expired', d({ expires: DAY - 1 })],
	'directory-last-day': ['ok', d({ expires: DAY })],
	'directory-three-days-ahead': ['clock', d({ issued: DAY + 3 })],
	'directory-two-days-ahead': ['ok', d({ issued: DAY + 2 })],
	'directory-other-root': ['signature', notes({ root: r.take(32) })],
	'directory-other-name-of-root': ['signature', notes({
		rootName: 'zegel2' })],
	'directory-other-service-name': ['service', d({ name: 'zegel2' })],
	'directory-signed-twice': ['format', notes({ note: twice })],
	'directory-with-witness': ['format', notes({ note: witness })],
	'directory-no-empty-line': ['format', notes({ note:
		line(note0, '\n\n', '\n') })],
	'directory-two-empty-lines': ['signature', notes({ note:
		line(note0, '\n\n', '\n\n\n') })],
	'directory-changed': ['signature', notes({ note:
		line(note0, 'version 7', 'version 8') })],
	'directory-trailing': ['format', notes({ note:
		t.cat(note0, t.ascii('\n')) })],
	'directory-too-long': ['format', notes({ note: t.cat(
	    t.directoryPrint(huge), note0.subarray(note0.length - 104)) })],
	'directory-unknown-line': ['format', dText('rhythm', 'x y\nrhythm')],
	'directory-line-twice': ['format', dText('rhythm 1\n',
	    'rhythm 1\nrhythm 1\n')],
	'directory-line-missing': ['format', dText('rhythm 1\n', '')],
	'directory-lines-exchanged': ['format', dText(/(rhythm.*\n)(neutral.*\n)/,
	    '$2$1')],
	'directory-cr': ['format', dText('rhythm 1', 'rhythm 1\r')],
	'directory-two-spaces': ['format', dText('rhythm 1', 'rhythm  1')],
	'directory-space-behind': ['format', dText('rhythm 1', 'rhythm 1 ')],
	'directory-tab': ['format', dText('rhythm 1', 'rhythm\t1')],
	'directory-rhythm-3': ['format', dText('rhythm 1', 'rhythm 3')],
	'directory-version-plus': ['format', dText('version 7', 'version +7')],
	'directory-version-over': ['format', dText('version 7',
	    'version 4294967296')],
	'directory-hex-upper': ['format', dText(/service (.*)/, (m) =>
		m.toUpperCase().replace('SERVICE', 'service'))],
	'directory-date': ['format', dText(/issued .*/, 'issued 2026-02-29')],
	'directory-neutral-http': ['format', dText('https:', 'http:')],
	'directory-neutral-quote': ['format', dText('example/', 'example/"')],
	'directory-no-desk': ['format', d({ desks: [] })],
	'directory-33-desks': ['format', d({ desks: Array.from({ length: 33 },
	    (_, i) => holderOf(r, `d${i}`, 1)) })],
	'directory-same-id': ['format', d({ desks: [DIRECTORY.desks[0],
		{ ...DIRECTORY.desks[1], id: DIRECTORY.desks[0].id }] })],
	'directory-4097-cells': ['format', d({ desks: [{ ...DIRECTORY.desks[0],
		cells: 4033 }, DIRECTORY.desks[1]] })],
	'directory-partner-with-cells': ['format', d({ partners: [{
		...DIRECTORY.partners[0], cells: 1 }] })],
	'schedule-of-yesterday': ['expired', s({ expires: DAY - 1 })],
	'schedule-108-days-ahead': ['clock', s({ expires: DAY + 108 })],
	'schedule-107-days-ahead': ['ok', s({ expires: DAY + 107 })],
	'schedule-fallen': ['version', s({ version: 2 })],
	'schedule-other-service': ['service', s({ service: r.take(32) })],
	'schedule-other-desk': ['service', s({ desk: SCHEDULES[1].desk })],
	'schedule-by-other-ik': ['signature', notes({ ik: [IK[1], IK[1],
		IK[2]] })],
	'schedules-exchanged': ['signature', notes({ schedules: [SCHEDULES[1],
		SCHEDULES[0], SCHEDULES[2]], ik: [IK[1], IK[0], IK[2]],
	names: ['desk-b', 'desk-a', 'partner'] })],
	'schedule-unknown-line': ['format', sText('ops', 'x y\nops')],
	'schedule-12-weeks': ['format', s({ epochs:
		SCHEDULES[0].epochs.slice(0, 12) })],
	'schedule-week-twice': ['format', s({ epochs: SCHEDULES[0].epochs.map(
	    (e, i) => (i === 5 ? { ...e, week: e.week - 1 } : e)) })],
	'key-of-another-desk': ['key', notes({ keys: [KEYS[1], KEYS[1],
		KEYS[2]] })],
	'key-of-last-week': ['clock', s({ epochs: SCHEDULES[0].epochs.map((e) =>
		({ ...e, week: e.week - 1 })) })],
	'key-of-next-week': ['clock', s({ epochs: SCHEDULES[0].epochs.map((e) =>
		({ ...e, week: e.week + 1 })) })],
	'day-first': ['ok', ...at(t.mondayOf(WEEK) - 2)],
	'day-before-first': ['clock', ...at(t.mondayOf(WEEK) - 3)],
	'day-last': ['ok', ...at(t.mondayOf(WEEK) + 8)],
	'day-after-last': ['clock', ...at(t.mondayOf(WEEK) + 9)],
	'day-a-month-early': ['clock', ...at(DAY - 31)],
	'revoked-other': ['ok', revoke(r.take(32))],
	'revoked-ik': ['key', revoke(r.take(32), t.keyHash(pkOf(IK[2])))],
	'revoked-ops': ['key', revoke(t.keyHash(pkOf(OPS)), r.take(32))],
	'revoked-epoch': ['key', revoke(t.keyHash(KEYS[1]))],
	'one-holder-fewer': ['format', notes({ schedules: SCHEDULES.slice(0, 2) })],
	'one-holder-more': ['format', t.notesPrint(note0, [null, null, null,
		null])],
	version: ['format', t.cat(t.u8(2), good.subarray(1))],
	trailing: ['format', t.cat(good, t.u8(0))],
	short: ['format', good.subarray(0, -1)],
	'only-the-directory': ['format', firstOf(good)],
	empty: ['format', new Uint8Array(0)],
	'too-long': ['format', t.cat(good, new Uint8Array(262144))],
};

const VKEY = t.ascii(t.vkeyPrint('zegel', pkOf(ROOT)));

/* [name, operation, fields, expected word] */
export const CHAIN = Object.entries(CASES).map(([name, [want, bytes, day]]) =>
	[`notes-${name}`, 'notes', { notes: bytes, vkey: VKEY,
		day: t.u32(day ?? DAY) }, want]);

/* A valid service, for other files to build on. */
export const SERVICE = { notes: good, vkey: VKEY, day: DAY, week: WEEK,
	id: DIRECTORY.service, desks: DIRECTORY.desks.map((x) => x.id),
	pairs: PAIRS };

/* A client that remembers versions refuses one that has fallen. */
export function falls() {
	const vkey = t.vkeyPrint('zegel', pkOf(ROOT));
	const verify = (state) => {
		try {
			t.notesVerify(good, vkey, DAY, state);
			return 'ok';
		} catch (e) {
			return e.code;
		}
	};
	const id = Buffer.from(DIRECTORY.desks[0].id).toString('hex');

	return [verify({ directory: 7, schedules: { [id]: 3 } }) === 'ok',
		verify({ directory: 8 }) === 'version',
		verify({ schedules: { [id]: 4 } }) === 'version'].every(Boolean);
}
