"""What was understood lately, by what it depends on: a late event has a conversation read again, mostly as before."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from assist.core.events import Understanding

CAPACITY = 2_048  # messages; an understanding takes one to three kilobytes


class Recollection:
    """A bounded memory, the latest used kept. Safe from several threads."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._known: OrderedDict[Hashable, Understanding] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Understanding | None:
        """What was understood under this key, or None."""
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
            return found

    def put(self, key: Hashable, understanding: Understanding) -> Understanding:
        """Keep it, and hand it back; the one unused for longest is forgotten when there are too many."""
        with self._lock:
            self._known[key] = understanding
            self._known.move_to_end(key)
            if len(self._known) > self._capacity:
                self._known.popitem(last=False)
        return understanding
