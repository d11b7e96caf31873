/* tap.mjs - prints TAP; gives each step a time-out, so that hangs are named. */

let number = 0;
let failures = 0;

/* Ends a journey; its failing step is already reported. */
export class Ended extends Error {}

function say(ok, name, why) {
	number++;
	failures += ok ? 0 : 1;
	const lines = [`${ok ? 'ok' : 'not ok'} ${number} - ${name}`];
	for (const line of why ? String(why).split('\n').slice(0, 40) : [])
		lines.push(`# ${line}`);
	process.stdout.write(lines.join('\n') + '\n');
}

/* The message of an error, and the frames in tests/browser. */
function where(error) {
	const lines = String(error.stack || error).split('\n');

	return lines.filter((line) => !/^ +at /.test(line) ||
	    (/tests\/browser/.test(line) && !/tap\.mjs/.test(line)))
	    .slice(0, 30).join('\n');
}

export const failed = () => failures;
export const plan = () => process.stdout.write(`1..${number}\n`);
export const note = (text) => process.stdout.write(`# ${text}\n`);

/* Time-outs catch hangs; a machine this many times slower must pass. */
const BUSY = 4;

/* Reject after BUSY times so many milliseconds. */
export function within(idle, promise, what) {
	const ms = BUSY * idle;
	let timer;
	const late = new Promise((resolve, reject) => {
		timer = setTimeout(() => reject(
		    new Error(`${what}: no end after ${ms / 1000} s`)), ms);
	});

	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/*
 * One test. On failure, call onFail(), which may save a picture, and throw
 * Ended, because the later steps depend on this one.
 */
export async function step(name, ms, run, onFail) {
	try {
		const value = await within(ms, run(), 'this step');
		say(true, name);
		return value;
	} catch (error) {
		say(false, name, where(error));
		if (onFail)
			await within(10000, onFail(name), 'a picture').catch(
			    () => {});
		throw new Ended(name);
	}
}

/* A test on which no later step depends: a failure does not end the journey. */
export const aside = (...args) => step(...args).catch(() => undefined);

/* Poll a synchronous question until the answer is true. */
export async function until(what, ask, ms = 40000) {
	const end = Date.now() + BUSY * ms;
	let last;

	for (;;) {
		try {
			const value = await within(ms, ask(), what);
			if (value)
				return value;
			last = 'not so';
		} catch (error) {
			last = error.message; /* the page may be unloading */
		}
		if (Date.now() > end)
			throw new Error(`waited ${BUSY * ms / 1000} s for ` +
			    `${what}: ${last}`);
		await new Promise((r) => setTimeout(r, 40));
	}
}

export function need(condition, what) {
	if (!condition)
		throw new Error(what);
}

export function same(got, want, what) {
	const g = JSON.stringify(got);
	const w = JSON.stringify(want);

	if (g !== w)
		throw new Error(`${what}\ngot  ${g.slice(0, 1500)}\n` +
		    `want ${w.slice(0, 1500)}`);
}
