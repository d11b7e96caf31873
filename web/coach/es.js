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
		'(?:yo )?(?:creo|pienso|supongo|sospecho|imagino|me ' +
		    'imagino|espero|temo|me temo|dudo|intuyo|diría|' +
		    'considero)',
		'(?:me|nos) (?:parece|pregunto|preocupa|da la impresión)',
		'no (?:lo )?(?:sé|se) (?:si|c[oó]mo|qui[eé]n|cu[aá]~|' +
		    'qu[eé]|d[oó]nde|exactamente|bien|su|con|por|el|la|' +
		    'nada|todo)',
		'no lo s[eé]|no sé',
		'no (?:estoy|estamos) (?:_ ){0,2}segur[oa]s?',
		'estoy (?:_ )?(?:segur[oa]|preocupad[oa]|convencid[oa])',
		'no tengo (?:_ )?(?:idea|pruebas|certeza|claro)',
		'(?:quiero|quisiera|quería|queria|me gustaría|me gustaria|' +
		    'desearía|deseo) (?:_ ){0,2}(?:denunciar|informar|' +
		    'avisar|contar|decir|reportar|ayudar|comunicar|poner|' +
		    'hacer)(?:les|lo)?',
		'(?:puedo|puede que|podría|quizás?|tal vez) (?:_ ' +
		    ')?(?:estar |me )?(?:equivocad[oa]|equivoque|' +
		    'equivocarme)',
		'(?:en|a) mi (?:opinión|opinion|juicio|parecer|entender|' +
		    'modo de ver)',
		'(?:por lo )?que yo (?:sé|sepa)|por lo que sé',
		'hasta donde (?:yo )?sé|si no me equivoco',
		'no (?:recuerdo|me acuerdo|conozco|entiendo|puedo ' +
		    '(?:asegurar|decir|confirmar))',
		'tengo (?:_ )?(?:sospecha|sospechas|sensación|impresión|' +
		    'entendido|dudas|miedo de que)',
		'mi (?:denuncia|opinión|aviso|pregunta|duda)',
		'nuestr[oa] (?:país|sociedad)|(?:díganme|avísenme)',
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
		'(?:me encuentras?|estoy|síganme|sigueme) en (?:#)%',
	],
	tie: [
		'(?:mi|mis|nuestr[oa]s?) (?:(?:ex|propi[oa]|mejor|' +
		    'antigu[oa]|viej[oa]|nuev[oa]|herman[oa] mayor) )?_',
		'_ (?:mío|mía|nuestro|nuestra)',
	],
	me: [
		'(?:yo|me|mí|nos|nosotr[oa]s)(?: _)?|conmigo',
		'(?!café|qué|porqué|bebé|josé|esté|chalé|té|sé|dé|comité|' +
		    'olé|paté|andré|rené|salomé)_é',
		'(?!así|allí|aquí|ahí|sí|mí|martí)_[^aeiou\\s]í|vi|oí|oi',
		'oigo|vivo|vivimos|soy|somos|estoy|estamos|estuve|fui|fuimos',
		'tengo|tenemos|tuve|conozco|conocemos|he _|hemos _|habíamos',
		'veo|vemos|vimos|oímos|hice|hicimos|pude|puse|supe|traje|di',
		'trabajamos|trabajábamos|vivíamos|estábamos|éramos|íbamos',
		'salimos',
		'trabajo (?:en|como|con|de noche|al lado|ahí|allí|aquí|' +
		    'cerca|junto|para)',
		'escucho|hablo|alquilo',
		'limpio (?:la|las|el|los|en|casas|habitaciones)|cuido',
		'paso (?:por|frente|cada|delante|todos)|pago (?:la|el|por|a)',
		'salgo|duermo|noto|llevo|estudio (?:en|con)|atiendo|reparto',
		'recojo|ayudo|sé que|escape|escuche|trabaje',
		'_(?:ábamos|íamos|amos)',
	],
};
