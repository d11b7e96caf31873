/* example.mjs - computes the worked example of PROTOCOL.md, and compares.
 *
 * usage: node tests/oracle/example.mjs       prints it, as the page has it
 */

import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Cases } from './cases.mjs';
import * as t from './tip1.mjs';

const PAGE = 'crypto/PROTOCOL.md';
const WIDTH = 100;
const AT = 28; /* column in which values begin */

/* Bytes as the page shows them: long ones by hash, final zeros by count. */
function shown(v) {
	if (typeof v === 'string')
		return v;
	const h = t.hex(v);
	const zeros = /(00)*$/.exec(h)[0].length / 2;

	if (zeros > 32)
		return `${h.slice(0, h.length - 2 * zeros)} 00*${zeros}`;
	return v.length > 400 ?
		`${v.length} bytes, file hash ${t.hex(t.fileHash(v))}` : h;
}

/* Seal one tip to desk a and open its slot: all steps of sections 2 to 5. */
function values(cases) {
	const of = (ref) => cases.reference(`@${ref}`);
	const digits = of('receipt-draw.digits');
	const service = of('receipt-root.service');
	const desk = of('thread-a.desk');
	const salt = of('thread-a.salt');
	const x0 = t.UH('tip1/receipt', service, digits);
	const root = t.receiptRoot(service, t.utf8(digits));
	const T = t.threadSecret(root, desk);
	const { tid, AK, CK } = t.threadDerive(T, desk);
	const addr = t.threadAddr(AK, salt);
	const secret = of('key-a.secret');
	const pk = t.xwing.getPublicKey(secret);
	const envelope = t.envelopeSeal(of('body-tip.plain'), [{ pk, T }],
	    new t.Stream(of('seal-one.seed')).rand);
	const p = t.envelopeParts(envelope);
	const o = t.envelopeOpen(envelope,
	    [{ week: 0, publicKey: pk, secretKey: secret }]);
	const enc = p.slots[o.slot].subarray(0, 1120);
	const Z = t.xwing.decapsulate(enc, secret);
	const cell = t.cellSeal(CK, addr, of('cell-hallo.plain'),
	    new t.Stream(of('cell-seal-hallo.seed')).rand);
	const seed = of('sign-root.key');
	const ROOT = t.seedKeys(seed).pk;
	const note = t.noteSign(t.ascii('tip1/x\n'), 'zegel', seed);

	return { service_id: service, digits: t.utf8(digits), x0,
		x1: t.UH('tip1/stretch', x0, t.u32(1)), root,
		'desk_id': desk, T, tid, AK, CK, salt, addr,
		'secret of D': secret, D: pk, 'key hash of D': t.keyHash(pk),
		plain: o.plain, DEK: o.DEK,
		'key of the body': t.KH(o.DEK, 'tip1/body', t.HEADER),
		body: p.body, hb: o.hb, 'slot of D': String(o.slot), enc, Z,
		wk: t.KH(Z, 'tip1/wrap', o.hb, enc, t.keyHash(pk)),
		wrapped: p.slots[o.slot].subarray(1120),
		commit: p.commit, envelope, 'name in the pool':
		t.poolHash(envelope), dup: o.dup,
		'plain of the cell': of('cell-hallo.plain'),
		nonce: cell.subarray(8, 32), cell,
		'seed of ROOT': seed, 'id of ROOT': t.keyId('zegel', ROOT),
		ROOT: t.vkeyPrint('zegel', ROOT),
		'signature line': t.utf8(note).split('\n')[2] };
}

/* Values that the vectors, which C makes, have too. */
const VECTORS = { root: 'receipt-root.root', T: 'thread-a.thread',
	tid: 'thread-a.tid', AK: 'thread-a.ak', CK: 'thread-a.ck',
	addr: 'thread-a.addr', D: 'key-a.pk', 'key hash of D': 'key-a.name',
	plain: 'open-one.plain', hb: 'open-one.hb', dup: 'open-one.dup',
	envelope: 'seal-one.envelope', 'name in the pool': 'open-one.pool',
	cell: 'cell-seal-hallo.cell', ROOT: 'sign-root.vkey' };

/* A value as a line of the page, or several where it is long. */
function line([name, value]) {
	const text = shown(value);
	const parts = text.length <= WIDTH ? [text] :
		text.match(/.{1,96}/g);

	return parts.map((part, i) =>
		`    ${(i === 0 ? name : '').padEnd(AT - 4)}${part}\n`).join('');
}

const printed = (v) => Object.entries(v).map(line).join('');

/* The parts of the example that are not as computed; [] if all are. */
export function exampleCheck(dir) {
	const cases = new Cases(dir);
	const v = values(cases);
	const page = fs.readFileSync(PAGE, 'utf8').split(/^## /m)
	    .find((part) => /^[0-9]+\. Worked example\n/.test(part)) ?? '';
	const bad = Object.entries(VECTORS).filter(([name, ref]) => {
		const want = cases.reference(`@${ref}`);

		return !t.same(typeof v[name] === 'string' ?
			t.ascii(v[name]) : v[name], want);
	}).map(([name, ref]) => `${name} is not ${ref}`);

	for (const entry of Object.entries(v))
		if (!page.includes(line(entry)))
			bad.push(`${PAGE}: ${entry[0]} is not ` +
			    shown(entry[1]));
	const has = page.split('\n').filter((l) => /^ {4}\S/.test(l)).length;
	if (has !== Object.keys(v).length)
		bad.push(`${PAGE}: ${has} values in the example, not ` +
		    Object.keys(v).length);
	return bad;
}

/* Appendix of draft-connolly-cfrg-xwing-kem-06: its first test vector. */
export function draftCheck() {
	const pair = t.xwing.keygen(t.unhex('7f9c2ba4e88f827d616045507605853e' +
	    'd73b8093f6efbc88eb1a6eacfa66ef26'));
	const { sharedSecret } = t.xwing.encapsulate(pair.publicKey, t.unhex(
	    '3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2' +
	    '35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2'));
	const got = t.hex(sharedSecret);

	return got === 'd2df0522128f09dd8e2c92b1e905c793' +
	    'd8f57a54c3da25861f10bf4ca613e384' ? [] : [got];
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	process.stdout.write(printed(values(new Cases('tests/vectors'))));
