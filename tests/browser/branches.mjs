/* branches.mjs - tests that each path through the questions asks no others. */

import { aside, need, same } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { looker } from './look.mjs';
import { title } from './service.mjs';
import { words } from './words.mjs';

const TOPICS = [1, 2, 3, 4, 5, 6, 7, 8];
const TRADE = [1, 2];
const CARE = [1, 2, 3];
const ALL = {
	'q-time': [['#f7-1'], ['#f135', 'Elke donderdag, half drie.']],
	'q-who': [['#f136', 'Een man van vijftig, "de Lange".']],
	'q-car': [['#f137', '12-ABC-3, wit']],
	'q-victim': [['#f10-3'], ['#f138', 'Een vrouw met een rode jas.']],
	'q-source': [['#f14-1']],
	'q-known': [['#f15-2']],
	'q-keep': [['#f144', 'Dat het donderdag was.']],
};
const ALL_TRADE = {
	...ALL, 'q-signals': [['#f11-1'], ['#f11-4'], ['#f11-11']],
	'q-advert': [['#f140', 'kamers.example, 80 euro']],
	'q-help': [['#f141', 'Niet bellen als hij thuis is.']],
};
const TEXT = 'Achter de loods staan elke nacht bussen. 06 12 34 56 78.';

/*
 * Paths to test. fit: the desks shown before #desks-other is pressed; picked:
 * those already ticked then.
 */
const MAIN = [
	{ name: 'trafficking, with all questions', topic: 1, about: 2,
	    region: 1, answers: ALL_TRADE, place: 'Kanaalkade 12',
	    fit: ['noord', 'zuid'], picked: ['noord', 'zuid'] },
	{ name: 'a tip about me, in danger', topic: 3, about: 1, danger: true,
	    region: 0, fit: ['noord', 'zuid'], picked: [], code: false },
	{ name: 'a tip sent at once', topic: 8, about: 3, quick: true,
	    fit: ['noord', 'zuid'], picked: [] },
	{ name: 'general crime, another region, without that team', topic: 4,
	    about: 2, region: 2, answers: ALL, fit: ['zuid'], other: true,
	    picked: ['zuid'], desks: ['noord'], not: ['zuid'] },
];

/* Each topic with each "about"; regions and endings vary. */
const EVERY = TOPICS.flatMap((topic) => [1, 2, 3].map((about) => {
	const region = (topic + about) % 3;
	const other = region === 2;

	return { name: `topic ${topic}, about ${about}, region ${region}`,
	    topic, about, region, danger: about === 1, quick: about === 3,
	    code: topic % 2 === 0,
	    answers: TRADE.includes(topic) ? ALL_TRADE : ALL,
	    fit: other ? ['zuid'] : ['noord', 'zuid'], other,
	    picked: [[], ['noord', 'zuid'], ['zuid']][region],
	    desks: ['noord'], not: other ? ['zuid'] : [] };
}));

/* The screens that the questionnaire must show on a path. */
function screensOf(way) {
	const trade = TRADE.includes(way.topic) ?
	    ['q-signals', 'q-advert', 'q-help'] : [];
	const rest = ['q-topic', 'q-about', 'cards', 'q-place', 'q-time',
	    'q-who', 'q-car', 'q-victim', ...trade,
	    ...(way.about === 1 ? [] : ['q-source']), 'q-known', 'q-keep'];

	return ['start', 'before', 'tell', ...(way.quick ? [] : rest), 'region',
	    ...(way.picked.length > 0 ? ['check'] : []), 'desks', 'check'];
}

const cardsOf = (way) => ['all',
    ...(CARE.includes(way.topic) && way.about !== 1 ? ['care'] : []),
    ...(way.about === 1 ? ['me'] : []), ...(way.topic === 1 ? ['sex'] : [])];

/* Desks ticked by the page or the tipster, without those unticked. */
const chosen = (way) => [...new Set([...way.picked, ...way.desks])].filter(
    (desk) => !(way.not || []).includes(desk)).sort();

const shown = (tab, selector, key) => tab.ask((s, k) =>
    [...document.querySelectorAll(s)].filter((e) =>
	e.getClientRects().length).map((e) => e.dataset[k] ||
	e.name.slice('desk.'.length)).sort(), selector, key);
const ticked = (tab) => tab.ask(() =>
    [...document.querySelectorAll('#desks input:checked')].map((e) =>
	e.name.slice('desk.'.length)).sort());

/* Extra checks on some screens. */
const CHECKS = {
	cards: async (tab, way) => same(await shown(tab, '#cards .card',
	    'when'), cardsOf(way), 'help cards'),
	desks: async (tab, way) => same(await ticked(tab), chosen(way), 'desks'),
	'desks-fit': async (tab, way) => {
		same(await shown(tab, '#desks input'), way.fit, 'desks');
		same(await ticked(tab), way.picked, 'ticked');
	},
	tell: (tab) => tab.see('#tell-coach mark'),
};

/* The check screen shows the readers, every answer and a mark of the coach. */
async function checkScreen(tab, way) {
	const said = await tab.text('#check-readers') +
	    await script.saidList(tab);
	const typed = Object.values(way.quick ? {} : way.answers || {}).flat()
	    .map(([, text]) => text).filter(Boolean);

	if (!way.quick)
		typed.push(words[tab.lane.lang][`q_topic_${way.topic}`],
		    words[tab.lane.lang][`q_about_${way.about}`]);
	for (const text of [way.text, ...chosen(way).map(title), ...typed])
		need(said.includes(text), `"${text}" in ${said}`);
	need(await tab.visible('#coach-list mark'), 'what the coach marked');
}

async function scriptWay(tab, way, look) {
	const seen = await script.fill(tab, way, async (screen) => {
		if (CHECKS[screen])
			await CHECKS[screen](tab, way);
		await look(screen);
	});

	same(seen, screensOf(way), 'screens');
	await checkScreen(tab, way);
	await look('check');
	tab.proxy.mark();
	if (way.code === false) {
		await script.press(tab, '#send-without-code', 'done');
		await look('done-without');
	} else {
		await script.receipt(tab, await script.sendWithCode(tab), look);
	}
}

/* Run all paths in one browser, one language after another. */
export async function branches(browser, proxy, langs, every, keeper) {
	for (const lang of langs) {
		const lane = { ...browser.lane, lang,
		    name: `${browser.lane.name}-${lang}` };
		const tab = await browser.tab(proxy);
		const look = looker(Object.assign(tab, { lane }), every);

		for (const row of every ? EVERY : MAIN) {
			const way = { text: TEXT, desks: ['noord'],
			    danger: false, ...row };
			await aside(`${lane.name}: ${way.name}`, 120000,
			    () => (lane.kind === 'form' ? form.send(tab, way,
			    look) : scriptWay(tab, way, look)), keeper(tab));
		}
		await tab.page.close();
	}
}
