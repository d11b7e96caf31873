/* manifest.mjs - directory, schedule, inbox, outbox: parse strictly, print. */

import { hex, isZero, need } from './prim.mjs';
import { T, block, grammarParse, grammarPrint, many, one } from './grammar.mjs';
import { CELLS_MAX, DESKS_MAX } from './board.mjs';

/* Lines for people, shown as they are. */
export const HOLDER_LINES = [
	many('title', 'titles', { lang: T.LANG, text: T.TEXT }, 1),
	many('about', 'abouts', { lang: T.LANG, text: T.TEXT }),
	many('passes', 'passes', { lang: T.LANG, text: T.TEXT }),
];
const HOLDER = [
	one('ik', { ik: T.KEY }),
	one('topics', { topics: T.TOPICS }),
	one('regions', { regions: T.REGIONS }),
	many('types', 'types', { types: T.TYPES }, 0, 1),
	...HOLDER_LINES,
];
const HEAD = { id: T.HEX, name: T.NAME, cells: T.N, lowest: T.N };

const words = (word, key) => many(word, key, { lang: T.LANG, text: T.TEXT });

export const SERVICE_LINES = [
	words('title', 'titles'),
	words('about', 'abouts'),
	words('method', 'methods'),
	words('privacy', 'privacies'),
	words('contact', 'contacts'),
	many('region', 'regions', { n: T.N, lang: T.LANG, text: T.TEXT }),
	many('card', 'cards', { when: T.WHEN, lang: T.LANG, text: T.TEXT }),
];
export const REVOKED = [many('revoked', 'revoked', { hash: T.HEX })];

const DIRECTORY = [
	one('tip1/directory', {}),
	one('name', { name: T.NAME }),
	one('service', { service: T.HEX }),
	one('version', { version: T.N }),
	one('issued', { issued: T.DATE }),
	one('expires', { expires: T.DATE }),
	one('srv', { srv: T.KEY }),
	one('rhythm', { rhythm: T.N }),
	many('letters', 'letters', { letters: T.N }, 0, 1),
	one('neutral', { neutral: T.TEXT }),
	one('phone', { phone: T.TEXT }),
	many('onion', 'onion', { onion: T.ONION }, 0, 1),
	many('colour', 'colour', { colour: T.COLOUR }, 0, 1),
	...SERVICE_LINES,
	block('desk', 'desks', HEAD, HOLDER, 1, DESKS_MAX),
	block('partner', 'partners', HEAD, HOLDER, 0, DESKS_MAX),
	...REVOKED,
];

const SCHEDULE = [
	one('tip1/schedule', {}),
	one('service', { service: T.HEX }),
	one('desk', { desk: T.HEX }),
	one('version', { version: T.N }),
	one('expires', { expires: T.DATE }),
	one('ops', { ops: T.KEY }),
	many('epoch', 'epochs', { week: T.WEEK, hash: T.HEX }, 13, 13),
];

const INBOX = [
	one('tip1/inbox', {}),
	one('service', { service: T.HEX }),
	one('seq', { seq: T.N }),
	one('prev', { prev: T.HEX }),
	one('week', { week: T.WEEK }),
	one('envelopes', { envelopes: T.N }),
	one('file', { file: T.HEX }),
	one('notes', { notes: T.HEX }),
	many('taken', 'taken', { desk: T.HEX, schedule: T.N, seq: T.N }, 1,
	    DESKS_MAX),
];

const OUTBOX = [
	one('tip1/outbox', {}),
	one('service', { service: T.HEX }),
	one('desk', { desk: T.HEX }),
	one('seq', { seq: T.N }),
	one('schedule', { schedule: T.N }),
	one('ack', { ack: T.N, ackHash: T.HEX }),
	one('cells', { cells: T.N }),
	one('file', { file: T.HEX }),
];

export const holders = (d) => [...d.desks, ...d.partners];

function different(list, what) {
	need(new Set(list).size === list.length, `${what} are all different`);
}

function regionsAscend(list) {
	for (let i = 0; i < list.length; i++) {
		const [a, b] = [list[i - 1], list[i]];
		need(b.n >= 1 && b.n <= 255, 'region 1 to 255');
		need(i === 0 || b.n > a.n || (b.n === a.n && b.lang > a.lang),
		    'regions ascend');
	}
}

function directoryCheck(d) {
	need(d.expires >= d.issued && d.expires - d.issued <= 200,
	    'at most 200 days');
	need(d.version >= 1, 'version from 1');
	need(d.rhythm === 1 || d.rhythm === 2, 'rhythm');
	need(/^https:\/\/[!#-&(-;=?-[\]_a-z~]+$/.test(d.neutral), 'neutral');
	need(d.letters.every((x) => x.letters >= 4 && x.letters <= 64), 'letters');
	regionsAscend(d.regions);
	different(holders(d).map((h) => h.name), 'names');
	different(holders(d).map((h) => hex(h.id)), 'ids');
	need(d.desks.every((x) => x.cells >= 1), 'cells of a desk');
	need(d.partners.every((p) => p.cells === 0), 'cells of a partner');
	need(holders(d).every((h) => h.lowest >= 1), 'version from 1');
	need(d.desks.reduce((n, x) => n + x.cells, 0) <= CELLS_MAX,
	    'too many cells');
	return d;
}

export const directoryParse = (b) => directoryCheck(grammarParse(DIRECTORY, b));
export const directoryPrint = (d) => grammarPrint(DIRECTORY, d);

function scheduleCheck(s) {
	need(s.version >= 1, 'version from 1');
	s.epochs.forEach((e, i) => need(e.week === s.epochs[0].week + i,
	    'consecutive weeks'));
	return s;
}

export const scheduleParse = (b) => scheduleCheck(grammarParse(SCHEDULE, b));
export const schedulePrint = (s) => grammarPrint(SCHEDULE, s);

function inboxCheck(m) {
	need(m.seq >= 1, 'seq from 1');
	need((m.seq === 1) === isZero(m.prev), 'zeros for seq 1');
	need(m.taken.every((t) => (t.schedule === 0) === (t.seq === 0)),
	    '0 0: none');
	return m;
}

export const inboxParse = (b) => inboxCheck(grammarParse(INBOX, b));
export const inboxPrint = (m) => grammarPrint(INBOX, m);

function outboxCheck(m) {
	need(m.seq >= 1, 'seq from 1');
	need((m.ack === 0) === isZero(m.ackHash), '0 and zeros');
	need(m.schedule >= 1, 'version from 1');
	need(m.cells <= CELLS_MAX, 'number of cells');
	return m;
}

export const outboxNoteParse = (b) => outboxCheck(grammarParse(OUTBOX, b));
export const outboxNotePrint = (m) => grammarPrint(OUTBOX, m);
