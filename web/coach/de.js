/* de.js - the coach's words in German; not reviewed by a speaker. */
'use strict';

coachWords.de = {
	letters: 'ß',
	often:
	    'der die das und ist nicht ein eine einen einem einer er sie ' +
	    'es mit von zu den dem des im in auf für auch aber dass wird ' +
	    'hat haben sind war waren bei nach aus um sich nur wie wenn wo ' +
	    'ihre ihr ihren ihm ihn seine sein immer noch jeden schon dort ' +
	    'hier ich mich mir mein meine meiner meinem meinen wir uns ' +
	    'unser unsere vor über am zum zur ' +
	    'ab mann frau frauen mädchen',
	free: [
		'ich (?:denke?|dachte|glaube?|hoffe?|vermute|schätze|zweifle|' +
		    'bezweifle|fürchte|befürchte|finde|ahne|verstehe|rate|' +
		    'nehme (?:mal )?an)',
		'(?:denke?|glaube?|hoffe|vermute|schätze|finde|fürchte) ich',
		'ich wei(?:ß|ss) (?:_ ){0,2}(?:nicht|nichts|kein~|wenig)',
		'wei(?:ß|ss) ich (?:_ ){0,2}(?:nicht|nichts)',
		'(?:ich )?bin (?:mir )?(?:_ ){0,3}(?:un)?sicher',
		'bin ich (?:mir )?(?:_ ){0,2}(?:un)?sicher',
		'(?:ich )?habe? (?:keine ahnung|den verdacht|das gefühl|' +
		    'den eindruck|angst, dass|zweifel)',
		'ich frage? mich',
		'(?:ich mache|mache ich) mir (?:_ ){0,2}sorgen',
		'ich (?:möchte|will|wollte|würde|möcht) (?:_ ' +
		    '){0,4}(?:melden|sagen|mitteilen|helfen|weitergeben|' +
		    'anzeigen|hinweisen|geben|erzählen|bleiben)',
		'ich (?:kann|könnte) mich (?:_ )?(?:irren|täuschen)',
		'(?:irre|täusche) ich mich',
		'(?:meiner|unserer) (?:meinung|ansicht) nach',
		'meines (?:wissens|erachtens)|so ?weit ich wei(?:ß|ss)',
		'wenn ich mich nicht (?:irre|täusche)',
		'(?:mir scheint|es scheint mir|scheint mir|kommt mir)',
		'ich kenne (?:_ ){0,2}(?:nicht|kein~)',
		'ich (?:erinnere mich|kann mich) (?:_ ){0,2}nicht(?: ' +
		    'erinnern)?',
		'mein(?:e)? (?:hinweis|meldung|meinung|frage|vermutung|' +
		    'verdacht)',
		'unser(?:em)? land',
		'(?:kann ich|ich kann) (?:_ ){0,3}nicht sagen',
	],
	only: [
		'(?:nur|bloß|allein|ausschließlich) (?:ich|mir|wir|uns|mich)',
		'ich (?:bin|war) (?:_ )?(?:der|die) einzige~',
		'wir (?:sind|waren) die einzigen',
		'(?:der|die) einzige,? (?:der|die) (?:das|es|davon) ' +
		    'wei(?:ß|ss)',
		'niemand(?:em|en)? (?:sonst|anders|anderem|anderen|außer)',
		'sonst (?:wei(?:ß|ss)|kennt|hat) (?:_ )?(?:niemand|keiner)',
		'(?:niemand|keiner) wei(?:ß|ss) (?:das|es|davon)',
		'keine[rm] (?:sonst|außer|anderen)|außer (?:mir|uns)',
		'sonst (?:niemand(?:em|en)?|keine[rm])',
		'(?:niemandem|keinem) (?:_ )?(?:gesagt|erzählt|verraten)',
		'im vertrauen|unter vier augen|ich alleine?',
	],
	own: [
		'(?:mein|meine|meinem|unser|unsere) (?:eigene[rs]? )?(?:#|' +
		    'profil|konto|account|kanal|seite|nutzername|' +
		    'webseite)%',
		'(?:ich bin|folgt mir|findet mich) (?:auf|bei) #%',
	],
	tie: [
		'(?:mein(?:e[nmrs]?)?|meim?|unser(?:e[nmrs]?|m|n)?) (?:(?:ex|' +
		    'alte[rn]?|' +
		    'eigene[rn]?|beste[rn]?|ältere[rn]?|jüngere[rn]?|' +
		    'kleine[rn]?|große[rn]?|neue[rn]?|frühere[rn]?)[ -])?_',
		'nachbar~ (?:über|unter|neben|gegenüber|von (?:oben|unten))|' +
		    'hier (?:im (?:haus|dorf|hof)|in der stra(?:ß|ss)e)',
		'^(?:nachbar(?:in)?|mama|papa|kolleg(?:e|in)|kumpel)(?! ' +
		    '(?:von|de[rs]|und))|durch die wand',
	],
	me: [
		'(?:ich|mich|mir|wir|uns)(?: _)?|meins',
		'<(?:(?:wohn|hab|kenn|hör|hoer|seh|putz|leb|fahr(?! nicht)|' +
		    'bring|sitz)e?|' +
		    'arbeite|bin|hörte|komme|war (?:kund~|dabei|selb~))(?: _)?',
		'hab(?: _)?|i (?:hob|hab|bin|wohn)|hob i|^sa(?:ß|ss)(?: ' +
		    '_){1,4} als|nebenan|^(?:wollte? (?:da|dort)|war _ ' +
		    '(?:in|bei) (?:de|ih)~)',
	],
};
