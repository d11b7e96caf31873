/* strangers.js - languages near to some here, so that their texts are known as
 * theirs; the coach has no more words in them. */
'use strict';

Object.entries({
	af: 'nie wat hulle haar ek my ons dit is en die het sy hy van vir met om te weet daar ook elke',
	az: 'və mən onun ilə üçün deyil evdə hər qız bəzi gün görə',
	be: 'і ў не што на з яны яна ён гэта мой як так калі яго яе для',
	ca: 'el la els les amb que no és i en una un per meu meva veí han són té fa molt aquí jo',
	da: 'og i at er en det på til af med jeg ikke han hun de min der har som',
	fa: 'و در به از که این است را با من او ها می شود نمی',
	hr: 'je i u na se da ne ga su za od kako ona on moj moja sam svake ih dvije dve ali što kod',
	it: 'il lo la gli le di che e non è un una per con sono mi mio mia del della dei in nel nella ho ha hanno due ogni lei lui loro da al alla',
	ru: 'и в на не что он она они я с как у из это его её ее их мой моя меня мне так но за по там все для уже женщин девушек держат работаю никто когда',
	sq: 'dhe në i e të një që me nga për është nuk ata ajo ai im ime unë dy çdo',
	sv: 'och i att är en ett det på till av med jag inte han hon de min som där har',
	sk: 'a v na sa je že s so do ako moja môj keď aj ale už každú',
}).forEach(([lang, often]) => { coachWords[lang] = { often, strange: true }; });
