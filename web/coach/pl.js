/* pl.js - the coach's words in Polish; not reviewed by a speaker. */
'use strict';

coachWords.pl = {
	letters: 'ąćęłńśźż',
	often:
	    'i w we na z ze że się nie jest to do on ona oni ten ta te tą ' +
	    'tę od przez przy jak ale tam tu ma są był była było byli za o ' +
	    'u ich jej jego go ją mu im który która którzy co czy już ' +
	    'tylko też bardzo albo kiedy gdy dla po ja mnie mi mój moja ' +
	    'moje mojego mojej nasz nasza nas mam jestem',
	free: [
		'(?:nie wiem|wiem, że nie|myślę|sądzę|uważam|przypuszczam|' +
		    'podejrzewam|zgaduję|obawiam się|martwię się|boję ' +
		    'się, że|wątpię|wierzę)',
		'(?:mam|mając) (?:_ )?(?:nadzieję|wątpliwości|' +
		    'podejrzeni[ae]|wrażenie|przeczucie|pytanie)',
		'(?:wydaje|zdaje) mi się|mi się (?:wydaje|zdaje)',
		'(?:nie )?jestem (?:_ )?(?:pewien|pewna|pewny|pewni)',
		'nie mam (?:_ )?(?:pojęcia|pewności)',
		'(?:chcę|chciał(?:a|e)?(?:by)?m) (?:_ ){0,3}(?:zgłosić|' +
		    'zawiadomić|powiadomić|powiedzieć|donieść|pomóc|' +
		    'poinformować|przekazać)',
		'mogę się mylić|(?:może|chyba|możliwe, że) się mylę',
		'(?:jeśli|jeżeli|o ile) się nie mylę',
		'(?:moim zdaniem|według mnie|wg mnie|jak dla mnie)',
		'o ile (?:ja )?wiem|z tego,? co wiem|zastanawiam się',
		'(?:proszę|dajcie) mi znać',
		'nie (?:pamiętam|rozumiem|potrafię)',
		'nie znam (?:_ )?(?:nazwiska|imienia|jego|jej|ich)',
		'(?:mój|moje|moja|moją) (?:opini[aę]|zgłoszenie|pytanie)',
		'nasz(?:ym)? kraj(?:u)?',
	],
	only: [
		'(?:tylko|jedynie|wyłącznie) (?:ja|my|mnie|mi|nam|ode mnie)',
		'(?:mnie|mi|nam) (?:tylko|jedn(?:ej|emu))',
		'nikt (?:inny|poza|oprócz|więcej)',
		'nikt (?:o tym|tego) nie wie|nikt nie wie o tym',
		'(?:nikomu|nikogo) (?:innemu|innego|więcej|poza|oprócz)',
		'(?:powiedział|mówił|opowiadał)a? (?:o tym )?nikomu',
		'nikomu (?:o tym )?nie (?:powiedział|mówił)a?',
		'jestem jedyn(?:ą|ym)|jako jedyn[ay]',
		'jedyn[ay], któr[ay] (?:o tym )?wiem|(?:oprócz|prócz) mnie',
		'poza (?:mną|nami)|w (?:zaufaniu|tajemnicy|sekrecie)',
	],
	own: [
		'(?:mój|moje|moja|nasz|nasze|nasza) (?:_ )?(?:#|profil|' +
		    'konto|kanał|stron[aę]|nick)%',
		'(?:jestem|piszę) na (?:#)%|znajdź(?:cie)? mnie na %',
	],
	tie: [
		'(?:mój|moj|moja|moje|mojego|mojej|moją|moim|mojemu|moi|' +
		    'moich|moimi|mego) (?:(?:były|była|byłego|byłej|byłym|' +
		    'własn_|najlepsz_|star[sz]*_|młodsz_|now[aey]_?) )?_',
		'(?:nasz|nasza|nasze|naszego|naszej|naszą|naszym|naszemu|' +
		    'nasi|naszych|naszymi) _',
		'(?:u|do|od) (?:mnie|nas) (?:w domu|w pracy|w firmie|w ' +
		    'klatce|w szkole)',
	],
	me: [
		'(?:ja|mnie|mną|my|nas|nam|nami)(?: _)?|mi',
		'(?!mydłem|tytułem|stołem|kołem|czołem|kościołem|dołem|' +
		    'tyłem|zespołem|działem|artykułem|materiałem|kanałem|' +
		    'hotelem|uczciwym)_(?:łem|łam|liśmy|łyśmy)',
		'(?!szpital|kanał|kanal|portal|kryminal|lokal|hotel|' +
		    'materia|papier|problem|model)_(?:[aiy]lem|[aiy]lam|' +
		    '[aie]lismy)',
		'slysze|widze|jestem|jesteśmy|mam|mamy|znam|znamy|mieszkam',
		'mieszkamy|pracuję|pracujemy|widzę|widzimy|słyszę|słyszymy',
		'widuję|sprzątam|dzwonię|chodzę|jeżdżę|jadę|śpię|siedzę',
		'kupuję|płacę|opiekuję|uczę|studiuję|wynajmuję|żyję|żyjemy',
		'spotykam|rozmawiam|robię|muszę|mogę|idę|zarabiam|prowadzę',
		'sprzedaję|zauważam|obserwuję|patrzę|pomagam|należę|czekam',
		'wracam|wychodzę|przychodzę|stoję|wożę|dowożę|dostaję',
		'dostałem|pamiętam|wiem|boję|daję|piszę|gotuję|pilnuję',
		'odbieram',
	],
};
