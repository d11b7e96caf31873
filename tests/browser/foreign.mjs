/* foreign.mjs - tests that another site's page cannot send a tip. */

import http from 'node:http';
import * as form from './form_lane.mjs';
import { aside, need, same, until } from './tap.mjs';
import * as wire from '../attack/wire.mjs';

const TIP = { do: 'send', text: 'Niet van mij', 'desk.noord': '1' };
const WAYS = 7; /* posts that trick() tries */
const SOON = 2000;

/*
 * A page that posts without being touched. Without scripts only its form is
 * left, which a person must be tricked into pressing.
 */
function trick(service) {
	const fields = Object.entries(TIP).map(([name, value]) =>
	    `<input type="hidden" name="${name}" value="${value}">`).join('');

	return `<!doctype html><title>waits</title>
<iframe name="in"></iframe>
<form id="f" method="post" action="${service}" target="in">${fields}
<button id="press">A nice picture</button></form>
<script>
const service = ${JSON.stringify(service)};
const tip = () => new URLSearchParams(${JSON.stringify(TIP)});
const envelope = new Uint8Array(16384);
envelope.set([0x54, 0x49, 0x50, 0x31, 1, 1, 4, 0]);
const blob = new Blob([envelope], { type: 'application/octet-stream' });
const post = (path, more) => fetch(service + path, { method: 'POST',
	mode: 'no-cors', ...more }).catch(() => {});
(async () => {
	await post('', { body: tip() });
	await post('', { body: tip(), referrerPolicy: 'no-referrer' });
	await post('', { body: tip(), credentials: 'include' });
	await post('x', { body: blob });
	await post('x', { body: blob, referrerPolicy: 'no-referrer' });
	navigator.sendBeacon(service, tip());
	document.getElementById('f').submit();
	document.title = 'done';
})();
</script>`;
}

/* A local site that answers every request with ${text}; at(host) is its URL. */
async function site(text) {
	const server = http.createServer((request, response) => {
		response.setHeader('Content-Type', 'text/html; charset=utf-8');
		response.end(text);
	});

	await new Promise((r) => server.listen(0, '127.0.0.1', r));
	return { at: (host) => `http://${host}:${server.address().port}/`,
		stop: () => server.close() };
}

const posts = (proxy, path = '/') => proxy.log.filter((e) =>
    e.method === 'POST' && e.path === path && e.status !== 0);

/* Every post that reached the server was refused, and enough did reach it. */
async function tries(tab, url) {
	const { proxy, page, lane } = tab;
	const want = lane.kind === 'form' ? 1 : WAYS - 2;

	proxy.mark();
	await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 60000 });
	if (lane.kind === 'form')
		await tab.click('#press');
	await until('its posts', async () => posts(proxy).length >= want);
	if (lane.kind !== 'form')
		await until('its end', async () =>
		    await tab.ask(() => document.title) === 'done');
	same(posts(proxy).map((e) => e.status),
	    posts(proxy).map(() => 403), 'the answers to its forms');
	same(posts(proxy, '/x').filter((e) => e.status === 200).map((e) =>
	    e.answer[0]), [], 'what came of its envelopes');
}

/* Meanwhile two neighbours in another network send a tip each. */
async function others(port) {
	for (const from of ['127.9.9.9', '127.9.9.10']) {
		const got = await wire.ask(port, from, wire.tip(), SOON);

		same(got?.status, 303, `a tip from ${from}`);
	}
}

const own = (tab) => form.send(tab, { text: 'Van mij', desks: ['noord'],
	quick: true, code: false });

export async function foreign(browser, proxy, server, keeper) {
	const { lane } = browser;
	const tab = await browser.tab(proxy);
	const page = await site(trick(proxy.url));
	const say = (what) => `${lane.name}: ${what}`;
	const test = (what, work) => aside(say(what), 120000, work,
	    keeper(tab));
	const sends = async (what, without) => {
		const fresh = await browser.tab(proxy);

		proxy.without = without;
		await aside(say(what), 120000, () => own(fresh),
		    keeper(fresh));
	};

	for (const [host, what] of [['localhost', 'another site'],
	    ['127.0.0.1', 'another port of this host']])
		await test(`a page of ${what} cannot send a tip`, async () => {
			await tries(tab, page.at(host));
			await others(server.port);
		});
	await test('Origin alone refuses a page of another site', async () => {
		proxy.without = ['sec-fetch-site'];
		proxy.mark();
		await tab.page.goto(page.at('localhost'),
		    { waitUntil: 'domcontentloaded', timeout: 60000 });
		if (lane.kind === 'form')
			await tab.click('#press');
		await until('its posts', async () => posts(proxy).length >= 1);
		same(posts(proxy)[0].status, 403, 'its first form');
	});
	if (lane.kind === 'form') {
		/* browsers before 2023 do not send Sec-Fetch-Site */
		await sends('our own page sends a tip by Origin alone',
		    ['sec-fetch-site']);
		await sends('our own page sends a tip', []);
	}
	need(posts(proxy).length > 0, 'no post passed the proxy');
	page.stop();
}
