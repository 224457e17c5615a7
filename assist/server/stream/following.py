"""The conversations one viewer follows. Each has a cursor in its log; the doorbell only says: look again."""

from collections.abc import Callable
from dataclasses import dataclass

from assist.doorbell import Doorbell
from assist.errors import NotFound, TooFast
from assist.ports import Key, Saved, conversation_of
from assist.server.stream.bell import Bell
from assist.server.stream.log_pages import LogPage, LogPages
from assist.server.stream.outbox import Outbox
from assist.wire.frames import SubscribeFrame, error_frame, frame

FIRST_PAGE, MOST_PAGE = 8, 100  # entries read at once
PAGE_BYTES = 64 * 1024  # about as much, so that a viewer who does not read holds no more in memory


@dataclass(slots=True)
class Cursor:
    """How far a viewer has been told."""

    key: Key
    epoch: str
    seq: int
    stop: Callable[[], None]
    page: int = FIRST_PAGE

    def passed(self, page: LogPage) -> None:
        """Fit the next page to what this one weighed."""
        self.page = max(1, min(MOST_PAGE, len(page.frames) * PAGE_BYTES // max(1, page.size)))


class Following:
    """Sends every entry after each cursor, in order and without gaps, at the pace of the viewer."""

    def __init__(self, pages: LogPages, doorbell: Doorbell, outbox: Outbox, most: int) -> None:
        self._pages = pages
        self._doorbell = doorbell
        self._outbox = outbox
        self._most = most
        self._cursors: dict[str, Cursor] = {}
        self._behind: dict[str, None] = {}  # a set that keeps its order, so that everybody gets a turn
        self._rung = Bell()

    async def subscribe(self, workspace: str, asked: SubscribeFrame) -> None:
        """Follow a conversation from where the viewer says it stands, or from the start if that cannot be."""
        name = asked.conversation
        if name not in self._cursors and len(self._cursors) >= self._most:
            raise TooFast(f"One connection follows at most {self._most} conversations; unsubscribe from some")
        key = Key(workspace, name)
        self.unsubscribe(name)
        stop = self._doorbell.listen(
            key, lambda: self._look(name)
        )  # before reading, so that nothing slips through
        saved = await self._pages.load(key)
        if saved is None:
            stop()
            raise NotFound(f"There is no conversation {name!r} in this workspace")
        recovered = asked.epoch in {None, saved.epoch} and asked.after <= saved.last_seq
        self._cursors[name] = Cursor(key, saved.epoch, asked.after if recovered else 0, stop)
        self._say_subscribed(name, saved, recovered)
        self._look(name)

    def unsubscribe(self, name: str) -> None:
        """Stop following a conversation; nothing happens if it was not followed."""
        cursor = self._cursors.pop(name, None)
        if cursor:
            cursor.stop()
        self._behind.pop(name, None)

    def stop(self) -> None:
        """Stop following everything."""
        for name in tuple(self._cursors):
            self.unsubscribe(name)

    async def run(self) -> None:
        """Send what is new, for ever, one page of one conversation after the other."""
        while True:
            await self._rung.wait()
            while self._behind:
                name = next(iter(self._behind))
                del self._behind[name]
                await self._send_page(name, self._cursors[name])

    def _look(self, name: str) -> None:
        if name in self._cursors:
            self._behind[name] = None
            self._rung.ring()

    async def _send_page(self, name: str, cursor: Cursor) -> None:
        asked = cursor.page
        page = await self._pages.read(cursor.key, cursor.seq, asked)
        saved = page.saved
        if saved is None or conversation_of(saved.epoch) != conversation_of(cursor.epoch):
            self._say_erased(name, cursor)
            return
        if saved.last_seq < cursor.seq or saved.epoch != cursor.epoch:
            self._start_over(name, cursor, saved)
            return
        for seq, entry in page.frames:
            if self._cursors.get(name) is not cursor:
                return  # unsubscribed, or subscribed anew, while we waited
            await self._outbox.put_when_room(entry)
            cursor.seq = seq
        if len(page.frames) == asked:
            cursor.passed(page)
            self._look(name)

    def _start_over(self, name: str, cursor: Cursor, saved: Saved) -> None:
        """The store has lost some of what this viewer was told: the whole log, never a part of another."""
        if self._cursors.get(name) is cursor:
            cursor.seq, cursor.epoch = 0, saved.epoch
            self._say_subscribed(name, saved, recovered=False)
            self._look(name)

    def _say_subscribed(self, name: str, saved: Saved, recovered: bool) -> None:
        told = {"recovered": recovered, "epoch": saved.epoch, "last_seq": saved.last_seq}
        self._outbox.put(frame("subscribed", conversation=name, **told))

    def _say_erased(self, name: str, cursor: Cursor) -> None:
        """Also when another conversation has begun under the same name: that one has a log of its own."""
        if self._cursors.get(name) is cursor:
            self.unsubscribe(name)
            self._outbox.put(error_frame(NotFound(f"Conversation {name!r} was erased"), conversation=name))
