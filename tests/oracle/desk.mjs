/* desk.mjs - check digits and cards, staff keys, and the files of a desk. */

import { KH, NONCE0, Reader, UH, ascii, cat, isZero, lock, need, random,
	refuse, same, u16, u32, u8, unlock, utf8, xwing } from './prim.mjs';
import { text } from './grammar.mjs';
import { keyfileOpen, keyfileSeal } from './keyfile.mjs';
import { keyHash } from './receipt.mjs';

const none = new Uint8Array(0);

/* D(label, m): 20 digits in five groups. */
export function digits(label, m) {
	let y = UH(label, m);

	for (let i = 1; i <= 4096; i++)
		y = UH('tip1/stretch', y, u32(i));
	const n = BigInt(`0x${Buffer.from(y.subarray(0, 16)).toString('hex')}`);
	return String(n % 10n ** 20n).padStart(20, '0').match(/..../g).join(' ');
}

export const card = (desk, pk) => digits('tip1/card', cat(desk, pk));

/* A person of a desk, from the seed of the key pair. */
export function personOf(s, initials, seed) {
	need(s >= 1 && initials.length <= 8, 'a number, short initials');
	text(utf8(initials));
	return { s, initials, pk: xwing.getPublicKey(seed),
		slot: KH(seed, 'tip1/person', none) };
}

export function staffSeal(s, seed, pass, kib, rand = random) {
	need(s >= 1, 'a number');
	return keyfileSeal(cat(u8(4), u8(s), seed), pass, 4, kib, rand);
}

export function staffOpen(file, pass) {
	need(file.length === 64 + 34 + 16, 'size of a staff key');
	const plain = keyfileOpen(file, pass);
	need(plain[0] === 4 && plain[1] >= 1, 'a staff key');
	return { s: plain[1], seed: plain.subarray(2) };
}

/* ---- slots: the head of desk.key and of a backup ---------------------------- */
function personsCheck(persons) {
	need(persons.length >= 1 && persons.length <= 32, '1 to 32 persons');
	persons.forEach((p, i) => {
		need(i === 0 || p.s > persons[i - 1].s, 'numbers ascend');
		need(persons.every((q, k) => k === i || !same(p.pk, q.pk)),
		    'different keys');
	});
}

function slotKey(Z, slot, salt, s, enc, pk) {
	return KH(Z, 'tip1/slot', slot, salt, u8(s), enc, keyHash(pk));
}

/* ${p.sealTo}: another key than the one listed; for tests. */
function personPrint(p, M, salt, rand) {
	const pk = p.sealTo ?? p.pk;
	const { cipherText: enc, sharedSecret: Z } =
		xwing.encapsulate(pk, rand(64));

	return cat(u8(p.s), u8(p.initials.length), p.initials,
	    new Uint8Array(8 - p.initials.length), p.pk, enc,
	    lock(slotKey(Z, p.slot, salt, p.s, enc, pk), NONCE0, none, M));
}

/* Returns { head, M, salt }. */
export function slotsSeal(magic, half, persons, rand = random) {
	const salt = rand(32);
	const M = rand(32);

	return { M, salt, head: cat(ascii(magic), u8(half), u8(persons.length),
	    u16(0), salt, ...persons.map((p) => personPrint(p, M, salt, rand))) };
}

function personParse(r) {
	const s = r.u8();
	const n = r.u8();
	need(s >= 1 && n <= 8, 'a person');
	const initials = r.take(n);
	text(utf8(initials));
	need(isZero(r.take(8 - n)), 'zeros behind initials');
	return { s, initials, pk: r.take(1216), enc: r.take(1120),
		wrapped: r.take(48) };
}

function slotsParse(file, magic) {
	const r = new Reader(file);
	const m = r.take(8);
	const last = String.fromCharCode(m[7]);

	need(same(m.subarray(0, 7), ascii(magic.slice(0, 7))), 'magic');
	need(!(last > magic[7] && last <= '9'), 'a later form', 'version');
	need(last === magic[7], 'magic');
	const half = r.u8();
	const n = r.u8();
	need(half <= 1 && n >= 1 && n <= 32 && r.u16() === 0, 'head');
	const salt = r.take(32);
	const persons = Array.from({ length: n }, () => personParse(r));
	persons.forEach((p, i) => need(i === 0 || p.s > persons[i - 1].s,
	    'numbers ascend'));
	return { half, salt, persons, head: file.subarray(0, r.at),
		sealed: file.subarray(r.at) };
}

function slotsOpen(f, s, seed) {
	const p = f.persons.find((one) => one.s === s);
	let Z;

	need(p !== undefined, 'no such person', 'missing');
	const { pk, slot } = personOf(s, ascii('x'), seed);
	try {
		Z = xwing.decapsulate(p.enc, seed);
	} catch {
		refuse('key', 'no share');
	}
	const M = unlock(slotKey(Z, slot, f.salt, s, p.enc, pk), NONCE0, none,
	    p.wrapped);
	need(M !== null, 'another key', 'key');
	return M;
}

/* The persons with their slot secrets, which a seal has kept. */
function personsRead(f, r) {
	const persons = f.persons.map((p) => ({ ...p, slot: r.take(32) }));

	need(persons.every((p) => !isZero(p.slot)), 'a slot secret');
	personsCheck(persons);
	return persons;
}

/* ---- desk.key ----------------------------------------------------------------- */
const LEAST = 74;
const deskKey = (M, W, salt) => KH(M, 'tip1/desk', W, salt);

export function deskkeyPlain(k) {
	return cat(u8(k.form ?? 1), k.name, k.book, k.ops,
	    ...k.persons.map((p) => p.inside ?? p.slot),
	    u8(k.count ?? k.epochs.length),
	    ...k.epochs.map((e) => cat(u16(e.week), e.secret)));
}

/* Seal whatever ${k} says. */
export function deskkeyJoin(k, W, half, rand = random) {
	const { head, M, salt } = slotsSeal('TIPDESK1', half, k.persons, rand);

	return cat(head, lock(deskKey(M, W, salt), NONCE0, head,
	    deskkeyPlain(k)));
}

const weeksCheck = (epochs) => epochs.forEach((e, i) =>
	need(i === 0 || e.week >= epochs[i - 1].week, 'weeks fall'));

export function deskkeySeal(k, W, half, rand = random) {
	personsCheck(k.persons);
	weeksCheck(k.epochs);
	need(k.epochs.length <= 128 && half <= 1, 'epochs, half');
	return deskkeyJoin(k, W, half, rand);
}

export function deskkeyParse(file) {
	const f = slotsParse(file, 'TIPDESK1');
	const rest = f.sealed.length - LEAST - 32 * f.persons.length - 16;

	need(rest >= 0 && rest % 34 === 0 && rest / 34 <= 128, 'size');
	return f;
}

export function deskkeyOpen(file, s, seed, lockFile) {
	const f = deskkeyParse(file);
	const M = slotsOpen(f, s, seed);
	const W = lockFile.subarray(512 * f.half, 512 * f.half + 32);
	const plain = unlock(deskKey(M, W, f.salt), NONCE0, f.head, f.sealed);

	need(plain !== null, 'altered, or another lock', 'open');
	const r = new Reader(plain);
	need(r.u8() === 1, 'form of the plain');
	const out = { half: f.half, name: r.take(8), book: r.take(32),
		ops: r.take(32), persons: personsRead(f, r), epochs: [] };
	for (let n = r.u8(); n > 0; n--)
		out.epochs.push({ week: r.u16(), secret: r.take(32) });
	r.end();
	weeksCheck(out.epochs);
	const own = personOf(s, ascii('x'), seed);
	const listed = out.persons.find((p) => p.s === s);
	need(same(own.pk, listed.pk) && same(own.slot, listed.slot), 'own keys');
	return out;
}

/* ---- casebook and backup --------------------------------------------------------- */
const BOOK = ascii('TIPBOOK1');

/* The size of the plain around a database of ${n} bytes. */
export function bookSize(n) {
	const p = 2 ** Math.floor(Math.log2(8 + n));
	const step = p / 8;

	return Math.max(1048576, Math.ceil((8 + n) / step) * step);
}

export function bookPlain(db) {
	need(db.length <= 2 ** 30, 'too long', 'too-long');
	return cat(u32(0), u32(db.length), db,
	    new Uint8Array(bookSize(db.length) - 8 - db.length));
}

export function bookRead(plain) {
	const r = new Reader(plain);

	need(r.u32() === 0, 'length');
	const n = r.u32();
	need(n <= 2 ** 30 && plain.length === bookSize(n), 'padding');
	const db = r.take(n);
	need(isZero(r.take(r.left)), 'zeros');
	return db;
}

export function bookJoin(plain, key, name, rand = random) {
	const nonce = rand(24);

	return cat(BOOK, nonce, lock(key, nonce, cat(BOOK, name), plain));
}

export const bookSeal = (db, key, name, rand = random) =>
	bookJoin(bookPlain(db), key, name, rand);

/* Could there be a plain of ${m} bytes? It is the plain of m - 8 bytes. */
const sizeCheck = (m) => need(m >= 1048576 && m === bookSize(m - 8), 'size');

export function bookOpen(file, key, name) {
	const r = new Reader(file);

	need(same(r.take(8), BOOK), 'magic');
	const nonce = r.take(24);
	sizeCheck(r.left - 16);
	const plain = unlock(key, nonce, cat(BOOK, name), r.take(r.left));
	need(plain !== null, 'altered, or another key', 'open');
	return bookRead(plain);
}

/* Seal ${plain}, slot secrets first; ${label} is another one in tests. */
export function backupJoin(plain, persons, rand = random,
    label = 'tip1/backup') {
	const { head, M, salt } = slotsSeal('TIPBACK1', 0, persons, rand);

	return cat(head, lock(KH(M, label, salt), NONCE0, head,
	    cat(...persons.map((p) => p.slot), plain)));
}

export function backupSeal(db, persons, rand = random) {
	personsCheck(persons);
	return backupJoin(bookPlain(db), persons, rand);
}

export function backupOpen(file, s, seed) {
	const f = slotsParse(file, 'TIPBACK1');

	need(f.half === 0, 'half of a backup');
	sizeCheck(f.sealed.length - 16 - 32 * f.persons.length);
	const M = slotsOpen(f, s, seed);
	const plain = unlock(KH(M, 'tip1/backup', f.salt), NONCE0, f.head,
	    f.sealed);
	need(plain !== null, 'altered', 'open');
	const r = new Reader(plain);
	const persons = personsRead(f, r);
	return { persons, db: bookRead(r.take(r.left)) };
}
