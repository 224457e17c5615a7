"""What belongs to which row: rows by one or two of agent, channel, moment, language and day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from math import prod

import numpy as np

from assist.scorecards.sheet import Array, Sheet, Table, Words

MOST_TABLED = 32 * 1024 * 1024  # numbers of which a table is made for a moment, a byte each


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows' labels, in order, and the row of each line of the sheet's tables; a table may belong to no row."""

    labels: Sequence[dict[str, str]]
    rows: dict[str, Array]

    def count(self, name: str, mask: Array | None = None) -> Array:
        """How many lines of a table belong to each row, of those wanted."""
        rows = self.rows[name] if mask is None else self.rows[name][mask]
        return np.bincount(rows, minlength=len(self.labels))

    def total(self, name: str, values: Array) -> Array:
        """The sum of a table's values in each row."""
        return np.bincount(self.rows[name], values, minlength=len(self.labels))


def grouped(sheet: Sheet, by: Sequence[str], zone: tzinfo) -> Groups:
    """The groups of a sheet; with nothing in `by`, one group of everything. In the order of their names."""
    days = Words()
    columns = {
        name: [_column(sheet, table, noun, days, zone) for noun in by]
        for name, table in sheet.tables.items()
        if "moment" not in by or "moment" in table
    }
    words = [(days if noun == "day" else sheet.names).all for noun in by]
    sizes = [max(1, len(names)) for names in words]
    codes = {name: _joined(parts, sizes, len(sheet.tables[name])) for name, parts in columns.items()}
    found, places = distinct(list(codes.values()), prod(sizes)) if by else (np.zeros(1, dtype=np.int64), np.zeros_like)
    labels = [dict(zip(by, _names_of(int(code), words, sizes), strict=True)) for code in found]
    order = sorted(range(len(found)), key=lambda n: tuple(labels[n].values()))
    place = np.empty(len(found), dtype=np.int64)
    place[order] = np.arange(len(found))
    rows = {name: place[places(code)] for name, code in codes.items()}
    return Groups([labels[n] for n in order], rows)


def distinct(columns: Sequence[Array], space: int) -> tuple[Array, Callable[[Array], Array]]:
    """The distinct numbers (from 0 up to `space`) in columns, in order, and what finds the places of numbers there."""
    if space > MOST_TABLED:
        found = np.unique(np.concatenate(columns))
        return found, lambda column: np.searchsorted(found, column)
    is_there = np.zeros(space, dtype=bool)
    for column in columns:
        is_there[column] = True
    places = np.cumsum(is_there) - 1
    return np.flatnonzero(is_there), lambda column: places[column]


def conversations_of(owners: Iterable[tuple[Array, Table]], owner_count: int, conversations: int) -> Array:
    """In how many of the sheet's conversations each owner has a line; `owners` are those of each line of a table."""
    pairs = [of_lines * conversations + table["conversation"] for of_lines, table in owners]
    found, _ = distinct(pairs, max(1, owner_count * conversations))
    return np.bincount(found // max(1, conversations), minlength=owner_count)


def _column(sheet: Sheet, table: Table, noun: str, days: Words, zone: tzinfo) -> Array:
    if noun == "day":
        return _days(table["at"], days, zone)
    if noun in table:
        return table[noun]
    return sheet.heads[noun][table["conversation"]]


def _days(at: Array, days: Words, zone: tzinfo) -> Array:
    if not len(at):
        return np.zeros(0, dtype=np.int64)
    first, last = (datetime.fromtimestamp(end, zone).date() for end in (at.min(), at.max()))
    dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    begins = [datetime.combine(day, time(), zone).timestamp() for day in dates]
    numbers = days.numbers(day.isoformat() for day in dates)
    return numbers[np.maximum(np.searchsorted(begins, at, side="right") - 1, 0)]


def _joined(parts: Sequence[Array], sizes: Sequence[int], length: int) -> Array:
    joined = np.zeros(length, dtype=np.int64)
    for part, size in zip(parts, sizes, strict=True):
        joined = joined * size + part
    return joined


def _names_of(code: int, names: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[str]:
    found = []
    for of_noun, size in zip(reversed(names), reversed(sizes), strict=True):
        code, number = divmod(code, size)
        found.append(of_noun[number])
    return found[::-1]
