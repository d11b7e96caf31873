/* games.mjs - sends requests that no browser sends and checks that each can be
 * read in one way only.
 *
 * usage: games.mjs PORT
 *
 * A whole GET /n follows each request. A row says how many answers may come; 1:
 * what follows is never read as a request; 2: it is read as one. Every answer
 * has the same headers and our own words, whether our code or libmicrohttpd
 * refused the request.
 */

import * as w from './wire.mjs';

const port = Number(process.argv[2]);
const type = 'Content-Type: application/octet-stream\r\n';
const x = `POST /x HTTP/1.1\r\nHost: x\r\n${type}`;
const page = 'GET / HTTP/1.1\r\nHost: x\r\n';
const next = w.get('/n');
const env = w.envelope().toString('latin1');
const whole = `${x}Content-Length: ${w.SIZE}\r\n\r\n${env}`;
const length = (value, body = env) => `${x}${value}\r\n\r\n${body}`;
/* A form whose Content-Length is over the limit; only FIRST is sent of it. */
const tooLong = (lang, first, more = '') => 'POST / HTTP/1.1\r\nHost: x\r\n' +
	`Accept-Language: ${lang}\r\n${more}` +
	'Content-Type: application/x-www-form-urlencoded\r\n' +
	`Content-Length: 20000000\r\n\r\n${first}`;
const chunks = 'Transfer-Encoding: chunked\r\n';
const end = '0\r\n\r\n';

/* name, bytes, the most answers, the possible statuses of the first (0: none),
 * and a pattern for its body */
const games = [
	['an honest deposit', whole, 2, [200]],
	['ten requests at once', next.repeat(9), 10, [200]],
	['a deposit after a page', `${page}\r\n${whole}`, 3, [203]],
	['two equal lengths', length(
	    `Content-Length: ${w.SIZE}\r\nContent-Length: ${w.SIZE}`), 1, [411, 400]],
	['two lengths, the first right', length(
	    `Content-Length: ${w.SIZE}\r\nContent-Length: 5`), 1, [411, 400]],
	['two lengths, the second right', length(
	    `Content-Length: 5\r\nContent-Length: ${w.SIZE}`), 1, [411, 400]],
	['a list of two lengths', length(
	    `Content-Length: ${w.SIZE}, ${w.SIZE}`), 1, [411, 400]],
	['a length, then chunks', length('Content-Length: 5\r\n' +
	    'Transfer-Encoding: chunked', end), 1, [411, 400]],
	['chunks, then a length', length('Transfer-Encoding: chunked\r\n' +
	    'Content-Length: 5', end), 1, [411, 400]],
	['chunks', length(chunks.trim(), end), 1, [411, 400]],
	['a chunk whose size is no number', length(chunks.trim(),
	    `zz\r\nhello\r\n${end}`), 1, [411, 400]],
	['a chunk of 2^64', length(chunks.trim(),
	    `fffffffffffffffff\r\n${end}`), 1, [411, 400]],
	['an unknown transfer encoding', length(
	    'Transfer-Encoding: xchunked', end), 1, [411, 400]],
	['chunks, with a blank before the colon', length(
	    'Transfer-Encoding : chunked', end), 1, [411, 400]],
	['chunks, with a tab before the name', length(
	    '\tTransfer-Encoding: chunked', end), 1, [411, 400]],
	['two transfer encodings', length(
	    `${chunks}Transfer-Encoding: identity`, end), 1, [411, 400]],
	['a page with a length', `${page}Content-Length: ${next.length}\r\n\r\n`,
		1, [203]],
	['a page with two lengths', `${page}Content-Length: 0\r\n` +
	    `Content-Length: ${next.length}\r\n\r\n`, 1, [203, 400]],
	['a page with an empty length', `${page}Content-Length: \r\n\r\n`, 1,
		[203, 400]],
	['a page with chunks', `${page}${chunks}\r\n${end}`, 1, [203, 400]],
	['a length with a plus', length(`Content-Length: +${w.SIZE}`), 1,
		[400, 411]],
	['a length of -1', length('Content-Length: -1'), 1, [400, 411]],
	['a length in hex', length('Content-Length: 0x4000'), 1, [400, 411]],
	['a length of 2^64', length('Content-Length: 18446744073709551616'), 1,
		[400, 411, 413]],
	['a length of 2^64-1', length(
	    'Content-Length: 18446744073709551615'), 1, [400, 411, 413]],
	['a length with leading zeros', length(
	    `Content-Length: 00${w.SIZE}`), 1, [411]],
	['a length with a blank', length('Content-Length: 16 384'), 1,
		[400, 411]],
	['a folded length', length(`Content-Length:\r\n ${w.SIZE}`), 1,
		[400, 411]],
	['no length', length('X: y'), 1, [411]],
	['an empty deposit', length('Content-Length: 0', ''), 2, [400]],
	['a deposit of five bytes', length('Content-Length: 5', 'hello'), 2,
		[200]],
	['a deposit one byte too long', length(
	    `Content-Length: ${w.SIZE + 1}`, `${env}x`), 1, [413]],
	['a form of 20 MB', tooLong('nl', 'do=form'), 1, [413],
		/lang="nl".*veel te lang.*Ga terug met je browser/s],
	['a form of 20 MB, nothing of it sent', tooLong('de, nl', ''), 1, [413],
		/lang="nl".*class="error"/s],
	['a form of 20 MB that expects to continue', tooLong('en',
	    '', 'Expect: 100-continue\r\n'), 1, [413],
		/lang="en".*far too long.*Go back with your browser/s],
	['no Host header', 'GET / HTTP/1.1\r\n\r\n', 1, [400]],
	['two Host headers', 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 1,
		[400]],
	['a deposit without a Host header', whole.replace('Host: x\r\n', ''), 1,
		[400]],
	['HTTP/0.9', 'GET /\r\n\r\n', 1, [400]],
	['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 1, [505]],
	['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 1, [203]],
	['a blank before the method', ` ${page}\r\n`, 1, [400, 0]],
	['a CR without LF', 'GET / HTTP/1.1\rHost: x\r\r', 1, [400, 0]],
	['a header without a colon', `${page}Abc\r\n\r\n`, 1, [400]],
	['a path of 60,000 bytes',
		`GET /${'a'.repeat(60000)} HTTP/1.1\r\n\r\n`, 1, [414]],
	['a header of 60,000 bytes',
		`${page}A: ${'a'.repeat(60000)}\r\n\r\n`, 1, [431]],
	['9,000 headers', `${page}${'a:b\r\n'.repeat(9000)}\r\n`, 1, [431]],
	['CONNECT', 'CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n', 2,
		[404, 405, 400]],
	['an upgrade', `${page}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`, 2,
		[203]],
	['a part of the board', 'GET /b HTTP/1.1\r\nHost: x\r\n' +
	    'Range: bytes=0-1\r\n\r\n', 2, [200]],
	['an unknown expectation', `${x}Expect: 200-ok\r\n` +
	    `Content-Length: ${w.SIZE}\r\n\r\n${env}`, 2, [200, 417]],
];

/* The headers that every answer has once, and those it may have besides. */
const always = {
	'cache-control': /^no-store$/,
	'content-length': /^\d+$/,
	'content-security-policy':
	    /^default-src 'none'; .*frame-ancestors 'none'(; style-src 'self')?$/,
	'cross-origin-embedder-policy': /^require-corp$/,
	'cross-origin-opener-policy': /^same-origin$/,
	'cross-origin-resource-policy': /^same-origin$/,
	'permissions-policy': /^([a-z0-9-]+=\(\),){70,}[a-z0-9-]+=\(\)$/,
	'referrer-policy': /^no-referrer$/,
	'x-content-type-options': /^nosniff$/,
	'x-frame-options': /^DENY$/,
};
const besides = {
	allow: /^(GET, HEAD, )?POST$|^GET, HEAD$/,
	connection: /^close$/,
	'content-encoding': /^gzip$/,
	'content-type': /^(text\/(html|plain); charset=utf-8|application\/.*)$/,
};
const words = ['The request is malformed or too long. The page is at /\n',
	'The request is empty, or is not HTTP.\n', 'The request is too long.\n',
	'There is nothing here. The page is at /\n',
	'This address does not take such a request.\n',
	'The request needs a Content-Length header.\n'];

/* List what is wrong with the headers or the words of an answer. */
function strange({ head, body }) {
	const lines = head.split('\r\n').slice(1).map((line) => {
		const at = line.indexOf(': ');

		return [line.slice(0, at).toLowerCase(), line.slice(at + 2)];
	});
	const seen = Object.fromEntries(lines);
	const wrong = lines.filter(([name, value]) =>
		!(always[name] ?? besides[name])?.test(value)).map(String);

	if (Object.keys(seen).length !== lines.length)
		wrong.push('a header twice');
	for (const name of Object.keys(always))
		if (!Object.hasOwn(seen, name))
			wrong.push(`no ${name}`);
	if (seen['content-type']?.startsWith('text/plain') &&
	    !words.includes(body.toString()))
		wrong.push(`the words: ${body}`);
	return wrong;
}

async function play([name, bytes, most, statuses, has]) {
	const s = await w.open(port, '127.0.0.1');

	s.removeAllListeners('error');
	s.on('error', () => {});
	s.write(Buffer.from(bytes + next, 'latin1'));
	/* wait for all expected answers, then for one too many */
	await w.until(s, () => w.answers(s.got).all.length >= most,
	    w.PATIENCE);
	await w.sleep(20);
	const { all, left } = w.answers(s.got);
	const first = all[0]?.status ??
	    Number(/^HTTP\/1\.[01] (\d{3})/.exec(left)?.[1] ?? 0);
	const wrong = [];

	if (!statuses.includes(first))
		wrong.push(`answered ${first}`);
	if (most > 1 && all.length !== most)
		wrong.push(`${all.length} answers, not ${most}`);
	if (most === 1 && (all.length > 1 || !s.ended))
		wrong.push(`${all.length} answers, ${s.ended ? '' : 'not '}ended`);
	if (left.length > 0)
		wrong.push(`${left.length} bytes after the last answer`);
	if (has && !has.test(all[0]?.body.toString()))
		wrong.push('not the expected page');
	for (const answer of all)
		wrong.push(...strange(answer));
	s.destroy();
	const after = await w.ask(port, '127.0.0.1', next);

	if (after?.status !== 200)
		wrong.push('the next client is not served');
	console.log(`${wrong.length ? 'not ok' : 'ok'} - game: ${name}` +
	    (wrong.length ? `: ${wrong.join(', ')}` : ''));
}

for (const game of games)
	await play(game);
console.log(`tried ${games.length}`);
