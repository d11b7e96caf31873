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
		'(?:nu (?:_ )?(?:stiu|cunosc|inteleg|imi amintesc|mai tin ' +
		    'minte|pot spune))',
		'nu (?:sunt|is) (?:_ )?(?:sigur|sigura|convins|convinsa)',
		'sunt (?:_ )?(?:sigur|sigura|convins|convinsa)',
		'(?:eu )?(?:cred|credeam|banuiesc|presupun|sper|suspectez|' +
		    'ghicesc|consider|gandesc|simt)',
		'ma (?:gandesc|indoiesc|tem|intreb|ingrijoreaza)',
		'(?:mi|imi) (?:se pare|pare|inchipui|fac griji|este teama ' +
		    'ca|e teama ca|e frica ca)',
		'(?:mi-e|mi-este) (?:teama|frica) ca',
		'(?:n-am|nu am|habar n-am|habar nu am) (?:_ )?(?:idee|' +
		    'habar|certitudinea|siguranta)?',
		'(?:vreau|as vrea|as dori|doresc|am vrut|voiam|vroiam) ' +
		    '(?:_ ){0,2}(?:sa )?(?:_ )?(?:anunt|raportez|reclam|' +
		    'semnalez|sesizez|spun|ajut|informez|denunt|zic|' +
		    'raporta|semnala)',
		'(?:s-ar putea|e posibil|poate) (?:_ )?(?:sa )?(?:ma ' +
		    'inseala?|gresesc|ma insel)',
		'daca nu ma insel|(?:dupa|in) (?:parerea|opinia) mea',
		'parerea mea|din (?:cate|cat|ce) (?:_ )?stiu',
		'am (?:_ )?(?:impresia|senzatia|banuiala|banuieli|' +
		    'indoieli|suspiciuni)',
		'(?:sesizarea|intrebarea|parerea) mea|tara noastra',
		'(?:spuneti|anuntati)-mi|rog',
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
		'(?:#)(?:-?ul)? (?:meu|mea)%',
		'(?:sunt|ma gasiti|ma gasesti) pe (?:#)%',
	],
	tie: [
		'_ (?:_ )?(?:meu|mea|mei|mele|nostru|noastra|nostri|noastre)',
		'(?:sor|mam|maic|frat|tat|taic|sot|var|nevast|bunic|matus|' +
		    'unch|cumnat|barbat|vecin)~-(?:mea|meu|miu|mii|mei|' +
		    'mele)',
	],
	me: [
		'eu(?: _)?|mine|mie|mi|imi|ma|mi-a|m-a|m-am|m-au|mi-au|mi-am',
		'noi|ne|ne-a|ne-am|ne-au|am(?: _)?',
		'^(?:locuiesc|vad|aud|cunosc)|suntem|eram|aveam|avem|locuim',
		'lucrez|lucram|muncim|vedem|auzim|cunoastem|stau|stam|traim',
		'stim|facem|studiez|inchiriez|mergem|stateam|auzeam|vedeam',
		'mergeam|voi|vom',
	],
};
