/* bench.mjs - measures sealing on slow devices and sending on slow lines. */
/* usage: tests/net node tests/browser/bench.mjs */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser, LANES } from './lanes.mjs';
import { Proxy } from './proxy.mjs';
import { Server, Service } from './service.mjs';
import * as script from './script_lane.mjs';

const SLOWER = 6;
const TIMES = 5;
const ROWS = [
	['Chromium, processor 6 times slower', 'chromium', SLOWER, 300],
	['Chromium, no JIT, no WebAssembly', 'chromium-nowasm', 1, 4000],
];

/* Name, bits per second down and up, latency in ms. */
const LINES = [
	['Slow 3G', 400e3, 400e3, 400],
	['GPRS', 50e3, 20e3, 500],
];

/* Runs in the page: time its own sealing to two desks, as for "Send". */
async function seals(times) {
	const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
	const clock = async (run) => {
		const begin = performance.now();
		await run();
		return performance.now() - begin;
	};
	const what = (code) => ({ kind: 1, desks: ['noord', 'zuid'],
	    text: 'woord '.repeat(600), answers: [], code, week: -1 });
	const plain = [];
	const coded = [];

	/* global ready, getNotes, seal, drawCode */
	await ready();
	await getNotes();
	for (let i = 0; i < times; i++) {
		plain.push(await clock(() => seal(what(''))));
		const code = drawCode();
		coded.push(await clock(() => seal(what(code))));
	}
	return [median(plain), median(coded)].map(Math.round);
}

/* Run work(tab) in a new browser of the lane that is wanted. */
async function inBrowser(world, proxy, wanted, work) {
	const lane = LANES.find((l) => l.name === wanted);
	const browser = await new Browser(lane, world).start();

	try {
		await work(await browser.tab(proxy));
	} finally {
		await browser.stop();
	}
}

const measure = (world, proxy, [name, wanted, slower, most]) =>
    inBrowser(world, proxy, wanted, async (tab) => {
	await tab.page.emulateCPUThrottling(slower);
	await script.ready(tab);
	const [plain, coded] = await tab.ask(seals, TIMES);
	process.stdout.write(`${name}: sealed to two desks in ${plain} ms ` +
	    `(wanted: ${most}), with a new code in ${coded} ms\n`);
});

/* On a slow phone and line: time to the first screen, and time to send. */
const travels = (world, proxy, [name, down, up, latency]) =>
    inBrowser(world, proxy, 'chromium', async (tab) => {
	const since = (begin) => ((performance.now() - begin) / 1000).toFixed(1);

	await tab.page.emulateCPUThrottling(SLOWER);
	await tab.page.emulateNetworkConditions({ download: down / 8,
	    upload: up / 8, latency });
	proxy.mark();
	let begin = performance.now();
	await script.ready(tab);
	const arrived = since(begin);
	const bytes = proxy.log.filter((one) =>
	    one.path !== '/coach.js').reduce((n, one) => n + one.got, 0);
	await script.fill(tab, { text: 'Zwarte bus bij de loods.',
	    desks: ['noord'], danger: false, quick: true });
	begin = performance.now();
	await script.press(tab, '#send-without-code', 'done');
	process.stdout.write(`${name}: ${bytes} bytes and ${arrived} s ` +
	    `to the first screen, ${since(begin)} s to send\n`);
});

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'zegel-bench.'));
const opened = [];

try {
	const service = await new Service(dir).make();
	const server = new Server(service.data);
	opened.push(server);
	await server.start();
	const proxy = await new Proxy(server.target).start();
	opened.push(proxy);
	for (const row of ROWS)
		await measure({ dir }, proxy, row);
	for (const line of LINES)
		await travels({ dir }, proxy, line);
} finally {
	for (const thing of opened)
		await thing.stop();
	fs.rmSync(dir, { recursive: true, force: true });
}
process.exit(0);
