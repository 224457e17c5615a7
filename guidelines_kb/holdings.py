"""What a library has in memory at one moment: its documents, ready to be searched, and their versions."""

from __future__ import annotations

from collections.abc import Mapping

from guidelines_kb.calibration import Calibration
from guidelines_kb.retriever import Ready, Retriever
from guidelines_kb.storage import State, Stored
from guidelines_kb.versions import History


class Holdings:
    """Documents by name and their sentences in the index. Not for several threads at once: the library sees to that."""

    def __init__(self, calibrated: Calibration, dimension: int, state: State | None = None) -> None:
        """Hold what `state` names, or nothing."""
        self.retriever = Retriever(calibrated, dimension)
        self.history: History = {}
        self._documents: dict[str, Stored] = {}
        self._ids: dict[str, range] = {}
        self._next_id = 0
        if state is not None:
            for name, stored in state.documents.items():
                self.swap(name, stored, self.ready(stored), state.history)
            self.history = state.history

    @property
    def documents(self) -> Mapping[str, Stored]:
        """What is kept of each document."""
        return self._documents

    def in_order(self) -> tuple[Stored, ...]:
        """Return what is kept of each document, in order of name."""
        return tuple(stored for _, stored in sorted(self._documents.items()))

    def ready(self, stored: Stored | None) -> Ready | None:
        """Return what the index takes of a document; touches nothing, so that it need not hold anybody up."""
        return self.retriever.ready(stored.raw, stored.snippets) if stored else None

    def swap(self, name: str, stored: Stored | None, ready: Ready | None, history: History) -> None:
        """Put `stored` in the place of what `name` was; None takes it out."""
        self.retriever.remove(self._ids.pop(name, range(0)))
        self._documents.pop(name, None)
        self.history = history
        if stored and ready:
            ids = range(self._next_id, self._next_id + len(stored.snippets))
            self._next_id = ids.stop
            self.retriever.add(ids, stored.snippets, ready)
            self._documents[name] = stored
            self._ids[name] = ids
