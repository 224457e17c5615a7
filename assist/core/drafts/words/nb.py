# ruff: noqa: E501 - a table is read by the row
"""Norwegian bokmål."""

from assist.core.drafts.words.nb_courtesy import BLAMING, COURTEOUS, DISMISSIVE, RUDE
from assist.core.drafts.words.nb_jargon import JARGON
from assist.core.drafts.words.words import Words, jargon_of, phrases_of, words_of

NB = Words(
    rude=phrases_of(RUDE),
    dismissive=phrases_of(DISMISSIVE),
    blaming=phrases_of(BLAMING),
    dismissive_hints=phrases_of("ikke vår* / ikke min* / ikke mitt / nettsiden* / vilkårene / reglene / bare å / får du / vente"),
    blaming_hints=phrases_of("skyld / feil / burde / skulle ha / kunne ha / hadde du / hvis du hadde / neste gang / selv / egen / ikke lest"),
    courteous=phrases_of(COURTEOUS),
    slang=phrases_of("lol / lmao / omg / wtf / yo / hva skjer'a / hva skjer a / skjer'a / serr / lættis / digg ass / dritt / drit(bra|kult|kjedelig|irriterende) / kødd / kødder / kødda / fy faen / faen / jævlig / piss(irriterende|bra) / shit / fett ass / sykt (bra|kult|nice|digg|irriterende) / thx / ez / wallah / yolo / nice ass / veit'u"),
    casual=phrases_of("haha* / hehe* / hihi* / oi oi / ups / oisann / næmmen / jepp / jepps / nope / tja / btw / pls / plz / no stress / no problem / np / cool / crazy / digg / superdigg / kjempedigg / klemz / nuss / suss / kozt / snakkes a / hei a / halla / heisann hoppsan / tjo hei / okidoki / oki doki / sorry / ikke sant a"),
    capitals=words_of("alle alt alltid av aldri at bare de dem den der det dette deg din ditt du etter eller en er et for fra får gjelder ham har her hos husk hva hvis i ikke inn ingen jeg kan man med men må nå når nei noen og også om opp oss på skal som så til under ut uten var ved vi vil vår dere deres å"),
    greetings=phrases_of("hei* / heisann / hallo / hallois / halla / goddag / god (dag|morgen|kveld|formiddag|ettermiddag|middag) / morn / kjære / velkommen / heyy* / hey / yo / til (rette vedkommende|den det)"),
    titles=words_of("herr fru frk. frøken dr. dr doktor professor prof. hr. hr og &"),
    anyone=words_of("kunde kunder kunden leietaker leietakere beboer beboere innbygger medlem medlemmer gjest gjester reisende passasjer pasient pasienter leser forelder foreldre foresatte forsikringstaker søker mottaker venn venner kollega kolleger alle allesammen sammen igjen der du dere deg på bruker nabo eier medborger abonnent herre dame"),
    no_names=words_of("takk ja nei jeg vi du dere det den dette unnskyld beklager dessverre hva så her nå i på for til fra velkommen hvor gratulerer angående vedrørende bra selvfølgelig kan vår håper fint hyggelig godt"),
    sign_offs=phrases_of("""
        (vennlig|vennlige|beste|mange|hjertelig|hjertelige|varm|varme|gode|kjærlig|sommerlig) (hilsen|hilsner|hilsninger) / med (vennlig|vennlige|beste|hjertelig|mange|varm|varme|de beste|høy) (hilsen|hilsner|hilsninger|aktelse) / (hilsen|hilsner|hils) / mvh / m v h / vh / vh. / bh / alt godt / ha (en |ei |det )(riktig |kjempe)?(god|fin|flott|godt|bra|fint|hyggelig|strålende)( (dag|helg|kveld|uke|sommer|tur))?
        ærbødigst / hade / ha det / ha det bra / vi (ses|snakkes|høres|sees) / på gjensyn / (god|riktig god) (dag|helg|kveld|sommer|tur|bedring) / tusen takk / takk( (igjen|for nå))? / på forhånd takk / mange takk / klem
    """),
    promises=phrases_of("""
        (vi|jeg|noen|han|hun|de|en kollega|kollegaen min|kollegaen|teknikeren|saksbehandleren|og|så|deretter) (så |også |selvfølgelig |vil |skal nok |skal |kommer til å )*(kommer (jeg |vi )?tilbake (til|med)|komme tilbake (til|med)|tar (vi |jeg )?(ny )?kontakt|ta (ny )?kontakt|gir (vi |jeg )?(deg |dere )?(beskjed|lyd|svar|tilbakemelding)|gi (deg |dere )?(beskjed|lyd|svar|tilbakemelding)|ringer (deg|dere|tilbake)|ringe (deg|dere|tilbake)|kontakter (deg|dere)|kontakte (deg|dere)|skriver til (deg|dere)|svarer (deg|dere)|sier (ifra|fra)|si (ifra|fra)|informerer (deg|dere)|oppdaterer (deg|dere)|holder (deg|dere) (orientert|oppdatert|informert)|melder (fra|tilbake)|hører fra)
        (kommer|hører|ringer|kontakter|skriver|sier|gir|tar) (vi|jeg|han|hun|de) (tilbake til|tilbake med|fra|ifra|deg|dere|til deg|kontakt|lyd|beskjed) / (du|dere) (vil |kommer til å |skal |skal nok )*(hører|høre|får høre|få høre) (nærmere |mer )?(fra|av) (oss|meg|ham|henne|dem) / så hører (du|dere) (nærmere|fra|mer) / (du|dere) (vil )?(får|få|mottar) (et )?(svar|beskjed|en oppdatering|nærmere beskjed|en tilbakemelding|tilbakemelding) / (så|da) får (du|dere) (svar|beskjed|et svar|en tilbakemelding) / nærmere beskjed følger / (du|dere) (blir|vil bli) (kontaktet|ringt opp|oppringt|orientert)
        (gir|gi) (deg |dere )?(en |et )?(lyd|tilbakemelding|vink|hint) / (du|dere) (får|vil få) (vite|høre|en telefon|en e-post|en melding) (mer|fra oss|når|så|etter hvert) / (tar|ta) (en )?(ny )?(runde|prat) med (deg|dere)
    """),
    deeds=phrases_of("(vi|jeg|du|dere|pengene|pakken|varen|en kollega) (skal|vil|får|kommer|sender|betaler|løser|fikser|ordner|retter|refunderer|setter inn|reparerer|bytter|ser|undersøker|jobber|sjekker|er i gang) / (sender|betaler|løser|fikser|ordner|retter|undersøker|ser|sjekker) (vi|jeg) / (sendes|utbetales|settes inn|refunderes|leveres|blir (sendt|utbetalt|refundert|levert|reparert|ordnet))"),
    vague=phrases_of("i løpet av kort tid / etter hvert / på et tidspunkt / på et senere tidspunkt / når vi vet mer / snart / snarest / så snart (som mulig|vi kan|jeg kan) / så fort (som mulig|vi kan|jeg kan) / så raskt (som mulig|vi kan|jeg kan) / raskest mulig / om kort tid / innen kort tid / snarest mulig / asap / ved anledning / før eller senere / en av dagene / i nær fremtid / når vi (har tid|får tid|rekker det)"),
    conditions=phrases_of("hvis / dersom / om / skulle / har du / har dere / vil du / vil dere / ønsker du / er du / er dere / blir"),
    open_matters=phrases_of("""
        (betaler|erstatter|dekker) vi (opptil|inntil) / vi (betaler|erstatter|dekker) (opptil|inntil)
        (vi|jeg) (undersøker|ser på|er i ferd med|avventer|venter på|mangler|trenger|feilsøker|jobber med) / (undersøkes|behandles|er under behandling) / saken (er|ligger|behandles) (sendt|hos|under) / (sendt|gitt) ... videre
        (skal|må|bør) (først |nå |så )*(repareres|skiftes|utbedres|undersøkes|sjekkes|ordnes|meldes|godkjennes|rettes|sendes|fylles ut|sendes inn|ses på) / (mangler|trengs|kreves|er nødvendig) / (er|var) (fortsatt |dessverre )*(ødelagt|defekt|ute av drift|forsinket|sperret|låst|blokkert|i stykker)
        (reparasjonen|kostnaden|skaden|utgiften) (betaler|dekker|står) (vi|jeg) / (feilen|problemet) (ligger|sitter|er|skyldes|oppsto) / (er )?en (sak|jobb) for (vår|våre|en) / (noe|det) (som )?(vår|en av våre) ... (kan|må|skal) / (kunne|er|ble) (dessverre )?ikke (komme|kommet|blitt|tømt|nå|levert|hentet) / før vi kan (behandle|gå|sende|hjelpe|utbetale)
    """),
    steps=phrases_of("""
        (vennligst|vær så snill|vær snill|velkommen til å) / (du|dere|man) (kan|må|bør|skal) (så |nå |bare |også |altså |kun |derfor |selv |først )*(å )?(sende|ringe|svare|skrive|betale|logge|bestille|booke|hente|levere|søke|fylle|høre|komme|gjøre|ta|gå|bruke|laste|velge|endre|bytte|returnere|kaste|si|legge|vende|klage|finne|rette|oppgi|åpne|ha med|møte)
        (du|dere) (trenger ikke|slipper) / (jeg|vi) har (allerede |nå |også |nettopp |i dag |derfor |straks |selv )*(bestilt|booket|sendt|lagt|refundert|betalt|rettet|endret|byttet|ordnet|annullert|avbestilt|tatt|satt|sperret|åpnet|registrert|forlenget|kreditert|skrevet|bedt|snakket|flyttet|løst|fikset|nullstilt|trukket|reparert|gitt|oppdatert|lagt ved|sørget|slettet|reservert|fornyet)
        (er|blir) (nå |allerede |straks )*(rettet|løst|bestilt|sendt|betalt|endret|klar|reparert|utbedret|nullstilt|slettet|trukket|skiftet|utbetalt|levert|tømt|fornyet) / (sendes|kommer|leveres|hentes|utbetales|åpner|begynner|ringer|går) (på|til|med|inn|ut|den|i|senest|innen|deg|dere|tilbake|klokka|klokken|hjem|mandag|tirsdag|onsdag|torsdag|fredag|lørdag) / (ligger|står) (på kontoen|i innboksen|klar) / (jeg|vi) (sender|ringer|skriver|henger) (til|en|et|deg|dere|den|det|i|på|opp|senest) / (teknikeren|montøren|rørleggeren|håndverkeren|sjåføren|vår ...) (kommer|ringer|henter|skifter|besøker) / (ordner vi|får dere|får du) (resten|svar|den|det|nye|innkalling)
    """),
    requests=phrases_of("(finn|gi|send|ring|svar|skriv|logg|fyll|klikk|gå|ta|lever|book|bestill|velg|åpne|kontakt|sms|trykk|start|prøv|legg|sett|pakk|spar|hent|oppgi|vent|betal|kom|vedlegg|meld|søk|si|la|skann|be|se|hold|begynn|husk|skru|bruk|møt) (selv|inn|ut|til|på|opp|ned|av|med|oss|meg|det|den|dem|et|en|gjerne|så|bare|først|her|din|ditt|dine|deres|koden|tilbake|om|for|fra|etter|hos|senest|at|skjemaet|ruteren|kvitteringen|verkstedet)"),
    jargon=jargon_of(JARGON),
)
