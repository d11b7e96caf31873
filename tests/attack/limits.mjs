/* limits.mjs - what one prefix may have in a minute, and how long one may take.
 *
 * usage: limits.mjs PORT minute|full
 *
 * minute: of a server whose seconds are a twentieth of one. full: of one whose
 * pool is full with 44 envelopes, 33 of them by script.
 */

import * as w from './wire.mjs';

const port = Number(process.argv[2]);
const STORED = 0, FULL = 1, AGAIN = 2;
let tried = 0;

function check(name, got, want) {
	const good = JSON.stringify(got) === JSON.stringify(want);

	tried++;
	console.log(`${good ? 'ok' : 'not ok'} - ${name}` +
	    (good ? '' : `: ${JSON.stringify(got)}`));
}

const deposit = async (from, bytes = w.deposit()) =>
	(await w.ask(port, from, bytes))?.body[0];
const tip = (from) => w.ask(port, from, w.tip());

/* How often each answer came, of N. */
async function count(n, one) {
	const seen = {};

	for (let i = 0; i < n; i++) {
		const got = await one(i);

		seen[got] = (seen[got] ?? 0) + 1;
	}
	return seen;
}

/* How many seconds of the server it lasted; null: longer than LIMIT. */
async function lasts(s, limit, step) {
	const begin = Date.now();

	s.removeAllListeners('error');
	s.on('error', () => {});
	while (!s.ended && Date.now() - begin < limit) {
		step();
		await w.sleep(100);
	}
	s.destroy();
	return Date.now() - begin < limit;
}

async function minute() {
	const now = await count(27, () => deposit('127.60.1.1'));

	check('the 27th deposit of a minute: again', now,
	    { [STORED]: 26, [AGAIN]: 1 });
	check('from another address of that prefix too',
	    await deposit('127.60.1.77'), AGAIN);
	check('from another prefix: stored', await deposit('127.60.2.1'), STORED);
	check('from the front: all stored',
	    await count(40, () => deposit('127.0.0.1')), { [STORED]: 40 });
	check('six tips by form are stored', await count(6,
	    async () => (await tip('127.60.1.1')).status), { 303: 6 });
	const busy = await tip('127.60.1.1');

	check('the seventh is a page that keeps the text',
	    [busy.status, busy.body.includes('Een proef')], [200, true]);
	check('pages are not counted', (await w.ask(port, '127.60.1.1',
	    w.form({ do: 'form', text: 'x' }))).status, 200);
	check('form, from another prefix: stored',
	    (await tip('127.60.2.1')).status, 303);
	await w.sleep(3100);
	check('a minute later: stored', await deposit('127.60.1.1'), STORED);
	check('form, a minute later: stored', (await tip('127.60.1.1')).status,
	    303);

	const slow = await Promise.all(['GET / HTTP/1.1\r\nHost: x\r\nA: ', '',
		w.deposit().subarray(0, 9000), w.tip().subarray(0, 170)].map(
	    async (start, i) => {
		const s = await w.open(port, `127.61.${i}.1`);

		s.write(start);
		return lasts(s, 15000, () => {
			if (i !== 1)
				s.write('a');
		});
	}));

	check('a head, a silence, an envelope and a form that take too long',
	    slow, [true, true, true, true]);
}

async function full() {
	const first = w.deposit();

	check('the first is stored', await deposit('127.62.0.1', first), STORED);
	check('two thirds and more: stored', await count(32,
	    (i) => deposit(w.prefix(5000 + i))), { [STORED]: 32 });
	check('then the part of the scripts is full',
	    await count(3, (i) => deposit(w.prefix(6000 + i))), { [FULL]: 3 });
	check('what is there is still called stored',
	    await deposit('127.62.0.1', first), STORED);
	check('the part of the forms is not', await count(11,
	    async (i) => (await tip(w.prefix(7000 + i))).status), { 303: 11 });
	const polite = await tip(w.prefix(8000));

	check('then a page says so, keeps the text and has the phone number',
	    [polite.status, polite.body.includes('Een proef'),
		    polite.body.includes('0800 7000')], [200, true, true]);
	check('the page is served as ever',
	    (await w.ask(port, w.prefix(8001), w.get('/'))).status, 200);
}

await (process.argv[3] === 'full' ? full() : minute());
console.log(`tried ${tried}`);
process.exit(0);
