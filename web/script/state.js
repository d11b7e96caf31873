/* state.js - what changes while the page is open, and what each screen is. */
'use strict';

const state = Object.seal({
	/* where a person is */
	now: 'start', /* the screen that is seen */
	trail: [], /* the screens before it */
	guarded: false, /* one entry of history stands before us */
	again: null, /* what "try again" does */
	mode: 'tip', /* or more, close: what the desks are picked for */
	editing: false, /* from the check screen and back to it */
	/* what is told, and to whom */
	pickedFor: '', /* the region and topic that desks were ticked for */
	allDesks: false, /* they were asked for */
	addressees: [], /* of what follows; none: those that are ticked */
	code: '', /* typed: the answers shown are for it */
	drawn: '', /* for the tip under way */
	cells: [], /* the answers */
	pending: null, /* one envelope, until it is stored: a retry sends it */
	/* what goes on */
	pausing: null, /* the timer of the coach, between two keys */
	tip: null, /* the C code, once it is loaded */
	loading: null, /* ends when it is */
	due: null, /* the timer of the second visit, while that is to come */
	dummy: null, /* what ends the requests of the last one */
	turn: Promise.resolve(), /* ends when the last visit does */
});

/*
 * Each screen, by its id; the files of the screens add what theirs are:
 *   next      the common button leads on
 *   sends     and another leads to the check screen: 'first', before it, or
 *             'last'
 *   back      false: its way back is its own, or none
 *   passing   "back" does not return to it, nor to those before it
 *   keeps     but to those before it, it does
 *   after     something may still be going on
 *   press     what its own buttons do, by their ids
 *   enter()   before it is seen
 *   lacks()   why it may not be left yet, {name, field}, or null
 *   writing() a person may be about to send more
 *   anew()    of the desks: who reads it is asked once more
 *   asked()   of the desks: where that is asked first; null if it is known
 *   stays()   Back is asked for: true if the screen stays
 */
const screens = {};
