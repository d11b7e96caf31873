/* proxy.mjs - a proxy before zegeld that logs requests and injects faults. */

import crypto from 'node:crypto';
import http from 'node:http';

const hash = (bytes) =>
    crypto.createHash('sha256').update(bytes).digest('hex');

const collect = (stream) => new Promise((resolve, reject) => {
	const parts = [];

	stream.on('data', (part) => parts.push(part));
	stream.on('end', () => resolve(Buffer.concat(parts)));
	stream.on('error', reject);
	stream.on('aborted', () => reject(new Error('cut')));
});

function forward(target, request, body) {
	return new Promise((resolve, reject) => {
		const out = http.request({
			...target, agent: false, path: request.url,
			method: request.method, headers: request.headers,
		}, (answer) => collect(answer).then(
		    (bytes) => resolve({ answer, bytes }), reject));

		out.on('error', reject);
		out.end(body);
	});
}

/*
 * A proxy before target {host, port}. log: {method, path, sent, hash, status,
 * got, gotHash, body, answer, referer} per request. rule(method, path) may
 * return 'cut' (the connection dies before the server gets the request),
 * 'drop' (the server gets it, the browser gets no answer), 'hold' (no answer,
 * ever), {body, type} to answer in the server's place, {stay} to answer after so
 * many ms with a 204, which leaves the browser on its page, or {headers} to add
 * to the answer.
 */
export class Proxy {
	constructor(target) {
		this.target = target;
		this.log = [];
		this.rule = null;
		this.without = []; /* headers to remove from requests */
		this.sockets = new Set();
		this.server = http.createServer((request, response) => {
			this.handle(request, response).catch(() =>
			    request.socket.destroy());
		});
		this.server.keepAliveTimeout = 120000;
		this.server.on('connection', (socket) => {
			this.sockets.add(socket);
			socket.on('close', () => this.sockets.delete(socket));
			socket.on('error', () => {});
		});
	}

	async start() {
		await new Promise((r) => this.server.listen(0, '127.0.0.1', r));
		this.url = `http://127.0.0.1:${this.server.address().port}/`;
		return this;
	}

	cut() {
		for (const socket of this.sockets)
			socket.destroy();
	}

	stop() {
		this.cut();
		this.server.close();
	}

	async handle(request, response) {
		const body = await collect(request);

		for (const name of this.without)
			delete request.headers[name];
		const rule = this.rule && this.rule(request.method, request.url);
		const entry = {
			method: request.method, path: request.url,
			sent: body.length, hash: hash(body), status: 0, got: 0,
			body, referer: request.headers.referer,
		};

		this.log.push(entry);
		if (rule === 'hold')
			return;
		if (rule === 'cut') {
			request.socket.destroy();
			return;
		}
		if (rule?.stay) {
			await new Promise((r) => setTimeout(r, rule.stay));
			entry.status = 204;
			response.writeHead(204).end();
			return;
		}
		if (rule?.body) {
			entry.status = 200;
			if (rule.type)
				response.setHeader('Content-Type', rule.type);
			response.end(rule.body);
			return;
		}
		const { answer, bytes } =
		    await forward(this.target, request, body);
		if (rule === 'drop') {
			request.socket.destroy();
			return;
		}
		const headers = [...answer.rawHeaders];
		for (const [name, value] of Object.entries(rule?.headers || {}))
			headers.push(name, value);
		entry.status = answer.statusCode;
		entry.got = bytes.length;
		entry.gotHash = hash(bytes);
		entry.answer = bytes;
		response.writeHead(answer.statusCode, headers);
		response.end(bytes);
	}

	/* Forget the requests so far. */
	mark() {
		this.log = [];
	}

	/* The logged requests, without the page's own files. */
	visit() {
		return this.log.filter((e) =>
		    !/^\/[a-z]+\.(css|js|wasm)$/.test(e.path));
	}

	sizes() {
		return this.visit().map((e) =>
		    [e.method, e.path, e.sent, e.status, e.got]);
	}

	asked(path) {
		return this.log.some((e) => e.path === path);
	}
}
