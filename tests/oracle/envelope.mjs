/* envelope.mjs - seal and open; every envelope has one size. */

import { KH, NONCE0, UH, ascii, cat, lock, need, random, refuse, same, u8,
	uniform, unlock, xwing } from './prim.mjs';
import { E_PLAIN, bodyDecodeE } from './body.mjs';
import { keyHash, threadDup } from './receipt.mjs';

export const ENVELOPE = 16384;
export const HEADER = cat(ascii('TIP1'), Uint8Array.of(1, 1, 4, 0));
export const SLOTS = 4;
export const AT = { commit: 8, slots: 40, body: 4840 };
export const SLOT = 1200;
const ENC = 1120;

export function keyDraw(rand = random) {
	return xwing.keygen(rand(32));
}

export const commitOf = (DEK, slots, body) =>
	KH(DEK, 'tip1/commit', HEADER, slots, body);
export const hbOf = (body) => UH('tip1/hb', HEADER, body);

function wrapKey(Z, hb, enc, pk) {
	return KH(Z, 'tip1/wrap', hb, enc, keyHash(pk));
}

/* One slot: ${inner} is DEK || T, or 64 random bytes for a dummy. */
export function slotWrap(pk, hb, inner, rand = random) {
	let enc;
	let Z;

	try {
		({ cipherText: enc, sharedSecret: Z } =
			xwing.encapsulate(pk, rand(64)));
	} catch {
		refuse('key', 'not a key');
	}
	return cat(enc, lock(wrapKey(Z, hb, enc, pk), NONCE0,
	    new Uint8Array(0), inner));
}

/* The place of each slot; uniform over all orders. */
function places(rand) {
	const place = [0];

	for (let i = 1; i < SLOTS; i++) {
		const j = uniform(i + 1, rand);
		place[i] = place[j];
		place[j] = i;
	}
	return place;
}

export function bodyLock(DEK, plain) {
	return lock(KH(DEK, 'tip1/body', HEADER), NONCE0, HEADER, plain);
}

/* Join an envelope from slots in their order. */
export function envelopeJoin(DEK, slots, body) {
	const s = cat(...slots);

	return cat(HEADER, commitOf(DEK, s, body), s, body);
}

/*
 * PROTOCOL.md leaves the order of draws open. This is C's order, so that both
 * make the same bytes from one stream: DEK, places, the key that all dummies
 * go to, then slot by slot.
 * ${desks}: up to four { pk, T }; none for a dummy envelope.
 */
export function envelopeSeal(plain, desks, rand = random) {
	need(plain.length === E_PLAIN && desks.length <= SLOTS, 'sizes');
	const DEK = rand(32);
	const body = bodyLock(DEK, plain);
	const hb = hbOf(body);
	const slots = [];
	const order = places(rand);
	const nobody = keyDraw(rand).publicKey;
	for (const [i, at] of order.entries()) {
		const d = desks[i];
		slots[at] = d !== undefined ?
			slotWrap(d.pk, hb, cat(DEK, d.T), rand) :
			slotWrap(nobody, hb, rand(64), rand);
	}
	return envelopeJoin(DEK, slots, body);
}

export function envelopeDummy(rand = random) {
	return envelopeSeal(new Uint8Array(E_PLAIN), [], rand);
}

export function envelopeParts(envelope) {
	need(envelope.length === ENVELOPE, 'size of envelope');
	need(same(envelope.subarray(0, 8), HEADER), 'header of envelope');
	const slots = envelope.subarray(AT.slots, AT.body);
	return {
		commit: envelope.subarray(AT.commit, AT.slots),
		all: slots,
		slots: Array.from({ length: SLOTS }, (_, i) =>
			slots.subarray(i * SLOT, (i + 1) * SLOT)),
		body: envelope.subarray(AT.body),
	};
}

function slotUnwrap(slot, hb, key) {
	const enc = slot.subarray(0, ENC);
	let Z;

	try {
		Z = xwing.decapsulate(enc, key.secretKey);
	} catch {
		return null;
	}
	return unlock(wrapKey(Z, hb, enc, key.publicKey), NONCE0,
	    new Uint8Array(0), slot.subarray(ENC));
}

/* ${keys}: the live epoch keys { week, publicKey, secretKey }, in order. */
export function envelopeOpen(envelope, keys) {
	const p = envelopeParts(envelope);
	const hb = hbOf(p.body);

	for (const key of keys)
		for (const [at, slot] of p.slots.entries()) {
			const inner = slotUnwrap(slot, hb, key);
			if (inner === null)
				continue;
			const DEK = inner.subarray(0, 32);
			if (!same(commitOf(DEK, p.all, p.body), p.commit))
				continue;
			const plain = unlock(KH(DEK, 'tip1/body', HEADER), NONCE0,
			    HEADER, p.body);
			if (plain === null)
				refuse('open', 'body');
			return opened(plain, inner.subarray(32), hb, at, DEK,
			    key.week);
		}
	return refuse('open', 'nobody here');
}

function opened(plain, T, hb, slot, DEK, week) {
	let body;

	try {
		body = bodyDecodeE(plain);
	} catch {
		refuse('open', 'strict body'); /* callers see one error */
	}
	return { plain, body, T, hb, slot, DEK, week, dup: threadDup(T, hb) };
}

/* What POST /x answers: a status and zeros. */
export const answerX = (status) => cat(u8(status), new Uint8Array(255));
