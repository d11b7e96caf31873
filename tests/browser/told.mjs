/* told.mjs - tests that the page asks before it sends a text with a code. */

import { need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { never } from './codes.mjs';
import { words } from './words.mjs';

const lines = (code) => `Mijn code is ${code.slice(0, 14)}\n${code.slice(15)}.`;
const posts = (tab) => tab.proxy.log.filter((e) => e.method === 'POST');

/* The page asks, offers two ways on, and has sent nothing. */
async function asked(tab, at) {
	const own = words[tab.lane.lang];

	await tab.see('#problem');
	same((await tab.text('#problem-text')).trim(), own.w_e_secret,
	    'the sentence');
	same((await tab.text('#retry')).trim(), own.w_anyway, 'the button');
	same(await script.screen(tab), at, 'screen');
	same(posts(tab), [], 'what was sent');
}

/* On the page: the coach marks the code, a link leads to it; sent anyway. */
export async function toldByScript(tab) {
	const code = never();

	await script.fill(tab, { text: 'Een bus.', desks: ['zuid'],
	    danger: false, answers: { 'q-keep': [['#f144', lines(code)]] } });
	need((await tab.text('#coach-list')).includes(
	    `${words[tab.lane.lang].w_coach_code} ${code}`), 'the coach');
	tab.proxy.mark();
	await tab.click('#send-with-code');
	await asked(tab, 'check');
	await tab.click('#problem-text a');
	await until('the field', () => tab.ask(() =>
	    document.activeElement.id === 'f144'));
	same(await script.screen(tab), 'q-keep', 'screen');
	same(await tab.value('#f144'), lines(code), 'the text');
	await script.press(tab, '#next', 'check');
	await tab.click('#send-without-code');
	await asked(tab, 'check');
	await script.press(tab, '#retry', 'done');
}

/* A follow-up: the page asks, the tipster removes the code and sends. */
export async function toldInMore(tab) {
	await script.check(tab, never());
	await script.press(tab, '#add', 'desks');
	await tab.tick('#desk-zuid');
	await script.press(tab, '#next', 'more');
	await tab.type('#more-text', lines(never()));
	tab.proxy.mark();
	await tab.click('#more-send');
	await asked(tab, 'more');
	await tab.type('#more-text', 'Zonder.');
	await script.press(tab, '#more-send', 'sent-more');
}

/* The same in the plain form, where the server asks. */
async function askedByForm(tab, field, text) {
	const own = words[tab.lane.lang];

	need((await tab.text('#e')).includes(own.w_e_secret), 'the sentence');
	same((await tab.text('#anyway')).trim(), own.w_anyway, 'the button');
	same(await tab.ask(() => document.querySelector('#e a').hash), field,
	    'where it leads');
	same(await tab.value(field), text, 'the text');
	need(await tab.ask(() =>
	    document.querySelector('#desk-zuid').checked), 'the desk');
	tab.proxy.mark();
	await tab.go('#anyway');
	await form.stored(tab);
}

export async function toldByForm(tab) {
	const text = lines(never());

	await tab.open();
	await tab.speak();
	await tab.tick('#desk-zuid');
	await tab.type('#text', 'Een bus.');
	await tab.type('#f134', text);
	await tab.go('#tip-send-2');
	await askedByForm(tab, '#f134', text);
	await form.check(tab, never());
	await tab.type('#code-in', never());
	await tab.tick('#desk-zuid');
	await tab.type('#more-text', text);
	await tab.go('#more-send');
	await askedByForm(tab, '#more-text', text);
}
