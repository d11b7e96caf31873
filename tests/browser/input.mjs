/* input.mjs - tests pasted texts: kept, refused with a reason, or sent. */

import { aside, need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import { words } from './words.mjs';

const EMOJI = '\u{1f698}'; /* four bytes of UTF-8, two UTF-16 units */
const way = { desks: ['zuid'], danger: false, text: 'Eerst iets.' };

/* Texts to paste. word: the sentence that refuses a text, if any. */
const TEXTS = [
	{ name: 'an empty text', text: '', word: 'w_e_empty' },
	{ name: 'blanks and line ends only', text: ' \n\t\n ',
	    word: 'w_e_empty' },
	{ name: 'a control character', text: 'De bel\u0007 ging.',
	    word: 'w_e_text' },
	{ name: 'a zero byte', text: 'Een\u0000twee', word: 'w_e_text' },
	{ name: 'half a character', text: 'Half \ud83d teken',
	    word: 'w_e_half' },
	{ name: '12 kB of letters', text: 'lang '.repeat(2400),
	    word: 'w_e_long' },
	{ name: '12 kB of emoji', text: EMOJI.repeat(3000),
	    word: 'w_e_long' },
	{ name: '11 kB of emoji', text: EMOJI.repeat(2800) },
	{ name: 'tabs and CRLF', text: 'Een\ttwee\r\n\tdrie\r\n\r\nvier' },
];

/* Set the value directly: keys cannot type all that a field can hold. */
const paste = (tab, text) => tab.ask((t) => {
	const field = document.querySelector('#text');

	field.value = t;
	field.dispatchEvent(new Event('input', { bubbles: true }));
}, text);

const inField = (text) => text.replace(/\r\n?/g, '\n');

/* The page says why, links to the field, and keeps the text. */
async function told(tab, { text, word }) {
	await tab.see('#problem');
	same((await tab.text('#problem-text')).trim(),
	    words[tab.lane.lang][word], 'the sentence');
	same(await script.screen(tab), 'tell', 'screen');
	same(await tab.value('#text'), inField(text), 'the text');
	await tab.click('#problem-text a');
	await until('the focus on the field', () => tab.ask(() =>
	    document.activeElement.id === 'text' &&
	    getComputedStyle(document.activeElement).borderColor ===
	    getComputedStyle(document.querySelector('.error')).borderColor &&
	    document.activeElement.getAttribute('aria-invalid') === 'true'));
}

/* Paste one text on the screen of the text; all rows share one visit. */
async function pasted(tab, row) {
	await tab.see('#text');
	await paste(tab, row.text);
	await tab.click('#send-now');
	if (row.word) {
		await told(tab, row);
		return;
	}
	await until('the next screen', async () =>
	    await script.screen(tab) === 'region');
	need(!await tab.visible('#problem'), 'nothing is wrong');
	await tab.click('#back');
	await tab.see('#text');
	same(await tab.value('#text'), inField(row.text), 'the text');
}

/* Paste all texts, then send the last: no earlier refusal remains. */
export async function input(tab, keep) {
	const { name } = tab.lane;
	const see = async (screen) => {
		if (screen === 'tell')
			throw see;
	};

	await script.fill(tab, { ...way, quick: true }, see).catch((e) => {
		if (e !== see)
			throw e;
	});
	for (const row of TEXTS)
		await aside(`${name}: pasted: ${row.name}`, 60000,
		    () => pasted(tab, row), keep);
	await aside(`${name}: a good text is sent after the refusals`, 120000,
	    async () => {
		await script.press(tab, '#send-now', 'region');
		await tab.click('#region-1');
		await script.press(tab, '#next', 'check');
		await script.sendWithCode(tab);
	}, keep);
}
