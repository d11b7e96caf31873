/* week.mjs - days and ISO weeks, in UTC. A day is counted from 1970-01-01. */

import { need } from './prim.mjs';

const MS = 86400000;
/* Monday 2024-01-01, the first day of 2024-W01. */
export const DAY0 = Date.UTC(2024, 0, 1) / MS;

export const dayOf = (seconds) => Math.floor(seconds / 86400);
export const weekOfDay = (day) => Math.floor((day - DAY0) / 7);
export const mondayOf = (week) => DAY0 + 7 * week;

export function dateParse(s) {
	const m = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(s);

	need(m !== null, 'a date');
	const day = Date.parse(`${s}T00:00:00Z`) / MS;
	need(Number.isInteger(day) && day >= 0 && datePrint(day) === s,
	    'a real date');
	return day;
}

export function datePrint(day) {
	return new Date(day * MS).toISOString().slice(0, 10);
}

/* The Monday of week 1 of an ISO year: the week that holds 4 January. */
function firstMonday(year) {
	const jan4 = Date.UTC(year, 0, 4) / MS;

	return jan4 - ((new Date(jan4 * MS).getUTCDay() + 6) % 7);
}

export function weekPrint(week) {
	const monday = mondayOf(week);
	const year = new Date((monday + 3) * MS).getUTCFullYear();
	const n = (monday - firstMonday(year)) / 7 + 1;

	return `${year}-W${String(n).padStart(2, '0')}`;
}

export function weekParse(s) {
	const m = /^([0-9]{4})-W([0-9]{2})$/.exec(s);

	need(m !== null, 'a week');
	const monday = firstMonday(Number(m[1])) + 7 * (Number(m[2]) - 1);
	const week = (monday - DAY0) / 7;
	need(week >= 0 && week <= 65535 && weekPrint(week) === s, 'a real week');
	return week;
}
