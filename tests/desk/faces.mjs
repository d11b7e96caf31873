/* faces.mjs - the same round by commands and by serve, at two copies of one
 * desk: their casebooks are the same afterwards. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { Client, finish, has, ok, run } from './client.mjs';
import { begin, pass, serving, typed } from './service.mjs';

const colleague = 'een andere zin voor het meldpunt';
const newer = 'nog een zin voor dat meldpunt';
const third = 'de zin van een derde persoon';
const question = 'Hoe laat was dat?\nEn waar?';

/*
 * Each step: who, as a command (after it the folder, then the rest; and what is
 * typed behind the passphrase), and as calls of methods.  STICK is the one of
 * that face.
 */
const first = [
	['AdV', ['open', ['STICK']], [['inbox.open', { stick: 'STICK' }]]],
	['AdV', ['list', ['--search', 'busje']],
		[['case.list', { search: 'busje' }]]],
	...[1, 2, 3].map((number) => ['AdV', ['show', [`${number}`]],
		[['case.get', { number }], ['case.shown', { number, messages: 1 }]]]),
	...[1, 2].map((number) => ['AdV', ['reply', [`${number}`], [question]],
		[['reply.keep', { number, text: question }]]]),
	['AdV', ['reply', ['2', '--status', 'done', '--instead']],
		[['reply.keep', { number: 2, status: 'done', beside: 'instead' }]]],
	['AdV', ['junk', ['3']], [['case.junk', { number: 3, junk: true }]]],
	['AdV', ['outbox', ['STICK']], [['outbox.write', { stick: 'STICK' }]]],
];
const second = [
	['AdV', ['open', ['STICK']], [['inbox.open', { stick: 'STICK' }]]],
	...[1, 2, 3].map((number) => ['AdV', ['show', [`${number}`]],
		[['case.shown', { number, messages: 2 }]]]),
	['AdV', ['junk', ['3', '--back']],
		[['case.junk', { number: 3, junk: false }]]],
	['AdV', ['reply', ['3'], ['Dank u.']],
		[['reply.keep', { number: 3, text: 'Dank u.' }]]],
	['AdV', ['reply', ['3', '--both'], ['Nog iets.']],
		[['reply.keep', { number: 3, text: 'Nog iets.', beside: 'too' }]]],
	['AdV', ['renew', ['STICK'], [pass]],
		[['keys.renew', { stick: 'STICK', passphrase: pass }]]],
	['AdV', ['staff-add', ['--person', 'Piet Bakker', '--initials', 'PB',
		'-m', '256'], [colleague]],
	[['staff.add', { name: 'Piet Bakker', initials: 'PB',
		passphrase: colleague, mib: 256 }]]],
	['AdV', ['staff-add', ['--person', 'Karin Smit', '--initials', 'KS',
		'-m', '256'], [third]],
	[['staff.add', { name: 'Karin Smit', initials: 'KS',
		passphrase: third, mib: 256 }]]],
	['PB', ['proposals', []], [['proposal.list']]],
	['PB', ['release', ['1']], [['proposal.release', { proposal: 1 }]]],
	['PB', ['staff-passphrase', ['-m', '256'], [colleague, newer]],
		[['staff.passphrase', { old: colleague, passphrase: newer,
			mib: 256 }]]],
	['AdV', ['staff-recover', ['KS', '-m', '256'], [third]],
		[['staff.recover', { initials: 'KS', passphrase: third,
			mib: 256 }]]],
	['AdV', ['release', ['2', '--with', 'PB'], [newer]],
		[['session.second', { proposal: 2, initials: 'PB',
			passphrase: newer }]]],
	['PB', ['staff-recover', ['KS', '-m', '256'], [third]],
		[['staff.recover', { initials: 'KS', passphrase: third,
			mib: 256 }]]],
	['AdV', ['withdraw', ['3']], [['proposal.withdraw', { proposal: 3 }]]],
	['AdV', ['staff-remove', ['KS']], [['staff.remove', { initials: 'KS' }]]],
	['AdV', ['backup', ['STICK']], [['backup.write', { stick: 'STICK' }]]],
	['PB', ['outbox', ['STICK']], [['outbox.write', { stick: 'STICK' }]]],
	['PB', ['log', ['--verify']], [['log.verify']]],
];

/* ---- the two faces --------------------------------------------------------- */
const now = { AdV: pass, PB: colleague };
let client = null;
let at = null; /* who is at work in it */

function by_command(who, [name, args, more = []])
{
	const words = ['zegel-desk', name, 'cli',
		...args.map((a) => (a === 'STICK' ? 'cli.stick' : a)), '--as', who];

	return run(words, `${[now[who], ...more].join('\n')}\n`, true);
}

async function by_calls(who, calls)
{
	const said = [];

	if (at !== who) {
		if (at !== null)
			await client.call('session.lock');
		said.push(await client.call('session.unlock',
			{ initials: who, passphrase: now[who] }));
		at = who;
	}
	for (const [method, params] of calls)
		said.push(await client.call(method, params &&
		    JSON.parse(JSON.stringify(params).replace('STICK',
			'rpc.stick'))));
	return said;
}

/* What waits for a second person is no failure. */
const did = (a) => has(a, { error: { message: 'second_needed' } }) ||
    (a !== null && a.error === undefined);

async function both(steps)
{
	for (const [who, command, calls] of steps) {
		const one = by_command(who, command);
		const two = await by_calls(who, calls);
		const what = [command[0], ...command[1]].join(' ');

		ok(one.status === 0 && two.every(did), `${who}: ${what}`,
		    one.stderr, ...two.filter((a) => !did(a)));
		if (command[0] === 'staff-passphrase')
			now[who] = command[2][1];
	}
}

/* ---- dumps ----------------------------------------------------------------- */
/* Each row, with bytes and days replaced by their order of appearance. */
function dump(folder)
{
	const r = run(['../tests/desk/dump', folder, 'AdV'], typed);
	const seen = new Map();
	const order = (kind, value) => {
		const key = `${kind} ${value}`;

		if (!seen.has(key))
			seen.set(key, `${kind} ${seen.size}`);
		return seen.get(key);
	};

	return r.stdout.trim().split('\n').map((line) => JSON.stringify(
		Object.entries(JSON.parse(line)).map(([k, v]) => [k,
			/^x[0-9a-f]{16,}$/.test(v) ? order('bytes', v) :
			    /^(day|week)$/.test(k) ? order('day', v) : v])));
}

function copies()
{
	for (const face of ['cli', 'rpc'])
		spawnSync('sh', ['-c', `mkdir -p ${face}.stick &&
			cp stick/* ${face}.stick`]);
}

/* ---- the round ------------------------------------------------------------- */
const root = begin();
const code = await serving((url) => ['Er staat een busje.', 'Iets anders.',
	'Nog een busje.'].map((text) => /(\d{4} ){5}\d{4}/.exec(run(['zegel',
	'send', '--desk', 'noord', url], text).stdout)[0]));
run(['zegeld', 'export', 'data', 'stick']);
copies();
for (const face of ['cli', 'rpc'])
	spawnSync('cp', ['-a', 'noord', face]);
first[0][1][1].push('--root', root);
first[0][2][0][1].root = root;
client = new Client('rpc', '--stick', 'rpc.stick');
await both(first);
spawnSync('sh', ['-c', 'cp cli.stick/*.outbox* stick']);
run(['zegeld', 'import', 'data', 'stick']);
await serving((url) => code.map((c) => run(['zegel', 'send', '--receipt', url],
    `${c}\nEn dit nog.`)));
run(['zegeld', 'export', 'data', 'stick']);
copies();
await both(second);
ok(await client.close() === 0, 'serve ends with its input');

const one = dump('cli');
const two = dump('rpc');
const differ = one.map((line, i) => [line, two[i]]).filter(([a, b]) => a !== b);
const tables = new Set(one.map((line) => JSON.parse(line)[0].join(' ')));
ok(one.length > 60 && one.length === two.length && differ.length === 0,
    `the casebooks of both faces have the same ${one.length} rows`,
    `${one.length} rows and ${two.length}`, ...differ.slice(0, 5).flat());
for (const t of ['casefile', 'message', 'reply', 'replay', 'person', 'journal',
	'schedule', 'link', 'backup'])
	ok(tables.has(`table ${t}`), `control: the dump has rows of ${t}`);
ok(fs.existsSync('cli.stick/002.noord.outbox') &&
    fs.existsSync('rpc.stick/002.noord.outbox'), 'both wrote two outboxes');
finish();
