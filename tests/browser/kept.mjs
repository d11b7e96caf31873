/* kept.mjs - nothing of a whole visit is in the profile of a closed browser. */

import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { aside, need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { fillForm, leaves } from './again.mjs';
import { addressNeedles, codeNeedles, find, states } from './profile.mjs';

/* Words that stand in no file by chance. */
const word = () => [...crypto.randomBytes(12)].map((b) =>
    String.fromCharCode(97 + b % 26)).join('');
const words = (n) => Array.from({ length: n }, word);

/* As people have it, not as the driver does: a session can be restored. */
const prefs = {
	'browser.sessionstore.resume_from_crash': true,
	'browser.sessionstore.interval': 1000,
	'remote.prefs.recommended': false,
};
export const keeps = (lane) => ({ ...lane,
    prefs: { ...lane.prefs, ...prefs } });

/* Long enough for a session to be written down: twice what it took for a page
 * that is, on this machine and as busy as it is. */
const took = { most: 1500 };
const rest = () => new Promise((r) => setTimeout(r, 2 * took.most));

/* A tip, a place and a follow-up of words that can be found again. */
function secret() {
	const said = { tip: words(30), place: words(2), more: words(8) };

	return { needles: Object.values(said).flat(), tip: {
	    text: said.tip.join(' '), place: said.place.join(' '),
	    desks: ['noord'], topic: 1, about: 1, region: 1 },
	    more: said.more.join(' ') };
}

/* Sends and writes the code down; after that, nothing that lingers. */
async function sends(tab, tip) {
	if (tab.lane.kind === 'form')
		return form.send(tab, tip);
	await script.fill(tab, tip);
	const code = await script.sendWithCode(tab);

	await script.press(tab, '#written', 'done');
	return code;
}

/* Looks for an answer and tells more, nobody having answered yet. */
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

/* A form that is refused comes back with what was typed. */
async function refusedForm(tab, tip) {
	await fillForm(tab, { ...tip, desks: [], region: 0 });
	await tab.go('#tip-send');
	await tab.see('#e');
	same(await tab.value('#text'), tip.text, 'the text');
}

const profile = (browser) => path.join(browser.home, 'profile');

/* What the controls of a page are called, where that is nothing else. */
const CHOICES = ['desk-noord', 'desk-zuid', 'desk.noord', 'desk.zuid',
    'region-1', 'more-text', 'retype-in', ...[2, 3, 11, 15].map(
    (n) => `"f${n}-1"`)];

/* What a visit left: where the needles stand, the browser being closed. */
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
 * A page that leaves a word in every place, a choice and how far it was
 * scrolled; each must be found.
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
	/* Without scripts a page stores nothing, nor loads one. */
	if (tab.lane.kind === 'form')
		needles.store = needles.cache = title;
	const missed = [...Object.keys(needles).filter((name) =>
	    !found.some((line) => line.endsWith(needles[name]))),
	    ...['formdata', 'scroll'].filter((what) => !said.some(
	    (line) => line.includes(`: ${what}: `)))];
	same(missed, [], `not found; but ${[...found, ...said].join(', ')}`);
}

/* Everything answered, and scrolled; how far. */
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

/* The processes that show pages, each killed. */
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

/* Every ending but a plain one, one tab each, in one browser that is killed. */
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
 * What a browser would restore is what its session files hold. Firefox does so
 * after it was killed; Chromium waits for a person to ask for it.
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
 * The one exception: without a script Firefox writes down how far the page was
 * scrolled from which a form was posted. README says so.
 */
const SCROLLED = /^sessionstore[^:]*: scroll: "0,[0-9]+"$/;

/* All of it for one lane; open(work) works in a fresh browser. */
export async function kept(lane, proxy, open) {
	const look = (what, visit) => open((browser) =>
	    aside(`${lane.name}: ${what}`, 240000, async () => same(
	    (await left(browser, proxy, visit)).filter((line) =>
	    lane.name !== 'firefox-noscript' || !SCROLLED.test(line)), [],
	    'in the profile')));

	await open((browser) => aside(`${lane.name}: what a page plants in ` +
	    'the profile is found', 60000, () => planted(browser)));
	await open((browser) => aside(`${lane.name}: left, closed, crashed, ` +
	    'killed: nothing is there to restore', 240000,
	    () => killed(browser, proxy)));
	await look('a whole visit leaves nothing in the profile', whole);
	if (lane.kind === 'form') {
		await look('a sent form leaves nothing in the profile', sent);
		await look('a refused form leaves nothing in it', refused);
	}
}
