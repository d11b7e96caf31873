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
import { calm, headingsSeen, helpStays, hidesAtOnce, inDanger, knowsWords,
    languageFirst, notSentYet, saysWho, spokenTo } from './safe.mjs';
import { short } from './short.mjs';
import { byKeys, byReader } from './keys.mjs';
import { asksAbove, changes, tree, waits, weeks } from './said.mjs';
import { wrongByForm, wrongByScript } from './wrong.mjs';
import { backIsEmpty, codeStays, noService, nothingPulls, reloadIsSaid,
    twoLines } from './again.mjs';

const NEUTRAL = 'https://weer.example/';
const TOUCH = 44; /* px, least width and height of the exit link */
const HEAD = 0.4; /* at most so much of the screen, with large letters */
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

/* Drawings that lie over something with a background of its own. */
const drawnOver = () => [...document.querySelectorAll('.drawing')].filter(
    (e) => e.getClientRects().length > 0).flatMap((e) => {
	const a = e.getBoundingClientRect();

	return [...document.querySelectorAll('main *')].filter((at) => {
		const b = at.getBoundingClientRect();

		return !at.closest('svg') && getComputedStyle(at)
		    .backgroundColor !== 'rgba(0, 0, 0, 0)' &&
		    a.left < b.right && b.left < a.right && a.top < b.bottom &&
		    b.top < a.bottom;
	}).map((at) => at.innerText.slice(0, 40));
});

/* Words of headings that are broken over two lines. */
const brokenWords = () => [...document.querySelectorAll('h1, h2, h3')].flatMap(
    (e) => {
	const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
	const range = document.createRange();
	const broken = [];

	while (walk.nextNode())
		for (const { 0: word, index } of walk.currentNode.data.matchAll(
		    /\S+/g)) {
			range.setStart(walk.currentNode, index);
			range.setEnd(walk.currentNode, index + word.length);
			if (new Set([...range.getClientRects()].map((r) =>
			    r.top)).size > 1)
				broken.push(word);
		}
	return broken;
});

async function fits(tab, width, height, percent) {
	await tab.page.setViewport({ width, height });
	await tab.ask((size) => {
		document.documentElement.style.fontSize = size;
	}, percent ? `${percent}%` : '');
	const [scroll, wide, head, out] = [...await tab.ask(() => [
	    document.body.scrollWidth, document.documentElement.clientWidth,
	    document.querySelector('#top')?.clientHeight ?? 0]),
	await tab.ask(clipped)];
	same(await tab.ask(drawnOver), [], 'under a drawing');
	same(await tab.ask(brokenWords), [], 'broken over two lines');
	await tab.ask(() => { document.documentElement.style.fontSize = ''; });
	need(scroll <= wide, `${scroll} wide in ${wide}, at ${percent} %`);
	same(out, [], `what sticks out at ${width} px, ${percent} %`);
	need(head <= HEAD * height, `${head} of ${height} for the head`);
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
		await aside(`${tab.lane.name}: ${name} fits 320 px and large ` +
		    'letters, has an exit and reads in order', 30000,
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
	'the form fits a narrow screen': [narrowForm],
	'a tip and its answer work by keys alone': [byKeys],
	'a tip and its answer work with a screen reader': [byReader],
	'every button but "send" keeps the answers, and Enter sends nothing':
	    [carries],
	'the page asks before it sends a text with a code': [toldByForm],
	'Back shows an empty form': [backIsEmpty],
	'the exit link hides the page at once': [hidesAtOnce],
	'the page speaks to a tipster whom the tip is about': [spokenTo],
	'the first line offers the languages': [languageFirst],
	'a link leads to a heading that is seen': [headingsSeen],
	'all that is wrong is named and marked': [wrongByForm],
	'a question is above the field for its answer': [asksAbove],
	'a typed code wraps as the shown code does': [twoLines],
	'few words come before the text': [short],
	'the first screen names the service': [saysWho],
	'the page says first what Reload can show again': [reloadIsSaid],
	'no browser service gets the text or a code': [noService],
	'pulling down does not reload the page': [nothingPulls],
};
const SCRIPT = {
	'a visit fits a narrow screen': [narrowScript],
	'a tip and its answer work by keys alone': [byKeys],
	'a tip and its answer work with a screen reader': [byReader],
	'the first line offers the languages': [languageFirst],
	'few presses and words lead to the text and to "sent"': [short],
	'the first screen names the service': [saysWho],
	'the second of two quick clicks presses nothing': [calm],
	'"yes" and "no" look alike when asked about danger': [inDanger],
	'"check and send" says that nothing is sent yet': [notSentYet],
	'the coach says "nothing stands out" only of languages it knows':
	    [knowsWords],
	'the page speaks to a tipster whom the tip is about': [spokenTo],
	'the last screen has help with numbers to press': [helpStays],
	'the page asks before it sends a text with a code': [toldByScript],
	'the page asks before it sends a follow-up with a code': [toldInMore],
	'all that is wrong is named and marked': [wrongByScript],
	'the Back buttons of page and browser go one step back': [back],
	'a typed code wraps as the shown code does': [twoLines],
	'the code stays until it is confirmed': [codeStays],
	'no browser service gets the text or a code': [noService],
	'pulling down does not reload the page': [nothingPulls],
	'the page for an organisation\'s own site fits and links': [landing],
	'the check screen leads to each answer and back': [changes],
	'an answer shows its week and its age': [weeks],
	'typing does not wait for tip.wasm, nor sending for the board':
	    [waits],
	'the exit link covers and wipes the page before a frame': [covers],
	'after the exit link, neither Back nor Forward shows the page':
	    [leadsOn, near],
	'after a reload, the exit link works as before': [leavesAnew, near],
	'a page kept in memory is empty and starts again': [comesBack],
	'three presses of Shift leave, and no other use of Shift does':
	    [shifts],
};

/* Run all of these in one browser. code: the code of an answered tip. */
export async function hands(browser, proxy, code, keeper) {
	const { name, kind } = browser.lane;
	const likeAny = kind === 'form' ? {} : Object.fromEntries(
	    Object.entries(ALIKE).map(([what, [visit, alike]]) => [
	    `${what}: the same requests and work as any visit`,
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
