/* service.mjs - a real service with two desks in a temporary directory. */

import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { note, within } from './tap.mjs';

const bin = path.resolve(process.env.BUILD || 'build', 'bin');
const PASS = 'een lange zin voor het meldpunt';
const NAME = 'proef';
export const DESKS = ['noord', 'zuid'];
const TITLES = { noord: 'Meldpunt Noord', zuid: 'Meldpunt Zuid' };
export const LANGS = ['ar', 'en', 'nl', 'pl'];
const REGIONS = { 1: 'Noordland', 2: 'Zuidland' };
const CARDS = {
	all: ['\u0644\u0644\u062a\u062d\u062f\u062b: 0800-0000',
	    'Want to talk? Call 0800-0000, day and night.',
	    'Praten? Bel 0800-0000, dag en nacht.',
	    'Chcesz porozmawia\u0107? 0800-0000.'],
	care: ['\u0644\u0644\u0623\u0637\u0641\u0627\u0644: 0800-2000',
	    'Do you work with children? Call 0800-2000.',
	    'Werk je met kinderen? Bel 0800-2000.', 'O dzieci: 0800-2000.'],
	me: ['\u0644\u0643: 0800-0101', 'For you yourself: 0800-0101.',
	    'Voor jezelf: 0800-0101.', 'Dla ciebie: 0800-0101.'],
	sex: ['\u0644\u0644\u0645\u0633\u0627\u0639\u062f\u0629: 0800-0188',
	    'Help after sex against your will: 0800-0188.',
	    'Hulp na seks tegen je wil: 0800-0188.', 'Pomoc: 0800-0188.'],
};
/* The lines of the directory that say who the service is, in LANGS. */
export const WHO = {
	title: ['\u062e\u062f\u0645\u0629 \u0627\u0644\u062a\u062c\u0631\u0628\u0629',
	    'Test Service', 'Proefdienst', 'Us\u0142uga testowa'],
	about: ['\u0646\u062d\u0646 \u062c\u0645\u0639\u064a\u0629.',
	    'We are a foundation in Exampletown.',
	    'Wij zijn een stichting in Voorbeeldstad.',
	    'Jeste\u015bmy fundacj\u0105.'],
	method: ['\u0634\u062e\u0635\u0627\u0646 \u064a\u0642\u0631\u0622\u0646.',
	    'Two people read each tip.', 'Twee mensen lezen elke tip.',
	    'Czytaj\u0105 dwie osoby.'],
	privacy: ['\u0644\u0627 \u0646\u0639\u0631\u0641 \u0645\u0646 \u0623\u0646\u062a.',
	    'We cannot know who you are.',
	    'Wij kunnen niet weten wie je bent.', 'Nie wiemy, kim jeste\u015b.'],
	contact: LANGS.map(() => 'post@proef.example'),
};
export const ONION = `http://${'proef234'.repeat(7)}.onion/`;

/* zuid is for all regions, noord only for the first. */
const inRegion = (desk, card) => (desk === 'noord' ?
    card.replace('\nregions all\n', '\nregions 1\n') : card);
export const title = (desk) => TITLES[desk];
/* The text of the help card for all, me, sex or care. */
export const card = (when, lang) => CARDS[when][LANGS.indexOf(lang)];

/* Run a program of ours to its end, with input as its standard input. */
export function run(program, args, input = '') {
	const child = spawn(path.join(bin, program), args);
	let out = '';
	let err = '';

	child.stdout.setEncoding('utf8').on('data', (s) => { out += s; });
	child.stderr.setEncoding('utf8').on('data', (s) => { err += s; });
	child.stdin.on('error', () => {});
	child.stdin.end(input);
	const line = `${program} ${args.join(' ')}`;
	const end = new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (status) => (status === 0 ? resolve(out) :
		    reject(new Error(`${line}: exit ${status}\n${err}${out}`))));
	});
	return within(60000, end, line).finally(() => child.kill('SIGKILL'));
}

const withPass = (args, input = '') =>
    run('zegel-desk', args, `${PASS}\n${input}`);

/* The draft of a directory, in the order of PROTOCOL.md, "Keys and notes". */
function draft(head, srv, cards) {
	const day = (n) => new Date(Date.now() + n * 86400000)
	    .toISOString().slice(0, 10);
	const lines = {
		version: 'version 1', issued: `issued ${day(0)}`,
		expires: `expires ${day(190)}`, srv, rhythm: 'rhythm 1',
		neutral: 'neutral https://weer.example/',
		phone: 'phone 0800-7000', onion: `onion ${ONION}`,
		colour: 'colour 7a1f5c',
	};
	const order = ['tip1/directory', 'name', 'service', 'version', 'issued',
	    'expires', 'srv', 'rhythm', 'neutral', 'phone', 'onion', 'colour'];

	for (const line of head.split('\n').filter(Boolean))
		lines[line.split(' ')[0]] = line;
	return [...order.map((word) => lines[word]), ...[
		...Object.entries(WHO).flatMap(([word, said]) =>
		    LANGS.map((lang, i) => `${word} ${lang} ${said[i]}`)),
		...['1', '2'].flatMap((region) => LANGS.map((lang) =>
		    `region ${region} ${lang} ${REGIONS[region]}`)),
		...Object.entries(CARDS).flatMap(([when, said]) =>
		    LANGS.map((lang, i) => `card ${when} ${lang} ${said[i]}`)),
	], ...cards.map((card) => card.trimEnd())].join('\n') + '\n';
}

const free = () => new Promise((resolve, reject) => {
	const server = net.createServer();

	server.on('error', reject);
	server.listen(0, '127.0.0.1', () => {
		const { port } = server.address();
		server.close(() => resolve(port));
	});
});

const answers = (port) => new Promise((resolve) => {
	const socket = net.connect(port, '127.0.0.1');

	socket.on('connect', () => { socket.destroy(); resolve(true); });
	socket.on('error', () => resolve(false));
});

/* One zegeld on one data directory; restarts on the same port. */
export class Server {
	constructor(data, tls) {
		this.data = data;
		this.tls = tls ? ['-c', tls.cert, '-k', tls.key] : [];
		this.child = null;
	}

	async start() {
		this.port = this.port || await free();
		this.target = { host: '127.0.0.1', port: this.port };
		this.said = '';
		this.child = spawn(path.join(bin, 'zegeld'),
		    ['serve', this.data, '-a', `127.0.0.1:${this.port}`,
		    ...this.tls]);
		for (const stream of [this.child.stdout, this.child.stderr])
			stream.setEncoding('utf8').on('data',
			    (s) => { this.said += s; });
		const { child } = this;
		this.ended = new Promise((r) => child.on('close', r));
		child.on('close', (status, signal) => this.child === child &&
		    !child.killed && note('zegeld ended by itself: ' +
		    `${signal || status}: ${this.said}`));
		for (let i = 0; i < 200; i++) {
			if (await answers(this.port))
				return this;
			if (this.child.exitCode !== null)
				break;
			await new Promise((r) => setTimeout(r, 50));
		}
		throw new Error(`zegeld does not serve: ${this.said}`);
	}

	async stop() {
		if (!this.child)
			return;
		this.child.kill('SIGTERM');
		await within(15000, this.ended, 'zegeld to end').catch(
		    () => this.child.kill('SIGKILL'));
		this.child = null;
	}
}

export class Service {
	constructor(dir) {
		this.dir = dir;
		this.stick = path.join(dir, 'stick');
		this.data = path.join(dir, 'data');
	}

	desk(name) {
		return path.join(this.dir, name);
	}

	async make() {
		const at = (name) => path.join(this.dir, name);
		const cards = [];

		fs.mkdirSync(this.stick);
		const said = await withPass(
		    ['root', '-m', '256', at('root'), NAME]);
		this.root = said.match(/proef\+[0-9a-f]+\+[A-Za-z0-9+/=]+/)[0];
		const head = fs.readFileSync(at('root/service.txt'), 'utf8');
		const service = head.match(/^service ([0-9a-f]{64})$/m)[1];
		const srv = (await run('zegeld', ['init', this.data, NAME]))
		    .match(/^srv .*$/m)[0];

		for (const desk of DESKS) {
			await withPass(['init', '-m', '256', '-s', this.stick,
			    '--service', service, '--root', this.root,
			    '--cells', '64', '--person', 'Anna de Vries',
			    '--initials', 'AdV', ...LANGS.flatMap((lang) =>
				['--title', `${lang}=${title(desk)}`]),
			    this.desk(desk), desk]);
			cards.push(inRegion(desk, fs.readFileSync(
			    path.join(this.desk(desk), 'card.txt'), 'utf8')));
		}
		fs.writeFileSync(at('draft'), draft(head, srv, cards));
		await withPass(['sign', at('root'), at('draft'),
		    at('directory')], 'j\n');
		await run('zegeld', ['init', this.data, this.root,
		    at('directory'), '-l', 'ar', '-l', 'pl']);
		await this.carry();
		return this;
	}

	/* Sign a new directory that stops a desk: its schedule is too old. */
	async without(desk) {
		const [from, to] = ['draft.2', 'directory.2'].map(
		    (name) => path.join(this.dir, name));
		const text = fs.readFileSync(path.join(this.dir, 'draft'),
		    'utf8');

		fs.writeFileSync(from, text.replace('\nversion 1\n',
		    '\nversion 2\n').replace(new RegExp(
		    `^(desk [0-9a-f]+ ${desk} [0-9]+) [0-9]+$`, 'm'), '$1 9'));
		await withPass(['sign', path.join(this.dir, 'root'), from, to],
		    'j\n');
	}

	stop(data) {
		return run('zegeld', ['init', data, this.root,
		    path.join(this.dir, 'directory.2'), '-l',
		    'ar', '-l', 'pl']);
	}

	/* Import the stick into the server. */
	carry() {
		return run('zegeld', ['import', this.data, this.stick]);
	}

	export() {
		return run('zegeld', ['export', this.data, this.stick]);
	}

	open(desk) {
		return withPass(['open', this.desk(desk), this.stick]);
	}

	list(desk) {
		return withPass(['list', this.desk(desk)]);
	}

	show(desk, n) {
		return withPass(['show', this.desk(desk), String(n)]);
	}

	reply(desk, n, text) {
		return withPass(['reply', this.desk(desk), String(n)], text);
	}

	/* Open all tips at a desk, and put one reply to each on the board. */
	async answer(desk, text) {
		await this.export();
		await this.open(desk);
		const list = await this.list(desk);

		for (const [, n] of list.matchAll(/^ *([0-9]+) +[0-9]+ [A-Z]/gm))
			await this.reply(desk, Number(n), text);
		await this.outbox(desk);
		await this.carry();
	}

	outbox(desk) {
		return withPass(['outbox', this.desk(desk), this.stick]);
	}
}
