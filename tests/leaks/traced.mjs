/* traced.mjs - looks through traces of strace for what a desk must not do.
 *
 * usage: node traced.mjs TOLD TRACE...
 *
 * TOLD has lines "KIND VALUE": shown (a secret word that standard output and
 * the terminal may have), hidden (one that nobody may have), folder (whose
 * files may be opened), closed (whose files may not, but for those), output
 * (the file that standard output is, where it is one). Prints
 * "ok NAME" or "bad NAME", and notes after #. The traces are made with -f -y
 * -xx: all strings are hex, descriptors have their paths.
 */

import fs from 'node:fs';

const told = { shown: [], hidden: [], folder: [], closed: [], output: [] };

for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n')) {
	const [kind, value] = line.split(' ');

	told[kind]?.push(value);
}

const sum = { traces: 0, calls: 0, written: 0, shown: 0, opened: 0 };
const faults = { sockets: [], programs: [], secrets: [], files: [],
	unseen: [] };
const commands = new Set();
const seen = new Set();

const plain = (hex) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const below = (path, dir) => path === dir || path.startsWith(`${dir}/`);

/* The forms in which a word could be in bytes. */
const forms = (word) => {
	const b = Buffer.from(word);
	const base64 = [0, 1, 2].map((n) => Buffer.concat([Buffer.alloc(n), b])
		.toString('base64').slice(n === 0 ? 0 : n + 1, -4));

	return [word, b.toString('hex'), Buffer.from(word, 'utf16le')
		.toString('latin1'), ...base64.map((x) => x.toLowerCase())];
};
const words = [...told.shown, ...told.hidden].map((word) =>
	({ word, forms: forms(word) }));

function found(bytes)
{
	const text = bytes.toString('latin1').toLowerCase();

	return words.filter((w) => w.forms.some((f) => text.includes(f)))
		.map((w) => w.word);
}

const NET = /^(socket|connect|accept|bind|listen|send|recv|shut|getsock|getpeer|setsock)/;
const WRITE = /^p?writev?(64|2)?$/;
const OPEN = /^(open|openat|openat2|creat)$/;
/* What moves bytes that a trace does not show. */
const UNSEEN = /^(sendfile|splice|tee|vmsplice|copy_file_range|memfd_create)/;

/* Is the descriptor of ${rest} standard output or a terminal? */
function is_shown(rest)
{
	const [, fd, hex] = /^(\d+)(?:<([^>]*)>)?/.exec(rest) ?? [];
	const path = plain(hex ?? '').toString();

	return /^\/dev\/(tty|pts\/\d+)$/.test(path) || (fd === '1' &&
	    (told.output.includes(path) || path.startsWith('pipe:')));
}

function strings(rest)
{
	return Buffer.concat([...rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)]
		.flatMap((m) => [plain(m[1]), Buffer.from('\0')]));
}

function written(call, rest, where)
{
	const bytes = strings(rest);
	const has = found(bytes);

	sum.calls++;
	if (WRITE.test(call) && is_shown(rest)) {
		sum.shown += bytes.length;
		has.filter((word) => told.hidden.includes(word)).forEach((word) =>
			faults.secrets.push(`${where}: shows ${word}`));
		has.forEach((word) => seen.add(word));
		return;
	}
	if (WRITE.test(call))
		sum.written += bytes.length;
	if (has.length > 0)
		faults.secrets.push(`${where}: ${call} of ${has}`);
}

function opened(rest, where)
{
	const path = /\) += \d+<([^>]*)>$/.exec(rest);

	if (path === null)
		return;
	const file = plain(path[1]).toString();

	sum.opened++;
	if (told.closed.some((dir) => below(file, dir)) &&
	    !told.folder.some((dir) => below(file, dir)))
		faults.files.push(`${where}: ${file}`);
}

/* One line: PID CALL(REST, or PID <... CALL resumed> REST. */
function judge(line, first, where)
{
	const m = /^\d+ +(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)$/.exec(line);

	if (m === null)
		return;
	const [, call, rest] = m;
	const failed = / = -1 E\w+ \(/.test(rest) || / = \?$/.test(rest);

	if (call.startsWith('exec')) {
		if (!first)
			faults.programs.push(`${where}: ${call}`);
		return;
	}
	if (NET.test(call) && !failed)
		faults.sockets.push(`${where}: ${call}`);
	if ((UNSEEN.test(call) && !failed) || (call === 'mmap' &&
	    /MAP_SHARED/.test(rest) && /PROT_WRITE/.test(rest)))
		faults.unseen.push(`${where}: ${call}`);
	if (OPEN.test(call))
		opened(rest, where);
	if (call !== 'mmap')
		written(call, rest, where);
}

for (const trace of process.argv.slice(3)) {
	const lines = fs.readFileSync(trace, 'latin1').split('\n');
	const args = strings(lines[0] ?? '').toString().split('\0');
	const command = args[2] || 'menu';

	if (!/ execve\(/.test(lines[0] ?? '') || !/ = 0$/.test(lines[0]) ||
	    lines.length < 50)
		faults.unseen.push(`${trace}: no trace`);
	commands.add(command);
	sum.traces++;
	lines.forEach((line, i) => judge(line, i === 0, command));
}
for (const word of told.shown)
	if (!seen.has(word))
		faults.unseen.push(`${word} was never shown`);
if (sum.written < 1 << 20)
	faults.unseen.push(`only ${sum.written} bytes were written`);

function say(name, list)
{
	console.log(`${list.length === 0 ? 'ok' : 'bad'} ${name}`);
	[...new Set(list)].slice(0, 20).forEach((f) => console.log(`# ${f}`));
}

say('no command opens a socket', faults.sockets);
say('no command runs a program', faults.programs);
say('no secret word is in a byte written, nor a passphrase in one shown',
    faults.secrets);
say('no file is opened in a temporary or home folder', faults.files);
say('the traces show all that is written, and words where they may be',
    faults.unseen);
console.log(`# ${sum.traces} traces: ${sum.calls} calls wrote ${sum.written
} bytes to files, ${sum.shown} to standard output or a terminal, and ${
	sum.opened} files were opened`);
commands.forEach((c) => console.log(`# command ${c}`));
