/* en.js - the coach's words in English. */
'use strict';

coachWords.en = {
	often:
	    'the and of to is was are were in that it he she they her his him them with ' +
	    'for on at from by not has have had be this there their who which when very ' +
	    'every but or out i i\'m i\'ve my me we our us ' +
	    'girl girls men him gets up',
	free: [
		'i (?:really |just |still |also )?(?:think|thought|guess|' +
		    'hope|believe|suppose|suspect|fear|wonder|doubt|assume|' +
		    'reckon|feel|wish|mean)',
		'i (?:do not|don\'t|dont|did not|didn\'t|cannot|can\'t) ' +
		    '(?:really |quite )?(?:know|think|believe|understand|' +
		    'remember|be sure|want|tell|say)',
		'i(?:\'?m| am) (?:not |not quite |fairly |quite |almost )?' +
		    '(?:sure|certain|unsure|guessing|worried|afraid that)',
		'i (?:may|might|could) (?:well )?be wrong',
		'i have no idea',
		'i(?:\'d| would)? (?:like|want|wanted) to (?:_ )?(?:' +
		    'report|tell|help|say|let|stay)',
		'as far as i (?:know|can tell)',
		'if i(?:\'m| am) (?:right|not mistaken)',
		'(?:in|to) my (?:opinion|view|mind|knowledge|eyes)',
		'(?:let|tell) (?:me|us) know',
		'it (?:seems|looks) to me',
		'my (?:tip|report|question|opinion|apologies)',
		'our country',
		'the us',
		'(?:her|his|their|the) (?:(?:mum|mom|dad|nan)s?(?: and ' +
		    'dad)?|next door)',
	],
	only: [
		'only (?:i|me|we|us|my _ and i)',
		'just (?:me|us)',
		'(?:i|we)(?:\'m|\'re| am| are| was| were) the only (?:one|' +
		    'ones|person|people)',
		'no ?(?:body|-?one) (?:else|but|except|knows (?:this|that|' +
		    'it|about))',
		'(?:except|besides|apart from) (?:me|us|myself)',
		'in confidence',
	],
	own: [
		'(?:my|our) (?:own )?(?:#|profile|account|channel|' +
		    'website|site|blog|page)\\b%',
		'(?:follow|find|add) (?:me|us) on %',
	],
	tie: [
		'(?:my|our) (?:(?:ex|old|own|best|oldest|youngest|little|' +
		    'big|new|former|next-door|step)\\b[ -]?)*' +
		    '_',
		'(?:mum|mom|dad|nan)s?|next ?door(?! to (?:the|his|her|a|' +
		    'no))|through the walls?',
		'<(?:(?:up|down)stairs neighbou?r|neighbou?r|aunt(?:ie|y)?|' +
		    '(?:sister|brother) in law|flatmate|roommate|' +
		    'coworker)(?! (?:of|at))(?: _)?',
	],
	me: [
		'i(?!\\.)(?:\'(?:m|ve|d|ll))?\\b(?: _)?',
		'(?:im|ive)(?: _)?',
		'(?:me|myself|us|ourselves|mine|ours)',
		'we(?:\'(?:re|ve|d|ll))?\\b(?: _)?',
		'<(?:saw|seen|sat|heard|hear|can hear|used to (?:be|work ' +
		    '(?:there|with|for))|worked|lived? (?:next|near|above|' +
		    'opposite|there)|drove|know|met|gave|been (?:her|his|in|' +
		    'to)|was (?:_ )?(?:stuck|held|a|in (?:that|the))|work ' +
		    '(?:with|for))(?: _)?|^_ed (?:a|the|there|her|him|them|' +
		    'past|rooms)',
	],
};
