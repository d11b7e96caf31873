/* tr.js - the coach's words in Turkish; not reviewed by a speaker. */
'use strict';

coachWords.tr = {
	bare: true,
	letters: 'ğış',
	ends: '[iu]yor(?:um|uz|lar)?|l[ae]rin?i|d[iu]m|[iu]mi[sz]',
	often:
	    've bir bu da de için ile var yok çok o ne ama gibi daha her ' +
	    'onun ona onu onlar kadar sonra önce olarak oluyor diye en iki ' +
	    'üç değil ya orada burada şu hiç bazen gece adam kadın kız ' +
	    'evde ben beni bana benim biz bizi bize bizim mi mı içinde ' +
	    'yanında olan kendi ki hep sürekli ' +
	    'kizi kizlari adami kadini adamlar patron para orda burda bi ' +
	    'onlari aksam butun cunku eve zorla',
	free: [
		'(?:saniyorum|sanmiyorum|dusunuyorum|umuyorum|inaniyorum|' +
		    'zannediyorum|supheleniyorum|endiseliyim|hatirlamiyorum|' +
		    'bilmiyorum|bilemiyorum|anlamiyorum|anlamadim|' +
		    'hatirlayamiyorum|tanimiyorum|korkuyorum)',
		'(?:tahmin|endise|merak|umit|suphe|rica) (?:_ )?ediyorum|' +
		    'bana (?:gore|kalirsa)|bildigim kadariyla',
		'(?:_ )?(?:ihbar etmek|bildirmek|soylemek|yardim etmek|' +
		    'sikayet etmek|haber vermek|anlatmak|paylasmak|bulunmak|' +
		    'sikayette bulunmak) (?:istiyorum|isterim|istedim|' +
		    'istiyordum)',
		'bana (?:oyle |_ )?(?:geliyor|geldi)|yardim(?: _)?|sikayetim',
	],
	only: [
		'(?:sadece|yalnizca|yalniz|bir tek|tek) (?:ben|bana|benim|' +
		    'biz|bize|benimle)',
		'(?:benden|bizden) baska~?|(?:benim|bizim) disim(?:da|izda)',
		'(?:baska )?kimse(?:nin|ler)? (?:_ )?(?:bilmiyor|bilmez|' +
		    'bilmemekte|haberi yok|duymadi)',
		'(?:baska )?kimseye (?:_ )?(?:soyleme~|anlatma~|demedi~|' +
		    'bahsetme~)',
		'baska (?:hic ?)?kimse~',
		'(?:bilen|goren) tek (?:kisi )?(?:benim|ben)',
		'tek (?:bilen|goren|tanik|sahit) (?:benim|ben)~|aramizda',
		'sir olarak|gizlice (?:bana|soyled~)',
	],
	own: [
		'(?:benim |kendi )?(?:#|profil|hesab|kanal|sayfa|' +
		    'kullanici ad|insta)(?:\'?(?:im|um|m))~%',
		'(?:benim|bizim) (?:#|profil~|hesab~|kanal~|sayfa~)%',
		'#~ (?:hesabim|adim|adresim|profilim)~%|beni #~ _',
	],
	tie: [
		'(?:kardes|abi|agabey|abla|anne|baba|komsu|patron|es|koca|' +
		    'kari|sevgili|arkadas|kiz arkadas|kiz|oglu?|kuzen|' +
		    'teyze|hala|amca|dayi|yenge|eniste|nine|dede|babaanne|' +
		    'anneanne|ev|daire|is ?yeri?|sef|mudur|ev ?sahib|' +
		    'sahib|nisanli|ogretmen|ogrenci|hasta|musteri|pencere|' +
		    'apartman|sokag|okul|sinif|aile|torun|yegen|akraba|' +
		    'tanidig|usta|calisan|oda|ev arkadas|is arkadas|oda ' +
		    'arkadas|mahalle|bina|dukkan|fabrika|eski es|eski ' +
		    'sevgili|kayinvalide|kayinpeder|baldiz|gorumce|' +
		    'bacanag|balkon|pasaport|telefon|kimlik|cocug|bahce|' +
		    'koy)[iu]?m(?:[iu]z~|' +
		    '[iu]n?|[ae]|[dt][ae](?:n|ki)?|l[ae])?',
		'(?:benim|bizim) _',
		'(?:ust|alt|yan|karsi|kat~) komsu~|<(?:komsu|kuzen)|' +
		    '<arkadasin _|(?:alt|ust|yan|karsi)[iu]m[iu]z~|duvardan',
	],
	me: [
		'(?:ben|beni|bana|bende|benden|benimle|benim|biz|bizi|' +
		    'bize|bizde|bizden|bizimle|bizim|kendim~)(?: _)?',
		'(?!yardim|dordum|adim|yonetim|egitim|ogretim|uretim|' +
		    'denetim|yetim|tuketim)_[dt][iu]m',
		'gorduk|duyduk|yasadik|calistik|oturduk|gittik|konustuk',
		'tanistik|geldik|aldik|verdik|_(?:tey|day|dey|tay)dik|_yorum',
		'_yoruz|_yordum|_yorduk|_m[iu]s[iu]m|_[ae]c[ae]g[iu]m',
		'_[dt][iu]g[iu]m(?:[iu]z)?~',
		'(?!giyim|deyim|sayim|kayim)_(?:yim|yum|iyim|uyum|siyim|' +
		    'suyum)',
		'_(?:lardan|lerden)im|bilirim|gorurum|otururum|calisirim',
		'yasarim|giderim|duyarim|oturuyoruz|calisirdim',
		'kisiyiz|_[sr]d[iu]m|_iyiz',
	],
};
