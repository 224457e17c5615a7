"""The scores of many conversations as columns, so that a month is added up in milliseconds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

from assist.wire.scores import ANSWERED, FIRST, FORM, NEED, PROMPT, PROMPTED, RECORD, RUNNING, TABLES, TALK, WAIT

Array = NDArray[Any]
AT_ONCE = 500  # heads parsed in one go: parsing lets no other thread run
RECORDS = np.dtype(
    [
        ("table", "u1"),
        ("code", "u1"),
        ("flags", "u1"),
        ("moment", "<u2"),
        ("agent", "<u2"),
        ("at", "<f8"),
        ("value", "<f8"),
    ]
)


class Words:
    """The names in a column, as numbers."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._numbers = {name: number for number, name in enumerate(names)}

    def numbers(self, names: Iterable[str]) -> Array:
        """The number of each name; new ones get the next."""
        known = self._numbers
        return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)

    def number(self, name: str) -> int:
        """The number of a name, -1 for one that is in no column."""
        return self._numbers.get(name, -1)

    @property
    def all(self) -> list[str]:
        """The names by their numbers."""
        return list(self._numbers)


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of one length. Every table has `conversation` (a place in the sheet), `at` and `agent`."""

    columns: dict[str, Array]

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def __len__(self) -> int:
        return len(self.columns["at"])

    def where(self, mask: Array) -> "Table":
        """The rows that are wanted."""
        return Table({name: column[mask] for name, column in self.columns.items()})

    def with_column(self, name: str, column: Array) -> "Table":
        """With one column more, or another."""
        return Table({**self.columns, name: column})


@dataclass(frozen=True, slots=True)
class Sheet:
    """Conversations, and what was needed, waited for, talked and shown in them.

    `conversations` are their names, `promises` what each owes: when it was promised, until when, by which event.
    Agents, channels, moments and languages stand in the tables as the numbers of `names`. Times are seconds since the
    epoch. Waits that still go on are among the waits, as not answered, and have lasted 0 seconds but for `at`.
    `uncounted` were kept by an older version, and nothing is known of them.
    """

    conversations: Sequence[str]
    promises: Sequence[list[tuple[float, float, str]]]
    heads: Table
    needs: Table
    waits: Table
    talks: Table
    prompts: Table
    names: Words
    uncounted: int = 0

    @property
    def tables(self) -> dict[str, Table]:
        """What conversations are made of, by name."""
        return {"needs": self.needs, "waits": self.waits, "talks": self.talks, "prompts": self.prompts}

    def at(self, as_of: float) -> "Sheet":
        """As it is at this time: the waits that still go on last until then."""
        so_far = np.maximum(0.0, as_of - self.waits["at"])
        lasted = np.where(self.waits["is_open"], so_far, self.waits["seconds"])
        return replace(self, waits=self.waits.with_column("seconds", lasted))

    def mapped(self, change: Callable[[Table], Table]) -> "Sheet":
        """With each of its tables changed."""
        needs, waits, talks, prompts = (change(table) for table in self.tables.values())
        return replace(self, needs=needs, waits=waits, talks=talks, prompts=prompts)


def sheet_of(rows: Sequence[tuple[str, bytes]]) -> Sheet:
    """The sheet of scores as the store has them."""
    parts = [(name, *body.partition(b"\n")) for name, body in rows]
    heads = list(_parsed([head for _, head, _, _ in parts]))
    known = [(head, part) for head, part in zip(heads, parts, strict=True) if head and head[0] == FORM]
    records = np.frombuffer(b"".join(part[3] for _, part in known), dtype=RECORDS)
    _, begun, last, ended, named, promises = zip(*(head for head, _ in known), strict=True) if known else [()] * 6
    names, first = Words(), np.cumsum([0, *(len(one) for one in named)])[:-1].astype(np.int64)
    numbers = names.numbers(chain.from_iterable(named))
    conversation = np.repeat(np.arange(len(known)), [len(part[3]) // RECORD.size for _, part in known])
    lines = {
        "conversation": conversation,
        "moment": numbers[first[conversation] + records["moment"]],
        "agent": numbers[first[conversation] + records["agent"]],
        **{name: records[name] for name in ("table", "code", "flags", "at", "value")},
    }
    about = {noun: numbers[first + place] for place, noun in enumerate(("channel", "language", "agent"))}
    about |= {"begun": _floats(begun), "at": _floats(last), "is_ended": np.array(ended, dtype=bool)}
    tables = [Table(lines).where(records["table"] == table) for table in TABLES]
    return Sheet(
        [part[0] for _, part in known],
        promises,
        Table(about),
        _needs(tables[NEED]),
        _waits(tables[WAIT]),
        _named(tables[TALK], {"at": "at", "seconds": "value"}),
        _named(tables[PROMPT], {"at": "at", "moment": "moment", "deeds": "code"}),
        names,
        uncounted=len(rows) - len(known),
    )


def _parsed(heads: Sequence[bytes]) -> Iterable[list[Any] | None]:
    for first in range(0, len(heads), AT_ONCE):
        group = from_json(b"[%b]" % b",".join(head or b"null" for head in heads[first : first + AT_ONCE]))
        yield from group


def _named(lines: Table, columns: dict[str, str]) -> Table:
    return Table(
        {name: lines[of] for name, of in {"conversation": "conversation", "agent": "agent", **columns}.items()}
    )


def _needs(lines: Table) -> Table:
    needs = _named(lines, {"at": "at", "moment": "moment", "ending": "code", "ended_at": "value"})
    return needs.with_column("is_prompted", (lines["flags"] & PROMPTED) != 0)


def _waits(lines: Table) -> Table:
    flags = {"is_answered": ANSWERED, "is_first": FIRST, "is_open": RUNNING}
    waits = _named(lines, {"at": "at", "kind": "code", "seconds": "value"})
    return Table({**waits.columns, **{name: (lines["flags"] & flag) != 0 for name, flag in flags.items()}})


def _floats(column: Iterable[float]) -> Array:
    return np.array(list(column), dtype=np.float64)
