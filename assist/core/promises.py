"""When something is promised for: exact rules, because the language of time is closed.

Words that name a time are found in all languages at once, overlapping readings give way to the longer
one, and a day, a part of it and a time of day that stand together are one time. All times are UTC.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from assist.core.promise_grammar import WORKING_DAY, Clock, Length, Point, lengths_in, points_in
from assist.core.promise_words import DAY, HOUR, NEXT_WEEK, NOON, Day

AFTERNOON_UNTIL = 7 * HOUR  # "at three" is in the afternoon, as said on the telephone
NEAR = re.compile(r"[^.!?;\n]{0,25}")
OTHERWISE = re.compile(r"\b(?:or|eller|ou)\b", re.IGNORECASE)
AND = re.compile(r"[\s,]*(?:(?:and|och|og|e)\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Due:
    """A time that words point to: `at` in seconds since the epoch, words from `start` to `end`."""

    at: float
    start: int
    end: int


def find_due(text: str, now: float) -> Due | None:
    """The earliest time that `text` points to as seen from `now`, or None when it names no time."""
    flat = re.sub(r"\s", " ", text)
    points = points_in(flat)
    clocks = {at for point in points if point.clock for at in range(point.start, point.end)}
    lengths = [length for length in lengths_in(flat) if clocks.isdisjoint(range(length.start, length.end))]
    found = [Due(_after(group, now), group[0].start, group[-1].end) for group in _summed(lengths, flat)]
    for point in _together(points, text):
        at = _resolved(point, now)
        if at is not None:
            found.append(Due(at, point.start, point.end))
    return min(found, key=lambda due: (due.at, due.start), default=None)


def _summed(lengths: Sequence[Length], text: str) -> list[tuple[Length, ...]]:
    """Lengths in groups: "an hour and ten minutes" is one time from now."""
    groups: list[tuple[Length, ...]] = []
    for length in lengths:
        last = groups[-1][-1] if groups else None
        if last and length.unit < last.unit and AND.fullmatch(text, last.end, length.start):
            groups[-1] = (*groups[-1], length)
        else:
            groups.append((length,))
    return groups


def _after(lengths: Iterable[Length], now: float) -> float:
    for length in lengths:
        if length.unit == WORKING_DAY:
            now = _working_days_after(length.amount, now)
        else:
            now += length.amount * length.unit
    return now


def _working_days_after(days: int, now: float) -> float:
    while days:
        now += DAY
        days -= _day(now).weekday() < 5
    return now


def _together(points: Sequence[Point], text: str) -> list[Point]:
    """Points that stand near each other as one: "tomorrow before three" is one time, not two."""
    joined: list[Point] = []
    for point in points:
        both = _joined(joined[-1], point, text) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(point)
    return joined


def _joined(one: Point, other: Point, text: str) -> Point | None:
    between = text[one.end : other.start]
    if not NEAR.fullmatch(between) or OTHERWISE.search(between):
        return None
    if one.part and other.part or one.clock and other.clock:
        return None
    day = one.day or other.day
    if one.day and other.day:
        day = _in_next_week(one.day, other.day) or _in_next_week(other.day, one.day)
        if day is None:
            return None
    return Point(one.start, other.end, day, one.part or other.part, one.clock or other.clock)


def _in_next_week(week: Day, day: Day) -> Day | None:
    is_plain_weekday = day.weekday is not None and day.weeks is None
    return replace(day, weeks=1) if week is NEXT_WEEK and is_plain_weekday else None


def _resolved(point: Point, now: float) -> float | None:
    """When that is; None for a part of the day that only greets, and for what is past."""
    if not (point.stands_alone or point.day or point.clock):
        return None
    day = point.day or Day(hour=point.part or 0)
    seconds = _clock_seconds(point.clock, point.part) if point.clock else (point.part or day.hour) * HOUR
    at = (_day(now) + timedelta(days=_days_ahead(day, now), seconds=seconds)).timestamp()
    if at > now:
        return at
    if point.day is None:
        return at + DAY
    is_over = point.clock is not None or NOON in (point.part, day.hour)
    return None if is_over else now + HOUR


def _clock_seconds(clock: Clock, part: int | None) -> float:
    if clock.is_loose and part and part > NOON and clock.seconds < DAY / 2:
        return clock.seconds + DAY / 2
    if clock.is_loose and part is None and clock.seconds < AFTERNOON_UNTIL:
        return clock.seconds + DAY / 2
    return clock.seconds


def _days_ahead(day: Day, now: float) -> int:
    if day.weekday is None:
        return day.days
    ahead = day.weekday - _day(now).weekday()
    return ahead % 7 or 7 if day.weeks is None else ahead + 7 * day.weeks


def _day(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
