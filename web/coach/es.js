/* es.js - the coach's words in Spanish; not reviewed by a speaker. */
'use strict';

coachWords.es = {
	letters: 'ñ',
	often:
	    'el la los las de que y en un una por con no se es su sus está ' +
	    'están hay del al le lo más pero como cuando donde muy ya ha ' +
	    'son era fue para desde porque ella él ellos ellas les todos ' +
	    'todas esta este ese esa hasta sin sobre entre también yo me ' +
	    'mi mis nos nuestra nuestro he soy',
	free: [
		'yo (?:creo|pienso|supongo|sospecho|imagino|espero|temo|' +
		    'dudo|intuyo|diría|considero|quiero|quer[ií]a|quisiera)',
		'(?:yo )?(?:me|nos) (?:parece|pregunto|preocupa|da la ' +
		    'impresión|imagino|temo|gustar[ií]a|equivo_)',
		'(?:no (?:lo )?sab|cre|quer)emos|no (?:lo )?s[eé]|no (?:me ' +
		    'acuerdo|conozco)|yo s[eé](?:pa)?',
		'est(?:oy|amos) (?:_ ){0,2}(?:segur|preocupad|convencid|' +
		    'equivocad)[oa]s?',
		'no tengo (?:_ )?(?:idea|pruebas|certeza|claro)',
		'(?:en|a) mi (?:opini[oó]n|juicio|parecer|entender|modo de ' +
		    'ver)',
		'tengo (?:_ )?(?:sospechas?|sensación|impresión|entendido|' +
		    'dudas|miedo de que)',
		'mi (?:denuncia|opinión|aviso|pregunta|duda)|nuestr[oa] ' +
		    '(?:país|sociedad)',
	],
	only: [
		'(?:sol[oa]|sólo|solamente|únicamente|nomás) (?:yo|a mí|a ' +
		    'mi|me|nosotr[oa]s|lo sé yo|lo sabemos)',
		'(?:soy|era) (?:la|el) únic[oa]|somos l[oa]s únic[oa]s',
		'l[oa] únic[oa] que (?:lo )?(?:sé|sabe)',
		'nadie (?:más|mas|excepto|salvo|aparte)',
		'nadie (?:lo )?sabe (?:esto|de esto|eso|nada de esto)',
		'(?:dicho|contado|dijo|contó|dice|cuenta) (?:_ )?a nadie',
		'a nadie (?:más|mas|se lo|le ha|le)',
		'(?:excepto|menos|salvo) (?:yo|a mí|nosotr[oa]s)',
		'aparte de (?:mí|mi|nosotr[oa]s)|en (?:confianza|secreto)',
	],
	own: [
		'mis? (?:propi[oa] )?(?:#|perfil|cuenta|canal|página|' +
		    'pagina|web|usuario)%',
		'(?:me encuentras?|estoy|síganme|sigueme) en #%',
	],
	tie: [
		'(?:mi|mis|nuestr[oa]s?) (?:(?:ex|propi[oa]|mejor|' +
		    'antigu[oa]|viej[oa]|nuev[oa]|herman[oa] mayor) )?_',
		'_ (?:m[ií][oa]s?|nuestr[oa]s?)',
		'vecin[oa]s? de (?:al lado|arriba|abajo|enfrente)|(?:piso|' +
		    'casa|puerta) de (?:arriba|abajo|al lado)',
		'(?:amig|compañer|conocid|vecin)[oa]s? del? (?:clase|' +
		    'trabajo|curro|salon|cole~|insti~)',
		'^(?:vecin[oa]|mamá|mama|papá|compañer[oa])(?! de)',
	],
	me: [
		'(?:yo|me|mí|nos|nosotr[oa]s)(?: _)?|conmigo',
		'(?!café|qué|porqué|bebé|josé|esté|chalé|té|sé|dé|comité|' +
		    'olé|paté|andré|rené|salomé)_é',
		'(?!así|allí|aquí|ahí|sí|mí|martí)_[^aeiou\\s]í|vi|oí|oi',
		'oigo|vivo|soy|somos|estoy|estuve|fui|curro|manejo',
		'tengo|tuve|conozco|he _',
		'veo|hice|pude|puse|supe|traje|di',
		'trabajo (?:en|como|con|de noche|al lado|ahí|allí|aquí|' +
		    'cerca|junto|para)',
		'escucho|hablo|alquilo',
		'limpio (?:la|las|el|los|en|casas|habitaciones)|cuido',
		'paso (?:por|frente|cada|delante|todos)|pago (?:la|el|por|a)',
		'salgo|duermo|noto|llevo|estudio (?:en|con)|atiendo|reparto',
		'recojo|ayudo|sé que|escape|escuche|trabaje',
		'(?!gramos|tramos|ramos|recl)_[aá]mos',
		'(?!pr|últ|ult|m[aáií]|an|extr|c[eé]nt)_[eií]mos',
		'^(?:estaba (?:_ ){1,5}cuando|limpiaba|entregue|quer[ií]a ' +
		    'trabajar)|puedo (?:dormir|ver|o[ií]r)',
	],
};
