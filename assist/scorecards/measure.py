"""From the scores of conversations to the answer that was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf

import numpy as np

from assist.core.conditions import Standards
from assist.scorecards.figures import HOUR_S, rows_of, standards_shown, with_standards
from assist.scorecards.filters import Filters, chosen
from assist.scorecards.groups import Groups, grouped
from assist.scorecards.sheet import Array, Sheet
from assist.scorecards.small import POOL, few, pooled, shown
from assist.wire.scorecards import LEAST, Period, Row, Scorecards
from assist.wire.times import LIVE


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the scorecards.

    `is_own` when an agent asks for their own figures; `shows_small` when a lead wants agents with few conversations
    by name.
    """

    filters: Filters = Filters()
    by: tuple[str, ...] = ("moment",)
    is_own: bool = False
    shows_small: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What fits a question, nobody singled out in it; `hidden` is how many agents are not shown by name."""

    sheet: Sheet
    hidden: int


def fitting(sheet: Sheet, asked: Asked, as_of: float) -> Measured:
    """The sheet of what fits, with agents of few conversations as one, or left out when one of them was asked for."""
    sheet = chosen(sheet.at(as_of), asked.filters)
    small = [] if asked.is_own or asked.shows_small else few(sheet)
    if not small:
        return Measured(sheet, 0)
    if asked.filters.agent is not None:
        return Measured(sheet.mapped(lambda table: table.where(np.zeros(len(table), dtype=bool))), 1)
    return Measured(pooled(sheet, small), len(small))


def scorecards(sheet: Sheet, asked: Asked, standards: Standards, as_of: float) -> Scorecards:
    """The scorecards over a sheet of conversations, at the time `as_of` (seconds since the epoch)."""
    measured = fitting(sheet, asked, as_of)
    sheet = measured.sheet
    return {
        "as_of": LIVE.write(as_of),
        "period": period_of(asked.filters),
        "group_by": list(asked.by),
        "rows": _marked(_rows(sheet, asked, asked.by, standards)),
        "total": _rows(sheet, asked, (), standards)[0],
        "standards": standards_shown(standards),
        "small": {"least": LEAST, "is_shown": asked.is_own or asked.shows_small, "agents": measured.hidden},
        "uncounted": sheet.uncounted,
    }


def period_of(filters: Filters) -> Period:
    """The period as the wire shows it."""
    return {
        "since": None if isinf(filters.since) else LIVE.write(filters.since),
        "until": None if isinf(filters.until) else LIVE.write(filters.until),
        "timezone": str(filters.zone),
    }


def _rows(sheet: Sheet, asked: Asked, by: Sequence[str], standards: Standards) -> list[Row]:
    groups = grouped(sheet, by, asked.filters.zone)
    is_of_moments = asked.filters.moment is not None or "moment" in by
    hours = _hours(sheet, groups, [noun for noun in by if noun != "moment"], asked)
    if is_of_moments:
        groups = Groups(groups.labels, {name: groups.rows[name] for name in ("needs", "prompts")})
    return rows_of(sheet, groups, hours, with_standards(sheet, standards))


def _hours(sheet: Sheet, groups: Groups, by: Sequence[str], asked: Asked) -> Array:
    """The hours of conversation of each group; those of a moment are all those in which it might have come."""
    owners = groups if "talks" in groups.rows else grouped(sheet, by, asked.filters.zone)
    spent = owners.total("talks", sheet.talks["seconds"]) / HOUR_S
    place = {tuple(label.values()): n for n, label in enumerate(owners.labels)}
    return np.array([spent[place[tuple(label[noun] for noun in by)]] for label in groups.labels])


def _marked(rows: list[Row]) -> list[Row]:
    """The pool's rows marked as such, under the name they are shown by."""
    for row in rows:
        if row.get("agent") == POOL:
            row["agent"], row["is_pooled"] = shown(POOL), True
    return rows
