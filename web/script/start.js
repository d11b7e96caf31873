/* start.js - the way out, forgetting, and what each button does. */
'use strict';

const LEAVE_MS = 500; /* if a browser does not step back */
const LEFT = 'left'; /* state of an entry whose page was left */

function clearFields() {
	pickedFor = '';
	all('textarea, input[type="text"]').forEach((field) => {
		field.value = '';
	});
	all('main input:checked').forEach((box) => {
		box.checked = false;
	});
	['check-list', 'coach-list', 'tell-coach', 'more-coach'].forEach((id) => {
		byId(id).textContent = '';
		byId(id).dataset.said = '';
	});
}

/* Nothing that was typed, drawn or read is kept. */
function forget() {
	code = drawn = '';
	cells = [];
	addressees = [];
	pending = null;
	again = null;
	clearFields();
	byId('receipt-code').textContent = '';
	byId('qr-dark').removeAttribute('d');
	byId('answer-list').textContent = '';
	if (tip)
		tip.wipe();
}

/* Nothing is seen any more, and nothing is there to be seen. */
function cover() {
	document.documentElement.classList.add('gone');
	forget();
}

/*
 * Covers the screen at once, then leaves. Of two entries of history the first
 * becomes the other page, so that Back does not lead here; the second is before
 * it, and leads on when Forward calls it up.
 */
function leave(event) {
	let late;
	const go = () => {
		clearTimeout(late);
		location.replace(byId('exit').href);
	};

	if (event)
		event.preventDefault();
	cover();
	if (!guarded) {
		go();
		return;
	}
	history.replaceState(LEFT, '');
	window.removeEventListener('popstate', popped);
	window.addEventListener('popstate', go);
	late = setTimeout(go, LEAVE_MS);
	history.back();
}

/* A browser may keep a page as it was, and show it again on Back. */
function watchLeaving() {
	window.addEventListener('pagehide', cover);
	window.addEventListener('pageshow', (event) => {
		if (event.persisted)
			location.reload();
	});
}

const press = {
	exit: leave,
	begin: () => { mode = 'tip'; show('before'); ready().catch(() => {}); },
	'have-code': () => { show('code'); ready().catch(() => {}); },
	'danger-yes': () => show('call112'),
	'danger-no': () => goOn(),
	'call-back': () => stepBack(),
	next: () => goOn(),
	back: () => stepBack(),
	'desks-other': otherDesks,
	'send-now': () => goOn('check'),
	'tell-more': () => show(firstEmpty()),
	'coach-change': () => { editing = true; show('tell'); },
	'coach-ask': () => show('q-known'),
	'send-with-code': () => sendTip(true),
	'send-without-code': () => sendTip(false),
	written: receiptDone,
	'check-written': () => show('retype'),
	'qr-ask': () => askQr(byId('qr-warn').hidden),
	'qr-no': () => askQr(false),
	'qr-yes': showQr,
	'qr-hide': () => { hideQr(); byId('qr-ask').focus(); },
	'retype-check': checkRetyped,
	'retype-show': showReceipt,
	'retype-skip': receiptDone,
	'check-code': check,
	add: () => follow('more'),
	erase: () => follow('close'),
	'more-send': () => sendMore('more'),
	'close-yes': () => sendMore('close'),
	'close-no': () => stepBack(),
	retry: () => { byId('problem').hidden = true; again(); },
	copy: () => document.querySelector('#plain button').click(),
};

/* One screen is one page to a reader: its heading is the first of all. */
function raiseHeadings() {
	all('.screen h2, .screen h3').forEach((heading) => {
		heading.setAttribute('role', 'heading');
		heading.setAttribute('aria-level', heading.tagName[1] - 1);
	});
}

/*
 * Firefox writes down the choices whose form does not forbid it, and those
 * without a form. Here no form may send what they hold, so each gets one that
 * cannot.
 */
function own() {
	new Set(all('main [form]').map((control) =>
	    control.getAttribute('form'))).forEach((id) => {
		const form = element('form', '');

		form.id = id;
		form.method = 'dialog';
		form.autocomplete = 'off';
		form.hidden = true;
		form.onsubmit = () => false;
		byId('main').append(form);
	});
}

function start() {
	if (history.state === LEFT) {
		leave();
		return;
	}
	guarded = history.state === GUARD; /* loaded anew */
	own();
	raiseHeadings();
	for (const [id, act] of Object.entries(press))
		byId(id).addEventListener('click', act);
	for (const [id, act] of [['code-in', check],
	    ['retype-in', checkRetyped]])
		byId(id).addEventListener('keydown', (event) => {
			if (event.key === 'Enter' && !event.isComposing)
				act();
		});
	document.addEventListener('input', showRoom);
	document.addEventListener('input', hintSoon);
	window.addEventListener('popstate', popped);
	watchShift();
	watchLeaving();
	['next', 'retry'].forEach((id) => {
		byId(id).dataset.label = byId(id).textContent;
	});
	byId('wait').hidden = true;
	byId('begin').hidden = false;
	byId('have-code').hidden = false;
}

/* When all of this has run; for the page, boot.js waited. */
queueMicrotask(start);
