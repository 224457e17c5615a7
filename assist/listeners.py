"""Who hears of the entries that one append adds to a log, beside its viewers."""

from collections.abc import Sequence
from typing import Protocol

from assist.core.prompts import Entry
from assist.ports import Key, Notice


class NoticesOf(Protocol):
    """Says what to tell elsewhere of the entries that one append adds to a log; pure."""

    def __call__(self, key: Key, entries: Sequence[Entry], /) -> Sequence[Notice]:
        """The notices, none for most entries."""


def no_notices(key: Key, entries: Sequence[Entry]) -> Sequence[Notice]:
    """Nobody else is told."""
    return ()


class Watch(Protocol):
    """Hears of the entries that one append has added to a log, once they are stored; it must not wait."""

    def __call__(self, key: Key, entries: Sequence[Entry], /) -> None:
        """Make a note of them, at most."""


def nobody_watches(key: Key, entries: Sequence[Entry]) -> None:
    """Nothing follows."""
