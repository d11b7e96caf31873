/* fr.js - the coach's words in French; not reviewed by a speaker. */
'use strict';

coachWords.fr = {
	bare: true,
	letters: 'œùû',
	often:
	    'le la les de des du que et en un une il elle ils elles est ' +
	    'sont dans par pour avec ne pas se ce cette ces son sa ses ' +
	    'leur au aux sur qui a ont mais où ou très plus tous toutes ' +
	    'était quand sans chez y on lui depuis je j\'ai mon ma mes me ' +
	    'nous notre nos moi c\'est d\'un d\'une',
	free: [
		'je (?:le )?(?:pense|crois?|suppose|soupconne|imagine|' +
		    'espere|doute|crains|devine|presume|trouve|dirais|' +
		    'veux dire)',
		'je (?:ne |n\')?(?:_ )?(?:sais|connais|comprends|vois|suis|' +
		    'peux) (?:_ )?(?:pas|plus|rien|aucun~)(?: (?:sure?|' +
		    'certaine?))?',
		'j\'(?:ignore|imagine)|j\'?(?:crois|pense|espere|sais pas)|' +
		    'sais pas|' +
		    'suis pas (?:sure?|certaine?)',
		'je (?:ne )?(?:m\'en|me) (?:souviens|rappelle|demande|' +
		    'doute)(?: (?:pas|plus))?',
		'j\'ai (?:_ )?(?:peur qu~|doutes?|un doute|l\'impression|le ' +
		    'sentiment|des soupcons)',
		'j\'ai (?:des|un|de) (?:doutes?|soupcons?|forts soupcons)',
		'(?:j\'aimerais|je voudrais|je veux|je souhaite|je ' +
		    'souhaiterais|je viens|je tiens a) (?:_ ' +
		    '){0,2}(?:signaler|denoncer|dire|raconter|aider|' +
		    'informer|vous informer|prevenir|rapporter|faire)',
		'je (?:peux|pourrais) (?:_ )?me tromper',
		'(?:peut-etre )?(?:que )?je me trompe(?: peut-etre)?',
		'a mon (?:avis|sens)|(?:d\'apres|selon|pour) moi',
		'si je (?:ne )?me trompe(?: pas)?',
		'(?:pour )?autant que je (?:le )?sache|a ma connaissance',
		'il me semble|me semble-t-il',
		'ca me (?:semble|parait|inquiete)',
		'je (?:m\'inquiete|suis (?:_ )?(?:inquiete?|sure?|' +
		    'certaine?))',
		'mon (?:avis|signalement|message)|ma (?:question|demande)',
		'notre (?:pays|societe)|(?:dites|tenez|repondez)-moi',
	],
	only: [
		'(?:seulement|uniquement|seul|seule|juste) (?:moi|a moi|' +
		    'nous)',
		'(?:que|qu\'a) (?:moi|nous)|moi seule?',
		'(?:je suis|j\'etais|je serais) (?:la|le) seule?',
		'(?:nous sommes|on est) les seul~|personne d\'autre',
		'(?:dit|parle|raconte|confie) (?:_ )?a personne',
		'personne (?:ne |n\')(?:_ )?(?:sait|est au courant)(?: ' +
		    '(?:ca|cela|pour ca))?',
		'(?:sauf|a part|hormis|excepte) (?:moi|nous)',
		'en (?:confidence|secret)|sous le (?:sceau|secret)',
	],
	own: [
		'(?:mon|ma|notre) (?:propre )?(?:compte|profil|page|' +
		    'chaine|site|pseudo|#)%',
		'(?:je suis|retrouvez-moi|suivez-moi|ajoutez-moi) sur #%',
	],
	tie: [
		'(?:mon|ma|mes|notre|nos) (?:(?:ex|ancien|ancienne|propre|' +
		    'petite?|grande?|meilleure?|vieux|vieille|' +
		    'nouve[al]~)[ -])?_',
		'voisine?s? (?:du dess|d\'?en face|d\'?a cote)~|crie~ a ' +
		    'cote|<(?:tata|tonton|maman|papa|mamie|papi)',
		'^(?:voisine?|collegue|copine|copain|cousine?)(?! d)',
		'(?:amie?|pote|copine|copain|collegue) (?:de|du) (?:classe|' +
		    'lycee|college|taf|boulot|travail)',
	],
	me: [
		'(?:je|moi|nous|me)(?: _)?|(?:j\'|m\')_',
		'(?:l\')?ai(?: _)?|lai _|etais|avais|suis|chuis|j _|l[ae]s? ' +
		    '(?:connais|vois|entends)',
		'j(?:ai|avais|etais|suis|habite|bosse|travaille|vis|vois|' +
		    'entend|connais|lui|le|la|les|dois|arrive|me)s?',
		'm(?:empech|oblig|avai|enferm|frapp)~|on l?\'?(?:les ' +
		    ')?(?:entend|dort|vit|habite|bosse|travaille|etait|' +
		    'avait)',
		'<(?:habite|bosse|vois|entends|dors|vis|viens|travaille ' +
		    '(?:avec|la)|(?!mais|jamais)_ais)',
	],
};
