/* serve.mjs - a desk's whole round by JSON-RPC: tips in, answers out; and what
 * serve does with a client that is wrong. */

import fs from 'node:fs';
import { Client, dir, finish, has, ok, run } from './client.mjs';
import { begin, pass, serving, typed } from './service.mjs';

const text = 'Er staat een busje – kenteken onbekend.\nأين؟ "Hoe laat?" \u202e';

/* ---- a service with one desk, and two tips --------------------------------- */
const root = begin();
const code = await serving((url) => {
	const first = run(['zegel', 'send', '--desk', 'noord', url], text).stdout;

	run(['zegel', 'send', '--desk', 'noord', url], 'Iets anders.');
	return /(\d{4} ){5}\d{4}/.exec(first)[0];
});
run(['zegeld', 'export', 'data', 'stick']);

/* ---- a round --------------------------------------------------------------- */
const c = new Client('noord', '--stick', 'stick');
let a = await c.call('session.persons');
ok(has(a, { result: { persons: [{ s: 1, initials: 'AdV' }], at_work: null } }),
    'who could be at work is listed', a);
a = await c.call('case.list');
ok(has(a, { error: { message: 'locked' } }), 'nothing is told before', a);
a = await c.call('session.unlock', { initials: 'AdV', passphrase: `${pass}!` });
ok(has(a, { error: { message: 'passphrase_wrong' } }), 'a wrong passphrase', a);
a = await c.call('session.unlock', { initials: 'AdV', passphrase: pass });
ok(has(a, { result: { at_work: { s: 1 }, journal_broken: null } }),
    'the passphrase unlocks', a);

a = await c.call('inbox.open', { stick: dir });
/* a build with sanitizers confines nothing */
ok(process.env.SAN || has(a, { error: { message: 'folder_outside' } }),
    'a folder that was not named is closed to it', a);
a = await c.call('inbox.open', { stick: 'stick' });
ok(has(a, { error: { message: 'root_unknown' } }),
    'ROOT is asked for the first time', a);
a = await c.call('inbox.open', { stick: 'stick', root: 'demo+0' });
ok(has(a, { error: { message: 'root_form' } }), 'ROOT must be one', a);
const id = c.request('inbox.open', { stick: 'stick', root });
a = await c.next((m) => m.method === 'inbox.progress');
ok(has(a, { params: { id, inbox: 1, done: 0 } }),
    'how far it is, is told while it opens', a);
a = await c.next((m) => m.id === id);
ok(has(a, { result: { found: 1, restored: false, opened: [{ inbox: 1,
    count: { ours: 2, cases: 2, first: 1 } }] } }),
    'the inbox is opened', a);

const list = await c.call('case.list');
ok(has(list, { result: { next: null, cases: [{ number: 1, standing: 'new' },
    { number: 2, standing: 'new' }] } }), 'both tips are listed', list);
a = await c.call('case.list', { search: 'ONBÉKEND' });
const number = a.result.cases[0]?.number;
ok(a.result.cases.length === 1, 'a word is found without accents', a);
a = await c.call('case.get', { number });
ok(a.result.messages[0].text === text, 'the tip is there as it was sent', a);
a = await c.call('case.shown', { number, messages: 1 });
ok(has(a, { result: {} }), 'it counts as read once it was shown', a);
a = await c.call('desk.status');
ok(has(a, { result: { name: 'noord', cases: { all: 2, unread: 1 } } }),
    'the status knows', a);

const reply = { number, text: 'Hoe laat is dat? أي ساعة؟' };
a = await c.call('reply.check', reply);
ok(has(a, { result: { unsent: 0, many_questions: true, code: false } }),
    'a reply is judged', a);
a = await c.call('reply.preview', reply);
ok(has(a, { result: { status: 'question', reads: [{ text: reply.text,
    sent: false }], drops: [] } }), 'and shown as the tipster reads it', a);
a = await c.call('reply.keep', reply);
ok(has(a, { result: { status: 'question' } }), 'and kept', a);
a = await c.call('outbox.write', { stick: 'stick' });
ok(has(a, { result: { outbox: 1, placed: 1, unread: 1, left_out: [] } }),
    'the outbox is on the stick', a);
a = await c.call('backup.write', { stick: 'stick' });
ok(has(a, { result: { backup: 1, file: 'backup-noord-1.zegel' } }) &&
    fs.existsSync('stick/backup-noord-1.zegel'), 'a backup as well', a);
a = run(['zegel-desk', 'list', 'noord', '--porcelain'], typed, true);
ok(a.status === 1 && a.stdout === '', 'the folder is taken meanwhile', a);

a = await c.call('language.set', { language: 'nl' });
ok(a.result?.language === 'nl', 'its texts are there in both languages', a);
a = await c.call('stick.list');
ok(Array.isArray(a.result?.sticks), 'what is plugged in is listed', a);

const now = await c.call('case.list');
ok(await c.close() === 0 && c.stderr === '', 'it ends with its input');
a = run(['zegel-desk', 'list', 'noord', '--porcelain'], typed);
ok(JSON.stringify(JSON.parse(a.stdout)) === JSON.stringify(now.result) &&
    /^[ -~]+\n$/.test(a.stdout), '--porcelain prints the same, in ASCII', a);
run(['zegeld', 'import', 'data', 'stick']);
a = await serving((url) => run(['zegel', 'check', url], `${code}\n`).stdout);
ok(a.includes(reply.text), 'the tipster reads the answer', a);

/* ---- clients that are wrong ------------------------------------------------ */
/* Each is sent, has an answer with ERROR, and does no harm. */
const wrong = [
	['a word', 'garbage\n', -32700],
	['an empty line', '\n', -32700],
	['binary', Buffer.from([0, 1, 255, 254, 13, 10]), -32700],
	['half an object', '{"jsonrpc":"2.0"\n', -32700],
	['a batch', '[{"jsonrpc":"2.0","id":1,"method":"case.list"}]\n', -32600],
	['33 levels', `${'['.repeat(33)}${']'.repeat(33)}\n`, -32700],
	['300,000 levels', `${'[{"a":'.repeat(150000)}\n`, -32700],
	['a line of 1 MiB', `${' '.repeat(1 << 20)}\n`, -32700],
	['a line of 20 MB', `"${'x'.repeat(2e7)}"\n`, -32700],
	['another method', '{"jsonrpc":"2.0","id":1,"method":"x"}\n', -32601],
	['no parameters', '{"jsonrpc":"2.0","id":1,"method":"case.get"}\n', -32602],
	['500,000 numbers', `{"jsonrpc":"2.0","id":1,"method":"case.list",` +
	    `"params":{"x":[${'0,'.repeat(500000)}0]}}\n`, -32602],
];
const w = new Client('noord');
for (const [name, bytes, error] of wrong) {
	w.send(bytes);
	a = await w.next();
	ok(has(a, { error: { code: error } }), `wrong: ${name}`, a);
}
w.send('{"jsonrpc":"2.0","id":"half","method":');
w.send('"session.persons"}\n');
a = await w.next();
ok(has(a, { id: 'half', result: { at_work: null } }),
    'a line may come in pieces', a);
w.send('{"jsonrpc":"2.0","id":1,"method":"session.lock"}');
const end = w.close();
a = await w.next();
ok(has(a, { error: { code: -32700 } }) && await end === 0,
    'input that ends within a line', a);

/* ---- time ------------------------------------------------------------------ */
const idle = new Client('noord', '--idle', '2');
await idle.call('session.unlock', { s: 1, passphrase: pass });
const polls = setInterval(() => {
	idle.request('stick.list');
	idle.request('desk.status');
}, 500);
a = await idle.next((m) => m.method === 'session.locked');
clearInterval(polls);
ok(has(a, { params: { reason: 'idle' } }), 'it locks when nobody works', a);
a = await idle.call('case.list');
ok(has(a, { error: { message: 'locked' } }), 'and tells nothing then', a);
a = await idle.call('session.unlock', { s: 1, passphrase: pass });
ok(has(a, { result: { at_work: { s: 1 } } }), 'until somebody unlocks', a);
ok(await idle.close() === 0, 'it ends with its input, at work or not');
finish();
