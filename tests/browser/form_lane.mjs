/* form_lane.mjs - what a tipster does on the form, without JavaScript. */

import { need, same, until } from './tap.mjs';
import { isCode } from './codes.mjs';
import { LANGS, card } from './service.mjs';
import { words } from './words.mjs';

export const ANSWER = 131072; /* bytes of every 200 answer to a form */

async function answer(tab, list) {
	for (const [selector, text] of list) {
		if (text === undefined)
			await tab.tick(selector);
		else
			await tab.type(selector, text);
	}
}

/* Fill in what ${tip} has; this lane does not ask q-keep. */
export async function fill(tab, tip) {
	if (tip.topic)
		await tab.click(`#f2-${tip.topic}`);
	if (tip.about)
		await tab.click(`#f3-${tip.about}`);
	if (tip.region)
		await tab.click(`#region-${tip.region}`);
	for (const desk of tip.desks)
		await tab.tick(`#desk-${desk}`);
	await tab.type('#text', tip.text);
	if (tip.place)
		await tab.type('#f134', tip.place);
	await answer(tab, Object.entries(tip.answers || {}).filter(
	    ([screen]) => screen !== 'q-keep').flatMap(([, list]) => list));
}

/* Draw a code unless tip.code is false; send the form; return the code. */
export async function send(tab, tip, look = async () => {}) {
	let code = '';

	await tab.open();
	await tab.speak();
	await look('start');
	await tab.click('a.go[href="#before"]');
	if (tip.code !== false) {
		await tab.go('#get-code');
		code = (await tab.text('#code-drawn')).trim();
		need(isCode(code),
		    `a code in six groups of four, not "${code}"`);
	}
	await fill(tab, tip);
	await look('form');
	tab.proxy.mark();
	await tab.go(tip.quick ? '#tip-send' : '#tip-send-2');
	await stored(tab);
	await look('sent');
	return code;
}

/* The confirmation of each language has the help cards for everybody in it. */
async function helps(tab) {
	const lang = (one) => [words[one].done_talk, card('all', one),
	    words[one].call_list].join('\n');
	const bare = (text) => text.replace(/[\u2066\u2069]/g, '');

	for (const one of LANGS)
		same(bare(await tab.ask((id) => [...document.querySelectorAll(
		    `${id} h2, ${id} .card, ${id} .note`)].map((e) =>
		    e.textContent).join('\n'), `#s-${one}`)), lang(one), one);
	same(await tab.ask((id) => [...document.querySelectorAll(`${id} .tel`)]
	    .filter((e) => e.getClientRects().length === 1).map((e) => e.href),
	`#s-${tab.lane.lang}`), ['tel:08000000'], 'numbers to press');
}

/* A stored tip gets a 303 to a confirmation in its language, shown alone. */
export async function stored(tab) {
	await tab.settled();
	const posts = tab.proxy.visit().filter((e) => e.method === 'POST');
	const last = posts[posts.length - 1];

	need(last?.status === 303, `answered 303, not ${last?.status}: ` +
	    await tab.text('#e'));
	const url = await tab.ask(() => document.URL);
	const id = `s-${tab.lane.lang}`;
	need(url === `${tab.proxy.url}#${id}`, `at ${url}`);
	same(await tab.ask(() => [...document.querySelectorAll('main > *')]
	    .filter((e) => e.getClientRects().length > 0).map((e) => e.id)),
	[id], 'nothing else is seen');
	const said = words[tab.lane.lang];
	for (const line of [said.sent_line, said.done_quiet, said.done_close])
		need((await tab.text(`#${id}`)).includes(line), line);
	await helps(tab);
}

/* The code field is on a page of its own, where no tip is shown. */
export async function typeCode(tab, code) {
	await tab.click('a[href="#code"]');
	await tab.see('#code-in');
	need(!await tab.visible('#text'), 'no tip beside a code');
	await tab.type('#code-in', code);
}

export async function check(tab, code, look = async () => {}) {
	await tab.open();
	await tab.speak();
	await typeCode(tab, code);
	await look('code');
	tab.proxy.mark();
	await tab.go('#check-send');
	await tab.see('#a');
}

export const answers = (tab) => tab.text('#a');

export async function followUp(tab, text) {
	await tab.type('#more-text', text);
	await tab.go('#more-send');
	await stored(tab);
}

export async function erase(tab) {
	await tab.go('#close-yes');
	await stored(tab);
}

/* The answer to the last form, with the typed code masked. */
export async function lastAnswer(tab, code) {
	const posts = await until('the answer', async () =>
	    tab.proxy.visit().filter((e) => e.method === 'POST' && e.status));
	const { status, got, answer } = posts[posts.length - 1];
	const forms = [code, code.replace(/ /g, '')];
	let page = answer.toString('utf8');

	for (const form of forms)
		page = page.replaceAll(form, '#'.repeat(form.length));
	return { status, got, page };
}
