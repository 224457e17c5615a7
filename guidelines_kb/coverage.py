"""Which sentences of a library answer some question, and which answer none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidelines_kb.library import Library
from guidelines_kb.snippets import Match, Snippet


@dataclass(frozen=True, slots=True)
class Coverage:
    """`covered`: each snippet that is the best match of some query, with those queries; `uncovered`: of none.

    `unanswered` are the queries that nothing fits. All in order of document and text.
    """

    covered: tuple[tuple[Snippet, tuple[str, ...]], ...]
    uncovered: tuple[Snippet, ...]
    unanswered: tuple[str, ...]


def coverage(library: Library, queries: Iterable[str]) -> Coverage:
    """Ask `library` every query and return what answered."""
    asked: dict[Snippet, list[str]] = {snippet: [] for snippet in library.snippets()}
    unanswered: list[str] = []
    for query in queries:
        best: tuple[Match, ...] = library.search(query, k=1)
        if best:
            asked[best[0].snippet].append(query)
        else:
            unanswered.append(query)
    return Coverage(
        tuple((snippet, tuple(found)) for snippet, found in asked.items() if found),
        tuple(snippet for snippet, found in asked.items() if not found),
        tuple(unanswered),
    )
