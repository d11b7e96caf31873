/* imports.mjs - finds names that a module imports and does not use.
 *
 * usage: imports.mjs FILE...
 */

import fs from 'node:fs';

const IMPORT = /^import\s+([^'"]+?)\s+from\s/gm;
/* Comments, strings, patterns, members and keys, which use no import. */
const OTHER = /\/\*.*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/(?:\\.|[^/\\\n*])+\/[gimsuy]*(?=[,;)\].])|(?<!\.)\.\w+|\b\w+:/gs;
let bad = 0;

/* "a, { b, c as d }" and "* as e": a, b, d and e. */
const names = (clause) => clause.split(/[{},]/).map((one) =>
    one.trim().split(/\s+/).at(-1)).filter((name) => name !== '');

for (const file of process.argv.slice(2)) {
	const text = fs.readFileSync(file, 'utf8');
	const uses = new Set(text.replace(IMPORT, '').replace(OTHER, ' ')
	    .match(/[A-Za-z_$][\w$]*/g));

	for (const { 1: clause, index } of text.matchAll(IMPORT))
		for (const name of names(clause).filter((one) => !uses.has(one))) {
			const line = text.slice(0, index).split('\n').length;

			console.log(`${file}:${line}: ${name} is not used`);
			bad++;
		}
}
process.exit(bad === 0 ? 0 : 1);
