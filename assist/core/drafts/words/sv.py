# ruff: noqa: E501 - a table is read by the row
"""Swedish."""

from assist.core.drafts.words.sv_courtesy import BLAMING, COURTEOUS, DISMISSIVE, RUDE
from assist.core.drafts.words.sv_jargon import JARGON
from assist.core.drafts.words.words import Words, jargon_of, phrases_of, words_of

SV = Words(
    rude=phrases_of(RUDE),
    dismissive=phrases_of(DISMISSIVE),
    blaming=phrases_of(BLAMING),
    dismissive_hints=phrases_of("inte vår* / inte min* / hemsidan / villkoren / reglerna / bara att / får du / får ni / vänta"),
    blaming_hints=phrases_of("fel / skyll* / borde / skulle ha / kunde ha / hade du / om du hade / nästa gång / själv / eget / egen / inte läst"),
    courteous=phrases_of(COURTEOUS),
    slang=phrases_of("lol / lmao / rofl / omg / wtf / yo / tjabba / asså / asg / ez / thx / najs / fett bra / sjukt bra / skit(bra|kul|dåligt|tråkigt|jobbigt|snyggt) / helvete* / fan också / för fan / jävla* / jävligt / shit / chilla / lugna puckar / gött mos / pallar inte / orka"),
    casual=phrases_of("haha* / hehe* / hihi* / tja / tjena / tjenare / knas / knasigt / ba / iofs / iaf / btw / typ såhär / sorry / sorru / oops* / trist va / kram kram / puss / tjo / tjohoo / hejsvejs / juste / nemas problemas / noll problemo / no problemo / crazy / grymt / pliz / plz / pls / kul va / ellerhur"),
    capitals=words_of("att alla alltid av bara de dem den det detta dig din ditt du där efter en er ett från får för ha har här i ingen ingenting inte är måste men ni nu när och också om oss på ska sig sluta som så till tills under ut vad var vi vid vill än"),
    greetings=phrases_of("hej* / hejsan / hallå / hallå där / tja / tjena / tjenare / god (morgon|dag|middag|kväll|eftermiddag|förmiddag) / goddag / bästa / bäste / kära / käre / hej igen / hejhej / välkommen / välkomna / yo / morrn"),
    titles=words_of("herr fru fröken dr doktor professor prof dr. prof. herr. fru. och &"),
    anyone=words_of("kund kunder kunden hyresgäst hyresgäster boende medlem medlemmar gäst gäster resenär resenärer patient patienter läsare förälder föräldrar vårdnadshavare försäkringstagare sökande mottagare vän vänner kollega kollegor alla allihop igen där du ni er på prenumerant användare granne grannar ägare medborgare invånare herrn damen herrar damer"),
    no_names=words_of("tack hoppas ja nej jag vi du ni det den detta förlåt ursäkta beklagar tyvärr vad så här nu i på för till från vänligen grattis välkommen roligt tråkigt angående gällande bra kul som stort det"),
    sign_offs=phrases_of("""
        (vänliga|vänlig|bästa|många|varma|soliga|glada|hjärtliga|goda|trevliga) (hälsning|hälsningar) / med (vänlig|vänliga|bästa|varma|hjärtlig|många|de bästa) (hälsning|hälsningar) / (hälsning|hälsningar|hälsar|hälsn) / mvh / m v h / vh / bh / allt gott / ha (det|en) (så |riktigt )?(bra|fint|gott|trevligt|skönt|fin|trevlig|skön|härlig|bra)( (dag|helg|kväll|vecka|sommar))?
        högaktningsfullt / vänligen / hej då / hejdå / hej så länge / kram / kramar / på återseende / vi (ses|hörs) / väl mött / tack( (så mycket))? / tack på förhand / trevlig (helg|dag|kväll|sommar) / med tack
    """),
    promises=phrases_of("""
        (vi|jag|någon|han|hon|de|kollegan|en kollega|min kollega|teknikern|handläggaren) (då |sedan |förstås |självklart |ska |kommer att )*(återkommer|återkomma|hör av (oss|mig|sig)|höra av (oss|mig|sig)|ringer (upp )?(dig|er|upp|tillbaka)|ringa (dig|er|upp)|kontaktar (dig|er)|kontakta (dig|er)|meddelar (dig|er)|meddela (dig|er)|mejlar (dig|er)|mailar (dig|er)|skriver till (dig|er)|svarar (dig|er)|ger (dig|er) besked|ge (dig|er) besked|säger till|informerar (dig|er)|tar kontakt|håller (dig|er) (uppdaterad|underrättad|informerad)|uppdaterar (dig|er)|skickar (ett )?(svar|besked)|lämnar besked)
        (återkommer|hör|ringer|mejlar|mailar|kontaktar|meddelar|skriver) (vi|jag|han|hon|de|någon) (till |av |upp )*(dig|er|oss|mig|sig|upp|tillbaka|med) / så återkommer (vi|jag) / (och|att|samt) (återkommer|hör av (oss|mig|sig)|återkomma|höra av (oss|mig)) / (du|ni) (kommer att |ska |då )*(hör|höra|får höra) (ifrån|från|av) (oss|mig|honom|henne|dem) / (du|ni) (kommer att |då )*(får|få|ska få|ska ha) (ett )?(besked|svar|återkoppling|mer information) / (då )?får (du|ni) (ett )?(besked|svar|återkoppling) / återkoppling (kommer|följer) / (blir|kommer) (du|ni) (att )?(bli )?(kontaktad|kontaktade|uppringd|uppringda|meddelad)
        (du|ni) (blir|kommer att bli) (kontaktad|kontaktade|uppringd|uppringda|meddelad|informerad)
        (och|så|sedan) (ger|meddelar|mejlar|mailar|ringer|kontaktar|skriver till|informerar|uppdaterar) (dig|er) (besked |svar )?(sedan|sen|då|när|så|efter|om|vidare) / (kollar|undersöker|utreder|kolla|undersöka|utreda|tittar|titta) ... och (ger|ge|lämnar|lämna) (dig|er)? ?(besked|svar|återkoppling) / (återkoppla|återkopplar) (till (dig|er)|när|så|med) / (du|ni) (får|ska få|kommer att få) (veta|höra|ett samtal|ett mejl|en återkoppling) (av (oss|mig)|från (oss|mig)|när|så|mer)
    """),
    deeds=phrases_of("(vi|jag|du|ni|pengarna|paketet|beställningen|en kollega) (ska|kommer|får|skickar|betalar|löser|fixar|ordnar|rättar|återbetalar|sätter in|lagar|byter|åtgärdar|tittar|kollar|undersöker|utreder|jobbar|arbetar|håller på|går|dyker) / (skickar|betalar|löser|fixar|ordnar|rättar|lagar|byter|tittar|kollar|undersöker|ser) (vi|jag) / (kommer|skickas|betalas|sätts in|återbetalas|levereras)"),
    vague=phrases_of("så fort (ni|någon) hinner / framöver / när vi (vet mer|har tid) / snart / inom kort / så snart (som möjligt|det går|vi kan|jag kan) / så fort (som möjligt|det går|vi kan|jag kan|vi hinner|jag hinner) / snarast / snarast möjligt / asap / så småningom / förr eller senare / vid tillfälle / inom en snar framtid / i sinom tid / vad det lider / när tid finns / när vi hinner / när jag hinner / någon gång framöver"),
    conditions=phrases_of("om / ifall / skulle / hade / har du / har ni / vill du / vill ni / blir / behöver du / behöver ni / undrar du"),
    open_matters=phrases_of("""
        (betalar|ersätter) vi (upp till|högst) / vi (betalar|ersätter) (upp till|högst)
        (vi|jag) (undersöker|utreder|kollar|tittar på|ser över|felsöker|granskar|väntar på|inväntar|behöver|saknar) / (undersöks|utreds|granskas|felsöks) / (håller på|arbetar med) att / ärendet (är|ligger|har) (under|hos|skickats|vidare) / (skickat|skickats|lämnat|lämnats|vidarebefordrat) ... vidare / under (utredning|behandling)
        (måste|behöver|ska|bör) (först |då |nu )*(lagas|bytas|åtgärdas|undersökas|kontrolleras|repareras|kompletteras|anmälas|godkännas|rättas|ordnas|skickas|lämnas|ses över) / (behövs|krävs|saknas|fattas) / (är|var) (fortfarande |tyvärr )*(trasig|trasigt|sönder|ur funktion|försenad|försenat|spärrat|spärrad|låst|stoppad|pausad)
        (reparationen|kostnaden|skadan|lagningen|bytet) (står|ansvarar|svarar|tar|betalar) (vi|jag) / (står|svarar|ansvarar) vi för (reparationen|kostnaden|skadan|bytet|lagningen) / felet (ligger|är|var|sitter|beror) / (det är )?(ett|en) (ärende|sak|fråga|jobb|fel) (för|som) (vår|våra|tekniker*|en) / (något|nåt) (som )?(vår|en av våra) ... (kan|får|ska|måste) / (kunde|har) inte (komma|kommit|hämtats|tömts|levererats|nått|fram)
    """),
    steps=phrases_of("""
        (vänligen|var vänlig|var snäll|gärna) / (du|ni|man) (kan|behöver|måste|ska|bör|får) (själv |då |nu |bara |också |även |alltså |i så fall |först )*(skicka|ringa|svara|mejla|betala|logga|beställa|boka|hämta|lämna|ansöka|anmäla|fylla|höra|komma|göra|ta|gå|använda|ladda|välja|ändra|byta|skriva|nå|returnera|kasta|säga|lägga|vända|söka|överklaga|tacka|uppge|ange)
        (du|ni) (behöver|slipper) (inte |alltså inte )?(göra|skicka|betala|fylla|ringa|vänta) / (jag|vi) (har|hade) (redan |nu |precis |också |i dag |idag |därför |just )*(bokat|beställt|skickat|lagt|lånat|återbetalat|betalat|rättat|ändrat|bytt|ordnat|makulerat|avbokat|tagit|satt|spärrat|öppnat|registrerat|förlängt|krediterat|mejlat|bett|talat|flyttat|löst|fixat|nollställt|dragit|skrivit|lagat|begärt|gett|uppdaterat|bifogat|sett till)
        (är|har) (nu |redan )*(rättat|åtgärdat|löst|bokat|beställt|skickat|betalat|ändrat|klart|lagat|lagad|återställt|utrett|tagits bort|lagts) / (betalas|skickas|kommer|sätts in|dras av|levereras|hämtas|återbetalas|lagas|öppnar|börjar|ringer) (på|till|med|in|ut|av|den|i|senast|inom|dig|er|tillbaka|klockan|hem) / (finns|är|ligger) (på ditt konto|hos dig|klar*) / (jag|vi) (mejlar|skickar|ringer) (till|en|ett|dig|er|den|det|i|på|upp|senast) / (vår|en) (tekniker|kollega|montör|rörmokare|chaufför|hantverkare) ... (kommer|ringer|hämtar|byter|besöker)
    """),
    requests=phrases_of("(hitta|leta|skicka|ring|svara|mejla|maila|logga|fyll|klicka|gå|ta|lämna|skriv|boka|beställ|välj|öppna|hör|kontakta|sms:a|tryck|starta|prova|testa|lägg|sätt|packa|spara|ange|hämta|uppge|vänta|betala|kom|vänd|bifoga|ladda|tacka|anmäl|ansök|säg|häll|låt|klistra|godkänn|skanna|begär|be|se|håll) (själv|in|ut|till|på|upp|ner|av|med|oss|mig|det|den|dem|ett|en|gärna|sedan|bara|ditt|din|dina|er|era|först|då|hit|här|koden|kontoret|tillbaka|dit|kvar|ja|nej|vid|igenom|om|för|från|efter|hos|senast)"),
    jargon=jargon_of(JARGON),
)
