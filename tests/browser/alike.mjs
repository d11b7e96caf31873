/* alike.mjs - what a visit does between its requests, whatever it is for. */

import { need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import { never } from './codes.mjs';
import { words } from './words.mjs';

const tip = { text: 'Een bus bij de loods.', desks: ['zuid'], danger: false,
    quick: true };
const WORK = ['/n', 'stretch 4096', 'seal', '/x', '/b'];

/* Before the page: a line that costs. */
export const costly = () => {
	Object.defineProperty(Navigator.prototype, 'connection',
	    { configurable: true, get: () => ({ saveData: true }) });
};

/* From here on requests and slow work are written down, in their order. */
const watch = (tab) => tab.ask(() => {
	const seen = [];
	const real = tip; /* global tip */
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
	tip = Object.fromEntries(Object.entries(real).map(([name, f]) => [name,
	    typeof f !== 'function' ? f : (...args) => {
		note(name, args[0]);
		return f(...args);
	}]));
});

/* What was, when the board is asked for. */
async function worked(tab) {
	await until('the board', () => tab.ask(() =>
	    window.seen.includes('/b')));
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
	await until('the code', () => tab.ask(() => tip !== null));
	await tab.type('#code-in', code);
	await told(tab, 'code');
	await watch(tab);
	await script.press(tab, '#check-code', 'answers');
}

async function tellsMore(tab) {
	await typed(tab, never());
	await script.press(tab, '#add', 'desks');
	await tab.tick('#desk-zuid');
	await script.press(tab, '#next', 'more');
	await told(tab, 'more');
	await tab.type('#more-text', 'Nog een bus.');
	await worked(tab);
	await script.press(tab, '#more-send', 'sent-more');
}

/* A retry works as hard as the first time, and sends the same. */
async function again(tab) {
	await script.fill(tab, tip);
	tab.proxy.rule = (method, url) => (url === '/x' ? 'drop' : undefined);
	await script.press(tab, '#send-with-code', 'sending', 'check');
	await tab.see('#problem', 120000);
	tab.proxy.rule = null;
	await watch(tab);
	await script.press(tab, '#retry', 'receipt');
}

/* What is full is told; the visit ends as all do. */
async function full(tab) {
	await script.fill(tab, tip);
	const body = Buffer.concat([Buffer.from([1]), Buffer.alloc(255)]);

	tab.proxy.rule = (method, url) => (url === '/x' ? { body } : undefined);
	await watch(tab);
	await tab.click('#send-with-code');
	await tab.see('#problem', 120000);
}

export const ALIKE = {
	'a tip with a code': submits('#send-with-code', 'receipt'),
	'a tip without': submits('#send-without-code', 'done'),
	'a look that finds nothing': (tab) => typed(tab, never()),
	'more to tell': tellsMore,
	'a second try': again,
	'a full store': full,
};

export async function alike(tab, visit) {
	await visit(tab);
	same(await worked(tab), WORK, 'requests and work');
}
