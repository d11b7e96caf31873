/* state.js - the state of the page, and the table of its screens. */
'use strict';

const state = Object.seal({
	/* where the person is */
	now: 'start', /* the screen that is shown */
	trail: [], /* the screens before it */
	guarded: false, /* a history entry of ours is before this one */
	again: null, /* what "try again" does */
	mode: 'tip', /* or more, close: what the desks are picked for */
	editing: false, /* came from the check screen, and goes back to it */
	/* what is sent, and to whom */
	pickedFor: '', /* the region and topic that desks were ticked for */
	allDesks: false, /* the person asked to see all desks */
	addressees: [], /* of a follow-up or close; empty: the ticked desks */
	code: '', /* the code typed, whose answers are shown */
	drawn: '', /* the code drawn for the tip */
	cells: [], /* the answers */
	pending: null, /* an envelope, until it is stored: a retry sends it */
	/* what is running */
	pausing: null, /* the timer of the coach, between two keys */
	tip: null, /* the C code, once it is loaded */
	loading: null, /* resolves when the C code is loaded */
	due: null, /* the timer of the second visit, if it is scheduled */
	dummy: null, /* aborts the requests of the last dummy visit */
	turn: Promise.resolve(), /* resolves when the last visit has ended */
});

/*
 * Each screen, by its id; the files of the screens add theirs:
 *   next      has the common button that leads on
 *   sends     has one that leads to the check screen, 'first' before the other
 *             or 'last' after it
 *   back      false: has no common "back" button
 *   passing   "back" does not return to it, nor to those before it
 *   keeps     with passing: "back" does return to those before it
 *   after     shows what is still loading after a visit
 *   press     what its own buttons do, by their ids
 *   enter()   is called before it is shown
 *   lacks()   why it may not be left yet, {name, field}, or null
 *   writing() true if the person may be about to send more
 *   anew()    only desks: asks again who may read it
 *   asked()   only desks: the screen that still has to ask that, or null
 *   stays()   handles the browser's Back; true if the page stays
 */
const screens = {};
