/* wire.mjs - a visit over TLS has the same bytes, whatever it is for. */

import net from 'node:net';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { aside, need, note, same, step, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import { never } from './codes.mjs';
import { run } from './service.mjs';

const DATA = 23; /* the type of a TLS record with data in it */
const ALERT = '24'; /* bytes of a record that says goodbye */
const REPLY = 'Welke kleur had de bus?';
const tip = { text: 'Een bus bij de loods.', desks: ['noord'], topic: 4,
    danger: false };

/* Reads records off one direction: their heads are not encrypted. */
function records(tell) {
	let have = Buffer.alloc(0);

	return (bytes) => {
		have = Buffer.concat([have, bytes]);
		while (have.length >= 5) {
			const n = 5 + have.readUInt16BE(3);

			if (have.length < n)
				return;
			if (have[0] === DATA)
				tell(n);
			have = have.subarray(n);
		}
	};
}

function tell(line, way, n) {
	const last = line[line.length - 1] || '';

	if (last.startsWith(way))
		line[line.length - 1] = `${way} ${Number(last.slice(2)) + n}`;
	else
		line.push(`${way} ${n}`);
}

/*
 * A relay that sees what a network sees. lines: for each connection ["> 417",
 * "< 1800", ...], the bytes of data one way until the other way speaks. What
 * the handshake says in the clear is no part of it.
 */
class Relay {
	constructor(port) {
		this.lines = [];
		this.sockets = new Set();
		this.server = net.createServer((client) => {
			const server = net.connect(port, '127.0.0.1');
			const pair = [client, server];

			const line = [];

			this.lines.push(line);
			client.on('data', records((n) => tell(line, '>', n)));
			server.on('data', records((n) => tell(line, '<', n)));
			client.pipe(server);
			server.pipe(client);
			for (const socket of pair) {
				this.sockets.add(socket);
				socket.on('error', () => {});
				socket.on('close', () => {
					this.sockets.delete(socket);
					pair.forEach((s) => s.destroy());
				});
			}
		});
	}

	async start() {
		await new Promise((r) => this.server.listen(0, '127.0.0.1', r));
		this.url = `https://127.0.0.1:${this.server.address().port}/`;
		return this;
	}

	/* From here on; every visit has a connection of its own. */
	mark() {
		this.cut();
		this.lines = [];
	}

	cut() {
		this.sockets.forEach((socket) => socket.destroy());
	}

	stop() {
		this.cut();
		this.server.close();
	}

	/*
	 * What passed, when nothing has for a second; without goodbyes, which
	 * may be cut, and connections in which nothing was asked: a browser
	 * that looks at the certificate once more.
	 */
	async visit() {
		const seen = () => this.lines.map((line) => line.filter(
		    (flight) => flight.slice(2) !== ALERT))
		    .filter((line) => line.length > 1);
		let last = '';

		await until('silence', async () => {
			const before = last;

			last = JSON.stringify(seen());
			await new Promise((r) => setTimeout(r, 1000));
			return last === before && last !== '[]';
		});
		return seen();
	}
}

/* A key and a certificate that says it is for this address. */
export function certificate(dir) {
	const made = { cert: path.join(dir, 'cert.pem'),
	    key: path.join(dir, 'key.pem') };

	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048',
	    '-nodes', '-keyout', made.key, '-out', made.cert, '-days', '9',
	    '-subj', '/CN=proef', '-addext', 'subjectAltName=IP:127.0.0.1'],
	    { stdio: 'ignore' });
	return made;
}

/* What each visit is, in a browser: from the last button to the board. */
const inBrowser = (tab, relay) => {
	const looks = async (code) => {
		await script.ready(tab);
		await script.press(tab, '#have-code', 'code');
		await tab.type('#code-in', code);
		relay.mark();
		await script.press(tab, '#check-code', 'answers');
		return script.answers(tab);
	};

	return {
		async submits() {
			await script.fill(tab, tip);
			relay.mark();
			await script.press(tab, '#send-with-code', 'receipt');
			return tab.text('#receipt-code');
		},
		nothing: async () => same(await looks(never()), [], 'found'),
		finds: async (code) => need(JSON.stringify(await looks(code))
		    .includes(REPLY), 'the reply'),
	};
};

/* And in a shell: the whole program. */
const inShell = (root, cert, relay) => {
	const zegel = (args, input) => {
		relay.mark();
		return run('zegel', [...args, '--root', root, '--cacert', cert,
		    relay.url], input);
	};

	return {
		submits: async () => (await zegel(['send', '--desk', 'noord'],
		    tip.text)).match(/([0-9]{4} ){5}[0-9]{4}/)[0],
		nothing: () => zegel(['check'], `${never()}\n`),
		finds: async (code) => need((await zegel(['check'],
		    `${code}\n`)).includes(REPLY), 'the reply'),
	};
};

/* One line, three requests; and every other visit is the same. */
async function compared(way, { relay, visits }, code) {
	const sent = await step(`${way}: one line, three requests`, 60000,
	    async () => {
		await visits.submits();
		const lines = await relay.visit();

		same(lines.length, 1, 'connections');
		const asks = lines[0].filter((f) => f[0] === '>' &&
		    Number(f.slice(2)) > 64);
		same(asks.length, 3, `requests in ${lines}`);
		note(`${way}: ${lines[0].join(' ')}`);
		return lines;
	});

	for (const visit of ['nothing', 'finds', 'submits'])
		await aside(`${way}: ${visit}: the bytes of a tip`, 60000,
		    async () => {
			await visits[visit](code);
			same(await relay.visit(), sent, 'lines');
		});
}

/* In all browsers and in a shell, side by side, each on a line of its own. */
export async function wire(service, server, cert, browsers) {
	const ways = {};
	const each = async (work) => {
		const ends = await Promise.allSettled(
		    Object.entries(ways).map(work));
		const broken = ends.find((end) => end.status === 'rejected');

		if (broken)
			throw broken.reason;
	};

	for (const browser of [...browsers, null]) {
		const relay = await new Relay(server.port).start();

		ways[browser ? browser.lane.name : 'shell'] = { relay,
		    visits: browser ? inBrowser(await browser.tab(relay),
			relay) : inShell(service.root, cert, relay) };
	}
	try {
		await each(async ([way, at]) => {
			at.code = await step(`${way}: a tip over TLS`, 60000,
			    () => at.visits.submits());
		});
		await step('the desk answers over TLS', 180000,
		    () => service.answer('noord', REPLY));
		await each(([way, at]) => compared(way, at, at.code));
	} finally {
		Object.values(ways).forEach(({ relay }) => relay.stop());
	}
}
