/* desks.js - the desks screen: shows the desks that fit, and ticks them. */
'use strict';

const TOPIC_UNKNOWN = '8';

/* True if the desk takes tips now; assumed until a visit tells. */
const isOpen = (box) => !state.tip || state.tip.desks() === 0 ||
    state.tip.desk_open(deskIndex(deskName(box))) === 1;
const holds = (set, one) => set === 'all' || set.split(' ').includes(one);

function fits(box) {
	const region = ticked('region');
	const topic = ticked('q2');

	return (!region || region === '0' ||
	    holds(box.dataset.regions, region)) && (!topic ||
	    topic === TOPIC_UNKNOWN || holds(box.dataset.topics, topic));
}

/* Ticks the desks that fit, once for each choice of region and topic. */
function pickDesks(fit) {
	const chosen = ticked('region') + ' ' + ticked('q2');
	const pick = fit.length <= DESKS_AT_MOST && (fit.length === 1 ||
	    !['', '0'].includes(ticked('region')));

	if (chosen === state.pickedFor)
		return;
	state.pickedFor = chosen;
	state.allDesks = false;
	deskBoxes().forEach((box) => {
		box.checked = fit.includes(box) && (pick || box.checked);
	});
}

/* Sets which desks the screen shows, before it is shown. */
function showDesks() {
	const boxes = deskBoxes().filter(isOpen);
	const fit = state.mode === 'tip' ? boxes.filter(fits) : boxes;
	const some = fit.length > 0 ? fit : boxes;

	if (state.mode === 'tip')
		pickDesks(some);
	const few = some.length < boxes.length && !state.allDesks;
	deskBoxes().forEach((box) => {
		box.checked = box.checked && boxes.includes(box);
		box.parentNode.hidden = !boxes.includes(box) ||
		    (few && !some.includes(box));
	});
	byId('desks-fit').hidden = !few;
	byId('desks-other').hidden = !few;
}

/* The screen that still has to ask who may read the tip, or null. */
function readersAsked() {
	showDesks();
	if (desksPicked().length > 0)
		return null;
	return way().includes('region') && !ticked('region') &&
	    state.now !== 'region' ? 'region' : 'desks';
}

/* Asks for desks anew. A tip keeps its ticks; else a sole desk is ticked. */
function pickAnew() {
	state.addressees = [];
	state.editing = state.mode === 'tip';
	deskBoxes().forEach((box) => {
		box.checked = state.mode === 'tip' ? box.checked :
		    state.tip.desks() === 1;
	});
	show('desks');
}

function otherDesks() {
	state.allDesks = true;
	showDesks();
	byId('desks').querySelector('h2').focus();
}

screens.desks = {
	next: true,
	press: { 'desks-other': otherDesks },
	enter: showDesks,
	lacks() {
		const n = desksPicked().length;

		return n > 0 && n <= DESKS_AT_MOST ? null : {
			name: n === 0 ? 'desk' : 'desks',
			field: byId('desks').querySelector(
			    '.choice:not([hidden]) input'),
		};
	},
	writing: () => state.mode !== 'tip',
	anew: pickAnew,
	asked: readersAsked,
};
