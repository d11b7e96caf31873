/* desks.js - which desks fit the region and the topic, and who is ticked. */
'use strict';

const TOPIC_UNKNOWN = '8';

/* It takes tips now, as far as is known: a visit tells. */
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

/* Those of the region are ticked, unless a person did it since. */
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

/* Before the screen of desks is seen: which of them are on it. */
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

/* Where a person is asked who may read the tip; null if that is known. */
function readersAsked() {
	showDesks();
	if (desksPicked().length > 0)
		return null;
	return way().includes('region') && !ticked('region') &&
	    state.now !== 'region' ? 'region' : 'desks';
}

/* Whoever is ticked from here on, a person ticked for this; or is the only one. */
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
