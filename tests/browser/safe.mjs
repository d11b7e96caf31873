/* safe.mjs - tests that the page prevents mistakes and false promises. */

import { need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import { fillForm } from './again.mjs';
import { LANGS, ONION, WHO } from './service.mjs';
import { words } from './words.mjs';

const tip = { text: 'Zwarte bus bij de loods.', desks: ['noord'], topic: 1,
    danger: false, quick: true };
const POLISH = 'Pewien facet trzyma te dziewczyny w piwnicy i nie daje im jeść.';
const ITALIAN = 'Il capo tiene i passaporti delle ragazze nella cassaforte.';
const SLOW = 3000; /* ms */
const NEIGHBOUR = 'Dziewczyny nie wychodzą. To jest mieszkanie mojego sąsiada.';

/* Without scripts the exit link hides the page before the next one arrives. */
export async function hidesAtOnce(tab) {
	const seen = () => tab.ask(() => ['main', 'footer', '#exit'].filter(
	    (s) => getComputedStyle(document.querySelector(s)).visibility ===
	    'visible'));

	await fillForm(tab);
	same(await seen(), ['main', 'footer', '#exit'], 'before');
	/* a slow page, of this server as there is no other, that never comes */
	tab.proxy.rule = (method, url) => (url === '/slow' ? { stay: SLOW } :
	    undefined);
	await tab.ask((url) => {
		document.querySelector('#exit').href = url;
	}, `${tab.proxy.url}slow`);
	const [x, y] = await tab.spot('#exit');

	await tab.page.mouse.move(x, y);
	await tab.page.mouse.down();
	same(await seen(), ['#exit'], 'pressed');
	await tab.page.mouse.up();
	/* Chromium's driver says nothing while a page is on its way */
	await until('the end of the wait', async () => tab.proxy.log.some(
	    ({ path, status }) => path === '/slow' && status === 204));
	same(await seen(), ['#exit'], 'after a long wait');
}

/* Words of the element that do not fit a line when letters are large. */
const brokenWords = (tab, selector) => tab.ask((s) => {
	const e = [...document.querySelectorAll(s)].find((at) =>
	    at.getClientRects().length > 0);
	const text = [...e.childNodes].find((at) => at.data?.trim());
	const broken = [];

	document.documentElement.style.fontSize = '200%';
	for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
		const range = document.createRange();

		range.setStart(text, index);
		range.setEnd(text, index + word.length);
		if (range.getClientRects().length > 1)
			broken.push(word);
	}
	document.documentElement.style.fontSize = '';
	return broken;
}, selector);

/*
 * A link leads to a heading below the head, in every language and size of
 * letters: warnings of an unreviewed language make the head taller.
 */
export async function headingsSeen(tab) {
	await tab.open();
	for (const lang of LANGS) {
		await tab.page.setViewport({ width: 1280, height: 800 });
		if (await tab.ask(() => document.documentElement.lang) !== lang)
			await tab.switch(lang);
		for (const width of [320, 360])
			for (const size of ['', '200%']) {
				await tab.page.setViewport(
				    { width, height: 640 });
				const [head, top] = await tab.ask((large) => {
					const at = (s) => document
					    .querySelector(s)
					    .getBoundingClientRect();
					const { style } =
					    document.documentElement;

					style.fontSize = large;
					document.querySelector('#before h2')
					    .scrollIntoView();
					const found = [at('#top').bottom,
					    at('#before h2').top];
					style.fontSize = '';
					return found;
				}, size);

				need(head <= top && head <= 0.41 * 640,
				    `${lang}, ${width} px ${size}: the head ` +
				    `ends at ${head}, the heading is at ${top}`);
			}
	}
}

/* The first line of the page is the choice of languages. */
export async function languageFirst(tab) {
	const other = tab.lane.lang === 'nl' ? 'en' : 'nl';

	await tab.page.setViewport({ width: 360, height: 640 });
	await (tab.lane.kind === 'form' ? tab.open() : script.ready(tab));
	await tab.speak();
	const [first, lines] = await tab.ask(() => {
		const e = [...document.querySelectorAll('#start *')].find((at) =>
		    at.tagName !== 'NOSCRIPT' && !at.closest('svg') &&
		    at.getClientRects().length > 0);
		const drawing = document.querySelector('#start > svg');

		return [e.outerHTML, [e, drawing].map((at) =>
		    at.getBoundingClientRect()).map((r) => [r.top, r.bottom])];
	});

	need(first.startsWith('<details class="langs'), `first: ${first}`);
	need(lines[0][0] < lines[1][1] && lines[1][0] < lines[0][1],
	    `the drawing stands beside the languages: ${lines.join(' ')}`);
	await tab.switch(other);
	same(await tab.text('#start h1'), words[other].start_title, 'heading');
	same(await brokenWords(tab, '.langs summary'), [],
	    'words broken over two lines, in large letters');
	same(await tab.ask((said) => document.body.innerHTML.split(said)
	    .length - 1, words[other].may_skip), 1,
	'how often it says that a question may be skipped');
}

/* The first screen, not the title, names the service, in its own colour. */
export async function saysWho(tab) {
	const at = LANGS.indexOf(tab.lane.lang);

	await (tab.lane.kind === 'form' ? tab.open() : script.ready(tab));
	await tab.speak();
	same(await tab.text('#start .service'), WHO.title[at], 'its name');
	await tab.click('#who summary');
	const said = await tab.text('#who');

	for (const line of [...Object.values(WHO).slice(1).map((w) => w[at]),
	    ONION])
		need(said.includes(line), line);
	same(await tab.ask(() => document.title), words[tab.lane.lang].title,
	    'title');
	same(await tab.ask(() => ['#begin, a.go', '.promise li'].map((s) =>
	    getComputedStyle([...document.querySelectorAll(s)].find((e) =>
	    e.getClientRects().length > 0)).borderInlineStartColor)),
	['rgb(122, 31, 92)', 'rgb(122, 31, 92)'], 'its colour');
}

/* A second click that comes too soon answers nothing on the next screen. */
export async function calm(tab) {
	await script.ready(tab);
	await script.press(tab, '#begin', 'before');
	await script.press(tab, '#danger-no', 'tell');
	await tab.type('#text', tip.text);
	await script.press(tab, '#next', 'q-topic');
	await tab.click('#f2-1');
	same(await tab.ask(() => {
		document.querySelector('#next').click();
		return document.getAnimations().map((a) => {
			a.pause();
			return a.effect.getTiming().duration;
		});
	}), [400], 'how long nothing can be pressed, in ms');
	same(await script.screen(tab), 'q-about', 'screen');
	const at = await tab.ask(() => {
		const box = document.querySelector('#f3-1').parentElement
		    .getBoundingClientRect();

		return [box.x + box.width / 2, box.y + box.height / 2];
	});
	const ticked = () => tab.ask(() =>
	    document.querySelector('#f3-1').checked);

	await tab.page.mouse.click(...at);
	need(!await ticked(), 'nothing is ticked');
	await tab.ask(() => document.getAnimations().forEach((a) => a.finish()));
	await tab.page.mouse.click(...at);
	await until('the answer to be ticked', ticked);
}

/* In danger: "yes" first, "no" looks the same, and help without a voice. */
export async function inDanger(tab) {
	await script.ready(tab);
	await script.press(tab, '#begin', 'before');
	same(await tab.visible('#before .keys'), await tab.ask(() =>
	    !matchMedia('(hover: none)').matches), 'Shift, with a keyboard only');
	same(await tab.ask(() => [...document.querySelectorAll(
	    '#before button')].map((b) => b.id)), ['danger-yes', 'danger-no'],
	'yes first');
	const [yes, no] = await tab.ask(() => ['yes', 'no'].map((one) => {
		const { background, color, border } = getComputedStyle(
		    document.querySelector(`#danger-${one}`));

		return [background, color, border];
	}));
	same(yes, no, 'how both look');
	await script.press(tab, '#danger-yes', 'call112');
	need((await tab.text('#call112')).includes(
	    words[tab.lane.lang].call_silent), 'what to do without a voice');
}

/* "Check and send" leads to "not sent yet", with its buttons in view. */
export async function notSentYet(tab) {
	const said = words[tab.lane.lang];

	await tab.page.setViewport({ width: 360, height: 640 });
	await script.fill(tab, tip, async (name) => {
		if (name === 'tell')
			same(await tab.ask(() => [...document.querySelectorAll(
			    '#nav button:not([hidden])')].map((b) =>
			    [b.innerText, b.className])), [[said.check_go, 'go'],
			    [said.w_more, ''], [said.back, '']],
			'what the buttons say, and which is first');
	});
	need((await tab.text('#check')).includes(said.check_unsent),
	    'it is not sent yet');
	const [bottom, height, scrolled] = await tab.ask(() => [
	    document.querySelector('#send-without-code')
		.getBoundingClientRect().bottom,
	    window.innerHeight, document.body.scrollTop]);

	need(bottom <= height && scrolled === 0,
	    `the last button ends at ${bottom} of ${height}, ${scrolled}`);
	tab.proxy.rule = (method, url) => (url === '/x' ? 'hold' : undefined);
	await tab.click('#send-without-code');
	await tab.see('#sending');
	need((await tab.text('#sending')).includes(said.sending_keep),
	    'nor while it is sent');
}

/* "Nothing stands out" is said only of text whose language the coach knows. */
export async function knowsWords(tab) {
	const said = words[tab.lane.lang];

	for (const [text, knows, at] of [[tip.text, true], [ITALIAN, false],
	    [POLISH, true], [tip.text, false, '/coach.js']]) {
		tab.proxy.rule = (method, url) => (url === at ? 'cut' : undefined);
		await script.fill(tab, { ...tip, text });
		same((await tab.text('#coach')).includes(said.w_coach_none),
		    knows, `"nothing stands out", of ${text}`);
		same(await tab.visible('#coach-ourselves'), !knows,
		    `the questions, of ${text}`);
	}
	tab.proxy.rule = null;
	await script.fill(tab, { ...tip, text: NEIGHBOUR });
	same(await tab.text('#coach-list mark'), 'mojego s\u0105siada',
	    'in another language than that of the page');
}

/* Help is shown at the end too, with numbers that are links and never wrap. */
export async function helpStays(tab) {
	const said = words[tab.lane.lang];
	const numbers = (within) => tab.ask((s) => [
	    ...document.querySelectorAll(`${s} a.tel`)].filter((a) =>
	    a.getClientRects().length === 1).map((a) => a.href), within);

	await script.fill(tab, { ...tip, quick: false, answers: {} },
	    async (name) => {
		if (name === 'cards')
			need((await numbers('#cards')).includes(
			    'tel:08000000') && (await tab.text('#cards'))
			    .includes(' 0800-0000, '), 'the number of a card');
	});
	same(await numbers('footer'), ['tel:08007000'], 'the desk itself');
	await script.press(tab, '#send-without-code', 'done');
	const end = await tab.text('#done');

	for (const name of ['done_quiet', 'done_talk', 'call_list'])
		need(end.includes(said[name]), name);
	same(await numbers('#done'), ['tel:08000000'],
	    'only what is for everybody');
}

/*
 * The tipster says at a marked "my" that the tip is about her: the mark goes,
 * and the page says that it is not her fault.
 */
async function saysSo(tab, said) {
	await tab.see('#tell-coach mark');
	const gap = await tab.ask(() => document.querySelector('#text-nude')
	    .getBoundingClientRect().top - document.querySelector(
	    '#tell-coach button').getBoundingClientRect().bottom);

	need(gap >= 8, `${gap} px below the button`);
	await tab.click('#tell-coach button');
	await until('the mark to go', async () =>
	    !await tab.visible('#tell-coach mark'));
	need((await tab.text('#tell-coach')).includes(said.tell_fault_me),
	    'whose fault it is not');
	same(await tab.ask(() => [document.activeElement.id,
	    document.querySelector('#f3-1').checked]), ['text', true],
	'back in the text');
}

/* What is true of a bystander only: all that she can tell points to her. */
const BYSTANDER = ['tell_me', 'tell_only', 'coach_list_me', 'coach_list_only'];

/* A tipster whom the tip is about is addressed so, and not warned of "my". */
export async function spokenTo(tab) {
	const said = words[tab.lane.lang];
	const asks = async (id, name) => {
		const [own, other] = [said[`${name}_me`], said[name]];
		const seen = await tab.text(`#${id}`);

		need(seen.includes(own) && !seen.includes(other),
		    `${name}, of ${seen}`);
	};
	const screens = { 'q-who': 'q_who', 'q-victim': 'q_victim',
	    'q-signals': 'q_signals', 'q-help': 'q_help' };
	const safe = () => tab.text('#tell ul');

	if (tab.lane.kind === 'form') {
		await fillForm(tab, { ...tip, region: 1, about: 1,
		    place: 'Kade' });
		for (const [id, name] of Object.entries(screens))
			await asks(id, name);
		need((await safe()).includes(said.tell_fault_me), 'no fault');
		for (const name of BYSTANDER)
			need(!(await tab.text('main')).includes(said[name]),
			    name);
		await tab.click('#f3-2');
		for (const name of BYSTANDER)
			need((await tab.text('main')).includes(said[name]),
			    `${name}, of somebody else`);
		return;
	}
	const mine = { ...tip, text: 'Mijn vriend dwingt mij.' };
	const seen = await script.fill(tab, { ...mine, quick: false, about: 1 },
	    async (name) => {
		if (screens[name])
			await asks(name, screens[name]);
		if (name === 'tell')
			await saysSo(tab, said);
		if (name === 'cards')
			need(!(await tab.text('#cards')).includes('0800-2000') &&
			    (await tab.text('#cards')).includes(
			    said.tell_fault_me), 'her cards, and no fault');
	});

	need(seen.includes('q-help') && !seen.includes('q-source'),
	    `asked: ${seen}`);
	same(await tab.text('#coach-list mark'), '', 'what is marked');
	need(!await tab.visible('#coach-about'), 'asked once more');
	await script.fill(tab, { ...mine, text: ITALIAN, quick: false,
	    about: 1 });
	const ourselves = await tab.text('#coach-ourselves');
	same(['coach_list_me', 'coach_list_own', 'coach_list_only'].map(
	    (name) => ourselves.includes(said[name])), [false, true, false],
	'what to look for, in a language without words');
	await script.fill(tab, mine);
	need(await tab.visible('#coach-list mark'), 'marked, until it is said');
	await tab.click('#coach-is-me');
	same(await tab.text('#coach-list mark'), '', 'what is still marked');
	need((await script.saidList(tab)).includes(said.q_about_1),
	    'and is in the tip');
}
