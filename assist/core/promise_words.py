# ruff: noqa: E501 - a table is read by the row
"""The words in which five languages name a time. To add a language, add a table.

Every string is a piece of a regular expression, matched without regard to case and only as whole words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
NOON, END_OF_DAY, EVENING = 12, 17, 21  # "today" is kept while the desk is staffed
NOTHING = "(?!)"
ABOUT = (  # what may stand between "within" and the number, in any of the languages
    "about|around|approximately|at most|max|the next|another|just|högst|cirka|ca\\.?|ungefär|de närmaste|ytterligare|"
    "omkring|højst|de næste|omtrent|høyst|maks|de neste|rundt|bare|cerca de|aproximadamente|no máximo|mais|uns|umas|"
    "[ao]s próxim[ao]s"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as seen from today: so many `days` ahead, or a `weekday` (0 is Monday).

    A weekday is the next one that comes, or, with `weeks`, that of the week so many weeks ahead.
    """

    days: int = 0
    weekday: int | None = None
    weeks: int | None = None
    hour: int = END_OF_DAY


TODAY, TOMORROW, IN_TWO_DAYS = Day(), Day(1), Day(2)
THIS_MORNING, THIS_EVENING = Day(hour=NOON), Day(hour=EVENING)
THIS_WEEK, NEXT_WEEK = Day(weekday=4, weeks=0), Day(weekday=4, weeks=1)
MONDAY = Day(weekday=0)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One language's words.

    `one` needs a word of `within` before it ("in an hour", but "an hour is long"). A length is past after
    a word of `spent` and before a word of `ago`, and no time at all before `rate` ("24 hours a day").
    A part of the day counts beside a day or after `on_part` ("good morning" is a greeting).
    `exactly` makes a number a time of day; `around` does so only where the sentence ends or goes on with `then`.
    """

    one: str
    numbers: Mapping[str, int]
    to: str
    within: str
    spent: str
    ago: str
    rate: str
    lengths: Mapping[str, float]
    short_units: Mapping[str, float]
    units: Mapping[str, float]
    working_days: str
    days: Mapping[str, Day]
    weekdays: tuple[str, ...]
    last: str
    parts: Mapping[str, int]
    on_part: str
    noon: str
    one_oclock: tuple[str, ...]
    exactly: str
    around: str
    then: str
    shifts: Mapping[str, float]
    half_after: str = NOTHING
    passed: str = NOTHING


SV = TimeWords(
    one="en|ett",
    numbers={
        "två": 2, "ett par": 2, "några": 3, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
        "tio": 10, "elva": 11, "tolv": 12, "femton": 15, "tjugo": 20, "trettio": 30, "fyrtio": 40, "fyrtiofem": 45,
    },
    to="till|eller",
    within="inom|om|på|ge mig|ta",
    spent="väntade|väntat|dröjde|dröjt|tog|tagit|varit|hållit på|senaste|gångna",
    ago="sedan|sen|gammal|gamla",
    rate="om dygnet|per dygn|om dagen|per dag|i veckan",
    lengths={
        "en och en halv timme|halvannan timme": 1.5 * HOUR, "en halvtimme|en halv timme|halvtimmen": HOUR / 2,
        "(?:en )?trekvart|tre kvart": 45 * MINUTE, "en kvart": 15 * MINUTE,
    },
    short_units={"min": MINUTE, "tim|h": HOUR},
    units={"minut(?:er)?": MINUTE, "timm(?:e|ar)": HOUR, "dag(?:ar)?|dygn": DAY, "veck(?:a|or)": 7 * DAY},
    working_days="(?:arbets|var|bank)dag(?:ar)?",
    days={
        "i ?övermorgon": IN_TWO_DAYS, "i ?morgon": TOMORROW,
        "i ?förmiddag": THIS_MORNING, "i ?eftermiddag": TODAY, "i ?kväll": THIS_EVENING,
        "i ?dag|under dagen|innan dagen är slut|före stängning|innan vi stänger": TODAY,
        "i veckan|under veckan|(?:den här|denna) veckan?|(?:före|innan) helgen": THIS_WEEK,
        "nästa vecka": NEXT_WEEK, "efter helgen": MONDAY,
    },
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    last="förra|senaste|sista",
    parts={"bitti|morgon(?:en)?|förmiddag(?:en)?": NOON, "eftermiddag(?:en)?": END_OF_DAY, "kväll(?:en)?": EVENING},
    on_part="på|under|fram på",
    noon="(?:före|innan) lunch|mitt på dagen",
    one_oclock=("ett",),
    exactly="kl\\.?|klockan|klocka",
    around="före|innan|senast|till|vid|runt|kring|efter",
    then="i|på|och|så|men|med|om|imorgon|idag|ikväll|senast|då",
    shifts={"halv": -30 * MINUTE, "kvart över": 15 * MINUTE, "kvart i": -15 * MINUTE},
)  # fmt: skip

DA = TimeWords(
    one="en|et|én|ét",
    numbers={
        "to": 2, "et par": 2, "få": 3, "nogle": 3, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8,
        "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "femten": 15, "tyve": 20, "tredive": 30, "fyrre": 40,
        "femogfyrre": 45,
    },
    to="til|eller",
    within="inden for|indenfor|inden|om|på|i løbet af|giv mig|senest om",
    spent="ventede|ventet|varede|varet|tog|taget|været|brugt|sidste|seneste",
    ago="siden|gammel|gamle",
    rate="i døgnet|om døgnet|om dagen|om ugen|pr\\. dag",
    lengths={
        "halvanden time|en og en halv time": 1.5 * HOUR, "en halv time|halv time": HOUR / 2,
        "tre kvarter": 45 * MINUTE, "et kvarter|et kvarters tid": 15 * MINUTE, "en times tid": HOUR,
    },
    short_units={"min": MINUTE, "t|h": HOUR},
    units={"minut(?:ter)?": MINUTE, "timer?": HOUR, "dage?|døgn": DAY, "uger?": 7 * DAY},
    working_days="(?:arbejds|hver|bank)dage?",
    days={
        "i ?overmorgen": IN_TWO_DAYS, "i ?morgen": TOMORROW,
        "i ?formiddag": THIS_MORNING, "i ?eftermiddag": TODAY, "i ?aften": THIS_EVENING,
        "i ?dag|i løbet af dagen|inden dagen er omme|inden lukketid|inden fyraften": TODAY,
        "i denne uge|denne uge|i løbet af ugen|inden weekenden": THIS_WEEK,
        "næste uge": NEXT_WEEK, "efter weekenden": MONDAY,
    },
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    last="sidste|forrige|seneste",
    parts={"tidligt|morgen(?:en)?|formiddag(?:en)?": NOON, "eftermiddag(?:en)?": END_OF_DAY, "aften(?:en)?": EVENING},
    on_part="om|på|hen på|i løbet af",
    noon="inden frokost|midt på dagen",
    one_oclock=("et", "ét"),
    exactly="kl\\.?|klokken",
    around="inden|før|senest|til|ved|omkring|efter",
    then="i|på|og|så|men|med|om|senest|da",
    shifts={"halv": -30 * MINUTE, "kvart over": 15 * MINUTE, "kvart i": -15 * MINUTE},
)  # fmt: skip

NB = TimeWords(
    one="en|et|ei|én|ett",
    numbers={
        "to": 2, "et par": 2, "noen få": 3, "noen": 3, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
        "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "femten": 15, "tjue": 20, "tyve": 20, "tretti": 30,
        "førti": 40, "førtifem": 45,
    },
    to="til|eller",
    within="innen|innenfor|om|på|i løpet av|gi meg|senest om",
    spent="ventet|ventede|varte|vart|tok|tatt|vært|brukt|siste",
    ago="siden|gammel|gamle",
    rate="i døgnet|om dagen|per dag|i uka|i uken",
    lengths={
        "halvannen time|en og en halv time": 1.5 * HOUR, "en halv time|en halvtime|halvtimen": HOUR / 2,
        "tre kvarter": 45 * MINUTE, "et kvarter|et kvarters tid": 15 * MINUTE, "en times tid": HOUR,
    },
    short_units={"min": MINUTE, "t|h": HOUR},
    units={"minutt(?:er)?": MINUTE, "timer?": HOUR, "dag(?:er)?|døgn": DAY, "uker?": 7 * DAY},
    working_days="(?:arbeids|virke|hver|yrkes)dag(?:er)?",
    days={
        "i ?overmorgen": IN_TWO_DAYS, "i ?morgen|i ?morra": TOMORROW,
        "i ?formiddag": THIS_MORNING, "i ?ettermiddag": TODAY, "i ?kveld": THIS_EVENING,
        "i ?dag|i løpet av dagen|innen utgangen av dagen|før dagen er omme|før stengetid": TODAY,
        "denne uk(?:a|en)|i løpet av uk(?:a|en)|innen utgangen av uk(?:a|en)|før helg(?:a|en)": THIS_WEEK,
        "neste uke": NEXT_WEEK, "over helg(?:a|en)|etter helg(?:a|en)": MONDAY,
    },
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    last="sist|siste|forrige",
    parts={"tidlig|morgen(?:en)?|formiddag(?:en)?": NOON, "ettermiddag(?:en)?": END_OF_DAY, "kveld(?:en)?": EVENING},
    on_part="på|utpå|om|i løpet av",
    noon="(?:før|innen) lunsj|midt på dagen",
    one_oclock=("ett",),
    exactly="kl\\.?|klokken|klokka",
    around="innen|før|senest|til|ved|rundt|etter",
    then="i|på|og|så|men|med|om|senest|da",
    shifts={"halv": -30 * MINUTE, "kvart over": 15 * MINUTE, "kvart på": -15 * MINUTE},
)  # fmt: skip

# a weekday's short name is an ordinal too: "na segunda encomenda"
PT_ON = "na|até|até à|para|à|a próxima|esta|nesta"
PT_PART = "de manhã|à tarde|à noite|às"
PT_THEN = (
    "de|à|às|ao|pel[ao]s?|antes|até|e|ou|com|já|sem falta|o mais tardar|no máximo|ligo|dou|entro|escrevo|respondo|envio|"
    "que vem|próxima"
)
PT = TimeWords(
    one="um|uma",
    numbers={
        "dois": 2, "duas": 2, "um par de": 2, "alguns": 3, "algumas": 3, "uns": 3, "umas": 3, "três": 3, "quatro": 4,
        "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "quinze": 15,
        "vinte": 20, "trinta": 30, "quarenta": 40, "quarenta e cinco": 45,
    },
    to="a|ou",
    within="dentro de|daqui a|em|no prazo de|no espaço de|dê-me|me dê|até",
    spent="esperei|esperou|esperado|esperaram|aguardou|aguardei|demorou|levou|há|faz|últim[ao]s|passad[ao]s",
    ago="atrás|antes",
    rate="por dia|ao dia|por semana",
    lengths={
        "uma hora e meia|hora e meia": 1.5 * HOUR, "meia hora|meia horinha": HOUR / 2,
        "três quartos de hora": 45 * MINUTE, "um quarto de hora": 15 * MINUTE, "numa hora|uma horinha": HOUR,
    },
    short_units={"min": MINUTE, "h": HOUR},
    units={"minut(?:o|os|inhos?)": MINUTE, "horas?": HOUR, "dias?": DAY, "semanas?": 7 * DAY},
    working_days="dias? (?:útil|úteis|uteis)",
    days={
        "depois de amanhã": IN_TWO_DAYS, "amanhã": TOMORROW,
        "esta manhã": THIS_MORNING, "esta tarde": TODAY, "esta noite": THIS_EVENING,
        "hoje(?! em dia)|(?:até ao?|até|no|antes do) fim do dia|ao longo do dia|antes de fecharmos": TODAY,
        "(?:n?esta|essa) semana|(?:até|no|ao?) (?:ao? )?(?:fim|final) da semana": THIS_WEEK,
        "próxima semana|semana que vem|para a semana": NEXT_WEEK, "(?:depois|a seguir) (?:do|ao) fim de semana": MONDAY,
    },
    weekdays=(*(
        rf"{name}-feira|{name}(?= (?:{PT_PART})\b)|(?:{PT_ON}) {name}(?=\s*(?:$|[.,;:!?)]|(?:{PT_THEN})\b))"
        for name in ("segunda", "ter[çc]a", "quarta", "quinta", "sexta")
    ), "s[áa]bado", "domingo"),
    last="últim[ao]",
    passed="passad[ao]",
    parts={"manhã|cedo": NOON, "tarde": END_OF_DAY, "noite": EVENING},
    on_part="de|à|pela|da|da parte da|durante a",
    noon="antes do almoço|(?:ao|até ao|antes do) meio-dia",
    one_oclock=("uma",),
    exactly="às|até às|antes das|pelas|por volta das|à|antes da",
    around="as|até as",
    then="de|da|e|ou|mas|com|hoje|amanhã|no máximo|o mais tardar|em ponto",
    shifts={},
    half_after="e meia",
)  # fmt: skip

EN = TimeWords(
    one="an?|one",
    numbers={
        "two": 2, "a couple of": 2, "couple of": 2, "a few": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
        "forty": 40, "forty-five": 45,
    },
    to="to|or",
    within="within|in|give me|over the next|in under|inside",
    spent="waited|waiting|been|spent|took|taken|last|past|lasted|wasted",
    ago="ago|old|earlier|late",
    rate="a day|per day|a week|per week|each day",
    lengths={
        "an hour and a half|one and a half hours": 1.5 * HOUR, "half an hour|half hour": HOUR / 2,
        "three quarters of an hour": 45 * MINUTE, "a quarter of an hour": 15 * MINUTE, "within the hour|the next hour": HOUR,
    },
    short_units={"mins?": MINUTE, "hrs?|h": HOUR},
    units={"minutes?": MINUTE, "hours?": HOUR, "days?": DAY, "weeks?": 7 * DAY},
    working_days="(?:business|working) days?",
    days={
        "day after tomorrow": IN_TWO_DAYS, "first thing tomorrow": Day(1, hour=NOON), "tomorrow": TOMORROW,
        "this morning": THIS_MORNING, "this afternoon": TODAY, "tonight|this evening": THIS_EVENING,
        "today|end of (?:the )?day|during the day|close of business|before we close": TODAY,
        "this week|end of (?:the )?week|before the weekend": THIS_WEEK,
        "next week": NEXT_WEEK, "after the weekend": MONDAY,
    },
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    last="last|past",
    parts={"morning": NOON, "afternoon": END_OF_DAY, "evening|night": EVENING},
    on_part="in the|later in the|during the|by the",
    noon="before lunch|(?:by|before|at|around) (?:noon|midday)",
    one_oclock=("one",),
    exactly=NOTHING,
    around="at|by|before|until|till|around|about|no later than|after",
    then="today|tonight|tomorrow|this|on|in|at|and|or|but|so|if|with|latest|sharp|your|local",
    shifts={"half past": 30 * MINUTE, "quarter past": 15 * MINUTE, "quarter to": -15 * MINUTE},
)  # fmt: skip

LANGUAGES = (SV, DA, NB, PT, EN)
