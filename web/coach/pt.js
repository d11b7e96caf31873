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
		'eu (?:acho|penso|creio|acredito|suponho|suspeito|imagino|' +
		    'espero|temo|duvido|desconfio|presumo|receio|julgo|' +
		    'saiba|sei|só|quero|queria|gostaria|gostava|venho|' +
		    'preciso)',
		'me (?:parece|pergunto|preocupa)|(?:parece|pergunto|' +
		    'preocupa|engano)-me|n[aã]o sei|(?:sab|quer)emos',
		'(?:n[aã]o )?(?:tenho|temos|tinha) (?:_ )?(?:certeza|ideia|' +
		    'provas|impressão|sensação|suspeitas?|dúvidas|receio|' +
		    'medo (?:de )?que)',
		'(?:n[aã]o )?estou (?:_ )?(?:cert|segur|preocupad|errad|' +
		    'enganad)[oa]|n[aã]o fa[cç]o (?:_ )?ideia',
		'na minha (?:opinião|ideia)|(?:ao|a) meu ver|se n[aã]o me ' +
		    'engano',
		'n[aã]o (?:me lembro|conhe[cç]o)|minha (?:denúncia|opinião|' +
		    'dúvida|pergunta)',
		'noss[oa] (?:país|sociedade)|por mim',
	],
	only: [
		'(?:só|so|somente|apenas|unicamente) (?:eu|a mim|para mim|' +
		    'pra mim|comigo|nós|mim|me)',
		'(?:sou|era) (?:a|o) únic[oa]|somos (?:as|os) únic[oa]s',
		'(?:a|o) únic[oa] (?:pessoa )?que (?:sabe|sei|viu|vi)',
		'(?:mais|outro) ningu[eé]m|ningu[eé]m (?:mais|além|exceto)',
		'ningu[eé]m (?:_ )?sabe (?:_ )?(?:disto|disso|isto|isso)',
		'(?:contou|disse|falou|contei|contado|dito|falado) (?:_ ' +
		    '){0,2}(?:a|para|pra|com) (?:mais )?ningu[eé]m',
		'a mais ningu[eé]m',
		'(?:exceto|menos|além de|fora|tirando) (?:eu|mim|nós)',
		'em (?:segredo|confiança)',
	],
	own: [
		'(?:meu|minha|nosso|nossa) (?:própri[oa] )?(?:#|perfil|' +
		    'conta|canal|página|site|usuário|user)%',
		'(?:estou|me ache|me siga) no #%',
	],
	tie: [
		'(?:meus?|minhas?|noss[oa]s?) (?:(?:ex|própri[oa]|melhor|' +
		    'antig[oa]|velh[oa]|nov[oa]) )?_',
		'vizinh[oa]s? (?:do lado|de (?:cima|baixo|frente))|(?:casa|' +
		    'gritaria|apartamento) do lado(?! de)',
		'(?:amig|coleg|conhecid|vizinh)[oa] d[aeo] (?:turma|escola|' +
		    'trabalho|igreja)',
		'^(?:vizinh[oa]|mam[aã]e|papai|coleg[oa])(?! d)',
	],
	me: [
		'(?:eu|me|mim|nós)(?: _)?|comigo|conosco|connosco|a gente',
		'(?!poderei|lei|rei|hei|frei|sei|nei|sidnei)_ei|vi|vejo',
		'ouvi|ou[cç]o|oiço|moro|vivo|sou|somos',
		'fui|fomos|estou|estamos|estive|tenho|tive|conhe[cç]o',
		'conheci|sei que|dei|vivi|recebi|saí|fugi|pedi|dormi',
		'consegui|limpo|cuido|passo|estudo|pago|durmo|fico|fa[cç]o|fiz',
		'pude|encontro|costumo|levo|ando',
		'trabalho (?:em|no|na|nos|nas|num|numa|como|com|de noite|' +
		    'à noite|lá|aqui|ali|ao lado|perto|para)',
		'_(?:[aá]v|[ií])amos|_ámos|(?!pr|[uú]lt|m[ií]n|an|' +
		    'extr)_[ei]mos',
		'(?:fal|cheg|trabalh|encontr|cham|deix|pass|mor|compr|' +
		    'entr)amos',
		'^(?:es)?tava (?:_ ){1,4}(?:quando|qd)|^queria trabalhar|' +
		    'consigo (?:dormir|ver|ouvir)|da gente',
	],
};
