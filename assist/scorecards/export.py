"""Tables to take along: CSV for a spreadsheet, Parquet for a program.

A spreadsheet takes a cell that begins with one of `FORMULA` for a formula, and runs it. Agents' ids come from other
systems, so such a text gets an apostrophe in front, which spreadsheets leave out (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from assist.core.conditions import Standards
from assist.scorecards.drill import needs_of, waits_of
from assist.scorecards.figures import with_standards
from assist.scorecards.measure import Asked, fitting, scorecards
from assist.scorecards.sheet import Sheet, Table

TableName = Literal["rows", "needs", "waits"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TIMES = {"needed_at", "since"}
Line = Mapping[str, Any]


def table_of(sheet: Sheet, asked: Asked, standards: Standards, as_of: float, name: TableName) -> list[dict[str, Any]]:
    """The lines of a table: the scorecards' rows, or each need or wait, with its conversation."""
    if name == "rows":
        return [_flat(row) for row in scorecards(sheet, asked, standards, as_of)["rows"]]
    sheet = fitting(sheet, asked, as_of).sheet
    if name == "needs":
        return _with_conversations(sheet, sheet.needs, needs_of(sheet, sheet.needs))
    waits = with_standards(sheet, standards)
    return _with_conversations(sheet, waits, waits_of(sheet, waits))


def to_csv(lines: Sequence[Line]) -> bytes:
    """Commas, quotes where needed, CRLF, UTF-8; the first line names the columns. What is null is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(lines[0] if lines else ())
    writer.writerows([_cell(value) for value in line.values()] for line in lines)
    return text.getvalue().encode()


def to_parquet(lines: Sequence[Line]) -> bytes:
    """One table, compressed; times are timestamps (UTC, milliseconds)."""
    import pyarrow as pa  # noqa: PLC0415 - 60 MB of memory that only they pay who ask
    import pyarrow.parquet as pq  # noqa: PLC0415

    names = list(lines[0]) if lines else []
    columns = {
        name: pa.array([_time(line[name]) for line in lines], pa.timestamp("ms", "UTC"))
        if name in TIMES
        else pa.array([line[name] for line in lines])
        for name in names
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the parts of its parts beside the others: the median of `first_reply` as `first_reply_median_s`."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{part}": of for part, of in value.items()}
        elif name != "is_pooled":
            flat[name] = value
    return flat


def _with_conversations(sheet: Sheet, table: Table, lines: Iterable[Line]) -> list[dict[str, Any]]:
    channels, languages = sheet.names.all, sheet.names.all
    heads = [sheet.heads[name].tolist() for name in ("channel", "language")]
    return [
        {
            "conversation": sheet.conversations[number],
            "channel": channels[heads[0][number]],
            "language": languages[heads[1][number]],
            **line,
        }
        for number, line in zip(table["conversation"].tolist(), lines, strict=True)
    ]


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
