/* notes.mjs - parses and verifies /n, from ROOT to the key of the week. */

import { Reader, cat, need, same, u32, u8 } from './prim.mjs';
import { noteVerify, vkeyParse } from './note.mjs';
import { directoryParse, holders, scheduleParse } from './manifest.mjs';
import { keyHash } from './receipt.mjs';
import { mondayOf } from './week.mjs';

export const NOTES_MAX = 262144;
const KEY = 1216;
const AHEAD = 15 * 7 + 2;

/* ${list}: per holder { note, key } or null where it has stopped. */
export function notesPrint(directoryNote, list) {
	return cat(u8(1), u32(directoryNote.length), directoryNote,
	    u8(list.length), ...list.map((h) => (h === null ? u32(0) :
		cat(u32(h.note.length), h.note, h.key))));
}

export function notesParse(bytes) {
	const r = new Reader(bytes);
	const list = [];

	need(bytes.length <= NOTES_MAX, 'size of notes');
	need(r.u8() === 1, 'version of notes');
	const directory = r.take(r.u32());
	const count = r.u8();
	for (let i = 0; i < count; i++) {
		const n = r.u32();
		list.push(n === 0 ? null :
			{ note: r.take(n), key: r.take(KEY) });
	}
	r.end();
	return { directory, list };
}

const revoked = (d, key) => d.revoked.some((x) => same(x.hash, keyHash(key)));

export function directoryVerify(note, rootVkey, day, minVersion = 0) {
	const root = vkeyParse(rootVkey);
	const d = directoryParse(noteVerify(note, root.name, root.pk));

	need(d.name === root.name, 'name of the service', 'service');
	need(d.issued <= day + 2, 'issued ahead of the clock', 'clock');
	need(day <= d.expires, 'directory has expired', 'expired');
	need(holders(d).every((h) => !revoked(d, h.ik)), 'revoked', 'key');
	need(d.version >= minVersion, 'version has fallen', 'version');
	return d;
}

export function scheduleVerify(d, h, note, day, minVersion = 0) {
	const s = scheduleParse(noteVerify(note, h.name, h.ik));

	need(same(s.service, d.service) && same(s.desk, h.id),
	    'of another service or desk', 'service');
	need(s.version >= h.lowest && s.version >= minVersion,
	    'version has fallen', 'version');
	need(!revoked(d, s.ops) && s.epochs.every((e) =>
		!d.revoked.some((x) => same(x.hash, e.hash))), 'revoked', 'key');
	need(s.expires <= day + AHEAD, 'expires too far ahead', 'clock');
	need(day <= s.expires, 'schedule has expired', 'expired');
	return s;
}

export function keyVerify(s, key, day) {
	const e = s.epochs.find((x) => same(x.hash, keyHash(key)));

	need(e !== undefined, 'key is not in the schedule', 'key');
	need(day >= mondayOf(e.week) - 2 && day <= mondayOf(e.week) + 8,
	    'key of another week', 'clock');
	return e.week;
}

/*
 * Verify the whole chain on ${day}. ${state}: { directory, schedules: hex id
 * -> version } of an earlier visit, or nothing.
 */
export function notesVerify(bytes, rootVkey, day, state = {}) {
	const n = notesParse(bytes);
	const d = directoryVerify(n.directory, rootVkey, day,
	    state.directory);
	const hs = holders(d);

	need(n.list.length === hs.length, 'number of holders');
	const out = hs.map((h, i) => {
		if (n.list[i] === null)
			return null;
		const s = scheduleVerify(d, h, n.list[i].note, day,
		    state.schedules?.[Buffer.from(h.id).toString('hex')]);
		return { schedule: s, key: n.list[i].key,
			week: keyVerify(s, n.list[i].key, day) };
	});
	return { directory: d, holders: out };
}
