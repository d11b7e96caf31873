/* tip.js - the C code: WebAssembly, or its translation where that is off. */
'use strict';

/* web/entry.h says what each function does. */
const BUFFER = { in: 0, out: 1, notes: 2, board: 3, envelope: 4 };
const ERR = { format: 1, long: 2, check: 3, expired: 8, clock: 9, missing: 11 };
const STRETCH_SLICE = 64;
const CODE_MOST = 1000; /* characters typed for a code, marks and all */
const FRAME = 50; /* ms of work between two looks at the page */

let tip = null;
let loading = null;

const imports = {
	wasi_snapshot_preview1: {
		random_get: (at, n) => {
			for (let i = 0; i < n; i += 65536)
				crypto.getRandomValues(new Uint8Array(
				    tip.memory.buffer, at + i,
				    Math.min(65536, n - i)));
			return 0;
		},
	},
};

/* The translation, as a script of its own. */
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
	tip = typeof WebAssembly === 'object' ? await loadWasm() :
	    await loadScript();
	tip._initialize();
	if (tip.start() !== 0)
		throw new Problem('seal');
	if (tip.pin(put(document.body.dataset.root)) !== 0)
		throw new Problem('keys');
}

/* Ready to seal; may be asked at any time, and again after a failure. */
function ready() {
	if (!loading)
		loading = loadTip().catch((failure) => {
			loading = null;
			tip = null;
			throw failure instanceof Problem ? failure :
			    new Problem('seal');
		});
	return loading;
}

/* The n bytes of a buffer, or all of it; good until the next call. */
const view = (which, n) => new Uint8Array(tip.memory.buffer,
    tip.buffer(BUFFER[which]), n === undefined ?
	tip.size(BUFFER[which]) : n);

/* Text, or bytes, into a buffer; returns how many. */
function put(what, which = 'in') {
	const bytes = typeof what === 'string' ?
	    new TextEncoder().encode(what) : new Uint8Array(what);

	if (bytes.length > tip.size(BUFFER[which]))
		throw new Problem(which === 'in' ? 'long' : 'server');
	view(which).set(bytes);
	return bytes.length;
}

const taken = (n) => new TextDecoder().decode(view('out', n).slice());

function weekText(week) {
	return taken(tip.week_print(week));
}

/* A receipt drawn, or read: its six groups. */
function drawCode() {
	return taken(tip.receipt_draw());
}

function readCode(typed) {
	const n = tip.receipt_read(put(typed.slice(0, CODE_MOST)));

	if (n < 0)
		throw new Problem(n === -ERR.check ? 'check' : 'code');
	return taken(n);
}

/* A code that stands in a text, as six groups; none, or no telling yet: ''. */
function codeIn(text) {
	const n = tip && text.length <= tip.size(BUFFER.in) / 3 ?
	    tip.receipt_find(put(text)) : 0;

	return n > 0 ? taken(n) : '';
}

/* Gives the browser time to draw. */
const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/* Everything that grows from the code; slow where there is no WebAssembly. */
async function openCode(code) {
	let left;
	let from = performance.now();

	readCode(code);
	do {
		left = tip.stretch(STRETCH_SLICE);
		if (performance.now() - from < FRAME)
			continue;
		progress('p_open', 4096 - left, 4096);
		await rest(0);
		from = performance.now();
	} while (left > 0);
}

/* An envelope of what, to its desks; minus an ERR if that fails. */
function sealTo(what) {
	tip.seal_begin();
	for (const desk of what.desks) {
		const e = tip.seal_desk(deskIndex(desk));

		if (e !== 0)
			throw new Problem(e === -ERR.missing ? 'stopped' :
			    'desks');
	}
	tip.seal_text(put(what.text));
	for (const [field, value] of what.answers)
		if (tip.seal_answer(field, put(value)) !== 0)
			throw new Problem('long');
	return tip.seal_end(what.kind, what.code ? 1 : 0, what.week);
}

/*
 * Seals what: {kind, desks, text, answers, code, week}, or for nobody {kind:
 * KIND.look, code}; the envelope. Who wants no code has one drawn all the same,
 * which nobody sees: sealing takes as long.
 */
async function seal(what) {
	await openCode(what.code || drawCode());
	progress('p_seal');
	await rest(30);
	const e = what.kind === KIND.look ? tip.seal_dummy() : sealTo(what);
	if (e !== 0)
		throw new Problem(e === -ERR.long ? 'long' :
		    e === -ERR.format ? 'text' : 'seal');
	return view('envelope').slice();
}

/* Each desk's answer to the code that was opened. */
function readCells() {
	const found = [];

	for (let desk = 0; desk < tip.desks(); desk++) {
		const status = tip.cell(desk);
		const texts = [];

		if (status < 0)
			continue;
		for (let k = 0; k < tip.cell_texts(); k++)
			texts.push({ week: tip.cell_text_week(k),
			    text: taken(tip.cell_text(k)) });
		found.push({ desk, status, texts, week: tip.cell_week(),
		    opened: tip.cell_opened() });
	}
	return found;
}
