/* receipt.mjs - the 24 digits, and the keys that are derived from them. */

import { KH, UH, ascii, need, random, refuse, u32, utf8 } from './prim.mjs';

const STEPS = 4096;

export function receiptCheck(n22) {
	const c = 98n - ((100n * BigInt(n22)) % 97n);

	return String(c).padStart(2, '0');
}

export function receiptDraw(rand = random) {
	let n = '';

	while (n.length < 22) {
		const b = rand(1)[0];
		if (b < 250)
			n += b % 10;
	}
	return n + receiptCheck(n);
}

function digit(c) {
	for (const zero of [0x30, 0x660, 0x6f0, 0xff10])
		if (c >= zero && c <= zero + 9)
			return c - zero;
	return -1;
}

/* Bytes as typed -> 24 ASCII digits. */
export function receiptParse(bytes) {
	let out = '';

	for (const ch of utf8(bytes)) {
		const d = digit(ch.codePointAt(0));
		if (d >= 0)
			out += d;
	}
	need(out.length === 24, 'not 24 digits');
	if (receiptCheck(out.slice(0, 22)) !== out.slice(22))
		refuse('check', 'check digits');
	return out;
}

export function receiptPrint(digits) {
	return digits.replace(/(....)(?=.)/g, '$1 ');
}

export function receiptRoot(service, digits) {
	let x = UH('tip1/receipt', service, ascii(digits));

	for (let i = 1; i <= STEPS; i++)
		x = UH('tip1/stretch', x, u32(i));
	return x;
}

/* T is the thread secret; a desk keeps what follows from it and wipes T. */
export function threadSecret(root, desk) {
	return KH(root, 'tip1/thread', desk);
}

export function threadDerive(T, desk) {
	return {
		tid: KH(T, 'tip1/tid', desk),
		AK: KH(T, 'tip1/addr', desk),
		CK: KH(T, 'tip1/cell', desk),
	};
}

export function threadAddr(AK, salt) {
	return KH(AK, 'tip1/addr', salt);
}

export function threadDup(T, hb) {
	return KH(T, 'tip1/dup', hb);
}

export const noteHash = (note) => UH('tip1/note', note);
export const fileHash = (file) => UH('tip1/file', file);
export const poolHash = (envelope) => UH('tip1/pool', envelope);
export const keyHash = (key) => UH('tip1/pk', key);
