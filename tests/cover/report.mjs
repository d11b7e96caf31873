/* report.mjs - reports what ran of each file, from the counts of gcov.
 *
 * usage: node report.mjs BUILD COUNTS      (from cover.sh)
 *
 * Exits with 1 if a folder of ASKED is below its figure, or a row of
 * exceptions.txt fits no line that never ran. The lines it names are left out:
 * FILE: TEXT OF THE LINE, and below it, indented, the reason. BUILD/missed.txt
 * lists all other lines that never ran.
 */

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync,
    rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/*
 * Per cent of lines, and of branches; a file counts for the first that fits.
 * Most branches of the desk that never run are for want of memory.
 */
const ASKED = {
	"crypto/os": [90, 90],
	crypto: [98, 98],
	server: [90, 90],
	"tools/terminal": [90, 90],
	"tools/desk/core": [90, 75],
	"tools/desk/book": [90, 80],
	"tools/desk/rpc": [90, 65],
	"tools/desk/confine": [85, 70],
	"tools/desk/cli": [80, 60],
};
const [build, counts] = process.argv.slice(2);
const files = new Map(); // name -> line number -> { count, branches }

const roomOf = (name) =>
	Object.keys(ASKED).find((room) => name.startsWith(`${room}/`));

function walk(dir, out = []) {
	for (const name of readdirSync(dir)) {
		const path = join(dir, name);

		if (statSync(path).isDirectory())
			walk(path, out);
		else if (name.endsWith(".gcda"))
			out.push(path);
	}
	return out;
}

function add(name, line) {
	const lines = files.get(name) ?? new Map();
	const have = lines.get(line.line_number) ?? { count: 0, branches: [] };

	have.count += line.count;
	line.branches.forEach((b, i) => {
		have.branches[i] = (have.branches[i] ?? 0) + b.count;
	});
	lines.set(line.line_number, have);
	files.set(name, lines);
}

/* gcov wants the notes beside the counts; those of an object in no program that
 * ran are empty, and it says 0 of every line. */
function gcov(counted, work) {
	const notes = counted.slice(resolve(counts).length)
		.replace(/\.gcda$/, ".gcno");
	const to = join(work, "one");

	rmSync(`${to}.gcda`, { force: true });
	if (statSync(counted).size > 0)
		copyFileSync(counted, `${to}.gcda`);
	copyFileSync(notes, `${to}.gcno`);
	const out = execFileSync("gcov", ["--json-format", "--stdout",
		"--branch-probabilities", `${to}.gcda`],
	{ maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });

	for (const file of JSON.parse(out).files) {
		const name = file.file.replace(`${process.cwd()}/`, "");

		if (roomOf(name) && existsSync(name))
			file.lines.forEach((line) => add(name, line));
	}
}

function exceptions() {
	const kept = readFileSync("tests/cover/exceptions.txt", "utf8");

	return [...kept.matchAll(/^([a-z]\S*): (.*)\n((?:\t.*\n)+)/gm)]
		.map(([, file, text]) => ({ file, text, used: false }));
}

function ratio(part) {
	const p = part[1] === 0 ? 100 : 100 * part[0] / part[1];

	return `${p.toFixed(1).padStart(5)} % of ${String(part[1]).padStart(4)}`;
}

function row(name, sum) {
	return `${name.padEnd(28)} lines ${ratio(sum.lines)}   branches ${
		ratio(sum.branches)}`;
}

const work = mkdtempSync(join(resolve(build), "gcov-"));

try {
	walk(resolve(counts)).forEach((f) => gcov(f, work));
} finally {
	rmSync(work, { recursive: true });
}
const named = exceptions();
const rooms = {};
const rows = [];
const missed = [];
let bad = 0;

function fail(what) {
	console.error(`not ok - ${what}`);
	bad = 1;
}

/* What is not whole is missed, or an exception; true if it counts. */
function counted(name, number, line, text) {
	const never = line.branches.filter((n) => n === 0).length;
	const exception = named.find((x) => x.file === name && x.text === text);

	if (line.count > 0 && never === 0)
		return true;
	if (exception) {
		exception.used = true;
		return false;
	}
	missed.push(`${name}:${number}: ${line.count === 0
		? "never" : `${never} ways`}: ${text}`);
	return true;
}

for (const [name, lines] of [...files].sort()) {
	const source = readFileSync(name, "utf8").split("\n");
	const sum = { lines: [0, 0], branches: [0, 0] };
	const room = rooms[roomOf(name)] ??=
		{ lines: [0, 0], branches: [0, 0] };

	for (const [number, line] of [...lines].sort((a, b) => a[0] - b[0])) {
		if (!counted(name, number, line,
		    (source[number - 1] ?? "").trim()))
			continue;
		sum.lines[0] += line.count > 0;
		sum.lines[1] += 1;
		sum.branches[0] += line.branches.filter((n) => n > 0).length;
		sum.branches[1] += line.branches.length;
	}
	for (const what of ["lines", "branches"])
		sum[what].forEach((n, i) => { room[what][i] += n; });
	rows.push(row(name, sum));
}
console.log(`What make cover ran of each file, but for what exceptions.txt names.

${rows.join("\n")}
`);
for (const [room, least] of Object.entries(ASKED)) {
	const sum = rooms[room] ?? { lines: [0, 1], branches: [0, 1] };

	console.log(row(`${room}/`, sum));
	["lines", "branches"].forEach((what, i) => {
		if (sum[what][0] * 100 < least[i] * sum[what][1])
			fail(`${room}: ${what} below ${least[i]} %`);
	});
}
console.log(`exceptions: ${named.length}`);
for (const x of named)
	if (!x.used)
		fail(`not an exception, it ran or is gone: ${x.file}: ${x.text}`);
writeFileSync(join(build, "missed.txt"), `${missed.join("\n")}\n`);
process.exit(bad);
