/* at_once.mjs - as many simultaneous requests as libmicrohttpd takes at a time.
 *
 * usage: node at_once.mjs PORT PID
 *
 * All clients connect and get an answer. Then the server is stopped while each
 * client sends another request, so that all requests wait when it continues.
 */

import net from 'node:net';

const [port, pid] = process.argv.slice(2).map(Number);
const ask = 'GET /n HTTP/1.1\r\nHost: localhost\r\n\r\n';
const seconds = 5; /* unpatched, libmicrohttpd would wait up to thirty */

class Visitor {
	constructor() {
		this.got = '';
		this.socket = net.connect(port, '127.0.0.1');
		this.socket.on('error', () => {});
		this.socket.on('data', (d) => this.read(d.toString('latin1')));
	}

	read(bytes) {
		const head = (this.got += bytes).indexOf('\r\n\r\n');
		const want = Number(/Content-Length: (\d+)/.exec(this.got)?.[1]);

		if (head > 0 && this.got.length >= head + 4 + want) {
			this.got = '';
			this.done();
		}
	}

	asks() {
		this.socket.write(ask);
		return new Promise((resolve) => (this.done = resolve));
	}
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms, 'late'));
let n = 0;

for (const count of [127, 128, 129, 256, 384]) {
	const visitors = Array.from({ length: count }, () => new Visitor());

	await Promise.all(visitors.map((v) => v.asks()));
	process.kill(pid, 'SIGSTOP');
	const all = Promise.all(visitors.map((v) => v.asks()));
	await sleep(300);
	process.kill(pid, 'SIGCONT');
	const got = await Promise.race([all, sleep(seconds * 1000)]);
	console.log(`${got === 'late' ? 'not ok' : 'ok'} ${++n} - ` +
	    `${count} simultaneous requests are answered without delay`);
	visitors.forEach((v) => v.socket.destroy());
}
console.log(`1..${n}`);
process.exit(0);
