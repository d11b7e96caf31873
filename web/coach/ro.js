/* ro.js - the coach's words in Romanian; not reviewed by a speaker. */
'use strict';

coachWords.ro = {
	bare: true,
	letters: 'ăâșțşţ',
	often:
	    'și si în in la cu de pe nu este e că ca să sa un o ei el ea ' +
	    'lui ele care ce din a au fost era sunt are mai dar sau unde ' +
	    'cum când cand foarte acolo aici după dupa pentru prin fără ' +
	    'fara lor îl il îi ii le mă ma eu mea meu mei mele noi ne am ' +
	    'nostru noastră',
	free: [
		'imi amintesc|eu (?:cred|banuiesc|presupun|sper|suspectez|' +
		    'ghicesc|consider|gandesc|simt|nu stiu)|nu stim|(?:eu ' +
		    ')?credeam|(?:se|ei|ele) (?:aud|vad)|(?:fete|femei|' +
		    'haine) noi',
		'ma (?:gandesc|indoiesc|tem|intreb|ingrijoreaza|inseala?|' +
		    'insel)',
		'(?:mi|imi) (?:se pare|pare|inchipui|fac griji|este teama ' +
		    'ca|e (?:teama|frica) ca)|mi-e(?:ste)? (?:teama|frica) ' +
		    'ca',
		'am (?:_ )?(?:idee|habar|dovezi|probe|certitudinea|' +
		    'siguranta|impresia|senzatia|banuial[ai]|banuieli|' +
		    'indoieli|suspiciuni)|habar n(?:-|u )am',
		'(?:am vrut|vr?oiam) (?:_ ){0,2}(?:sa )?(?:_ )?(?:anunt|' +
		    'raportez|reclam|semnalez|sesizez|spun|ajut|informez|' +
		    'denunt|zic)',
		'(?:parerea|opinia|sesizarea|intrebarea) mea|tara noastra|' +
		    '(?:spuneti|anuntati)-mi',
	],
	only: [
		'(?:doar|numai) (?:eu|mie|noi|noua|pe mine|cu mine|mi-a|mi)',
		'sunt (?:singurul|singura)|suntem singurii',
		'singur(?:ul|a) care',
		'(?:nimeni|nimanui) (?:altcineva|altul|in afara|inafara|mai)',
		'(?:nimeni|nimanui) nu (?:_ )?(?:stie|mai stie) (?:_ ' +
		    ')?(?:asta|de asta|acest lucru|despre asta)',
		'nimeni nu mai stie|nimanui|(?:in afara|inafara) de mine',
		'in afara (?:mea|noastra)|in (?:secret|confidenta|incredere)',
		'confidential|altcineva nu (?:_ )?stie',
	],
	own: [
		'(?:(?:contul|profilul|canalul|pagina|site-ul|numele) ' +
		    '(?:_ )?(?:meu|mea|nostru|noastra))%',
		'#(?:-?ul)? (?:meu|mea)%',
		'(?:sunt|ma gasiti|ma gasesti) pe #%',
	],
	tie: [
		'_ (?:_ )?(?:meu|mea|mei|mele|nostru|noastra|nostri|noastre)',
		'(?:sor|mam|maic|frat|tat|taic|sot|var|nevast|bunic|matus|' +
		    'unch|cumnat|barbat|vecin)~-(?:mea|meu|miu|mii|mei|' +
		    'mele)',
		'(?:sora?|frat[ei]|tat?a?|ma|mama|soacra|var|' +
		    'cumnatu?)-?(?:mea|miu|meu)',
		'vecin(?:a|ul?|ii|ele) (?:de (?:sus|jos|alaturi|la \\d)|din ' +
		    'bloc)|prin perete',
		'(?:colega?|prietena?|vecina?) (?:de|din|de la) (?:clasa|' +
		    'scoala|munca|serviciu|bloc)',
		'<vecin(?:a|ul?)(?! (?:lui|ei|lor|de))|^(?:mama|tata)(?! ' +
		    '(?:ei|lui|lor|fete|vitreg))',
	],
	me: [
		'eu(?: _)?|mine|mie|mi|imi|ma|mi-a|m-a|m-am|m-au|mi-au|mi-am',
		'noi|ne|ne-a|ne-am|ne-au|am(?: _)?',
		'^(?:locuiesc|cunosc)|eram|lucrez|studiez|inchiriez|voi|vom|' +
		    'stam|lucram',
		'suntem|(?:av|locu|munc|ved|auz|tra|st|fac|merg|dorm|' +
		    'cunoast)[ei]m|(?!neam|geam)_[ei]am',
		'<fac curat|^stau(?! to)|stau (?:vizavi|langa|cu)|pot sa ' +
		    'dorm|aud|vad|(?:o|ii|il) (?:stiu|cunosc|duc)',
		'sunt (?:asistenta|bucatar|infirmiera|sofer|profesoara?|' +
		    'vecin[au]l?|medic|eleva?|sora|fiica|prietena|' +
		    'coleg[au]l?|chirias|victima|clienta?)',
	],
};
