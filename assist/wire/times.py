"""Times on the wire: RFC 3339, or, in a replay, seconds from the start of the conversation.

The core always sees seconds since the epoch. A replay's numbers count from a Monday morning, and come back
out as the same kind of numbers.
"""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime

MONDAY_MORNING = datetime(2024, 1, 1, 9, tzinfo=UTC).timestamp()
LONGEST_S = 10 * 366 * 86_400.0  # a replay may last ten years
WHEN_RECEIVED = math.inf  # an event that brings no time happened when it arrived; the runner says when

Time = str | int | float

_FORM = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)?")
EXAMPLE = "2026-01-31T09:30:00Z"


@dataclass(frozen=True, slots=True)
class Clockface:
    """How times of one conversation are read and written: as RFC 3339, or as numbers from `base` on."""

    base: float | None = None

    def read(self, value: object) -> float:
        """Seconds since the epoch; ValueError with the end of a sentence about the field."""
        if self.base is not None:
            return self.base + _number(value)
        if not isinstance(value, str):
            raise ValueError(f"must be a time in RFC 3339 such as {EXAMPLE!r}")
        return read_rfc3339(value)

    def write(self, at: float) -> Time:
        """The same kind of time as was read."""
        if self.base is None:
            return write_rfc3339(at)
        seconds = round(at - self.base, 3)
        return int(seconds) if seconds.is_integer() else seconds


LIVE = Clockface()
NUMBERED = Clockface(MONDAY_MORNING)


def read_rfc3339(text: str) -> float:
    """Seconds since the epoch; ValueError with the end of a sentence."""
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"must be a time in RFC 3339 such as {EXAMPLE!r}")
    day, time, fraction, zone = form.groups()
    if zone is None:
        raise ValueError(f"has no time zone; write it as {EXAMPLE!r} or with an offset such as +01:00")
    zone = "+00:00" if zone in "Zz" else zone
    try:
        moment = datetime.fromisoformat(f"{day}T{time}{(fraction or '.0')[:7]}{zone}")
    except ValueError as error:
        raise ValueError("is no date and time that exists") from error
    if not 1971 <= moment.year <= 9998:
        raise ValueError("lies outside of the years 1971 to 9998")
    return moment.timestamp()


def write_rfc3339(at: float) -> str:
    """Milliseconds, UTC, `Z`."""
    moment = datetime.fromtimestamp(round(at * 1000) / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number like the others: seconds from the start of the conversation")
    if not 0 <= value <= LONGEST_S:  # also for NaN, and for whole numbers that are too large for a float
        raise ValueError(f"must lie between 0 and {LONGEST_S:.0f} seconds")
    return float(value)
