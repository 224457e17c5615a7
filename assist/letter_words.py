"""What customers ask about, and what an answer to each kind of question has in it, in five languages at once.

A question and its answer often share no word ("Is the glass covered?", "Your policy pays for the window"), but a
subject. Subjects and kinds are told by the beginnings of words.
"""

import re

_SUBJECTS = (
    r"cost|price|fee\b|charge|£|€|\$|kr\b|kron[eo]r|kost|pris|avgift|gebyr|afgift|preço|cust[ao]|gratis|free\b|grátis|"
    r"gratuit|a cent|cêntimo|reais|pay|betal|paga|portes|cheap|billig",
    r"refund|money back|reimburs|tillbaka|peng\w+ (?:igen|tilbage|tilbake)|återbetal|tilbagebetal|tilbakebetal|"
    r"refusjon|"
    r"reembols|devol|erstat|ersätt|compensat|claim|klag|sätter ned|descont|avdrag|fradrag|sænk|sänk|redu[cs]|"
    r"recebe de volta|volta (?:à|para)|retur",
    r"open|öppe|åben|åbn|åpe|åpn|abert|abri|abre|horário|stäng|luk|steng|fech|close|shut",
    r"deliver|ship|lever|send|skick|sänd|entreg|envi|mand|chega|post|paket|pakke|parcel|frakt|fragt|frete|track|spår|"
    r"hämt|hent|afhent|pick",
    r"swap|exchange|byt|troc|replace|new one|another|nyt?t?\b|ny\b|nova?\b",
    r"cover|dækk|dekk|täck|cobr|gäller|gælder|gjelder|ingår|inclu|inngår|indgår|skydd|policy|forsikr|försäkr|segur",
    r"appl|søk|ansøg|ansök|candidat|registr|form\b|skjema|blanket|formulär|formular|upload|fyll|udfyld",
    r"document|papper|papir|attest|intyg|erklæring|proof|legitimation|certificat|receipt|kvitt|recibo|fatura|bill\b|"
    r"carta|brev",
    r"cancel|avbest|säga? upp|uppsäg|opsig|oppsig|anul|freeze|paus|frys|stop",
    r"flytt|move|moving|mud|bytte til|transfer|over på|overta|overtag",
    r"instal|prestaç|omgång|hälft|dela upp|dele op|rate|bocadinho|split",
    r"frist|deadline|sen[ae]st|até|prazo|within|inom|inden|innen|last day|sista dag|notice|oppsigelse",
    r"repair|laga|lage|fix|reparer|conserto|reparaç|tekniker|technician|engineer|técnico|rörmok|rørlegg|vvs|encanador|"
    r"plumber|canaliz|surveyor|workshop|ver?kstad|verksted|værksted|oficina|garage",
    r"work|virk|funger|funciona|function|fail|fejl|fel\b|feil|avaria|problem|brudd|down",
    r"lost|bort|missing|found|fund|hittat|funnet|encontr|perd|handed in|inlev|levert inn|achou|turned up",
    r"husband|wife|man\b|kone|fru|partner|barn|child|son\b|søn|datter|daughter|dotter|neto|filh|mor\b|mother|syskon|"
    r"esposa|mulher|marido|dog|hund|kat\b|katt|cat\b",
    r"account|konto|conta\b|card|kort|cartão|bank",
    r"medic|tablet|pill|comprimid|recept|resept|prescription",
    r"bring|ta med|tag med|tage med|lev(?:ar|e)\b|traga|trazer",
    r"park|plads|plats|plass|lugar|seat|room|rum\b|værelse",
    r"because|eftersom|fordi|därför|beror|skyldes|porque|due to|since|reason|orsak|årsag|grund|por isso|motivo|"
    r"forklaring|förklar|that is why",
    r"meter|måler|mätare|contag|leitura|reading|avläs|aflæs",
    r"membership|medlem|assinatura|mensalidade|subscription|abonn",
)
_DAY = (
    r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mån|tis|ons|tors|fre|lör|sön)dag|"
    r"(?:man|tirs|lør|søn)dag|segunda|terça|quarta|quinta|sexta|sábado|domingo|today|tomorrow|i ?dag|i morgen|"
    r"i ?morgon|amanhã|hoje|week|uke|uge|vecka|semana|soon"
)
# how a question of a kind begins, and what its answer has
_KINDS = (
    (r"when|what day|by when|hvornår|når|när|quando|em que dia|a que horas|how soon|dates?", _DAY),
    (
        r"how (?:much|many)|hur (?:mycket|många|stor)|hvor (?:meget|mange|mye|stor)|quant[oa]s?|cost|kost|"
        r"vad (?:går|blir)|gebyr|fee|price|pris|custa|paga-se",
        r"\d|free|gratis|grátis|nothing|ingenting|ingen|nada|extra",
    ),
    (
        r"how long|hur l(?:änge|ång)|hvor l(?:ænge|enge|ang)|quanto tempo|prazo|por quantos",
        r"\d|week|month|day|uke|uge|vecka|måned|månad|dag|mês|meses|dia|semana|year|år|ano",
    ),
    (
        r"why|varför|hvorfor|porque|por que|porquê|de onde vem",
        r"because|eftersom|fordi|därför|beror|skyldes|porque|due to|since|reason|orsak|årsag|grund|por isso|motivo|"
        r"forklar|förklar|that is why|så|so",
    ),
    (
        r"where|var|vart|hvor|onde|aonde|address",
        r"\S+@|www|[\w-]+\.\w{2,3}\b|at|in|på|i|no|na|street|gat|vej|vei|rua",
    ),
    (
        r"how (?:do|can|should|to|i)|hur (?:jag|man|vi|gör|kommer)|hvordan|como",
        r"please|log in|logga|kli[ck]|send|envi|ring|call|åpne|öppna|åbn|välj|vælg|velg|press|tryk|fyll|upload|basta|"
        r"du (?:kan|ska)|you can|tag|tryck",
    ),
    (r"who|vem|hvem|quem", r"we|vi|you|du|nós|owner|proprietário|company|os|us|oss|our|vår|vores"),
)
SUBJECTS = tuple(re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE) for words in _SUBJECTS)
KINDS = tuple(
    (re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), re.compile(rf"(?<!\w)(?:{has})", re.IGNORECASE))
    for asks, has in _KINDS
)
AFFIRMS = re.compile(
    r"\b(?:yes|ja|jo|sim|of course|selvfølgelig|självklart|claro|welcome|gerne|gjerne|gärna|fine|can|kan|pode|podem|"
    r"you get|får)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:not|no|never|inte|ikke|ingen|ikkje|aldrig|aldri|não|nem|nunca|nenhum\w*|cannot|desværre|tyvärr|dessverre|"
    r"infelizmente)\b|n['’]t\b",
    re.IGNORECASE,
)
_COMMON = """
och att det som en på är av för med till den har de inte om ett men var jag sig från vi så kan när eller ut upp
under vid nu efter då skulle också där här mig dig oss er era ert ni du min mitt mina han hon vad hur vill ska får
hos bara mycket även andra alla sedan in över än blir något någon sin og at er af for ikke jeg fra ud op ved der her
os jer jeres mine mit hvad hvordan skal kun meget nok opp etter vår meg deg seg dere deres hva hvor mye noe noen ha
ville kunne være vært the and to of a in is it you that with as are this was be have not or but they we your our my
me he she will do does did had would could should what when where how who which if so there been were by an any all
just also o os um uma dos das em no na nos nas por para com que se não mais como mas foi ao ou ser quando muito já
está também só pelo pela até isso ela ele eu lhe meu minha seu sua tem ter este esta esse essa aos às são era num
numa pode posso qual quais quanto onde quem
"""
COMMON = frozenset(_COMMON.split())  # words that a question and any sentence share
