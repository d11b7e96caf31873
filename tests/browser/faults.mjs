/* faults.mjs - tests failing scripts, dead connections and wrong clocks. */

import { aside, need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { accessible, picture } from './look.mjs';
import { input } from './input.mjs';
import { words } from './words.mjs';
import { dutch } from './texts.mjs';

const isScript = (url) => /^\/[a-z]+\.js$/.test(url);

/* Ways in which the page's script does not run although scripts are enabled. */
const SILENT = [
	['the script never arrives', (method, url) =>
	    (isScript(url) ? 'hold' : undefined)],
	['the script breaks off', (method, url) =>
	    (isScript(url) ? 'cut' : undefined)],
	['the script after the first never arrives', (method, url) =>
	    (url === '/script.js' ? 'hold' : undefined)],
	['a policy forbids scripts', (method, url) => (url === '/' ?
	    { headers: { 'Content-Security-Policy': "script-src 'none'" } } :
	    undefined)],
];

/* Answer fields of a form, inside it or by form=; there should be none. */
const answerFields = (tab) => tab.ask(() => {
	const holds = (e) => e.type !== 'hidden' && e.type !== 'submit' &&
	    e.type !== 'button' && e.type !== 'fieldset';

	return [...document.forms].flatMap((f) => [...f.elements])
	    .filter(holds).map((e) => e.id || e.name);
});

/* Press a button to the plain form and check the page of the form lane. */
async function plainForm(tab, button) {
	const note = words[tab.lane.lang].lane_form;

	tab.proxy.mark();
	await tab.go(button);
	need((await tab.text('main')).includes(note), 'the honest line');
	await tab.see('#get-code');
	await tab.see('#text');
	need(await tab.ask(() => document.scripts.length === 0),
	    'no script on the plain page');
	const [post] = tab.proxy.visit();
	same([post.method, post.path, post.status, post.got],
	    ['POST', '/', 200, form.ANSWER], 'the answer');
}

async function silent(tab, rule) {
	tab.proxy.rule = rule;
	tab.page.goto(tab.proxy.url, { timeout: 0 }).catch(() => {});
	await tab.see('#plain button');
	need(!await tab.visible('#begin'), 'no button of the script');
	await until('the style, and with it no text to type', async () =>
	    !await tab.visible('textarea'));
	same(await answerFields(tab), [], 'fields of forms');
	await plainForm(tab, '#plain button');
	tab.proxy.rule = null;
}

/* Send a tip by the form lane with scripts enabled. */
async function plainSends(tab) {
	await tab.go('#get-code');
	const code = await tab.text('#code-drawn');
	const tip = 'Via het gewone formulier, met scripts aan.';

	await tab.tick('#desk-zuid');
	await tab.type('#text', tip);
	tab.proxy.mark();
	await tab.go('#tip-send');
	await form.stored(tab);
	need(/[0-9]/.test(code), 'a code');
}

/* Wait until the page reports this problem. */
async function problem(tab, word) {
	const start = words[tab.lane.lang][word].split('{n}')[0];
	let said = '';

	await until(`"${start}"`, async () => {
		said = await tab.visible('#problem') &&
		    await tab.text('#problem-text');
		return said && said.startsWith(start);
	}, 60000).catch((error) => {
		throw new Error(`${error.message}; it says "${said}"`);
	});
}

/* Press #retry and wait for its first request. */
async function retry(tab) {
	const before = tab.proxy.log.length;

	await tab.click('#retry');
	await until('another try', async () => tab.proxy.log.length > before);
}

const posted = (proxy) => proxy.log.filter((e) => e.path === '/x');

/* The connection dies before the keys come, in sending, and once stored. */
async function dead(tab, server, tip) {
	await script.fill(tab, tip);
	tab.proxy.mark();
	await server.stop();
	await tab.click('#send-with-code');
	await problem(tab, 'w_e_net');
	await picture(tab, 'problem');
	same(await tab.value('#text'), tip.text, 'the text');
	await server.start();
	for (const fault of ['cut', 'drop']) {
		const n = posted(tab.proxy).length;

		tab.proxy.rule = (method, url) =>
		    (url === '/x' ? fault : undefined);
		await tab.click('#retry');
		await until('an envelope', async () =>
		    posted(tab.proxy).length > n);
		await problem(tab, 'w_e_net');
		same(await tab.value('#text'), tip.text, 'the text');
	}
	tab.proxy.rule = (method, url) => (url === '/b' ? 'cut' : undefined);
	await tab.click('#retry');
	await tab.see('#receipt', 120000);
	/* can be more than three: a browser may retry by itself */
	const all = posted(tab.proxy);
	same([...new Set(all.map((e) => e.hash))], [all[0].hash],
	    'one envelope, each time');
	same(all[all.length - 1].answer[0], 0, 'stored');
	tab.proxy.rule = null;
}

/* Answers of a server to an envelope, and the sentence for each. */
const status = (n) => Buffer.concat([Buffer.from([n]), Buffer.alloc(255)]);
const ANSWERS = [
	[status(1), 'w_e_full'],
	[status(2), 'w_e_again'],
	[status(77), 'w_e_server'],
	[Buffer.from('<h1>hotel wifi</h1>'), 'w_e_server'],
];

async function refused(tab, tip) {
	await script.fill(tab, tip);
	tab.proxy.mark();
	await tab.click('#send-with-code');
	for (const [body, word] of ANSWERS) {
		tab.proxy.rule = (method, url) =>
		    (url === '/x' ? { body } : undefined);
		if (body !== ANSWERS[0][0])
			await retry(tab);
		await problem(tab, word);
		same(await tab.value('#text'), tip.text, 'the text');
	}
	tab.proxy.rule = null;
	await tab.click('#retry');
	await tab.see('#receipt', 120000);
}

/* WebAssembly is there, but a policy without wasm-unsafe-eval refuses it. */
async function noWasm(tab, tip) {
	tab.proxy.rule = (method, url) => (url === '/' ? { headers: {
	    'Content-Security-Policy': "script-src 'self'" } } : undefined);
	await script.fill(tab, tip);
	need(tab.proxy.asked('/tip.js'), 'tip.js is loaded');
	await script.sendWithCode(tab);
}

const shift = (days) => {
	const Real = Date;
	const off = days * 86400000;

	window.Date = class extends Real {
		constructor(...when) {
			if (when.length)
				super(...when);
			else
				super(Real.now() + off);
		}

		static now() {
			return Real.now() + off;
		}
	};
};

/* The clock is wrong, or it is right and the directory has expired. */
async function wrongClock(tab, tip, word) {
	await script.fill(tab, tip);
	tab.proxy.mark();
	await tab.click('#send-with-code');
	await problem(tab, word);
	await tab.see('#copy'); /* offers the plain form */
	same(posted(tab.proxy), [], 'envelopes');
	same(await tab.value('#text'), tip.text, 'the text');
}

/* Run all of these in one browser with JavaScript, on a server of its own. */
export async function faults(browser, server, proxy, keeper) {
	const { name } = browser.lane;
	const tip = { text: dutch(`${name} fault`), desks: ['zuid'],
	    quick: true };
	const one = async (what, ms, run, before) => {
		const tab = await browser.tab(proxy, ...(before || []));

		proxy.rule = null;
		proxy.mark();
		await aside(`${name}: ${what}`, ms, () => run(tab),
		    keeper(tab));
		proxy.rule = null;
		await tab.page.close();
	};

	for (const [what, rule] of SILENT)
		await one(`${what}: the plain form is offered and explained`,
		    120000,
		    (tab) => silent(tab, rule));
	await one('if this device cannot seal, the plain form sends', 120000,
	    async (tab) => {
		await wrongClock(tab, tip, 'w_e_clock');
		await plainForm(tab, '#copy');
		await accessible(tab);
		await plainSends(tab);
	}, [shift, 31]);
	await one('after a lost connection, the same envelope is stored',
	    180000, (tab) => dead(tab, server, tip));
	await one('after a refusal, the page says why and keeps the text',
	    150000, (tab) => refused(tab, tip));
	await one('tip.js seals if a policy refuses WebAssembly', 180000,
	    (tab) => noWasm(tab, tip));
	for (const [days, word] of [[31, 'w_e_clock'], [-31, 'w_e_clock'],
	    [250, 'w_e_expired']])
		await one(`a clock ${days} days off: ${word}, nothing is sent`,
		    120000, (tab) => wrongClock(tab, tip, word),
		    [shift, days]);
	const tab = await browser.tab(proxy);
	await input(tab, keeper(tab));
	await tab.page.close();
}
