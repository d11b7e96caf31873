/* fr.js - the coach's words in French; not reviewed by a speaker. */
'use strict';

coachWords.fr = {
	letters: 'œùû',
	often:
	    'le la les de des du que et en un une il elle ils elles est ' +
	    'sont dans par pour avec ne pas se ce cette ces son sa ses ' +
	    'leur au aux sur qui a ont mais où ou très plus tous toutes ' +
	    'était quand sans chez y on lui depuis je j\'ai mon ma mes me ' +
	    'nous notre nos moi c\'est d\'un d\'une',
	free: [
		'je (?:le )?(?:pense|crois|suppose|soupçonne|imagine|' +
		    'espère|doute|crains|devine|présume|trouve|dirais|' +
		    'veux dire)',
		'je (?:ne |n\')?(?:_ )?(?:sais|connais|comprends|vois|suis|' +
		    'peux) (?:_ )?(?:pas|plus|rien|aucun_?)(?: (?:sûre?|' +
		    'certaine?))?',
		'j\'(?:ignore|espère|imagine)|j\'sais pas',
		'je (?:ne )?(?:m\'en|me) (?:souviens|rappelle|demande|' +
		    'doute)(?: (?:pas|plus))?',
		'j\'ai (?:_ )?(?:peur qu~|doutes?|un doute|l\'impression|le ' +
		    'sentiment|des soupçons)',
		'j\'ai (?:des|un|de) (?:doutes?|soupçons?|forts soupçons)',
		'(?:j\'aimerais|je voudrais|je veux|je souhaite|je ' +
		    'souhaiterais|je viens|je tiens à) (?:_ ' +
		    '){0,2}(?:signaler|dénoncer|dire|raconter|aider|' +
		    'informer|vous informer|prévenir|rapporter|faire)',
		'je (?:peux|pourrais) (?:_ )?me tromper',
		'(?:peut-être )?(?:que )?je me trompe(?: peut-être)?',
		'(?:à|a) mon (?:avis|sens)|(?:d\'après|selon|pour) moi',
		'si je (?:ne )?me trompe(?: pas)?',
		'(?:pour )?autant que je (?:le )?sache|à ma connaissance',
		'il me semble|me semble-t-il',
		'ça me (?:semble|paraît|inquiète)',
		'je (?:m\'inquiète|suis (?:_ )?(?:inquiète?|sûre?|' +
		    'certaine?))',
		'mon (?:avis|signalement|message)|ma (?:question|demande)',
		'notre (?:pays|société)|(?:dites|tenez|répondez)-moi',
	],
	only: [
		'(?:seulement|uniquement|seul|seule|juste) (?:moi|à moi|' +
		    'nous)',
		'(?:que|qu\'à) (?:moi|nous)|moi seule?',
		'(?:je suis|j\'étais|je serais) (?:la|le) seule?',
		'(?:nous sommes|on est) les seul~|personne d\'autre',
		'à personne(?: d\'autre)?',
		'personne (?:ne |n\')(?:_ )?(?:sait|est au courant)(?: ' +
		    '(?:ça|cela|pour ça))?',
		'(?:sauf|à part|hormis|excepté) (?:moi|nous)',
		'en (?:confidence|secret)|sous le (?:sceau|secret)',
	],
	own: [
		'(?:mon|ma|notre) (?:propre )?(?:compte|profil|page|' +
		    'chaîne|site|pseudo|#)%',
		'(?:je suis|retrouvez-moi|suivez-moi|ajoutez-moi) sur (?:#)%',
	],
	tie: [
		'(?:mon|ma|mes|notre|nos) (?:(?:ex|ancien|ancienne|propre|' +
		    'petite?|grande?|meilleure?|vieux|vieille|' +
		    'nouve[al]~)[ -])?_',
	],
	me: [
		'(?:je|moi|nous|me)(?: _)?|(?:j\'|m\')_',
	],
};
