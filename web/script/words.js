/* words.js - find things on the page: elements by id, texts by name. */
'use strict';

const byId = (id) => document.getElementById(id);
const all = (selector) => Array.from(document.querySelectorAll(selector));

/* The text w_NAME of the page's language; {n} and {year} filled in. */
function word(name, n, year) {
	const said = document.querySelector('[data-word="' + name + '"]');

	return said.textContent.replace('{n}', n).replace('{year}', year);
}

/* The same about a week as wasm writes it: 2026-W31. */
function weekWord(name, week) {
	const parts = weekText(week).split('-W');

	return word(name, Number(parts[1]), parts[0]);
}

/* A failure that can be told: w_e_NAME, with {n} if there is one. */
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
