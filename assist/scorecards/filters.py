"""Which conversations, and what of them, was asked for."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import inf
from zoneinfo import ZoneInfo

import numpy as np

from assist.scorecards.sheet import Array, Sheet, Table
from assist.wire.times import read_rfc3339

DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Filters:
    """Seconds since the epoch from `since` up to `until`, and the names that are wanted; None for any."""

    since: float = -inf
    until: float = inf
    zone: tzinfo = UTC
    agent: str | None = None
    channel: str | None = None
    moment: str | None = None
    language: str | None = None


def read_zone(name: str) -> tzinfo:
    """The time zone of this name; ValueError with the end of a sentence."""
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found, not a name, a folder
        raise ValueError("is no time zone known here; write it as Europe/Stockholm") from None


def read_bound(text: str, zone: tzinfo, *, is_end: bool) -> float:
    """The time a day or an RFC 3339 time stands for, a last day with all its hours; ValueError as above."""
    if not DAY.fullmatch(text):
        return read_rfc3339(text)
    try:
        day = date.fromisoformat(text)
        if is_end and day == date.max:
            return inf
        bound = day + timedelta(days=1) if is_end else day
        return datetime.combine(bound, time(), zone).timestamp()
    except (ValueError, OverflowError):
        raise ValueError("is no day that exists") from None


def chosen(sheet: Sheet, filters: Filters) -> Sheet:
    """What of the sheet fits. A moment owns needs and prompts, and neither waiting nor the time of a conversation."""
    fits = np.ones(len(sheet.conversations), dtype=bool)
    if filters.channel is not None:
        fits &= sheet.heads["channel"] == sheet.names.number(filters.channel)
    if filters.language is not None:
        fits &= sheet.heads["language"] == sheet.names.number(filters.language)
    agent = None if filters.agent is None else sheet.names.number(filters.agent)
    moment = None if filters.moment is None else sheet.names.number(filters.moment)
    return sheet.mapped(lambda table: table.where(_fits(table, fits, filters, agent, moment)))


def _fits(table: Table, conversations: Array, filters: Filters, agent: int | None, moment: int | None) -> Array:
    fits = conversations[table["conversation"]] & (table["at"] >= filters.since) & (table["at"] < filters.until)
    if agent is not None:
        fits &= table["agent"] == agent
    if moment is not None and "moment" in table:
        fits &= table["moment"] == moment
    return fits
