/* words.js - finds elements and texts of the page, and shows progress. */
'use strict';

const byId = (id) => document.getElementById(id);
const all = (selector) => Array.from(document.querySelectorAll(selector));

/* The text w_NAME in the page's language, with {n} and {of} filled in. */
function word(name, n, of) {
	const said = document.querySelector('[data-word="' + name + '"]');

	return said.textContent.replace('{n}', n).replace('{of}', of);
}

/* A failure to show to the person: the text w_e_NAME, with {n} if any. */
class Problem extends Error {
	constructor(name, n) {
		super(name);
		this.said = word('e_' + name, n);
		this.hopeless = ['seal', 'clock', 'expired'].includes(name);
	}
}

/* A new element with text, for where the page has no template. */
function element(tag, text, className) {
	const made = document.createElement(tag);

	made.textContent = text;
	if (className)
		made.className = className;
	return made;
}

/* Gives the browser time to draw. */
const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/* Shows how far a longer task is. */
function progress(name, done, of) {
	const bar = byId('bar');

	if (byId('progress').textContent !== word(name))
		byId('progress').textContent = word(name);
	if (of > 0) {
		bar.max = of;
		bar.value = done;
	} else {
		bar.removeAttribute('value');
	}
}
