/* look.mjs - what holds on every screen: axe, address, nothing kept. */

import fs from 'node:fs';
import path from 'node:path';
import { aside, need, same } from './tap.mjs';
import { words } from './words.mjs';

const axe = fs.readFileSync(
    new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const SIZES = [[360, 640], [1280, 800]];
export const pictures = path.resolve(process.env.BUILD || 'build',
    'screenshots');

/* Zero violations on what is seen now; needs scripts in the page. */
export async function accessible(tab) {
	if (!await tab.ask(() => typeof axe !== 'undefined'))
		await tab.ask(axe);
	const found = await tab.ask(async () => {
		const { violations } = await axe.run(document, {
			rules: { 'target-size': { enabled: true } },
			resultTypes: ['violations'],
		});
		return violations.map((v) => `${v.id}: ${v.help}: ` +
		    v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160))
		    .join(' | '));
	});
	same(found, [], 'violations');
}

/* The address stays /, the title says nothing, nothing is kept. */
export async function quiet(tab) {
	const url = new URL(await tab.ask(() => document.URL));
	const kept = await tab.ask(() => ({
		cookie: document.cookie, local: localStorage.length,
		session: sessionStorage.length,
	}));

	need(url.pathname === '/' && url.search === '', `at ${url.href}`);
	need(/^(#[a-z]+)?$/.test(url.hash), `at ${url.href}`);
	need([words.nl.title, words.en.title].includes(
	    await tab.ask(() => document.title)), 'a title of ours');
	same(kept, { cookie: '', local: 0, session: 0 }, 'kept');
	same(await tab.page.browserContext().cookies(), [], 'cookies');
}

export async function picture(tab, name) {
	const dir = path.join(pictures, tab.lane.name);

	fs.mkdirSync(dir, { recursive: true });
	for (const [width, height] of SIZES) {
		await tab.page.setViewport({ width, height });
		await tab.page.screenshot({ fullPage: true,
		    path: path.join(dir, `${name}-${width}.png`) });
	}
}

/* Counted as tests, once for each screen of a lane. */
export function looker(tab) {
	const seen = new Set();
	const { name, kind } = tab.lane;

	return async (screen) => {
		if (seen.has(screen))
			return;
		seen.add(screen);
		if (kind === 'wasm')
			await aside(`${name}: axe finds nothing on ${screen}`,
			    30000, () => accessible(tab));
		await aside(`${name}: ${screen} keeps address, title and ` +
		    'storage', 15000, () => quiet(tab));
		if (kind !== 'js')
			await aside(`${name}: pictures of ${screen}`, 30000,
			    () => picture(tab, screen));
	};
}
