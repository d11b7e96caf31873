/* coach.js - finds what may point to the writer of a text; sends nothing. */
'use strict';

/*
 * The words of each language, from web/coach/LANG.js.  The first three show
 * which language a text is in; the others are patterns of whole words:
 *   often    words that most of its sentences contain
 *   letters  only this language has them: a word with one is likely its own
 *   ends     a word that ends in one of these is likely its own, too
 *   free     what every tipster says, pointing to nobody: blanked out first
 *   only     says that nobody else knows something
 *   own      the writer's own account
 *   tie      a person or thing, by its relation to the writer
 *   me       the writer
 * In a pattern "_" is one word, "~" an optional ending, "#" a service where
 * people have accounts, "%" the text up to a comma or similar, "<" the
 * beginning of a clause: of the sentence, or after a comma or dash.  bare:
 * people omit its accents, so patterns have none, and they are removed from
 * texts.  strange: its texts are only recognised; it has no patterns.
 */
const coachWords = {};

const COACH_LETTER = '\\p{L}\\p{M}\\p{N}';
const COACH_SIGNS = {
	'_': '[' + COACH_LETTER + '\'-]{1,40}',
	'~': '[' + COACH_LETTER + ']{0,20}',
	'<': '(?:^| {1,3})',
	'%': '[^,;!?\\n\u060c\u061b]{0,40}',
	'#': '(?:insta(?:gram)?|face ?book|fb|snap(?:chat)?|tik ?tok|twitter|' +
	    'telegram|whats ?app|youtube|linkedin|viber|signal|' +
	    'инста(?:грам)?|фейсбук|телеграм|т[иі]кток|вайбер|' +
	    'انستغرام|إنستغرام|انستا|فيسبوك|تيليغرام|تيك توك|سناب|واتساب)',
};
/* Matches a letter that none of the languages here has. */
const COACH_STRANGE = new RegExp('(?![a-z' +
    'àâáãäąæçćèéêëęğìíîïıłñńòóôõöőœśşșßţțùúûüűÿźżăĳªºµİ\u0307' +
    'а-щьъюяѝґєіїʼ' +
    '\u0621-\u0652])[\\p{L}\\p{M}]', 'iu');
const COACH_AMONG = ['nl', 'en']; /* mixed into other languages */
const COACH_KNOWN = 0.25; /* least share of a text's words to recognise */
const COACH_LONG = 3; /* words that are enough to show a language */

/* For every language; without lookbehind, which old phones do not have. */
const COACH_PHONE = [
	'(?:\\+|\\b00)[1-9](?:[ .()/-]{0,2}\\d){7,13}\\b',
	'\\b0(?:[1-7](?:[ ./-]{0,2}\\d){8,9}|' +
	    '(?:8[7-9]|9[1-9])(?:[ ./-]{0,2}\\d){7,8})\\b',
	'\\b6[ -]?[1-9]\\d{7}\\b',
	'\\b[5-9]\\d{8}\\b',
	'\\b\\d{3}[ .-]\\d{3}[ .-]\\d{3,4}\\b',
	'\\(\\d{3,5}\\) ?\\d{2,4}[ -]?\\d{3,5}\\b',
	'\\(\\d{2}\\) ?9\\d{4}[ -]?\\d{4}\\b',
];
const COACH_MAIL = [
	'[^\\s@<>(),;:"]{1,64}@[^\\s@<>(),;:"]{1,200}\\.[a-z\\u00a1-\\uffff]{2,}',
	'[\\w.-]{1,64} ?(?:\\(at\\)|\\[at\\]|ape(?:n)?staart(?:je)?) ?[\\w.-]+',
];
/* Dates and bank accounts, which are not phone numbers. */
const COACH_OTHER = ['\\b\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\b',
	'\\b[a-z]{2}\\d{2} ?[a-z]{4}(?: ?\\d{2,4}){2,6}\\b'];
/* Quotations: the words of somebody else. */
const COACH_QUOTE = ['"[^"\\n]{0,600}"',
	'[\\u201c\\u201e\\u201f\\u00ab][^\\u201c\\u201d\\u00bb\\n]{0,600}' +
	    '[\\u201c\\u201d\\u00bb]',
	'\\u2018[^\\u2018\\u2019\\n]{2,600}\\u2019(?![a-z])'];

const coachPattern = (list) => new RegExp('()(?:' + list.join('|') + ')', 'gi');

/* One pattern of the list, its signs expanded; word: what "_" becomes. */
const coachSpelt = (list, word) => list.join('|').replace(
    / (\??)(?![^[\]]*\])/g, /* except in a class */
    (space, maybe) => (maybe ? ' {0,3}' : ' {1,3}')).replace(/[_~%#<]/g,
    (sign) => (sign === '_' ? word : COACH_SIGNS[sign]));

/* Matches whole words; group 1 is the character before them, or empty. */
const coachWhole = (list, word = COACH_SIGNS._) => new RegExp('(^|[^' +
    COACH_LETTER + '])(?:' + coachSpelt(list, word) + ')(?![' + COACH_LETTER +
    '])', 'giu');

/* Text of the same length, with ASCII digits, dashes, spaces and quotes. */
const coachDigits = (text) => text.replace(
    /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g,
    (digit) => String(digit.charCodeAt(0) & 15)).replace(
    /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-').replace(
    /[\t\u00a0\u2000-\u200f\u202a-\u202f\u2060\u2066-\u2069\u3000\ufeff]/g,
    ' ').replace(/[\u2019\u02bc]/g, '\'');

/* Text of the same length, without accents. */
const coachBare = (text) => text.replace(
    /[\u00c0-\u024f\u1e00-\u1eff\u0622\u0623\u0625\u0629]/g,
    (letter) => ({ '\u0131': 'i', '\u0629': '\u0647' }[letter] ||
    letter.normalize('NFD')[0]));

const coachBlank = (text, pattern) => text.replace(pattern,
    (found, before) => before + ' '.repeat(found.length - before.length));

function coachFind(text, kind, pattern) {
	const marks = [];

	for (let m = pattern.exec(text); m; m = pattern.exec(text))
		marks.push({ from: m.index + m[1].length +
		    m[0].slice(m[1].length).search(/\S/),
		    to: m.index + m[0].length, kind });
	return marks;
}

/*
 * Prepares a language on first use: has() recognises its words, and patterns
 * are compiled.  In free, "_" does not match a tie: "I want to report my boss"
 * points to somebody.
 */
function coachMade(its) {
	if (its.made)
		return its.made;
	const often = new Set(coachBare(its.often).split(' '));
	const letters = new RegExp('[' + (its.letters || '') + ']' +
	    (its.ends ? '|(?:' + its.ends + ')$' : ''));
	const has = (word) => letters.test(word) || often.has(coachBare(word));

	its.made = its.strange ? { has } : { has, ...Object.fromEntries(
	    ['only', 'own', 'tie', 'me'].map((kind) =>
	    [kind, coachWhole(its[kind])])),
	free: coachWhole(its.free, '(?!(?:' + coachSpelt(its.tie,
	    COACH_SIGNS._) + ')(?![' + COACH_LETTER + ']))' + COACH_SIGNS._) };
	return its.made;
}

/* How many words a text has, and how many of them each language recognises. */
function coachTongue(text) {
	const words = text.toLowerCase().match(/[\p{L}\p{M}'-]+/gu) || [];

	return { words: words.length, counts: Object.entries(coachWords).map(
	    ([lang, its]) => [lang, words.filter(coachMade(its).has).length]) };
}

/*
 * The sentences of a text, quotations blanked; and the tongues of sentences,
 * of quotations and of the whole, each word counted once.
 */
function coachRead(text) {
	const quotes = coachPattern(COACH_QUOTE);
	const sentences = Array.from(coachBlank(text, quotes).matchAll(
	    /[\p{L}\p{N}](?:[^\n.!?\u061f]|[.!?](?!\s|$))*/gu),
	    ({ 0: sentence, index }) => ({ sentence, index,
		tongue: coachTongue(sentence) }));
	const tongues = [...sentences.map(({ tongue }) => tongue),
		...(text.match(quotes) || []).map(coachTongue)];
	const whole = coachTongue('');

	for (const { words, counts } of tongues) {
		whole.words += words;
		counts.forEach(([, n], i) => { whole.counts[i][1] += n; });
	}
	return { sentences, tongues, whole };
}

const coachMost = ({ counts }) => Math.max(0, ...counts.map(([, n]) => n));

/*
 * The languages with the highest count, none if it is 0; of these, the likely
 * ones if any.
 */
function coachLikely(tongue, likely = []) {
	const n = coachMost(tongue);
	const most = n === 0 ? [] : tongue.counts.filter((one) => one[1] === n)
	    .map(([lang]) => lang);
	const both = most.filter((lang) => likely.includes(lang));

	return both.length > 0 ? both : most;
}

/* True for a sentence in a strange or, if it is long, in an unknown language. */
function coachForeign(tongue, likely) {
	const langs = coachLikely(tongue, likely);

	return tongue.words >= COACH_LONG && (langs.length > 0 ?
	    langs.every((lang) => coachWords[lang].strange) :
	    tongue.words >= 2 * COACH_LONG);
}

/*
 * True if the texts are likely in languages that have patterns here.  If not,
 * to find nothing in them has no meaning.
 */
function coachKnows(texts) {
	const text = coachDigits(texts.join('\n'));
	const { tongues, whole } = coachRead(text);
	const likely = coachLikely(whole);

	return likely.length > 0 && text === text.normalize('NFC') &&
	    !COACH_STRANGE.test(text) &&
	    coachMost(whole) / whole.words >= COACH_KNOWN &&
	    !tongues.some((tongue) => coachForeign(tongue, likely));
}

/* The marks of a language in a sentence; no "me" in one of another language. */
function coachSentence(sentence, its, another) {
	const { only, own: link, tie, me, free } = coachMade(its);
	const said = its.bare ? coachBare(sentence) : sentence;
	const plain = coachBlank(said, free);

	return [...coachFind(said, 'only', only), ...coachFind(said, 'link', link),
		...coachFind(plain, 'tie', tie),
		...(another ? [] : coachFind(plain, 'me', me))];
}

/*
 * What may point to the writer of a text, in order: [{from, to, kind}], kind
 * one of me, tie, only, link, phone, mail.  People write in more than one
 * language, so each sentence is read in the one it seems to be in.  asked: the
 * question asks for numbers and addresses, so they are not marked.
 */
function coach(typed, asked) {
	const text = coachDigits(typed);
	const marks = asked ? [] : [
		...coachFind(text, 'mail', coachPattern(COACH_MAIL)),
		...coachFind(coachBlank(text, coachPattern(COACH_OTHER)), 'phone',
		    coachPattern(COACH_PHONE)),
	];
	const { sentences, whole } = coachRead(text);
	const likely = coachLikely(whole);
	const kept = [];

	for (const { sentence, index, tongue } of sentences) {
		const best = coachLikely(tongue, likely);
		const langs = best.length > 0 ? best : likely;

		for (const lang of new Set([...langs, ...COACH_AMONG].filter(
		    (one) => coachWords[one] && !coachWords[one].strange)))
			for (const mark of coachSentence(sentence,
			    coachWords[lang], !langs.includes(lang)))
				marks.push({ kind: mark.kind,
				    from: index + mark.from, to: index + mark.to });
	}
	/* Of two that overlap, keep the one that was found first. */
	for (const mark of marks)
		if (!kept.some((k) => mark.from < k.to && k.from < mark.to))
			kept.push(mark);
	return kept.sort((a, b) => a.from - b.from);
}
