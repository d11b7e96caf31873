/* desk.mjs - does the desks' work between visits, for all lanes at once. */

import { Ended, need, same, step } from './tap.mjs';
import { DESKS } from './service.mjs';
import { sealed } from './texts.mjs';

/* The tip that each desk answers; its other tips only get "received". */
export const ANSWERS = { noord: 'nl', zuid: 'ar' };

const ROW = /^ *([0-9]+) {2}.{18}.{16}[ !][ f] {2}(.*)$/gm;

/* Parse the output of "list": {n, words} per case. */
const cases = (list) => [...list.matchAll(ROW)].map((m) => ({
	n: Number(m[1]), words: m[2],
}));

const going = (trips) => trips.filter((trip) => !trip.broken);
const addressed = (trip, desk) => ['nl', 'ar'].filter((kind) =>
    trip.tips[kind].desks.includes(desk));

/* The text of a case as it was written, without the margin. */
const plain = (page) => page.replace(/^  \| ?/gm, '');

/* One test of a trip. If it fails, the trip is marked broken and skipped. */
const ofTrip = (trip, what, run) => step(trip.say(what), 60000, run)
    .catch((error) => {
	if (!(error instanceof Ended))
		throw error;
	trip.broken = true;
});

/* Export the inbox, run work(desk, cases) at each desk, import the outboxes. */
async function batch(service, name, work) {
	const at = async (desk) => {
		await step(`${name}: ${desk} opens the inbox`, 60000,
		    () => service.open(desk));
		await work(desk, cases(await service.list(desk)));
		await step(`${name}: ${desk} makes an outbox`, 60000,
		    () => service.outbox(desk));
	};

	await step(`${name}: zegeld exports an inbox`,
	    30000, () => service.export());
	await Promise.all(DESKS.map(at));
	await step(`${name}: zegeld imports the outboxes`,
	    30000, () => service.carry());
}

/* Read the whole of one tip; reply if this desk is to answer it. */
async function readTip(service, desk, trip, kind, list) {
	const tip = trip.tips[kind];
	const found = list.filter(({ words }) =>
	    words.startsWith(`Tip ${trip.lane.name} ${kind}`));

	need(found.length === 1, `in ${found.length} cases of ` +
	    JSON.stringify(list));
	const [{ n }] = found;
	const page = plain(await service.show(desk, n));
	need(page.includes(sealed(tip.text)), page);
	need(page.includes(trip.lane.kind === 'form' ?
	    'sent by the plain form' : 'sealed in the tipster\'s browser'),
	    'the lane');
	need(!tip.place || page.includes(tip.place), 'the place');
	if (ANSWERS[desk] === kind)
		await service.reply(desk, n, tip.reply);
	trip.cases[`${desk} ${kind}`] = n;
}

/* Every tip is at each desk it was sent to, and at no other. */
export function firstBatch(service, all) {
	const trips = going(all);

	return batch(service, 'first batch', async (desk, list) => {
		const tips = trips.flatMap((trip) => addressed(trip, desk)
		    .map((kind) => [trip, kind]));

		await step(`first batch: ${desk} has its own tips only`,
		    1000, async () => same(list.length, tips.length, 'cases'))
		    .catch(() => {});
		for (const [trip, kind] of tips)
			await ofTrip(trip, `${desk} reads the ${kind} tip ` +
			    'byte for byte', () =>
			    readTip(service, desk, trip, kind, list));
	});
}

/* The follow-up is in the case of the tip; the close ends its thread. */
export const secondBatch = (service, trips) => batch(service,
    'second batch', async (desk, list) => {
	const row = (trip, kind) => list.find(({ n }) =>
	    n === trip.cases[`${desk} ${kind}`]);

	for (const trip of going(trips)) {
		await ofTrip(trip, `${desk} has the follow-up in its case`,
		    async () => {
			const { n } = row(trip, 'nl');
			const page = plain(await service.show(desk, n));

			need(page.includes(', 2 messages\n'), page);
			need(page.includes(trip.tips.nl.more), page);
		});
		if (desk === 'zuid')
			await ofTrip(trip, 'zuid sees the closed thread',
			    async () => {
				const page = await service.show(desk,
				    row(trip, 'ar').n);

				need(page.includes('The tipster has ended it'),
				    page);
			});
	}
});
