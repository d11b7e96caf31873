/* report.mjs - reports what bench.sh measured: a table, JSON, and TAP lines.
 *
 * usage: node report.mjs ROWS JSON [1]       1: fail if a threshold is missed
 */

import fs from 'node:fs';

const [rows, json, check] = process.argv.slice(2);
const measured = JSON.parse(`{${fs.readFileSync(rows, 'utf8')}"end": 0}`);
/* The median of what was measured more than once. */
const middle = (list) => list.toSorted((a, b) => a.per_s - b.per_s)[
    list.length >> 1];
const m = Object.fromEntries(Object.entries(measured).map(([k, v]) =>
    [k, Array.isArray(v) ? middle(v) : v]));
/* How many times as fast a is as b: the median of pairs measured in turn. */
const times = (a, b) => measured[a].map((r, i) =>
    r.per_s / measured[b][i].per_s).toSorted((x, y) => x - y)[
    measured[a].length >> 1];
const senders = [1, 8, 32, 64, 256];
const round = (x, n = 2) => Number(x.toFixed(n));

/* The form lane cannot be faster than its cryptography on all cores. */
const formBound = 1 / (4 / m.wing.per_s + 1 / m.stretch.per_s);
const mib = (kib) => round(kib / 1024, 1);
const table = [];
const tap = [];

function line(name, value, unit, bound) {
	const ratio = bound ? round(value / bound) : null;

	table.push({ name, value: round(value, 1), unit,
		bound: bound ? round(bound, 1) : null, ratio });
	return ratio;
}

/* claim NAME VALUE AT-LEAST AT-MOST */
function claim(name, value, least, most) {
	const ok = (least === null || value >= least) &&
	    (most === null || value <= most);
	const want = least === null ? `at most ${most}` : `at least ${least}`;

	tap.push(`${ok ? 'ok' : 'not ok'} ${tap.length + 1} - ${name}: ` +
	    `${round(value)}, ${want}`);
}

const failed = (k) => [measured[k]].flat().reduce((n, r) =>
    n + r.failed + r.again, 0);

for (const c of senders) {
	const d = m[`deposits.${c}`];
	const r = line(`deposits, ${c} senders`, d.per_s, '/s',
	    m[`puts.${c}`].per_s);

	table.push({ name: '  p50, p99', value: `${d.p50_ms}, ${d.p99_ms}`,
		unit: 'ms' });
	if (c === 64)
		claim('rate of 64 senders as a part of LMDB alone',
		    r, 0.6, null);
	line('  a new connection each, with /n', m[`visits.${c}`].per_s, '/s',
	    m[`puts.${c}`].per_s);
	claim(`failed deposits and visits of ${c} senders`,
	    failed(`deposits.${c}`) + failed(`visits.${c}`), null, 0);
}
claim('p99 of a deposit by 64 senders, in median commits',
    m['deposits.64'].p99_ms / m['puts.64'].commit_ms, null, 6);
claim('rate of the form lane as a part of its arithmetic',
    line('form lane, 32 senders', m['form.32'].per_s, '/s', formBound),
    0.6, null);
claim('failed tips on the form lane', failed('form.32'), null, 0);
claim('failed requests for boards, pages and notes',
    failed('board.32') + failed('page.32') + failed('notes.32'), null, 0);
line('boards, 32 visitors', m['board.32'].per_s, '/s');
line('pages, 32 visitors', m['page.32'].per_s, '/s');
line('notes, 32 visitors', m['notes.32'].per_s, '/s');
line('bare libmicrohttpd, 64 senders', m['bare.64'].per_s, '/s');
line('X-Wing by all cores', m.wing.per_s, '/s');
line('receipts stretched by all cores', m.stretch.per_s, '/s');
claim('MiB of memory at the start, without the board',
    mib(m.start.rss_anon_kib - m.start.board_kib), null, 6);
line('memory at the start', mib(m.start.rss_anon_kib), 'MiB');
for (const [k, name, most] of [['headers', 'sent headers', 64],
	['bodies', 'are half way through a tip', 256]]) {
	line(`memory when 10,000 ${name}`, mib(m[k].rss_anon_kib), 'MiB');
	claim(`clients of 10,000 that ${name}`, m[k].said.held, 10000, null);
	claim(`MiB of memory when 10,000 ${name}`,
	    mib(m[k].rss_anon_kib), null, most);
}
line('start', 1000 / m.start_up.per_s, 'ms', 1000 / m.start_bare.per_s);
claim('start-up time as a multiple of a bare server',
    times('start_bare', 'start_up'), null, 20);
line('deposits during rewriting, 64', m['rewrite.64'].per_s, '/s',
    m['deposits.64'].per_s);
line('  the longest', m['rewrite.64'].max_ms, 'ms');
claim('longest deposit during rewriting, in median commits',
    m['rewrite.64'].max_ms / m['puts.64'].commit_ms, null, 500);
claim('failed deposits during rewriting', failed('rewrite.64'), null, 0);
line('deposits into a full pool, 64', m['cap.64'].per_s, '/s',
    m['new.64'].per_s);
claim('slowdown by a full pool', times('new.64', 'cap.64'), null, 1.3);
line('sequential read', m.read.per_s, 'MiB/s');
line('a hash by one core', m.hash.per_s, 'MiB/s');
/* An export also hashes what it reads: some disks are faster than the hash. */
line('export', m.export.per_s, 'MiB/s', Math.min(m.read.per_s, m.hash.per_s));
claim('rate of export as a part of the slower of read and hash',
    Math.max(times('export', 'read'), times('export', 'hash')), 0.5, null);

/* Pairs of the desk and of the library alone, in turn, by tests/bench/desk. */
for (const n of [1000, 10000]) {
	for (const [what, of] of [['list', 'the query'], ['search',
		'the query'], ['commit', 'serialize, seal and fsync']]) {
		const d = m[`desk.${what}.${n}`];

		line(`desk of ${n} cases: ${what}`, 1000 / d.per_s, 'ms',
		    1000 / d.alone_per_s);
		if (n === 1000)
			claim(`time of a ${what}, as a multiple of ${of}`,
			    d.times, null, 3);
	}
	line('  memory for all this', mib(m[`desk.peak.${n}`].peak_kib), 'MiB');
}
claim('MB of memory for 10,000 cases',
    m['desk.peak.10000'].peak_kib * 1024 / 1e6, null, 250);
line('desk: envelopes opened', m['desk.envelopes'].per_s, '/s',
    m['desk.envelopes'].alone_per_s);
claim('rate of opening envelopes as a part of X-Wing alone',
    1 / m['desk.envelopes'].times, 0.9, null);

console.log(`${m.machine.date}, ${m.machine.cores} cores, load ${m.machine.load} ` +
    `before and ${m.after.load} after\n`);
console.log('what'.padEnd(36) + 'measured'.padStart(16) + ' ' +
    'bound'.padStart(16) + 'ratio'.padStart(8));
for (const t of table)
	console.log(t.name.padEnd(36) + String(t.value).padStart(16) + ' ' +
	    t.unit.padEnd(6) + String(t.bound ?? '').padStart(10) +
	    String(t.ratio ?? '').padStart(8));
fs.writeFileSync(json, JSON.stringify({ table, tap, measured }, null, 1));
console.log(`\n${tap.join('\n')}`);
process.exit(check && tap.some((t) => t.startsWith('not')) ? 1 : 0);
