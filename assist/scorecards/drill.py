"""Which conversations make up a figure, and what of them."""

from collections.abc import Iterable, Mapping
from math import isnan
from typing import Any

import numpy as np

from assist.core.conditions import Standards
from assist.core.prompts import Status
from assist.core.tally import Kind
from assist.scorecards.figures import PROMPTS, Lines, hours_of, is_late, use_of, with_standards
from assist.scorecards.measure import Asked, fitting
from assist.scorecards.sheet import Array, Sheet, Table
from assist.scorecards.small import shown
from assist.wire.scorecards import Drill, Figure, Measured, Need, Wait
from assist.wire.scores import ENDING, ENDINGS, KIND, KINDS, NOT_ENDED
from assist.wire.times import LIVE


def _ended(*endings: Status) -> Lines:
    return lambda needs: np.isin(needs["ending"], [ENDING[status] for status in endings])


def _met(*, after_a_prompt: bool) -> Lines:
    return lambda needs: _ended(Status.DONE)(needs) & (needs["is_prompted"] == after_a_prompt)


def _late(*kinds: Kind) -> Lines:
    return lambda waits: is_late(waits) & np.isin(waits["kind"], [KIND[kind] for kind in kinds])


NEEDS: Mapping[str, Lines] = {
    "needed": lambda needs: np.ones(len(needs), dtype=bool),
    "done": _ended(Status.DONE),
    "prompted": _met(after_a_prompt=True),
    "unprompted": _met(after_a_prompt=False),
    "missed": _ended(Status.EXPIRED, Status.WITHDRAWN),
    "withdrawn": _ended(Status.WITHDRAWN),
    "dismissed": _ended(Status.DISMISSED),
    "open": _ended(Status.OPEN),
}
WAITS: Mapping[str, Lines] = {
    "late_first_reply": lambda waits: is_late(waits) & waits["is_first"],
    "late_reply": _late(Kind.REPLY, Kind.VOICEMAIL),
    "late_ringing": _late(Kind.RINGING),
    "late_hold": _late(Kind.HOLD),
}


def drill(
    sheet: Sheet, asked: Asked, of: Figure, standards: Standards, as_of: float, *, limit: int, offset: int
) -> Drill:
    """A page of the conversations that make up the figure `of`, the latest first."""
    sheet = fitting(sheet, asked, as_of).sheet
    waits = with_standards(sheet, standards)
    found = _owners(sheet, waits, of, asked.filters.moment is not None)
    order = sorted(found.tolist(), key=lambda n: (-sheet.heads["at"][n], sheet.conversations[n]))
    page = order[offset : offset + limit]
    following = offset + limit
    return {
        "of": of,
        "conversations": [_measured(sheet, waits, number) for number in page],
        "total": len(order),
        "next_offset": following if following < len(order) else None,
    }


def _owners(sheet: Sheet, waits: Table, of: Figure, is_of_moment: bool) -> Array:
    """The conversations (by number) that have a line of the figure."""
    if of in NEEDS:
        return np.unique(sheet.needs["conversation"][NEEDS[of](sheet.needs)])
    if of in WAITS:
        return np.unique(waits["conversation"][WAITS[of](waits)])
    if of in PROMPTS:
        return np.unique(sheet.prompts["conversation"][PROMPTS[of](sheet.prompts)])
    tables = (sheet.needs, sheet.prompts) if is_of_moment else sheet.tables.values()
    return np.unique(np.concatenate([table["conversation"] for table in tables]))


def _measured(sheet: Sheet, waits: Table, number: int) -> Measured:
    heads = sheet.heads
    own = {name: table.where(table["conversation"] == number) for name, table in sheet.tables.items()}
    agents = {sheet.names.all[agent] for table in own.values() for agent in table["agent"].tolist()}
    return {
        "id": sheet.conversations[number],
        "agents": sorted(shown(agent) for agent in agents if agent),
        "channel": sheet.names.all[heads["channel"][number]],
        "language": sheet.names.all[heads["language"][number]],
        "begun": LIVE.write(heads["begun"][number]),
        "last": LIVE.write(heads["at"][number]),
        "needs": list(needs_of(sheet, own["needs"])),
        "waits": list(waits_of(sheet, waits.where(waits["conversation"] == number))),
        "use": use_of(own["prompts"], hours_of(own["talks"])),
    }


def needs_of(sheet: Sheet, needs: Table) -> Iterable[Need]:
    """The lines of a table of needs, as they are shown."""
    for line in _lines(needs):
        is_done = line["is_prompted"] and ENDINGS[line["ending"]] is Status.DONE and line["ended_at"] != NOT_ENDED
        yield {
            "moment": sheet.names.all[line["moment"]],
            "agent": shown(sheet.names.all[line["agent"]]),
            "needed_at": LIVE.write(line["at"]),
            "is_prompted": line["is_prompted"],
            "status": ENDINGS[line["ending"]].value,
            "s_to_done": round(line["ended_at"] - line["at"], 3) if is_done else None,
        }


def waits_of(sheet: Sheet, waits: Table) -> Iterable[Wait]:
    """The lines of a table of waits with their standards, as they are shown."""
    for line in _lines(waits):
        standard = None if isnan(line["standard"]) else line["standard"]
        yield {
            "kind": KINDS[line["kind"]].value,
            "is_first_reply": line["is_first"],
            "agent": shown(sheet.names.all[line["agent"]]),
            "since": LIVE.write(line["at"]),
            "seconds": round(line["seconds"], 3),
            "standard_s": standard,
            "is_answered": line["is_answered"],
            "is_late": standard is not None and line["seconds"] > standard,
        }


def _lines(table: Table) -> Iterable[dict[str, Any]]:
    columns = {name: column.tolist() for name, column in table.columns.items()}
    return (dict(zip(columns, line, strict=True)) for line in zip(*columns.values(), strict=True))
