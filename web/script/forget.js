/* forget.js - erases what was typed, drawn or read, and hides the page. */
'use strict';

function clearFields() {
	state.pickedFor = '';
	all('textarea').forEach((field) => {
		field.value = '';
	});
	all('main input:checked').forEach((box) => {
		box.checked = false;
	});
	byId('check-said').open = false;
	['check-readers', 'check-list', 'coach-list', 'tell-coach',
	    'more-coach', 'more-asked'].forEach((id) => {
		byId(id).textContent = '';
		byId(id).dataset.said = '';
	});
}

/* Erases all that was typed, drawn or read. */
function forget() {
	state.code = state.drawn = '';
	state.cells = [];
	state.addressees = [];
	state.pending = null;
	state.again = null;
	clearFields();
	byId('receipt-code').textContent = '';
	byId('qr-dark').removeAttribute('d');
	byId('answer-list').textContent = '';
	if (state.tip)
		state.tip.wipe();
}

/* Hides the page, and erases what it holds. */
function cover() {
	document.documentElement.classList.add('gone');
	forget();
}
