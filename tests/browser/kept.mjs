/* kept.mjs - nothing of a whole visit is in the profile of a closed browser. */

import crypto from 'node:crypto';
import http from 'node:http';
import path from 'node:path';
import { aside, need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { addressNeedles, codeNeedles, find } from './profile.mjs';

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

/* Long enough for a session to be written down. */
const rest = () => new Promise((r) => setTimeout(r, 3000));

/* A tip, a place and a follow-up of words that can be found again. */
function secret() {
	const said = { tip: words(30), place: words(2), more: words(8) };

	return { needles: Object.values(said).flat(), tip: {
	    text: said.tip.join(' '), place: said.place.join(' '),
	    desks: ['noord'], topic: 4 }, more: said.more.join(' ') };
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
	await until('the board', () => script.wholeVisit(tab.proxy), 120000);
}

/* A form that is refused comes back with what was typed. */
async function refusedForm(tab, tip) {
	await tab.open();
	await tab.type('#text', tip.text);
	await tab.type('#f134', tip.place);
	await tab.go('#tip-send');
	await tab.see('#e');
	same(await tab.value('#text'), tip.text, 'the text');
}

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
	return find(path.join(browser.home, 'profile'), [...hidden.needles,
	    ...codes.flatMap(codeNeedles),
	    ...addressNeedles(proxy, [...paths])]);
}

const whole = async (tab, hidden) => {
	const code = await sends(tab, hidden.tip);

	await checks(tab, code, hidden.more);
	return [code];
};
const sent = async (tab, hidden) => [await sends(tab, hidden.tip)];
const refused = async (tab, hidden) => refusedForm(tab, hidden.tip);

/* Chromium keeps what a form posted, and only with the sessions. */
const SESSIONS = /^Default\/Sessions\/(Session|Tabs)_[0-9]+: [^:]*$/;

/* A page that leaves a word in every place; each must be found. */
async function planted(browser) {
	const [title, address, store, cache, field, filled] = words(6);
	const page = `<!doctype html><title>${title}</title>` +
	    '<textarea id=t></textarea><form><input id=i name=i></form>' +
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
	await rest();
	await browser.stop();
	server.closeAllConnections();
	server.close();
	const needles = { title, address, store, cache, field, filled };
	const found = find(path.join(browser.home, 'profile'),
	    Object.values(needles));
	const missed = Object.keys(needles).filter((name) =>
	    !found.some((line) => line.endsWith(needles[name])));
	same(missed, [], `not found; but ${found.join(', ')}`);
}

/* All of it for one lane; open(work) works in a fresh browser. */
export async function kept(lane, proxy, open) {
	const look = (what, visit, judge) => open((browser) =>
	    aside(`${lane.name}: ${what}`, 240000, async () =>
	    judge(await left(browser, proxy, visit))));
	const clean = (found) => same(found, [], 'in the profile');
	/* Found with the sessions, or not at all; nowhere else. */
	const sessions = (found) => same(found.filter(
	    (line) => !SESSIONS.test(line)), [], 'outside the sessions');

	if (lane.kind === 'wasm') {
		await open((browser) => aside(`${lane.name}: what a page ` +
		    'plants in the profile is found', 60000,
		    () => planted(browser)));
		await look('a whole visit leaves nothing in the profile',
		    whole, clean);
		return;
	}
	await look('a sent form leaves nothing in the profile', sent, clean);
	if (lane.engine === 'firefox') {
		await look('check and follow-up leave nothing in it', whole,
		    clean);
		await look('a refused form leaves nothing in it', refused,
		    clean);
		return;
	}
	await look('a check leaves its form with the sessions only', whole,
	    sessions);
	await look('a refused form stays with the sessions only', refused,
	    sessions);
}
