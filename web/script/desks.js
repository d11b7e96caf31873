/* desks.js - which desks fit the region and the topic, and who is ticked. */
'use strict';

const TOPIC_UNKNOWN = '8';
let pickedFor = ''; /* the region and topic that the ticks were made for */
let allDesks = false; /* they were asked for */

const deskBoxes = () => all('#desks input');
const deskName = (box) => box.name.slice('desk.'.length);
/* Where the directory has the desk with this key name. */
const deskIndex = (name) => tip.desk_find(put(name));
/* It takes tips now, as far as is known: a visit tells. */
const isOpen = (box) => !tip || tip.desks() === 0 ||
    tip.desk_open(deskIndex(deskName(box))) === 1;
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

	if (chosen === pickedFor)
		return;
	pickedFor = chosen;
	allDesks = false;
	deskBoxes().forEach((box) => {
		box.checked = fit.includes(box) && (pick || box.checked);
	});
}

/* Before the screen of desks is seen: which of them are on it. */
function showDesks() {
	const boxes = deskBoxes().filter(isOpen);
	const fit = mode === 'tip' ? boxes.filter(fits) : boxes;
	const some = fit.length > 0 ? fit : boxes;

	if (mode === 'tip')
		pickDesks(some);
	const few = some.length < boxes.length && !allDesks;
	deskBoxes().forEach((box) => {
		box.checked = box.checked && boxes.includes(box);
		box.parentNode.hidden = !boxes.includes(box) ||
		    (few && !some.includes(box));
	});
	byId('desks-fit').hidden = !few;
	byId('desks-other').hidden = !few;
}

/* Whoever is ticked from here on, a person ticked for this; or is the only one. */
function pickAnew() {
	addressees = [];
	editing = mode === 'tip';
	deskBoxes().forEach((box) => {
		box.checked = mode === 'tip' ? box.checked : tip.desks() === 1;
	});
	show('desks');
}

function otherDesks() {
	allDesks = true;
	showDesks();
	byId('desks').querySelector('h2').focus();
}
