/* hands.mjs - runs the tests of single visits: narrow screens, exit, back. */

import fs from 'node:fs';
import { aside, need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { comesBack, covers, leadsOn, leavesAnew, near,
    shifts } from './exit.mjs';
import { ALIKE, costly } from './alike.mjs';
import { accessible } from './look.mjs';
import { carries } from './carries.mjs';
import { toldByForm, toldByScript, toldInMore } from './told.mjs';
import { calm, helpStays, hidesAtOnce, inDanger, knowsWords,
    languageFirst, notSentYet, saysWho, spokenTo } from './safe.mjs';
import { short } from './short.mjs';
import { byKeys, byReader } from './keys.mjs';
import { changes, tree, waits, weeks } from './said.mjs';
import { backIsEmpty, codeStays, noService, nothingPulls, reloadIsSaid,
    twoLines } from './again.mjs';

const NEUTRAL = 'https://weer.example/';
const TOUCH = 44; /* px, least width and height of the exit link */
const TEXT = 'Zwarte bus bij de loods, elke nacht.';
const tip = { text: TEXT, desks: ['noord'], topic: 1, place: 'Kade 12',
    danger: false };

/* Elements that overflow the page, or whose text overflows them. */
const clipped = () => [...document.querySelectorAll('body *')].filter((e) => {
	const r = e.getBoundingClientRect();
	const wide = document.documentElement.clientWidth;

	if (!e.getClientRects().length || e.closest('svg') ||
	    e.tagName === 'OPTION')
		return false;
	const hides = !/^(TEXTAREA|INPUT|PROGRESS)$/.test(e.tagName) &&
	    getComputedStyle(e).overflowX !== 'visible';
	if (/^(code|retype)-in$/.test(e.id) &&
	    e.scrollWidth > e.clientWidth)
		return true; /* a typed code must be visible whole */
	return r.left < -1 || r.right > wide + 1 ||
	    (hides && e.scrollWidth > e.clientWidth + 1);
}).map((e) => `${e.tagName}#${e.id} ${e.innerText.slice(0, 40)}`);

async function fits(tab, width, height, percent) {
	await tab.page.setViewport({ width, height });
	await tab.ask((size) => {
		document.documentElement.style.fontSize = size;
	}, percent ? `${percent}%` : '');
	const [scroll, wide, out] = [...await tab.ask(() => [
	    document.body.scrollWidth,
	    document.documentElement.clientWidth]), await tab.ask(clipped)];
	await tab.ask(() => { document.documentElement.style.fontSize = ''; });
	need(scroll <= wide, `${scroll} wide in ${wide}, at ${percent} %`);
	same(out, [], `what sticks out at ${width} px, ${percent} %`);
}

/*
 * The exit link stays in view however far the page is scrolled, in the height
 * that an on-screen keyboard leaves.
 */
async function exitThere(tab) {
	await tab.page.setViewport({ width: 360, height: 300 });
	for (const part of [0, 1]) {
		const link = await tab.ask((p) => {
			document.body.scrollTo(0, p * document.body.scrollHeight);
			const e = document.querySelector('#exit');
			const r = e.getBoundingClientRect();
			const at = document.elementFromPoint(
			    r.x + r.width / 2, r.y + r.height / 2);
			return { href: e.href, rel: e.rel, seen: e === at ||
			    e.contains(at), width: r.width, height: r.height,
			    top: document.querySelector('#top').clientHeight };
		}, part);

		need(link.seen, 'the way out is covered or out of sight');
		need(link.width >= TOUCH && link.height >= TOUCH,
		    `${link.width} by ${link.height}`);
		need(link.top <= 120, `${link.top} of 300 for the head`);
		same([link.href, link.rel], [NEUTRAL, 'noreferrer'], 'link');
	}
}

/* Nothing moves for people who asked for reduced motion. */
async function still(tab) {
	if (tab.lane.engine !== 'chromium')
		return;
	await tab.page.emulateMediaFeatures([
	    { name: 'prefers-reduced-motion', value: 'reduce' }]);
	same(await tab.ask(() => [...document.querySelectorAll('*')].filter(
	    (e) => {
		const look = getComputedStyle(e);
		if (!e.getClientRects().length)
			return false;
		return /[1-9]/.test(look.transitionDuration) ||
		    look.animationName !== 'none' ||
		    look.scrollBehavior !== 'auto';
	}).map((e) => e.tagName)), [], 'what moves');
}

/* Make these checks once on each screen. */
const narrow = (tab) => {
	const seen = new Set();

	return async (name) => {
		if (seen.has(name))
			return;
		seen.add(name);
		await aside(`${tab.lane.name}: ${name} at 320 px, and with ` +
		    'letters twice as large, a way out, as it is read', 30000,
		async () => {
			await fits(tab, 320, 568, 100);
			await fits(tab, 360, 640, 200);
			await exitThere(tab);
			await still(tab);
			if (tab.lane.kind === 'wasm')
				await tree(tab);
			await tab.page.setViewport(
			    { width: 1280, height: 800 });
			await tab.ask(() => document.body.scrollTo(0, 0));
		});
	};
};

async function narrowScript(tab) {
	const look = narrow(tab);

	await script.fill(tab, tip, look);
	await look('check');
	tab.proxy.mark();
	const code = await script.sendWithCode(tab);
	await script.receipt(tab, code, look);
	await script.check(tab, code, look);
	await look('answers');
	await script.press(tab, '#erase', 'desks');
	await tab.tick('#desk-noord');
	await script.press(tab, '#next', 'close');
	await look('close');
}

async function narrowForm(tab) {
	const look = narrow(tab);

	await form.check(tab, await form.send(tab, tip, look), look);
	await look('answers');
}

/* The page for an organisation's own site, filled in. */
async function landing(tab) {
	const filled = { NAME: 'Meldpunt', ADDRESS: `${tab.proxy.url}form`,
	    ONION: `http://${'a'.repeat(56)}.onion`, NEUTRAL };
	const body = fs.readFileSync(new URL('../../web/landing.html',
	    import.meta.url), 'utf8').replace(/@([A-Z]+)@/g,
	    (all, name) => filled[name]);

	tab.proxy.rule = (method, url) => (url === '/' ?
	    { type: 'text/html; charset=utf-8', body } : undefined);
	await tab.open();
	await fits(tab, 320, 568, 100);
	await fits(tab, 360, 640, 200);
	await accessible(tab);
	tab.proxy.mark();
	await tab.go('.button');
	same([tab.proxy.log[0].path, tab.proxy.log[0].referer],
	    ['/form', undefined], 'what the service learns');
}

/* One step back, by the page's button and by the browser's. */
async function back(tab) {
	const walked = ['start', 'before', 'tell', 'q-topic', 'q-about',
	    'cards', 'q-place', 'region', 'desks', 'check'];
	const address = () => tab.ask(() => document.URL + document.title);
	const at = (name) => until(name, async () =>
	    await script.screen(tab) === name);

	await script.ready(tab);
	const first = await address();
	await tab.click('#begin');
	await at('before');
	await tab.click('#danger-no');
	await at('tell');
	await tab.type('#text', TEXT);
	for (const name of ['q-topic', 'q-about', 'cards', 'q-place']) {
		await tab.click('#next');
		await at(name);
		if (name === 'q-topic')
			await tab.tick('#f2-1');
	}
	await tab.click('#back');
	await at('cards');
	await tab.click('#next');
	await at('q-place');
	await tab.click('#send-now');
	await at('region');
	await tab.click('#next');
	await at('desks');
	await tab.tick('#desk-noord');
	await tab.click('#next');
	await at('check');
	for (let i = walked.length - 2; i >= 0; i--) {
		if (i % 2)
			await tab.click('#back');
		else
			await tab.ask(() => history.back());
		await at(walked[i]);
		same(await address(), first, 'address and title');
	}
	await tab.click('#begin');
	for (const name of walked.slice(1, 6)) {
		await at(name);
		await tab.click(name === 'before' ? '#danger-no' : '#next');
	}
	await at('q-place');
	await tab.click('#send-now');
	await at('check');
	same(await tab.value('#text'), TEXT, 'the text');
	need(await tab.ask(() => document.querySelector('#f2-1').checked),
	    'the topic');
}

/* Tests of each lane: [visit(tab, code), script that runs before the page]. */
const PLAIN = {
	'a form on a narrow screen': [narrowForm],
	'a tip and its answer by keys alone': [byKeys],
	'a tip and its answer by what a reader says': [byReader],
	'no button but "send" loses what was typed, and Enter sends nothing':
	    [carries],
	'a code in a text is asked about': [toldByForm],
	'what was typed is not there on Back': [backIsEmpty],
	'the way out hides the page at once': [hidesAtOnce],
	'whom it is about is spoken to': [spokenTo],
	'languages in the first line': [languageFirst],
	'few words before the text': [short],
	'who reads it says so': [saysWho],
	'what Reload can show again is said before': [reloadIsSaid],
	'no service gets words or a code': [noService],
	'pulling down reloads nothing': [nothingPulls],
};
const SCRIPT = {
	'a visit on a narrow screen': [narrowScript],
	'a tip and its answer by keys alone': [byKeys],
	'a tip and its answer by what a reader says': [byReader],
	'languages in the first line': [languageFirst],
	'few presses and words to the text, and to "sent"': [short],
	'who reads it says so': [saysWho],
	'the second click of two presses nothing': [calm],
	'in danger: yes and no alike': [inDanger],
	'"check and send" says that nothing is sent yet': [notSentYet],
	'"nothing stands out" only of what it knows': [knowsWords],
	'whom it is about is spoken to': [spokenTo],
	'help at the end, with numbers to press': [helpStays],
	'a code in a text is asked about': [toldByScript],
	'a code in a follow-up is asked about': [toldInMore],
	'back, by the page and by the browser': [back],
	'a code is typed as it is shown': [twoLines],
	'the code stays until it is confirmed': [codeStays],
	'no service gets words or a code': [noService],
	'pulling down reloads nothing': [nothingPulls],
	'the page for an organisation\'s own site': [landing],
	'from the check screen to an answer and back': [changes],
	'of which week an answer is, and how old': [weeks],
	'typing waits for nothing, sending not for the board': [waits],
	'the way out covers and wipes before a frame': [covers],
	'the way out leaves no way back, and none forward': [leadsOn, near],
	'the same after a reload': [leavesAnew, near],
	'a page that is kept is empty, and begins anew': [comesBack],
	'Shift alone three times, and nothing that other work does': [shifts],
};

/* Run all of these in one browser. code: the code of an answered tip. */
export async function hands(browser, proxy, code, keeper) {
	const { name, kind } = browser.lane;
	const likeAny = kind === 'form' ? {} : Object.fromEntries(
	    Object.entries(ALIKE).map(([what, [visit, alike]]) => [
	    `${what}: the work of any visit, its size said`,
	    [(tab) => alike(tab, visit), costly]]));

	for (const [what, [run, before]] of Object.entries({
	    ...(kind === 'form' ? PLAIN : SCRIPT), ...likeAny })) {
		const tab = await browser.tab(proxy, before);

		await aside(`${name}: ${what}`, 180000, () => run(tab, code),
		    keeper(tab));
		proxy.rule = null;
		await tab.page.close();
	}
}
