"""The last sheet."""

import asyncio

from assist.scorecards.sheets import Sheets
from assist.wire.scores import score_of
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.scorecards.sheets import held


def rows(at: float = T) -> list[tuple[str, bytes]]:
    score = score_of(held("c1", "kim", at))
    assert score is not None
    return [("c1", score.body)]


def test_the_same_scores_give_the_same_sheet() -> None:
    """Other ones, however alike, another."""
    sheets = Sheets()
    first = sheets.of(rows())
    assert sheets.of(rows()) is first
    second = sheets.of(rows(T + 1))
    assert (second.needs["at"] - first.needs["at"]).tolist() == [1.0, 1.0, 1.0]
    assert sheets.of([]).conversations == []


async def test_it_is_forgotten_once_nobody_asks() -> None:
    """And not before: each question begins its time anew."""
    sheets, loop = Sheets(), asyncio.get_running_loop()
    first = sheets.of(rows())
    sheets.forget_after(loop, 0.0)
    sheets.forget_after(loop, 60.0)
    await asyncio.sleep(0.01)
    assert sheets.of(rows()) is first
    sheets.forget_after(loop, 0.0)
    await asyncio.sleep(0.01)
    assert sheets.of(rows()) is not first
    sheets.forget_after(loop, 0.0)
    await asyncio.sleep(0.01)


def test_what_has_another_form_is_not_counted() -> None:
    """An older version's empty score, and what a newer one may keep."""
    newer = b"[99" + rows()[0][1].partition(b",")[1] + rows()[0][1].partition(b",")[2]
    sheet = Sheets().of([*rows(), ("old", b""), ("new", newer)])
    assert (sheet.conversations, sheet.uncounted, len(sheet.needs)) == (["c1"], 2, 3)
