"""Figures as a reader of the charter writes them: times, counts, shares and days."""

from datetime import UTC, date, datetime

from assist.charter.texts import texts_in
from assist.core.durations import WORDS

UNITS_S = (1, 60, 3_600)
DAY_S = 86_400


def in_words(seconds: float, language: str) -> str:
    """A length of time exactly, in the largest unit that it is a whole number of; a day is 24 hours."""
    if seconds % DAY_S == 0 and seconds > DAY_S:
        amount, forms = seconds / DAY_S, texts_in(language).days
    else:
        places = [place for place, unit in enumerate(UNITS_S) if seconds % unit == 0] or [0]
        amount, forms = seconds / UNITS_S[places[-1]], WORDS[language][places[-1]]
    number = count(int(amount), language) if amount == int(amount) else f"{amount:g}"
    return f"{number}\u00a0{forms[0] if amount == 1 else forms[1]}"


def count(number: int, language: str) -> str:
    """A whole number, in groups of three."""
    return f"{number:,}".replace(",", texts_in(language).thousands)


def share(kept: int, of: int, language: str) -> str:
    """A share in per cent, rounded down, so that nothing is called 100 that was not always kept."""
    return texts_in(language).percent.format(number=kept * 100 // of)


def day(at: float | str, language: str) -> str:
    """A day in words, of a time (seconds since the epoch, UTC) or of an ISO date."""
    texts = texts_in(language)
    on = date.fromisoformat(at) if isinstance(at, str) else datetime.fromtimestamp(at, UTC).date()
    return texts.date.format(day=on.day, month=texts.months[on.month - 1], year=on.year)
