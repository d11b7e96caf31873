/* hu.js - the coach's words in Hungarian; not reviewed by a speaker. */
'use strict';

coachWords.hu = {
	bare: true,
	letters: 'őű',
	often:
	    'a az és egy nem van vannak volt voltak hogy is de ha meg már ' +
	    'csak még ott itt mint mert ő ők ez azt ezt ki aki ami amely ' +
	    'be el fel le minden sok nagyon után előtt között alatt nincs ' +
	    'lesz neki vele tőle hozzá engem nekem mi minket nekünk velem ' +
	    'vagyok szerintem mindig soha lehet kell őket őt aztán ' +
	    'szeretnek szeretnem lany lanyt lanyokat akik ferfi egyik ' +
	    'valami este ejjel',
	free: [
		'velem szemben|(?:attol )?felek,? hogy|attol felek|kivancsi ' +
		    'vagyok|szerintem|sejtem|jol ertem|orszagunk~',
		'(?:nekem )?ugy (?:gondolom|latom|erzem|tudom|tunik|hiszem|' +
		    'hallom)(?: nekem)?',
		'(?:en )?nem (?:_ )?(?:tudom|tudok|vagyok (?:_ )?biztos~|' +
		    'emlekszem|ismerem|ertem)',
		'biztos~ vagyok|amennyire (?:en )?tudom|ha jol tudom',
		'szerettem volna (?:_ ){0,3}(?:jelenteni|bejelenteni|' +
		    'elmondani|tudatni|segiteni|szolni|tenni)',
	],
	only: [
		'(?:csak|egyedul|kizarolag) (?:en|mi|nekem|nekunk|velem|' +
		    'tolem|ketten)',
		'(?:en|mi) vagy(?:ok|unk) az egyetlen~',
		'(?:rajtam|rajtunk) kivul',
		'senki (?:mas~|sem? tud(?:ja)? (?:errol|rola|ezt)|nem ' +
		    'tud(?:ja)? (?:errol|rola|ezt))',
		'(?:errol|ezt|rola) (?:_ )?senki (?:_ )?(?:sem?|nem|mas) ' +
		    'tud~',
		'senki(?:nek|vel)(?: mas~)? (?:sem?|nem) (?:mond~|besel~|' +
		    'beszel~|arul~|mesel~)',
		'(?:mond~|beszel~|mesel~|arul~) (?:el )?senki(?:nek|vel)',
		'senki masnak|mas(?:nak|sal) (?:sem?|nem)|mas nem tud~',
		'(?:bizalmasan|titokban|titokkent)',
	],
	own: [
		'(?:az? )?#(?:om|em|am|-om|-em)~%',
		'(?:az? )?(?:en |sajat )?(?:profilom|fiokom|oldalam|' +
		    'csatornam|accountom|felhasznalonevem)~%',
		'(?:megtalal~|fent vagyok|kovess~) (?:engem )?(?:az? ' +
		    ')?#~%',
	],
	tie: [
		'(?:anyam|apam|anyukam|apukam|testverem|(?:kis)?hugom|' +
		    'noverem|' +
		    'batyam|ocsem|ferjem|felesegem|baratom|baratnom|parom|' +
		    'exem|fonokom|szefem|foberlom|lakotarsam|munkatarsam|' +
		    'kollegam|kolleganom|lanyom|fiam|unokatestverem|' +
		    'unokahugom|unokaocsem|nagynenem|nagybatyam|nagyanyam|' +
		    'nagymamam|nagyapam|sogorom|sogornom|anyosom|aposom|' +
		    'lakasom|ablakom|utcam|szobam|szomszedom|munkahelyem|' +
		    'munkaadom|csaladom|osztalytarsam|tanarom|edzom|' +
		    'ismerosom|rokonom|gyerekem|gyermekem|diakom|vendegem|' +
		    'bejaratom|kertem|keresztlanyom|menyem|vejem|boltom|' +
		    'unokam|tanitvanyom|betegem|unokatesom|tesom|haverom|' +
		    'nevelo ?apam|utlevelem|papirjaim|penzem|telefonom)~',
		'(?:szomszed|fonok|lany|haz|utca|utc|lakas|ablak|' +
		    'munkahely|csalad|iskola|falu|foberlo|tulaj|fiu|' +
		    'kolleg|epulet|ceg|bolt|uzem|gyar|lepcsohaz)(?:unk|' +
		    'nk|ank|onk|jaink|aink)~',
		'(?:hazam|hazamban|hazambol|hazamhoz)',
		'(?:az en|a mi|a sajat) _',
		'(?:a )?szomszed(?:ban|ek)~|a szomszed(?:ok)? a \\d emelet~|' +
		    'falon at',
	],
	me: [
		'(?:en|engem|nekem|tolem|hozzam|rolam|nalam|velem|magam|' +
		    'minket|nekunk|velunk|tolunk|nalunk|rolunk|' +
		    'hozzank)(?: _)?',
		'_(?:tam|tem)|(?!trunk|punk)_[ou]nk|lakom|lakok|elek|' +
		    'dolgozom|dolgozok',
		'ismerem|latom|latok|hallom|hallok|vagyok|jarok',
		'megyek|takaritok|hivom|ismerjuk',
		'latjuk|halljuk|tanulok|tanitok|alszom|fizetek',
		'kapok|kapom|segitek|berelek|viszek',
		'hordok|vezetek|tudom|tudok|felek|latni szoktam|szoktam',
	],
};
