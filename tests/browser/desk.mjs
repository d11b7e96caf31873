/* desk.mjs - what the desks do between the visits, for all lanes at once. */

import { need, step } from './tap.mjs';
import { DESKS } from './service.mjs';
import { sealed } from './texts.mjs';

/* "12 cases, 3 to read": cases are numbered from 1. */
const numbers = (list) =>
    [...Array(Number(/^([0-9]+) cases?,/m.exec(list)?.[1] ?? 0)).keys()]
	.map((i) => i + 1);

/* What stands between the margins of a case, as it was written. */
const plain = (page) => page.replace(/^  \| ?/gm, '');

/* Everything a desk can show, by case number. */
async function shown(service, desk) {
	const cases = new Map();

	for (const n of numbers(await service.list(desk)))
		cases.set(n, plain(await service.show(desk, n)));
	return cases;
}

/* The one case that shows text, byte for byte. */
function holding(cases, text, what) {
	const found = [...cases].filter(([, page]) =>
	    page.includes(sealed(text)));

	need(found.length === 1, `${what}: in ${found.length} of ` +
	    `${cases.size} cases\n${[...cases.values()][0]?.slice(0, 600)}`);
	return found[0];
}

/* Inbox out, opened by each desk; work(desk, cases); outboxes back in. */
async function batch(service, name, work) {
	await step(`${name}: export`, 30000, () => service.export());
	for (const desk of DESKS) {
		await step(`${name}: ${desk} opens the inbox`, 60000,
		    () => service.open(desk));
		const cases = await step(`${name}: ${desk} shows its cases`,
		    90000, () => shown(service, desk));
		await work(desk, cases);
		await step(`${name}: ${desk} makes an outbox`, 60000,
		    () => service.outbox(desk));
	}
	await step(`${name}: import`, 30000, () => service.carry());
}

/* Each tip, read whole and answered. */
export const firstBatch = (service, trips) => batch(service, 'first batch',
    async (desk, cases) => {
	for (const trip of trips.filter((t) => !t.broken))
		for (const kind of ['nl', 'ar'].filter((k) =>
		    trip.tips[k].desks.includes(desk)))
			await step(trip.say(`${desk} reads the ${kind} tip ` +
			    'byte for byte and answers'), 30000, async () => {
				const tip = trip.tips[kind];
				const [n, page] = holding(cases, tip.text,
				    'the tip');

				need(!tip.place || page.includes(tip.place),
				    'the place');
				await service.reply(desk, n,
				    `${tip.reply} ${desk}`);
				trip.cases = { ...trip.cases,
				    [`${desk} ${kind}`]: n };
			}).catch(() => { trip.broken = true; });
});

/* The follow-up stands in the case of the tip. */
export const secondBatch = (service, trips) => batch(service,
    'second batch', async (desk, cases) => {
	for (const trip of trips.filter((t) => !t.broken))
		await step(trip.say(`${desk} has the follow-up in the same ` +
		    'thread'), 30000, async () => {
			const [n] = holding(cases, trip.tips.nl.more,
			    'the follow-up');

			need(n === trip.cases[`${desk} nl`], `in case ${n}`);
		}).catch(() => { trip.broken = true; });
});
