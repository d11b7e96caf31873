/* service.mjs - a service with one desk, for tests of the desk's faces. */

import fs from 'node:fs';
import { run, start, stop } from './client.mjs';

export const pass = 'een lange zin voor het meldpunt';
export const typed = `${pass}\n`;
const port = 8081;

/* Make the folders root, data, noord, stick; ROOT comes back. */
export function begin()
{
	fs.mkdirSync('stick');
	run(['zegel-desk', 'root', '-m', '256', 'root', 'demo'], typed);

	const root = fs.readFileSync('root/root.vkey', 'utf8').trim();
	const head = fs.readFileSync('root/service.txt', 'utf8');
	const service = /^service ([0-9a-f]+)$/m.exec(head)[1];
	const srv = run(['zegeld', 'init', 'data', 'demo']).stdout;

	run(['zegel-desk', 'init', '-m', '256', '-s', 'stick', '--service',
	    service, '--cells', '16', '--person', 'Anna de Vries', '--initials',
	    'AdV', '--title', 'nl=Meldpunt Noord', '--title', 'en=North', 'noord',
	    'noord'], typed);
	fs.writeFileSync('draft.txt', `${head}${srv}rhythm 1
neutral https://www.example.org/
phone 0800 7000
${fs.readFileSync('noord/card.txt', 'utf8')}`);
	run(['zegel-desk', 'sign', 'root', 'draft.txt', 'directory'], typed);
	run(['zegeld', 'init', 'data', root, 'directory']);
	run(['zegeld', 'import', 'data', 'stick']);
	process.env.ZEGEL_ROOT = root;
	return root;
}

/* Run ACT while the server serves. */
export async function serving(act)
{
	const server = await start(['zegeld', 'serve', 'data', '-a',
	    `127.0.0.1:${port}`], 'serving at');
	const out = act(`http://127.0.0.1:${port}`);

	await stop(server);
	return out;
}
