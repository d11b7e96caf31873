/* server.mjs - asks `vectors serve`: one operation a line, answers in order. */

import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { hex, unhex } from './prim.mjs';

export const BUILD = process.env.BUILD ?? 'build';
export const VECTORS = `${BUILD}/tests/vectors`;

export class Server {
	constructor(program = VECTORS) {
		this.waiting = [];
		this.child = spawn(program, ['serve'],
		    { stdio: ['pipe', 'pipe', 'inherit'] });
		this.child.on('error', (e) => this.fail(e));
		this.child.on('exit', (code) =>
			this.fail(new Error(`vectors serve ended: ${code}`)));
		readline.createInterface({ input: this.child.stdout })
			.on('line', (line) => this.answer(line));
	}
	fail(e) {
		for (const w of this.waiting.splice(0))
			w.reject(e);
		this.dead = e;
	}
	answer(line) {
		const [want, ...words] = line.split(' ');
		const out = {};

		for (let i = 0; i < words.length; i += 2)
			out[words[i]] = unhex(words[i + 1] === '-' ? '' :
				words[i + 1]);
		this.waiting.shift().resolve({ want, out });
	}
	/* Returns { want, out }, as opRun() does. */
	ask(op, fields) {
		const line = Object.entries(fields).map(([k, v]) =>
			` ${k} ${v.length === 0 ? '-' : hex(v)}`).join('');

		return new Promise((resolve, reject) => {
			if (this.dead)
				reject(this.dead);
			this.waiting.push({ resolve, reject });
			this.child.stdin.write(`${op}${line}\n`);
		});
	}
	end() {
		this.child.removeAllListeners('exit');
		this.child.stdin.end();
	}
}
