/* order.mjs - checks that each script of the page uses only those before it.
 *
 * usage: order.mjs FILE...     in load order; prints names used too early, and
 *                              files of their folder that are not given
 */

import fs from 'node:fs';
import path from 'node:path';

const TOP = /^(?:async )?(?:function|const|let|class) (\w+)/gm;
/* Comments, strings, patterns, members and keys, which are not our names. */
const OTHER = /\/\*.*?\*\/|'(?:\\.|[^'\\\n])*'|\/(?:\\.|[^/\\\n*])+\/[gu]*(?=[,;)\].])|\.\w+|\b\w+:/gs;
const files = process.argv.slice(2).map((name) => {
	const text = fs.readFileSync(name, 'utf8');

	return { name, declares: [...text.matchAll(TOP)].map((m) => m[1]),
	    uses: new Set(text.replace(OTHER, ' ').match(/\b[A-Za-z_]\w*/g)) };
});
const folder = path.dirname(process.argv[2]);
let bad = 0;

for (const name of fs.readdirSync(folder))
	if (!process.argv.includes(path.join(folder, name))) {
		console.log(`${path.join(folder, name)}:1: not named in Makefile`);
		bad++;
	}
files.forEach((file, i) => {
	for (const later of files.slice(i + 1))
		for (const name of later.declares)
			if (file.uses.has(name)) {
				console.log(`${file.name}:1: ${name} is ` +
				    `declared later, in ${later.name}`);
				bad++;
			}
});
process.exit(bad === 0 ? 0 : 1);
