"""What belongs to which row: rows by one or two of agent, channel, moment, language and day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

import numpy as np

from assist.scorecards.sheet import Array, Sheet, Table, Words

SLOT_S = 900  # days begin on a quarter of an hour in every time zone


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
    found = np.unique(np.concatenate(list(codes.values()))) if by else np.zeros(1, dtype=np.int64)
    labels = [dict(zip(by, _names_of(int(code), words, sizes), strict=True)) for code in found]
    order = sorted(range(len(found)), key=lambda n: tuple(labels[n].values()))
    place = np.empty(len(found), dtype=np.int64)
    place[order] = np.arange(len(found))
    rows = {name: place[np.searchsorted(found, code)] for name, code in codes.items()}
    return Groups([labels[n] for n in order], rows)


def _column(sheet: Sheet, table: Table, noun: str, days: Words, zone: tzinfo) -> Array:
    if noun == "day":
        return _days(table["at"], days, zone)
    if noun in table:
        return table[noun]
    return sheet.heads[noun][table["conversation"]]


def _days(at: Array, days: Words, zone: tzinfo) -> Array:
    slots, of_each = np.unique(np.floor(at / SLOT_S), return_inverse=True)
    dates = [datetime.fromtimestamp(slot * SLOT_S, zone).date().isoformat() for slot in slots.tolist()]
    return days.numbers(dates)[of_each]


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
