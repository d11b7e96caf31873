/* fuzz.mjs - sends requests with random faults; the same seed sends the same.
 *
 * usage: fuzz.mjs PORT COUNT SEED
 *
 * After every hundred requests a visitor must be served.
 */

import * as w from './wire.mjs';

const [port, count, seed] = process.argv.slice(2).map(Number);
const AT_ONCE = 100;
let state = seed >>> 0;

/* xorshift32 */
function dice(n) {
	state ^= state << 13;
	state ^= state >>> 17;
	state ^= state << 5;
	state >>>= 0;
	return state % n;
}
const pick = (list) => list[dice(list.length)];

const envelope = Buffer.alloc(w.SIZE, 7);

envelope.set([0x54, 0x49, 0x50, 0x31, 1, 1, 4, 0]);
const seeds = [
	Buffer.from(w.get('/')), Buffer.from(w.get('/n')),
	Buffer.from(w.get('/b')), Buffer.from(w.get('/script.js')),
	w.deposit(envelope), w.tip(),
	w.form({ do: 'check', code: '012345678901234567890105' }),
	w.form({ do: 'lang', lang: 'en' }),
	Buffer.from('GET /n HTTP/1.1\r\nHost: x\r\nAccept-Language: nl;q=0.5,' +
	    '*;q=0\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n'),
	Buffer.from('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked' +
	    '\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n' +
	    '7\r\ndo=form\r\n0\r\n\r\n'),
	Buffer.from('POST /x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n' +
	    'Content-Type: application/octet-stream\r\n' +
	    `Content-Length: ${w.SIZE}\r\n\r\n`),
];
const words = ['\r\n', '\r\n\r\n', '\n', '\0', ':', ' ', '%', '%zz', '&', '=',
	'0', '-1', '4294967296', '18446744073709551616', '99999',
	'Content-Length: 1\r\n', 'Transfer-Encoding: chunked\r\n', 'ffffffff\r\n',
	'HTTP/1.0', '\xff\xfe', '%ff%00', 'do=send', 'code=', 'desk.noord=1&']
    .map((s) => Buffer.from(s, 'latin1'));
const cut = (b, from, to, put) =>
	Buffer.concat([b.subarray(0, from), put, b.subarray(to)]);

const faults = [
	(b) => {
		const c = Buffer.from(b);

		if (c.length)
			c[dice(c.length)] = dice(256);
		return c;
	},
	(b) => b.subarray(0, dice(b.length + 1)),
	(b) => {
		const at = dice(b.length + 1);

		return cut(b, at, at, pick(words));
	},
	(b) => {
		const at = dice(b.length + 1);

		return cut(b, at, Math.min(b.length, at + dice(40)),
		    Buffer.alloc(0));
	},
	(b) => {
		const at = dice(b.length + 1);
		const part = b.subarray(at, at + dice(200));

		return cut(b, at, at, part);
	},
	(b) => Buffer.concat([b, pick(seeds)]),
	/* within the head, which decides most */
	(b) => {
		const at = dice(Math.min(b.length, 160) + 1);

		return cut(b, at, at + dice(4), pick(words));
	},
	(b) => Buffer.concat([b.subarray(0, 60),
		Buffer.alloc(dice(40000), pick(['a', '\r', '&', '%'])),
		b.subarray(60)]),
];

function request() {
	let b = pick(seeds);

	for (let n = dice(4); n >= 0; n--)
		b = pick(faults)(b);
	return b;
}

/* Send BYTES in pieces cut at CUTS; then close, with a reset if RUDE. */
async function send(bytes, cuts, rude) {
	const s = await w.open(port, '127.0.0.1').catch(() => null);

	if (!s)
		return;
	s.removeAllListeners('error');
	s.on('error', () => {});
	let from = 0;

	for (const to of [...cuts, bytes.length]) {
		s.write(bytes.subarray(from, to));
		from = to;
		await w.sleep(1);
	}
	await w.until(s, () => s.got.length > 0, 50);
	if (rude)
		s.resetAndDestroy?.();
	s.destroy();
}

let unserved = 0;

for (let done = 0; done < count; done += AT_ONCE) {
	const batch = [];

	for (let i = 0; i < AT_ONCE; i++) {
		const bytes = request();
		const cuts = Array.from({ length: dice(3) },
		    () => dice(bytes.length + 1)).sort((a, b) => a - b);

		batch.push(send(bytes, cuts, dice(4) === 0));
	}
	await Promise.all(batch);
	const served = await w.ask(port, '127.0.0.1', w.get('/n'), 5000);

	unserved += served?.status === 200 ? 0 : 1;
}
console.log(`${unserved ? 'not ok' : 'ok'} - ${count} requests with faults, ` +
    `seed ${seed}: the server still serves`);
console.log(`tried ${count}`);
