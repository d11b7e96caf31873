/* pl.js - the coach's words in Polish; not reviewed by a speaker. */
'use strict';

coachWords.pl = {
	letters: 'ąćęłńśźż',
	often:
	    'i w we na z ze że się nie jest to do on ona oni ten ta te tą ' +
	    'tę od przez przy jak ale tam tu ma są był była było byli za o ' +
	    'u ich jej jego go ją mu im który która którzy co czy już ' +
	    'tylko też bardzo albo kiedy gdy dla po ja mnie mi mój moja ' +
	    'moje mojego mojej nasz nasza nas mam jestem ' +
	    'a facet dziewczyny',
	free: [
		'(?:o ile|co|nie) (?:ja )?wiem|wiem, że nie|boj[eę] ' +
		    'si[eę],? [zż]e|mi znać|nie pamiętam|wiemy|chcemy|' +
		    'prosimy',
		'ja (?:my[sś]l[eę]|sądzę|uważam|przypuszczam|podejrzewam)|' +
		    'mi si[eę]',
		'mam (?:_ )?(?:nadzieję|wątpliwości|podejrzeni[ae]|wrażenie|' +
		    'przeczucie|pytanie|poj[eę]cia|pewności)',
		'(?:wydaje|zdaje) mi|jestem (?:_ )?pew(?:ien|n[aiy])|mogę ' +
		    'się mylić',
		'(?:ja chcę|chcia[lł][ae]m) (?:_ ){0,3}(?:zg[lł]osi[cć]|' +
		    'zawiadomić|powiadomić|powiedzieć|donieść|pomóc|' +
		    'poinformować|przekazać)',
		'moim zdaniem|w(?:edług|g) mnie|jak dla mnie',
		'nie znam (?:_ )?(?:nazwiska|imienia|jego|jej|ich)',
		'(?:mój|moje|moja|moją) (?:opini[aę]|zgłoszenie|pytanie)|' +
		    'nasz~ kraju?',
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
		'(?:jestem|piszę) na #%|znajdź(?:cie)? mnie na %',
	],
	tie: [
		'(?:mój|moj~|moi~|mego) (?:(?:były|była|byłego|byłej|byłym|' +
		    'własn_|najlepsz_|star[sz]*_|młodsz_|now[aey]~) )?_',
		'(?:nasz~|nasi) _',
		'(?:u|do|od) (?:mnie|nas) (?:w domu|w pracy|w firmie|w ' +
		    'klatce|w szkole)',
		's[aą]siad~ (?:z (?:g[oó]ry|do[lł]u|klatki)|obok|za ' +
		    '[sś]cian~)|przez [sś]cian[eę]|s[aą]siedzi z~',
		'(?:kole[zż]an|koleg|znajom|kump)~ z (?:pracy|klasy|szko[lł]y)',
		'^(?:s[aą]siadk?a?|mama|tata|kole[zż]anka|kolega|kumpel|' +
		    'szwagier(?:ka)?)(?! (?:je|dziew|tej|tego|ich|spod|z n))',
	],
	me: [
		'(?:<ja|[ia] ja|mnie|mną|my|nas|nam|nami)(?: _)?|mi',
		'(?!mydłem|tytułem|stołem|kołem|czołem|kościołem|dołem|' +
		    'tyłem|zespołem|działem|artykułem|materiałem|kanałem|' +
		    'hotelem|uczciwym)_(?:łem|łam|liśmy|łyśmy)',
		'(?!szpital|kanał|kanal|portal|kryminal|lokal|hotel|' +
		    'materia|papier|problem|model)_(?:[aiy]lem|[aiy]lam|' +
		    '[aie]lismy)',
		'jestem|jesteśmy|mam|mamy|znam|znamy|mieszkam',
		'mieszkamy|pracuję|widz[eę]|s[lł]ysz[eę]',
		'(?!probl|syst|kr|zim|rym|dym)_[eiy]my',
		'widuję|sprz[aą]tam|dzwoni[eę]|chodz[eę]|je[zż]d[zż][eę]',
		'jad[eę]|[sś]pi[eę]|siedz[eę]',
		'kupuję|płacę|opiekuję|uczę|studiuję|wynajmuję|żyję',
		'spotykam|rozmawiam|robi[eę]|musz[eę]|mog[eę]|id[eę]|zarabiam',
		'prowadz[eę]',
		'sprzedaję|zauważam|obserwuję|patrzę|pomagam|należę|czekam',
		'wracam|(?:wy|przy)chodzę|stoję|(?:do)?wo[zż][eę]|dostaję',
		'dostałem|pamiętam|wiem|boję|daję|piszę|gotuję|pilnuję',
		'odbieram|[zż]ebym',
	],
};
