"""The scores of many conversations as columns, so that a month is added up in milliseconds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

from assist.core.tally import Kind
from assist.wire.scores import FORM, KIND

Array = NDArray[Any]
AT_ONCE = 200  # scores parsed in one go: parsing lets no other thread run
FIELDS = 14


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
    def names(self) -> list[str]:
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

    `names` are the conversations', `promises` what each owes: when it was promised, until when, by which event. Times
    are seconds since the epoch. Waits that still go on when the sheet is made are among the waits, as not answered.
    `uncounted` were kept by an older version, and nothing is known of them.
    """

    names: Sequence[str]
    promises: Sequence[list[tuple[float, float, str]]]
    heads: Table
    needs: Table
    waits: Table
    talks: Table
    prompts: Table
    moments: Words
    agents: Words
    channels: Words
    languages: Words
    uncounted: int = 0

    @property
    def tables(self) -> dict[str, Table]:
        """What conversations are made of, by name."""
        return {"needs": self.needs, "waits": self.waits, "talks": self.talks, "prompts": self.prompts}

    def mapped(self, change: Callable[[Table], Table]) -> "Sheet":
        """With each of its tables changed."""
        needs, waits, talks, prompts = (change(table) for table in self.tables.values())
        return replace(self, needs=needs, waits=waits, talks=talks, prompts=prompts)


def sheet_of(rows: Sequence[tuple[str, bytes]], as_of: float) -> Sheet:
    """The sheet of scores as the store has them, at the time `as_of`."""
    parsed = list(_parsed([body for _, body in rows]))
    known = [n for n, score in enumerate(parsed) if score is not None]
    scores = [score for score in parsed if score is not None]
    heads: list[tuple[Any, ...]] = list(zip(*scores, strict=True)) or [()] * FIELDS
    moments, agents, channels, languages = Words(), Words(), Words(), Words()
    owner = agents.numbers(heads[5])
    about = {
        "channel": channels.numbers(heads[1]),
        "language": languages.numbers(heads[2]),
        "begun": _floats(heads[3]),
        "at": _floats(heads[4]),
        "agent": owner,
        "is_ended": np.array(heads[6], dtype=bool),
        "has_answer": np.array(heads[7], dtype=bool),
    }
    needs = _flat(heads[8], ("moment", "at", "agent", "is_prompted", "ending", "ended_at"))
    waits = _flat(heads[9], ("kind", "at", "seconds", "agent", "is_answered", "is_first"))
    talks = _flat(heads[10], ("agent", "at", "seconds"))
    prompts = _flat(heads[11], ("moment", "at", "agent", "deeds"))
    for table in (needs, prompts):
        table["moment"] = moments.numbers(table["moment"])
    for table in (needs, waits, talks, prompts):
        table["agent"] = agents.numbers(table["agent"])
    return Sheet(
        [rows[n][0] for n in known],
        heads[13],
        Table(about),
        _typed(needs),
        _with_open(_typed(waits), heads[12], Table(about), as_of),
        _typed(talks),
        _typed(prompts),
        *(moments, agents, channels, languages),
        uncounted=len(parsed) - len(scores),
    )


def _parsed(bodies: Sequence[bytes]) -> Iterable[list[Any] | None]:
    for first in range(0, len(bodies), AT_ONCE):
        group = from_json(b"[%b]" % b",".join(body or b"null" for body in bodies[first : first + AT_ONCE]))
        yield from (score if score and score[0] == FORM else None for score in group)


def _flat(scores: Sequence[list[list[Any]]], names: tuple[str, ...]) -> dict[str, Any]:
    """Columns of all conversations from the columns of each."""
    lengths = [len(score[0]) for score in scores]
    flat = {name: list(chain.from_iterable(score[n] for score in scores)) for n, name in enumerate(names)}
    return {**flat, "conversation": np.repeat(np.arange(len(scores)), lengths)}


FLOATS = {"at", "seconds", "ended_at"}
FLAGS = {"is_prompted", "is_answered", "is_first"}


def _typed(columns: dict[str, Any]) -> Table:
    kinds = {name: np.float64 if name in FLOATS else bool if name in FLAGS else np.int64 for name in columns}
    return Table({name: np.array(column, dtype=kinds[name]) for name, column in columns.items()})


def _floats(column: Iterable[float]) -> Array:
    return np.array(list(column), dtype=np.float64)


def _with_open(waits: Table, running: Sequence[list[list[Any]]], heads: Table, as_of: float) -> Table:
    """With the waits that have not come to an end, as long as they are by now."""
    at = np.repeat(np.arange(len(running)), [len(clocks) for clocks in running]).astype(np.int64)
    kinds = np.array([kind for clocks in running for kind, _ in clocks], dtype=np.int64)
    since = _floats(since for clocks in running for _, since in clocks)
    more = {
        "conversation": at,
        "kind": kinds,
        "at": since,
        "seconds": np.maximum(0.0, as_of - since),
        "agent": heads["agent"][at],
        "is_answered": np.zeros(len(at), dtype=bool),
        "is_first": ~heads["has_answer"][at] & (kinds != KIND[Kind.HOLD]),
    }
    closed = waits.with_column("is_open", np.zeros(len(waits), dtype=bool))
    joined = {name: np.concatenate([closed[name], column]) for name, column in more.items()}
    return Table({**joined, "is_open": np.concatenate([closed["is_open"], np.ones(len(at), dtype=bool)])})
