/* short.mjs - limits words and presses before the text and before "sent". */

import { need, note, same } from './tap.mjs';
import * as form from './form_lane.mjs';
import * as script from './script_lane.mjs';

/* Limits: presses and words before the text, presses before "sent". */
const MOST = { presses: 4, words: 150, sent: 6 };
/* The form lane also says what the server can read and what Reload shows. */
const MOST_PLAIN = 260;

/* Count the words before the text field; a phone shows no .keys. */
const wordsSeen = (tab) => tab.ask(() => {
	const walk = document.createTreeWalker(document.querySelector('main'),
	    NodeFilter.SHOW_TEXT);
	const text = document.querySelector('#text');
	let words = 0;

	while (walk.nextNode()) {
		const { data, parentElement } = walk.currentNode;

		if (text.getClientRects().length > 0 &&
		    text.compareDocumentPosition(walk.currentNode) &
		    Node.DOCUMENT_POSITION_FOLLOWING)
			break;
		if (parentElement.checkVisibility() &&
		    getComputedStyle(parentElement).visibility === 'visible' &&
		    !parentElement.closest('.keys'))
			words += (data.match(/[\p{L}\p{N}]\S*/gu) || []).length;
	}
	return words;
});

/* The form lane: one page, on which nothing is asked before the text. */
async function plain(tab) {
	await tab.open();
	const words = await wordsSeen(tab);

	note(`${tab.lane.name}: ${words} words before the text`);
	need(words <= MOST_PLAIN, `${words} words`);
	same(await tab.ask(() => [...document.querySelectorAll(
	    'main input, main textarea')].filter((e) =>
	    e.getClientRects().length > 0)[0].id), 'text', 'asked first');
}

/* A tipster in a hurry: a text, a region, no code. */
export async function short(tab) {
	let presses = 0;
	let words = 0;
	const press = async (...where) => {
		presses++;
		await script.press(tab, ...where);
	};

	if (tab.lane.kind === 'form') {
		await plain(tab);
		return;
	}
	await tab.page.setViewport({ width: 360, height: 640 });
	await script.ready(tab);
	words += await wordsSeen(tab);
	await press('#begin', 'before');
	words += await wordsSeen(tab);
	await press('#danger-no', 'tell');
	words += await wordsSeen(tab);
	const before = presses;

	await tab.type('#text', 'Elke nacht een witte bus achter de loods.');
	await press('#send-now', 'region');
	presses++;
	await tab.click('#region-1');
	await press('#next', 'check');
	await press('#send-without-code', 'done');
	note(`${tab.lane.name}: ${before} presses and ${words} words to the ` +
	    `text, ${presses} presses to "sent"`);
	need(before <= MOST.presses && words <= MOST.words &&
	    presses <= MOST.sent, `${before} presses, ${words} words, ` +
	    `${presses} presses`);
}

/* If one desk takes tips, the page asks for no region and no desk. */
export async function oneDesk(tab, title) {
	if (tab.lane.kind === 'form') {
		await tab.open();
		need(!await tab.visible('#region') &&
		    !await tab.visible('#desks input') &&
		    (await tab.text('#desks')).includes(title), 'who reads it');
		await tab.type('#text', 'Een bus.');
		tab.proxy.mark();
		await tab.go('#tip-send');
		await form.stored(tab);
		return;
	}
	same(await script.fill(tab, { text: 'Een bus.', desks: [], danger: false,
	    quick: true }), ['start', 'before', 'tell', 'check'], 'screens');
	need((await tab.text('#check-readers')).includes(title) &&
	    !await tab.visible('#check-readers button'), 'who reads it');
	await script.press(tab, '#send-without-code', 'done');
}
