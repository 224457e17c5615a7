"""The quantities that a sentence names, so that "sixty seconds" and "ett minut" can be compared.

Lengths of time, percentages, money, times of day, and plain counts, in digits or words of five languages. Times are
in seconds: a month is a twelfth of a year, a working day is a day, and what differs by 2 % is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from guidelines_kb.number_words import ARTICLES, cardinals, ordinals

SAME = 0.02  # 30 days are a month
MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
YEAR = 365.25 * DAY
NOON = 12  # o'clock


class Measure(StrEnum):
    """What is measured; only quantities of one measure compare."""

    TIME = "time"
    PERCENT = "percent"
    MONEY = "money"
    CLOCK = "clock"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity: `value` in seconds, percent, units of `currency`, minutes since midnight, or things counted.

    `is_least` is set where the sentence asks for at least so much. `start` and `end` are code points of the sentence.
    """

    measure: Measure
    value: float
    start: int
    end: int
    currency: str = ""
    is_least: bool = False

    def is_same(self, other: Quantity) -> bool:
        """Whether both say the same amount of the same thing."""
        return self.is_comparable(other) and abs(self.value - other.value) <= SAME * max(self.value, other.value)

    def is_comparable(self, other: Quantity) -> bool:
        """Whether both are amounts of the same thing."""
        return (self.measure, self.currency) == (other.measure, other.currency)

    def is_against(self, other: Quantity) -> bool:
        """Whether no one can keep to both: another amount, and not merely a least one below a most one."""
        if not self.is_comparable(other) or self.is_same(other):
            return False
        if self.is_least != other.is_least:
            least, most = (self, other) if self.is_least else (other, self)
            return least.value > most.value
        return True


_TIMES: Mapping[str, Mapping[str, float]] = {
    "sv": {
        "sek(?:und(?:er)?)?": 1, "min(?:ut(?:er|en)?)?": MINUTE, "tim(?:m(?:e|ar|en))?": HOUR, "h": HOUR,
        "(?:arbets|bank|var|helgfri[a]? )?dag(?:ars?|en)?|dygn(?:et)?": DAY, "veck(?:a|or|an)": 7 * DAY,
        "månad(?:er(?:s)?|en)?": YEAR / 12, "års?": YEAR,
    },
    "da": {
        "sek(?:und(?:er)?)?": 1, "min(?:ut(?:ter)?)?": MINUTE, "timer?|timen": HOUR, "t": HOUR,
        "(?:arbejds|bank|hver)?dag(?:e|es|en)?|døgn(?:et)?": DAY, "uger?": 7 * DAY,
        "måned(?:er)?": YEAR / 12, "års?": YEAR,
    },
    "nb": {
        "sek(?:und(?:er)?)?": 1, "min(?:utt(?:er)?)?": MINUTE, "timer?|timen": HOUR, "t": HOUR,
        "(?:arbeids|bank|virke|hver)?dag(?:er|ers|en)?|døgn(?:et)?": DAY, "uker?": 7 * DAY,
        "måned(?:er)?": YEAR / 12, "års?": YEAR,
    },
    "pt": {
        "seg(?:undos?)?": 1, "min(?:utos?)?": MINUTE, "horas?": HOUR, "h": HOUR,
        "dias?(?: (?:úteis|útil|corridos))?": DAY, "semanas?": 7 * DAY, "m[eê]s(?:es)?": YEAR / 12, "anos?": YEAR,
    },
    "en": {
        "s|sec(?:ond)?s?": 1, "min(?:ute)?s?": MINUTE, "h|hrs?|hours?": HOUR,
        "(?:(?:working|business|bank|calendar) )?days?": DAY, "weeks?": 7 * DAY, "months?": YEAR / 12, "years?": YEAR,
    },
}  # fmt: skip
_LENGTHS: Mapping[str, Mapping[str, float]] = {
    "sv": {"en halvtimme|en halv timme|halvtimmen": HOUR / 2, "en kvart": 15 * MINUTE, "samma dag|ett dygn": DAY},
    "da": {"en halv time": HOUR / 2, "et kvarter": 15 * MINUTE, "halvanden time": 1.5 * HOUR, "samme dag": DAY},
    "nb": {"en halvtime|en halv time": HOUR / 2, "et kvarter": 15 * MINUTE, "halvannen time": 1.5 * HOUR,
           "samme dag": DAY},
    "pt": {"meia hora": HOUR / 2, "um quarto de hora": 15 * MINUTE, "no (?:mesmo|próprio) dia": DAY},
    "en": {"half an hour": HOUR / 2, "a quarter of an hour": 15 * MINUTE, "an hour and a half": 1.5 * HOUR,
           "the same day": DAY, "within the hour": HOUR},
}  # fmt: skip
_PERCENT = "%|percent|per cent|procent|prosent|por cento"
_MONEY: Mapping[str, str] = {
    "kr": r"kr\.?|kron(?:or|er)|dkk|sek|nok|:-", "eur": "€|euros?|eur", "usd": r"\$|dollars?|usd",
    "gbp": "£|pounds?|pund|gbp", "brl": r"r\$|reais",
}  # fmt: skip
_CLOCK = {
    "sv": "kl(?:ockan|\\.)?", "da": "kl(?:okken|\\.)?", "nb": "kl(?:okken|\\.)?", "pt": "[àd]?as|às", "en": "at",
}  # fmt: skip
_LEAST = re.compile(r"\b(?:at least|minst|mindst|pelo menos|no mínimo|tidigst|tidligst|not before)\b", re.IGNORECASE)
_DIGITS = r"\d{1,3}(?:[  .,]\d{3})+(?!\d)|\d+(?:[.,:]\d+)?"
_AFTERNOON = re.compile(r"p\.?m|da tarde|da noite", re.IGNORECASE)
_DIGITAL_CLOCK = re.compile(r"(\d{1,2})[.:](\d\d)")


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence in order; those of a `language` not known, in digits only."""
    found: list[Quantity] = []
    for quantity in _all(text, language):
        if not found or quantity.start >= found[-1].end:
            found.append(quantity)
    return tuple(found)


def _all(text: str, language: str) -> Iterator[Quantity]:
    least = [match.end() for match in _LEAST.finditer(text)]
    for match in _pattern(language).finditer(text):
        is_least = any(0 <= match.start() - end <= 3 for end in least)
        read = _read(match, language)
        if read is not None:
            measure, value, currency = read
            end = match.start() + len(match[0].rstrip("."))
            yield Quantity(measure, value, match.start(), end, currency, is_least)


def _read(match: re.Match[str], language: str) -> tuple[Measure, float, str] | None:
    groups = match.groupdict()
    if groups["length"]:
        return Measure.TIME, _of(groups["length"], _LENGTHS[language]), ""
    written = (groups["number"] or groups["after"]).lower()
    value = _number(written, language)
    if groups["clock"] or groups["oclock"]:
        is_afternoon = bool(_AFTERNOON.match(groups["oclock"] or "")) and value < NOON
        return Measure.CLOCK, _minutes(written, value) + is_afternoon * NOON * MINUTE, ""
    if groups["time"]:
        return Measure.TIME, value * _of(groups["time"], _times(language)), ""
    if groups["percent"]:
        return Measure.PERCENT, value, ""
    if groups["money"] or groups["sign"]:
        return Measure.MONEY, value, _currency(groups["money"] or groups["sign"])
    if written in ARTICLES.get(language, ()):
        return None  # "a customer" counts nobody
    return Measure.COUNT, value, ""


def _number(written: str, language: str) -> float:
    known = cardinals(language).get(written) or ordinals(language).get(written)
    if known is not None:
        return float(known)
    digits = re.sub(r"[  .,](?=\d{3}(?!\d))", "", written)
    return float(digits.replace(",", ".").replace(":", "."))


def _minutes(written: str, value: float) -> float:
    clock = _DIGITAL_CLOCK.fullmatch(written)
    return float(int(clock[1]) * 60 + int(clock[2])) if clock else value * 60


def _of(word: str, table: Mapping[str, float]) -> float:
    return next(value for pattern, value in table.items() if re.fullmatch(pattern, word, re.IGNORECASE))


def _currency(word: str) -> str:
    return next(name for name, pattern in _MONEY.items() if re.fullmatch(pattern, word, re.IGNORECASE))


def _times(language: str) -> Mapping[str, float]:
    return _TIMES.get(language, {})


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    """One pattern for all: a length in words, money with its sign before, or a number and what follows it."""
    words = sorted((*cardinals(language), *ordinals(language)), key=len, reverse=True)
    number = "|".join((_DIGITS, *map(re.escape, words)))
    money = "|".join(_MONEY.values())
    times = _either(_times(language))
    lengths = _either(_LENGTHS.get(language, {}))
    clock = _CLOCK.get(language, "(?!)")
    return re.compile(
        rf"\b(?P<length>{lengths})\b"
        rf"|(?<!\w)(?P<sign>{money})\s?(?P<after>{_DIGITS})"
        rf"|(?:\b(?P<clock>{clock})\s*)?(?<![\w.,])(?P<number>{number})(?:\.|:[ea])?(?![\w])"
        rf"(?:[\s-]?(?:(?P<time>{times})(?!\w)|(?P<percent>{_PERCENT})|(?P<money>{money})(?!\w)"
        rf"|(?P<oclock>o'clock|[ap]\.?m\b|da manhã|da tarde|da noite)))?",
        re.IGNORECASE,
    )


def _either(patterns: Sequence[str] | Mapping[str, float]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"
