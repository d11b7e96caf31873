/* texts.mjs - the long texts that the tests send. */

const DUTCH = [
	'Sinds de zomer staan er \u2019s nachts busjes achter de oude loods aan ' +
	    'de Kanaalkade.',
	'Ze laden \u00e9\u00e9n voor \u00e9\u00e9n dozen uit; iemand houdt de ' +
	    'straat in de gaten.',
	'Op donderdag rond half drie kwam er een zwarte auto met twee mannen.',
	'De jongens die er werken slapen binnen, op matrassen, en krijgen ' +
	    'hun papieren niet terug.',
	'Co\u00f6rdinatie gaat per telefoon: \u201cniet via de voordeur\u201d.',
	'Betaald wordt er contant, \u20ac 50 per week, soms helemaal niets.',
	'\tAdres:\tKanaalkade 12, het hek aan de achterkant.',
	'Wie ernaar vraagt, krijgt te horen dat hij naar huis kan gaan & moet ' +
	    'zwijgen <punt>.',
];
const ARABIC = [
	'\u0645\u0646\u0630 \u0627\u0644\u0635\u064a\u0641 \u062a\u0642\u0641 ' +
	    '\u0633\u064a\u0627\u0631\u0627\u062a \u0628\u064a\u0636\u0627\u0621 ' +
	    '\u062e\u0644\u0641 \u0627\u0644\u0645\u062e\u0632\u0646 ' +
	    '\u0627\u0644\u0642\u062f\u064a\u0645\u060c \u0643\u0644 ' +
	    '\u0644\u064a\u0644\u0629.',
	'\u064a\u0639\u0645\u0644 \u0647\u0646\u0627\u0643 \u0634\u0628\u0627\u0628 ' +
	    '\u064a\u0646\u0627\u0645\u0648\u0646 \u0641\u064a ' +
	    '\u0627\u0644\u062f\u0627\u062e\u0644 \u0648\u0644\u0627 ' +
	    '\u064a\u064f\u0639\u0627\u062f \u0625\u0644\u064a\u0647\u0645 ' +
	    '\u062c\u0648\u0627\u0632 \u0627\u0644\u0633\u0641\u0631\u061b',
	'\u0627\u0644\u0639\u0646\u0648\u0627\u0646: \u0634\u0627\u0631\u0639 ' +
	    '\u0627\u0644\u0642\u0646\u0627\u0629 \u0661\u0662\u060c ' +
	    '\u0627\u0644\u0628\u0627\u0628 \u0627\u0644\u062e\u0644\u0641\u064a (Kanaalkade 12).',
	'\u064a\u064f\u062f\u0641\u0639 \u0644\u0647\u0645 \u06f5\u06f0 ' +
	    '\u064a\u0648\u0631\u0648 \u0641\u064a \u0627\u0644\u0623\u0633\u0628\u0648\u0639\u060c ' +
	    '\u0648\u0623\u062d\u064a\u0627\u0646\u064b\u0627 \u0644\u0627 ' +
	    '\u0634\u064a\u0621 \u2014 \u0647\u0644 \u0645\u0646 ' +
	    '\u0645\u062c\u064a\u0628\u061f',
];

const CHARACTERS = 4000;

/* Exactly 4,000 characters; the name in the first line tells texts apart. */
function long(name, sentences) {
	let text = `${name}\n`;

	for (let i = 0; text.length < CHARACTERS; i++)
		text += `${i + 1}. ${sentences[i % sentences.length]}` +
		    (i % 5 === 4 ? '\n\n' : '\n');
	return text.slice(0, CHARACTERS - 1).replace(/[ \n\t]$/, '-') + '.';
}

export const dutch = (name) => long(`Tip ${name}`, DUTCH);
export const arabic = (name) => long(`Tip ${name}`, ARABIC);

/* A text as every lane normalises it before sealing: PROTOCOL.md, "Body". */
export const sealed = (text) =>
    text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
