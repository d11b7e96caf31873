/* said.mjs - tests what screens say: reading order, names, explanations. */

import { need, same, until } from './tap.mjs';
import * as form from './form_lane.mjs';
import * as script from './script_lane.mjs';
import { accessible } from './look.mjs';
import { never } from './codes.mjs';
import { title } from './service.mjs';
import { REPLY } from './stopped.mjs';
import { words } from './words.mjs';

const TEXT = 'Mijn buurman heeft een bus.';
const tip = { text: TEXT, desks: ['zuid'], danger: false, quick: true };
export const CONTROLS = ['button', 'link', 'textbox', 'radio', 'checkbox'];
const says = (tab, word) => words[tab.lane.lang][word];

/* All nodes of an accessibility tree, in reading order. */
export const flat = (node) => [node, ...(node.children || []).flatMap(flat)];

/*
 * Check the accessibility tree of a screen: the alarm and exit links are
 * first; there is one heading of level 1, and only links are before it; each
 * control has a name, none twice; each choice is in a group with a name; the
 * reading order is the visual order.
 */
export async function tree(tab) {
	if (tab.lane.engine !== 'chromium')
		return;
	const nodes = flat(await tab.page.accessibility.snapshot());
	const named = (list) => list.map(({ role, name }) => [role, name]);
	const controls = nodes.filter((n) => CONTROLS.includes(n.role));
	const heading = nodes.filter((n) => n.role === 'heading' &&
	    n.level === 1);
	const before = controls.filter((n) => nodes.indexOf(n) <
	    nodes.indexOf(heading[0]) && n.role !== 'link');

	same(named(controls.slice(0, 2)), [['link', says(tab, 'alarm')],
	    ['link', says(tab, 'exit')]], 'what comes first');
	same(heading.length, 1, `headings in ${JSON.stringify(named(nodes))}`);
	same(named(before), [], 'controls before the heading');
	same(named(controls.filter((n) => !n.name.trim())), [], 'no name');
	const twice = named(controls).map(String).filter((one, i, list) =>
	    list.indexOf(one) !== i);
	same(twice, [], 'twice');
	same(await tab.ask(() => [...document.querySelectorAll(
	    '.screen.now :is(fieldset, [type=radio], [type=checkbox])')]
	    .filter((e) => !e.closest('fieldset')?.querySelector('legend')
		.innerText.trim()).map((e) => e.id)), [],
	    'choices without a question');
	same(await tab.ask(() => {
		const place = (e) => e.getClientRects()[0];

		document.body.scrollTo(0, 0); /* sticky #top is in place */
		const seen = [...document.querySelectorAll(
		    'a[href], button, input, textarea')].filter((e) =>
		    place(e) && e.checkVisibility());
		return seen.filter((e, i) => i > 0 && place(e).bottom <
		    place(seen[i - 1]).top).map((e) => e.id || e.innerText);
	}), [], 'read later than it is seen');
}

/* Go from the check screen to one answer and back, by each button. */
export async function changes(tab) {
	const list = () => script.saidList(tab);

	await script.fill(tab, tip, async (screen) => {
		if (screen === 'before')
			need((await tab.text('#before')).includes(
			    says(tab, 'before_reload')), 'a reload loses it');
	});
	need((await tab.text('#check')).includes(says(tab, 'first_answer_1')),
	    'when an answer can be there');
	await script.press(tab, '#tell-more', 'q-topic');
	await tab.click('#f2-1');
	await script.press(tab, '#send-now', 'check');
	need((await list()).includes(says(tab, 'q_topic_1')), 'the topic');
	await script.press(tab, '#check-list > div:nth-child(2) button',
	    'q-topic');
	await tab.click('#f2-4');
	await script.press(tab, '#next', 'check');
	need((await list()).includes(says(tab, 'q_topic_4')), 'another topic');
	await script.press(tab, '#coach-change', 'tell');
	await tab.type('#text', `${TEXT} Wit.`);
	await script.press(tab, '#next', 'check');
	need((await list()).includes(`${TEXT} Wit.`), 'the text');
	await script.press(tab, '#coach-ask', 'q-keep');
	await tab.type('#f144', 'De kleur.');
	await script.press(tab, '#next', 'check');
	await tab.ask(() => show('q-known')); /* a global */
	await tab.click('#f15-1');
	await script.press(tab, '#next', 'q-keep');
	await script.press(tab, '#next', 'check');
	for (const said of [says(tab, 'q_known_1'), 'De kleur.'])
		need((await list()).includes(said), said);
	need((await tab.text('#coach-list')).includes(
	    says(tab, 'w_coach_only')), 'only me');
	await script.press(tab, '#tell-more', 'q-about');
	await script.press(tab, '#back', 'check');
	await script.press(tab, '#check-list > div:last-child button',
	    'q-keep');
	await tab.type('#f144', '');
	await script.press(tab, '#next', 'check');
	need(!(await list()).includes('De kleur.'), 'nothing is left of it');
}

/* A Monday as the page writes it in the lane's language. */
const mondayText = (tab, time) => new Date(time).toLocaleDateString(
    tab.lane.lang, { weekday: 'long', day: 'numeric', month: 'long',
    year: 'numeric', timeZone: 'UTC' });

/*
 * The form lane: the desk's question is right above the field for its answer,
 * and the weeks are dates, month in words.
 */
export async function asksAbove(tab, code) {
	await form.check(tab, code);
	const [id, said, gap] = await tab.ask(() => {
		const field = document.querySelector('#more-text');
		const above = field.previousElementSibling;

		return [above.id, above.innerText,
		    field.getBoundingClientRect().top -
		    above.getBoundingClientRect().bottom];
	});

	same([id, said.split(/\n+/)], ['more-asked', [title('noord'), REPLY]],
	    'above the field');
	need(gap >= 0 && gap < 24, `${gap} px above the field`);
	const now = Math.floor(Date.now() / 86400000);
	const days = [0, 7].map((ago) => mondayText(tab,
	    (now - (now + 3) % 7 - ago) * 86400000));
	for (const [at, word] of [['.a-asof', 'w_asof'],
	    ['.a-texts .note', 'w_text_week']]) {
		const shown = await tab.text(at);

		need(days.some((day) => shown ===
		    says(tab, word).replace('{n}', day)), `"${shown}"`);
	}
}

/* A cell's week relative to now, and the text that it must show. */
const WEEKS = [[0, ''], [-3, ''], [-4, 'w_stale'], [1, 'w_future']];

export async function weeks(tab) {
	await script.check(tab, never());
	need((await tab.text('#answers')).includes(says(tab,
	    'first_answer_1')), 'when an answer can be there');
	for (const [off, word] of WEEKS) {
		const week = await tab.ask((by) => {
			const week = state.tip.week_of(today()) +
			    by; /* globals */

			state.tip = { ...state.tip, cell: (i) => (i === 0 ? 1 : -11),
			    cell_week: () => week, cell_opened: () => 7,
			    cell_texts: () => 0 };
			state.cells = readCells();
			state.now = 'code';
			showAnswers();
			return week;
		}, off);
		const [found, ...rest] = await script.answers(tab);
		const day = mondayText(tab, Date.UTC(2024, 0, 1 + 7 * week));

		same(rest, [], 'other answers');
		same([found.stale, found.count, await tab.text('.a-asof')],
		    [word ? says(tab, word) : '',
			says(tab, 'w_count').replace('{n}', 7),
			says(tab, 'w_asof').replace('{n}', day)], day);
	}
	same(await tab.ask(() => {
		state.addressees = ['noord'];
		state.cells = [{ desk: 0, name: 'noord', texts: [
		    { week: 151, text: 'later' }, { week: 151, text: 'eerst' }] }];
		showAsked(); /* a global */
		return document.querySelector('#more-asked .a-text').textContent;
	}), 'later', 'the newest of two texts of a week');
}

/* Typing does not wait for tip.wasm, nor the receipt for the board. */
export async function waits(tab) {
	const held = (path) => {
		tab.proxy.rule = (method, url) => (url === path ? 'hold' :
		    undefined);
	};

	held('/tip.wasm');
	await script.fill(tab, tip);
	await tab.click('#send-with-code');
	await tab.see('#sending');
	same(await tab.text('#progress'), says(tab, 'w_p_load'), 'progress');
	await tab.see('#bar');
	await accessible(tab);
	held('/b');
	await script.fill(tab, tip);
	await script.press(tab, '#send-with-code', 'receipt');
	await tab.see('#load-bar');
	need((await tab.text('#load-text')).includes(says(tab, 'w_load')),
	    'what loads');
	need((await tab.text('#receipt')).includes(says(tab,
	    'first_answer_1')), 'when an answer can be there');
	await accessible(tab);
	tab.proxy.rule = null; /* a browser may retry by itself */
	tab.proxy.cut();
	await until('the end of it', async () =>
	    !await tab.visible('#load-bar'));
}
