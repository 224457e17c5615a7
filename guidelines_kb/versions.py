"""What the documents of a library were before: each change makes a version, and the latest ones are kept.

A version is a line in the manifest. What was understood (text, sentences, vectors) and the file as it came stand in
files of their own that are never rewritten, so going back to a version reads nothing anew and gives exactly what
there was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from guidelines_kb.snippets import DocumentInfo

MOST_OF_A_DOCUMENT = 20  # versions; of a document that is put in daily, four weeks
MOST_IN_ALL = 1_000  # versions of all documents together, those taken out counted
MOST_BYTES = 256 * 1024 * 1024  # of the files of versions gone by, each file once


class Made(StrEnum):
    """How a version came about."""

    PUT = "put"
    RESTORED = "restored"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Edit:
    """Who changes a document, and when: seconds since the epoch. "" and None where nobody says."""

    by: str = ""
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a document; `number` counts from 1 and is never given twice.

    `info` is what was known of the document, None once it was taken out; `content` names what was understood, "" then.
    `size` is the bytes of the file as it came, 0 where it was not kept. `of` is the version restored, 0 if none was.
    """

    number: int
    made: Made
    edit: Edit
    info: DocumentInfo | None = None
    content: str = ""
    size: int = 0
    of: int = 0

    @property
    def sha256(self) -> str:
        """The name of the file as it came, "" where it was not kept."""
        return self.info.sha256 if self.info and self.size else ""


History = Mapping[str, tuple[Version, ...]]  # versions of each document, oldest first


def followed(history: History, document: str, version: Version) -> History:
    """Return `history` with `version` as the newest of `document`, and without the oldest that are too many."""
    own = history.get(document, ())
    numbered = replace(version, number=own[-1].number + 1 if own else 1)
    return _bounded({**history, document: (*own, numbered)[-MOST_OF_A_DOCUMENT:]})


def _bounded(history: History) -> History:
    """Drop the oldest states gone by until the rest is few and small enough; what is in use stays."""
    oldest_first = sorted(_gone_by(history), key=lambda one: (one[1].edit.at or 0.0, one[1].number))
    count = sum(len(own) for own in history.values())
    dropped: set[tuple[str, int]] = set()
    left = [version for _, version in oldest_first]
    for document, version in oldest_first:
        if count <= MOST_IN_ALL and _size(left) <= MOST_BYTES:
            break
        dropped.add((document, version.number))
        left.remove(version)
        count -= 1
    kept = {
        name: tuple(version for version in own if (name, version.number) not in dropped)
        for name, own in history.items()
    }
    return {name: own for name, own in kept.items() if any(version.info for version in own)}


def _gone_by(history: History) -> Iterator[tuple[str, Version]]:
    for document, own in history.items():
        for version in own:
            if version is not own[-1] or version.info is None:
                yield document, version


def _size(versions: list[Version]) -> int:
    return sum({version.sha256: version.size for version in versions}.values())


def from_json(found: Mapping[str, Sequence[Mapping[str, Any]]]) -> History:
    """Return the history that a manifest has as JSON; raises TypeError, ValueError or AttributeError for no history."""
    return {name: tuple(_version(**fields) for fields in own) for name, own in found.items()}


def _version(made: str, edit: Mapping[str, Any], info: Mapping[str, Any] | None, **rest: Any) -> Version:  # noqa: ANN401
    return Version(made=Made(made), edit=Edit(**edit), info=DocumentInfo(**info) if info else None, **rest)
