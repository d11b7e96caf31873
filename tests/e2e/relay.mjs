/* relay.mjs - a relay between zegel and zegeld that records, cuts or alters. */

import net from 'node:net';
import fs from 'node:fs';

const [mode, port, to, file, count] = process.argv.slice(2);
/* explicit: without an address Node.js 18 uses ::1 and tries no other */
const HERE = '127.0.0.1';

/* A consumer of request bytes: calls OUT with each head and its body length. */
function heads(out)
{
	let have = Buffer.alloc(0);
	let skip = 0;

	return (d) => {
		have = Buffer.concat([have, d]);
		for (;;) {
			const n = Math.min(skip, have.length);
			skip -= n;
			have = have.subarray(n);
			const end = have.indexOf('\r\n\r\n');
			if (skip > 0 || end < 0)
				return;
			const head = have.toString('latin1', 0, end + 4);
			have = have.subarray(end + 4);
			skip = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
			out(`${head}(${skip} bytes)\n`);
		}
	};
}

/*
 * record: write the heads of all requests and the number of bytes answered to
 * FILE, each connection when it ends.
 */
function record(client)
{
	const server = net.connect(Number(to), HERE);
	let seen = '=== connection\n';

	client.on('data', heads((s) => { seen += s; }));
	client.on('close', () => fs.appendFileSync(file,
	    `${seen}=== ${server.bytesRead} bytes back\n`));
	join(client, server);
}

/* cut: end the first connection after COUNT bytes of answers; the heads of
 * requests go to FILE, unless that is "-". */
let left = mode === 'cut' ? Number(count) : Infinity;

function cut(client)
{
	const server = net.connect(Number(to), HERE);
	const limited = left !== Infinity;
	const keep = heads((s) => fs.appendFileSync(file, s));

	if (file !== '-')
		client.on('data', keep);
	server.on('data', (d) => {
		client.write(d.subarray(0, left));
		left -= limited ? d.length : 0;
		if (left <= 0) {
			left = Infinity;
			client.destroy();
			server.destroy();
		}
	});
	client.pipe(server);
	quiet(client, server);
}

/* bend: change the first byte of each board. */
function bend(client)
{
	const server = net.connect(Number(to), HERE);
	let answer = null; /* to a request for the board, as far as received */

	client.on('data', heads((head) => {
		answer = head.startsWith('GET /b ') ? Buffer.alloc(0) : null;
	}));
	server.on('data', (d) => {
		const before = answer?.length;

		answer &&= Buffer.concat([answer, d]);
		const body = answer ? answer.indexOf('\r\n\r\n') + 4 : 0;
		if (body > 3 && body < answer.length) {
			d[body - before] ^= 255;
			answer = null;
		}
		client.write(d);
	});
	client.pipe(server);
	quiet(client, server);
}

/* socks: a proxy that connects every name to port TO; it writes user:password
 * and name to FILE. */
function socks(client)
{
	let have = Buffer.alloc(0);
	let step = 0;
	const steps = [
		(b) => b.length >= 2 + b[1] && b.includes(2, 2) && reply(5, 2),
		(b) => b.length >= 3 + b[1] + b[2 + b[1]] && login(b),
		(b) => b.length >= 7 + b[4] && target(b),
	];

	function reply(...bytes)
	{
		client.write(Buffer.from(bytes));
		return true;
	}

	function login(b)
	{
		const user = b.subarray(2, 2 + b[1]);
		const pass = b.subarray(3 + b[1], 3 + b[1] + b[2 + b[1]]);

		fs.appendFileSync(file, `${user}:${pass} `);
		return reply(1, 0);
	}

	function target(b)
	{
		if (b[3] !== 3)
			return reply(5, 8, 0, 1, 0, 0, 0, 0, 0, 0);
		fs.appendFileSync(file, `${b.subarray(5, 5 + b[4])}\n`);
		client.removeListener('data', more);
		reply(5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
		join(client, net.connect(Number(to), HERE));
		return true;
	}

	function more(d)
	{
		have = Buffer.concat([have, d]);
		if (steps[step](have)) {
			step++;
			have = Buffer.alloc(0);
		}
	}

	client.on('data', more);
	client.on('error', () => {});
}

function quiet(...sockets)
{
	for (const s of sockets)
		s.on('error', () => sockets.forEach((o) => o.destroy()));
}

function join(client, server)
{
	client.pipe(server);
	server.pipe(client);
	quiet(client, server);
}

net.createServer({ record, cut, bend, socks }[mode]).listen(Number(port),
    HERE, () => console.log('ready'));
