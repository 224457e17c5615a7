"""An understanding under way: it asks for the vectors of texts, so that many messages share calls of the encoder.

Whoever drives it decides when to encode, and what together; what comes out does not depend on that. Many are
driven in rounds. A round is one call of the encoder with some texts of all who wait, one of each in turn: a chat
message is never kept by a long mail before it, and whoever comes meanwhile joins the next round.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

MOST_TEXTS = 8  # in one call: more gain little, and whoever comes next waits for the call to end

Row: TypeAlias = NDArray[np.float32]
Rows: TypeAlias = Mapping[str, Row]
Encode: TypeAlias = Callable[[Sequence[str]], NDArray[np.float32]]  # one row a text

# Asks with texts, is sent the rows of every text it has asked for so far, and ends with what was understood.
Inquiry: TypeAlias = Generator[Iterable[str], Rows, T]


class Progress(Generic[T]):
    """How far an inquiry is: not begun, waiting for `missing` texts, or over with an `outcome` or an `error`."""

    def __init__(self, inquiry: Inquiry[T]) -> None:
        """Nothing is computed before `go_on`."""
        self.has_begun = False
        self.missing: list[str] = []
        self.outcome: T | None = None
        self.error: BaseException | None = None
        self._inquiry = inquiry
        self._rows: dict[str, Row] = {}

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to do."""
        return self.outcome is not None or self.error is not None

    def go_on(self, rows: Rows) -> None:
        """Take the rows of texts that are missing, and compute until others are, or to the end."""
        self._rows.update((text, rows[text]) for text in self.missing if text in rows)
        self.missing = [text for text in self.missing if text not in self._rows]
        try:
            while not self.missing:
                asked = self._inquiry.send(self._rows) if self.has_begun else next(self._inquiry)
                self.has_begun = True
                self.missing = [text for text in dict.fromkeys(asked) if text not in self._rows]
        except StopIteration as done:
            self.outcome = done.value
        except BaseException as error:  # noqa: BLE001 - also a library's panic, which is no Exception
            self.error = error


def conclude(inquiry: Inquiry[T], encode: Encode) -> T:
    """The outcome of one inquiry alone; what goes wrong is raised."""
    progress = Progress(inquiry)
    progress.go_on({})
    while progress.missing:
        progress.go_on(dict(zip(progress.missing, encode(progress.missing), strict=True)))
    if progress.outcome is None:
        raise progress.error or RuntimeError("an inquiry ended without an outcome")
    return progress.outcome


def play_round(
    line: Sequence[Progress[Any]], encode: Encode, most_texts: int = MOST_TEXTS
) -> Iterator[Progress[Any]]:
    """One round for all in the line who are not over; each is handed back as soon as it is."""
    for progress in [one for one in line if not one.has_begun][:most_texts]:
        progress.go_on({})
        if progress.is_over:
            yield progress
    waiting = [one for one in line if one.missing and not one.is_over]
    texts = in_turn(waiting, most_texts)
    served = [one for one in waiting if not set(texts).isdisjoint(one.missing)]
    try:
        rows = dict(zip(texts, encode(texts), strict=True)) if texts else {}
    except Exception as error:  # noqa: BLE001 - it is told of by those who needed the rows
        for progress in served:
            progress.error = error
        yield from served
        return
    for progress in served:
        progress.go_on(rows)
        if progress.is_over:
            yield progress


def in_turn(waiting: Iterable[Progress[Any]], most: int) -> list[str]:
    """Up to `most` texts that are missing, one of each inquiry in turn."""
    turns = zip_longest(*(progress.missing for progress in waiting))
    return list(islice(dict.fromkeys(text for turn in turns for text in turn if text is not None), most))
