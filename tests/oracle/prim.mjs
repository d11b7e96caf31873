/* prim.mjs - bytes, hashes and the AEAD, for all other files of the oracle. */

import './webcrypto.mjs';
import sodium from 'libsodium-wrappers-sumo';
import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js';

await sodium.ready;

export { sodium };
/* draft-connolly-cfrg-xwing-kem: SHAKE256 expansion, SHA3-256 combiner. */
export const xwing = ml_kem768_x25519;

/* Refused bytes; code is one word: format, open, signature, clock, ... */
export class TipError extends Error {
	constructor(code, what) {
		super(`${code}: ${what}`);
		this.code = code;
	}
}

export function refuse(code, what) {
	throw new TipError(code, what);
}

export function need(ok, what, code = 'format') {
	if (!ok)
		refuse(code, what);
}

export const ascii = (s) => new TextEncoder().encode(s);
export const hex = (b) => Buffer.from(b).toString('hex');

export function unhex(s) {
	need(/^([0-9a-f]{2})*$/.test(s), 'hex digits');
	return new Uint8Array(Buffer.from(s, 'hex'));
}

export const u8 = (n) => Uint8Array.of(n);
export const u16 = (n) => Uint8Array.of(n >> 8, n & 255);
export const u32 = (n) =>
	Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255);

export function cat(...parts) {
	return new Uint8Array(Buffer.concat(parts));
}

export const compare = (a, b) => Buffer.compare(a, b);
export const same = (a, b) => Buffer.compare(a, b) === 0;
export const isZero = (b) => b.every((x) => x === 0);

/* Reads straight through; a short read is refused. */
export class Reader {
	constructor(bytes) {
		this.bytes = bytes;
		this.at = 0;
	}
	get left() {
		return this.bytes.length - this.at;
	}
	take(n) {
		need(n <= this.left, 'ends early');
		this.at += n;
		return this.bytes.subarray(this.at - n, this.at);
	}
	u8() {
		return this.take(1)[0];
	}
	u16() {
		const b = this.take(2);
		return b[0] * 256 + b[1];
	}
	u32() {
		const b = this.take(4);
		return ((b[0] * 256 + b[1]) * 256 + b[2]) * 256 + b[3];
	}
	end() {
		need(this.left === 0, 'bytes behind the end');
	}
}

const labelled = (label, m) => cat(u8(label.length), ascii(label), m);

export function UH(label, ...m) {
	return sodium.crypto_generichash(32, labelled(label, cat(...m)));
}

export function KH(k, label, ...m) {
	need(k.length === 32, 'key of 32 bytes');
	return sodium.crypto_generichash(32, labelled(label, cat(...m)), k);
}

export const NONCE0 = new Uint8Array(24);

export function lock(key, nonce, ad, text) {
	return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(text, ad,
	    null, nonce, key);
}

export function unlock(key, nonce, ad, box) {
	try {
		return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null,
		    box, ad, nonce, key);
	} catch {
		return null;
	}
}

export const random = (n) => sodium.randombytes_buf(n);

/* Uniform 0 <= x < n, from little-endian words of four bytes. */
export function uniform(n, rand = random) {
	for (;;) {
		const b = rand(4);
		const x = ((b[3] * 256 + b[2]) * 256 + b[1]) * 256 + b[0];
		if (n < 2 || x >= 4294967296 % n)
			return x % n;
	}
}

/*
 * A stream for tests: block i is BLAKE2b-512(seed || u64 i). Byte p of the
 * stream does not depend on the sizes of the draws.
 */
export class Stream {
	constructor(seed) {
		this.seed = typeof seed === 'string' ? ascii(seed) : seed;
		this.at = 0;
		this.number = -1;
	}
	byte() {
		const number = Math.floor(this.at / 64);

		if (number !== this.number) {
			this.block = sodium.crypto_generichash(64,
			    cat(this.seed, u32(0), u32(number)));
			this.number = number;
		}
		return this.block[this.at++ % 64];
	}
	take(n) {
		const out = new Uint8Array(n);

		for (let i = 0; i < n; i++)
			out[i] = this.byte();
		return out;
	}
	get rand() {
		return (n) => this.take(n);
	}
}

/* Decode UTF-8 without surrogates or overlong forms; keep a BOM. */
export function utf8(bytes) {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
			.decode(bytes);
	} catch {
		return refuse('format', 'not UTF-8');
	}
}
