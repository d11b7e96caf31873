/* codes.mjs - makes receipts: never drawn, mistyped, as people paste them. */

import crypto from 'node:crypto';

const groups = (digits) => digits.match(/.{4}/g).join(' ');

/* A receipt with right check digits that nobody drew. */
export function never() {
	let digits = '';

	for (let i = 0; i < 22; i++)
		digits += crypto.randomInt(10);
	const check = 98n - (100n * BigInt(digits)) % 97n;
	return groups(digits + String(check).padStart(2, '0'));
}

/* The same receipt with one digit wrong, which the check digits detect. */
export function typo(code) {
	const wrong = (Number(code[6]) + 1) % 10;

	return code.slice(0, 6) + wrong + code.slice(7);
}

/* The code in Arabic digits, with dashes. */
export const arabicDigits = (code) => code.replace(/[0-9]/g,
    (d) => String.fromCharCode(0x660 + Number(d))).replace(/ /g, '-');

/*
 * The code as messengers, keyboards and office programs pass it on: full-width
 * digits, wide spaces, long dashes, TAB, direction marks, joiners, a BOM, and
 * text around it.
 */
export const pasted = (code) => {
	const gaps = ['\u200e\u2014', '\t', '\u3000', '\u202a\u2212\u202c',
		'\u2060\u2009'];
	const [first, ...rest] = code.split(' ');

	return `code: (\ufeff\u2066${first.replace(/[0-9]/g, (d) =>
	    String.fromCharCode(0xff10 + Number(d)))}${rest.map((group, i) =>
	    gaps[i] + group).join('')}\u2069\u200f)/`;
};

export const isCode = (s) => /^([0-9]{4} ){5}[0-9]{4}$/.test(s);
