/* coach_en.js - the coach's words in English. */
'use strict';

coachWords.en = {
	free: [
		'\\bi (?:really |just |still |also )?(?:think|thought|guess|' +
		    'hope|believe|suppose|suspect|fear|wonder|doubt|assume|' +
		    'reckon|feel|wish|mean)\\b',
		'\\bi (?:do not|don\'t|dont|did not|didn\'t|cannot|can\'t) ' +
		    '(?:really |quite )?(?:know|think|believe|understand|' +
		    'remember|be sure|want|tell|say)\\b',
		'\\bi(?:\'m| am) (?:not |not quite |fairly |quite |almost )?' +
		    '(?:sure|certain|unsure|guessing|worried|afraid that)\\b',
		'\\bi (?:may|might|could) (?:well )?be wrong\\b',
		'\\bi have no idea\\b',
		'\\bi(?:\'d| would)? (?:like|want|wanted) to (?:\\w+ )?(?:' +
		    'report|tell|help|say|let)\\b',
		'\\bas far as i (?:know|can tell)\\b',
		'\\bif i(?:\'m| am) (?:right|not mistaken)\\b',
		'\\b(?:in|to) my (?:opinion|view|mind|knowledge|eyes)\\b',
		'\\b(?:let|tell) (?:me|us) know\\b',
		'\\bit (?:seems|looks) to me\\b',
		'\\bmy (?:tip|report|question|opinion|apologies)\\b',
		'\\bour country\\b',
		'\\bthe us\\b',
	],
	only: [
		'\\bonly (?:i|me|we|us|my \\w+ and i)\\b',
		'\\bjust (?:me|us)\\b',
		'\\b(?:i|we)(?:\'m|\'re| am| are| was| were) the only (?:one|' +
		    'ones|person|people)\\b',
		'\\bno ?(?:body|-?one) (?:else|but|except|knows (?:this|that|' +
		    'it|about))\\b',
		'\\b(?:except|besides|apart from) (?:me|us|myself)\\b',
		'\\bin confidence\\b',
	],
	own: [
		'\\b(?:my|our) (?:own )?(?:insta(?:gram)?|facebook|fb|snap' +
		    '(?:chat)?|tiktok|twitter|telegram|whatsapp|profile|' +
		    'account|channel|website|site|blog|youtube|linkedin|' +
		    'page)\\b[^,;!?\\n]{0,40}',
		'\\b(?:follow|find|add) (?:me|us) on [^,;!?\\n]{2,40}',
	],
	tie: [
		'\\b(?:my|our) (?:(?:ex|old|own|best|oldest|youngest|little|' +
		    'big|new|former|next-door|step)\\b[ -]?)*' +
		    '[\\w\\u00c0-\\u024f-]+',
	],
	me: [
		'\\bi(?!\\.)(?:\'(?:m|ve|d|ll))?\\b(?: [\\w\\u00c0-\\u024f]+)?',
		'\\b(?:me|myself|us|ourselves|mine|ours)\\b',
		'\\bwe(?:\'(?:re|ve|d|ll))?\\b(?: [\\w\\u00c0-\\u024f]+)?',
	],
};
