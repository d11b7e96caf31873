/* script_lane.mjs - what a tipster does on the page with JavaScript. */

import { need, until } from './tap.mjs';
import { isCode } from './codes.mjs';

export const screen = (tab) =>
    tab.ask(() => document.querySelector('.screen.now')?.id ?? '');

export async function ready(tab) {
	await tab.open();
	await tab.see('#begin');
}

/* Presses, and waits for another screen: one of names, if any are given. */
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

/* What to do on each screen before going on. */
const ACTS = {
	danger: async (tab, tip, look) => {
		await press(tab, '#danger-yes', 'call112');
		await look('call112');
		await press(tab, '#call-back', 'danger');
	},
	'q-topic': (tab, tip) => tip.topic && tab.click(`#f2-${tip.topic}`),
	'q-about': (tab) => tab.click('#f3-2'),
	'q-place': (tab, tip) => tab.type('#f134', tip.place),
	desks: async (tab, tip) => {
		for (const desk of tip.desks)
			await tab.tick(`#desk-${desk}`);
	},
	tell: (tab, tip) => tab.type('#text', tip.text),
};
const BUTTON = { start: '#begin', danger: '#danger-no' };

/*
 * Walks from the first screen to the check screen. tip: {text, desks, topic,
 * place, quick}; look(name) is called on every screen when it is filled in.
 */
export async function fill(tab, tip, look = nothing) {
	await ready(tab);
	for (let i = 0; i < 40; i++) {
		const now = await screen(tab);

		if (now === 'check')
			return;
		if (ACTS[now])
			await ACTS[now](tab, tip, look);
		await look(now);
		await press(tab, now === 'tell' && tip.quick ? '#send-now' :
		    BUTTON[now] || '#next');
	}
	throw new Error('the questions do not end');
}

/* From the check screen: send; returns the receipt. */
export async function sendWithCode(tab) {
	await press(tab, '#send-with-code', 'receipt');
	const code = (await tab.text('#receipt-code')).trim();

	need(isCode(code), `a receipt in six groups of four, not "${code}"`);
	await until('the board', () => wholeVisit(tab.proxy), 120000);
	return code;
}

export const wholeVisit = (proxy, times = 1) => {
	const seen = proxy.visit().filter((e) => e.status !== 0 &&
	    e.path !== '/');

	return seen.length >= 3 * times;
};

/* Types a code on the code screen and waits for what it finds. */
export async function check(tab, code, look = nothing) {
	await ready(tab);
	await press(tab, '#have-code', 'code');
	await tab.type('#code-in', code);
	await look('code');
	tab.proxy.mark();
	await press(tab, '#check-code', 'answers');
}

/* What the answers screen says, desk by desk. */
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
