/* desk_corpus.mjs - files of a desk as a colleague, or whoever can write the
 * folder, can make them; one fault per case. */

import * as t from './tip1.mjs';
import { Random } from './random.mjs';

const r = new Random('desk corpus');
const [A, B, C] = [r.take(32), r.take(32), r.take(32)];
const a = t.personOf(3, t.ascii('A.'), A);
const b = t.personOf(200, t.ascii('Bé'), B);
const W = r.take(32);
const lock = t.cat(r.take(512), W, new Uint8Array(480));
const epochs = [{ week: 7, secret: r.take(32) }, { week: 7, secret: r.take(32) }];
const good = { name: r.take(8), book: r.take(32), ops: r.take(32),
	persons: [a, b], epochs };

const open = (name, file, want = 'format', more = {}) =>
	[`deskkey-${name}`, 'deskkey-open', { file, lock, s: t.u8(3), secret: A,
		...more }, want];
const made = (name, change, want, more) => open(name,
    t.deskkeyJoin({ ...good, ...change }, W, 1, r.rand), want, more);

function changed(file, change) {
	const out = Uint8Array.from(file);

	change(out);
	return out;
}

const file = t.deskkeyJoin(good, W, 1, r.rand);
const keys = [
	made('good', {}, 'ok'),
	made('no-epochs', { epochs: [] }, 'ok'),
	made('128-epochs', { epochs: Array(128).fill(epochs[0]) }, 'ok'),
	made('129-epochs', { epochs: Array(129).fill(epochs[0]) }),
	made('form-2', { form: 2 }),
	made('count-high', { count: 3 }),
	made('count-low', { count: 1 }),
	made('weeks-fall', { epochs: [{ ...epochs[0], week: 8 }, epochs[1]] }),
	made('own-key-not-listed', { persons: [{ ...a, sealTo: a.pk,
		pk: t.personOf(3, t.ascii('A.'), C).pk }, b] }),
	made('own-slot-secret-not-inside', { persons: [
		{ ...a, inside: r.take(32) }, b] }),
	made('no-slot-secret-of-a-colleague', { persons: [a,
		{ ...b, inside: new Uint8Array(32) }] }),
	made('colleague-with-own-key', { persons: [a,
		{ ...a, s: 200 }] }),
	made('numbers-fall', { persons: [b, a] }),
	made('number-twice', { persons: [a, { ...b, s: 3 }] }),
	made('no-initials', { persons: [{ ...a, initials: t.ascii('') }, b] }),
	made('bidi', { persons: [{ ...a, initials: t.ascii('\u202e') }, b] }),
	/* from what the folder holds in plain: public keys, numbers, W */
	made('forged', { persons: [{ ...a, slot: r.take(32) }, b] }, 'key'),
	made('of-a-colleague', {}, 'key', { s: t.u8(200) }),
	made('of-nobody', {}, 'key', { secret: C }),
	made('other-lock', {}, 'open', { lock: r.take(1024) }),
	open('zero-share', changed(file, (f) => f.fill(0, 44 + 1226 + 1088,
	    44 + 2346)), 'key'),
	open('slots-swapped', changed(file, (f) => {
		f.copyWithin(44 + 10, 44 + 2394 + 10, 44 + 2 * 2394);
	}), 'key'),
	open('colleague-put-in', t.cat(file.subarray(0, 44 + 2394 + 10),
	    t.personOf(200, t.ascii('Bé'), C).pk,
	    file.subarray(44 + 2394 + 1226)), 'open'),
	open('as-backup', changed(file, (f) => f.set(t.ascii('TIPBACK1')))),
];

const db = t.ascii('SQLite format 3');
const at = { key: r.take(32), name: r.take(8) };
const book = t.bookSeal(db, at.key, at.name, r.rand);
const join = (plain) => t.bookJoin(plain, at.key, at.name, r.rand);
const books = [
	['good', book, 'ok'],
	['wide', join(t.cat(t.bookPlain(db), new Uint8Array(131072))), 'format'],
	['odd', join(t.cat(t.bookPlain(db), t.u8(0))), 'format'],
	['dirty', join(changed(t.bookPlain(db), (p) => p.fill(1, -1))),
		'format'],
	['length', join(changed(t.bookPlain(db), (p) => p.set([255, 255, 255,
	    255], 0))), 'format'],
	['cut', book.subarray(0, -1), 'format'],
	['altered', changed(book, (f) => { f[5000] ^= 1; }), 'open'],
].map(([name, file, want]) =>
	[`book-${name}`, 'book-open', { file, ...at }, want]);
books.push(['book-other-name', 'book-open', { file: book, key: at.key,
	name: r.take(8) }, 'open']);

const backup = (name, file, want = 'format', more = {}) =>
	[`backup-${name}`, 'backup-open', { file, s: t.u8(3), secret: A, ...more },
		want];
const kept = t.backupSeal(db, [a, b], r.rand);
const backups = [
	backup('good', kept, 'ok'),
	backup('colleague', kept, 'ok', { s: t.u8(200), secret: B }),
	backup('missing', kept, 'missing', { s: t.u8(4) }),
	backup('other-label', t.backupJoin(t.bookPlain(db), [a, b], r.rand,
	    'tip1/desk'), 'open'),
	backup('half', changed(kept, (f) => { f[8] = 1; })),
	backup('cut', kept.subarray(0, -1)),
	backup('dirty', t.backupJoin(changed(t.bookPlain(db),
	    (p) => p.fill(1, -1)), [a, b], r.rand)),
	backup('same-keys', t.backupJoin(t.bookPlain(db), [a, { ...a, s: 9 }],
	    r.rand)),
];

/* [name, operation, fields, expected word] */
export const DESK = [...keys, ...books, ...backups];

/* Fields of deskkey-seal with ${n} persons, and the seeds of these. */
export function deskOf(rand, n) {
	const seeds = Array.from({ length: n }, () => rand.take(32));
	const persons = seeds.map((seed, i) => t.cat(t.u8(5 * i + 1), t.u8(2),
	    t.ascii(`P${i}`), seed));

	return { seeds, fields: { seed: rand.take(32), w: rand.take(32),
		half: t.u8(rand.int(2)), persons: t.cat(...persons),
		name: rand.take(8), book: rand.take(32), ops: rand.take(32),
		epochs: t.cat(...Array.from({ length: rand.int(4) }, (_, i) =>
			t.cat(t.u16(100 + i), rand.take(32)))) } };
}
