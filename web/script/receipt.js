/* receipt.js - the code that is shown once: typed back, or as a QR code. */
'use strict';

const QR_EDGE = 4; /* empty squares round it */

const digitsOf = (text) => text.replace(/[^0-9]/g, '');

/* In groups, as a code is shown, while digits are typed at its end. */
function groupDigits({ target, inputType }) {
	if (target.matches('.digits') && inputType === 'insertText' &&
	    target.selectionEnd === target.value.length &&
	    !/[^0-9 ]/.test(target.value))
		target.value = digitsOf(target.value).replace(
		    /(.{4})(?=.)/g, '$1 ');
}

function showReceipt() {
	byId('receipt-code').textContent = state.drawn;
	show('receipt');
}

/* What was written down, typed back: right, or look again. */
function checkRetyped() {
	let typed = '';

	try {
		typed = readCode(byId('retype-in').value);
	} catch (failure) {
		tell(failure, null, byId('retype-in'));
		return;
	}
	if (digitsOf(typed) !== digitsOf(state.drawn)) {
		tell(new Problem('retype'), null, byId('retype-in'));
		return;
	}
	receiptDone();
	byId('retype-good').hidden = false;
}

function receiptDone() {
	hideQr();
	forget();
	byId('retype-good').hidden = true;
	show('done');
}

function askQr(asked) {
	byId('qr-warn').hidden = !asked;
	byId('qr-ask').setAttribute('aria-expanded', String(asked));
	byId(asked ? 'qr-no' : 'qr-ask').focus();
}

/* The digits only, drawn here. */
function showQr() {
	const side = (readCode(state.drawn), state.tip.receipt_qr());
	const squares = side > 0 ? view('out', side * side).slice() : [];
	let path = '';

	squares.forEach((dark, i) => {
		if (dark)
			path += 'M' + (i % side) + ' ' + Math.floor(i / side) +
			    'h1v1h-1z';
	});
	byId('qr-dark').setAttribute('d', path);
	byId('qr-code').setAttribute('viewBox', [-QR_EDGE, -QR_EDGE,
	    side + 2 * QR_EDGE, side + 2 * QR_EDGE].join(' '));
	askQr(false);
	byId('qr-ask').hidden = true;
	byId('qr').hidden = side <= 0;
	byId('qr-hide').focus();
}

function hideQr() {
	byId('qr-dark').removeAttribute('d');
	byId('qr').hidden = true;
	byId('qr-warn').hidden = true;
	byId('qr-ask').hidden = false;
}

screens.receipt = { passing: true, after: true, press: {
	written: receiptDone,
	'check-written': () => show('retype'),
	'qr-ask': () => askQr(byId('qr-warn').hidden),
	'qr-no': () => askQr(false),
	'qr-yes': showQr,
	'qr-hide': () => { hideQr(); byId('qr-ask').focus(); },
}, stays() {
	heading('receipt');
	return true;
} };
screens.retype = { passing: true, after: true, press: {
	'retype-check': checkRetyped,
	'retype-show': showReceipt,
	'retype-skip': receiptDone,
}, stays() {
	place('receipt');
	return true;
} };
screens.done = { passing: true, after: true };
