"""The last sheet, for as long as somebody looks: a dashboard asks many questions about the same conversations."""

from collections.abc import Callable, Sequence
from typing import Protocol

from assist.scorecards.sheet import Sheet, sheet_of

KEPT_S = 60.0  # after the last question; then its memory is given back

Rows = Sequence[tuple[str, bytes]]


class Handle(Protocol):
    """What was asked for and may be taken back."""

    def cancel(self) -> None:
        """Let it not happen."""


class Loop(Protocol):
    """What makes things happen later."""

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Handle:
        """Call back in so many seconds."""


class Sheets:
    """One workspace's. The scores themselves are compared each time, so that a sheet is never an old one."""

    def __init__(self) -> None:
        self._last: tuple[Rows, Sheet] | None = None
        self._forgetting: Handle | None = None

    def of(self, rows: Rows) -> Sheet:
        """The sheet of these scores."""
        last = self._last
        if last is None or last[0] != rows:
            last = self._last = (rows, sheet_of(rows))
        return last[1]

    def forget_after(self, loop: Loop, seconds: float = KEPT_S) -> None:
        """Forget it then, unless somebody asks again."""
        if self._forgetting is not None:
            self._forgetting.cancel()
        self._forgetting = loop.call_later(seconds, self._forget)

    def _forget(self) -> None:
        self._last = None
