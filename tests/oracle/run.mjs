/* run.mjs - compares C with the JavaScript oracle; prints TAP. */

import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Cases, caseRun, caseWrite } from './cases.mjs';
import { CHAIN, falls } from './chain.mjs';
import { CORPUS, REWRAP } from './corpus.mjs';
import { buildsCheck } from './builds.mjs';
import { DESK } from './desk_corpus.mjs';
import { differential } from './differential.mjs';
import { draftCheck, exampleCheck } from './example.mjs';
import { same } from './prim.mjs';
import { BUILD, Server, VECTORS } from './server.mjs';

process.chdir(path.join(path.dirname(fileURLToPath(import.meta.url)), '../..'));

const KEPT = 'tests/vectors';
const RECIPES = `${KEPT}/recipes`;
const MADE = `${BUILD}/oracle/made`; /* vectors that C makes again */
const OURS = `${BUILD}/oracle/cases`; /* the oracle's cases, for C to check */
const seed = process.env.ORACLE_SEED ?? randomBytes(6).toString('hex');
let number = 0;
let failed = 0;

function tap(name, bad = []) {
	failed += bad.length > 0 ? 1 : 0;
	console.log(`${bad.length > 0 ? 'not ok' : 'ok'} ${++number} - ${name}`);
	for (const line of bad.slice(0, 20))
		console.log(`# ${line}`);
	if (bad.length > 20)
		console.log(`# and ${bad.length - 20} more`);
}

const is = (what) => (what ? [] : ['no']);

/* Run the C side; returns its output and status. */
function program(...args) {
	return new Promise((resolve) => {
		const child = spawn(VECTORS, args,
		    { stdio: ['ignore', 'pipe', 'inherit'] });
		let out = '';
		child.stdout.on('data', (b) => { out += b; });
		child.on('error', (e) => resolve({ out: '', code: e.message }));
		child.on('close', (code) => resolve({ out, code }));
	});
}

/* Report each TAP line of the C side as a test of this run. */
function passOn(who, { out, code }) {
	let bad = 0;

	for (const line of out.split('\n')) {
		const m = /^(not )?ok (?:\d+ )?- (.*)$/.exec(line);
		if (m === null)
			continue;
		bad += m[1] === undefined ? 0 : 1;
		tap(`${who}: ${m[2]}`, m[1] === undefined ? [] : [line]);
	}
	if (code !== 0 && bad === 0)
		tap(`${who}: the program ends with status 0`,
		    [`status ${code}`]);
}

async function kept() {
	const cases = new Cases(KEPT);
	const names = cases.names();
	const made = await program('make', RECIPES, MADE);

	for (const name of names) {
		const what = caseRun(cases.get(name));
		tap(`vector ${name}: the oracle agrees with C`,
		    what === null ? [] :
			[what]);
	}
	tap('vectors: C makes all vectors again', is(made.code === 0));
	const again = new Cases(MADE).names();
	tap('vectors: C gives them the same names',
	    is(names.join() === again.join()));
	tap('vectors: C gives them the same bytes', names.filter((n) =>
		!fs.existsSync(`${MADE}/${n}.txt`) ||
		!same(fs.readFileSync(`${KEPT}/${n}.txt`),
		    fs.readFileSync(`${MADE}/${n}.txt`))));
	tap('the worked example of PROTOCOL.md is right', exampleCheck(KEPT));
	tap('the oracle computes the first vector of the X-Wing draft',
	    draftCheck());
	passOn('C checks', await program('check', KEPT));
}

async function corpus() {
	for (const [name, op, fields, want] of [...CORPUS, ...CHAIN, ...DESK]) {
		const got = caseWrite(OURS, name, op, fields);
		tap(`oracle ${name}: ${want}`, got === want ? [] : [got]);
	}
	passOn('C', await program('check', OURS));
	tap('oracle: older versions than those seen are refused', is(falls()));
}

/* The slot of B, wrapped again by A: opens, is no repeat, another thread. */
async function rewrap(server) {
	const ask = async (envelope) => (await server.ask('open',
	    { envelope, keys: REWRAP.keys })).out;
	const first = await ask(REWRAP.good);
	const second = await ask(REWRAP.rewrapped);

	tap('a slot wrapped again opens', is(second.plain !== undefined));
	tap('a slot wrapped again has the same hb',
	    is(same(first.hb, second.hb)));
	tap('a slot wrapped again is no repeat', is(!same(first.dup,
	    second.dup)));
	tap('a slot wrapped again has a different thread',
	    is(same(first.thread, REWRAP.TB) && same(second.thread, REWRAP.TC)));
}

console.log(`# seed ${seed}: ORACLE_SEED=${seed} repeats the random cases`);
for (const dir of [MADE, OURS]) {
	fs.rmSync(dir, { recursive: true, force: true });
	fs.mkdirSync(dir, { recursive: true });
}
const malformed = program('malformed', KEPT);
await kept();
await corpus();
const server = new Server();
const report = (name, n, bad) => tap(`${name}: ${n}`, bad);
await rewrap(server);
await differential(seed, server, report);
await buildsCheck('build/wasm', seed, server, report);
server.end();
passOn('malformed', await malformed);
console.log(`1..${number}`);
process.exitCode = failed === 0 ? 0 : 1;
