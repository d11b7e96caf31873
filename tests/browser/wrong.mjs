/* wrong.mjs - tests that all mistakes are named at once, and marked. */

import { need, same, until } from './tap.mjs';
import * as form from './form_lane.mjs';
import * as script from './script_lane.mjs';
import { never } from './codes.mjs';
import { accessiblePlain } from './look.mjs';
import { words } from './words.mjs';

const LOST = 'Kade \ufffd12'; /* a browser lost a character */

/* The ids of fields marked as wrong, and those of them without a red edge. */
const marked = (tab) => tab.ask(() => {
	const edge = (e) => getComputedStyle(e).borderTopColor;
	const red = edge(document.querySelector('.error'));
	const fields = [...document.querySelectorAll('[aria-invalid="true"]')]
	    .filter((e) => e.getClientRects().length > 0);

	return [fields.map((e) => e.id), fields.filter((e) =>
	    edge(e.closest('.choice') || e) !== red).map((e) => e.id)];
});

/* Each line of the summary, and where its link leads. */
const named = (tab, selector) => tab.ask((s) => [
    ...document.querySelectorAll(`${s} a`)].map((a) => [
    (a.previousElementSibling?.matches('b') ?
	`${a.previousElementSibling.innerText.trim()} ` : '') + a.innerText,
    a.getAttribute('href')]), selector);

export async function wrongByForm(tab) {
	const w = words[tab.lane.lang];

	await tab.open();
	await tab.speak();
	await tab.type('#f134', LOST);
	await tab.type('#f136', never());
	await tab.type('#f138', LOST);
	await tab.go('#tip-send-2');
	same(await named(tab, '#e'), [[w.w_e_empty, '#text'],
	    [`${w.q_place} ${w.w_e_half}`, '#f134'],
	    [`${w.q_who} ${w.w_e_secret}`, '#f136'],
	    [`${w.q_victim_text} ${w.w_e_half}`, '#f138'],
	    [w.w_e_desk, '#desks']], 'the summary');
	same(await marked(tab), [['text', 'desk-noord', 'desk-zuid', 'f134',
	    'f136', 'f138'], []], 'marked; without a red edge');
	need(!await tab.visible('#anyway'), 'it may not be sent like this');
	if (tab.lane.engine === 'chromium')
		await accessiblePlain(tab, '#e');
	await tab.type('#text', 'Een bus.');
	await tab.tick('#desk-zuid');
	await tab.type('#f134', 'Kade 12');
	await tab.type('#f138', '');
	await tab.go('#tip-send');
	same([await named(tab, '#e'), await marked(tab)], [[
	    [`${w.q_who} ${w.w_e_secret}`, '#f136']], [['f136'], []]],
	'what is left');
	tab.proxy.mark();
	await tab.go('#anyway');
	await form.stored(tab);
	await form.check(tab, never());
	await tab.go('#more-send');
	same(await named(tab, '#e'), [[w.w_e_code, '#code-in'],
	    [w.w_e_empty, '#more-text'], [w.w_e_desk, '#more-desks']],
	'of a follow-up');
	same(await marked(tab), [['more-text', 'code-in', 'desk-noord',
	    'desk-zuid'], []], 'marked; without a red edge');
}

export async function wrongByScript(tab) {
	const w = words[tab.lane.lang];
	const none = async (name) => {
		if (name !== 'desks')
			return;
		await tab.click('#next');
		await tab.see('#problem');
		same([await named(tab, '#problem'), await marked(tab)], [[
		    [w.w_e_desk, '#desk-noord']], [['desk-noord', 'desk-zuid'],
		    []]], 'without a desk');
		await tab.tick('#desk-noord');
		same(await marked(tab), [[], []], 'once there is one');
	};

	await script.fill(tab, { text: 'Een bus.', desks: [], danger: false,
	    place: `Bij ${never()}`, answers: { 'q-who': [['#f136', never()]] } },
	none);
	await tab.click('#send-without-code');
	await tab.see('#problem');
	same(await named(tab, '#problem'), [
	    [`${w.q_place} ${w.w_e_secret}`, '#f134'],
	    [`${w.q_who} ${w.w_e_secret}`, '#f136']], 'both fields');
	await tab.click('#problem a[href="#f136"]');
	await until('the field', () => tab.ask(() =>
	    document.activeElement.id === 'f136'));
	same(await marked(tab), [['f136'], []], 'on its screen');
}
