/* run.mjs - the coach on its labelled sentences: what it finds, and falsely. */

import fs from 'node:fs';
import vm from 'node:vm';

const here = new URL('.', import.meta.url);
const text = (path) => fs.readFileSync(new URL(path, here), 'utf8');
const FOUND = 90; /* per cent, at least */
const FALSE = 10; /* at most */

/* As the page has them: one after another, in one scope. */
const source = ['coach', 'coach_en', 'coach_nl'].map(
    (name) => text(`../../web/script/${name}.js`)).join('\n');
const coach = vm.runInNewContext(`${source}\ncoach`);

let number = 0;
let failed = 0;

function ok(name, good, why) {
	failed += good ? 0 : 1;
	process.stdout.write(`${good ? 'ok' : 'not ok'} ${++number} - ${name}\n`);
	if (!good)
		process.stdout.write(`# ${why}\n`);
}

const rows = text('sentences.tsv').split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
const kinds = (sentence, asked) =>
    Array.from(coach(sentence, asked), (mark) => mark.kind);
const marked = (sentence) => kinds(sentence).length > 0;
const percent = (n, of) => Math.round(1000 * n / of) / 10;

function measure(name, own) {
	const points = own.filter(([, label]) => label === 'points');
	const free = own.filter(([, label]) => label === 'free');
	const missed = points.filter(([, , sentence]) => !marked(sentence));
	const wrong = free.filter(([, , sentence]) => marked(sentence));
	const found = percent(points.length - missed.length, points.length);
	const falsely = percent(wrong.length, free.length);
	const list = (some) => some.map(([, , sentence]) => sentence).join(' | ');

	process.stdout.write(`# ${name}: found ${found} % of ` +
	    `${points.length}, falsely ${falsely} % of ${free.length}\n`);
	ok(`${name}: at least ${FOUND} % found`, found >= FOUND, list(missed));
	ok(`${name}: at most ${FALSE} % false`, falsely <= FALSE, list(wrong));
}

ok('sixty sentences, each with a label', rows.length === 60 && rows.every(
    ([lang, label, sentence, more]) => ['nl', 'en'].includes(lang) &&
    ['points', 'free'].includes(label) && sentence && more === undefined),
    `${rows.length} rows`);
for (const lang of ['nl', 'en'])
	measure(lang, rows.filter(([of]) => of === lang));
measure('both', rows);

/* What it makes of one text each: the kinds, in order. */
const CASES = [
	['nothing', '', []],
	['two in a sentence', 'Ik zag mijn buurman.', ['me', 'tie']],
	['half free', 'Ik denk dat ik hem zag.', ['me']],
	['curly quotes are another\'s', '\u201cIk kom eraan\u201d, riep hij.', []],
	['low quotes', '\u201eMijn geld\u201c, zei hij.', []],
	['an open quote hides nothing', '" Ik zag hem', ['me']],
	['a curly apostrophe', 'I\u2019m her cousin', ['me']],
	['i, as typed on a telephone', 'i saw him', ['me']],
	['tekst, tik and bik are words', 'De tekst en de tik van Bik', []],
	['Arabic digits', '\u0660\u0666\u0661\u0662\u0663\u0664\u0665' +
	    '\u0666\u0667\u0668', ['phone']],
	['full-width digits, long dashes, marks', 'Bel \uff10\uff16\u2014\u200e' +
	    '\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18', ['phone']],
	['a Polish number', 'Tel. +48 501 600 700', ['phone']],
	['a date with its time', 'Op 01-03-2026 23:30', []],
	['a year and a price', 'In 2026 voor 1000 euro', []],
	['an advert\'s number', 'advertentie 8812345', []],
	['a free number is nobody\'s', 'Bel 0800-7000', []],
	['an IBAN', 'NL91 ABNA 0417 1643 00', []],
	['mail spelt out', 'jan.de.wit (at) voorbeeld.nl', ['mail']],
	['mail of letters beyond ASCII', '\u043e\u043b\u044f@' +
	    '\u043f\u0440\u0438\u043a\u043b\u0430\u0434.\u0443\u043a\u0440',
	    ['mail']],
	['the own account', 'Mijn snap is sanne_z', ['link']],
	['only I', 'Dit weet alleen ik', ['only']],
	['no own line end', 'Hij zei "\nik zag het', ['me']],
];
for (const [name, said, want] of CASES)
	ok(`case: ${name}`, kinds(said).join() === want.join(),
	    `${kinds(said).join()} for ${said}`);
ok('case: asked for numbers, it marks none',
    kinds('Bel 06-12345678 of mail a@b.nl', true).length === 0, '');

/* A mark says where it stands, also behind characters of two units. */
const [mark] = coach('\u{1f600} mijn zus');
ok('a mark covers its words', mark && '\u{1f600} mijn zus'.slice(mark.from,
    mark.to) === 'mijn zus', JSON.stringify(mark));

/* Each kind has its sentence, in every language of the page. */
for (const lang of fs.readdirSync(new URL('../../web/lang/', here)))
	for (const kind of ['code', 'me', 'tie', 'only', 'link', 'phone', 'mail'])
		ok(`${lang} says w_coach_${kind}`, text(`../../web/lang/${lang}`)
		    .includes(`msgid "w_coach_${kind}"`), 'it does not');

/* As much as a tip holds, of what makes patterns slow: no long wait. */
for (const [name, piece] of [['digits', '0612 '], ['quotes', '"a '],
    ['letters', 'mijnmijn'], ['at signs', 'a@a@'], ['dots', 'a.b-'],
    ['spaces', '    '], ['ik', 'ik ']]) {
	const long = piece.repeat(11300 / piece.length);
	const start = process.cpuUsage(); /* others may be busy, too */

	coach(long);
	const took = process.cpuUsage(start).user / 1000;
	ok(`11 kB of ${name} in less than a second`, took < 1000, `${took} ms`);
}
process.stdout.write(`1..${number}\n`);
process.exit(failed ? 1 : 0);
