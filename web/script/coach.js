/* coach.js - "could this point to you?": finds it on this device, sends nothing. */
'use strict';

/*
 * The words of a language, each a list of patterns (coach_LANG.js):
 *   free   what every tipster says and points to nobody: taken out first
 *   only   that nobody else knows it
 *   own    an account that the writer calls the own one
 *   tie    somebody or something by what it is to the writer
 *   me     the writer
 * All languages are tried on all texts: people write in more than one.
 */
const coachWords = {};

/* The same in every script; patterns without lookbehind, for old phones. */
const COACH_PHONE = [
	'(?:\\+|\\b00)[1-9](?:[ .()/-]{0,2}\\d){7,13}\\b',
	'\\b0[1-7](?:[ ./-]{0,2}\\d){8}\\b',
	'\\b6[ -]?[1-9]\\d{7}\\b',
	'\\b\\d{3}[ .-]\\d{3}[ .-]\\d{3,4}\\b',
	'\\(\\d{3,5}\\) ?\\d{2,4}[ -]?\\d{3,5}\\b',
];
const COACH_MAIL = [
	'[^\\s@<>(),;:"]+@[^\\s@<>(),;:"]+\\.[a-z\\u00a1-\\uffff]{2,}',
	'[\\w.-]+ ?(?:\\(at\\)|\\[at\\]|ape(?:n)?staart(?:je)?) ?[\\w.-]+',
];
/* Dates, and accounts of a bank. */
const COACH_OTHER = ['\\b\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\b',
	'\\b[a-z]{2}\\d{2} ?[a-z]{4}(?: ?\\d{2,4}){2,6}\\b'];
/* What somebody else said. */
const COACH_QUOTE = ['"[^"\\n]{0,600}"',
	'[\\u201c\\u201e\\u201f\\u00ab][^\\u201c\\u201d\\u00bb\\n]{0,600}' +
	    '[\\u201c\\u201d\\u00bb]',
	'\\u2018[^\\u2018\\u2019\\n]{2,600}\\u2019(?![a-z])'];

const coachPattern = (list) => new RegExp('(?:' + list.join('|') + ')', 'gi');
const coachList = (kind) => [].concat(...Object.keys(coachWords).map(
    (lang) => coachWords[lang][kind]));

/* Text of the same length, digits of other scripts as 0 to 9. */
const coachDigits = (text) => text.replace(
    /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g,
    (digit) => String(digit.charCodeAt(0) & 15)).replace(
    /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-').replace(
    /[\t\u00a0\u2000-\u200f\u202a-\u202f\u2060\u2066-\u2069\u3000\ufeff]/g,
    ' ').replace(/[\u2019\u02bc]/g, '\'');

const coachBlank = (text, list) => text.replace(coachPattern(list),
    (found) => ' '.repeat(found.length));

function coachFind(text, kind, list) {
	const pattern = coachPattern(list);
	const marks = [];

	for (let m = pattern.exec(text); m; m = pattern.exec(text))
		marks.push({ from: m.index, to: m.index + m[0].length, kind });
	return marks;
}

/*
 * True if this is likely a language whose words are here: that of the page, in
 * its letters.  Else "nothing was found" would mean nothing.
 */
const coachKnows = (text) =>
    Boolean(coachWords[document.documentElement.lang]) &&
    !/[\u0370-\u1fff\u2e80-\uffff]/.test(coachDigits(text));

/*
 * What in a text may point to who wrote it, in its order: [{from, to, kind}],
 * kind one of me, tie, only, link, phone, mail.  asked: the question was for
 * numbers and addresses, so that these are no marks.
 */
function coach(typed, asked) {
	const text = coachDigits(typed);
	const said = coachBlank(text, COACH_QUOTE);
	const plain = coachBlank(said, coachList('free'));
	const marks = (asked ? [] : [
		...coachFind(text, 'mail', COACH_MAIL),
		...coachFind(coachBlank(text, COACH_OTHER), 'phone',
		    COACH_PHONE),
	]).concat(coachFind(said, 'only', coachList('only')),
	    coachFind(said, 'link', coachList('own')),
	    coachFind(plain, 'tie', coachList('tie')),
	    coachFind(plain, 'me', coachList('me')));
	const kept = [];

	/* Of two that overlap the first kind stays. */
	for (const mark of marks)
		if (!kept.some((k) => mark.from < k.to && k.from < mark.to))
			kept.push(mark);
	return kept.sort((a, b) => a.from - b.from);
}
