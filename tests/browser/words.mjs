/* words.mjs - reads the page's texts from its language files. */

import fs from 'node:fs';

const quoted = (line) => JSON.parse(line.slice(line.indexOf('"')));

function read(lang) {
	const file = new URL(`../../web/lang/${lang}.po`, import.meta.url);
	const words = {};
	let id = '';
	let into = null;

	for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
		if (line.startsWith('msgid ')) {
			id = quoted(line);
			into = null;
		} else if (line.startsWith('msgstr ')) {
			words[id] = quoted(line);
			into = id;
		} else if (line.startsWith('"') && into !== null) {
			words[into] += quoted(line);
		}
	}
	return words;
}

export const words = Object.fromEntries(['nl', 'en', 'ar', 'pl'].map(
    (lang) => [lang, read(lang)]));
