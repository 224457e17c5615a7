"""When something is promised for: exact rules, because the language of time is closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
END_OF_DAY = 17  # "today" is kept while the desk is staffed


@dataclass(frozen=True, slots=True)
class Due:
    """A time that words point to: `at` in seconds since the epoch, words from `start` to `end`."""

    at: float
    start: int
    end: int


NUMBERS = {
    **dict.fromkeys(["a", "an", "one", "en", "ett", "et", "én", "ei", "um", "uma"], 1),
    **dict.fromkeys(["two", "två", "tva", "to", "dois", "duas", "couple of", "par"], 2),
    **dict.fromkeys(["three", "tre", "três", "tres"], 3),
    **dict.fromkeys(["four", "fyra", "fire", "quatro"], 4),
    **dict.fromkeys(["five", "fem", "cinco"], 5),
    **dict.fromkeys(["six", "sex", "seks", "seis"], 6),
    **dict.fromkeys(["seven", "sju", "syv", "sete"], 7),
    **dict.fromkeys(["eight", "åtta", "otte", "åtte", "oito"], 8),
    **dict.fromkeys(["nine", "nio", "ni", "nove"], 9),
    **dict.fromkeys(["ten", "tio", "ti", "dez"], 10),
    **dict.fromkeys(["fifteen", "femton", "femten", "quinze"], 15),
    **dict.fromkeys(["twenty", "tjugo", "tyve", "tjue", "vinte"], 20),
    **dict.fromkeys(["thirty", "trettio", "tredive", "tretti", "trinta"], 30),
    **dict.fromkeys(["forty", "fyrtio", "fyrre", "førti", "quarenta"], 40),
}
HALF = r"(?:half an?|en halv|en halvtimme|en halvtime|halvannan|meia)"
UNITS = {
    r"min(?:ut(?:e|es|er|ers|ter|to|tos)?|utes?|s)?": MINUTE,
    r"hours?|hrs?|timm(?:e|ar)|timer?|tim|horas?|h": HOUR,
    r"(?:business |working |arbejds|arbeids|arbets|hver)?(?:days?|dag(?:ar|e|er)?|dygn|døgn|dias?(?: úteis| uteis)?)": DAY,
    r"(?:weeks?|veck(?:a|or)|uger?|uker?|semanas?)": 7 * DAY,
}
WEEKDAYS = (
    r"monday|måndag|mandag|segunda(?:-feira)?",
    r"tuesday|tisdag|tirsdag|terça(?:-feira)?|terca(?:-feira)?",
    r"wednesday|onsdag|quarta(?:-feira)?",
    r"thursday|torsdag|quinta(?:-feira)?",
    r"friday|fredag|sexta(?:-feira)?",
    r"saturday|lördag|lørdag|sábado|sabado",
    r"sunday|söndag|søndag|domingo",
)
# what comes after the words in minutes, hours, days, weeks: (days ahead, hour of that day)
NAMED = {
    r"(?:this|later this) morning|i förmiddag|på förmiddagen|i formiddag|esta manhã": (0, 12),
    r"before lunch|innan lunch|före lunch|inden frokost|før lunsj|antes do almoço": (0, 12),
    r"this afternoon|i eftermiddag|i ettermiddag|esta tarde|(?:hoje )?[àa] tarde|hoje de tarde": (0, END_OF_DAY),
    r"tonight|this evening|ikväll|i kväll|i aften|i kveld|esta noite|hoje [àa] noite": (0, 21),
    r"day after tomorrow|i ?övermorgon|i ?overmorgen|depois de amanhã": (2, END_OF_DAY),
    r"tomorrow morning|imorgon bitti|i ?morgon förmiddag|i morgen tidlig|i morgen formiddag|amanhã de manhã": (1, 12),
    r"tomorrow|i ?morgon|i ?morgen|amanhã|amanha": (1, END_OF_DAY),
    r"(?:later |by the end of |before the end of )?today|(?:by )?(?:the )?end of (?:the )?day|(?:senare )?i ?dag|"
    r"senere i ?dag|inden dagen er omme|i løpet av dagen|i løbet af dagen|under dagen|ainda hoje|hoje|"
    r"até ao fim do dia|até o fim do dia": (0, END_OF_DAY),
    r"(?:by )?(?:the )?end of (?:the )?week|this week|(?:i|under) (?:denna |den här )?veckan?|i denne uge|"
    r"denne uken|i løpet av uken|i løbet af ugen|esta semana|até ao fim da semana": (-5, END_OF_DAY),
    r"next week|nästa vecka|næste uge|neste uke|(?:na )?(?:próxima semana|semana que vem)|para a semana": (-12, END_OF_DAY),
}
NUMBER = r"(\d{1,3}|" + "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True)) + r")"
SPAN = re.compile(
    rf"(?<![\w:.,])(?:{NUMBER}(?:\s*(?:-|–|to|till|til|a|ou|or|eller)\s*(\d{{1,3}}))?\s*)(?:st(?:yc)?ken?\s|good\s)?(?:"
    + "|".join(f"(?P<u{i}>{unit})" for i, unit in enumerate(UNITS))
    + r")\b(?!\s*(?:ago|siden|sedan|sen|atrás|atras|old|gammal|gammel))",
    re.IGNORECASE,
)
HALF_HOUR = re.compile(rf"\b{HALF}\s*(?:hour|timme|time|hora)?\b|\bhalvtimme\b|\bhalvtime\b", re.IGNORECASE)
CLOCK = re.compile(
    r"(?:\b(?:before|by|at|until|kl\.?|klockan|klokken|klokka|innan|före|inden|før|senest|senast|às|as|até às|"
    r"antes das?|pelas|até as)\s*)+(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h|o'clock)?\b",
    re.IGNORECASE,
)
CLOCK_WORD = re.compile(
    rf"\b(?:before|by|at|kl\.?|klockan|klokken|klokka|até às|às|antes das?)\s+({'|'.join(NUMBERS)})\b"
    r"(?!\s*(?:min|hour|day|week|tim|dag|uge|uke|veck|hora|dia|seman|of\b))",
    re.IGNORECASE,
)


def find_due(text: str, now: float) -> Due | None:
    """The earliest time that `text` points to as seen from `now`, or None when it names no time."""
    found = sorted(_all_due(text, now), key=lambda due: (due.at, due.start))
    return found[0] if found else None


def _all_due(text: str, now: float) -> Iterator[Due]:
    yield from _spans(text, now)
    clocks = [*_clocks(text, now)]
    days = [*_named(text, now), *_weekdays(text, now)]
    if clocks and days:  # "tomorrow before three": one time, not two
        day, clock = days[0], clocks[0]
        moved = _day(day.at) + timedelta(seconds=clock.at % DAY)
        yield Due(moved.timestamp(), min(day.start, clock.start), max(day.end, clock.end))
    else:
        yield from clocks
        yield from days


def _spans(text: str, now: float) -> Iterator[Due]:
    seconds = list(UNITS.values())
    for match in SPAN.finditer(text):
        low, high = match.group(1), match.group(2)
        amount = int(high) if high else NUMBERS.get(low.lower()) or int(low)
        unit = next(i for i in range(len(seconds)) if match.group(f"u{i}"))
        yield Due(now + amount * seconds[unit], match.start(), match.end())
    for match in HALF_HOUR.finditer(text):
        yield Due(now + HOUR / 2, match.start(), match.end())


def _clocks(text: str, now: float) -> Iterator[Due]:
    for match in CLOCK.finditer(text):
        hour, minute, half = int(match.group(1)), int(match.group(2) or 0), (match.group(3) or "").lower()
        if hour < 24 and minute < 60:
            yield Due(_next(now, hour + 12 * (half == "pm" and hour < 12), minute), match.start(), match.end())
    for match in CLOCK_WORD.finditer(text):
        yield Due(_next(now, NUMBERS[match.group(1).lower()], 0), match.start(), match.end())


def _named(text: str, now: float) -> Iterator[Due]:
    taken = 0
    for pattern, (days, hour) in NAMED.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            if match.end() > taken:
                taken = match.end()
                ahead = days if days >= 0 else -days - 1 - _day(now).weekday()
                yield Due(max(_at(now, ahead, hour), now + HOUR), match.start(), match.end())
            break


def _weekdays(text: str, now: float) -> Iterator[Due]:
    for number, pattern in enumerate(WEEKDAYS):
        if match := re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            ahead = (number - _day(now).weekday()) % 7 or 7
            yield Due(_at(now, ahead, END_OF_DAY), match.start(), match.end())


def _day(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _at(now: float, days: int, hour: int) -> float:
    return (_day(now) + timedelta(days=days, hours=hour)).timestamp()


def _next(now: float, hour: int, minute: int) -> float:
    """The next time the clock shows this; hours up to six are afternoon ones, as said on the telephone."""
    hour += 12 * (1 <= hour <= 6)
    at = (_day(now) + timedelta(hours=hour, minutes=minute)).timestamp()
    return at if at > now else at + DAY
