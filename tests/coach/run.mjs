/* run.mjs - tests what the coach finds in labelled sentences, rightly or not.
 *
 * sentences/LANG.tsv has one sentence a line: language, label (points or free,
 * by sentences/rules.txt), sentence.  Others wrote them before the word lists;
 * no speaker has reviewed those in languages other than Dutch and English. */

import fs from 'node:fs';
import vm from 'node:vm';

const here = new URL('.', import.meta.url);
const text = (path) => fs.readFileSync(new URL(path, here), 'utf8');
const files = (path) => fs.readdirSync(new URL(path, here)).map(
    (name) => [name.replace(/[.].*/, ''), text(path + name)]);
/* Least per cent found, in the languages of every service and in others. */
const FOUND = { nl: 90, en: 90 };
const FOUND_ELSE = 80;
const FALSE = 10; /* per cent, at most */
const EACH = { nl: 15, en: 15 }; /* sentences of each label */
const EACH_ELSE = 20;

/* Load the files as the page does: one after another, in one scope. */
const source = [text('../../web/script/coach.js'), ...files(
    '../../web/coach/').map(([, its]) => its)].join('\n');
const { coach, coachKnows } = vm.runInNewContext(
    `${source}\n({ coach, coachKnows })`);

let number = 0;
let failed = 0;

function ok(name, good, why) {
	failed += good ? 0 : 1;
	process.stdout.write(`${good ? 'ok' : 'not ok'} ${++number} - ${name}\n`);
	if (!good)
		process.stdout.write(`# ${why}\n`);
}

const rowsOf = (its) => its.split('\n').filter((line) => line !== '').map(
    (line) => line.split('\t'));
const kinds = (sentence, asked) =>
    Array.from(coach(sentence, asked), (mark) => mark.kind);
const marked = (sentence) => kinds(sentence).length > 0;
const percent = (n, of) => Math.round(1000 * n / of) / 10;

function measure(lang, own) {
	const points = own.filter(([, label]) => label === 'points');
	const free = own.filter(([, label]) => label === 'free');
	const missed = points.filter(([, , sentence]) => !marked(sentence));
	const wrong = free.filter(([, , sentence]) => marked(sentence));
	const found = percent(points.length - missed.length, points.length);
	const falsely = percent(wrong.length, free.length);
	const least = FOUND[lang] || FOUND_ELSE;
	const each = EACH[lang] || EACH_ELSE;
	const list = (some) => some.map(([, , sentence]) => sentence).join(' | ');

	process.stdout.write(`# ${lang}: found ${found} % of ` +
	    `${points.length}, falsely ${falsely} % of ${free.length}\n`);
	ok(`${lang}: ${each} sentences of each label`, points.length === each &&
	    free.length === each && own.length === 2 * each &&
	    own.every((row) => row[0] === lang && row.length === 3),
	    `${points.length}, ${free.length} of ${own.length}`);
	ok(`${lang}: the coach finds at least ${least} %`,
	    found >= least, list(missed));
	ok(`${lang}: at most ${FALSE} % are marked falsely`,
	    falsely <= FALSE, list(wrong));
	ok(`${lang}: the coach knows the language`, [0, 1, 2, 3, 4].every(
	    (i) => coachKnows([own.filter((row, k) => k % 5 === i).map(
	    ([, , sentence]) => sentence).join(' ')])), 'they are not');
}

const labelled = files('sentences/').filter(([lang]) => lang !== 'rules');
const worded = files('../../web/coach/').map(([lang]) => lang).filter(
    (lang) => lang !== 'strangers');
const offered = files('../../web/lang/').map(([lang]) => lang);
ok('every language of the page has words and sentences',
    worded.join() === offered.join() &&
    labelled.map(([lang]) => lang).join() === offered.join(),
    `${worded} and ${offered}`);
for (const [lang, its] of labelled)
	measure(lang, rowsOf(its));

/* Languages for which the coach has no words, some near to one it has. */
const UNKNOWN = {
	Italian: 'Il mio vicino tiene due ragazze chiuse in una stanza. Non escono.',
	Czech: 'Soused drží v bytě dvě dívky. Každou noc slyším, jak pláčou.',
	Russian: 'Мой сосед держит дома двух девушек. Я слышу, как они плачут.',
	Serbian: 'Komšija drži dve devojke u stanu. Svake noći čujem kako plaču.',
	Albanian: 'Fqinji im mban dy vajza në banesë. Çdo natë i dëgjoj duke qarë.',
	Persian: 'همسایه من دو دختر را در خانه نگه می‌دارد.',
	Chinese: '我的邻居把两个女孩关在家里。',
	Vietnamese: 'Hàng xóm của tôi giữ hai cô gái trong nhà.',
	Swedish: 'Min granne håller två flickor i lägenheten. Jag hör dem gråta.',
	Walloon: 'Il a deus båsheles dins l\' måjhon. Les vijhéns ne diset rén.',
	Greek: 'Ο γείτονάς μου κρατάει δύο κορίτσια.',
	Somali: 'Deriskeygu wuxuu guriga ku hayaa laba gabdhood.',
	Catalan: 'El meu veí té dues noies tancades. No poden sortir de casa.',
	Afrikaans: 'Die man slaan haar elke dag. My buurman weet dit.',
	Azeri: 'Qonşum evdə iki qız saxlayır və onlar ağlayır.',
	'Russian without its own letters': 'Работаю там сама. На складе держат ' +
	    'женщин, не пускают на улицу, не дают есть.',
	'Persian on an Arabic keyboard': 'همسايه من دو دختر را در خانه نگه مي دارد.',
	'Polish with separate accents':
	    'Mój sąsiad nie wychodzi z domu i nie je.'.normalize('NFD'),
	'a text without words': '06 BX 1234',
};
for (const [name, said] of Object.entries(UNKNOWN)) {
	ok(`the coach does not know ${name}`, !coachKnows([said]), 'it is');
	ok(`the coach does not know Dutch mixed with ${name}`,
	    name === 'a text without words' ||
	    !coachKnows(['De man slaat het meisje elke dag en zij mag niet naar ' +
	    `buiten van hem. ${said}`]), 'it is');
}
/* The letters beyond a to z, for which no language may be called strange. */
const LETTERS = { bg: 'ъьюя ѝ', de: 'äöü ß', es: 'áéíóú ñü',
	fr: 'àâçéèêëîïôùûÿ æœ', hu: 'áéíóú öőüű', nl: 'áèéêëïóöü àìòù ĳ',
	pl: 'ąćęłńóśźż', pt: 'ãõáéíóúâêôàç ü', ro: 'ăâîșț şţ', tr: 'çğıöşü âîû',
	uk: 'ґєії ʼ', ar: 'ءآأؤإئابةى' };
for (const [lang, letters] of Object.entries(LETTERS))
	ok(`the coach calls no letter of ${lang} strange`, [letters,
	    letters.toLocaleUpperCase(lang)].every((its) => coachKnows(
	    [`De man slaat het meisje en zij mag niet naar buiten ${its}`])),
	    letters);
ok('the coach knows Dutch with a place name in a second field', coachKnows(
    ['De man slaat het meisje en zij mag niet naar buiten.', 'Utrecht']), '');

/* [name, text, the kinds that the coach marks in it, in order]. */
const CASES = [
	['an empty text', '', []],
	['two marks in a sentence', 'Ik zag mijn buurman.', ['me', 'tie']],
	['one mark of two statements', 'Ik denk dat ik hem zag.', ['me']],
	['curly quotes hold the words of another',
	    '\u201cIk kom eraan\u201d, riep hij.', []],
	['low quotes hold the words of another',
	    '\u201eMijn geld\u201c, zei hij.', []],
	['an open quote hides nothing', '" Ik zag hem', ['me']],
	['a curly apostrophe', 'I\u2019m her cousin', ['me']],
	['i, as typed on a telephone', 'i saw him', ['me']],
	['words that contain ik', 'De tekst en de tik van Bik', []],
	['Arabic digits', '\u0660\u0666\u0661\u0662\u0663\u0664\u0665' +
	    '\u0666\u0667\u0668', ['phone']],
	['full-width digits, long dashes, marks', 'Bel \uff10\uff16\u2014\u200e' +
	    '\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18', ['phone']],
	['a Polish number', 'Tel. +48 501 600 700', ['phone']],
	['a date with its time', 'Op 01-03-2026 23:30', []],
	['a year and a price', 'In 2026 voor 1000 euro', []],
	['an advert\'s number', 'advertentie 8812345', []],
	['a freephone number', 'Bel 0800-7000', []],
	['an IBAN', 'NL91 ABNA 0417 1643 00', []],
	['mail spelt out', 'jan.de.wit (at) voorbeeld.nl', ['mail']],
	['mail of letters beyond ASCII', '\u043e\u043b\u044f@' +
	    '\u043f\u0440\u0438\u043a\u043b\u0430\u0434.\u0443\u043a\u0440',
	    ['mail']],
	['an account of one\'s own', 'Mijn snap is sanne_z', ['link']],
	['only I', 'Dit weet alleen ik', ['only']],
	['a quote ends with its line', 'Hij zei "\nik zag het', ['me']],
	['two languages', 'Ona mieszka u mojego szefa. I saw her. Hij is lang.',
	    ['tie', 'me']],
	['Polish "i", which means "and"',
	    'On bije dziewczyny i zabiera im telefony.', []],
	['a Turkish number', '0532 123 45 67', ['phone']],
	['a German number', '0171 3920045', ['phone']],
	['a Ukrainian number', '097 123 45 67', ['phone']],
	['a quantity and a price', '(20) 1500-2000 euro', []],
	['a tie in a common sentence, in Dutch', 'Ik wil mijn baas melden.',
	    ['me', 'tie']],
	['a tie in a common sentence, in German',
	    'Ich möchte meinen Chef melden.', ['me', 'tie']],
	['a tie in a common sentence, in Turkish',
	    'Komşumu ihbar etmek istiyorum.', ['tie']],
	['a tie in a common sentence, in Hungarian',
	    'Szeretném a férjemet bejelenteni.', ['tie']],
	['a tie in a common sentence, in Polish',
	    'Chcę mojego szefa zgłosić.', ['tie']],
	['a tie in a common sentence, in Arabic',
	    'أريد أن أبلغ عن جاري', ['tie']],
	['Dutch words in a French sentence',
	    'Il est mijn baas et il ne veut pas.', ['tie']],
	['English without apostrophes',
	    'im her cousin and ive seen it', ['me', 'me']],
	['Polish without accents',
	    'To moj szef zabiera im paszporty.', ['tie']],
	['two spaces between words', 'My  sister knows him.', ['tie']],
	['a sentence after a dash', '- Wohne nebenan und es ist laut.', ['me']],
	['"nobody else" in two words', 'She told nobody else.', ['only']],
	['a sentence after a comma',
	    'Elke nacht lawaai, hoor haar huilen.', ['me']],
	['a sentence without a pronoun',
	    'Wohn nebenan, sie weint jede Nacht.', ['me']],
	['Arabic without hamza', 'اختي تعمل عنده ولا تخرج', ['tie']],
	['French as the young type it',
	    'jbosse avec elle et elle pleure', ['me']],
	['the language of others, in Romanian',
	    'Vorbesc doar rusă între ele.', []],
	['a description of a man, in Turkish',
	    'Esmer bir adam, kocaman bir ev.', []],
];
for (const [name, said, want] of CASES)
	ok(`case: ${name}`, kinds(said).join() === want.join(),
	    `${kinds(said).join()} for ${said}`);
ok('case: the coach marks no number that was asked for',
    kinds('Bel 06-12345678 of mail a@b.nl', true).length === 0, '');

/* A mark has the right position after characters of two UTF-16 units too. */
const [mark] = coach('\u{1f600} mijn zus');
ok('a mark covers its words after an emoji',
    mark && '\u{1f600} mijn zus'.slice(mark.from,
    mark.to) === 'mijn zus', JSON.stringify(mark));

/* Without its words the coach knows no language, but still finds numbers. */
const alone = vm.runInNewContext(`${text('../../web/script/coach.js')}
({ coach, coachKnows })`);
ok('without word lists, the coach knows no language but finds numbers',
    !alone.coachKnows(['Ik zag hem.']) &&
    alone.coach('Ik belde 06-12345678').length === 1, '');

/* The page explains each kind; the build wants a text in all languages. */
const { KINDS } = vm.runInNewContext(
    `${text('../../web/script/marks.js')}\n({ KINDS })`);
const marksMade = CASES.flatMap(([, , want]) => want);
ok('the page lists each kind that the coach marks, and a code',
    ['code', ...marksMade].every((kind) => KINDS.includes(kind)) &&
    KINDS.every((kind) => ['code', ...marksMade].includes(kind)),
    KINDS.join());
for (const kind of KINDS)
	ok(`the page has a text w_coach_${kind}`, text('../../web/lang/nl.po')
	    .includes(`msgid "w_coach_${kind}"\n`), 'it does not');

/* Text that slows patterns, as long as a tip can be, takes under a second. */
for (const [name, piece] of [['digits', '0612 '], ['quotes', '"a '],
    ['letters', 'mijnmijn'], ['at signs', 'a@a@'], ['dots', 'a.b-'],
    ['spaces', '    '], ['ik', 'ik '], ['dashes', 'a-'],
    ['Polish', 'widzieli '], ['sentences', 'a. ']]) {
	const long = piece.repeat(11300 / piece.length);
	const start = process.cpuUsage(); /* CPU time, as others may be busy */

	coach(long);
	const took = process.cpuUsage(start).user / 1000;
	ok(`the coach reads 11 kB of ${name} in less than a second`,
	    took < 1000, `${took} ms`);
}
process.stdout.write(`1..${number}\n`);
process.exit(failed ? 1 : 0);
