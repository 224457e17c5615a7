"""The rows of the scorecards."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import numpy as np

from assist.core.conditions import Standards
from assist.core.events import Channel
from assist.core.prompts import Status
from assist.core.tally import Deed, Kind
from assist.scorecards.groups import Groups, conversations_of
from assist.scorecards.sheet import Array, Sheet, Table
from assist.wire.scorecards import Row, StandardShown, Times, Use
from assist.wire.scores import ENDING, ENDINGS, KIND, KINDS

STANDARD = {Kind.REPLY: "reply_s", Kind.RINGING: "ring_s", Kind.VOICEMAIL: "voicemail_s", Kind.HOLD: "hold_limit_s"}
USEFUL = Deed.USED | Deed.EDITED | Deed.COPIED | Deed.HELPFUL
HOUR_S = 3600.0

Lines = Callable[[Table], Array]


def standards_shown(standards: Standards) -> list[StandardShown]:
    """What waiting is measured against."""
    return [
        {"standard": name, "channel": channel.value, "seconds": float(seconds)}
        for name in STANDARD.values()
        for channel in Channel
        if (seconds := standards.get(name, channel)) is not None
    ]


def with_standards(sheet: Sheet, standards: Standards) -> Table:
    """The waits, each with the `standard` it is measured against (seconds; NaN for none)."""
    limits = np.full((len(KINDS), max(1, len(sheet.names.all))), np.nan)
    for channel in Channel:
        for kind in KINDS:
            seconds = standards.get(STANDARD[kind], channel)
            if (number := sheet.names.number(channel.value)) >= 0 and seconds is not None:
                limits[KIND[kind], number] = seconds
    channels = sheet.heads["channel"][sheet.waits["conversation"]]
    return sheet.waits.with_column("standard", limits[sheet.waits["kind"], channels])


def is_late(waits: Table) -> Array:
    """Which waits were longer than their standard."""
    return waits["seconds"] > waits["standard"]


WAITS: Mapping[str, Lines] = {
    "first_reply": lambda waits: waits["is_first"],
    "replies": lambda waits: (waits["kind"] == KIND[Kind.REPLY]) | (waits["kind"] == KIND[Kind.VOICEMAIL]),
    "ringing": lambda waits: waits["kind"] == KIND[Kind.RINGING],
    "holds": lambda waits: waits["kind"] == KIND[Kind.HOLD],
}


def did(deed: Deed) -> Lines:
    """The prompts with which any of this was done."""
    return lambda prompts: (prompts["deeds"] & int(deed)) != 0


def is_unused(prompts: Table) -> Array:
    """The prompts that expired, and nobody had any use for them."""
    return did(Deed.EXPIRED)(prompts) & ~did(USEFUL)(prompts)


PROMPTS: Mapping[str, Lines] = {
    "prompts": lambda prompts: np.ones(len(prompts), dtype=bool),
    "shown": did(~Deed.EXPIRED),
    **{deed.name.lower(): did(deed) for deed in Deed if deed.name and deed not in {Deed.SHOWN, Deed.EXPIRED}},
    "unused": is_unused,
    "useful": did(USEFUL),
    "nuisance": lambda prompts: did(Deed.DISMISSED | Deed.UNHELPFUL)(prompts) | is_unused(prompts),
}


def rows_of(sheet: Sheet, groups: Groups, hours: Array, waits: Table) -> list[Row]:
    """A row for each group; `hours` of conversation and the sheet's `waits` with their standards."""
    needs = _needs(sheet.needs, groups)
    counts = {name: groups.count("prompts", lines(sheet.prompts)) for name, lines in PROMPTS.items()}
    times = {}
    if "waits" in groups.rows:
        times = {name: _times(waits, lines(waits), groups.rows["waits"], len(hours)) for name, lines in WAITS.items()}
    owners = ((rows, sheet.tables[name]) for name, rows in groups.rows.items())
    conversations = conversations_of(owners, len(groups.labels), len(sheet.conversations))
    rows: list[Any] = []
    for n, label in enumerate(groups.labels):
        use = _use({name: int(count[n]) for name, count in counts.items()}, float(hours[n]))
        waited = {name: of_group[n] for name, of_group in times.items()}
        rows.append({**label, **needs[n], "conversations": int(conversations[n]), "use": use, **waited})
    return rows


def _needs(needs: Table, groups: Groups) -> list[dict[str, int | float | None]]:
    size = len(ENDINGS)
    rows = groups.rows["needs"]
    endings = np.bincount(rows * size + needs["ending"], minlength=len(groups.labels) * size).reshape(-1, size)
    prompted = needs["is_prompted"] & (needs["ending"] == ENDING[Status.DONE])
    took = (needs["ended_at"] - needs["at"])[prompted]
    median, most = quantiles(took, rows[prompted], len(groups.labels), (0.5, 0.9))
    by_prompt = groups.count("needs", prompted)
    return [_adherence(endings[n].tolist(), int(by_prompt[n]), median[n], most[n]) for n in range(len(endings))]


def _adherence(
    endings: Sequence[int], prompted: int, median: float | None, most: float | None
) -> dict[str, int | float | None]:
    still_open, done, expired, withdrawn, dismissed = endings
    needed = sum(endings)
    return {
        "needed": needed,
        "done": done,
        "missed": expired + withdrawn,
        "dismissed": dismissed,
        "median_s_to_done": median,
        "p90_s_to_done": most,
        "prompted": prompted,
        "unprompted": done - prompted,
        "withdrawn": withdrawn,
        "open": still_open,
        "adherence": share(done, needed - still_open),
    }


def _times(waits: Table, wanted: Array, rows: Array, size: int) -> list[Times]:
    waits, rows = waits.where(wanted), rows[wanted]
    answered, late = waits["is_answered"], is_late(waits)
    has_standard = ~np.isnan(waits["standard"])
    median, most = quantiles(waits["seconds"][answered], rows[answered], size, (0.5, 0.9))
    masks = {
        "count": answered,
        "judged": has_standard & (answered | late),
        "within": has_standard & answered & ~late,
        "unanswered": late & ~answered,
    }
    counts = {name: np.bincount(rows[mask], minlength=size) for name, mask in masks.items()}
    found: list[Any] = [{name: int(count[n]) for name, count in counts.items()} for n in range(size)]
    for n, times in enumerate(found):
        times |= {"median_s": median[n], "p90_s": most[n], "share_within": share(times["within"], times["judged"])}
    return found


def _use(counts: dict[str, int], hours: float) -> Use:
    nuisance = counts["nuisance"]
    use: Any = {
        **counts,
        "useful_share": share(counts["useful"], counts["shown"]),
        "hours": round(hours, 3),
        "nuisance_per_hour": round(nuisance / hours, 3) if hours else None,
    }
    return cast(Use, use)


def use_of(prompts: Table, hours: float) -> Use:
    """What became of these prompts in these hours of conversation."""
    return _use({name: int(lines(prompts).sum()) for name, lines in PROMPTS.items()}, hours)


def hours_of(talks: Table) -> float:
    """The hours of conversation in a table of talks."""
    return float(talks["seconds"].sum()) / HOUR_S


def share(part: int, whole: int) -> float | None:
    """A share in four digits; None of nothing."""
    return round(part / whole, 4) if whole else None


def quantiles(values: Array, rows: Array, size: int, wanted: Sequence[float]) -> list[list[float | None]]:
    """Quantiles of the values of each row, in between two values on the line from one to the other (Hyndman and Fan,
    Sample quantiles in statistical packages, 1996, definition 7); None for a row without values."""
    order = np.argsort(values)
    by_row = rows[order].astype(np.uint16 if size < 2**16 else np.int64)  # small numbers are sorted much faster
    values, counts = values[order][np.argsort(by_row, kind="stable")], np.bincount(rows, minlength=size)
    first = np.cumsum(counts) - counts
    found = []
    for share_below in wanted:
        place = (counts - 1) * share_below
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, counts - 1)
        has = counts > 0
        low, high = values[(first + below)[has]], values[(first + above)[has]]
        between = np.full(size, np.nan)
        between[has] = low + (high - low) * (place - below)[has]
        found.append([round(value, 3) if one else None for value, one in zip(between.tolist(), has, strict=True)])
    return found
