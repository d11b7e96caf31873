/* stopped.mjs - a desk stops: no other gets a text that was not sent to it. */

import { aside, need, same, step, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { run, title } from './service.mjs';
import { oneDesk } from './short.mjs';
import { words } from './words.mjs';

export const REPLY = 'Welke kleur had de bus?';
const MORE = 'Wit, met een streep.';

/* Make a code that only noord answered, and a directory that stops noord. */
export async function answeredCode(service, server) {
	const sent = await run('zegel', ['send', '--desk', 'noord', '--root',
	    service.root, `http://127.0.0.1:${server.port}/`],
	    'Een bus bij de loods.');

	await service.answer('noord', REPLY);
	await service.without('noord');
	return sent.match(/([0-9]{4} ){5}[0-9]{4}/)[0];
}

const told = async (tab, selector) => {
	const said = words[tab.lane.lang].w_e_stopped;

	await until(`"${said}"`, async () =>
	    (await tab.text(selector)).includes(said));
};

const shown = (tab) => tab.ask(() =>
    [...document.querySelectorAll('#desks input')].filter((e) =>
	e.getClientRects().length).map((e) => [e.id, e.checked]));

/* The page offers the desks that are left, none ticked, and sends nothing. */
async function asked(tab) {
	await until('the desks', async () =>
	    await script.screen(tab) === 'desks');
	await told(tab, '#problem-text');
	same(await shown(tab), [['desk-zuid', false]], 'desks to choose from');
	same(tab.proxy.log.filter((e) => e.path === '/x'), [], 'envelopes');
}

async function toAnother(tab) {
	await tab.click('#next');
	await until('that one has to be chosen', async () =>
	    (await tab.text('#problem-text')).includes(
	    words[tab.lane.lang].w_e_desk));
	await tab.tick('#desk-zuid');
}

async function sends(tab) {
	await script.press(tab, '#more-send', 'sent-more');
	same(await tab.ask(() => [state.code, state.cells.length,
	    ...['value', 'textContent'].map((held, i) => document.querySelector(
	    ['#more-text', '#more-asked'][i])[held])]), ['', 0, '', ''],
	    'code, answers and text');
}

/* The answer is read, and more typed, before noord stops. */
const MORE_NOW = {
	async before(tab, code) {
		await script.check(tab, code);
		await script.press(tab, '#add', 'more');
		need((await tab.text('#more-asked')).includes(REPLY),
		    'the question above the field for its answer');
		await tab.type('#more-text', MORE);
	},
	async after(tab) {
		await tab.click('#more-send');
		await asked(tab);
		await toAnother(tab);
		await script.press(tab, '#next', 'more');
		same(await tab.value('#more-text'), MORE, 'the text');
		await sends(tab);
	},
};

/* A tip to noord is ready when it stops: choose again, then check again. */
const TIP_NOW = {
	before: (tab) => script.fill(tab, { text: 'Nog een bus.', region: 1,
	    desks: ['noord'], not: ['zuid'], fit: true, danger: false,
	    quick: true }),
	async after(tab) {
		await tab.click('#send-without-code');
		await asked(tab);
		await toAnother(tab);
		await script.press(tab, '#next', 'check');
		need((await tab.text('#check-readers')).includes(title('zuid')),
		    'zuid on the check screen');
		await script.press(tab, '#send-without-code', 'done');
		need(await tab.ask(() => state.tip.stretch(1)) < 0, /* a global */
		    'the code that nobody saw is wiped');
	},
};

/* The answer is found, under noord's name, after noord has stopped. */
const MORE_LATER = {
	before: async () => {},
	async after(tab, code) {
		await script.check(tab, code);
		const [found] = await script.answers(tab);
		same(found.desk, title('noord'), 'who answered');
		need(found.texts.includes(REPLY), 'the reply');
		tab.proxy.mark();
		await tab.click('#add');
		await asked(tab);
		await toAnother(tab);
		await script.press(tab, '#next', 'more');
		await tab.type('#more-text', MORE);
		await sends(tab);
	},
};

async function afterwardsForm(tab, code) {
	await form.check(tab, code);
	const found = await form.answers(tab);
	need(found.includes(title('noord')) && found.includes(REPLY), found);
	await told(tab, '#more');
	await tab.type('#more-text', MORE);
	await tab.go('#more-send');
	need((await tab.text('#e')).includes(words[tab.lane.lang].w_e_desk),
	    'that one has to be chosen');
	same(await tab.value('#more-text'), MORE, 'the text');
	await tab.tick('#desk-zuid');
	await tab.go('#more-send');
	await form.stored(tab);
}

const VISITS = {
	'a follow-up while its desk stops': MORE_NOW,
	'a tip while its desk stops': TIP_NOW,
	'a follow-up after its desk stopped': MORE_LATER,
};

/* Run all of these in one browser of a lane; stop() makes noord stop. */
export async function stopped(browser, proxy, code, stop, keeper) {
	const { name, kind } = browser.lane;
	const visits = kind === 'form' ? {
	    'a follow-up after its desk stopped': {
	    before: async () => {}, after: afterwardsForm } } : VISITS;
	const tabs = {};

	for (const [what, { before }] of Object.entries(visits)) {
		tabs[what] = await browser.tab(proxy);
		await step(`${name}: ${what}: begins`, 120000,
		    () => before(tabs[what], code), keeper(tabs[what]));
	}
	await step(`${name}: desk noord stops`, 60000, stop);
	for (const [what, { after }] of Object.entries(visits)) {
		await tabs[what].page.bringToFront();
		proxy.mark();
		await aside(`${name}: ${what}: the page asks and sends`,
		    120000,
		    () => after(tabs[what], code), keeper(tabs[what]));
	}
	const tab = await browser.tab(proxy);

	await aside(`${name}: with one desk left, the page offers no choice`,
	    120000,
	    () => oneDesk(tab, title('zuid')), keeper(tab));
}
