/* board.mjs - cells, sections and the board; finds the cells of a receipt. */

import { Reader, ascii, cat, compare, lock, need, random, refuse, same,
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
	return plain;
}

export function recordDummy(rand = random) {
	const record = rand(RECORD);

	record.set(CELL_HEADER, 32);
	return record;
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

/* ${desks}: the ids of the directory's desks, in its order, if known. */
export function boardParse(board, desks = null) {
	const r = new Reader(board);
	const out = [];
	let total = 0;

	need(r.u8() === 1, 'version of board');
	const sections = r.u8();
	need(sections <= DESKS_MAX, 'number of sections');
	need(desks === null || desks.length === sections, 'a desk is missing');
	for (let i = 0; i < sections; i++) {
		const desk = r.take(32);
		const n = r.u16();
		const salt = r.take(32);
		need(desks === null || same(desk, desks[i]), 'desk of section');
		need(!out.some((s) => same(s.desk, desk)), 'a desk twice');
		total += n;
		need(total <= CELLS_MAX, 'too many records');
		out.push({ desk, salt, records: records(r, n) });
	}
	r.end();
	return out;
}

/* The plain of this receipt's cell from ${desk}, if there is one. */
export function boardRead(sections, root, desk) {
	const s = sections.find((x) => same(x.desk, desk));
	const { AK, CK } = threadDerive(threadSecret(root, desk), desk);

	need(s !== undefined, 'section', 'missing');
	const addr = threadAddr(AK, s.salt);
	const rec = s.records.find((x) => same(x.addr, addr));
	need(rec !== undefined, 'address', 'missing');
	try {
		return cellOpen(CK, addr, rec.cell);
	} catch {
		return refuse('missing', 'a cell that does not open');
	}
}

/* Every cell of this receipt: { desk, body }. */
export function boardFind(sections, root) {
	const out = [];

	for (const s of sections) {
		try {
			out.push({ desk: s.desk, body: bodyDecodeC(
			    boardRead(sections, root, s.desk)) });
		} catch {
			continue; /* a code that never existed looks the same */
		}
	}
	return out;
}
