"""What the answer to each kind of question has in it, and words that say nothing of a subject, in five languages."""

import re

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
KINDS = tuple(
    (re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), re.compile(rf"(?<!\w)(?:{has})", re.IGNORECASE))
    for asks, has in _KINDS
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
