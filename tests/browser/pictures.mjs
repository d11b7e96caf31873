/* pictures.mjs - takes the README's pictures of the page, on a phone. */
/*
 * usage: tests/net node tests/browser/pictures.mjs FOLDER    (make pictures)
 *
 * Runs a real service with two desks, tells it a tip in Chromium, lets a desk
 * answer, and reads the answer. Writes FOLDER/NAME.png, each at most 60 kB.
 */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser } from './lanes.mjs';
import { Proxy } from './proxy.mjs';
import { Server, Service } from './service.mjs';
import * as script from './script_lane.mjs';

const MOST = 60 * 1000; /* bytes of a picture */
const PHONE = { width: 360, height: 640, deviceScaleFactor: 1 };
const LANE = { name: 'chromium', engine: 'chromium', kind: 'wasm', lang: 'en' };
const TIP = {
	text: 'On Canal Street there is a girl who is never alone. Men come ' +
	    'at night, and a grey van brings her back at six.',
	desks: ['noord'], quick: true,
};
const REPLY = 'Thank you. On which days does the van come?';

const folder = process.argv[2];
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'zegel-pictures.'));
const opened = [];

async function picture(tab, name) {
	const file = path.join(folder, `${name}.png`);

	await tab.page.screenshot({ path: file });
	if (fs.statSync(file).size > MOST)
		throw new Error(`${file} is over ${MOST} bytes`);
	console.log(file);
}

/* A phone in a lane, at the service. */
async function phone(lane, proxy) {
	const browser = new Browser(lane, { dir });

	opened.push(browser);
	await browser.start();
	const tab = await browser.tab(proxy);

	await tab.page.setViewport(PHONE);
	return tab;
}

async function withScript(service, proxy) {
	const tab = await phone(LANE, proxy);

	await script.fill(tab, TIP, async (name) => {
		if (['start', 'tell'].includes(name))
			await picture(tab, name);
	});
	await picture(tab, 'check');
	const code = await script.sendWithCode(tab);

	await picture(tab, 'code');
	await service.answer('noord', REPLY);
	await script.check(tab, code);
	await picture(tab, 'answer');
}

async function withoutScript(proxy) {
	const tab = await phone({ ...LANE, kind: 'form' }, proxy);

	await tab.open();
	await tab.speak();
	await tab.page.goto(`${proxy.url}#before`);
	await tab.see('#text');
	await tab.type('#text', TIP.text);
	await picture(tab, 'plain');
}

async function main() {
	const service = await new Service(dir).make();
	const server = await new Server(service.data).start();

	opened.push(server);
	const proxy = await new Proxy(server.target).start();

	opened.push(proxy);
	fs.mkdirSync(folder, { recursive: true });
	await withScript(service, proxy);
	await withoutScript(proxy);
}

await main().finally(async () => {
	for (const thing of opened.reverse())
		await thing.stop();
	fs.rmSync(dir, { recursive: true, force: true });
});
