/* board.mjs - cells, sections, the board; look for your own at home. */

import { Reader, ascii, cat, compare, isZero, lock, need, random, refuse, same,
	u16, u8, unlock } from './prim.mjs';
import { C_PLAIN, bodyDecodeC } from './body.mjs';
import { threadAddr, threadDerive, threadSecret } from './receipt.mjs';

export const CELL = 2048;
export const RECORD = 32 + CELL;
export const CELLS_MAX = 4096;
export const DESKS_MAX = 32;
export const CELL_HEADER = cat(ascii('TIP1'), Uint8Array.of(1, 2, 0, 0));

export function cellSeal(CK, addr, plain, rand = random) {
	const nonce = rand(24);

	need(plain.length === C_PLAIN, 'size of plain');
	return cat(CELL_HEADER, nonce,
	    lock(CK, nonce, cat(CELL_HEADER, addr), plain));
}

export function cellOpen(CK, addr, cell) {
	need(cell.length === CELL, 'size of cell');
	need(same(cell.subarray(0, 8), CELL_HEADER), 'header of cell');
	const plain = unlock(CK, cell.subarray(8, 32), cat(CELL_HEADER, addr),
	    cell.subarray(32));
	if (plain === null)
		refuse('open', 'cell');
	try {
		return { plain, body: bodyDecodeC(plain) };
	} catch {
		return refuse('open', 'strict body');
	}
}

export function recordDummy(rand = random) {
	const addr = rand(32);

	return cat(addr, CELL_HEADER, rand(CELL - 8));
}

export function recordSeal(AK, CK, salt, plain, rand = random) {
	const addr = threadAddr(AK, salt);

	return cat(addr, cellSeal(CK, addr, plain, rand));
}

export const sortRecords = (records) => [...records].sort((a, b) =>
	compare(a.subarray(0, 32), b.subarray(0, 32)));

function records(r, n) {
	const out = [];

	for (let i = 0; i < n; i++) {
		const rec = r.take(RECORD);
		const addr = rec.subarray(0, 32);
		need(i === 0 || compare(out[i - 1].addr, addr) < 0,
		    'records ascend');
		need(same(rec.subarray(32, 40), CELL_HEADER), 'header of cell');
		out.push({ addr, cell: rec.subarray(32) });
	}
	return out;
}

/* salt || n records: the file of an outbox. */
export function outboxParse(file, n) {
	const r = new Reader(file);
	const salt = r.take(32);

	const out = { salt, records: records(r, n) };
	r.end();
	return out;
}

export function boardPrint(sections) {
	return cat(u8(1), u8(sections.length), ...sections.map((s) =>
		cat(s.desk, u16(s.records.length), s.salt, ...s.records)));
}

/* ${desks}: the ids of the directory's desks, in its order. */
export function boardParse(board, desks) {
	const r = new Reader(board);
	const out = [];
	let total = 0;

	need(r.u8() === 1, 'version of board');
	need(r.u8() === desks.length, 'number of sections');
	for (const id of desks) {
		const desk = r.take(32);
		const n = r.u16();
		const salt = r.take(32);
		need(same(desk, id), 'desk of section');
		need(n > 0 || isZero(salt), 'salt without records');
		total += n;
		need(total <= CELLS_MAX, 'too many records');
		out.push({ desk, salt, records: records(r, n) });
	}
	r.end();
	return out;
}

/* Every cell of this receipt: { desk, cell }. */
export function boardFind(sections, root) {
	const out = [];

	for (const s of sections) {
		const { AK, CK } = threadDerive(threadSecret(root, s.desk), s.desk);
		const addr = threadAddr(AK, s.salt);
		const rec = s.records.find((x) => same(x.addr, addr));
		if (rec !== undefined)
			out.push({ desk: s.desk, addr,
				...cellOpen(CK, addr, rec.cell) });
	}
	return out;
}
