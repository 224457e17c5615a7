"""The words people ask with, in five languages at once: their spelling tells them apart well enough.

Two kinds: words that begin a direct question, and questions that want no answer. The turns of phrase by which one
asks without a question mark are in `asking_indirectly`.
"""

# "what", and what stands before it
QUESTION_WORDS = (
    "what|when|where|who|whom|whose|which|why|how|what's|when's|where's|who's|how's|"
    "vad|när|var|vart|vem|vems|vilken|vilket|vilka|varför|hur|"
    "hvad|hvornår|hvor|hvem|hvilken|hvilket|hvilke|hvorfor|hvordan|hva|når|åssen|korleis|"
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
# the same pair in English, where no subordinate clause turns subject and verb around: it asks in mid sentence too
ENGLISH_INVERTED = (
    r"(?:can|could|would|will|do|does|did|is|are|was|have|has) (?:not )?"
    r"(?:i|you|we|it|there|they|he|she|someone|somebody|anyone|anybody|my|your|our|the|this|that|these|those|his|her|"
    r"their)"
)
# and without any inversion to tell by
ENGLISH_FIRST = (
    r"(?:who(?:'ll|'d)? (?:pays?|decides?|does|gets?|will|would|can|should|is|are|do)|what time's|"
    r"how (?:long|soon|late|early) (?:until|till|before|after)|"
    r"(?:is|are) \w+ (?:included|allowed|possible|available|required|needed|open|free))\b"
)
# where they turn around in Swedish, Danish and Norwegian, but hardly ever for a condition
NORDIC_INVERTED = (
    r"(?:(?:går|gick|gik) det (?:att|at|an)|(?:är|er|finns|findes|finnes|fins) (?:det|der)|"
    r"(?:kan|må|får|ska|skal|bör|bør|behöver|behøver|trenger) "
    r"(?:jag|jeg|man|vi|ni|dere|i|du|de|dom|han|hon|hun)|(?:har|tar|tager) (?:ni|dere|i)|"
    r"(?:kostar|koster) (?:\w+ )?(?:något|nåt|noe|noget|extra|ekstra))"
)
# and in mid sentence, where no subordinate clause stands right before it
NORDIC_SPLICED = (
    r"(?:(?:har|är|er|kan|ska|skal|vil|vill|får|må|måste|blir|bliver|går|gäller|gælder|gjelder) "
    r"(?:jag|jeg|man|vi|ni|dere|i|du|han|hon|hun|de|dom|det|den|der)|"
    r"(?:täcker|dækker|dekker|ersätter|erstatter|betalar|betaler|gäller|gælder|gjelder|ingår|indgår|inngår) "
    r"[a-zåäöæø]{3,}(?:en|et|a|n))"
)
# and in Portuguese, where only some pairs of words ask without a question mark
PORTUGUESE_QUESTIONS = (
    r"(?:(?:(?:a|de|em|com|por|para|desde|até) )?(?:quanto|quantos|quantas|quanta) (?:é|custa|custam|fica|tempo|"
    r"dias|vou|"
    r"pago|devo|tenho|cobram|sai|vezes|seria|falta)|"
    r"(?:onde|aonde) (?:é|fica|ficam|posso|está|estão|devo|consigo|encontro|vejo|vou)|"
    r"(?:qual|quais) (?:é|são|o|a|os|as|seria|será|dos|das)|"
    r"o que (?:é que (?:eu |nós )?(?:devo|posso|faço|preciso|tenho)|devo|posso|faço|preciso|fazer|levo)|"
    r"como (?:faço|posso|é que|devo|funciona|consigo|fazer|fica|ficamos|proceder|procedo|resolvo|se faz)|"
    r"por que|por quê|porque é que|porque não|"
    r"quando (?:é que|abrem?|posso|chega|começam?|fica|vou|será|estará|podem?|vem|vêm)|"
    r"(?:a|até|em|de) que (?:horas|dias?)|que (?:horas|documentos|dias?)|quem (?:é que|é|pode|paga|devo|trata)|"
    r"será que|"
    r"(?:(?:em|a|de|com|por) )?(?:que|qual|quantos?|quantas?) \w+ é que)\b"
)
PORTUGUESE_FIRST = (
    r"(?:vou (?:ter que|ter de|precisar)|\w+ (?:a )?que horas|podiam?|"
    r"é possível|é verdade que|é preciso|é necessário|tem como|tem alguma?|há alguma?|há como|há hipótese|"
    r"dá (?:para|pra|pro)|posso|podemos|podem|poderiam?|consigo|conseguem|"
    r"(?:vocês|vcs|voces|você|vc) (?:ainda |já |também )?(?:tem|têm|vão|\w+[ae]m))\b"
)
# what may stand before a question, and what may so only with a comma: "så kan jag" is no question
LEADS = (
    r"and|och|og|e|å|o(?= \w+ (?:det|den|man|ni|jag|du)\b)|"
    r"but|men|mas|eller|or|ou|oh|ah|hey|hi|hei|hej|hallå|hallo|yo|olá|oi|ok|okay|well|right|also|"
    r"plus|ps|"
    r"btw|by the way|lastly|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|förresten|forresten|i øvrigt|for øvrig|"
    r"a propósito|já agora|aliás|também|então|por fim|if so|if not|in that case|i så fall|i så fald|hvis ja|"
    r"om ja|se sim|"
    r"se não|nesse caso"
)
ADVERBS = (
    r"so|then|så|sen|sedan|da|då|dessuten|dessutom|desuden|også|också|til slut|til sidst|till sist|spørgsmål|spørsmål|"
    r"fråga|question|pergunta"
)
# a Nordic verb in the present tense, behind a question word
NORDIC_PRESENT = (
    r"(?:vad|hvad?|när|når|hvornår|var|vart|hvor|hur|hvordan|vem|hvem|varför|hvorfor|åssen|korleis) "
    r"(?!(?:vår|er|der|her|där|här|mor|far|bror|søster|syster|var|for|för|efter|etter|eller|under|over|över|hver|våre|"
    r"mer|fler|folk|per|ser|år|other|either|after|our|your|their|her|over|ever|never|for|"
    r"or)\b)[a-zåäöæø]{3,}(?:er|ar|år|ør|ör)\b"
)
NORDIC_FIRST = (  # that verb first, with someone behind it; or what may or must be done with something
    r"(?!(?:håper|ønsker|önskar|takker|tackar|beklager|beklagar|synes|gleder|savner|saknar|ser|skriver|tænker|"
    r"tenker)\b)"
    r"(?:[a-zåäöæø]{2,}(?:er|ar|år|ør|ör) (?:ni|dere|man|(?-i:I))\b|"
    r"(?:kan|må|skal|ska|får) (?:to|två|tre|alle|alla|(?!ingen|engang)[a-zåäöæø]{2,}(?:en|et|erne|ene|arna|orna))\b)"
)
SUBORDINATING = (
    r"hvis|om|når|när|da|då|så|selvom|fastän|selv|trots|eftersom|fordi|därför|efter|etter|før|innan|inden|siden|sedan|"
    r"dersom|ifall|medan|mens|hade|havde|skulle|se|quando|como|caso|embora|enquanto"
)

# questions that want no answer
RHETORICAL = (
    # said in greeting, by anybody
    r"^\W*(?:(?:hi|hello|hey|hej|hei|olá|oi|oie)\W+)?(?:how are you(?: doing| today)?|how's it going|"
    r"hur (?:är läget|mår (?:ni|du))|hvordan går det|tudo (?:bem|bom|certo|joia)|como (?:vai|está|estão))\s*\?+$",
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
    r",\s*(?:right|you know|know what i mean|isn't it)\?$",
    r"\bwhy(?: \w+){0,5} so (?:hard|difficult|complicated)\b|\bfor once\?",
    r"\bhave you (?:any idea|ever)\b",
    r"\blet (?:me|us) know if you (?:need|require|want|would like|'d like)\b",
    r"\b(?:is|are) (?:he|she|they|you)(?: all| really| completely| both)? "
    r"(?:blind|deaf|stupid|mad|asleep|drunk|daft|thick|crazy)\b",
    r"^\W*(?:and |so )?guess (?:who|what|where|how)\b",
    r"\bhow would you (?:feel|like)\b",
    r"\bwhat (?:on earth|the (?:hell|heck)|are you playing at|were you thinking)\b",
    r"\bdo you (?:even )?(?:know|realise|realize) how (?:long|many|much|often|hard) (?:i|we)(?:'ve| have| had|"
    r" am|'m)\b",
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
    r"\b(?:säg|hör|hojta|meddela|ring|skriv)(?: \w+){0,2} (?:om|ifall) (?:ni|du) (?:behöver|vill|undrar|saknar)\b",
    r"\bär (?:han|hon|de|ni|du)(?: \w+)? (?:blind\w*|döv\w*|dum\w*|galn\w*|full\w*)\b",
    r"\bvarför(?: \w+){0,5} så (?:svårt|krångligt)\b|\bför en gångs skull\b",
    r"^\W*(?:och )?gissa (?:vem|vad|vilk\w+|hur|om|var)\b",
    r"\b(?:hur|vad) skulle ni (?:själva )?(?:känna|tycka|säga)\b",
    r"\bvad (?:i hela friden|i helvete|fan|tusan|håller ni på med|är det frågan om)\b",
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
    r"\b(?:sig|si|ring|skriv)(?: \w+){0,2},? (?:hvis|om) (?:i|du|dere) (?:mangler|trenger|ønsker|vil|lurer|"
    r"har brug)\b",
    r"\ber (?:han|hun|de|i|dere|du)(?: \w+)? (?:blind\w*|døv\w*|dum\w*|gal|gale|sindssyg\w*|full\w*|fuld\w*)\b",
    r"\bhvorfor(?: \w+){0,5} så (?:svært|besværligt|vanskelig\w*|tungvint)\b|\bfor en gangs skyld\b",
    r"^\W*(?:og )?(?:gæt|gjett) (?:hvem|hva|hvad|hvilk\w+|hvor\w*|om)\b",
    r"\b(?:hvordan|hva|hvad) ville (?:i|dere) (?:selv )?(?:føle|synes|syns|sige|si|ha|have)\b",
    r"\bhvad? (?:i alverden|i all verden|fanden|faen|pokker|laver i|bilder i jer|driver dere|innbiller)\b",
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
    r"\b(?:avise\w*|diga\w*|contacte\w*|ligue\w*)(?:-\w+)?(?: \w+)? se (?:precisar\w*|quiser\w*|faltar|for preciso|"
    r"for necessário)\b",
    r"\b(?:é|são|está|estão|tá|tão)(?: \w+)? (?:ceg[oa]s?|surd[oa]s?|burr[oa]s?|parv[oa]s?|doid[oa]s?|maluc[oa]s?)\b",
    r"\bpor ?qu[eê](?: \w+){0,5} tão (?:difícil|complicado)\b|\bpor uma vez na vida\b",
    r"^\W*(?:e )?adivinh\w+ (?:quem|o que|quanto|se)\b",
    r"\b(?:como (?:é que )?se sentiri\w+|e se fosse (?:consigo|com você|com vocês|convosco))\b",
    r"\bque brincadeira é est[ae]\b",
)
