/* codes.mjs - receipts that nobody drew, and ones with a typing error. */

import crypto from 'node:crypto';

const groups = (digits) => digits.match(/.{4}/g).join(' ');

/* A good receipt that never existed. */
export function never() {
	let digits = '';

	for (let i = 0; i < 22; i++)
		digits += crypto.randomInt(10);
	const check = 98n - (100n * BigInt(digits)) % 97n;
	return groups(digits + String(check).padStart(2, '0'));
}

/* The same receipt with one digit wrong: the check digits tell. */
export function typo(code) {
	const wrong = (Number(code[6]) + 1) % 10;

	return code.slice(0, 6) + wrong + code.slice(7);
}

/* As people type it elsewhere: Arabic digits, dashes. */
export const arabicDigits = (code) => code.replace(/[0-9]/g,
    (d) => String.fromCharCode(0x660 + Number(d))).replace(/ /g, '-');

/*
 * As messengers, keyboards and office programs hand it on: full-width digits,
 * wide spaces, long dashes, TAB, marks of direction, joiners, a BOM; and what
 * people write round it.
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
