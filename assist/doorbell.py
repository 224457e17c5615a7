"""Tells whoever follows a conversation that its log has grown. It carries nothing: the log is the truth.

What other processes write comes through `Store.changes`, and the runner rings here for it.
"""

from collections.abc import Callable

from assist.ports import Key

Callback = Callable[[], None]


class Doorbell:
    """Listeners of one process; they are called in the event loop and must return at once."""

    def __init__(self) -> None:
        self._listeners: dict[Key, set[Callback]] = {}

    def listen(self, key: Key, callback: Callback) -> Callback:
        """Call `callback` whenever `key` rings, until the returned function is called."""
        self._listeners.setdefault(key, set()).add(callback)

        def stop() -> None:
            remaining = self._listeners.get(key, set())
            remaining.discard(callback)
            if not remaining:
                self._listeners.pop(key, None)

        return stop

    def ring(self, key: Key) -> None:
        """Say that there may be something new."""
        for callback in tuple(self._listeners.get(key, ())):
            callback()

    def ring_all(self) -> None:
        """Say that there may be something new anywhere."""
        for key in tuple(self._listeners):
            self.ring(key)
