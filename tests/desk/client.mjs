/* client.mjs - a client of zegel-desk serve, and the programs around it. */

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const here = path.resolve(new URL('../..', import.meta.url).pathname);
const bin = path.resolve(here, process.env.BUILD ?? 'build', 'bin');

/* ---- TAP ------------------------------------------------------------------- */
let n = 0;
let bad = 0;

export function ok(pass, name, ...notes)
{
	n++;
	console.log(`${pass ? 'ok' : 'not ok'} ${n} - ${name}`);
	if (pass)
		return;
	bad++;
	for (const note of notes)
		console.log(String(typeof note === 'string' ? note :
		    JSON.stringify(note)).replace(/^/gm, '# '));
}

/* VALUE has all members of WANT, those within as well. */
export function has(value, want)
{
	if (want === null || typeof want !== 'object')
		return value === want;
	return value !== null && typeof value === 'object' &&
	    Object.keys(want).every((k) => has(value[k], want[k]));
}

export function finish()
{
	console.log(`1..${n}`);
	process.exit(bad === 0 ? 0 : 1);
}

/* ---- programs -------------------------------------------------------------- */
export const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'zegel-serve.'));
process.chdir(dir);
process.on('exit', () => fs.rmSync(dir, { recursive: true }));

/* Run a program of ours; throw if it fails, unless FAILS. */
export function run(words, input = '', fails = false)
{
	const [name, ...args] = words;
	const r = spawnSync(path.join(bin, name), args,
	    { input, encoding: 'utf8' });

	if (!fails && r.status !== 0)
		throw new Error(`${words.join(' ')}: ${r.status} ${r.stderr}`);
	return r;
}

/* Start one, and wait until it says WORD. */
export async function start(words, word)
{
	const [name, ...args] = words;
	const p = spawn(path.join(bin, name), args,
	    { stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';

	await new Promise((resolve, reject) => {
		const take = (d) => {
			said += d;
			if (said.includes(word))
				resolve();
		};
		p.stdout.on('data', take);
		p.stderr.on('data', take);
		p.on('exit', () => reject(new Error(`${name}: ${said}`)));
	});
	return p;
}

export async function stop(p)
{
	const end = new Promise((resolve) => { p.on('exit', resolve); });

	p.kill();
	await end;
}

/* ---- a client -------------------------------------------------------------- */
export class Client {
	constructor(...args)
	{
		this.p = spawn(path.join(bin, 'zegel-desk'), ['serve', ...args]);
		this.id = 0;
		this.have = '';
		this.lines = []; /* messages that nobody has taken yet */
		this.waiting = null;
		this.stderr = '';
		this.end = new Promise((resolve) => { this.p.on('exit', resolve); });
		this.p.stdin.on('error', () => {});
		this.p.stderr.on('data', (d) => { this.stderr += d; });
		this.p.stdout.on('data', (d) => this.take(d.toString()));
	}

	take(text)
	{
		this.have += text;
		for (;;) {
			const end = this.have.indexOf('\n');

			if (end < 0)
				return;
			this.lines.push(JSON.parse(this.have.slice(0, end)));
			this.have = this.have.slice(end + 1);
			this.waiting?.();
		}
	}

	send(bytes)
	{
		this.p.stdin.write(bytes);
	}

	/* The next message for which WANTED is true; null after ten seconds. */
	async next(wanted = () => true)
	{
		const until = Date.now() + 10000;

		for (;;) {
			const i = this.lines.findIndex(wanted);
			const left = until - Date.now();
			let timer;

			if (i >= 0)
				return this.lines.splice(i, 1)[0];
			if (left <= 0)
				return null;
			await new Promise((resolve) => {
				this.waiting = resolve;
				timer = setTimeout(resolve, left);
			});
			clearTimeout(timer);
		}
	}

	request(method, params)
	{
		const id = ++this.id;

		this.send(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
		return id;
	}

	/* Ask, and wait for the answer. */
	async call(method, params)
	{
		const id = this.request(method, params);

		return this.next((m) => m.id === id);
	}

	/* No more input; its exit status. */
	close()
	{
		this.p.stdin.end();
		return this.end;
	}
}
