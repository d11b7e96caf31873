/* run.mjs - runs the browser tests in six lanes; prints TAP. */
/*
 * usage: tests/net node tests/browser/run.mjs [--every] [--PART...] [LANE...]
 *
 * PART is round, wire, stopped, faults, hands, backs, branches, kept or
 * foreign; the default is all of them, in all lanes. --every: each branch, in
 * four languages and with pictures. At most two browsers run at once. Pictures
 * go to build/screenshots, those of failures to build/screenshots/failed.
 */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { Ended, aside, failed, note, plan, step } from './tap.mjs';
import { Browser, LANES } from './lanes.mjs';
import { Proxy } from './proxy.mjs';
import { Server, Service } from './service.mjs';
import { Trip } from './round.mjs';
import { backs, pressing } from './back.mjs';
import { firstBatch, secondBatch } from './desk.mjs';
import { faults } from './faults.mjs';
import { foreign } from './foreign.mjs';
import { branches } from './branches.mjs';
import { certificate, wire } from './wire.mjs';
import { hands } from './hands.mjs';
import { keeps, kept } from './kept.mjs';
import { answeredCode, stopped } from './stopped.mjs';
import { pictures, scanned } from './look.mjs';

const interfaces = fs.readFileSync('/proc/net/dev', 'utf8').split('\n')
    .filter((line) => line.includes(':')).map((l) => l.split(':')[0].trim());

if (interfaces.join() !== 'lo') {
	process.stderr.write('run this as: tests/net node ' +
	    'tests/browser/run.mjs\n');
	process.exit(1);
}

const words = process.argv.slice(2);
const wanted = words.filter((w) => !w.startsWith('--'));
const every = words.includes('--every');
const parts = words.filter((w) => w.startsWith('--') && w !== '--every')
    .map((w) => w.slice(2));
const lanes = LANES.filter((lane) =>
    wanted.length === 0 || wanted.includes(lane.name));
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'zegel-browser.'));
const world = { dir };
const opened = [];

/* Save a picture, the text and the requests of a page whose step failed. */
const keeper = (tab) => async (name) => {
	const file = path.join(pictures, 'failed',
	    name.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 80));

	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(`${file}.txt`, JSON.stringify(tab.proxy.sizes()) +
	    `\n${await tab.text('body')}`);
	await tab.page.screenshot({ path: `${file}.png` });
};

/* Runs work(browser) in a fresh browser of a lane, and always closes it. */
async function inBrowser(lane, work) {
	const browser = new Browser(lane, world);

	try {
		await step(`${lane.name}: the browser starts`, 60000,
		    () => browser.start());
		await work(browser);
	} finally {
		await browser.stop();
	}
}

/* Run one phase in one lane; a lane that broke off fails each later phase. */
async function part(trip, phase) {
	if (trip.broken) {
		await aside(trip.say(`the ${phase} visit begins`), 1000,
		    async () => {
			throw new Error('an earlier step of this lane failed');
		});
		return;
	}
	try {
		await inBrowser(trip.lane, async (browser) => {
			const tab = await browser.tab(trip.proxy);

			await trip[phase](tab, keeper(tab));
		});
	} catch (error) {
		if (!(error instanceof Ended))
			throw error;
		trip.broken = true;
	}
}

/* Run both engines in parallel, the lanes of each one after another. */
const sideBySide = (work) => Promise.all(['chromium', 'firefox'].map(
    async (engine) => {
	for (const lane of lanes.filter((l) => l.engine === engine))
		await work(lane);
}));

/* Run work(proxy, server) on a server of its own with a copy of the service. */
async function copyOf(name, service, work) {
	const data = path.join(dir, name);
	const server = new Server(data);

	execFileSync('cp', ['-a', service.data, data]); /* -a keeps the owner */
	opened.push(server);
	await server.start();
	const proxy = await new Proxy(server.target).start();
	opened.push(proxy);
	await work(proxy, server).catch((error) => {
		if (!(error instanceof Ended))
			throw error;
	});
}

async function stops(service, server) {
	await server.stop();
	await service.stop(server.data);
	await server.start();
}

/* The work of each part in one lane, on a server of its own. */
const PARTS = {
	stopped: (lane, proxy, server, service, code) => lane.kind !== 'js' &&
	    inBrowser(lane, (browser) => stopped(browser, proxy, code,
	    () => stops(service, server), keeper)),
	faults: (lane, proxy, server) => lane.kind === 'wasm' &&
	    inBrowser(lane, (browser) => faults(browser, server, proxy,
	    keeper)),
	hands: (lane, proxy, server, service, code) => lane.kind !== 'js' &&
	    inBrowser(lane, (browser) => hands(browser, proxy, code, keeper)),
	backs: (lane, proxy) => lane.kind === 'wasm' &&
	    lane.engine === 'chromium' && inBrowser(pressing(lane),
	    (browser) => backs(browser, proxy, keeper)),
	branches: (lane, proxy) => lane.kind !== 'js' && inBrowser(lane,
	    (browser) => branches(browser, proxy, every ?
	    ['nl', 'en', 'ar', 'pl'] :
	    ['nl', 'ar'], every, keeper)),
	kept: (lane, proxy) => lane.kind !== 'js' && kept(lane, proxy,
	    (work) => inBrowser(keeps(lane), work)),
	foreign: (lane, proxy, server) => lane.kind !== 'js' && inBrowser(lane,
	    (browser) => foreign(browser, proxy, server, keeper)),
};

async function main() {
	const service = new Service(dir);

	await step('a service with two desks is made',
	    120000, () => service.make());
	const seconds = clock();
	const server = new Server(service.data);
	opened.push(server);
	await step('the server starts', 30000, () => server.start());
	const trips = [];
	for (const lane of lanes) {
		const proxy = await new Proxy(server.target).start();

		opened.push(proxy);
		trips.push(new Trip(lane, proxy));
	}
	const runs = (name) => parts.length === 0 || parts.includes(name);
	if (runs('round'))
		await roundTrip(service, trips, seconds);
	const code = (runs('stopped') || runs('hands')) &&
	    await step('noord replies', 60000,
	    () => answeredCode(service, server));
	await server.stop();
	if (runs('wire')) {
		await onTheWire(service).catch((error) => {
			if (!(error instanceof Ended))
				throw error;
		});
		seconds('wire');
	}
	for (const name of Object.keys(PARTS).filter(runs)) {
		await sideBySide((lane) => copyOf(`${name}-${lane.name}`,
		    service, async (...at) => PARTS[name](lane, ...at, service,
		    code)));
		seconds(name);
	}
}

/* Compare what a network sees of each browser engine and of the shell. */
async function onTheWire(service) {
	const cert = certificate(dir);
	const server = await new Server(service.data, cert).start();
	const browsers = lanes.filter((lane) => lane.kind === 'wasm').map(
	    (lane) => new Browser(lane, world));

	opened.push(server, ...browsers);
	for (const browser of browsers)
		await step(`${browser.lane.name}: the browser starts`, 60000,
		    () => browser.start());
	await wire(service, server, cert.cert, browsers);
	for (const thing of [...browsers, server])
		await thing.stop();
}

async function roundTrip(service, trips, seconds) {
	const visit = (phase) => sideBySide((lane) =>
	    part(trips.find((t) => t.lane === lane), phase));

	await visit('first');
	seconds('first visits');
	await firstBatch(service, trips);
	seconds('first batch');
	await visit('second');
	seconds('second visits');
	await secondBatch(service, trips);
	seconds('second batch');
	await visit('third');
	seconds('third visits');
}

function clock() {
	let last = Date.now();

	return (what) => {
		note(`${what}: ${Math.round((Date.now() - last) / 1000)} s`);
		last = Date.now();
	};
}

let broken = null;
if (!every)
	fs.rmSync(pictures, { recursive: true, force: true });
await main().catch((error) => { broken = error; });
if (broken && !(broken instanceof Ended))
	note(broken.stack);
for (const thing of opened)
	await thing.stop();
fs.rmSync(dir, { recursive: true, force: true });
note(`axe: ${scanned().screens} scans, ${scanned().passes} rules kept`);
plan();
process.exit(broken || failed() ? 1 : 0);
