/* exit.mjs - the way out: covers, wipes, leaves, and does not come back. */

import { need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';

const SHIFT_MS = 5000;
const WORD = 'zeldzaam';
const tip = { text: `Een ${WORD} woord.`, desks: ['noord'], topic: 1,
    place: WORD, danger: false };

/*
 * Where the way out leads, in reach of this network: a page, or a place in
 * this one, so that what is left here can be looked at.
 */
const lead = (tab, to) => tab.ask((url) => {
	document.querySelector('#exit').href = url;
}, tab.proxy.url + to);

const gone = (tab) => tab.ask(() =>
    getComputedStyle(document.body).display === 'none');
const kept = (tab) => tab.ask((word) => document.body.textContent.includes(
    word) || [...document.querySelectorAll('textarea, input')].some((e) =>
    (e.type === 'checkbox' || e.type === 'radio' ? e.checked :
	e.type !== 'hidden' && e.value !== '')), WORD);

/* Before the next frame is drawn the screen is covered, and empty. */
export async function covers(tab) {
	await script.fill(tab, tip);
	need(await kept(tab), 'something is there to be wiped');
	await lead(tab, '#gone');
	const covered = await tab.ask(() => {
		document.querySelector('#exit').click();
		return getComputedStyle(document.body).display;
	});
	same(covered, 'none', 'the page, in the same breath');
	need(!await kept(tab), 'fields and check screen are empty');
}

/* By mouse, then Back: never to what was typed. */
export async function leaves(tab) {
	await script.fill(tab, tip);
	await lead(tab, 'weather');
	tab.proxy.rule = (method, url) => (url === '/weather' ?
	    { body: '<title>Weer</title>Regen.', type: 'text/html' } :
	    undefined);
	tab.proxy.mark();
	await tab.click('#exit');
	await until('the other page', () => tab.ask(() =>
	    document.title === 'Weer'));
	const [asked] = tab.proxy.log;
	same([asked.path, asked.referer], ['/weather', undefined], 'request');
	same(await tab.ask(() => document.referrer), '', 'referrer');
	const length = await tab.ask(() => history.length);
	await tab.ask(() => { history.back(); });
	await until('another page', () => tab.ask(() =>
	    document.title !== 'Weer' && document.readyState === 'complete'));
	if (await tab.ask(() => document.URL) !== 'about:blank') {
		await tab.see('#begin');
		same(await script.screen(tab), 'start', 'screen');
		need(!await kept(tab), 'nothing that was typed');
	}
	same(await tab.ask(() => history.length), length, 'entries');
}

/* Three times Shift; any other key, or five seconds, and it begins anew. */
export async function shifts(tab) {
	const { keyboard } = tab.page;
	const press = async (...keys) => {
		for (const key of keys)
			await keyboard.press(key);
	};
	const here = async (what) => {
		await new Promise((r) => setTimeout(r, 200));
		need(!await gone(tab), `${what}: still here`);
	};

	await script.ready(tab);
	await script.press(tab, '#begin', 'before');
	await lead(tab, '#gone');
	await press('Shift', 'Shift', 'a', 'Shift');
	await here('another key between');
	await press('Tab');
	for (const letter of 'ABC') {
		await keyboard.down('Shift');
		await keyboard.press(letter);
		await keyboard.up('Shift');
	}
	await here('capital letters');
	await press('Tab', 'Shift', 'Shift');
	await new Promise((r) => setTimeout(r, SHIFT_MS + 500));
	await press('Shift');
	await here('five seconds');
	await press('Tab', 'Shift', 'Shift', 'Shift');
	await until('the cover', () => gone(tab));
}
