/* grammar.mjs - parses and prints the lines of notes, by tables of rules. */

import { ascii, need, utf8 } from './prim.mjs';
import { dateParse, datePrint, weekParse, weekPrint } from './week.mjs';

export const NAME_RE = /^[a-z][a-z0-9.-]{0,31}$/;
const U32 = 4294967295;

function base64(s, size) {
	const b = new Uint8Array(Buffer.from(s, 'base64'));

	need(b.length === size && Buffer.from(b).toString('base64') === s,
	    'base64');
	return b;
}

export { base64 };

function number(s) {
	need(/^(0|[1-9][0-9]{0,9})$/.test(s) && Number(s) <= U32, 'a number');
	return Number(s);
}

const FORMAT = [[0xad], [0x34f], [0x61c], [0x180e], [0x200b, 0x200f], [0x2028, 0x202e],
	[0x2060, 0x206f], [0xfeff], [0xfff9, 0xfffb],
	[0x1d173, 0x1d17a], [0xe0000, 0xe0fff]];

function formatCharacter(c) {
	return FORMAT.some(([a, b = a]) => c >= a && c <= b);
}

export function text(s) {
	const n = ascii(s).length;

	need(n >= 1 && n <= 200, 'length of text');
	need(!s.startsWith(' ') && !s.endsWith(' '), 'space at an end');
	for (const ch of s) {
		const c = ch.codePointAt(0);
		need(c >= 32 && !(c >= 127 && c <= 0x9f), 'control');
		need(!formatCharacter(c), 'format character');
	}
	return s;
}

function matched(re) {
	return (s) => {
		need(re.test(s), String(re));
		return s;
	};
}

function numbers(max) {
	return (s) => {
		if (s === 'all')
			return 'all';
		const list = s.split(' ').map(number);
		list.forEach((n, i) => need(n >= 1 && n <= max &&
		    (i === 0 || n > list[i - 1]), 'numbers ascend'));
		return list;
	};
}

const listPrint = (v) => (v === 'all' ? v : v.join(' '));

/* Types of value: how each is parsed and printed; rest: to the line's end. */
export const T = {
	HEX: { parse: (s) => {
		need(/^[0-9a-f]{64}$/.test(s), 'HEX');
		return new Uint8Array(Buffer.from(s, 'hex'));
	}, print: (b) => Buffer.from(b).toString('hex') },
	KEY: { parse: (s) => base64(s, 32),
		print: (b) => Buffer.from(b).toString('base64') },
	N: { parse: number, print: String },
	DATE: { parse: dateParse, print: datePrint },
	WEEK: { parse: weekParse, print: weekPrint },
	LANG: { parse: matched(/^[a-z]{2,3}$/), print: String },
	NAME: { parse: matched(NAME_RE), print: String },
	WHEN: { parse: matched(/^(all|me|sex|care)$/), print: String },
	ONION: { parse: matched(/^http:\/\/[a-z2-7]{56}\.onion\/$/), print: String },
	COLOUR: { parse: matched(/^[0-9a-f]{6}$/), print: String },
	TYPES: { rest: true, parse: numbers(7), print: listPrint },
	TEXT: { rest: true, parse: text, print: String },
	TOPICS: { rest: true, parse: numbers(31), print: listPrint },
	REGIONS: { rest: true, parse: numbers(255), print: listPrint },
};

function lineParse(line, values) {
	const out = {};
	let rest = line;

	for (const [key, type] of Object.entries(values)) {
		need(rest.startsWith(' '), 'one more value');
		rest = rest.slice(1);
		const end = type.rest ? rest.length :
			(rest + ' ').indexOf(' ');
		out[key] = type.parse(rest.slice(0, end));
		rest = rest.slice(end);
	}
	need(rest === '', 'a line that goes on');
	return out;
}

function linePrint(word, values, v) {
	return [word, ...Object.entries(values).map(([key, type]) =>
		type.print(v[key]))].join(' ') + '\n';
}

/* The lines of a text, read in order. */
class Lines {
	constructor(bytes) {
		const s = utf8(bytes);

		need(s.endsWith('\n'), 'ends in LF');
		this.list = s.slice(0, -1).split('\n');
		this.at = 0;
	}
	at_(word) {
		const line = this.list[this.at];

		return line !== undefined &&
		    (line === word || line.startsWith(`${word} `));
	}
	take(word, values) {
		need(this.at_(word), `the line ${word}`);
		return lineParse(this.list[this.at++].slice(word.length), values);
	}
	end() {
		need(this.at === this.list.length, 'an unknown line');
	}
}

/* Rules: one line, many lines, or blocks that begin with a line. */
export const one = (word, values) => ({ word, values });
export const many = (word, key, values, min = 0, max = Infinity) =>
	({ word, key, values, min, max });
export const block = (word, key, values, rules, min, max) =>
	({ word, key, values, rules, min, max });

function parseRules(lines, rules) {
	const out = {};

	for (const r of rules) {
		if (r.key === undefined) {
			Object.assign(out, lines.take(r.word, r.values));
			continue;
		}
		const list = [];
		while (lines.at_(r.word)) {
			const v = lines.take(r.word, r.values);
			if (r.rules !== undefined)
				Object.assign(v, parseRules(lines, r.rules));
			list.push(v);
		}
		need(list.length >= r.min && list.length <= r.max,
		    `number of ${r.word}`);
		out[r.key] = list;
	}
	return out;
}

function printRules(rules, v) {
	return rules.map((r) => {
		if (r.key === undefined)
			return linePrint(r.word, r.values, v);
		return (v[r.key] ?? []).map((x) => linePrint(r.word, r.values, x) +
		    (r.rules === undefined ? '' : printRules(r.rules, x)))
			.join('');
	}).join('');
}

export function grammarParse(rules, bytes) {
	const lines = new Lines(bytes);
	const out = parseRules(lines, rules);

	lines.end();
	return out;
}

export const grammarPrint = (rules, v) => ascii(printRules(rules, v));
