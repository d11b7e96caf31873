/* carries.mjs - tests that no button or link of the form loses the text. */

import { need, same } from './tap.mjs';
import * as form from './form_lane.mjs';
import { never } from './codes.mjs';
import { words } from './words.mjs';

const tip = { text: 'Een "bus" & <nog> een,\n\nelke nacht.', desks: ['noord'],
    topic: 1, about: 2, region: 1, place: 'Kade 12',
    answers: { 'q-signals': [['#f11-1'], ['#f11-11']],
	'q-advert': [['#f140', 'Dat ik het was.']] } };

/* Every visible field and its value. */
const state = (tab) => tab.ask(() => [...document.querySelectorAll(
    'main textarea, main input:not([type="hidden"])')].filter(
    (e) => e.getClientRects().length > 0).map((e) => [e.id,
    ['checkbox', 'radio'].includes(e.type) ? e.checked : e.value]));

/* Enter on a choice stores nothing and loses nothing. */
async function enters(tab, filled, selector) {
	await tab.ask((s) => document.querySelector(s).focus(), selector);
	tab.proxy.mark();
	await tab.page.keyboard.press('Enter');
	await new Promise((r) => setTimeout(r, 300));
	await tab.settled();
	same(tab.proxy.visit().filter((e) => e.status !== 200), [],
	    `requests by Enter in ${selector}`);
	same(await state(tab), filled, `after Enter in ${selector}`);
}

export async function carries(tab) {
	const other = tab.lane.lang === 'nl' ? 'en' : 'nl';
	const own = words[tab.lane.lang];

	await tab.open();
	await tab.speak();
	await form.fill(tab, tip);
	need(!await tab.visible('#q-keep'), 'what must not be passed on, asked');
	await form.typeCode(tab, '1234 56');
	await tab.click('#code a.button');
	await tab.see('#text');
	const filled = await state(tab);
	need(filled.filter(([, value]) => value).length > 8, 'filled in');
	for (const field of ['#f2-1', '#f11-1', '#desk-noord'])
		await enters(tab, filled, field);
	await tab.switch(other);
	same(await state(tab), filled, 'in another language');
	same(await tab.ask(() => document.documentElement.lang), other,
	    'language');
	await tab.go('#get-code');
	same(await state(tab), filled, 'beside a code');
	const code = await tab.text('#code-drawn');
	await tab.switch(tab.lane.lang);
	same(await state(tab), filled, 'in the first language again');
	same(await tab.text('#code-drawn'), code, 'the code that was drawn');
	await form.typeCode(tab, code);
	await tab.go('#check-send');
	need((await tab.text('#e')).includes(own.e_unsent), 'not sent yet');
	same(await state(tab), filled, 'after a check');
	same(await tab.text('#code-drawn'), code, 'the code');
	await tab.click('main > .note:last-child a');
	await tab.settled();
	same(await state(tab), filled, 'after the way to the start');
	tab.proxy.mark();
	await tab.go('#tip-send');
	await form.stored(tab);
	await form.check(tab, code);
	await form.check(tab, never());
}
