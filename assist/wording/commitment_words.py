# ruff: noqa: E501 - a table is read by the row
"""The words with which five languages bind the one who says them, and what they bind to.

Every string is a piece of a regular expression over small letters, matched as whole words.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Binding:
    """One language's ways to commit oneself.

    `commits` announce what we will do or what the reader will get, `harmless` is what may follow them in courtesy
    ("I'll do what I can"), `first` say that the clause is about us, `invites` ask to be corrected. `vocabulary` are
    beginnings of words of regret, understanding and restating, which state nothing.
    """

    commits: str
    harmless: str
    first: str
    invites: str
    vocabulary: str


SV = Binding(
    commits=r"(?:jag|vi|{agent}) (?:ska|skall|kommer att|kan|får|lovar|garanterar|försäkrar|ser till|tänker)|(?:ska|skall|kommer|kan|får|lovar) (?:jag|vi)|(?:du|ni|{customer}) (?:får|ska få|kommer att få|kommer få|slipper|behöver inte)|får (?:du|ni)|(?:du|ni) kan(?! inte| väl)|kommer att (?:bli|få)|blir (?:du|ni)|agenten (?:ska|kommer att|lovar)",
    harmless=r"(?:bara |gärna |nu |verkligen |först |kort |också |då |fullt |absolut |så |inte |mycket |väl |helt |naturligtvis )*(?:återge|upprepa|sammanfatta|stämma av|kontrollera (?:att|om) jag|kolla (?:att|om) jag|bekräfta att jag|förstå|förstår|se|höra|tänka mig|föreställa|säga|göra (?:vad|allt|mitt|det jag)|försöka|hjälpa|hjälper|lyssna|vara säker|ordna|lösa|reda ut|titta|ta (?:hand om|det här|tag)|be om ursäkt|beklaga|beklagar|veta|ha förstått|ber|beklagar|vill)",
    first=r"jag|vi|oss|vår|våra|{agent}",
    invites=r"säg (?:till|ifrån)|rätta (?:mig|gärna)|berätta",
    vocabulary="ursäkt förlåt ledsen beklag tråkig verklig mycket förstå förståel frustr besvik besvär irriter jobbig krång upprör arg väntan vänta vänte tålamod återge återgi upprep samman sammanf egna ord rätt riktigt stämme stämmer säker fel missför rättar berät beskriv ärende fråga problem saken situat uppfatt gäller handlar hjälp hjälpa ordna lösa reda viktig allvar seriöst inser känns känna lever upplev tack tacka bekräf höra uttryc önskar önskem behöve undrar kunden agenten medarbetar orolig oroand förvän olägen jätte slits trött less kränk stress uppgiv oacce fruktan beklagl",
)
DA = Binding(
    commits=r"(?:jeg|vi|{agent}) (?:skal|vil|kan|må|lover|garanterer|forsikrer|sørger for)|(?:skal|vil|kan|må|lover) (?:jeg|vi)|(?:du|i|{customer}) (?:får|skal få|vil få|kan få|kan(?! ikke)|slipper|behøver ikke)|får (?:du|i)|(?:bliver|vil blive) (?:du|i)?|medarbejderen (?:vil|skal|lover)",
    harmless=r"(?:bare |gerne |lige |nu |godt |virkelig |først |kort |også |da |helt |så |ikke |meget |naturligvis )*(?:gentage|gengive|opsummere|sammenfatte|tjekke (?:at|om) jeg|bekræfte at jeg|forstå|se|høre|forestille|sige|gøre (?:hvad|alt|mit|det jeg)|prøve|forsøge|hjælpe|lytte|være sikker|sikre mig|løse|ordne|kigge|tage (?:hånd|mig|det)|undskylde|beklage|have forstået|bede)",
    first=r"jeg|vi|os|vores|{agent}",
    invites=r"sig (?:til|endelig)|ret mig|retter? (?:du )?mig|fortæl",
    vocabulary="undsky undskyld beklag ked ulejlig besvær virkeli meget forstå forståel frustr skuffet skuffen irrit ærgerl træls oprevet vred ventet ventetid vente tålmod genta gentage gengiv opsummer samme egne ord rigtig rigtigt passer stemmer sikker fejl misforst retter fortalt fortæll beskrev henvend sag sagen spørgsmål problem situation opfatt gælder handler hjælp hjælpe løse vigtig alvor seriøst føles føle oplev oplevet tak bekræft høre udtryk ønsker ønske behøver kunden medarbejd bekymr forvent slids træt stress uacce opgiv",
)
NB = Binding(
    commits=r"(?:jeg|vi|{agent}) (?:skal|vil|kan|må|lover|garanterer|forsikrer|sørger for|kommer til å)|(?:skal|vil|kan|må|lover) (?:jeg|vi)|(?:du|dere|{customer}) (?:får|skal få|vil få|kan få|kan(?! ikke)|slipper|trenger ikke)|får (?:du|dere)|(?:blir|vil bli) (?:du|dere)?|medarbeideren (?:vil|skal|lover)",
    harmless=r"(?:bare |gjerne |nå |godt |virkelig |først |kort |også |da |helt |så |ikke |veldig |selvfølgelig )*(?:gjenta|gjengi|oppsummere|sjekke (?:at|om) jeg|bekrefte at jeg|forstå|se|høre|forestille|tenke meg|si|gjøre (?:hva|alt|mitt|det jeg)|prøve|forsøke|hjelpe|lytte|være sikker|forsikre meg|løse|ordne|rette|se nærmere|ta (?:hånd|meg|det|tak)|unnskylde|beklage|ha forstått|be|rette|korrigere)",
    first=r"jeg|vi|oss|vår|vårt|våre|{agent}",
    invites=r"si (?:fra|ifra)|sier? (?:du )?(?:fra|ifra)|rett (?:på )?meg|retter? (?:du )?(?:på )?meg|fortell",
    vocabulary="unnskyld beklag lei ulempe bryder bry virkeli veldig forstå forståel frustr skuffet skuffe irriter kjedelig opprørt sint ventet ventetid vente tålmod gjenta gjengi oppsumm egne ord riktig stemmer sikker feil misfors retter fortalt forteller beskrev henvend sak saken spørsmål problem situasjon oppfatt gjelder handler hjelp hjelpe løse viktig alvor seriøst føles føle opplev opplevd takk bekreft høre uttrykk ønsker ønske trenger kunden medarbeid bekymr forvent slits oppgitt sliten trøtt lei stress uakse reager skjønn bry",
)
PT = Binding(
    commits=r"vou|vamos|irei|iremos|posso|podemos|poderei|prometo|prometemos|garanto|garantimos|asseguro|asseguramos|comprometo-me|faremos|\w{3,}(?:arei|erei|irei|aremos|eremos|iremos)(?:-\w+)*|(?:vai|irá|pode|poderá|deve) (?:receber|ter|obter|ser|ficar|levantar|recolher)|receber[áa]|(?<!não )(?:pode|poderá)(?! corrig| dizer)|ser[áã]o?|{agent} (?:vai|irá|promete)|o agente (?:vai|irá|promete)|fica (?:combinado|garantid)",
    harmless=r"(?:só |apenas |já |então |agora |muito |bem |também |tentar |poder )*(?:repetir|resumir|recapitular|confirmar (?:se|que) (?:percebi|entendi|compreendi)|verificar se (?:percebi|entendi)|perceber|compreender|entender|imaginar|ter a certeza|certificar-me|pôr|dizer|ajudar|ajudá|fazer (?:o que|o possível|tudo|os possíveis)|tratar|resolver|ver|ouvir|esclarecer|tentar|pedir desculpa)",
    first=r"eu|nós|nos|nosso|nossa|a gente|vou|vamos|{agent}|\w{3,}(?:amos|emos|imos)",
    invites=r"corrija|corrige|corrij|diga-me|diga|avise-me|conte-me",
    vocabulary="desculp lament sinto muito realment compree entend entendi perceb percebi frustr desilu aborrec incómod incomod transt irrita chatead zangad espera esperar esper esperou esperad pacienc paciên repet resum palavra palavras corret correto certo certez engano errad corrij corrija contou contar descrev assunto caso questão problem situa situação trata tratar ajuda ajudar resolv import importa sério séria lidar sente sentir senti passar passou obriga obrigad agrade confirm ouvir deseja gostar gostaria precisa necess cliente agente preocup expet bem cansa exaust stress inacei avança deixe isto desagra razão peço perfeit plenam imenso",
)
EN = Binding(
    commits=r"(?:i|we|{agent})(?:'ll| will| shall|'m going to|'re going to| am going to| are going to| can| could| promise| guarantee| assure)|(?:can|shall|may|could|should|will) (?:i|we)|let me|(?:you|{customer})(?:'ll| will| are going to| can expect to| don't have to| won't)|you (?:can|may)(?!'t|not| not| imagine)|you get|you receive|(?:will|shall|going to) be|the agent (?:will|promise[sd]?)",
    harmless=r"(?:just |quickly |briefly |now |please |then |also |first |really |fully |certainly |gladly |quite |only |of course |absolutely |completely |well |not )*(?:put|repeat|restate|rephrase|summari[sz]e|sum (?:(?:it|this|that|things) )?up|recap|go over|run through|say (?:it|this|that|back|how)|read back|make sure (?:that )?i(?:'ve| have)?|be sure (?:that )?i(?:'ve| have)?|check (?:that|if|whether)? ?i|confirm (?:that|if|whether)? ?i|understand|imagine|see (?:that|how|why|what)|hear|tell (?:that|you how)|appreciate|listen|do (?:what|everything|all|my|our)|try|help|stay|be honest|apologi[sz]e|sort (?:this|it|things)|solve|resolve|look (?:into|at)|take care of|take (?:this|it) seriously|deal with|work (?:on|through)|assist|only imagine)",
    first=r"i|i'm|i've|i'll|we|we're|we've|we'll|us|our|{agent}",
    invites=r"let me know|tell me|correct me|say so|stop me",
    vocabulary="sorry apolog apologi regret really truly very understand underst understood frustr disapp disappo annoy inconv inconve upset upsett angry wait waiting patient patienc repeat restat rephra summar words right correct correctl sure wrong mistak misund told tell describ matter question problem issue situat sounds hear help sort solve resolve import importa serious feel feels feeling experi experie thank thanks confirm express wish would like need customer agent concern worry worri expect trouble hassle madden infuriat exhaust tiring stress unaccept hearing annoying completely",
)

BINDINGS: Mapping[str, Binding] = {"sv": SV, "da": DA, "nb": NB, "pt": PT, "en": EN}

# What we could owe somebody, in any of the languages: a promise of it is one, whatever the verb around it.
CONCEPTS: Mapping[str, str] = {
    "refund": r"refund\w*|money back|reimburs\w*|repay\w*|återbetal\w*|pengarna tillbaka|pengar tillbaka|tilbagebetal\w*|refunder\w*|refusion\w*|refusjon\w*|pengene (?:tilbage|tilbake|retur)|penge (?:tilbage|retur)|tilbakebetal\w*|reembols\w*|estorn\w*|dinheiro de volta|devol\w+ (?:d?o (?:seu )?dinheiro|o valor|do valor)|devolu\w+",
    "compensation": r"compensat\w*|voucher\w*|gift ?cards?|discount\w*|rebate\w*|credits?|bonus\w*|for free|free of charge|no (?:extra )?(?:cost|charge)|ersättning\w*|kompens\w*|presentkort\w*|rabatt?\w*|gratis|kostnadsfri\w*|utan kostnad|avgiftsfri\w*|tillgodo\w*|erstatning\w*|gavekort\w*|uden beregning|uten kostnad|kostnadsfritt|indemniz\w*|vale(?:s|-oferta)?|cupão|cupom|descontos?|grátis|gratuit\w*|sem custos?|crédito",
    "replacement": r"replac\w*|new one|another one|exchang\w*|ersätt(?:a|er|s|ningsprodukt\w*)|(?:en|ett) ny(?:tt)?|nya|byt(?:a|er|t)|ombyt\w*|(?:en|et) ny(?:t|tt)?|nye|bytte\w*|erstatt\w*|substitu\w*|troc\w+|(?<!de )nov[oa]s?",
    "delivery": r"send|sends|sent|sending|ship\w*|deliver\w*|dispatch\w*|on (?:its|the|their) way|skicka\w*|sänd\w*|levere\w*|leverans\w*|på väg|på vej|på vei|underveis|sende|sender|sendes|sendt|envi\w+|entreg\w+|expedi\w+|a caminho",
    "contact": r"call\w*(?: (?:you|them|{customer}))? back|call\w* (?:you|them|{customer})|ring you|phone you|e-?mail you|write to you|get(?:s)? back to|got back to|be in touch|follow up|update you|keep you (?:posted|updated|informed)|let you know|ring(?:a|er|de|t)?(?: (?:upp|tilbage|tilbake|dig|deg))?|återkom\w*|återkoppl\w*|hör(?:a|er)? av (?:mig|oss|sig)|mejla\w*|maila\w*|kontakta\w*|vende\w* tilbage|kontakte\w*|komme\w* tilbake|ta\w* kontakt|ligar(?:-lhe)?|ligo|telefon\w*|contact(?:á|a)\w*|voltar a (?:falar|ligar)|escrever-lhe|dar(?:-lhe)? notícias",
    "escalation": r"escalat\w*|manager\w*|supervisor\w*|team ?lead\w*|technician\w*|lawyer\w*|eskaler\w*|chef\w*|teamledare\w*|tekniker\w*|leder(?:en|e)?|teamleder\w*|sjef\w*|supervisora?|gerente|responsável|técnico|chefia",
    "repair": r"repair\w*|fix(?:ed|es|ing)?|lag(?:a|ar|as|ad|at)|reparer\w*|reparation\w*|reparasjon\w*|repara\w*|consert\w*",
    "cancel": r"cancel\w*|waiv\w*|makuler\w*|avboka\w*|annuller\w*|stryk\w*|kanseller\w*|avbestill\w*|anula\w*|isent\w*|perdoa\w*",
    "promise": r"promis\w*|guarant\w*|lova(?:r|t|de|s)?|löfte\w*|garanter\w*|garanti\w*|lover|lovet|lovede|løfte\w*|promet\w*|promessa\w*|garant\w+",
    "debt": r"owes?|owing|deduct\w*|write (?:it|that|this) off|skyldig\w*|skyldar|drar? av|dras av|avskriv\w*|skylder|trækker|trækkes|modregn\w*|trekker fra|trekkes fra|deve-nos|devemos-lhe|dívida|abat\w+|descont\w+",
    "payment": r"pay(?:s|ing)?|paid|charg(?:e|es|ing)|betal(?:a|ar|er|e|t|as)?|pag(?:ar|amos|aremos|aram|o|a|as|os|ou|uei|amento\w*)|cobr\w+",
    "priority": r"priorit\w*|express|expedit\w*|fast-?track\w*|förtur\w*|prioriter\w*|forrang\w*|urgên\w+|urgente\w*",
    "stock": r"in stock|available|i lager|på lager|tilgængelig\w*|tilgjengelig\w*|tillgänglig\w*|em stock|disponív\w+",
    "at_once": r"immediately|right away|straight away|at once|within the hour|genast|omedelbart|omgående|strax|straks|med det samme|med en gang|umiddelbart|imediatamente|de imediato|as soon as possible|så snart som (?:möjligt|mulig)|så fort som möjligt|snarest|hurtigst muligt|o mais (?:depressa|rápido|rapidamente) possível|o quanto antes|soon|shortly|snart|inom kort|inden længe|em breve|brevemente",
    "approval": r"approv\w*|grant(?:ed)?|authori[sz]ed|entitled|entitles|godkänn\w*|godkänt|beviljat?|rätt till|godkend\w*|bevilget|berettiget|ret til|godkjen\w*|rett til|innvilget|aprovad\w*|aceite|autorizad\w*|tem direito",
    "fault": r"(?:our|my|the company's) (?:fault|mistake|error)|we (?:made|messed|failed)|vårt (?:fel|misstag|ansvar)|vi har gjort fel|vores (?:fejl|skyld)|vår (?:feil|skyld)|nossa (?:culpa|falha|responsabilidade)|(?:erro|engano) nosso|nosso (?:erro|engano)|culpa nossa",
}
