"""The words people ask with, in five languages at once: their spelling tells them apart well enough.

Three kinds: words that begin a direct question, turns of phrase by which one asks without a question mark,
and questions that want no answer.
"""

# "what", and what stands before it
QUESTION_WORDS = (
    "what|when|where|who|whom|whose|which|why|how|what's|when's|where's|who's|how's|"
    "vad|när|var|vart|vem|vems|vilken|vilket|vilka|varför|hur|"
    "hvad|hvornår|hvor|hvem|hvis|hvilken|hvilket|hvilke|hvorfor|hvordan|hva|når|åssen|korleis|"
    "o que|que|qual|quais|quando|onde|aonde|quem|como|quanto|quantos|quanta|quantas|porque|por que|porquê|quê"
)
BEFORE_QUESTION_WORDS = (
    "at|on|by|from|for|in|to|with|until|since|"
    "på|till|från|för|med|av|om|i|hos|fra|til|for|hos|etter|efter|inden|innen|"
    "a|à|ao|até|com|de|desde|em|para|pra|por"
)
# finite verbs that stand first in a question (and, with their subject behind them, in little else)
VERBS = (
    # en
    "am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|"
    "isn't|aren't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't|hasn't|haven't|"
    # sv, da, nb
    "är|var|har|hade|kan|kunde|ska|skal|skall|skulle|skulde|vill|vil|ville|får|fick|fik|fikk|må|måste|måtte|bör|bør|"
    "borde|burde|finns|fanns|findes|finnes|fins|går|gick|gik|gikk|kommer|kom|behöver|behøver|trenger|gäller|gælder|"
    "gjelder|kostar|koster|blir|bliver|blev|ble|er|hør|hör|hører|hörer|ingår|indgår|inngår|stämmer|stemmer|"
    "passer|passar|"
    "räcker|rækker|rekker|täcker|dækker|dekker|betyr|betyder|betaler|betalar|mister|mistar|förlorar|taper|tager|tar|"
    "tror|vet|ved|veit|gör|gør|gjør|sender|skickar|virker|fungerar|fungerer|försvinner|forsvinder|følger|följer"
)
SUBJECTS = (
    "i|you|we|he|she|it|they|there|this|that|these|those|the|my|our|your|his|her|their|someone|somebody|anyone|"
    "anybody|anything|"
    "jag|du|ni|vi|man|han|hon|den|det|de|dom|detta|denna|dessa|min|mitt|mina|vår|vårt|våra|er|ert|era|någon|"
    "något|några|"
    "alla|allt|hans|hennes|"
    "jeg|i|dere|der|dette|disse|mit|mine|vores|vår|vårt|våre|deres|jeres|nogen|noget|noen|noe|alle|alt|hun|"
    "dine|din|ditt"
)
# Portuguese leaves the order of words alone: after "e", these begin a question of their own
PORTUGUESE_VERBS = (
    "posso|podes|pode|podem|podemos|poderia|poderiam|há|tem|têm|temos|tenho|é|são|será|serão|preciso|precisa|devo|"
    "deve|vou|vai|vão|dá|consigo|consegue|conseguem|existe|existem|está|estão|paga|pagam|paga-se|recebo|fica|ficam|"
    "aceitam|fazem|vocês|isso|isto|se|tomo"
)
WHETHER = "whether|if|om|hvorvidt|huruvida|ifall|se"

# what asks without a question mark; what follows it is asked
INDIRECT = (
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
    r"(?:om|över|vad|när|var|vart|vem|vilk\w+|varför|hur|ifall|på)\b",
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
    r"\b(?:vil|ville|kunne|skulle|må|trenger|behøver|ønsker)(?: \w+){0,4},? (?:vide|visst|vite|få vite|få at vide|høre|"
    r"spørge(?: om)?|spørre(?: om)?|få besked|få svar|få beskjed|finde ud af|finne ut)\b",
    r"\b(?:rart|godt|fint|dejligt|greit|nyttig\w*|bra|hyggelig\w*|takknemmelig\w*|taknemmelig\w*)(?: \w+){0,3} "
    r"(?:at vide|å vite|at høre|å høre|å få vite|at få at vide)\b",
    r"\b(?:fortæl|fortelle?|forklare?|bekræfte?|bekrefte?|oplyse?|opplyse?|sige|si|svare? på|skriv|skrive)"
    r"(?: gerne| gjerne| mig| meg| os| oss| lige)*,? (?:om|hvad|hva|hvornår|når|hvor\w*|hvem|hvilke\w*)\b",
    r"\b(?:forstår|ved|vet|veit|kan|ser|finder|finner|aner)(?: \w+)? (?:ikke|ikkje)(?: helt| heilt| rigtig| se| finde| "
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
    r"\b(?:gostava|gostaria|queria|podia|podiam|pode|podem)(?: \w+){0,2} (?:dizer-me|dizer-nos|informar-me|explicar-me|"
    r"me dizer|me informar|me explicar|indicar-me|confirmar-me|esclarecer-me)\b",
    r"\b(?:não sei|não sabemos|não percebo|não percebi|não entendo|não entendi|não compreendo|não me lembro|"
    r"fiquei sem saber|fico sem saber|sem saber|tenho dúvidas|dúvida é|questão é|pergunta é)(?: bem| também)?"
    r"(?: em| sobre)? (?:se|quando|quanto\w*|como|onde|qual|quais|quem|o que|porque|por que|porquê|que)\b",
    r"\b(?:digam|diga|diz|avisem|avise|informem|informe|expliquem|explique|confirmem|confirme|indiquem|indique)"
    r"(?:-me|-nos| me| nos)?,?(?: por favor,?)? (?:se|quando|quanto\w*|como|onde|qual|quais|quem|o que|que|porque)\b",
    r"\b(?:me|nos) (?:digam|diga|avisem|avise|informem|informe|expliquem|explique|confirmem|confirme)\b",
    r"\bseria (?:bom|útil|importante|ótimo|possível) (?:saber|saberem|dizerem)\b",
    r"\bespero que (?:isso |isto )?não (?:seja|haja|faça) (?:um |nenhum |qualquer )?(?:problema|inconveniente|mal)\b",
)

# questions that want no answer
RHETORICAL = (
    # en
    r"\b(?:am|are) (?:i|we) (?:really |seriously |honestly |just |now )?(?:supposed|meant|expected) to\b",
    r"\bwhat(?:'s| is| on earth is| the hell is)? (?:is )?(?:wrong with (?:people|you|this)|the point|the "
    r"world coming to)\b",
    r"\bwhat(?:'s| is) the (?:point|use)\b",
    r"\bis (?:it|that) (?:really |honestly )?(?:so|too|that|such) (?:hard|difficult|much|big)\b",
    r"\bhow (?:hard|difficult) (?:can|could) it be\b",
    r"\b(?:do|did) you (?:really |honestly |seriously )?(?:think|believe|expect) (?:that )?(?:i|we|people|"
    r"anyone|customers|"
    r"my time|this is)\b",
    r"\b(?:are you|is this|you must be) (?:kidding|joking|having a laugh|a joke|serious|for real)\b",
    r"\bis (?:this|that) (?:how|what|the way|any way) (?:you|we|to)\b",
    r"\bwho do you (?:think|take)\b",
    r"\bdo (?:i|we) look like\b",
    r"\b(?:don't|do) you people\b",
    r"\bhow many times (?:do|must|have) (?:i|we)\b",
    r"\bwhat (?:kind|sort) of (?:company|service|outfit|way|place)\b",
    r"\bwho (?:wouldn't|needs|does that|would)\b",
    r"\bwhat (?:more|else) (?:do|can) (?:you|i) (?:want|say)\b",
    r"\b(?:right|you know|know what i mean|isn't it|funny, isn't it)\?$",
    r"\bhave you (?:any idea|ever)\b",
    # sv
    r"\bär det (?:verkligen )?(?:så|för) (?:svårt|mycket begärt)\b",
    r"\bvad (?:ska|skall) (?:jag|man|vi) med \b",
    r"\bvad (?:är|var) (?:det för )?(?:mening\w*|poäng\w*|vits\w*)\b",
    r"\b(?:tror|tycker) ni (?:verkligen |att |på fullt allvar )*(?:att )?(?:jag|vi|man|folk|det är|kunder\w*)\b",
    r"\bska (?:man|det) (?:verkligen )?(?:behöva|vara så|springa|stå ut)\b",
    r"\b(?:är det så här|är det så) (?:ni|man)\b",
    r"\bhur (?:svårt|dum) (?:kan|får|ska) (?:det|man|jag)\b",
    r"\b(?:skojar|skämtar|driver) ni\b",
    r"\bvad är det (?:för fel på|med)\b",
    r"\bhur många gånger (?:ska|måste)\b",
    r"\bvem (?:vill|orkar|gör|har råd)\b",
    # da, nb
    r"\ber det (?:virkelig |virkeligt )?(?:så|for) (?:svært|vanskelig\w*|meget forlangt|mye forlangt|mye å be om)\b",
    r"\b(?:tror|synes|syns) (?:i|dere|du),?(?: virkelig| ikke)*,? (?:at )?(?:jeg|vi|man|folk|det er|kunder\w*)\b",
    r"\bhva(?:d)? (?:er|var) (?:vitsen|meningen|poenget|pointen|ideen)\b",
    r"\bhva(?:d)? skal (?:jeg|man|vi|en) med \b",
    r"\bskal (?:man|det) (?:virkelig )?(?:være (?:så|nødvendig\w*)|finde sig|finne seg)\b",
    r"\bhvor (?:svært|vanskelig|dum\w*) (?:kan|skal) (?:det|man|jeg|en)\b",
    r"\b(?:gjør|laver) (?:i|dere) (?:sjov|grin|narr)\b",
    r"\btuller dere\b",
    r"\ber det (?:sådan|sånn|slik) (?:i|dere|man)\b",
    r"\bhva(?:d)? er det (?:for noget|med|for noe)\b",
    r"\bhvor mange gange? (?:skal|må)\b",
    r"\bhvor mange ganger (?:skal|må)\b",
    # pt
    r"\bé assim que\b",
    r"\bserá (?:que é )?(?:assim )?(?:tão|pedir|muito) (?:difícil|complicado|muito|demais|pedir)\b",
    r"\bé (?:assim )?(?:tão|pedir) (?:difícil|complicado|muito|demais)\b",
    r"\b(?:acham|pensam|acha|julgam)(?: mesmo)? que (?:eu|nós|as pessoas|a gente|os clientes|sou|temos|tenho|isto)\b",
    r"\b(?:estão|está|tão) a (?:brincar|gozar)\b",
    r"\b(?:estão|está|tá|tão) (?:brincando|de brincadeira|zoando)\b",
    r"\bqual (?:é )?o sentido\b",
    r"\bpara que (?:é que )?(?:serve|quero|pago)\b",
    r"\bonde é que (?:já se viu|isto vai parar)\b",
    r"\bonde já se viu\b",
    r"\bquantas vezes (?:é que )?(?:tenho|preciso|vou)\b",
    r"\bque (?:raio|diabo|tipo|espécie) de (?:empresa|serviço|atendimento)\b",
)
