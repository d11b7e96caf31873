/* keys.mjs - tests a whole visit by keyboard alone, and by screen reader. */

import { need, same, until } from './tap.mjs';
import * as script from './script_lane.mjs';
import * as form from './form_lane.mjs';
import { CONTROLS, flat } from './said.mjs';
import { REPLY } from './stopped.mjs';
import { title } from './service.mjs';
import { words } from './words.mjs';

const TEXT = 'Zwarte bus bij de loods, elke nacht.';

/* The focus is on the screen's heading, where a screen reader begins. */
const onHeading = (tab, name) => until(`the focus on the heading of ${name}`,
    () => tab.ask((id) => document.activeElement ===
    document.querySelector(`#${id} h1, #${id} h2`), name));

/* Press Tab until the element has the focus, which must be visible. */
async function reach(tab, selector) {
	for (let i = 0; i < 60; i++) {
		await tab.page.keyboard.press('Tab');
		if (await tab.ask((s) => document.activeElement.matches(s),
		    selector))
			break;
	}
	const [there, ring] = await tab.ask((s) => {
		const e = document.activeElement;
		const box = getComputedStyle(e);
		return [e.matches(s), box.outlineStyle !== 'none' ||
		    Boolean(e.closest('.choice'))];
	}, selector);
	need(there, `no Tab leads to ${selector}`);
	need(ring, `${selector} has the focus, which nobody can see`);
}

/* Reach a field by Tab; type the text, or without one press Space to tick. */
async function fillIn(tab, field, text) {
	await reach(tab, field);
	if (text)
		await tab.page.keyboard.type(text);
	else
		await tab.page.keyboard.press(' ');
}

const KEYS = [
	['start', '#begin'], ['before', '#danger-no'],
	['tell', '#next', '#text', TEXT],
	['q-topic', '#next', '#f2-1'], ['q-about', '#next', '#f3-1'],
	['cards', '#next'], ['q-place', '#next', '#f134', 'Kade 12'],
	['q-time', '#next', '#f7-1'], ['q-who', '#back'],
	['q-time', '#next'], ['q-who', '#next'], ['q-car', '#next'],
	['q-victim', '#next'], ['q-signals', '#next', '#f11-2'],
	['q-advert', '#next'], ['q-help', '#next'],
	['q-known', '#next'], ['q-keep', '#send-now'],
	['region', '#next', '#region-1'], ['check', '#send-with-code'],
	['receipt', '#written'],
];

async function tellByKeys(tab) {
	await script.ready(tab);
	for (const [name, button, field, text] of KEYS) {
		await until(`${name} to be shown`, async () =>
		    await script.screen(tab) === name, 60000);
		if (name !== 'start')
			await onHeading(tab, name);
		if (field)
			await fillIn(tab, field, text);
		await reach(tab, button);
		await tab.page.keyboard.press('Enter');
	}
	await until('the end', async () => await script.screen(tab) === 'done');
	await onHeading(tab, 'done');
}

/* The same in the plain form: one page, and no script that moves the focus. */
async function formByKeys(tab) {
	await tab.open();
	await tab.speak();
	await reach(tab, 'a[href="#before"]');
	await tab.page.keyboard.press('Enter');
	await fillIn(tab, '#text', TEXT);
	await fillIn(tab, '#desk-noord');
	await reach(tab, '#tip-send');
	tab.proxy.mark();
	await tab.page.keyboard.press('Enter');
	await tab.see(`#s-${tab.lane.lang}`, 60000);
	await form.stored(tab);
}

/* Enter the code from the start of the page, and read the answer. */
async function readByKeys(tab, code, [begin, find, end]) {
	await tab.open();
	await tab.speak();
	await tab.see(begin);
	await reach(tab, begin);
	await tab.page.keyboard.press('Enter');
	await tab.see('#code-in');
	if (!await tab.ask(() => document.activeElement.id === 'code-in'))
		await reach(tab, '#code-in');
	await tab.page.keyboard.type(code);
	await reach(tab, find);
	await tab.page.keyboard.press('Enter');
	await tab.see(end, 120000);
	need((await tab.text(end)).includes(REPLY), 'the answer');
}

export async function byKeys(tab, code) {
	if (tab.lane.kind === 'form') {
		await formByKeys(tab);
		await readByKeys(tab, code, ['a[href="#code"]', '#check-send', '#a']);
		return;
	}
	await tellByKeys(tab);
	await readByKeys(tab, code, ['#have-code', '#check-code', '#answers']);
	await onHeading(tab, 'answers');
}

/* The accessibility tree in reading order; only Chromium's driver has it. */
const heard = async (tab) => flat(await tab.page.accessibility.snapshot());

/*
 * The only control of this role whose name begins with this name, once its page
 * is loaded: before its style sheets are, what they hide is there too.
 */
async function called(tab, role, name) {
	const loaded = () => tab.ask(() => document.readyState === 'complete');
	const here = async () => (await heard(tab)).filter((n) =>
		n.role === role && n.name.startsWith(name));
	const found = await until(`${role} "${name}"`, async () => {
		const any = (await here()).length > 0 && await loaded();
		const all = any ? await here() : [];

		return all.length > 0 && all;
	}, 120000);

	same(found.length, 1, `${role} "${name}", ${found.map((n) => n.name)}`);
	return found[0].elementHandle();
}

/* For each [role, name, text]: focus the control; type the text or press it. */
async function does(tab, steps) {
	for (const [role, name, text] of steps) {
		const control = await called(tab, role, name);

		need(CONTROLS.includes(role), role);
		await control.focus();
		if (text)
			await tab.page.keyboard.type(text);
		else
			await tab.page.keyboard.press(role === 'checkbox' ? ' ' :
			    'Enter');
	}
}

/* A visit by a person who sees nothing and finds each control by its name. */
export async function byReader(tab, code) {
	if (tab.lane.engine !== 'chromium')
		return;
	const w = words[tab.lane.lang];
	const plain = tab.lane.kind === 'form';
	const TOLD = plain ? [['link', w.begin], ['textbox', w.tell_title, TEXT],
	    ['checkbox', title('noord')], ['button', w.send_now]] :
	    [['button', w.begin], ['button', w.no],
	    ['textbox', w.tell_title, TEXT], ['button', w.check_go],
	    ['button', w.next], ['checkbox', title('noord')],
	    ['button', w.next], ['button', w.send_without]];
	const READ = [[plain ? 'link' : 'button', w.have_code],
	    ['textbox', w.code_title, code], ['button', w.code_check]];
	const heading = async (name) => need((await called(tab, 'heading',
	    name)) !== null, name);

	await tab.open();
	await tab.speak();
	await does(tab, TOLD);
	await heading(plain ? w.sent_more_title : w.done_title);
	await tab.open();
	await tab.speak();
	await does(tab, READ);
	await heading(w.answers_title);
	const text = (await heard(tab)).map((n) => n.name).join('\n');
	for (const part of [title('noord'), REPLY])
		need(text.includes(part), `"${part}" in ${text}`);
}
