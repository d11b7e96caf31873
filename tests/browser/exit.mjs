/* exit.mjs - tests the exit link: covers, wipes, leaves; no way back. */

import { need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';

const SHIFT_MS = 1500;
const WORD = 'zeldzaam';
const tip = { text: `Een ${WORD} woord.`, desks: ['noord'], topic: 1,
    place: WORD, danger: false };

/*
 * Point the exit link at a page that the test can reach, or at a fragment of
 * this page, so that what is left on it can be checked.
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

/* The page is covered and empty before the next frame is drawn. */
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

const titled = (tab, title) => until(`the page ${title}`, () => tab.ask((t) =>
    document.title === t && document.readyState === 'complete', title));
/* From a timer, so that evaluate() returns before the page is gone. */
const steps = (tab, n) => tab.ask((by) => {
	setTimeout(() => history.go(by), 0);
}, n);
const paths = (tab) => tab.proxy.visit().map((e) => e.path);

/* Runs before the page: points the exit link at a reachable page, each load. */
export const near = () => document.addEventListener('DOMContentLoaded', () => {
	const exit = document.querySelector('#exit');

	if (exit)
		exit.href = '/weather';
});

/* Neither Back nor Forward leads to what was typed. */
async function noWay(tab, typed) {
	const pages = { '/before': 'Ervoor', '/weather': 'Weer' };

	tab.proxy.rule = (method, url) => (pages[url] ? { type: 'text/html',
	    body: `<title>${pages[url]}</title>Regen.` } : undefined);
	await tab.page.goto(`${tab.proxy.url}before`);
	await typed(tab);
	tab.proxy.mark();
	await tab.click('#exit');
	await titled(tab, 'Weer');
	const [asked] = tab.proxy.log;
	same([asked.path, asked.referer], ['/weather', undefined], 'request');
	same(await tab.ask(() => document.referrer), '', 'referrer');
	await steps(tab, -1);
	await titled(tab, 'Ervoor');
	await steps(tab, 1);
	await titled(tab, 'Weer');
	same(paths(tab).filter((path) => path === '/'), [], 'the page itself');
}

const leaves = (tab) => noWay(tab, () => script.fill(tab, tip));

/* A second Forward leads to the page that was left, which leaves again. */
export async function leadsOn(tab) {
	await leaves(tab);
	tab.proxy.mark();
	await steps(tab, 1);
	await until('the page, and on', async () =>
	    paths(tab).join() === '/,/weather');
	await titled(tab, 'Weer');
}

/* A reloaded page keeps its history entry. */
/* global ready */
export const leavesAnew = (tab) => noWay(tab, async () => {
	await script.fill(tab, tip);
	await tab.page.reload();
	await tab.settled();
	await tab.see('#begin');
	need(!await kept(tab), 'what was typed is gone, on purpose');
	await script.press(tab, '#begin', 'before');
	await tab.ask(() => ready());
});

/* A page kept in memory is empty and covered, and reloads when shown again. */
export async function comesBack(tab) {
	const turn = (type) => tab.ask((name) => {
		window.dispatchEvent(new PageTransitionEvent(name,
		    { persisted: true }));
	}, type);

	await script.fill(tab, tip);
	need(await kept(tab), 'something is there');
	await turn('pagehide');
	need(!await kept(tab), 'fields and check screen are empty');
	need(await gone(tab), 'the page is covered');
	await tab.ask(() => { document.documentElement.dataset.old = 1; });
	await turn('pageshow');
	await until('the page anew', () => tab.ask(() =>
	    !document.documentElement.dataset.old));
	await tab.settled();
	await tab.see('#begin');
	same(await script.screen(tab), 'start', 'screen');
}

/* Give events time stamps from the test; later() advances them. */
const ownTime = (tab) => tab.ask(() => {
	window.eventTime = 0;
	Object.defineProperty(Event.prototype, 'timeStamp',
	    { configurable: true, get: () => window.eventTime });
});
const later = (tab, ms) => tab.ask((n) => { window.eventTime += n; }, ms);

/* Three times: press Shift, do work, release Shift. */
const during = (work) => async (tab) => {
	for (let i = 0; i < 3; i++) {
		await tab.page.keyboard.down('Shift');
		await work(tab, i);
		await tab.page.keyboard.up('Shift');
	}
};
const shift = during(async () => {});
const fired = (name) => (tab) => tab.ask((type) => {
	document.querySelector('h2').dispatchEvent(
	    new Event(type, { bubbles: true }));
}, name);
const withKey = (key) => async (tab) => {
	await tab.page.keyboard.down(key);
	await shift(tab);
	await tab.page.keyboard.up(key);
};
const clickHeading = (tab) => tab.click('#check h2');

/* Uses of Shift that are no wish to leave. */
const WORK = {
	'capital letters': during((tab, i) =>
	    tab.page.keyboard.press('ABC'[i])),
	'Shift and a click, three times': during(clickHeading),
	'Shift and the wheel, three times': during((tab) =>
	    tab.page.mouse.wheel({ deltaY: 40 })),
	'clicks between three presses': during((tab, i) =>
	    i > 0 && clickHeading(tab)),
	'a paste': during(fired('paste')),
	'a letter that is put together': during(fired('compositionstart')),
	'Control held': withKey('Control'),
	'another key held': withKey('F8'),
	'a button of the mouse held': async (tab) => {
		await clickHeading(tab);
		await tab.page.mouse.down();
		await shift(tab);
		await tab.page.mouse.up();
	},
	'another key between': async (tab) => {
		for (const key of ['Shift', 'Shift', 'F8', 'Shift'])
			await tab.page.keyboard.press(key);
	},
	'three presses 4.5 seconds apart': async (tab) => {
		for (let i = 0; i < 3; i++) {
			await tab.page.keyboard.press('Shift');
			await later(tab, 4500);
		}
	},
	'three presses in more than their time': during((tab) =>
	    later(tab, SHIFT_MS / 3 + 1)),
};

/* Shift alone three times within SHIFT_MS leaves; no other use of it does. */
export async function shifts(tab) {
	await script.fill(tab, tip);
	await lead(tab, '#gone');
	await ownTime(tab);
	for (const [what, work] of Object.entries(WORK)) {
		await work(tab);
		need(!await gone(tab) && await kept(tab), `${what}: the text`);
		await later(tab, 10 * SHIFT_MS);
	}
	await during(() => later(tab, SHIFT_MS / 3))(tab);
	await until('the cover', () => gone(tab));
	need(!await kept(tab), 'fields and check screen are empty');
}
