/* cases.mjs - reads and writes tests/vectors; runs them through the oracle. */

import fs from 'node:fs';
import path from 'node:path';
import { cat, hex, same, unhex } from './prim.mjs';
import { opRun } from './ops.mjs';

const RESERVED = new Set(['like', 'edit', 'want']);

/* A directory of cases, read when needed. */
export class Cases {
	constructor(dir) {
		this.dir = dir;
		this.cache = new Map();
	}
	names() {
		return fs.readdirSync(this.dir).filter((f) => f.endsWith('.txt'))
			.map((f) => f.slice(0, -4)).sort();
	}
	get(name) {
		if (!this.cache.has(name))
			this.cache.set(name, this.parse(fs.readFileSync(
			    path.join(this.dir, `${name}.txt`), 'utf8')));
		return this.cache.get(name);
	}
	/* Parts joined by +: hex, - (none) or @CASE.FIELD; *N repeats one. */
	value(expr) {
		return cat(...expr.split('+').map((part) => {
			const [what, times = '1'] = part.split('*');
			const b = what === '-' ? new Uint8Array(0) :
				what.startsWith('@') ? this.reference(what) :
				unhex(what);
			return new Uint8Array(Buffer.concat(
			    Array(Number(times)).fill(b)));
		}));
	}
	reference(ref) {
		const [name, field] = ref.slice(1).split('.');
		const c = this.get(name);
		return c.out[field] ?? c.in[field];
	}
	parse(source) {
		const lines = source.split('\n').filter((l) => l !== '');
		const [op, name] = lines.shift().split(' ');
		const c = { op, name, in: {}, out: {}, want: undefined };
		let like = {};
		const edits = [];

		for (const line of lines) {
			const [word, ...rest] = line.split(' ');
			if (word === 'like')
				like = this.get(rest[0]).in;
			else if (word === 'edit')
				edits.push(rest);
			else if (word === 'want')
				c.want = rest[0];
			else
				(c.want === undefined ? c.in : c.out)[word] =
					this.value(rest[0]);
		}
		c.in = { ...like, ...c.in };
		for (const [field, verb, ...args] of edits)
			c.in[field] = this.edit(c.in[field], verb, args);
		return c;
	}
	edit(b, verb, args) {
		const n = args.map(Number);
		const out = Uint8Array.from(b);
		const splice = (at, cut, put) =>
			cat(b.subarray(0, at), put, b.subarray(at + cut));

		switch (verb) {
		case 'flip':
			out[n[0]] ^= 1;
			return out;
		case 'truncate':
			return out.subarray(0, n[0]);
		case 'append':
			return cat(out, this.value(args[0]));
		case 'set':
			return splice(n[0], this.value(args[1]).length,
			    this.value(args[1]));
		case 'swap':
			out.set(b.subarray(n[1], n[1] + n[2]), n[0]);
			out.set(b.subarray(n[0], n[0] + n[2]), n[1]);
			return out;
		case 'sub': {
			const from = this.value(args[0]);
			const at = Buffer.from(b).indexOf(Buffer.from(from));
			return splice(at, from.length, this.value(args[1]));
		}
		default:
			throw new Error(`no such edit: ${verb}`);
		}
	}
}

/* The first difference, or null. */
export function differ(got, want) {
	if (got.want !== want.want)
		return `${got.want}, not ${want.want}` +
		    (got.why === undefined ? '' : ` (${got.why})`);
	const keys = new Set([...Object.keys(got.out), ...Object.keys(want.out)]);
	for (const k of keys)
		if (got.out[k] === undefined || want.out[k] === undefined ||
		    !same(got.out[k], want.out[k]))
			return `field ${k}`;
	return null;
}

export function caseRun(c) {
	return differ(opRun(c.op, c.in), c);
}

function lines(fields) {
	return Object.entries(fields).map(([k, v]) => {
		if (RESERVED.has(k))
			throw new Error(`reserved: ${k}`);
		return `${k} ${v.length === 0 ? '-' : hex(v)}\n`;
	}).join('');
}

/* Write a case with the answer of the oracle, for C to check. */
export function caseWrite(dir, name, op, fields) {
	const got = opRun(op, fields);

	fs.writeFileSync(path.join(dir, `${name}.txt`), `${op} ${name}\n` +
	    `${lines(fields)}want ${got.want}\n${lines(got.out)}`);
	return got.want;
}

