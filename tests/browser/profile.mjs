/* profile.mjs - searches the profile folder of a browser. */

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const MOZ = Buffer.from('mozLz40\0');
const GZIP = Buffer.from([0x1f, 0x8b, 8]);

/* Decode an LZ4 block to size bytes: literals and copies of earlier bytes. */
function lz4(block, size) {
	const out = Buffer.alloc(size);
	let at = 0;
	let n = 0;
	const long = (length) => {
		let more = length === 15 ? 255 : 0;

		while (more === 255) {
			more = block[at++];
			length += more;
		}
		return length;
	};

	while (at < block.length && n < size) {
		const token = block[at++];
		const literals = long(token >> 4);

		n += block.copy(out, n, at, at + literals);
		at += literals;
		if (at >= block.length)
			break;
		const back = block.readUInt16LE(at);
		at += 2;
		for (let left = long(token & 15) + 4; left > 0; left--, n++)
			out[n] = out[n - back];
	}
	return out.subarray(0, n);
}

/* Decompress all gzip data within these bytes, such as cached answers. */
function* unzipped(bytes) {
	for (let at = bytes.indexOf(GZIP); at >= 0;
	    at = bytes.indexOf(GZIP, at + 1)) {
		try {
			yield zlib.gunzipSync(bytes.subarray(at), {
			    finishFlush: zlib.constants.Z_SYNC_FLUSH });
		} catch {
			/* not gzip: the three bytes were there by chance */
		}
	}
}

/* Decode base64, in which Firefox session files hold some addresses. */
function* plain(text) {
	for (const [run] of text.matchAll(/[A-Za-z0-9+/]{24,}={0,2}/g))
		yield Buffer.from(run, 'base64');
}

/* The bytes of a file as stored, and as decompressed and decoded. */
function* readings(bytes) {
	yield bytes;
	yield* unzipped(bytes);
	if (!bytes.subarray(0, 8).equals(MOZ))
		return;
	const text = lz4(bytes.subarray(12), bytes.readUInt32LE(8));
	yield text;
	yield* plain(text.toString('latin1'));
}

function* files(dir) {
	for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
		const file = path.join(dir, entry.name);

		if (entry.isDirectory())
			yield* files(file);
		else if (entry.isFile())
			yield file;
	}
}

/* Find the needles under dir, as UTF-8 or UTF-16; returns "file: needle". */
export function find(dir, needles) {
	const wanted = needles.flatMap((needle) => ['utf8', 'utf16le'].map(
	    (code) => [needle, Buffer.from(needle, code)]));
	const found = new Set();

	for (const file of files(dir))
		for (const bytes of readings(fs.readFileSync(file)))
			for (const [needle, form] of wanted)
				if (bytes.includes(form))
					found.add(`${path.relative(dir,
					    file)}: ${needle}`);
	return [...found].sort();
}

/* Firefox: form data of any page, and scroll positions other than 0,0. */
function* statesFirefox(bytes) {
	const [, text] = readings(bytes);
	const told = [];

	JSON.parse(text.toString('utf8'), (key, value) => {
		if (key === 'formdata' || (key === 'scroll' &&
		    typeof value === 'string' && value !== '0,0'))
			told.push(`${key}: ${JSON.stringify(value)}`);
		return value;
	});
	yield* told;
}

/* Chromium: the same; a scroll position is two 32-bit numbers, 0 and down. */
function* statesChromium(bytes, down) {
	const place = Buffer.alloc(8);
	const state = Buffer.from('Blink serialized form state', 'utf16le');

	place.writeInt32LE(down || 0, 4);
	if (bytes.includes(state))
		yield `formdata: ${bytes.toString('latin1').replace(
		    /[^!-~]/g, '').slice(-500)}`;
	if (down !== undefined && bytes.includes(place))
		yield `scroll: ${down}`;
}

/*
 * Form data of any control, by whatever name, and scroll positions (in
 * Chromium only down) in the session files under dir: "file: what".
 */
export function states(dir, down) {
	const found = [];

	for (const file of files(dir)) {
		const bytes = fs.readFileSync(file);
		const said = bytes.subarray(0, 8).equals(MOZ) &&
		    /sessionstore/.test(file) ? statesFirefox(bytes) :
		    /\/Sessions\//.test(file) ? statesChromium(bytes, down) : [];

		for (const what of said)
			found.push(`${path.relative(dir, file)}: ${what}`);
	}
	return found.sort();
}

/* All pairs of adjacent groups of a code, with each likely separator. */
export function codeNeedles(code) {
	const groups = code.trim().split(' ');
	const parted = ['', ' ', '+', '-', '%20', '\u00a0', '\n', ' \n'];

	return groups.slice(1).flatMap((group, i) => parted.map(
	    (between) => groups[i] + between + group));
}

/* All addresses that a browser requested, except "/", which it may keep. */
export function addressNeedles(proxy, paths) {
	const host = new URL(proxy.url).host;

	return [`${host}/?`, ...paths.filter((p) => p !== '/').map(
	    (p) => host + p)];
}
