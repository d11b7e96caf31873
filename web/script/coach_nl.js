/* coach_nl.js - the coach's words in Dutch. */
'use strict';

coachWords.nl = {
	free: [
		'\\bik (?:denk|dacht|geloof|hoop|vermoed|vrees|gok|twijfel|' +
		    'betwijfel|vind|snap|begrijp|schat|neem aan|vertrouw)\\b',
		'\\b(?:denk|dacht|geloof|hoop|vermoed|vrees|gok|vind|snap|' +
		    'schat) ik\\b',
		'\\bik weet (?:het |dat |er )?(?:\\w+ )?(?:niet|geen|weinig)\\b',
		'\\bweet ik (?:het |dat )?(?:\\w+ )?niet\\b',
		'\\bik zou (?:het )?niet weten\\b',
		'\\bik heb geen idee\\b',
		'\\bik ben (?:er )?(?:niet |niet helemaal |bijna )?zeker\\b',
		'\\bben ik (?:niet |niet helemaal )?zeker\\b',
		'\\bik ben (?:er )?bang dat\\b',
		'\\bik maak (?:me|mij) (?:\\w+ )?zorgen\\b',
		'\\bik vraag (?:me|mij) af\\b',
		'\\b(?:vraag|vroeg) ik (?:me|mij) af\\b',
		'\\bik (?:wil|wilde|zou) (?:\\w+ )?(?:graag )?(?:\\w+ )?(?:melden|' +
		    'doorgeven|vertellen|helpen|zeggen)\\b',
		'\\bik (?:kan|zou) (?:het )?(?:mis|fout) hebben\\b',
		'\\bik hoor (?:het )?graag\\b',
		'\\b(?:voor )?zover ik weet\\b',
		'\\bals ik (?:het goed heb|(?:me|mij) niet vergis)\\b',
		'\\bvolgens (?:mij|me)\\b',
		'\\bwat mij betreft\\b',
		'\\b(?:naar|in|bij) mijn (?:idee|mening|gevoel|ogen|weten)\\b',
		'\\blaat (?:het )?(?:me|mij|ons) weten\\b',
		'\\bmijn (?:tip|melding|vraag|mening|excuses)\\b',
		'\\bons (?:land|allen|allemaal)\\b',
	],
	only: [
		'\\b(?:alleen|enkel|slechts) (?:ik|wij|aan mij|tegen mij|' +
		    '(?:ik )?en mijn \\w+)\\b',
		'\\bik alleen\\b',
		'\\b(?:ik|wij) (?:ben|was|zijn|waren) de enigen?\\b',
		'\\b(?:aan |tegen |met )?niemand (?:anders|behalve)\\b',
		'\\bniemand weet (?:dit|het|ervan|dat)\\b',
		'\\b(?:dit|dat|hier) weet (?:verder )?niemand\\b',
		'\\bbehalve (?:ik|mij|wij|ons)\\b',
		'\\bin vertrouwen\\b',
	],
	own: [
		'\\b(?:mijn|m\'n|onze?|me) (?:eigen )?(?:insta(?:gram)?|face' +
		    'book|fb|snap(?:chat)?|tiktok|twitter|telegram|whatsapp|' +
		    'profiel|account|kanaal|website|site|blog|youtube|' +
		    'linkedin|pagina)\\b[^.,;!?\\n]{0,40}',
		'\\b(?:volg|vind|zoek) (?:me|mij|ons) op [^.,;!?\\n]{2,40}',
		'\\bik (?:heet|zit|sta) op (?:insta|face|snap|tik|fb)\\w*' +
		    '[^.,;!?\\n]{0,40}',
	],
	tie: [
		'\\b(?:mijn|m\'n|mn|onze?) (?:(?:ex|oud|eigen|beste|oudste|' +
		    'jongste|kleine|grote|nieuwe|vorige|zieke)\\b[ -]?)*' +
		    '[\\w\\u00c0-\\u024f-]+',
	],
	me: [
		'\\b(?:ik|\'k|mij|me|mezelf|mijzelf|wij|we|ons|onszelf)\\b' +
		    '(?: [\\w\\u00c0-\\u024f]+)?',
		'\\b(?:de|het|die|dat) (?:mijne|onze)\\b',
	],
};
