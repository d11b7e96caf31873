/* receipt.js - shows the code once, also as a QR code, or checks a copy. */
'use strict';

const QR_EDGE = 4; /* empty squares around it */

const digitsOf = (text) => text.replace(/[^0-9]/g, '');

/* Groups digits as a code is shown, while they are typed at its end. */
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

/* Compares the code that is typed back with the code that was drawn. */
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

/* Draws the QR code of the digits, on this device. */
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
