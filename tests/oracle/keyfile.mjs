/* keyfile.mjs - seals and opens key files: secrets under a passphrase. */

import { NONCE0, Reader, ascii, cat, lock, need, random, refuse, same, sodium,
	u16, u32, u8, unlock } from './prim.mjs';

const MAGIC = ascii('TIPKEY01');
export const PASSES = [3, 10];
export const MEMORY = [262144, 4194304];

const nfc = (s) => s.normalize('NFC');

/* Passphrases to try: NFC; in older files as typed, or NFD. */
const forms = (s) => new Set([nfc(s), s, s.normalize('NFD')]);

function stretch(passphrase, salt, passes, memory) {
	const b = sodium.crypto_pwhash(64, ascii(passphrase), salt, passes,
	    memory * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);

	return { K: b.subarray(0, 32), check: b.subarray(32) };
}

export function keyfileSeal(plain, passphrase, passes, memory, rand = random) {
	const salt = rand(16);
	const { K, check } = stretch(nfc(passphrase), salt, passes, memory);
	const head = cat(MAGIC, u32(passes), u32(memory), salt, check);

	return cat(head, lock(K, NONCE0, head, plain));
}

export function keyfileOpen(file, passphrase) {
	const r = new Reader(file);

	need(file.length > 64 + 16 && same(r.take(8), MAGIC), 'a key file');
	const passes = r.u32();
	const memory = r.u32();
	need(passes >= PASSES[0] && passes <= PASSES[1], 'passes');
	need(memory >= MEMORY[0] && memory <= MEMORY[1], 'memory');
	const salt = r.take(16);
	const check = r.take(32);
	const k = [...forms(passphrase)].map((s) =>
		stretch(s, salt, passes, memory)).find((one) =>
		same(one.check, check));
	if (k === undefined)
		refuse('key', 'another passphrase');
	const plain = unlock(k.K, NONCE0, file.subarray(0, 64),
	    file.subarray(64));
	if (plain === null)
		refuse('open', 'key file is damaged');
	return plain;
}

export function keysParse(plain) {
	const r = new Reader(plain);
	const out = { kind: r.u8() };

	need(out.kind >= 1 && out.kind <= 3, 'kind of key file');
	out.seed = r.take(32);
	if (out.kind === 3) {
		out.casebook = r.take(32);
		out.epochs = [];
		for (let n = r.u8(); n > 0; n--) {
			const week = r.u16();
			need(out.epochs.every((e) => e.week <= week), 'ascending');
			out.epochs.push({ week, secret: r.take(32) });
		}
	}
	r.end();
	return out;
}

export function keysPrint(k) {
	return cat(u8(k.kind), k.seed, ...(k.kind !== 3 ? [] : [k.casebook,
		u8(k.epochs.length), ...k.epochs.map((e) =>
			cat(u16(e.week), e.secret))]));
}
