/* limits.mjs - checks what one prefix may use in a minute, how long a request
 * may take, and what a full pool answers.
 *
 * usage: limits.mjs PORT minute|full|weeks [SECONDS]
 *
 * minute: for a server whose timers run 20 times as fast (fast_timers.c). full: for
 * one whose pool holds 44 envelopes, at most 33 of them by script (full.c).
 */

import * as w from './wire.mjs';

const port = Number(process.argv[2]);
const STORED = 0, FULL = 1, MALFORMED = 3;
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

/* Call ONE N times; count how often each result came. */
async function count(n, one) {
	const seen = {};

	for (let i = 0; i < n; i++) {
		const got = await one(i);

		seen[got] = (seen[got] ?? 0) + 1;
	}
	return seen;
}

/* Call STEP until the server ends S; false if that takes LIMIT ms. */
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

/* Count how often SEND gives STORED before its first other result. */
async function until(from, send, stored, most) {
	for (let n = 0; n < most; n++)
		if (await send(from) !== stored)
			return n;
	return most;
}

const status = async (from, more) => (await w.ask(port, from, w.tip(more)))
    ?.status;

/* In ms: three seconds here are a minute of the server. */
const MINUTE = 3100;

async function minute() {
	check('a deposit of one byte is malformed', await count(60,
	    async () => (await w.ask(port, '127.60.0.1', w.deposit('x')))
		.body[0]), { [MALFORMED]: 60 });
	check('malformed deposits cost a neighbour nothing',
	    await count(12, (i) => deposit(`127.60.0.${2 + i}`)),
	    { [STORED]: 12 });
	check('a quiet server stores 60 deposits of one address',
	    await count(60, () => deposit('127.60.1.1')), { [STORED]: 60 });
	check('a quiet server stores 40 deposits of a front',
	    await count(40, () => deposit('127.0.0.1')), { [STORED]: 40 });
	await w.sleep(MINUTE);

	let last;
	const had = await until('127.60.4.1', async (from) => {
		last = await tip(from);
		return last?.status;
	}, 303, 99);

	check(`an address waits after ${had} tips by form in a minute`,
	    had >= 20 && had < 99, true);
	check('the page that asks to wait keeps the text',
	    [last?.status, last?.body.includes('Een proef')], [200, true]);
	check('an address that has to wait still gets pages',
	    (await w.ask(port, '127.60.4.1',
	    w.form({ do: 'form', text: 'x' }))).status, 200);
	check('a tip by form from its neighbour is stored',
	    await status('127.60.4.77'), 303);
	check('a tip by form from another prefix is stored',
	    await status('127.60.5.1'), 303);
	await w.sleep(MINUTE);
	check('a minute later, the first address is served again',
	    await status('127.60.4.1'), 303);

	const bare = (from) => status(from, 'X: y');
	const unproven = await until('127.60.6.1', bare, 303, 99);

	check('a prefix gets at least 21 tips of unknown origin in a minute',
	    unproven >= 21 && unproven < 50, true);
	check('a tip of unknown origin from another prefix is stored',
	    await bare('127.60.7.1'), 303);
	check('a tip from our own page is still stored',
	    await status('127.60.6.1'), 303);

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

	check('a slow head, silence, a slow envelope and a slow form are ended',
	    slow, [true, true, true, true]);
}

async function full() {
	const first = w.deposit();

	check('the first envelope is stored',
	    await deposit('127.62.0.1', first), STORED);
	check('the scripts\' part of the pool takes 32 more', await count(32,
	    (i) => deposit(w.prefix(5000 + i))), { [STORED]: 32 });
	check('the scripts\' part of the pool is then full',
	    await count(3, (i) => deposit(w.prefix(6000 + i))), { [FULL]: 3 });
	check('an envelope in the pool is still reported as stored',
	    await deposit('127.62.0.1', first), STORED);
	check('the forms\' part of the pool takes 11 tips', await count(11,
	    async (i) => (await tip(w.prefix(7000 + i))).status), { 303: 11 });
	const polite = await tip(w.prefix(8000));

	check('a full pool answers a page with the text and the phone number',
	    [polite.status, polite.body.includes('Een proef'),
		    polite.body.includes('0800 7000')], [200, true, true]);
	check('the page is still served',
	    (await w.ask(port, w.prefix(8001), w.get('/'))).status, 203);
}

/*
 * One address deposits all it may. Every ten seconds, which are hours of the
 * server, a neighbour and a visitor from elsewhere deposit too, by both lanes.
 * As the server's clock is fast, they may be cut off or have to wait a minute;
 * so each retries for two seconds.
 */
async function weeks() {
	const end = Date.now() + 1000 * Number(process.argv[4]);
	let over = false;
	const line = Promise.all(Array.from({ length: 20 }, async (_, i) => {
		while (!over) {
			await (i % 4 ? deposit : status)('127.63.0.1');
			await w.sleep(20); /* leave time for the visitors here */
		}
	}));
	const unserved = [];
	const soon = async (one, from, stored) => {
		const begin = Date.now();
		const tried = [];

		do {
			const got = await one(from).catch(() => null);

			if (got === stored)
				return;
			tried.push(`${got} ${Date.now() - begin}`);
		} while (Date.now() - begin < 2000);
		unserved.push([from, stored, tried.length, ...tried.slice(-3)]);
	};
	let visitors = 0;

	for (let i = 0; Date.now() < end; i++) {
		await w.sleep(10000);
		for (const from of ['127.63.0.9', w.prefix(i)]) {
			await soon(deposit, from, STORED);
			await soon(status, from, 303);
			visitors += 2;
		}
	}
	over = true;
	await line;
	check(`${visitors} deposits of others during a flood are stored`,
	    unserved, []);
}

await { full, minute, weeks }[process.argv[3]]();
console.log(`tried ${tried}`);
process.exit(0);
