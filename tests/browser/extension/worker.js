/* worker.js - presses the Back button of the window. */
'use strict';

self.back = async () => {
	const [tab] = await chrome.tabs.query({ active: true });

	await chrome.tabs.goBack(tab.id);
};
