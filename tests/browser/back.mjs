/* back.mjs - tests the browser's own Back button. */
/*
 * It passes over an entry after which the page added another one without a
 * gesture; history.back() does not. Only an extension can press it, and only
 * in Chromium. Nothing may run in the page between two presses, as the driver
 * would make that look like a gesture.
 */

import { aside, same } from './tap.mjs';
import * as script from './script_lane.mjs';

const tip = { text: 'Elke nacht lawaai.', desks: ['noord'], topic: 1, about: 2,
    region: 1, danger: false };
const QUIET = 1500; /* ms, in which a lost page would have gone */
const QUICK = 100;  /* ms between the presses of somebody in a hurry */
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

export const pressing = (lane) => ({ ...lane, extension: true });

async function pressBack(browser) {
	const target = await browser.browser.waitForTarget(
	    (t) => t.type() === 'service_worker', { timeout: 60000 });
	const worker = await target.worker();

	return () => worker.evaluate(() => self.back());
}

const BACKS = {
	'pressing Back over and over leaves the code there': async (tab, back,
	    at) => {
		await script.fill(tab, { ...tip, quick: true });
		const code = await script.sendWithCode(tab);
		const there = await at();

		for (const wait of [QUIET, QUIET, QUIET, QUICK, QUIET]) {
			await back();
			await sleep(wait);
		}
		same(await at(), there, 'place in the history');
		same(await script.screen(tab), 'receipt', 'screen');
		same((await tab.text('#receipt-code')).trim(), code, 'code');
	},
	'pressing Back twice goes back two screens': async (tab, back, at) => {
		await script.fill(tab, tip);
		const there = await at();
		const trail = await tab.ask(() => [...state.trail]);

		for (let i = 0; i < 2; i++) {
			await back();
			await sleep(QUIET);
		}
		same(await at(), there, 'place in the history');
		same(await script.screen(tab), trail.at(-2), 'screen');
		same(await tab.value('#text'), tip.text, 'text');
	},
};

export async function backs(browser, proxy, keeper) {
	const back = await pressBack(browser);

	for (const [what, run] of Object.entries(BACKS)) {
		const tab = await browser.tab(proxy);
		const session = await tab.page.createCDPSession();
		const at = async () => (await session.send(
		    'Page.getNavigationHistory')).currentIndex;

		await aside(`${browser.lane.name}: ${what}`, 180000, async () => {
			await tab.page.bringToFront();
			await run(tab, back, at);
		}, keeper(tab));
		await tab.page.close();
	}
}
