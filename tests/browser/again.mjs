/* again.mjs - tests Back, Reload and what browser services can read. */

import { need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { never } from './codes.mjs';
import { words } from './words.mjs';

const WORD = 'zeldzaam';
const TEXT = `Mijn buurman deed het, ${WORD}.`;
const tip = { text: TEXT, desks: ['noord'], topic: 1, about: 2, region: 1,
    place: WORD, danger: false };

/* The ids of controls that hold text or are chosen. */
export const answered = (tab) => tab.ask(() => [
    ...document.querySelectorAll('textarea, input')].filter((e) =>
    (/^(checkbox|radio)$/.test(e.type) ? e.checked :
	!/^(hidden|password)$/.test(e.type) && e.value !== ''))
    .map((e) => e.id));

/* How many lines the code field has, and whether it hides some of them. */
const lines = (tab) => tab.ask(() => {
	const field = document.querySelector('#code-in');
	const look = getComputedStyle(field);
	const line = parseFloat(look.lineHeight);
	const pads = parseFloat(look.paddingTop) * 2;

	return [Math.round((field.scrollHeight - pads) / line),
		field.scrollHeight > field.clientHeight];
});

/*
 * The code field wraps like the printed code, two lines of three groups, and
 * grows with what is pasted.
 */
export async function twoLines(tab) {
	const code = never();
	const plain = tab.lane.kind === 'form';

	if (plain) {
		await tab.open();
		await tab.click('a[href="#code"]');
		await tab.see('#code-in');
	} else {
		await script.ready(tab);
		await script.press(tab, '#have-code', 'code');
	}
	await tab.ask(() => document.querySelector('#code-in').focus());
	await tab.page.keyboard.type(plain ? code : code.replace(/ /g, ''));
	same(await tab.value('#code-in'), code, 'in groups');
	for (const width of [320, 1280]) {
		await tab.page.setViewport({ width, height: 640 });
		same(await lines(tab), [2, false], `lines at ${width} px`);
	}
	await tab.type('#code-in', `Mijn code is: ${code}`);
	same(await lines(tab), [3, false], 'lines with words around it');
	if (plain)
		return;
	await tab.page.keyboard.press('Enter');
	await until('the answers', async () =>
	    await script.screen(tab) === 'answers');
}

/* Fill in every kind of control of the plain form. */
export async function fillForm(tab, at = tip) {
	await tab.open();
	await tab.click(`#f2-${at.topic}`);
	await tab.click(`#f3-${at.about}`);
	await tab.click(`#region-${at.region}`);
	await tab.tick('#f11-3');
	for (const desk of at.desks)
		await tab.tick(`#desk-${desk}`);
	await tab.type('#text', at.text);
	await tab.type('#f134', at.place);
	need((await answered(tab)).length >= 6, 'all of it is answered');
}

export const WEATHER = (method, url) => (url === '/weather' ?
    { type: 'text/html', body: '<title>Weer</title>Regen.' } : undefined);

/* Leave by the exit link, pointed at a page that the test can reach. */
export async function leaves(tab) {
	tab.proxy.rule = WEATHER;
	await tab.ask(() => { document.querySelector('#exit').href = '/weather'; });
	await tab.click('#exit');
	await until('the other page', () => tab.ask(() =>
	    document.title === 'Weer' && document.readyState === 'complete'));
}

/* Go back or reload; the browser may show an about: page of its own instead. */
async function move(tab, how) {
	await tab.page[how]({ timeout: 5000 }).catch(() => {});
	await until('a page', () => tab.ask(() => document.title !== 'Weer' &&
	    (document.readyState === 'complete' ||
		document.documentURI.startsWith('about:'))));
}

const shown = async (tab) => [...await answered(tab),
    ...await tab.ask((word) => (document.body.textContent.includes(word) ?
	['text'] : []), WORD)];

/* Ways to leave the page after typing. */
const WAYS = {
	'the way out': leaves,
	'another address': async (tab) => {
		tab.proxy.rule = WEATHER;
		await tab.page.goto(`${tab.proxy.url}weather`);
	},
};

/* After leaving without sending, Back and Reload show an empty form. */
export async function backIsEmpty(tab) {
	for (const [way, go] of Object.entries(WAYS)) {
		await fillForm(tab);
		await go(tab);
		await move(tab, 'goBack');
		await tab.see('#text');
		same(await shown(tab), [], `${way}, then Back`);
		await move(tab, 'reload');
		same(await shown(tab), [], `${way}, Back and Reload`);
	}
}

/* Send an incomplete form, which comes back as the answer to a POST. */
async function refused(tab) {
	await tab.open();
	await tab.type('#text', TEXT);
	await tab.click('#f2-1');
	await tab.go('#tip-send');
	await tab.see('#e');
	same((await answered(tab)).sort(), ['f2-1', 'text'], 'what came back');
}

/*
 * While its window is open, a browser keeps the body of a posted form, and
 * Reload posts it again. The page must say so before its questions.
 */
export async function reloadIsSaid(tab) {
	const said = words[tab.lane.lang].before_plain;

	await tab.open();
	await tab.speak();
	const before = await tab.ask(() => {
		const all = document.createRange();

		all.setEndBefore(document.querySelector('#f2-1'));
		all.setStartBefore(document.body.firstChild);
		return all.toString();
	});
	need(before.includes(said), 'said before anything can be answered');
	for (const id of ['before', 'code'])
		need((await tab.text(`#${id}`)).includes(said), `on #${id}`);
	await refused(tab);
	await leaves(tab);
	await move(tab, 'goBack');
	same(await shown(tab), [], 'Back alone');
	if (tab.lane.engine === 'firefox')
		return; /* asks to confirm, which the driver cannot */
	await move(tab, 'reload');
	same((await shown(tab)).sort(), ['f2-1', 'text', 'text'], 'Reload');
}

/*
 * Elements that show a secret or take text without opting out of browser
 * services: translation, suggestions, spelling, completion.
 */
const open = (tab, secrets) => tab.ask((all) => {
	const bad = [];
	const walk = document.createTreeWalker(document.body,
	    NodeFilter.SHOW_TEXT);

	for (let at = walk.nextNode(); at; at = walk.nextNode())
		if (all.some((secret) => at.data.includes(secret)) &&
		    at.parentElement.translate)
			bad.push(`${at.parentElement.id}: translated`);
	for (const e of document.querySelectorAll('textarea, [type="text"]')) {
		if (e.translate)
			bad.push(`${e.id}: translated`);
		if (e.getAttribute('writingsuggestions') !== 'false')
			bad.push(`${e.id}: writing suggestions`);
		if (e.spellcheck || e.autocomplete !== 'off')
			bad.push(`${e.id}: spelling, completion`);
	}
	return bad;
}, secrets);

/* Controls whose form does not stop the browser from saving their values. */
const unowned = (tab) => tab.ask(() => [
    ...document.querySelectorAll('main textarea, main input')].filter((e) =>
    e.type !== 'hidden' && (e.form?.autocomplete !== 'off' ||
    (document.scripts.length > 0 && !document.querySelector('#begin').hidden &&
	e.form.method !== 'dialog'))).map((e) => e.id || e.name));

async function closed(tab, ...secrets) {
	same(await tab.ask(() => document.querySelector('meta[name="google"]')
	    ?.content), 'notranslate', 'the whole page');
	same(await open(tab, [WORD, ...secrets]), [], 'open to services');
	same(await unowned(tab), [], 'without a form that forbids keeping');
}

/* No service gets the text, the marks of the coach, the code or an answer. */
export async function noService(tab) {
	if (tab.lane.kind === 'form') {
		const code = await form.send(tab, tip, () => closed(tab));

		await tab.open();
		await tab.go('#get-code');
		await closed(tab, (await tab.text('#code-drawn')).trim());
		await form.check(tab, code);
		await closed(tab, code);
		return;
	}
	await script.fill(tab, tip, () => closed(tab));
	need((await script.saidList(tab)).includes(WORD) &&
	    (await tab.text('#coach-list')).includes('buurman'),
	    'words on the check screen');
	same(await tab.ask(() => [...document.querySelectorAll('mark')].filter(
	    (e) => e.translate).map((e) => e.textContent)), [], 'marked words');
	const code = await script.sendWithCode(tab);

	await closed(tab, code);
	await tab.ask(() => { /* show an answer as if from a desk */
		/* global answerOf */
		document.querySelector('#answer-list').append(answerOf({
		    desk: 0, status: 1, week: 2900, opened: 1,
		    texts: [{ week: 2900, text: 'zeldzaam' }] }));
	});
	await closed(tab, code);
}

/*
 * Pulling down does not reload the page. The body scrolls, not the window, so
 * the browser has no scroll position to store.
 */
export async function nothingPulls(tab) {
	await tab.page.setViewport({ width: 360, height: 400 });
	await tab.open();
	await tab.ask(() => document.querySelector('footer').scrollIntoView());
	need(await tab.ask(() => document.body.scrollTop > 100),
	    'it is scrolled');
	same(await tab.ask(() => [window.scrollY, ...[document.body,
	    document.documentElement].map((e) =>
	    getComputedStyle(e).overscrollBehaviorY)]),
	    [0, 'contain', 'contain'], 'scrolled, and pulled down');
	await tab.open();
	await tab.page.keyboard.press('PageDown');
	await until('one key to scroll', () => tab.ask(() =>
	    document.body.scrollTop > 100));
}

const CLOSES = { nl: /sluit/i, en: /clos/i };

/* The code stays on screen until the tipster confirms it is written down. */
export async function codeStays(tab) {
	const back = async (screen) => {
		await tab.ask(() => { setTimeout(() => history.back(), 0); });
		await until(`the guard on ${screen}`, () => tab.ask(() =>
		    history.state === 'guard'));
		await until(screen, async () =>
		    await script.screen(tab) === screen);
	};
	const lost = words[tab.lane.lang].receipt_reload;

	await script.fill(tab, { ...tip, quick: true });
	const code = await script.sendWithCode(tab);
	need((await tab.text('#receipt')).includes(lost), 'it says so');
	await tab.see('#load');
	same((await tab.text('body')).split('\n').filter((line) =>
	    CLOSES[tab.lane.lang].test(line) && !line.includes(lost)), [],
	'what else it says of closing');
	for (let i = 0; i < 3; i++) {
		await back('receipt');
		same((await tab.text('#receipt-code')).trim(), code, 'code');
	}
	await script.press(tab, '#check-written', 'retype');
	need((await tab.text('#retype')).includes(lost), 'and says so');
	await back('receipt');
	await back('receipt');
	same((await tab.text('#receipt-code')).trim(), code, 'code');
	need(await tab.ask(() => window.dispatchEvent(new Event('beforeunload',
	    { cancelable: true })) && !window.onbeforeunload),
	    'nobody who has to leave is asked');
	await script.press(tab, '#written', 'done');
}
