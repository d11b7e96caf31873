/* hands.mjs - keys alone, a narrow screen, the way out, one step back. */

import { aside, need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { comesBack, covers, leadsOn, leavesAnew, near,
    shifts } from './exit.mjs';
import { ALIKE, costly } from './alike.mjs';
import { carries } from './carries.mjs';
import { toldByForm, toldByScript, toldInMore } from './told.mjs';
import { calm, helpStays, hidesAtOnce, inDanger, knowsWords,
    languageFirst, notSentYet, saysWho, spokenTo } from './safe.mjs';
import { short } from './short.mjs';
import { changes, tree, waits, weeks } from './said.mjs';
import { backIsEmpty, codeStays, noService, nothingPulls, reloadIsSaid,
    twoLines } from './again.mjs';

const NEUTRAL = 'https://weer.example/';
const TOUCH = 44; /* pixels each way */
const TEXT = 'Zwarte bus bij de loods, elke nacht.';
const tip = { text: TEXT, desks: ['noord'], topic: 1, place: 'Kade 12',
    danger: false };

/* Focus is on the heading of the screen: a reader begins there. */
const onHeading = (tab, name) => until(`the focus on the heading of ${name}`,
    () => tab.ask((id) => document.activeElement ===
    document.querySelector(`#${id} h1, #${id} h2`), name));

/* Tab until an element has the focus, and it can be seen that it has. */
async function reach(tab, selector) {
	for (let i = 0; i < 60; i++) {
		await tab.page.keyboard.press('Tab');
		if (await tab.ask((s) => document.activeElement.matches(s),
		    selector))
			break;
	}
	const [there, ring] = await tab.ask((s) => {
		const e = document.activeElement;
		const box = getComputedStyle(e);
		return [e.matches(s), box.outlineStyle !== 'none' ||
		    Boolean(e.closest('.choice'))];
	}, selector);
	need(there, `no Tab leads to ${selector}`);
	need(ring, `${selector} has the focus, which nobody can see`);
}

const KEYS = [
	['start', '#begin'], ['before', '#danger-no'],
	['tell', '#next', '#text', TEXT],
	['q-topic', '#next', '#f2-1'], ['q-about', '#next', '#f3-1'],
	['cards', '#next'], ['q-place', '#next', '#f134', 'Kade 12'],
	['q-time', '#next', '#f7-1'], ['q-who', '#back'],
	['q-time', '#next'], ['q-who', '#next'], ['q-car', '#next'],
	['q-victim', '#next'], ['q-signals', '#next', '#f11-2'],
	['q-advert', '#next'], ['q-help', '#next'],
	['q-known', '#next'], ['q-keep', '#send-now'],
	['region', '#next', '#region-1'], ['check', '#send-with-code'],
	['receipt', '#written'],
];

async function keysOnly(tab) {
	await script.ready(tab);
	for (const [name, button, field, text] of KEYS) {
		await until(`${name} to be shown`, async () =>
		    await script.screen(tab) === name, 60000);
		if (name !== 'start')
			await onHeading(tab, name);
		if (field) {
			await reach(tab, field);
			if (text)
				await tab.page.keyboard.type(text);
			else
				await tab.page.keyboard.press(' ');
		}
		await reach(tab, button);
		await tab.page.keyboard.press('Enter');
	}
	await until('the end', async () => await script.screen(tab) === 'done');
	await onHeading(tab, 'done');
}

/* Elements that stick out, or whose text does not fit them. */
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
		return true; /* a code that is typed is seen whole */
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

/* The way out, however far a page is scrolled, the keyboard being open. */
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

/* Nothing moves for whom that makes ill. */
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

/* All of that on each screen, once. */
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

/* All of it in one browser of a lane. */
export async function hands(browser, proxy, keeper) {
	const { name, kind } = browser.lane;
	const one = async (what, run, before) => {
		const tab = await browser.tab(proxy, before);

		await aside(`${name}: ${what}`, 180000, () => run(tab),
		    keeper(tab));
		proxy.rule = null;
		await tab.page.close();
	};

	if (kind === 'form') {
		await one('a form on a narrow screen', narrowForm);
		await one('no button but "send" loses what was typed, and ' +
		    'Enter sends nothing', carries);
		await one('a code in a text is asked about', toldByForm);
		await one('what was typed is not there on Back', backIsEmpty);
		await one('the way out hides the page at once', hidesAtOnce);
		await one('whom it is about is spoken to', spokenTo);
		await one('languages in the first line', languageFirst);
		await one('few words before the text', short);
		await one('who reads it says so', saysWho);
		await one('what Reload can show again is said before',
		    reloadIsSaid);
		await one('no service gets words or a code', noService);
		await one('pulling down reloads nothing', nothingPulls);
		return;
	}
	await one('a visit on a narrow screen', narrowScript);
	await one('a tip by keys alone', keysOnly);
	await one('languages in the first line', languageFirst);
	await one('few presses and words to the text, and to "sent"', short);
	await one('who reads it says so', saysWho);
	await one('the second click of two presses nothing', calm);
	await one('in danger: yes and no alike', inDanger);
	await one('"check and send" says that nothing is sent yet', notSentYet);
	await one('"nothing stands out" only of what it knows', knowsWords);
	await one('whom it is about is spoken to', spokenTo);
	await one('help at the end, with numbers to press', helpStays);
	await one('a code in a text is asked about', toldByScript);
	await one('a code in a follow-up is asked about', toldInMore);
	await one('back, by the page and by the browser', back);
	await one('a code is typed as it is shown', twoLines);
	await one('the code stays until it is confirmed', codeStays);
	await one('no service gets words or a code', noService);
	await one('pulling down reloads nothing', nothingPulls);
	await one('from the check screen to an answer and back', changes);
	await one('of which week an answer is, and how old', weeks);
	await one('typing waits for nothing, sending not for the board', waits);
	await one('the way out covers and wipes before a frame', covers);
	await one('the way out leaves no way back, and none forward', leadsOn,
	    near);
	await one('the same after a reload', leavesAnew, near);
	await one('a page that is kept is empty, and begins anew', comesBack);
	await one('Shift alone three times, and nothing that other work does',
	    shifts);
	for (const [what, [visit, alike]] of Object.entries(ALIKE))
		await one(`${what}: the work of any visit, its size said`,
		    (tab) => alike(tab, visit), costly);
}
