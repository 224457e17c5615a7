"""The turns of phrase by which one asks without a question mark, in five languages at once.

Most are one of a few words before a question word: who does not know, wants to know, asks, doubts, or wants to be
told, and then when, how or whether. They are put together here; the rest are whole turns of phrase.
"""

WHETHER = "whether|if|om|hvorvidt|huruvida|ifall|se"

# whole turns of phrase; what follows them is asked
_PHRASES = (
    # en
    r"\b(?:i|we)(?:'m| am|'re| are|'d| would| was| were|)(?: just| also| only| really| still| then|)* "
    r"(?:wonder(?:ing)?|curious)\b",
    r"\bwondering (?:if|whether|what|when|where|who|which|why|how)\b",
    r"\b(?:like|love|want(?:s|ed)?|needs?|nice|good|helpful|useful|great|grateful|happy|appreciate it|interested|keen|"
    r"important|have) (?:(?:for me|for us) )?to (?:know|hear|find out|learn|understand|ask|check|be told)\b",
    r"\b(?:please|kindly|could you|can you|would you|do|and|just)(?: please| kindly| also)? "
    r"(?:let (?:me|us) know|tell (?:me|us)|advise|confirm|explain|inform (?:me|us)|clarify)\b",
    r"\b(?:let me know|tell me|advise|confirm|explain(?: to me)?) "
    r"(?:if|whether|what|when|where|who|which|why|how|that)\b",
    r"\b(?:don't|do not|didn't|not|can't|cannot|couldn't) (?:quite |really |fully )?(?:know|see|understand|"
    r"sure|certain|"
    r"clear|find(?: out)?|work out|remember) (?:if|whether|what|when|where|who|which|why|how)\b",
    r"\b(?:no idea|any idea|my question is|the question is|question is) (?:if|whether|what|when|where|who|"
    r"which|why|how)\b",
    r"\b(?:i|we) hope (?:that's|that is|this is|it's|it is) (?:not a problem|no problem|all right|ok|okay|"
    r"possible|fine)\b",
    r"\bwhat (?:i|we)(?:'d like| want| need)(?: to know)?\b.{0,20}\bis (?:if|whether|what|when|where|who|why|how)\b",
    r"\b(?:can|could|would|will) you (?:please|just|kindly|also)\b",
    # sv
    r"\b(?:jag|vi|min \w+|sen|sedan|och|också|även)? ?(?:undrar|undrade|funderar)(?: jag| vi| också| även| "
    r"bara| då| på| mest)* "
    r"(?:om|över|vad|när|var|vart|vem|vilk\w+|varför|hur|ifall)\b",
    r"\b(?:skulle|vill|ville|behöver|måste)(?: \w+){0,3} (?:veta|få veta|höra|få besked|fråga|förstå|ta reda på)\b",
    r"\b(?:skönt|bra|kul|intressant|snällt|tacksam\w*)(?: \w+){0,3} (?:veta|höra)\b",
    r"\btacksam\w* (?:för|om|över) (?:besked|svar|att få veta|ni kan|du kan|information|ett svar)\b",
    r"\b(?:berätta|förklara|meddela|bekräfta|återkomma med|tala om|talar om|säga|säg|svara på)(?: gärna| mig| "
    r"för mig|)* "
    r"(?:om|vad|när|var|vart|vem|vilk\w+|varför|hur|ifall)\b",
    r"\b(?:vet|förstår|ser|begriper|hittar)(?: dock| själv| egentligen| riktigt| heller)? (?:inte|ej)(?: riktigt|)? "
    r"(?:om|vad|när|var|vart|vem|vilk\w+|varför|hur|ifall)\b",
    r"\bbesked (?:om|hur|när|vad)\b",
    r"\bfrågan är (?:om|vad|när|var|vem|vilk\w+|varför|hur)\b",
    r"\bhoppas (?:att )?det (?:går bra|är okej|är ok|inte är något problem)\b",
    # da, nb
    r"\b(?:jeg|vi|så|og|også)? ?(?:lurer|undrer|lurte|spekulerer)(?: jeg| vi| mig| meg| os| oss| også| bare| "
    r"litt| lidt)* på\b",
    r"\b(?:lurer|lurte)(?: jeg| vi| også| bare)* (?:om|hva|når|hvor\w*|hvem|hvilke\w*)\b",
    r"\bundrer(?: jeg| vi| mig| meg| os| oss| også| bare)*,? (?:om|hvad|hva|hvornår|når|hvor\w*|hvem|hvilke\w*)\b",
    r"\b(?:vil|ville|kunne|skulle|må|trenger|behøver|ønsker)(?: \w+){0,4},? (?:vide|visst|vite|få vite|"
    r"få at vide|høre|"
    r"spørge(?: om)?|spørre(?: om)?|få besked|få svar|få beskjed|finde ud af|finne ut)\b",
    r"\b(?:rart|godt|fint|dejligt|greit|nyttig\w*|bra|hyggelig\w*|takknemmelig\w*|taknemmelig\w*)(?: \w+){0,3} "
    r"(?:at vide|å vite|at høre|å høre|å få vite|at få at vide)\b",
    r"\b(?:fortæl|fortelle?|forklare?|bekræfte?|bekrefte?|oplyse?|opplyse?|sige|si|svare? på|skriv|skrive)"
    r"(?: gerne| gjerne| mig| meg| os| oss| lige)*,? (?:om|hvad|hva|hvornår|når|hvor\w*|hvem|hvilke\w*)\b",
    r"\b(?:forstår|ved|vet|veit|kan|ser|finder|finner|aner)(?: \w+)? (?:ikke|ikkje)(?: helt| heilt| rigtig| se|"
    r" finde| "
    r"finne)*,? (?:om|hvad|hva|hvornår|når|hvor\w*|hvem|hvilke\w*)\b",
    r"\bforstår heller ikke,? (?:hvad|hva|hvornår|når|hvor\w*|hvem|hvilke\w*)\b",
    r"\bheller ikke,? (?:om|hvad|hva|hvornår|hvor\w*|hvem|hvilke\w*)\b",
    r"\bspørgsmålet er,? (?:om|hvad|hvornår|hvor\w*|hvem|hvilke\w*)\b",
    r"\bspørsmålet er,? (?:om|hva|når|hvor\w*|hvem|hvilke\w*)\b",
    r"\bdet spørs(?: bare)? (?:om|hva|når|hvor\w*)\b",
    r"\b(?:besked|beskjed|svar) (?:om|på),? (?:om|hvad|hva|hvornår|når|hvor\w*|hvem)\b",
    r"\bhåper (?:at )?det (?:går greit|går fint|er greit|går bra|er ok\w*)\b",
    r"\bhåber (?:ikke )?(?:at )?,?det (?:er i orden|går an|går|er ok\w*|er et problem)\b",
    # pt
    r"\b(?:gostava|gostaria|queria|quero|preciso|precisava|precisávamos|gostávamos|gostaríamos|queríamos|"
    r"pretendo|desejo)"
    r"(?: também| ainda| só| apenas| muito)*(?: de)?(?: que)?(?: me| nos)? ?(?:saber|perguntar|entender|"
    r"perceber|confirmar|"
    r"esclarecer|compreender|ouvir|tirar|explicassem|explicasse|dissessem|dissesse|informassem|informasse|"
    r"confirmassem|confirmasse|indicassem|esclarecessem)\b",
    r"\b(?:agradecia|agradeço|agradeceria|agradecíamos)(?: também| ainda| muito)*(?: que)?(?: me| nos) "
    r"(?:dissess\w+|informass\w+|explicass\w+|confirmass\w+|esclarecess\w+|indicass\w+|diga\w*|informe\w*|"
    r"indique\w*)\b",
    r"\b(?:venho|vinha|aproveito|aproveitava|era)(?: por isso| assim| também| ainda|)*(?: para| pra| só para)? "
    r"(?:perguntar|saber)\b",
    r"\b(?:gostava|gostaria|queria|podia|podiam|pode|podem)(?: \w+){0,2} (?:dizer-me|dizer-nos|informar-me|"
    r"explicar-me|"
    r"me dizer|me informar|me explicar|indicar-me|confirmar-me|esclarecer-me)\b",
    r"\b(?:não sei|não sabemos|não percebo|não percebi|não entendo|não entendi|não compreendo|não me lembro|"
    r"fiquei sem saber|fico sem saber|sem saber|tenho dúvidas|dúvida é|questão é|pergunta é)(?: bem| também)?"
    r"(?: em| sobre)? (?:se|quando|quanto\w*|como|onde|qual|quais|quem|o que|porque|por que|porquê|que)\b",
    r"\b(?:digam|diga|diz|avisem|avise|informem|informe|expliquem|explique|confirmem|confirme|indiquem|indique)"
    r"(?:-me|-nos| me| nos)?,?(?: por favor,?)? (?:se|quando|quanto\w*|como|onde|qual|quais|quem|o que|porque)\b",
    r"\b(?:me|nos) (?:digam|diga|avisem|avise|informem|informe|expliquem|explique|confirmem|confirme)\b",
    r"\bseria (?:bom|útil|importante|ótimo|possível) (?:saber|saberem|dizerem)\b",
    r"\bespero que (?:isso |isto )?não (?:seja|haja|faça) (?:um |nenhum |qualquer )?(?:problema|inconveniente|mal)\b",
)

_EN = r"(?:if|whether|what(?:'s)?|when|where|who(?:se|m|'s)?|which|why|how)"
_NORDIC = (
    r"(?:om|ifall|huruvida|hvorvidt|vad|hvad?|när|når|hvornår|var|vart|vem|vems|hvem|vilk\w+|hvilk\w+|varför|"
    r"hvorfor|hur|hvor\w*|åssen|korleis)"
)
_PT = (
    r"(?:se|quando|quanto|quantos|quanta|quantas|como|onde|aonde|qual|quais|quem|o que|o quê|porque|por que|porquê|"
    r"(?:a|até|em|de|com|para|por|desde|ao) que|que (?:horas|dias?|documentos?|tipo|forma|parte|valor|prazo))"
)


def _before(word: str, between: int, *cues: str) -> str:
    """One of the cues, some words, and a word that a question begins with; no comma but the last one."""
    return rf"\b(?:{'|'.join(cues)})(?:[- ]\w+){{0,{between}}}?,? {word}\b"


_NOT = r"(?:inte|ej|ikke|ikkje|aldrig?|heller)"
_NORDIC_TELL = (
    r"(?:säga|säger|berätta\w*|förklara\w*|svarar?|meddela\w*|upplysa|bekräftar?|skriver|sige|siger|fortæller?|"
    r"fortelle?r?|forklarer?|svarer?|oplyser?|opplyser?|informerer?|sier|bekræfter?|bekrefter?|nævner?|nevner?|"
    r"nämner?)"
    r"(?! (?:upp|op|opp|till?)\b)"
)
_COMPOSED = (
    # not to know
    _before(
        _EN,
        2,
        r"unsure",
        r"uncertain",
        r"unclear",
        r"not (?:\w+ )?(?:sure|certain|clear|told)",
        r"in the dark",
        r"no (?:idea|clue|info\w*|word|mention|indication)",
        r"confused (?:about|as to)",
    ),
    _before(
        _EN,
        2,
        r"(?:don't|do not|doesn't|does not|didn't|did not|can't|cannot|couldn't|never|nobody|no one|"
        r"nowhere|none of (?:us|you|them))(?: \w+){0,2} (?:know|knows|see|understand|work out|figure out|tell|"
        r"tells|told|understood|saw|heard|got|make out|says?|said|explain\w*|mention\w*|find|remember)",
    ),
    _before(
        _NORDIC,
        2,
        rf"(?:vet|veit|ved|förstår|forstår|begriper|fatter|fattar|skjønner|ser|hittar|finner|finder|"
        rf"husker|minns|hörde|hørte|skriver|står)(?: \w+){{0,3}} {_NOT}",
    ),
    _before(
        _NORDIC,
        2,
        rf"{_NOT}(?: \w+){{0,2}} (?:veta|vite|vide|vet|ved|veit|hört|hørt|høre|sagt|sett|set|hitta\w*|"
        r"fundet|funnet|finde|finne|se|skrivet|skrevet|förstå\w*|forstå\w*|klart?)",
    ),
    _before(
        _NORDIC,
        3,
        r"(?:ingen|ingenstans|ingensteds|ingen steder|intet sted)(?: \w+){0,3} (?:sagt|säga|säger|sige|"
        r"siger|sier|si|svarar?|svara|svare?t?|vet|ved|veit|veta|vide|vite|fortalt|förklarat|forklar\w+|berättat|"
        r"skriver)",
    ),
    _before(
        _PT,
        2,
        r"não(?: \w+){0,2} (?:sei|sabemos|sabe|percebo|percebi|percebemos|entendo|entendi|entendemos|"
        r"compreendo|compreendi|lembro|vejo|vi|encontro|encontrei|encontramos|achei|diz|dizem|disseram|explicam|"
        r"explicaram|explica|(?:fica|está|ficou|é) claro|faço (?:a mínima )?ideia|faz ideia|fazemos ideia)",
    ),
    _before(
        _PT,
        2,
        r"ninguém(?: \w+){0,3} (?:disse|diz|explicou|explica|sabe|soube|responde|respondeu|informou|"
        r"informa|esclareceu)",
    ),
    # to want to know
    _before(_EN, 2, r"to (?:know|find out|ask|check|hear|learn|understand|establish|confirm|clarify)"),
    _before(
        _NORDIC,
        3,
        r"(?:veta|vide|vite|høre|höra|finna ut|finde ud af|finne ut(?: av)?|ta reda på|lista ut|kolla|"
        r"kollar|tjekke|tjekker|sjekke|sjekker|dubbelkolla|förstå|forstå)",
    ),
    _before(
        _PT,
        3,
        r"(?:saber|perguntar|entender|perceber|confirmar|esclarecer|compreender|descobrir|verificar|conferir|"
        r"ver com (?:vocês|você|vós|o senhor|a senhora|quem)|tirar (?:a|uma) dúvida)",
    ),
    # to ask, oneself or for another
    _before(
        _EN, 2, r"(?:asks?|asking|wonders?|wondering|wondered|curious|quer(?:y|ies)|questions?(?: is| are| about|:)?)"
    ),
    _before(
        _NORDIC,
        4,
        r"(?:undrar|undrade|undra|funderar|undrer|undres|spekulerer|spekulerar|frågar|fråga|spør|spørger|"
        r"spørge|spørre|lurer|lure|lurte)",
    ),
    r"\b(?:lurer|lurte|undrer|undrar)(?: \w+){0,3} (?:på|over|över)\b(?!\W*$|[,.:;!]| att?\b)",
    r"(?<!så )(?<!då )(?<!da )(?<!det )(?<!som )(?<!dette )\b(?:kan|kunne|kunde|vill|vil) (?:ni|dere|(?-i:I))\b"
    r"(?! (?:ju|jo|väl|vel|glömma|glemme)\b)",
    r"\b(?:framgår|fremgår|framgå|fremgå)(?: \w+){0,2},? (?:hur|hvor|när|når|hvornår|vad|hvad?|om)\b",
    _before(
        _PT,
        3,
        r"(?:perguntas?|pergunto|perguntava|questiono|dúvidas?|questão|questões|curios\w+|incerteza|certeza|"
        r"insegur\w+|indecis\w+)",
    ),
    # to doubt, or to disagree
    _before(
        _NORDIC,
        4,
        r"(?:osäk[er]\w*|usikk?e?r\w*|tveksam\w*|i tviv[el]l?|i tvil|tvivl\w*|oklart|uklart|oenig\w*|"
        r"oense|uenig\w*|nyfiken\w*|nysgerrig\w*|nysgjerrig\w*)(?:,[^,.]+,)?(?: (?:på|om|for|över|over))?",
    ),
    _before(
        _NORDIC,
        2,
        r"(?:besked|beskjed|svar|frågan|frågor|fråga|spørgsmål\w*|spørsmål\w*|info\w*|klarhed|klarhet|"
        r"oplysning\w*|opplysning\w*|anelse|aning|aning|peiling|idé?)(?: \w+)? (?:om|på|er|är|gäller|gælder|gjelder)",
    ),
    r"\b(?:huruvida|hvorvidt)\b",
    # to want to be told, or to be sure
    _before(
        _EN,
        3,
        r"(?:tell|advise|confirm|explain|clarify|remind|let (?:me|us) know|"
        r"(?:update|info|information|details|clarity|guidance) (?:on|about|of|as to))",
    ),
    _before(_NORDIC, 3, _NORDIC_TELL),
    _before(
        _PT,
        2,
        r"(?:diga\w*|dizer|avise\w*|avisar|informe\w*|informar|explique\w*|explicar|confirme\w*|"
        r"confirmação|indique\w*|indicar|esclareça\w*|informaç\w+|orient\w+)(?:-\w+)?(?: (?:de|sobre))?",
    ),
    r"\b(?:need|want|like) to be (?:certain|sure)\b",
    r"\b(?:vill|vil|ville|må|måste|bare|bara|gärna|gjerne|gerne)(?: \w+){0,3} (?:være|vara|være) (?:helt )?"
    r"(?:sikker|säker|sikre|säkra) på,? (?:at|att)\b",
    r"\b(?:queria|quero|gostava|gostaria|preciso)(?: \w+)? (?:de )?(?:ter a certeza|ter certeza|garantir|"
    r"certificar)\b",
    # to ask for something, politely
    r"\b(?:i|we)(?:'d| would)(?: really| very much| greatly)? (?:appreciate|be (?:\w+ )?(?:grateful|thankful|"
    r"obliged))\b",
    r"\b(?:i|we) (?:presume|assume|take it|expect) (?:that )?you(?:'ll| will| can)?\b",
    r"\b(?:går ud fra|går ut ifrån|går ut från|utgår från|antager|antar|forudsætter|förutsätter|regner med|"
    r"räknar med),? (?:at|att) (?:i|ni|dere|du)\b",
    r"\b(?:presumo|suponho|assumo|conto|parto do princípio)(?: de)? que (?:vocês?|vcs|os senhores|me|nos)\b",
    r"\b(?:hoping|hope) (?:that )?(?:you|someone|somebody) (?:can|could|might)\b",
    r"\b(?:uppskatta\w*|sätta? värde|sette?r? pris på|sætte?r? pris på|tacksam\w*|taknemm\w+|takknem\w+)"
    r"(?: \w+){0,3},? (?:om|hvis|ifall)\b",
    r"\b(?:fint|bra|snällt|schysst|toppen|hyggelig\w*|greit|kjekt|dejligt|rart|godt|skønt|flott|sött)(?: \w+){0,2},? "
    r"(?:om|hvis) (?:ni|du|dere|i|någon|noen|nogen)\b",
    r"\b(?:hoppas|håper|håber|håbede)(?: at| att)?,? (?:ni|du|dere|i|någon|noen|nogen) (?:kan|kunne|kunde|vil|vill)\b",
    r"\b(?:agradecia|agradeço|agradeceria|agradecíamos|gostava|gostaria|queria|preferia|pedia|pedíamos|gostávamos)"
    r"(?:-\w+)?(?: \w+){0,3} \w+ss(?:e|em)\b",
    r"\bserá que\b",
    # only words that offer a choice, or ask for news
    r"\b(?:yes|ja|sim)(?:/|, | | or | eller | ou )(?:no|nej|nei|não)\W*$",
    r"^\W*(?:and )?any (?:chance|idea|news|updates?|word|way|possibility)\b",
)

INDIRECT = (*_PHRASES, *_COMPOSED)
