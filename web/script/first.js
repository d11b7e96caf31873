/* first.js - registers the screens up to the text, the questions, sending. */
'use strict';

screens.start = { press: {
	begin: () => {
		state.mode = 'tip';
		show('before');
		ready().catch(() => {});
	},
	'have-code': () => { show('code'); ready().catch(() => {}); },
} };
screens.before = { press: {
	'danger-yes': () => show('call112'),
	'danger-no': () => goOn(),
} };
screens.call112 = { back: false, press: { 'call-back': () => stepBack() } };
screens.cards = { next: true };
screens.region = { next: true };
screens.tell = { next: true, sends: 'first', lacks: lacksText('text') };
all('.question').forEach((question) => {
	screens[question.id] = { next: true, sends: 'last' };
});
screens.sending = { back: false, passing: true, keeps: true, after: true,
    stays: () => true };
