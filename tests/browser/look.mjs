/* look.mjs - checks on every screen: axe, address, storage; takes pictures. */

import fs from 'node:fs';
import path from 'node:path';
import { aside, need, same } from './tap.mjs';
import { words } from './words.mjs';

const axe = fs.readFileSync(
    new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const SIZES = [[360, 640], [1280, 800]];
export const pictures = path.resolve(process.env.BUILD || 'build',
    'screenshots');

const scans = { screens: 0, passes: 0 };
export const scanned = () => scans;

/* axe finds no violation on what is visible; needs scripts in the page. */
async function clean(tab) {
	if (!await tab.ask(() => typeof axe !== 'undefined'))
		await tab.ask(axe);
	const [found, passes] = await tab.ask(async () => {
		const { violations, passes } = await axe.run(document, {
			rules: { 'target-size': { enabled: true } },
			resultTypes: ['violations'],
		});
		return [violations.map((v) => `${v.id}: ${v.help}: ` +
		    v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160))
		    .join(' | ')), passes.length];
	});
	same(found, [], 'violations');
	need(passes > 5, `only ${passes} rules had something to look at`);
	scans.screens++;
	scans.passes += passes;
}

/* Forced colours are scanned only with --every. */
const LOOKS = [['prefers-color-scheme', 'dark', '200%'],
	...(process.argv.includes('--every') ?
	[['forced-colors', 'active', '']] : []),
	['prefers-color-scheme', 'light', '']];

/* Scan in each of LOOKS; once in Firefox, whose driver cannot switch. */
export async function accessible(tab) {
	if (tab.lane.engine === 'firefox')
		return clean(tab);
	const driver = await tab.page.createCDPSession();

	const look = async (features, size) => {
		await driver.send('Emulation.setEmulatedMedia', { features });
		await tab.ask((s) => {
			document.documentElement.style.fontSize = s;
		}, size);
	};

	try {
		for (const [name, value, size] of LOOKS) {
			await look([{ name, value }], size);
			await clean(tab);
		}
	} finally {
		await look([], '');
		await driver.detach();
	}
	return undefined;
}

/* The page as shown without scripts, in a form to load with scripts enabled. */
export const scriptless = (html) => html
    .replace(/<script\b[^>]*>(.*?<\/script>)?/gs, '')
    .replace(/<\/?noscript>/g, '');

/*
 * Load the page of a tab without scripts into a tab with scripts, for axe.
 * field: must be visible there, which proves that the right page is scanned.
 */
export async function accessiblePlain(tab, field) {
	const { proxy } = tab;
	const html = scriptless(await tab.page.content());
	const page = await tab.page.browserContext().newPage();
	const other = new tab.constructor({ ...tab.lane, kind: 'wasm' }, page,
	    { url: `${proxy.url}scan${new URL(tab.page.url()).hash}` });
	const rule = proxy.rule;

	try {
		proxy.rule = (method, url) => (url === '/scan' ? { body: html,
		    type: 'text/html; charset=utf-8' } : undefined);
		await other.open();
		need(await other.ask(() => document.scripts.length === 0 &&
		    !document.querySelector('noscript')), 'no scripts');
		await other.see(field);
		await accessible(other);
	} finally {
		proxy.rule = rule;
		await page.close();
	}
}

/* The address stays /, the title is one of ours, nothing is stored. */
export async function quiet(tab) {
	const url = new URL(await tab.ask(() => document.URL));
	const kept = await tab.ask(() => ({
		cookie: document.cookie, local: localStorage.length,
		session: sessionStorage.length,
	}));

	need(url.pathname === '/' && url.search === '', `at ${url.href}`);
	need(/^(#[a-z-]+)?$/.test(url.hash), `at ${url.href}`);
	need(Object.values(words).map((w) => w.title).includes(
	    await tab.ask(() => document.title)), 'a title of ours');
	same(kept, { cookie: '', local: 0, session: 0 }, 'kept');
	same(await tab.page.browserContext().cookies(), [], 'cookies');
}

/* Show the whole page at once, not only the part it scrolls to. */
const stretch = (height, overflow) => [document.documentElement,
    document.body].forEach((e) => Object.assign(e.style,
    { height, overflow }));

export async function picture(tab, name) {
	const dir = path.join(pictures, tab.lane.name);

	fs.mkdirSync(dir, { recursive: true });
	for (const [width, height] of SIZES) {
		await tab.page.setViewport({ width, height });
		await tab.ask(stretch, 'auto', 'visible');
		await tab.page.screenshot({ fullPage: true,
		    path: path.join(dir, `${name}-${width}.png`) });
	}
	await tab.ask(stretch, '', '');
}

/* An element that is visible on each page of the form lane. */
const FIELD = { start: '#text', form: '#text', sent: '.sent:target', code: '#code-in',
    answers: '#more-text', refused: '#e' };

/* Check each screen of a lane once, as tests; take pictures if pictured. */
export function looker(tab, pictured = true) {
	const seen = new Set();
	const { name, kind, engine } = tab.lane;

	return async (screen) => {
		if (seen.has(screen))
			return;
		seen.add(screen);
		if (kind === 'wasm' && (pictured || engine === 'chromium'))
			await aside(`${name}: axe finds nothing on ${screen}`,
			    30000, () => accessible(tab));
		if (kind === 'form' && engine === 'chromium')
			await aside(`${name}: axe finds nothing on ${screen}`,
			    30000, () => accessiblePlain(tab, FIELD[screen]));
		await aside(`${name}: ${screen} changes no address, title ` +
		    'or storage', 15000, () => quiet(tab));
		if (kind !== 'js' && pictured)
			await aside(`${name}: pictures of ${screen} are taken`,
			    30000,
			    () => picture(tab, screen));
	};
}
