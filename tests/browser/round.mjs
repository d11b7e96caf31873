/* round.mjs - the round trip of one lane, in three visits. */

import { aside, need, same, step, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { arabicDigits, never, pasted, typo } from './codes.mjs';
import { looker } from './look.mjs';
import { words } from './words.mjs';
import { title } from './service.mjs';
import { arabic, dutch } from './texts.mjs';

const ENVELOPE = 16384;
const SECOND = ['GET /n', 'POST /x']; /* second visit of a session: no board */
const VISIT = [...SECOND, 'GET /b'];

/* The tips that each lane sends, the replies and the follow-up. */
export const tips = (lane) => ({
	nl: { text: dutch(`${lane} nl`), desks: ['noord', 'zuid'], topic: 1,
	    place: `Kanaalkade 12, ${lane}`,
	    reply: `Dank je. Welk kenteken had de bus? (${lane})`,
	    more: `Het kenteken was 12-ABC-3.\nMeer weet ik niet. (${lane})` },
	ar: { text: arabic(`${lane} ar`), desks: ['zuid'], quick: true,
	    reply: `\u0634\u0643\u0631\u064b\u0627\u060c \u0645\u062a\u0649 ` +
	    `\u0643\u0627\u0646 \u0630\u0644\u0643\u061f (${lane})` },
	late: { text: `Te laat voor de stick, ${lane}.`, desks: ['noord'],
	    quick: true },
});

/* Check from inside the page that the browser is in this lane. */
export async function prove(tab) {
	const { kind } = tab.lane;
	const { begin, lane_form: note } = words[tab.lane.lang];

	await tab.open();
	if (kind === 'form') {
		need(await tab.visible('a.go[href="#before"]'),
		    '<noscript> is not shown');
		need((await tab.text('main')).includes(note),
		    'the line of the form lane is not shown');
		need(await tab.ask(() =>
		    document.querySelector('#begin').hidden),
		    'the script ran: it showed its button');
		need(!tab.proxy.asked('/boot.js'), 'the script was loaded');
		return;
	}
	await tab.see('#begin');
	same(await tab.text('#begin'), begin, 'the language asked for');
	same(await tab.ask(() => document.featurePolicy?.allowedFeatures() ||
	    []), [], 'what the page may use of the device');
	need(await tab.ask(() => !document.querySelector('#tip-send')),
	    '<noscript> has elements');
	const wasm = await tab.ask(() => typeof WebAssembly);
	need(wasm === (kind === 'wasm' ? 'object' : 'undefined'),
	    `WebAssembly is ${wasm}`);
	await script.press(tab, '#begin', 'before');
	const [want, not] = kind === 'wasm' ? ['/tip.wasm', '/tip.js'] :
	    ['/tip.js', '/tip.wasm'];
	await until(`${want} to load`, async () => tab.proxy.asked(want));
	need(!tab.proxy.asked(not), `${not} was loaded too`);
}

/* Check that one visit made these requests; return their sizes. */
function visit(proxy, requests = VISIT) {
	const seen = proxy.visit().filter((e) => e.path !== '/').map((e) =>
	    [`${e.method} ${e.path}`, e.sent, e.status, e.got]);

	same(seen.map((e) => e[0]), requests, 'requests');
	for (const [request, sent, status] of seen)
		same([sent, status], [request === 'POST /x' ? ENVELOPE : 0,
		    200], request);
	need(seen[1][3] === 256, 'POST /x is answered with 256 bytes');
	return seen;
}

/* Run acts(), which makes the second visit; return its requests. */
async function second(tab, acts) {
	tab.proxy.mark();
	await acts();
	await until('the second visit', async () => tab.proxy.visit().some(
	    (e) => e.path === '/x' && e.status !== 0));
	return visit(tab.proxy, SECOND);
}

const LANE = {
	async send(tab, tip, look) {
		await script.fill(tab, tip, look);
		await look('check');
		need((await tab.text('#check')).includes(
		    words[tab.lane.lang].lane_script), 'which lane seals');
		tab.proxy.mark();
		const code = await script.sendWithCode(tab);
		tab.sent = visit(tab.proxy);
		tab.sent.push(...await second(tab, () => tab.second()));
		await script.receipt(tab, code, look);
		return code;
	},
	check: script.check,
	async found(tab) {
		return JSON.stringify(await script.answers(tab));
	},
	/* Check a code without news; return the screen and the requests. */
	async nothing(tab, code) {
		await script.check(tab, code);
		need(await tab.visible('#no-answer'), '"no message" is shown');
		same(await script.answers(tab), [], 'answers');
		const screen = await tab.text('body');
		return { visit: [...visit(tab.proxy),
		    ...await second(tab, () => tab.second())], screen };
	},
	followUp: (tab, text, look) => second(tab,
	    () => script.followUp(tab, text, look)),
	erase: (tab, look) => second(tab, () => script.erase(tab, look)),
};
const FORM = {
	send: form.send,
	check: form.check,
	found: form.answers,
	async nothing(tab, code) {
		await form.check(tab, code);
		const answer = await form.lastAnswer(tab, code);

		same([answer.status, answer.got], [200, form.ANSWER],
		    'status and bytes');
		return answer;
	},
	followUp: form.followUp,
	erase: form.erase,
};

/* The round trip of one lane; broken is set when a step of it failed. */
export class Trip {
	constructor(lane, proxy) {
		this.lane = lane;
		this.proxy = proxy;
		this.tips = tips(lane.name);
		this.codes = {};
		this.cases = {};
		this.do = lane.kind === 'form' ? FORM : LANE;
	}

	say(what) {
		return `${this.lane.name}: ${what}`;
	}

	async first(tab, keep) {
		const look = looker(tab);

		await step(this.say(`the lane is ${this.lane.kind}`), 60000,
		    () => prove(tab), keep);
		for (const kind of ['nl', 'ar']) {
			this.codes[kind] = await step(
			    this.say(`a tip of 4,000 characters (${kind}) ` +
			    'is stored'), 240000,
			    () => this.do.send(tab, this.tips[kind], look),
			    keep);
		}
		await aside(this.say('a mistyped code makes no request'),
		    60000, () => this.mistyped(tab, look), keep);
	}

	async mistyped(tab, look) {
		const wrong = typo(this.codes.nl);

		if (this.lane.kind === 'form') {
			await tab.open();
			await form.typeCode(tab, wrong);
			await tab.go('#check-send');
			need((await tab.text('#e')).includes(
			    words[this.lane.lang].w_e_check), 'the sentence');
			same(await tab.value('#code-in'), wrong, 'the code');
			need((await tab.text('#code')).includes(
			    words[this.lane.lang].before_plain),
			'what to do with the window');
			await look('refused');
			return;
		}
		await script.ready(tab);
		await script.press(tab, '#have-code', 'code');
		await tab.type('#code-in', wrong);
		tab.proxy.mark();
		await tab.click('#check-code');
		await tab.see('#problem');
		same((await tab.text('#problem-text')).trim(),
		    words[this.lane.lang].w_e_check, 'the sentence');
		same(tab.proxy.sizes(), [], 'requests');
		same(await tab.value('#code-in'), wrong, 'what was typed');
		await look('code-problem');
	}

	async second(tab, keep) {
		const look = looker(tab);

		await step(this.say('a code pasted from a messenger shows ' +
		    'the reply'), 180000,
		    () => this.readReply(tab, look), keep);
		await step(this.say('a follow-up is stored'), 180000,
		    () => this.do.followUp(tab, this.tips.nl.more, look), keep);
		await step(this.say('a code in Arabic digits shows the reply'),
		    180000, async () => {
			await this.do.check(tab, arabicDigits(this.codes.ar));
			need((await this.do.found(tab)).includes(
			    this.tips.ar.reply), 'the reply');
		}, keep);
		await step(this.say('a close is stored'), 180000,
		    () => this.do.erase(tab, look), keep);
	}

	async readReply(tab, look) {
		await this.do.check(tab, pasted(this.codes.nl), look);
		const found = await this.do.found(tab);

		need(found.includes(title('noord')) &&
		    found.includes(this.tips.nl.reply),
		    `the reply of noord in ${found}`);
		need(found.includes(title('zuid')) &&
		    found.includes(words[this.lane.lang].w_status_1),
		    `"received" of zuid in ${found}`);
		await look('answers');
	}

	async third(tab, keep) {
		await aside(this.say('the page counts two messages as read'),
		    180000, async () => {
			await this.do.check(tab, this.codes.nl);
			need((await this.do.found(tab)).includes(
			    words[this.lane.lang].w_count.replace('{n}', 2)),
			    'two messages');
		}, keep);
		this.codes.late = await step(
		    this.say('a tip that no desk has opened yet is stored'),
		    240000, () => this.do.send(tab, this.tips.late,
		    async () => {}), keep);
		await step(this.say('closed, unread and unknown codes show ' +
		    'one screen by the same requests'), 180000, async () => {
			const unknown = await this.do.nothing(tab, never());

			/* An outside observer sees a check as a tip. */
			same(unknown.visit, tab.sent, 'a check, not a tip');
			for (const kind of ['ar', 'late'])
				same(await this.do.nothing(tab,
				    this.codes[kind]), unknown, kind);
		}, keep);
	}
}
