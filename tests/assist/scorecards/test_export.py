"""Tables to take along."""

import csv
import io
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pyarrow.parquet as pq
import pytest

from assist.core.events import Participant
from assist.scorecards.export import TableName, table_of, to_csv, to_parquet
from assist.scorecards.measure import Asked
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.core.samples import STANDARDS
from tests.assist.scorecards.sheets import held, sheet

FORMULA = '=HYPERLINK("http://bad.example","see")'
SWEDISH = Participant(language="sv")
SOME = sheet([*(held(f"c{n}", "Åsa, 1", customer=SWEDISH) for n in range(6)), held("-1+1", FORMULA, T + 86_400)])


def lines(name: TableName, shows_small: bool = True, by: tuple[str, ...] = ("agent",)) -> list[dict[str, Any]]:
    return table_of(SOME, Asked(by=by, shows_small=shows_small), STANDARDS, T + 90_000, name)


def as_csv(table: list[dict[str, Any]]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(table).decode(), newline="")))


def test_rows() -> None:
    """The figures of each group, those of their parts beside them, nothing twice."""
    rows = as_csv(lines("rows"))
    assert [row["agent"] for row in rows] == [f"'{FORMULA}", "Åsa, 1"]
    assert (rows[1]["needed"], rows[1]["done"], rows[1]["holds_median_s"], rows[1]["use_used"]) == (
        "18",
        "12",
        "400.0",
        "6",
    )
    assert rows[1]["ringing_median_s"] == ""
    assert list(lines("rows", by=("moment",))[0])[0] == "moment"


@pytest.mark.parametrize("name", ["needs", "waits"])
def test_lines_name_their_conversation(name: TableName) -> None:
    found = as_csv(lines(name))
    assert len(found) == {"needs": 21, "waits": 14}[name]
    assert {row["conversation"] for row in found} == {*(f"c{n}" for n in range(6)), "'-1+1"}
    assert {(row["channel"], row["language"]) for row in found} == {("chat", "sv"), ("chat", "")}


@pytest.mark.parametrize("begin", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_no_text_is_a_formula(begin: str) -> None:
    """Numbers stay numbers, also negative ones."""
    (row,) = as_csv([{"text": begin, "number": -1.5, "nothing": None, "fine": "a=1"}])
    assert row == {"text": f"'{begin}", "number": "-1.5", "nothing": "", "fine": "a=1"}


def test_parquet() -> None:
    """Types as they are: times, truths, numbers, text as it was."""
    table = pq.read_table(io.BytesIO(to_parquet(lines("needs"))))
    assert table.num_rows == 21
    first = table.to_pylist()[0]
    assert first == first | {"moment": "greet", "needed_at": datetime(2024, 1, 1, 9, tzinfo=UTC), "is_prompted": True}
    assert {line["agent"] for line in table.to_pylist()} == {"Åsa, 1", FORMULA}
    waits = pq.read_table(io.BytesIO(to_parquet(lines("waits"))))
    assert str(waits.schema.field("since").type) == "timestamp[ms, tz=UTC]"
    assert pq.read_table(io.BytesIO(to_parquet(lines("rows")))).num_rows == 2


def test_nobody_is_singled_out_here_either() -> None:
    assert {line["agent"] for line in lines("needs", shows_small=False)} == {"others"}


def test_nothing_is_a_table_too() -> None:
    nothing = table_of(sheet([]), Asked(), STANDARDS, T, "needs")
    assert (to_csv(nothing), pq.read_table(io.BytesIO(to_parquet(nothing))).num_rows) == (b"\r\n", 0)


def test_parquet_costs_nothing_until_it_is_asked_for() -> None:
    program = "import sys, assist.server.http; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
