"""Finds the words that name a time, in all languages at once. What time that is, `promises` says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from assist.core.promise_words import ABOUT, DAY, HOUR, LANGUAGES, MINUTE, NOON, NOTHING, Day, TimeWords

V = TypeVar("V")
WORKING_DAY = DAY + 1.0  # a unit of its own, longer than any day
LOOK_BACK = 40  # characters before a length in which a word can make it past


@dataclass(frozen=True, slots=True)
class Length:
    """So much time from now: `amount` times `unit`, which is in seconds or WORKING_DAY."""

    start: int
    end: int
    amount: int
    unit: float


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in seconds; `is_loose` when it may be meant on a twelve-hour clock."""

    seconds: float
    is_loose: bool


@dataclass(frozen=True, slots=True)
class Point:
    """Words that name a day, a part of it (by its last hour), a time of day, or several of them together.

    A part that does not stand alone only counts beside one of the others.
    """

    start: int
    end: int
    day: Day | None = None
    part: int | None = None
    clock: Clock | None = None
    stands_alone: bool = True


W = TypeVar("W", Length, Point)


def lengths_in(text: str) -> list[Length]:
    """Every length of time from now, in order; of two that overlap the longer one."""
    return _longest(text, (length for grammar in GRAMMARS for length in grammar.lengths(text)))


def points_in(text: str) -> list[Point]:
    """Every day, part of a day and time of day, in order; of two that overlap the longer one."""
    return _longest(text, (point for grammar in GRAMMARS for point in grammar.points(text)))


def _longest(text: str, found: Iterable[W]) -> list[W]:
    taken = bytearray(len(text))
    kept: list[W] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = bytes([1]) * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _whole(pattern: str, not_before: str = NOTHING) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,:])(?:{pattern})(?!\w)(?!{not_before})", re.IGNORECASE)


def _any(patterns: Iterable[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))


class Table(Generic[V]):
    """Patterns and what each stands for, looked for in one go."""

    def __init__(self, patterns: Mapping[str, V], before: str = "", not_before: str = NOTHING) -> None:
        self._values = {f"v{number}": value for number, value in enumerate(patterns.values())}
        named = (f"(?P<v{number}>{pattern})" for number, pattern in enumerate(patterns))
        self._pattern = _whole(f"{before}(?:{'|'.join(named)})", not_before)

    def found(self, text: str) -> Iterator[tuple[re.Match[str], V]]:
        """Every match with its value, in order."""
        for match in self._pattern.finditer(text):
            yield match, self._values[str(match.lastgroup)]


class Grammar:
    """One language's words as patterns."""

    def __init__(self, words: TimeWords) -> None:
        self._numbers, self._shifts = words.numbers, words.shifts
        within = rf"(?P<within>(?:{words.within})\s(?:(?:{ABOUT})\s){{0,2}})?"
        timeless = rf"\s?(?:{words.ago}|{words.rate})\b"
        number = rf"{_any(words.numbers)}|[1-9]\d{{0,2}}"
        some = rf"(?:(?:(?:{number})\s?(?:-|–|{words.to})\s?)?(?P<many>{number})|(?:{words.one}))[\s-]"
        digits = r"(?P<many>[1-9]\d{0,2})\s?"
        units = {words.working_days: WORKING_DAY, **words.units}
        self._phrases = Table(words.lengths, within, timeless)
        self._counted = Table(units, within + some, timeless)
        self._short = Table(words.short_units, within + digits, timeless)
        self._spent = re.compile(rf"\b(?:{words.spent})(?:\s\w+){{0,3}}\s$", re.IGNORECASE)
        days = {**words.days, **{name: Day(weekday=number) for number, name in enumerate(words.weekdays)}}
        self._days = Table(days, rf"(?P<last>(?:{words.last})\s)?", rf"\s(?:{words.passed})\b")
        self._parts = Table(words.parts, rf"(?P<on>(?:{words.on_part})\s)?")
        self._noon = _whole(words.noon)
        self._hours = {word: n for word, n in words.numbers.items() if n <= 12} | dict.fromkeys(
            words.one_oclock, 1
        )
        self._clock = _whole(
            rf"(?P<around>(?:{words.around})\s)?(?P<exactly>(?:{words.exactly})\s?)?"
            rf"(?:(?P<shift>{_any(words.shifts) or NOTHING})\s)?"
            rf"(?P<hour>{_any(self._hours)}|\d{{1,2}})(?P<minute>[:.h]\d\d)?(?P<half>\s(?:{words.half_after}))?"
            r"(?:\s?(?P<mark>[ap]m|[ap]\.m\.|o'clock|-?tiden|h|horas))?"
        )
        self._goes_on = re.compile(rf"\s*(?:$|[.,;:!?)–-](?!\d)|(?:{words.then})\b)", re.IGNORECASE)

    def lengths(self, text: str) -> Iterator[Length]:
        """Every length of time that runs from now."""
        for match, seconds in self._phrases.found(text):
            if self._runs_from_now(match):
                yield Length(*match.span(), 1, seconds)
        for table in (self._counted, self._short):
            for match, seconds in table.found(text):
                if (match["within"] or match["many"]) and self._runs_from_now(match):
                    yield Length(*match.span(), _count(match["many"], self._numbers), seconds)

    def _runs_from_now(self, match: re.Match[str]) -> bool:
        before = match.string[max(0, match.start() - LOOK_BACK) : match.start()]
        return bool(match["within"]) or not self._spent.search(before)

    def points(self, text: str) -> Iterator[Point]:
        """Every word that names a day, a part of one or a time of day."""
        yield from (
            Point(*match.span(), day=day) for match, day in self._days.found(text) if not match["last"]
        )
        for match, part in self._parts.found(text):
            yield Point(*match.span(), part=part, stands_alone=bool(match["on"]))
        for match in self._noon.finditer(text):
            yield Point(*match.span(), part=NOON)
        for match in self._clock.finditer(text):
            hour, minute = _count(match["hour"], self._hours), int((match["minute"] or ":0")[1:])
            if hour < 24 and minute < 60 and self._tells_the_time(match, text):
                yield Point(*match.span(), clock=self._clock_of(match, hour, minute))

    def _tells_the_time(self, match: re.Match[str], text: str) -> bool:
        if match["exactly"] or match["shift"]:
            return True
        if match["minute"] and match["minute"][0] != "." or match["mark"] not in (None, "h", "horas"):
            return True
        return bool(match["around"] and self._goes_on.match(text, match.end()))

    def _clock_of(self, match: re.Match[str], hour: int, minute: int) -> Clock:
        mark = (match["mark"] or "").replace(".", "").lower()
        if mark in ("am", "pm"):
            hour = hour % 12 + 12 * (mark == "pm")
        shift = self._shifts[match["shift"].lower()] if match["shift"] else 0.0
        seconds = hour * HOUR + minute * MINUTE + shift + (HOUR / 2 if match["half"] else 0.0)
        return Clock(seconds % DAY, is_loose=mark not in ("am", "pm") and match["hour"][0] != "0")


def _count(word: str | None, numbers: Mapping[str, int]) -> int:
    if word is None:
        return 1
    return int(word) if word.isdigit() else numbers[word.lower()]


GRAMMARS = tuple(Grammar(words) for words in LANGUAGES)
