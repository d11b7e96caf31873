/* wire.mjs - tests that all sessions over TLS look the same to a network. */

import net from 'node:net';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { aside, need, note, same, step, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import { never } from './codes.mjs';
import { run } from './service.mjs';
import { REPLY } from './stopped.mjs';

const DATA = 23; /* TLS record type: application data */
const ALERT = '24'; /* bytes of a record that holds a close alert */
const MORE = 'Wit, met een streep.';
const KINDS = { submits: 'another tip', nothing: 'a code without news',
    finds: 'an answer', more: 'a follow-up', closes: 'a close' };
const tip = { text: 'Een bus bij de loods.', desks: ['noord'], topic: 4,
    danger: false };

/* Parse the TLS records of one direction; their headers are not encrypted. */
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
 * A relay that records what a network sees. lines: for each connection the
 * bytes of data sent one way until the other side answers, as ["> 417", "<
 * 1800", ...]. Unencrypted handshake records are left out.
 */
class Relay {
	constructor(port) {
		this.lines = [];
		this.before = []; /* lines of the first visit of this session */
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

	/* Start a new recording; the next visit gets a connection of its own. */
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
	 * The lines, once nothing has passed for a second. Close alerts are
	 * left out, because they may be cut off, and so are connections
	 * without a request: a browser may look at the certificate once more.
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

/* Make a key and a certificate for 127.0.0.1. */
export function certificate(dir) {
	const made = { cert: path.join(dir, 'cert.pem'),
	    key: path.join(dir, 'key.pem') };

	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048',
	    '-nodes', '-keyout', made.key, '-out', made.cert, '-days', '9',
	    '-subj', '/CN=proef', '-addext', 'subjectAltName=IP:127.0.0.1'],
	    { stdio: 'ignore' });
	return made;
}

/*
 * Each session in a browser: the first visit from its button to the board, and
 * the second visit, on a connection of its own.
 */
const inBrowser = (tab, relay) => {
	const looks = async (code) => {
		await script.ready(tab);
		await script.press(tab, '#have-code', 'code');
		await tab.type('#code-in', code);
		relay.mark();
		await script.press(tab, '#check-code', 'answers');
		return script.answers(tab);
	};
	const finds = async (code) => need(JSON.stringify(await looks(code))
	    .includes(REPLY), 'the reply');
	const first = async () => {
		const lines = await relay.visit();

		relay.mark();
		relay.before = lines;
	};
	/* Wait for the second to be due: silence may be a slow board. */
	const bySelf = async () => {
		await tab.secondDue();
		await first();
		await tab.second();
	};

	return {
		async submits() {
			await script.fill(tab, tip);
			relay.mark();
			await script.press(tab, '#send-with-code', 'receipt');
			const code = await tab.text('#receipt-code');
			await bySelf();
			return code;
		},
		async nothing() {
			same(await looks(never()), [], 'found');
			await bySelf();
		},
		async finds(code) {
			await finds(code);
			await bySelf();
		},
		async more(code) {
			await finds(code);
			await first();
			await script.followUp(tab, MORE);
		},
		async closes(code) {
			await finds(code);
			await first();
			await script.erase(tab);
		},
	};
};

/* Each session in a shell: the whole program. */
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
		more: (code) => zegel(['send', '--receipt'],
		    `${code}\n${MORE}`),
		closes: (code) => zegel(['close'], `${code}\n`),
	};
};

/* The lines of a whole session. */
async function lines(relay) {
	const last = await relay.visit();
	const all = [...relay.before, ...last];

	relay.before = [];
	return all;
}

/* A tip takes two connections, five requests; each other session the same. */
async function compared(way, { relay, sessions }, code) {
	const sent = await step(`${way}: a tip makes three requests, then two`,
	    60000, async () => {
		await sessions.submits();
		const seen = await lines(relay);
		const asks = seen.map((line) => line.filter((f) =>
		    f[0] === '>' && Number(f.slice(2)) > 64).length);

		same(asks, [3, 2], `requests in ${seen}`);
		seen.forEach((line) => note(`${way}: ${line.join(' ')}`));
		return seen;
	});

	for (const [kind, name] of Object.entries(KINDS))
		await aside(`${way}: ${name} has the same sizes as a tip`,
		    60000,
		    async () => {
			await sessions[kind](code);
			same(await lines(relay), sent, 'lines');
		});
	await aside(`${way}: a second check has the same sizes as a tip`,
	    60000, async () => {
		await sessions.finds(code);
		same(await lines(relay), sent, 'lines');
	});
}

/* Test all browsers and the shell in parallel, each with its own relay. */
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
		    sessions: browser ? inBrowser(await browser.tab(relay),
			relay) : inShell(service.root, cert, relay) };
	}
	try {
		await each(async ([way, at]) => {
			at.code = await step(`${way}: a tip is stored over TLS`,
			    60000, () => at.sessions.submits());
			at.relay.before = [];
		});
		await step('noord replies to the tips over TLS', 180000,
		    () => service.answer('noord', REPLY));
		await each(([way, at]) => compared(way, at, at.code));
	} finally {
		Object.values(ways).forEach(({ relay }) => relay.stop());
	}
}
