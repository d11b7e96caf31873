/* alike.mjs - tests that visits make the same requests and do the same work. */

import { need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import { never } from './codes.mjs';
import { words } from './words.mjs';

const tip = { text: 'Een bus bij de loods.', desks: ['zuid'], danger: false,
    quick: true };
const SECOND = ['/n', 'stretch 4096', 'seal', '/x'];
const WORK = [...SECOND, '/b'];

/* Runs before the page: reports a metered connection. */
export const costly = () => {
	Object.defineProperty(Navigator.prototype, 'connection',
	    { configurable: true, get: () => ({ saveData: true }) });
};

/* Record requests and slow work, in order, from now on. */
const watch = (tab) => tab.ask(() => {
	const seen = [];
	const real = state.tip; /* global state */
	const asks = window.fetch;
	const note = (name, steps) => {
		const last = seen[seen.length - 1];

		if (name === 'stretch' && last?.steps)
			last.steps += steps;
		else if (name === 'stretch')
			seen.push({ steps });
		else if (name === 'seal_end' || name === 'seal_dummy')
			seen.push('seal');
	};

	window.seen = seen;
	window.fetch = (path, ...more) => {
		seen.push(path);
		return asks.call(window, path, ...more);
	};
	state.tip = Object.fromEntries(Object.entries(real).map(([name, f]) => [name,
	    typeof f !== 'function' ? f : (...args) => {
		note(name, args[0]);
		return f(...args);
	}]));
});

/* Wait for the request ${last}; return what was recorded, and clear it. */
async function worked(tab, last = '/b') {
	await until(last, () => tab.ask((path) =>
	    window.seen.includes(path), last));
	return (await tab.ask(() => window.seen.splice(0))).map((what) =>
	    (what.steps ? `stretch ${what.steps}` : what));
}

async function told(tab, screen) {
	const note = `#${screen} .cost`;

	need(await tab.visible(note), `the size is said on ${screen}`);
	need((await tab.text(note)).includes(
	    words[tab.lane.lang].w_load_size.split('{n}')[0]), 'the size');
}

const submits = (button, screen) => async (tab) => {
	await script.fill(tab, tip);
	await told(tab, 'check');
	await watch(tab);
	await script.press(tab, button, screen);
};

async function typed(tab, code) {
	await script.ready(tab);
	await script.press(tab, '#have-code', 'code');
	await until('the code', () => tab.ask(() => state.tip !== null));
	await tab.type('#code-in', code);
	await told(tab, 'code');
	await watch(tab);
	await script.press(tab, '#check-code', 'answers');
}

/* Go as far as the send button; pressing it makes the second visit. */
async function writes(tab) {
	await typed(tab, never());
	await script.press(tab, '#add', 'desks');
	await tab.tick('#desk-zuid');
	await script.press(tab, '#next', 'more');
	await told(tab, 'more');
	await tab.type('#more-text', 'Nog een bus.');
	same(await worked(tab), WORK, 'the first visit');
}

async function tellsMore(tab) {
	await writes(tab);
	await script.press(tab, '#more-send', 'sent-more');
	need(await tab.secondIn() === null, 'no other visit follows');
}

async function closes(tab) {
	await typed(tab, never());
	await script.press(tab, '#erase', 'desks');
	await tab.tick('#desk-zuid');
	await script.press(tab, '#next', 'close');
	same(await worked(tab), WORK, 'the first visit');
	await script.press(tab, '#close-yes', 'sent-close');
	need(await tab.secondIn() === null, 'no other visit follows');
}

const tellsLoad = (tab, word) => until(word, async () =>
    await tab.visible('#load-text') && await tab.text('#load-text') ===
    words[tab.lane.lang][word]);

/* The page announces the second visit and makes it after a random delay. */
const followed = (visit) => async (tab) => {
	await visit(tab);
	same(await worked(tab), WORK, 'the first visit');
	await tellsLoad(tab, 'w_second');
	const ms = await tab.secondIn();
	need(ms >= 5000 && ms <= 1200000, `after ${ms} ms`);
	await tab.second();
	await tellsLoad(tab, 'w_loaded');
	need(await tab.secondIn() === null, 'no third visit');
};

/* The second visit waits while the tipster writes the text it is to carry. */
async function waitsForText(tab) {
	await writes(tab);
	await tab.second();
	need(await tab.secondIn() !== null, 'it is put off');
	same(await tab.ask(() => window.seen), [], 'no request of it');
	await script.press(tab, '#more-send', 'sent-more');
}

/* A follow-up after the second visit starts another session. */
async function laterOn(tab) {
	await typed(tab, never());
	same(await worked(tab), WORK, 'the first visit');
	await tab.second();
	same(await worked(tab, '/x'), SECOND, 'the second visit');
	await script.press(tab, '#add', 'desks');
	await tab.tick('#desk-zuid');
	await script.press(tab, '#next', 'more');
	await tab.type('#more-text', 'Nog een bus.');
	await script.press(tab, '#more-send', 'sent-more');
	same(await worked(tab), WORK, 'another first visit');
	await tab.second();
}

/* A dummy that hangs holds up nothing, even with its 60 s time-out disabled. */
async function hangs(tab) {
	const posts = () => tab.proxy.log.filter((e) => e.path === '/x').length;

	await writes(tab);
	await script.press(tab, '#back', 'desks');
	await script.press(tab, '#back', 'answers');
	await tab.ask(() => {
		const set = window.setTimeout;

		window.setTimeout = (f, ms, ...more) => set(f,
		    ms === 60000 ? 1e9 : ms, ...more);
	});
	tab.proxy.rule = (method, url) => (url === '/x' ? 'hold' : undefined);
	const before = posts();
	await tab.second();
	await until('a dummy', async () => posts() > before);
	tab.proxy.rule = null;
	same(await worked(tab, '/x'), SECOND, 'the second visit');
	await script.press(tab, '#add', 'desks');
	await tab.tick('#desk-zuid');
	await script.press(tab, '#next', 'more');
	await script.press(tab, '#more-send', 'sent-more');
	same(await worked(tab), WORK, 'another first visit');
	await tab.second();
}

/* A failed second visit shows no error, and the load text ends as usual. */
async function fails(tab) {
	await typed(tab, never());
	same(await worked(tab), WORK, 'the first visit');
	tab.proxy.rule = (method, url) => (url === '/x' ? 'cut' : undefined);
	await tab.second();
	await tellsLoad(tab, 'w_loaded');
	need(!await tab.visible('#problem'), 'nobody is told');
}

/* A retry makes the same requests and does the same work as the first try. */
async function again(tab) {
	await script.fill(tab, tip);
	tab.proxy.rule = (method, url) => (url === '/x' ? 'drop' : undefined);
	await script.press(tab, '#send-with-code', 'sending', 'check');
	await tab.see('#problem', 120000);
	tab.proxy.rule = null;
	await watch(tab);
	await script.press(tab, '#retry', 'receipt');
}

/* The page reports a full store and ends the visit like any other. */
async function full(tab) {
	await script.fill(tab, tip);
	const body = Buffer.concat([Buffer.from([1]), Buffer.alloc(255)]);

	tab.proxy.rule = (method, url) => (url === '/x' ? { body } : undefined);
	await watch(tab);
	await tab.click('#send-with-code');
	await tab.see('#problem', 120000);
}

const looks = (tab) => typed(tab, never());
const sends = submits('#send-with-code', 'receipt');

/* First visits; each ends with the requests and work in WORK. */
const FIRST = {
	'a tip with a code': sends,
	'a tip without a code': submits('#send-without-code', 'done'),
	'a check that finds nothing': looks,
	'a retry': again,
	'a full store': full,
};
const AFTER = {
	'a follow-up': tellsMore,
	'a close': closes,
	'a dummy after a tip': followed(sends),
	'a dummy after a check': followed(looks),
	'put off while a text is written': waitsForText,
	'a follow-up after the dummy': laterOn,
	'a dummy that fails': fails,
	'a dummy that hangs': hangs,
};

const ends = (last, work) => async (tab, visit) => {
	await visit(tab);
	same(await worked(tab, last), work, 'requests and work');
};

/* Name of a visit -> [make it, compare it]. */
export const ALIKE = Object.fromEntries([
	...Object.entries(FIRST).map(([name, visit]) =>
	    [name, [visit, ends('/b', WORK)]]),
	...Object.entries(AFTER).map(([name, visit]) =>
	    [`the second visit: ${name}`, [visit, ends('/x', SECOND)]]),
]);
