# ruff: noqa: E501 - a table is read by the row
"""Danish."""

from assist.core.drafts.words.da_courtesy import BLAMING, COURTEOUS, DISMISSIVE, RUDE
from assist.core.drafts.words.da_jargon import JARGON
from assist.core.drafts.words.words import Words, jargon_of, phrases_of, words_of

DA = Words(
    rude=phrases_of(RUDE),
    dismissive=phrases_of(DISMISSIVE),
    blaming=phrases_of(BLAMING),
    dismissive_hints=phrases_of("ikke vores / ikke min* / ikke mit / hjemmesiden / vilkårene / reglerne / bare at / må du / vente"),
    blaming_hints=phrases_of("skyld / fejl / burde / skulle have / kunne have / havde du / hvis du havde / næste gang / selv / egen / ikke læst"),
    courteous=phrases_of(COURTEOUS),
    slang=phrases_of("lol / lmao / omg / wtf / yo / hvasså / ez / thx / nederen / for sej / for nice / sygt (fedt|nice|nederen) / mega (nice|nederen|fedt|fed|sejt|surt|træls|cool) / fucking / fuck / for fanden / sgu / shit / skide(fedt|godt|sjovt|irriterende) / pisse(godt|irriterende|fedt) / wallah / yolo"),
    casual=phrases_of("haha* / hehe* / hihi* / tja / tjah / ups / upsi / ik' / ikk' / ikk / ik / ikås / av for den / av for søren / hold da op / øv bøv / øv / fedt nok / btw / pls / plz / no stress / no problem / np / cool / crazy / lækkert mand / knus / kys / kram kram / jep / jeps / nope / okidoki / klart nok ik / heyy*"),
    capitals=words_of("alle alt altid af aldrig at bare de dem den der det dette dig din dit du efter eller en er et for fra får gælder ham har her hos husk hvad hvis i ikke ind ingen jeg kan man med men må nu når nej og også om op os på skal som så til under ud uden var ved vi vil vores"),
    greetings=phrases_of("hej* / hejsa / hejsan / hallo / halløj / goddag / god (dag|morgen|aften|formiddag|eftermiddag|middag) / godmorgen / godaften / kære / velkommen / heyy* / hey / yo / davs / mojn / til (rette vedkommende|hvem det) / hr / fru"),
    titles=words_of("hr. hr fru frk. frøken dr. dr doktor professor prof. og &"),
    anyone=words_of("kunde kunder kunden lejer lejere beboer beboere borger medlem medlemmer gæst gæster rejsende passager patient patienter læser forælder forældre forsikringstager ansøger modtager ven venner kollega kolleger alle allesammen igen der du jer i bruger nabo ejer medborger abonnent herre dame herrer damer"),
    no_names=words_of("tak ja nej jeg vi du det den dette undskyld beklager desværre hvad så her nu i på for til fra velkommen hvor det tillykke angående vedrørende godt rart selvfølgelig klart kan vores"),
    sign_offs=phrases_of("""
        (venlig|venlige|bedste|mange|kærlig|kærlige|varme|glade|de bedste|gode|sommerlige) (hilsen|hilsner|hilsener) / med (venlig|venlige|bedste|kærlig|mange|varme|de bedste|høj|højagtelse) ?(hilsen|hilsner|agtelse)? / (hilsen|hilsner|hils) / mvh / m v h / v h / vh / vh. / bh / bh. / kh / dbh / mh / de bedste hilsner / alt godt / hav (en |det )(rigtig |virkelig )?(god|godt|dejlig|fin|skøn|dejligt)( (dag|weekend|aften|uge|sommer))?
        ærbødigst / højagtelsesfuldt / farvel / hej hej / vi (ses|høres)( ved)? / på gensyn / god (dag|weekend|aften|sommer) / rigtig god (dag|weekend|aften) / tak( (igen))? / på forhånd tak / mange tak / kram / knus
    """),
    promises=phrases_of("""
        (vi|jeg|nogen|han|hun|de|en kollega|min kollega|kollegaen|teknikeren|sagsbehandleren|og|så|derefter) (så |også |selvfølgelig |vil |skal nok |skal |kommer til at )*(vender (jeg |vi )?tilbage|vende tilbage|vender retur|giver (dig|jer) besked|give (dig|jer) besked|giver besked|giver lyd|giver (vi|jeg) (lyd|besked)|ringer (til (dig|jer)|tilbage|dig op|op)|ringe (til (dig|jer)|tilbage|dig op)|kontakter (dig|jer)|kontakte (dig|jer)|skriver til (dig|jer)|skrive til (dig|jer)|svarer (dig|jer)|hører fra|informerer (dig|jer)|opdaterer (dig|jer)|orienterer (dig|jer)|holder (dig|jer) (orienteret|opdateret|underrettet)|melder tilbage|melde tilbage|siger til)
        (vender|hører|ringer|kontakter|skriver|giver) (vi|jeg|han|hun|du|i|de) (til |fra |tilbage |dig |jer |os |besked|lyd|svar) / vender (vi |jeg |han |hun )?tilbage / vender tilbage / (du|i) (vil |kommer til at |skal nok )*(hører|høre|får at høre) (nærmere|fra|mere) / så hører (du|i) (nærmere|fra|mere) / (du|i) (vil )?(får|få|modtager) (et )?(svar|besked|en opdatering|nærmere besked|en tilbagemelding) / så får (du|i) (svar|besked|et svar|nærmere) / nærmere (følger|besked følger) / (du|i) bliver (kontaktet|ringet op|orienteret)
        (får|få) (du|i) besked / (du|i) får (at vide|besked|et praj|et opkald|en mail) (fra os|når|så|på et tidspunkt|senere) / (melder|meld) (vi|jeg) ud / (vi|jeg) (tager fat i|tager kontakt til) (dig|jer)
    """),
    deeds=phrases_of("(vi|jeg|du|pengene|pakken|varen|en kollega) (skal|vil|får|kommer|sender|betaler|løser|fikser|ordner|retter|refunderer|indsætter|reparerer|bytter|kigger|undersøger|arbejder|ser|tjekker|er i gang) / (sender|betaler|løser|fikser|ordner|retter|kigger|undersøger|ser|tjekker) (vi|jeg) / (sendes|udbetales|indsættes|refunderes|leveres|bliver (sendt|udbetalt|refunderet|leveret|repareret|ordnet))"),
    vague=phrases_of("i løbet af kort tid / i løbet af forløbet / på et senere tidspunkt / når vi ved mere / snart / snarest / hurtigst muligt / snarest muligt / så hurtigt (som muligt|vi kan|jeg kan) / inden længe / inden for kort tid / om kort tid / asap / på et tidspunkt / ved lejlighed / før eller siden / en af dagene / i nær fremtid / når vi (har tid|kan nå det|får tid)"),
    conditions=phrases_of("hvis / såfremt / skulle / har du / har i / vil du / vil i / ønsker du / ønsker i / er du / er i / bliver"),
    open_matters=phrases_of("""
        (betaler|erstatter|dækker) vi (op til|højst) / vi (betaler|erstatter|dækker) (op til|højst)
        (vi|jeg) (undersøger|kigger på|ser på|er ved at|afventer|venter på|mangler|har brug for|fejlsøger|arbejder på) / (undersøges|behandles|afventer|er under behandling) / sagen (er|ligger|behandles) (sendt|hos|under) / (sendt|givet) ... videre
        (skal|må|bør) (først |nu |så |lige )*(repareres|skiftes|udbedres|undersøges|tjekkes|ordnes|meldes|anmeldes|godkendes|rettes|sendes|udfyldes|indsendes|ses på|kigges på|have ... anmeldt) / (mangler|kræver|er nødvendig|er nødvendigt) / (er|var) (stadig |desværre |gået )*(i stykker|defekt|ude af drift|forsinket|spærret|låst|blokeret|udgået)
        (reparationen|udgiften|skaden) (betaler|dækker|står) (vi|jeg) / (fejlen|problemet) (ligger|sidder|er|skyldes|opstod) / (er )?en (sag|opgave) for (vores|en) / (noget|det) (som )?(vores|en af vores) ... (kan|må|skal) / (kunne|er|blev) (bare |desværre )?ikke (komme|kommet|blevet|tømt|nå|leveret|afhentet|hentet) / (før|inden) vi kan (behandle|gå|sende|hjælpe|udbetale)
    """),
    steps=phrases_of("""
        (venligst|vær venlig|vær sød|du bedes|i bedes|du er velkommen til) / (du|i|man) (kan|skal|bør|får) (så |nu |bare |også |altså |blot |kun |derfor |selv |først )*(sende|ringe|svare|skrive|betale|logge|bestille|booke|hente|aflevere|søge|anmelde|udfylde|høre|komme|gøre|tage|gå|bruge|downloade|vælge|ændre|bytte|returnere|smide|sige|lægge|vende|klage|finde|rette|oplyse|åbne|stille|foretage|medbringe|møde)
        (du|i) (behøver|slipper|skal) (altså |så )?(ikke |for at |selv )+ / (jeg|vi) har (allerede |nu |også |lige |i dag |derfor |straks |selv )*(bestilt|booket|sendt|lagt|refunderet|betalt|rettet|ændret|byttet|ordnet|annulleret|afbestilt|taget|sat|spærret|åbnet|registreret|forlænget|krediteret|skrevet|bedt|talt|flyttet|løst|fikset|nulstillet|trukket|repareret|givet|opdateret|vedhæftet|sørget|rykket|ført|slettet|reserveret)
        (er|bliver) (nu |allerede |straks )*(rettet|løst|bestilt|sendt|betalt|ændret|klar|repareret|udbedret|nulstillet|slettet|trukket|skiftet|udbetalt|leveret|tømt)( (i|på|til|fra|den|senest|inden|retur|tilbage|igen|med|mandag|tirsdag|onsdag|torsdag|fredag))? / (sendes|kommer|leveres|hentes|udbetales|åbner|begynder|ringer|går) (på|til|med|ind|ud|den|i|senest|inden|dig|jer|tilbage|klokken|hjem|mandag|tirsdag|onsdag|torsdag|fredag|lørdag) / (ligger|står) (på din konto|i din indbakke|klar) / (jeg|vi) (sender|ringer|skriver|mailer) (til|en|et|dig|jer|den|det|posen|i|på|senest) / (teknikeren|montøren|håndværkeren|chaufføren|vores ...) (kommer|ringer|henter|skifter|besøger)
    """),
    requests=phrases_of("(find|giv|send|ring|svar|skriv|log|udfyld|klik|gå|tag|aflever|book|bestil|vælg|åbn|kontakt|sms|tryk|start|prøv|læg|sæt|pak|gem|hent|oplys|vent|betal|kom|vend|vedhæft|meld|søg|sig|lad|scan|bed|se|hold|begynd|stil|husk|skru) (selv|ind|ud|til|på|op|ned|af|med|os|mig|det|den|dem|et|en|gerne|så|bare|først|her|din|dit|dine|jeres|koden|tilbage|venligst|om|for|fra|efter|hos|senest|at|direkte|derefter|pengene|posen)"),
    jargon=jargon_of(JARGON),
)
