"""What the guidelines of a workspace say twice, and where they contradict each other; found once per version."""

import asyncio
from typing import TYPE_CHECKING

from assist.wire import guidelines as shapes

if TYPE_CHECKING:
    from guidelines_kb import Library, Snippet
    from guidelines_kb.overlaps import Overlap
    from guidelines_kb.polarity import Span


class Overlapping:
    """The overlaps of one library, looked for when somebody asks and its documents have changed since."""

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._looking = asyncio.Lock()  # who asks meanwhile waits for the same answer
        self._found: shapes.Overlaps | None = None

    async def find(self) -> shapes.Overlaps:
        """The pairs of the documents as they are now."""
        async with self._looking:
            version = await asyncio.to_thread(lambda: self._library.version)
            if self._found is None or self._found["guidelines"] != version:
                found = await asyncio.to_thread(self._look, version)
                self._found = found
                return found
            return self._found

    def _look(self, version: str) -> shapes.Overlaps:
        from guidelines_kb.overlaps import overlaps  # noqa: PLC0415 - faiss is loaded when it is needed

        pairs = [pair_body(overlap) for overlap in overlaps(self._library)]
        return {"guidelines": version, "sentences": len(self._library.snippets()), "pairs": pairs}


def pair_body(overlap: "Overlap") -> shapes.OverlapShown:
    """A pair as data."""
    return {
        "kind": overlap.kind.value,
        "similarity": round(overlap.similarity, 4),
        "one": _side(overlap.one, overlap.marks[0]),
        "other": _side(overlap.other, overlap.marks[1]),
    }


def _side(snippet: "Snippet", marks: "tuple[Span, ...]") -> shapes.Side:
    return {
        "document": snippet.document,
        "title": snippet.title,
        "section": snippet.section,
        "language": snippet.language,
        "quote": snippet.text,
        "start": snippet.start,
        "end": snippet.end,
        "marks": [[start, end] for start, end in marks],
    }
