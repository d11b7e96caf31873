/* note.mjs - C2SP signed notes: a text, an empty line, one signature. */

import { ascii, cat, need, refuse, same, sodium, u8, utf8 } from './prim.mjs';
import { NAME_RE, base64 } from './grammar.mjs';
import { textCheck } from './body.mjs';

export const NOTE_MAX = 65536;

export function keyId(name, pk) {
	return sodium.crypto_hash_sha256(cat(ascii(`${name}\n`), u8(1), pk))
		.subarray(0, 4);
}

/* NAME+hex(id)+BASE64(u8 1 || key) */
export function vkeyPrint(name, pk) {
	const b = Buffer.from(cat(u8(1), pk)).toString('base64');

	return `${name}+${Buffer.from(keyId(name, pk)).toString('hex')}+${b}`;
}

export function vkeyParse(s) {
	const m = /^([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(s);

	need(m !== null && NAME_RE.test(m[1]), 'a key as text');
	const b = base64(m[3], 33);
	const key = { name: m[1], pk: b.subarray(1) };
	need(b[0] === 1, 'algorithm 1');
	need(Buffer.from(keyId(key.name, key.pk)).toString('hex') === m[2],
	    'id of the key');
	return key;
}

export function seedKeys(seed) {
	const k = sodium.crypto_sign_seed_keypair(seed);

	return { pk: k.publicKey, sk: k.privateKey };
}

export function noteSign(text, name, seed) {
	const { pk, sk } = seedKeys(seed);
	const sig = cat(keyId(name, pk),
	    sodium.crypto_sign_detached(text, sk));
	const note = cat(text, ascii(`\n\u2014 ${name} ` +
	    `${Buffer.from(sig).toString('base64')}\n`));

	need(NAME_RE.test(name) && text.at(-1) === 10, 'text and name');
	need(note.length <= NOTE_MAX, 'size of note', 'too-long');
	return note;
}

/* The offset of the last line, which must follow an empty line. */
function signatureAt(note) {
	need(note.length <= NOTE_MAX && note.at(-1) === 10, 'a note');
	textCheck(note);
	const at = Buffer.from(note.buffer, note.byteOffset, note.length - 1)
		.lastIndexOf(10);
	need(at >= 1 && note[at - 1] === 10, 'an empty line');
	return at + 1;
}

/* Returns the text; the signature must be the only one, by this key. */
export function noteVerify(note, name, pk) {
	const at = signatureAt(note);
	const text = note.subarray(0, at - 1);
	const line = utf8(note.subarray(at, note.length - 1));
	const m = /^\u2014 ([^ ]*) ([A-Za-z0-9+/=]+)$/.exec(line);

	need(m !== null, 'a signature');
	const sig = base64(m[2], 68);
	if (m[1] !== name || !same(sig.subarray(0, 4), keyId(name, pk)))
		refuse('signature', 'signed by another');
	if (!sodium.crypto_sign_verify_detached(sig.subarray(4), text, pk))
		refuse('signature', 'does not verify');
	return text;
}
