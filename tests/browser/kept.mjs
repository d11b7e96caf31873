/* kept.mjs - tests that a visit leaves nothing in the browser profile. */

import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { aside, need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { fillForm, leaves } from './again.mjs';
import { addressNeedles, codeNeedles, find, states } from './profile.mjs';

/* A random word that is in no file by chance. */
const word = () => [...crypto.randomBytes(12)].map((b) =>
    String.fromCharCode(97 + b % 26)).join('');
const words = (n) => Array.from({ length: n }, word);

/* Session restore as people have it; the driver would turn it off. */
const prefs = {
	'browser.sessionstore.resume_from_crash': true,
	'browser.sessionstore.interval': 1000,
	'remote.prefs.recommended': false,
};
export const keeps = (lane) => ({ ...lane,
    prefs: { ...lane.prefs, ...prefs } });

/* Time to write a session: twice the most that planted() measured here. */
const took = { most: 1500 };
const rest = () => new Promise((r) => setTimeout(r, 2 * took.most));

/* A tip, a place and a follow-up of words that can be searched for. */
function secret() {
	const said = { tip: words(30), place: words(2), more: words(8) };

	return { needles: Object.values(said).flat(), tip: {
	    text: said.tip.join(' '), place: said.place.join(' '),
	    desks: ['noord'], topic: 1, about: 1, region: 1 },
	    more: said.more.join(' ') };
}

/* Send a tip and, in the script lane, confirm that the code is written down. */
async function sends(tab, tip) {
	if (tab.lane.kind === 'form')
		return form.send(tab, tip);
	await script.fill(tab, tip);
	const code = await script.sendWithCode(tab);

	await script.press(tab, '#written', 'done');
	return code;
}

/* Check the code before any answer, then send a follow-up. */
async function checks(tab, code, more) {
	if (tab.lane.kind === 'form') {
		await form.check(tab, code);
		await tab.type('#code-in', code);
		await tab.tick('#more-desks input');
		await form.followUp(tab, more);
		return;
	}
	await script.check(tab, code);
	await script.press(tab, '#add', 'desks');
	await tab.tick('#desk-noord');
	await script.press(tab, '#next', 'more');
	await tab.type('#more-text', more);
	tab.proxy.mark();
	await script.press(tab, '#more-send', 'sent-more');
	await until('the second visit', async () => tab.proxy.visit().filter(
	    (e) => e.status !== 0).length >= 2, 120000);
}

/* A refused form comes back with what was typed. */
async function refusedForm(tab, tip) {
	await fillForm(tab, { ...tip, desks: [], region: 0 });
	await tab.go('#tip-send');
	await tab.see('#e');
	same(await tab.value('#text'), tip.text, 'the text');
}

const profile = (browser) => path.join(browser.home, 'profile');

/* Names of controls that occur nowhere else in a profile. */
const CHOICES = ['desk-noord', 'desk-zuid', 'desk.noord', 'desk.zuid',
    'region-1', 'more-text', 'retype-in', ...[2, 3, 11, 15].map(
    (n) => `"f${n}-1"`)];

/* Make the visit, close the browser, and list what the profile holds of it. */
async function left(browser, proxy, visit) {
	const hidden = secret();
	const paths = new Set();
	const forget = proxy.mark;
	let codes = [];

	proxy.mark = () => {
		proxy.log.forEach((e) => paths.add(e.path));
		forget.call(proxy);
	};
	try {
		codes = await visit(await browser.tab(proxy), hidden) || [];
		await rest();
		proxy.mark();
	} finally {
		delete proxy.mark;
		await browser.stop();
	}
	need(paths.size > 2, `addresses: ${[...paths]}`);
	return [...find(profile(browser), [...hidden.needles,
	    ...codes.flatMap(codeNeedles), ...CHOICES,
	    ...addressNeedles(proxy, [...paths])]),
	    ...states(profile(browser), hidden.down)];
}

const whole = async (tab, hidden) => {
	const code = await sends(tab, hidden.tip);

	await checks(tab, code, hidden.more);
	return [code];
};
const sent = async (tab, hidden) => [await sends(tab, hidden.tip)];
const refused = async (tab, hidden) => refusedForm(tab, hidden.tip);

/*
 * A page that leaves a word in every place, a choice and a scroll position;
 * the search must find each.
 */
async function planted(browser) {
	const [title, address, store, cache, field, filled] = words(6);
	const page = `<!doctype html><title>${title}</title>` +
	    '<textarea id=t></textarea><form><input id=i name=i></form>' +
	    '<input type=checkbox id=desk-noord name=desk.noord>' +
	    '<input type=radio name=region id=region-1>' +
	    '<p style="height: 9000px">' +
	    '<script>localStorage.kept = document.title.length && ' +
	    `"${store.slice(0, 6)}" + "${store.slice(6)}"</script>` +
	    `<script src="/c.js?${address}"></script>`;
	const server = http.createServer((request, response) => {
		const asset = request.url.startsWith('/c.js');

		response.writeHead(200, { 'Content-Type': asset ?
		    'text/javascript' : 'text/html',
		    'Cache-Control': asset ? 'max-age=99999' : 'no-store' });
		response.end(asset ? `"${cache}"`.padEnd(2000) : page);
	});

	await new Promise((r) => server.listen(0, '127.0.0.1', r));
	const url = `http://127.0.0.1:${server.address().port}/`;
	const tab = await browser.tab({ url: `${url}?${address}` });
	await tab.open();
	await tab.type('#i', filled);
	await tab.page.keyboard.press('Enter');
	await until('the form', async () =>
	    (await tab.ask(() => document.URL)).includes(filled));
	await tab.settled();
	await tab.type('#t', field);
	await tab.tick('#desk-noord');
	await tab.tick('#region-1');
	await tab.ask(() => window.scrollTo(0, 4321));
	const desk = tab.lane.engine === 'firefox' ? 'desk-noord' : 'desk.noord';
	const begun = Date.now();
	await until('it is written down', async () =>
	    find(profile(browser), [field, desk]).length > 1 &&
	    states(profile(browser), 4321).some((s) => s.includes(': scroll: ')));
	took.most = Math.max(took.most, Date.now() - begun);
	await browser.stop();
	server.closeAllConnections();
	server.close();
	const needles = { title, address, store, cache, field, filled, desk };
	const found = find(profile(browser), Object.values(needles));
	const said = states(profile(browser), 4321);
	/* Without scripts the page stores nothing and loads no script. */
	if (tab.lane.kind === 'form')
		needles.store = needles.cache = title;
	const missed = [...Object.keys(needles).filter((name) =>
	    !found.some((line) => line.endsWith(needles[name]))),
	    ...['formdata', 'scroll'].filter((what) => !said.some(
	    (line) => line.includes(`: ${what}: `)))];
	same(missed, [], `not found; but ${[...found, ...said].join(', ')}`);
}

/* Answer everything and scroll; return the scroll position. */
async function fills(tab, tip) {
	if (tab.lane.kind === 'form')
		await fillForm(tab, tip);
	else
		await script.fill(tab, { ...tip, answers: {
		    'q-signals': [['#f11-3']], 'q-known': [['#f15-1']] } });
	await tab.page.setViewport({ width: 360, height: 300 });
	return tab.ask(() => {
		const [page] = [document.scrollingElement, document.body]
		    .filter((e) => e.scrollHeight > e.clientHeight);

		page.scrollTop = 1007;
		return Math.round(page.scrollTop);
	});
}

/* Crash the processes that show pages. */
async function crash(tab) {
	if (tab.lane.engine === 'chromium') {
		const session = await tab.page.createCDPSession();

		session.send('Page.crash').catch(() => {});
		return;
	}
	const parent = `\0-parentPid\0${tab.page.browser().process().pid}\0`;
	const mine = fs.readdirSync('/proc').filter((pid) => {
		const file = `/proc/${pid}/cmdline`;

		if (!/^[0-9]+$/.test(pid) || !fs.existsSync(file))
			return false;
		const line = fs.readFileSync(file, 'latin1')
		    .replaceAll(' ', '\0');
		return line.includes(parent) && /\0tab\0*$/.test(line);
	});

	need(mine.length > 0, 'a process that shows pages');
	mine.forEach((pid) => process.kill(Number(pid), 'SIGKILL'));
}

/* End tabs each in its own way, the last by a crash; then kill the browser. */
async function ends(browser, proxy, hidden) {
	const open = async () => {
		const tab = await browser.tab(proxy);

		hidden.down = await fills(tab, hidden.tip);
		return tab;
	};
	await leaves(await open());
	proxy.rule = null;
	const closed = await open();
	await rest();
	await closed.page.close();
	await open();
	const last = await open();
	await rest();
	need(hidden.down === 1007, `scrolled to ${hidden.down}`);
	await crash(last);
	await rest();
	await browser.kill();
}

/*
 * A browser restores what its session files hold. Firefox does so by itself
 * after it was killed; Chromium waits until a person asks.
 */
async function killed(browser, proxy) {
	const hidden = secret();
	const held = () => [...find(profile(browser), [...hidden.needles,
	    ...CHOICES]), ...states(profile(browser), hidden.down)];

	await ends(browser, proxy, hidden);
	same(held(), [], 'in the profile of what was killed');
	if (browser.lane.engine !== 'firefox')
		return;
	proxy.mark();
	const child = browser.again();
	const ended = new Promise((r) => child.on('exit', r));

	await until('tabs to be restored', async () => proxy.log.length > 0)
	    .then(rest).finally(() => child.kill('SIGKILL'));
	await ended;
	same(held(), [], 'in the profile of what was restored');
}

/*
 * The one exception, which README states: without scripts Firefox stores the
 * scroll position of a page that posted a form.
 */
const SCROLLED = /^sessionstore[^:]*: scroll: "0,[0-9]+"$/;

/* Run all of these for one lane; open(work) runs work in a fresh browser. */
export async function kept(lane, proxy, open) {
	const look = (what, visit) => open((browser) =>
	    aside(`${lane.name}: ${what}`, 240000, async () => same(
	    (await left(browser, proxy, visit)).filter((line) =>
	    lane.name !== 'firefox-noscript' || !SCROLLED.test(line)), [],
	    'in the profile')));

	await open((browser) => aside(`${lane.name}: control: the search ` +
	    'finds what a page plants in the profile', 60000,
	    () => planted(browser)));
	await open((browser) => aside(`${lane.name}: a tab that was left, ` +
	    'closed, crashed or killed leaves nothing to restore', 240000,
	    () => killed(browser, proxy)));
	await look('a whole visit leaves nothing in the profile', whole);
	if (lane.kind === 'form') {
		await look('a sent form leaves nothing in the profile', sent);
		await look('a refused form leaves nothing in the profile',
		    refused);
	}
}
