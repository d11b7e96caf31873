/* tip.js - loads the C code, as WebAssembly or translated, and calls it. */
'use strict';

/* web/entry.h says what each function does. */
const BUFFER = { in: 0, out: 1, notes: 2, board: 3, envelope: 4 };
const ERR = { format: 1, long: 2, check: 3, expired: 8, clock: 9, missing: 11 };
const KIND = { look: 0, tip: 1, more: 2, close: 3 };
const STRETCH_SLICE = 64;
const CODE_MOST = 1000; /* characters of a typed code, with separators */
const FRAME = 50; /* ms of work before the page may draw again */
const DAY = 86400000; /* ms */

const imports = {
	wasi_snapshot_preview1: {
		random_get: (at, n) => {
			for (let i = 0; i < n; i += 65536)
				crypto.getRandomValues(new Uint8Array(
				    state.tip.memory.buffer, at + i,
				    Math.min(65536, n - i)));
			return 0;
		},
	},
};

/* Loads the translation to JavaScript, a script of its own. */
async function loadScript() {
	try {
		await runFile('/tip.js', document.body.dataset.tip);
	} catch (failure) {
		throw new Problem('net');
	}
	if (typeof tip_js !== 'function')
		throw new Problem('seal');
	return tip_js(imports);
}

async function loadWasm() {
	const bytes = await ask('/tip.wasm',
	    { integrity: document.body.dataset.wasm });

	try {
		const made = await WebAssembly.instantiate(bytes, imports);
		return made.instance.exports;
	} catch (refused) {
		return loadScript();
	}
}

async function loadTip() {
	progress('p_load');
	state.tip = typeof WebAssembly === 'object' ? await loadWasm() :
	    await loadScript();
	state.tip._initialize();
	if (state.tip.start() !== 0)
		throw new Problem('seal');
	if (state.tip.pin(put(document.body.dataset.root)) !== 0)
		throw new Problem('keys');
}

/* Loads the C code once; may be called at any time, again after a failure. */
function ready() {
	if (!state.loading)
		state.loading = loadTip().catch((failure) => {
			state.loading = null;
			state.tip = null;
			throw failure instanceof Problem ? failure :
			    new Problem('seal');
		});
	return state.loading;
}

/* The first n bytes of a buffer, or all; valid until the next call. */
const view = (which, n) => new Uint8Array(state.tip.memory.buffer,
    state.tip.buffer(BUFFER[which]), n === undefined ?
	state.tip.size(BUFFER[which]) : n);

/* Writes text or bytes to a buffer; returns the number of bytes. */
function put(what, which = 'in') {
	const bytes = typeof what === 'string' ?
	    new TextEncoder().encode(what) : new Uint8Array(what);

	if (bytes.length > state.tip.size(BUFFER[which]))
		throw new Problem(which === 'in' ? 'long' : 'server');
	view(which).set(bytes);
	return bytes.length;
}

const taken = (n) => new TextDecoder().decode(view('out', n).slice());

/* A day, counted from 1970, as a date in the page's language. */
const dayText = (day, more) => new Date(day * DAY).toLocaleDateString(
    document.documentElement.lang, Object.assign({ day: 'numeric',
    month: 'long', year: 'numeric', timeZone: 'UTC' }, more));

/* The text w_NAME with the Monday of a week filled in. */
const weekWord = (name, week) => word(name, dayText(
    state.tip.week_monday(week), { weekday: 'long' }));

/* The directory's index of the desk with this key name. */
const deskIndex = (name) => state.tip.desk_find(put(name));

/* Draws a receipt, or reads a typed one; returns its six groups. */
function drawCode() {
	return taken(state.tip.receipt_draw());
}

function readCode(typed) {
	const n = state.tip.receipt_read(put(typed.slice(0, CODE_MOST)));

	if (n < 0)
		throw new Problem(n === -ERR.check ? 'check' : 'code');
	return taken(n);
}

/* A code in a text, as six groups; '' if there is none, or nothing can tell. */
function codeIn(text) {
	const n = state.tip && text.length <= state.tip.size(BUFFER.in) / 3 ?
	    state.tip.receipt_find(put(text)) : 0;

	return n > 0 ? taken(n) : '';
}

/* Derives the root of the code; slow without WebAssembly. */
async function openCode(code) {
	let left;
	let from = performance.now();

	readCode(code);
	do {
		left = state.tip.stretch(STRETCH_SLICE);
		if (performance.now() - from < FRAME)
			continue;
		progress('p_open', 4096 - left, 4096);
		await rest(0);
		from = performance.now();
	} while (left > 0);
}

/* Seals what to its desks; returns 0, or minus an ERR. */
function sealTo(what) {
	state.tip.seal_begin();
	for (const desk of what.desks) {
		const e = state.tip.seal_desk(deskIndex(desk));

		if (e !== 0)
			throw new Problem(e === -ERR.missing ? 'stopped' :
			    'desks');
	}
	state.tip.seal_text(put(what.text));
	for (const [field, value] of what.answers)
		if (state.tip.seal_answer(field, put(value)) !== 0)
			throw new Problem('long');
	return state.tip.seal_end(what.kind, what.code ? 1 : 0, what.week);
}

/*
 * Seals what: {kind, desks, text, answers, code, week}, or a dummy for {kind:
 * KIND.look, code}; returns the envelope. Without a code one is drawn that
 * nobody sees, so that sealing takes as long.
 */
async function seal(what) {
	await openCode(what.code || drawCode());
	progress('p_seal');
	await rest(30);
	const e = what.kind === KIND.look ? state.tip.seal_dummy() : sealTo(what);
	if (e !== 0)
		throw new Problem(e === -ERR.long ? 'long' :
		    e === -ERR.format ? 'text' : 'seal');
	return view('envelope').slice();
}

/* Reads each desk's answer to the code of openCode(). */
function readCells() {
	const found = [];

	for (let desk = 0; desk < state.tip.desks(); desk++) {
		const status = state.tip.cell(desk);
		const texts = [];

		if (status < 0)
			continue;
		for (let k = 0; k < state.tip.cell_texts(); k++)
			texts.push({ week: state.tip.cell_text_week(k),
			    text: taken(state.tip.cell_text(k)) });
		found.push({ desk, status, texts, week: state.tip.cell_week(),
		    opened: state.tip.cell_opened() });
	}
	return found;
}
