/* script_lane.mjs - what a tipster does on the page with JavaScript. */

import { need, same, until } from './tap.mjs';
import { isCode, pasted } from './codes.mjs';
import { words } from './words.mjs';

export const screen = (tab) =>
    tab.ask(() => document.querySelector('.screen.now')?.id ?? '');

export async function ready(tab) {
	await tab.open();
	await tab.speak();
	await tab.see('#begin');
	need(!await tab.visible('#plain'), 'the weaker lane is not offered');
}

/* Press and wait for another screen: one of names, if any are given. */
export async function press(tab, selector, ...names) {
	const before = await screen(tab);

	await tab.click(selector);
	return until(`a screen after ${before} (${names})`, async () => {
		const now = await screen(tab);
		return (names.length ? names.includes(now) : now !== before) &&
		    now;
	}, 120000);
}

const nothing = async () => {};

/* Answer one screen: tick [selector], type in [selector, text]. */
async function answer(tab, list = []) {
	for (const [selector, text] of list) {
		if (text === undefined)
			await tab.tick(selector);
		else
			await tab.type(selector, text);
	}
}

/* Actions on each screen, before its answers. */
const ACTS = {
	before: async (tab, tip, look) => {
		if (tip.danger === false)
			return;
		await press(tab, '#danger-yes', 'call112');
		await look('call112');
		await press(tab, '#call-back', 'before');
	},
	'q-topic': (tab, tip) => tip.topic && tab.click(`#f2-${tip.topic}`),
	'q-about': (tab, tip) => tab.click(`#f3-${tip.about || 2}`),
	'q-place': (tab, tip) => tip.place && tab.type('#f134', tip.place),
	region: (tab, tip) => tip.region && tab.click(`#region-${tip.region}`),
	desks: async (tab, tip, look) => {
		if (tip.fit)
			await look('desks-fit');
		if (tip.other)
			await tab.click('#desks-other');
		for (const desk of tip.desks)
			await tab.tick(`#desk-${desk}`);
		for (const desk of tip.not || [])
			await tab.untick(`#desk-${desk}`);
	},
	tell: (tab, tip) => tab.type('#text', tip.text),
};
const BUTTON = { start: '#begin', before: '#danger-no' };

const PART = { before: 1, tell: 2, region: 4, desks: 4, check: 4 };

/*
 * The name of the part is above the heading, and is read out with it. Returns
 * the numbers after it, of the question and of how many there are.
 */
async function partSaid(tab, now) {
	const [said, by] = await tab.ask((id) => [
	    document.querySelector('#step').innerText,
	    document.querySelector(`#${id} h1, #${id} h2`)
		.getAttribute('aria-describedby')], now);

	const shown = said.replace(/[\u2066\u2069]/g, '');
	const part = words[tab.lane.lang][`w_part_${PART[now] || 3}`];

	need(shown.startsWith(part), `${now} is of "${said}"`);
	same([by, await tab.visible('#step')], ['step', true], now);
	return shown.slice(part.length).match(/[0-9]+/g) || [];
}

/*
 * Go from the first screen to the check screen. tip: {text, desks, topic,
 * place, quick, and what ACTS uses}; with fit, visit the screen of the desks
 * even if the region chooses them. Calls look(name) on every screen once it is
 * filled in. Returns the names of the screens.
 */
export async function fill(tab, tip, look = nothing) {
	const seen = [];
	const counts = [];

	await ready(tab);
	while (seen.length < 40) {
		const now = await screen(tab);

		seen.push(now);
		if (now !== 'start')
			counts.push(...(await partSaid(tab, now)).slice(1));
		same(counts, counts.map(() => counts[0]),
		    'of how many questions, on every screen');
		if (now === 'check' && (!tip.fit || seen.includes('desks')))
			return seen;
		if (now === 'check') { /* the region chose the desks */
			await press(tab, '#check-readers button', 'desks');
			continue;
		}
		if (ACTS[now])
			await ACTS[now](tab, tip, look);
		await answer(tab, tip.answers?.[now]);
		await look(now);
		await press(tab, now === 'tell' && tip.quick ? '#send-now' :
		    BUTTON[now] || '#next');
	}
	throw new Error('the questions do not end');
}

/* Send from the check screen; return the receipt. */
export async function sendWithCode(tab) {
	await press(tab, '#send-with-code', 'receipt');
	const code = (await tab.text('#receipt-code')).trim();

	need(isCode(code), `a receipt in six groups of four, not "${code}"`);
	await until('the board', () => wholeVisit(tab.proxy), 120000);
	return code;
}

/* Use all that the receipt screen offers, then leave it. */
export async function receipt(tab, code, look) {
	await look('receipt');
	await tab.click('#qr-ask');
	await tab.see('#qr-warn');
	await look('receipt-warning');
	await tab.click('#qr-yes');
	await tab.see('#qr-code');
	await look('receipt-qr');
	await tab.click('#qr-hide');
	await press(tab, '#check-written', 'retype');
	await tab.type('#retype-in', code.replace(/^./, (d) => 9 - d));
	await tab.click('#retype-check');
	await tab.see('#problem');
	await look('retype');
	await tab.type('#retype-in', pasted(code));
	await press(tab, '#retype-check', 'done');
	await tab.see('#retype-good');
	await look('done');
}

export const wholeVisit = (proxy, times = 1) => {
	const seen = proxy.visit().filter((e) => e.status !== 0 &&
	    e.path !== '/');

	return seen.length >= 3 * times;
};

/* Type a code on the code screen and wait for the answers. */
export async function check(tab, code, look = nothing) {
	await ready(tab);
	await press(tab, '#have-code', 'code');
	await tab.type('#code-in', code);
	await look('code');
	tab.proxy.mark();
	await press(tab, '#check-code', 'answers');
}

/* Unfold the list on the check screen; return its text. */
export async function saidList(tab) {
	if (!await tab.visible('#check-list'))
		await tab.click('#check-said summary');
	await tab.see('#check-list');
	return tab.text('#check-list');
}

/* The answers screen, as one entry per desk. */
export const answers = (tab) => tab.ask(() => {
	const text = (e, s) => e.querySelector(s)?.innerText.trim() ?? '';
	const list = document.querySelectorAll('#answer-list .answer');

	return [...list].map((e) => ({
		desk: text(e, '.a-desk'), status: text(e, '.a-status'),
		texts: text(e, '.a-texts'), count: text(e, '.a-count'),
		stale: text(e, '.a-stale'),
	}));
});

export async function followUp(tab, text, look = nothing) {
	await press(tab, '#add', 'more');
	await tab.type('#more-text', text);
	await look('more');
	await press(tab, '#more-send', 'sent-more');
	await look('sent-more');
}

export async function erase(tab, look = nothing) {
	await press(tab, '#erase', 'close');
	await look('close');
	await press(tab, '#close-yes', 'sent-close');
	await look('sent-close');
}
