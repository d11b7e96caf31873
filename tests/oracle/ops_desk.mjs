/* ops_desk.mjs - the operations of tests/vectors/op_desk.c, run by the oracle. */

import * as t from './tip1.mjs';

const num = (b) => b.reduce((v, x) => v * 256 + x, 0);
const str = (b) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(b);

function personsGet(bytes) {
	const r = new t.Reader(bytes);
	const out = [];

	while (r.left > 0) {
		const s = r.u8();
		const initials = r.take(r.u8());
		out.push(t.personOf(s, initials, r.take(32)));
	}
	return out;
}

const listed = (p) => t.cat(t.u8(p.s), t.u8(p.initials.length), p.initials);
const personsPut = (persons) => t.cat(...persons.map((p) =>
	t.cat(listed(p), p.pk, p.slot)));

export function epochsGet(bytes) {
	const r = new t.Reader(bytes);
	const out = [];

	while (r.left > 0)
		out.push({ week: r.u16(), secret: r.take(32) });
	return out;
}

const long = (file) => ({ size: t.u32(file.length), hash: t.fileHash(file) });

/* ${draws}(fields): the random bytes of a case. */
export const deskOps = (draws) => ({
	card: (f) => ({ digits: t.ascii(t.card(f.desk, f.pk)) }),
	'staff-seal': (f) => ({ file: t.staffSeal(num(f.s), f.secret,
	    str(f.pass), num(f.kib), draws(f)) }),
	'staff-open': (f) => {
		const { s, seed } = t.staffOpen(f.file, str(f.pass));
		return { s: t.u8(s), secret: seed };
	},
	'deskkey-seal': (f) => ({ file: t.deskkeySeal({ name: f.name,
		book: f.book, ops: f.ops, persons: personsGet(f.persons),
		epochs: epochsGet(f.epochs) }, f.w, num(f.half), draws(f)) }),
	'deskkey-open': (f) => {
		const k = t.deskkeyOpen(f.file, num(f.s), f.secret, f.lock);
		return { half: t.u8(k.half), name: k.name, book: k.book,
			ops: k.ops, persons: personsPut(k.persons), epochs: t.cat(
			    ...k.epochs.map((e) => t.cat(t.u16(e.week),
				e.secret))) };
	},
	'deskkey-list': (f) => {
		const k = t.deskkeyParse(f.file);
		return { half: t.u8(k.half),
			persons: t.cat(...k.persons.map(listed)) };
	},
	'book-seal': (f) => long(t.bookSeal(f.db, f.key, f.name, draws(f))),
	'book-open': (f) => ({ db: t.bookOpen(f.file, f.key, f.name) }),
	'book-read': (f) => ({ db: t.bookRead(f.plain) }),
	'backup-seal': (f) => long(t.backupSeal(f.db, personsGet(f.persons),
	    draws(f))),
	'backup-open': (f) => {
		const { persons, db } = t.backupOpen(f.file, num(f.s), f.secret);
		return { db, persons: personsPut(persons) };
	},
});
