"""Whose turn it is to change a library: one thread at a time, and of all processes on its folder one at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # a system where one process has a folder for itself
    fcntl = None  # type: ignore[assignment]

_MANIFEST, _LOCK = "manifest.json", ".turn"
Stamp = tuple[int, int, int] | None


class Turn:
    """A lock that also sees to it that whoever gets it knows what others have changed meanwhile."""

    def __init__(self, folder: Path | None, catch_up: Callable[[], None]) -> None:
        """`catch_up` reads `folder` anew; without one, threads alone take turns."""
        self._folder = folder
        self._catch_up = catch_up
        self._threads = threading.Lock()
        self._descriptor = -1
        self.seen: Stamp = None

    def __enter__(self) -> None:
        """Wait for the turn."""
        self._threads.acquire()
        try:
            if self._folder is not None and fcntl is not None:
                self._descriptor = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            if self.stamp() != self.seen:
                self._catch_up()
        except BaseException:
            self._leave()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next one."""
        self.note()
        self._leave()

    def stamp(self) -> Stamp:
        """What changes with every change of the folder; None for none."""
        if self._folder is None:
            return None
        try:
            about = os.stat(self._folder / _MANIFEST)
        except FileNotFoundError:
            return None
        return about.st_ino, about.st_mtime_ns, about.st_size

    def note(self, seen: Stamp | None = None) -> None:
        """What is in memory is what is on disk: now, or when it had that stamp."""
        self.seen = seen or self.stamp()

    def _leave(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)  # which gives the lock back
            self._descriptor = -1
        self._threads.release()
