/* pt.js - the coach's words in Portuguese; not reviewed by a speaker. */
'use strict';

coachWords.pt = {
	letters: 'ãõ',
	often:
	    'o a os as de que e em um uma por com não nao se é está estão ' +
	    'há do da dos das no na nos nas ao lhe mais mas como quando ' +
	    'onde muito já são era foi para pra desde porque ela ele elas ' +
	    'eles este esta esse essa isso até sem sobre também tem seu ' +
	    'sua eu me meu minha minhas meus nosso nossa',
	free: [
		'(?:eu )?(?:acho|penso|creio|acredito|suponho|suspeito|' +
		    'imagino|espero|temo|duvido|desconfio|presumo|receio|' +
		    'julgo)',
		'(?:me (?:parece|pergunto|preocupa)|(?:parece|pergunto|' +
		    'preocupa)-me)',
		'não (?:o )?sei|nao sei|sei lá',
		'não (?:tenho|temos) (?:_ )?(?:certeza|ideia|provas)',
		'(?:tenho|tinha) (?:_ )?(?:certeza|impressão|sensação|' +
		    'suspeita|suspeitas|dúvidas|receio|medo de que|medo ' +
		    'que)',
		'(?:não )?estou (?:_ )?(?:certo|certa|seguro|segura|' +
		    'preocupado|preocupada)',
		'não faço (?:_ )?ideia',
		'(?:quero|queria|gostaria de|gostava de|desejo|venho|' +
		    'preciso) (?:_ ){0,2}(?:denunciar|informar|avisar|' +
		    'contar|dizer|relatar|ajudar|comunicar|fazer|' +
		    'participar)',
		'(?:posso|poderei|talvez) (?:_ )?(?:estar |esteja ' +
		    ')?(?:errado|errada|enganado|enganada)',
		'na minha (?:opinião|ideia)|(?:ao|a) meu ver|que eu saiba',
		'(?:tanto )?quanto sei|(?:pelo|do) que (?:eu )?sei',
		'se não me engano|salvo erro',
		'não (?:me lembro|lembro|conheço|entendo|percebo|' +
		    'compreendo|consigo (?:dizer|confirmar))',
		'minha (?:denúncia|opinião|dúvida|pergunta)',
		'noss[oa] (?:país|sociedade)|por mim',
	],
	only: [
		'(?:só|so|somente|apenas|unicamente) (?:eu|a mim|para mim|' +
		    'pra mim|comigo|nós|mim|me)',
		'(?:sou|era) (?:a|o) únic[oa]|somos (?:as|os) únic[oa]s',
		'(?:a|o) únic[oa] (?:pessoa )?que (?:sabe|sei|viu|vi)',
		'(?:mais|outro) ninguém|ninguém (?:mais|além|exceto)',
		'ninguém (?:_ )?sabe (?:_ )?(?:disto|disso|isto|isso)',
		'(?:contou|disse|falou|contei|contado|dito|falado) (?:_ ' +
		    '){0,2}(?:a|para|pra|com) (?:mais )?ninguém',
		'a mais ninguém',
		'(?:exceto|menos|além de|fora|tirando) (?:eu|mim|nós)',
		'em (?:segredo|confiança)',
	],
	own: [
		'(?:meu|minha|nosso|nossa) (?:própri[oa] )?(?:#|perfil|' +
		    'conta|canal|página|site|usuário|user)%',
		'(?:estou|me ache|me siga) no (?:#)%',
	],
	tie: [
		'(?:meus?|minhas?|noss[oa]s?) (?:(?:ex|própri[oa]|melhor|' +
		    'antig[oa]|velh[oa]|nov[oa]) )?_',
	],
	me: [
		'(?:eu|me|mim|nós)(?: _)?|comigo|conosco|connosco|a gente',
		'(?!lei|rei|hei|frei|sei|nei|sidnei)_ei|vi|vejo|vemos|vimos',
		'ouvi|ouço|oiço|ouvimos|moro|moramos|vivo|vivemos|sou|somos',
		'fui|fomos|estou|estamos|estive|tenho|temos|tive|conheço',
		'conheci|sei que|dei|vivi|recebi|saí|fugi|pedi|dormi',
		'consegui|limpo|cuido|passo|estudo|pago|durmo|fico|faço|fiz',
		'pude|encontro|costumo|levo|ando|trabalhamos',
		'trabalho (?:em|no|na|nos|nas|num|numa|como|com|de noite|' +
		    'à noite|lá|aqui|ali|ao lado|perto|para)',
		'_(?:ávamos|íamos|ámos)',
		'(?:fal|cheg|trabalh|encontr|cham|deix|pass|mor|compr|' +
		    'entr)amos',
	],
};
