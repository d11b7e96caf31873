/* lanes.mjs - the six browser lanes: starts browsers and drives their tabs. */

import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import puppeteer from 'puppeteer-core';
import { until, within } from './tap.mjs';

const CHROMIUM = [
	'--no-sandbox', '--disable-quic', '--disable-background-networking',
	'--disable-component-update', '--disable-sync', '--no-first-run',
	'--disable-dev-shm-usage', '--disable-gpu',
];
const EXTENSION = new URL('extension', import.meta.url).pathname;
const NO_WASM = {
	'javascript.options.wasm': false,
	'javascript.options.ion': false,
	'javascript.options.baselinejit': false,
};

/* kind: wasm, js (no WebAssembly) or form (no JavaScript). */
export const LANES = [
	{ name: 'chromium', engine: 'chromium', kind: 'wasm', lang: 'nl' },
	{ name: 'firefox', engine: 'firefox', kind: 'wasm', lang: 'en' },
	{ name: 'chromium-nowasm', engine: 'chromium', kind: 'js', lang: 'en',
	    args: ['--js-flags=--jitless'] },
	{ name: 'firefox-nowasm', engine: 'firefox', kind: 'js', lang: 'nl',
	    prefs: NO_WASM },
	{ name: 'chromium-noscript', engine: 'chromium', kind: 'form',
	    lang: 'nl' },
	{ name: 'firefox-noscript', engine: 'firefox', kind: 'form',
	    lang: 'en', prefs: { 'javascript.enabled': false } },
];

const executable = (lane) => lane.engine === 'chromium' ?
    process.env.CHROMIUM || '/usr/bin/chromium' :
    process.env.FIREFOX || '/usr/bin/firefox-esr';

function options(lane, home) {
	const common = {
		executablePath: executable(lane), headless: true,
		userDataDir: path.join(home, 'profile'),
		env: { ...process.env, HOME: home, TMPDIR: home,
		    XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, LANG: 'C.UTF-8' },
		defaultViewport: { width: 1280, height: 800 },
		timeout: 60000, protocolTimeout: 120000,
		acceptInsecureCerts: true, /* of the test's own server */
	};

	if (lane.engine === 'chromium')
		return { ...common, args: [...CHROMIUM,
		    `--accept-lang=${lane.lang}`, ...(lane.args || [])],
		...(lane.extension ? { pipe: true,
		    enableExtensions: [EXTENSION] } : {}) };
	return { ...common, browser: 'firefox', extraPrefsFirefox: {
	    'intl.accept_languages': lane.lang, ...(lane.prefs || {}) } };
}

/*
 * Runs before the page: holds the second visit, which the page makes by itself
 * after a random delay, until Tab.second().
 */
const holdSecond = () => {
	const [set, clear] = [window.setTimeout, window.clearTimeout];

	window.heldSecond = null;
	window.setTimeout = (f, ms, ...more) => {
		if (f.name !== 'secondVisit')
			return set(f, ms, ...more);
		window.heldSecond = { f, ms, id: set(() => {}, 0) };
		return window.heldSecond.id;
	};
	window.clearTimeout = (id) => {
		if (id !== null && window.heldSecond?.id === id)
			window.heldSecond = null;
		clear(id);
	};
};

/*
 * A tab is driven by synchronous questions, the mouse and the keys: awaiting a
 * promise in a page without scripts never returns.
 */
export class Tab {
	constructor(lane, page, proxy) {
		Object.assign(this, { lane, page, proxy });
	}

	ask(f, ...args) {
		return this.page.evaluate(f, ...args);
	}

	/* Load the page, and wait until it is complete. */
	async open() {
		const arrived = this.page.goto(this.proxy.url,
		    { waitUntil: 'domcontentloaded', timeout: 60000 });
		arrived.catch(() => {});
		await arrived;
		await this.settled();
	}

	settled() {
		return until('the page to load', () => this.ask(() =>
		    document.readyState === 'complete'), 60000);
	}

	visible(selector) {
		return this.ask((s) => {
			const e = document.querySelector(s);
			if (!e || !e.getClientRects().length ||
			    !e.checkVisibility()) /* in a closed <details> */
				return false;
			return getComputedStyle(e).visibility === 'visible';
		}, selector);
	}

	async see(selector, ms) {
		await until(`${selector} to be seen`,
		    () => this.visible(selector), ms);
	}

	text(selector) {
		return this.ask((s) =>
		    document.querySelector(s)?.innerText ?? '', selector);
	}

	/* The point to click, once scrolling to it has ended. */
	async spot(selector) {
		await this.see(selector);
		const find = () => this.ask((s) => {
			const e = document.querySelector(s);
			const before = document.body.scrollTop;
			document.getAnimations().forEach((a) => a.finish());
			e.scrollIntoView({ block: 'center',
			    behavior: 'instant' });
			const r = e.getClientRects()[0];
			return [r.x + r.width / 2, r.y + r.height / 2,
			    Math.abs(document.body.scrollTop - before) > 2];
		}, selector);
		let [x, y, moved] = await find();

		while (moved) {
			await new Promise((r) => setTimeout(r, 60));
			[x, y, moved] = await find();
		}
		return [x, y];
	}

	async click(selector) {
		const [x, y] = await this.spot(selector);

		await this.page.mouse.click(x, y);
	}

	/* Click what loads another document, and wait for that document. */
	async go(selector) {
		await this.spot(selector);
		await this.ask(() => { document.documentElement.dataset.old = 1; });
		await this.click(selector);
		await until('the next page', () => this.ask(() =>
		    !document.documentElement.dataset.old &&
		    document.readyState === 'complete'), 60000);
	}

	/* Type the first characters by key; insert the rest like a paste. */
	async type(selector, text) {
		const head = /^[ -~]{0,12}/.exec(text)[0];

		await this.click(selector);
		await this.ask((s) => {
			const e = document.querySelector(s);
			e.focus();
			e.select();
		}, selector);
		await this.page.keyboard.press('Delete');
		await this.page.keyboard.type(head);
		if (head.length < text.length)
			await this.ask((t) => {
				document.execCommand('insertText', false, t);
			}, text.slice(head.length));
	}

	value(selector) {
		return this.ask((s) => document.querySelector(s).value, selector);
	}

	/* The delay of the second visit in ms; null if none is scheduled. */
	secondIn() {
		return this.ask(() => window.heldSecond &&
		    window.heldSecond.ms);
	}

	/* Wait until the first visit is complete and has scheduled a second. */
	secondDue() {
		return until('a second visit to come', async () =>
		    await this.secondIn() !== null);
	}

	/* Make the second visit now. */
	async second() {
		await this.secondDue();
		await this.ask(() => {
			const { f } = window.heldSecond;

			window.heldSecond = null;
			f();
		});
	}

	/* Choose the lane's language by its button if the page has another. */
	async speak() {
		const { lang } = this.lane;

		if (await this.ask(() => document.documentElement.lang) !== lang)
			await this.switch(lang);
	}

	async switch(lang) {
		await this.click('.langs summary');
		await this.go(`.langs button[value="lang.${lang}"]`);
	}

	async tick(selector, want = true) {
		const is = () => this.ask((s) =>
		    document.querySelector(s).checked, selector);

		if (await is() !== want)
			await this.click(selector);
		await until(`${selector} to be ticked, or not`,
		    async () => await is() === want);
	}

	untick(selector) {
		return this.tick(selector, false);
	}
}

export class Browser {
	constructor(lane, world) {
		Object.assign(this, { lane, world, browser: null });
	}

	async start() {
		const home = fs.mkdtempSync(path.join(this.world.dir,
		    `${this.lane.name}-`));

		fs.mkdirSync(path.join(home, 'profile'));
		this.home = home;
		this.browser = await puppeteer.launch(options(this.lane, home));
		return this;
	}

	/* Start Firefox again on its profile, with the tabs that it had. */
	again() {
		const { env } = options(this.lane, this.home);

		return spawn(executable(this.lane), ['--headless', '--profile',
		    path.join(this.home, 'profile')], { env, stdio: 'ignore' });
	}

	/* Kill the browser as a power failure would: it saves nothing. */
	async kill() {
		const child = this.browser.process();
		const ended = new Promise((r) => child.on('exit', r));

		child.kill('SIGKILL');
		await within(10000, ended, 'the end of a browser');
		this.browser = null;
	}

	/* A new tab that reaches the service through the proxy. */
	async tab(proxy, before, ...args) {
		const page = await this.browser.newPage();

		if (this.lane.kind === 'form' && this.lane.engine === 'chromium')
			await page.setJavaScriptEnabled(false);
		if (this.lane.kind !== 'form')
			await page.evaluateOnNewDocument(holdSecond);
		if (before)
			await page.evaluateOnNewDocument(before, ...args);
		return new Tab(this.lane, page, proxy);
	}

	/* Close this browser; kill its process if it does not close in time. */
	async stop() {
		const child = this.browser?.process();

		if (!this.browser)
			return;
		await within(10000, this.browser.close(), 'closing').catch(
		    () => child?.kill('SIGKILL'));
		this.browser = null;
	}
}
