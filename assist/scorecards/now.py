"""Who waits now, and what was promised and is not kept yet."""

from collections.abc import Iterable
from math import isnan
from typing import TypeVar

from assist.core.conditions import Standards
from assist.scorecards.figures import with_standards
from assist.scorecards.filters import Filters, chosen
from assist.scorecards.sheet import Sheet
from assist.wire.scorecards import Now, Owed, Place, Waiting
from assist.wire.scores import KINDS
from assist.wire.times import LIVE

T = TypeVar("T", Waiting, Owed)


def now_of(sheet: Sheet, filters: Filters, standards: Standards, as_of: float, *, late_only: bool, most: int) -> Now:
    """The answer over a sheet of conversations that owe something; at most `most` of each kind are shown."""
    sheet = chosen(sheet.at(as_of), filters)
    waiting, promises = list(_waiting(sheet, standards)), list(_owed(sheet, filters, as_of))
    return {
        "as_of": LIVE.write(as_of),
        "waiting": _latest(waiting, late_only, most),
        "promises": _latest(promises, late_only, most),
        "waiting_count": len(waiting),
        "waiting_late": sum(one["is_late"] for one in waiting),
        "promises_count": len(promises),
        "promises_late": sum(one["is_late"] for one in promises),
    }


def _latest(found: list[T], late_only: bool, most: int) -> list[T]:
    """What is furthest past its time first; what has no standard comes after all that has."""
    wanted = [one for one in found if one["is_late"] or not late_only]
    return sorted(wanted, key=lambda one: (one["over_s"] is None, -(one["over_s"] or 0.0)))[:most]


def _waiting(sheet: Sheet, standards: Standards) -> Iterable[Waiting]:
    waits = with_standards(sheet, standards)
    waits = waits.where(waits["is_open"])
    names = ("conversation", "kind", "at", "seconds", "standard")
    for number, kind, since, seconds, standard in zip(*(waits[name].tolist() for name in names), strict=True):
        limit = None if isnan(standard) else standard
        yield {
            **_place(sheet, number),
            "kind": KINDS[kind].value,
            "since": LIVE.write(since),
            "waited_s": round(seconds, 3),
            "standard_s": limit,
            "over_s": None if limit is None else round(seconds - limit, 3),
            "is_late": limit is not None and seconds > limit,
        }


def _owed(sheet: Sheet, filters: Filters, as_of: float) -> Iterable[Owed]:
    for number, promises in enumerate(sheet.promises):
        place = _place(sheet, number)
        if not _fits(place, filters):
            continue
        for made_at, due, event in promises:
            yield {
                **place,
                "event": event,
                "made_at": LIVE.write(made_at),
                "due": LIVE.write(due),
                "over_s": round(as_of - due, 3),
                "is_late": as_of > due,
            }


def _fits(place: Place, filters: Filters) -> bool:
    pairs = (
        (filters.agent, place["agent"]),
        (filters.channel, place["channel"]),
        (filters.language, place["language"]),
    )
    return all(wanted in {None, found} for wanted, found in pairs)


def _place(sheet: Sheet, number: int) -> Place:
    heads = sheet.heads
    return {
        "conversation": sheet.conversations[number],
        "agent": sheet.names.all[heads["agent"][number]],
        "channel": sheet.names.all[heads["channel"][number]],
        "language": sheet.names.all[heads["language"][number]],
    }
