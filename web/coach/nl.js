/* nl.js - the coach's words in Dutch. */
'use strict';

coachWords.nl = {
	often:
	    'de het een en van is dat op te zijn ze zij hij met niet voor er aan ook als ' +
	    'maar om dan die dit daar deze bij in uit naar door over tot nog geen was ' +
	    'heeft wordt hun haar elke altijd veel komt moet ik me mij mijn m\'n wij we ' +
	    'ons onze',
	free: [
		'ik (?:denk|dacht|geloof|hoop|vermoed|vrees|gok|twijfel|' +
		    'betwijfel|vind|snap|begrijp|schat|neem aan|vertrouw)',
		'(?:denk|dacht|geloof|hoop|vermoed|vrees|gok|vind|snap|' +
		    'schat) ik',
		'ik weet (?:het |dat |er )?(?:_ )?(?:niet|geen|weinig)',
		'weet ik (?:het |dat )?(?:_ )?niet',
		'ik zou (?:het )?niet weten',
		'(?:ik )?heb (?:geen idee|het gevoel)',
		'(?:ik )?ben (?:er )?(?:niet |niet helemaal |bijna )?zeker',
		'ben ik (?:niet |niet helemaal )?zeker',
		'(?:ik )?ben (?:er )?bang dat',
		'ik maak (?:me|mij) (?:_ )?zorgen',
		'ik vraag (?:me|mij) af',
		'(?:vraag|vroeg) ik (?:me|mij) af',
		'ik (?:wil|wilde|zou) (?:_ )?(?:graag )?(?:_ )?(?:melden|' +
		    'doorgeven|vertellen|helpen|zeggen|blijven)',
		'ik (?:kan|zou) (?:het )?(?:mis|fout) hebben',
		'ik hoor (?:het )?graag',
		'(?:voor )?zover ik weet',
		'als ik (?:het goed heb|(?:me|mij) niet vergis)',
		'volgens (?:mij|me)',
		'wat mij betreft',
		'(?:naar|in|bij) mijn (?:idee|mening|gevoel|ogen|weten)',
		'laat (?:het )?(?:me|mij|ons) weten',
		'mijn (?:tip|melding|vraag|mening|excuses)',
		'ons (?:land|allen|allemaal)',
	],
	only: [
		'(?:alleen|enkel|slechts) (?:ik|wij|aan mij|tegen mij|' +
		    '(?:ik )?en mijn _)',
		'ik alleen',
		'(?:ik|wij) (?:ben|was|zijn|waren) de enigen?',
		'(?:aan |tegen |met )?niemand (?:anders|behalve)',
		'niemand weet (?:dit|het|ervan|dat)',
		'(?:dit|dat|hier) weet (?:verder )?niemand',
		'behalve (?:ik|mij|wij|ons)',
		'in vertrouwen',
	],
	own: [
		'(?:mijn|m\'n|onze?|me) (?:eigen )?(?:#|' +
		    'profiel|account|kanaal|website|site|blog|pagina)\\b%',
		'(?:volg|vind|zoek) (?:me|mij|ons) op %',
		'ik (?:heet|zit|sta) op #~%',
	],
	tie: [
		'(?:mijn(?:en?)?|m\'n|mn|onze?) (?:(?:ex|oud|eigen|beste|' +
		    'oudste|' +
		    'jongste|kleine|grote|nieuwe|vorige|zieke)\\b[ -]?)*' +
		    '_',
		'hier(?:naast|tegenover)|van hierboven|van de buren|' +
		    '(?:boven|onder|over)buu?r~|door de mu~',
		'hier in (?:de (?:straat|flat|buurt)|het dorp)',
		'(?:vriendin|vriend|collega|jongen|meisje) (?:van|uit|op) ' +
		    '(?:school|het werk|de klas)',
		'^(?:buurman|buurvrouw|collega)(?! van)|^(?:mama|papa) ' +
		    '(?:heeft|is|moet|slaat|zit|laat|wordt)',
	],
	me: [
		'(?:ik|\'k|mij|me|mezelf|mijzelf|wij|we|ons|onszelf)' +
		    '(?: _)?',
		'(?:de|het|die|dat) (?:mijne|onze)',
		'heb(?! (?:je|jij|jullie|u))(?: _)?|<ben _',
		'k ?(?:heb|ben|zag|was|werk|hoor|woon|zit|moest|had)',
		'<(?:zag(?! er)|hoorde?|sprak|ken|woon|breng|zat (?:bij|' +
		    'met)|werk (?:zelf|daar|er|ook|bij|met)|was (?:_ ' +
		    ')?(?:klant|getuige|erbij))(?: _)?|^was _ (?:bij|in) d~',
		'kwam (?:daar|er) vaak|^(?:kreeg een|moest van|bezorgde|' +
		    'wou)|van slapen|hoor (?:t|het|haar|ze|elke|vaak)',
	],
};
