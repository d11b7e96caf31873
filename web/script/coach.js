/* coach.js - "could this point to you?": finds it on this device, sends nothing. */
'use strict';

/*
 * The words of a language (web/coach/LANG.js): by which its texts are known,
 * and lists of patterns of whole words:
 *   often  words that stand in most of its sentences
 *   letters  its own: a word that has one is likely of this language
 *   ends   so is one that ends in one of these
 *   free   what every tipster says and points to nobody: taken out first
 *   only   that nobody else knows it
 *   own    an account that the writer calls the own one
 *   tie    somebody or something by what it is to the writer
 *   me     the writer
 * In a pattern "_" is one word, "~" an ending or none, "#" where people have an
 * account, "%" the rest up to a comma or so, "<" where a clause begins: the
 * sentence, or what stands behind a comma or dash.  bare: people leave its
 * accents out, so the patterns have none and texts are read without.  strange:
 * its texts are told from those of the others, and that is all.
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
/* The letters of all languages here; who has another writes in none of them. */
const COACH_STRANGE = new RegExp('(?![a-z' +
    'àâáãäåąæçćèéêëęğìíîïıłñńòóôõöőœśşșßţțùúûüűÿźżăĳªºµİ\u0307' +
    'а-щьъюяѝґєіїʼ' +
    '\u0621-\u0652])[\\p{L}\\p{M}]', 'iu');
const COACH_AMONG = ['nl', 'en']; /* of which words stand among those of others */
const COACH_KNOWN = 0.25; /* of the words of a text, at least, stand often */
const COACH_LONG = 3; /* words that show a language */

/* The same in every language; patterns without lookbehind, for old phones. */
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
/* Dates, and accounts of a bank. */
const COACH_OTHER = ['\\b\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\b',
	'\\b[a-z]{2}\\d{2} ?[a-z]{4}(?: ?\\d{2,4}){2,6}\\b'];
/* What somebody else said. */
const COACH_QUOTE = ['"[^"\\n]{0,600}"',
	'[\\u201c\\u201e\\u201f\\u00ab][^\\u201c\\u201d\\u00bb\\n]{0,600}' +
	    '[\\u201c\\u201d\\u00bb]',
	'\\u2018[^\\u2018\\u2019\\n]{2,600}\\u2019(?![a-z])'];

const coachPattern = (list) => new RegExp('()(?:' + list.join('|') + ')', 'gi');

/* With its signs written out; word: what "_" stands for. */
const coachSpelt = (list, word) => list.join('|').replace(
    / (\??)(?![^[\]]*\])/g, /* but in a class */
    (space, maybe) => (maybe ? ' {0,3}' : ' {1,3}')).replace(/[_~%#<]/g,
    (sign) => (sign === '_' ? word : COACH_SIGNS[sign]));

/* Whole words: what stands before them is the first group of a match. */
const coachWhole = (list, word = COACH_SIGNS._) => new RegExp('(^|[^' +
    COACH_LETTER + '])(?:' + coachSpelt(list, word) + ')(?![' + COACH_LETTER +
    '])', 'giu');

/* Text of the same length, digits of other scripts as 0 to 9. */
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
 * A language made ready when it is first met: a test for its common words, and
 * its patterns.  In what every tipster says no word is a tie: "I want to report
 * my boss" points to somebody.
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

/*
 * How many words a text has, and of each language that has some of them often,
 * how many: {words, counts: [[lang, count]]}, the most first.
 */
function coachTongue(text) {
	const words = text.toLowerCase().match(/[\p{L}\p{M}'-]+/gu) || [];
	const counts = Object.entries(coachWords).map(([lang, its]) =>
	    [lang, words.filter(coachMade(its).has).length]);

	return { words: words.length, counts: counts.filter(([, n]) => n > 0)
	    .sort(([, a], [, b]) => b - a) };
}

/* The sentences of a text, and where each begins. */
const coachSentences = (text) => Array.from(text.matchAll(
    /[\p{L}\p{N}](?:[^\n.!?\u061f]|[.!?](?!\s|$))*/gu));

/* Of the languages of a text those with most words, and among them the likely. */
function coachLikely({ counts }, likely = []) {
	const most = counts.filter(([, n]) => n === counts[0][1]).map(
	    ([lang]) => lang);
	const both = most.filter((lang) => likely.includes(lang));

	return both.length > 0 ? both : most;
}

/* True if no sentence is likelier of a language that is strange here. */
const coachOurs = (text, likely) => coachSentences(text).every(
    ([sentence]) => {
	const { words, counts } = coachTongue(sentence);

	return words < COACH_LONG || (counts.length > 0 ?
	    coachLikely({ counts }, likely).some((lang) =>
	    !coachWords[lang].strange) : words < 2 * COACH_LONG);
});

/*
 * True if these are likely texts in languages whose words are here.  Else
 * "nothing was found" would mean nothing.
 */
function coachKnows(texts) {
	const text = coachDigits(texts.join('\n'));
	const { words, counts } = coachTongue(text);

	return words > 0 && counts.length > 0 && text === text.normalize('NFC') &&
	    !COACH_STRANGE.test(text) && counts[0][1] / words >= COACH_KNOWN &&
	    coachOurs(text, coachLikely({ counts }));
}

/* What a language finds in one sentence; in one of another it says no "I". */
function coachSentence(sentence, its, another) {
	const { only, own: link, tie, me, free } = coachMade(its);
	const said = its.bare ? coachBare(sentence) : sentence;
	const plain = coachBlank(said, free);

	return [...coachFind(said, 'only', only), ...coachFind(said, 'link', link),
		...coachFind(plain, 'tie', tie),
		...(another ? [] : coachFind(plain, 'me', me))];
}

/*
 * What in a text may point to who wrote it, in its order: [{from, to, kind}],
 * kind one of me, tie, only, link, phone, mail.  People write in more than one
 * language, so each sentence is read in the one it seems to be in.  asked: the
 * question was for numbers and addresses, so that these are no marks.
 */
function coach(typed, asked) {
	const text = coachDigits(typed);
	const said = coachBlank(text, coachPattern(COACH_QUOTE));
	const marks = asked ? [] : [
		...coachFind(text, 'mail', coachPattern(COACH_MAIL)),
		...coachFind(coachBlank(text, coachPattern(COACH_OTHER)), 'phone',
		    coachPattern(COACH_PHONE)),
	];
	const whole = coachLikely(coachTongue(text));
	const kept = [];

	for (const { 0: sentence, index } of coachSentences(said)) {
		const tongue = coachTongue(sentence);
		const langs = tongue.counts.length > 0 ? coachLikely(tongue, whole) :
		    whole;

		for (const lang of new Set([...langs, ...COACH_AMONG].filter(
		    (one) => coachWords[one] && !coachWords[one].strange)))
			for (const mark of coachSentence(sentence,
			    coachWords[lang], !langs.includes(lang)))
				marks.push({ kind: mark.kind,
				    from: index + mark.from, to: index + mark.to });
	}
	/* Of two that overlap the first kind stays. */
	for (const mark of marks)
		if (!kept.some((k) => mark.from < k.to && k.from < mark.to))
			kept.push(mark);
	return kept.sort((a, b) => a.from - b.from);
}
