"""A client of the stream, over an implementation of WebSockets that is not the server's.

It comes back by itself after a loss, says how far it got, and hands on every log entry once and in order.
"""

import asyncio
import contextlib
import json
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from assist.login import Login, Mint

LEAST_WAIT_S, MOST_WAIT_S = 0.5, 20.0
NEVER_AGAIN = range(4100, 4200)  # close codes that say: do not come back
BAD_TOKEN = 4101
RESTARTING = "restarting"  # the code of an error that says: this process is about to leave
MOST_FRAME = 1024 * 1024

Json = dict[str, Any]


class Refused(Exception):
    """The server said no, in a sentence; `code` is its name for it or its close code."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Told:
    """A log entry of a conversation that is followed, or that following it began (`entry` is None then)."""

    conversation: str
    seq: int
    entry: Json | None = None
    recovered: bool = True
    epoch: str = ""


@dataclass(slots=True)
class Place:
    """How far this client has been told of a conversation."""

    after: int = 0
    epoch: str | None = None


class Client:
    """One connection for any number of conversations. Use it as a context manager."""

    def __init__(
        self,
        address: str,
        token: str | Mint,
        *,
        origin: str | None = None,
        least_wait_s: float = LEAST_WAIT_S,
        most_wait_s: float = MOST_WAIT_S,
    ) -> None:
        """`token`, or what gives one: awaited before each connection and again in good time before a token ends.

        When it raises OSError or TimeoutError it is tried again, when anything else the client gives up.
        """
        self._address = address
        self._login = Login(token)
        self._origin = None if origin is None else Origin(origin)
        self._waits = (least_wait_s, most_wait_s)
        self._socket: ClientConnection | None = None
        self._ready = asyncio.Event()
        self._places: dict[str, Place] = {}
        self._told: asyncio.Queue[Told | Exception] = asyncio.Queue()
        self._acks: dict[tuple[str, str], asyncio.Future[int]] = {}
        self._waiting: dict[tuple[str, str], Json] = {}
        self._task: asyncio.Task[None] | None = None
        self._leaving: asyncio.Future[None] | None = None
        self.ready: Json = {}
        self.heartbeats = 0
        self.connections = 0

    async def __aenter__(self) -> Self:
        """Connect and authenticate; Refused when the server will not have us."""
        self._task = asyncio.create_task(self._run())
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait({self._task, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if self._task.done():
            self._task.result()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye."""
        self._login.end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def subscribe(self, conversation: str, after: int = 0, epoch: str | None = None) -> None:
        """Follow a conversation, also across losses of the connection."""
        self._places[conversation] = Place(after, epoch)
        await self._send(self._subscription(conversation))

    async def unsubscribe(self, conversation: str) -> None:
        """Stop following a conversation."""
        self._places.pop(conversation, None)
        await self._send({"type": "unsubscribe", "conversation": conversation})

    async def event(self, conversation: str, event: Json, timeout_s: float = 30.0) -> int:
        """Send an event, again after a loss, until it is acknowledged; its number."""
        key = (conversation, str(event.get("id")))
        acknowledged: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._acks[key] = acknowledged
        self._waiting[key] = {"type": "event", "conversation": conversation, "event": event}
        try:
            await self._send(self._waiting[key])
            async with asyncio.timeout(timeout_s):
                return await acknowledged
        finally:
            self._acks.pop(key, None)
            self._waiting.pop(key, None)

    async def feedback(self, conversation: str, prompt: str, action: str, **more: str) -> None:
        """Say what the agent did with a prompt; it comes back as a log entry."""
        await self._send({"type": "feedback", "conversation": conversation, "prompt": prompt, "action": action, **more})

    async def send_raw(self, data: str | bytes) -> None:
        """Send a frame as it is, for tests of what a server refuses."""
        await self._ready.wait()
        if self._socket is not None:
            await self._socket.send(data)

    async def drop(self) -> None:
        """Lose the connection, as a network would."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def told(self, timeout_s: float | None = None) -> Told:
        """The next thing told; Refused when the server refused something that nobody waits for."""
        async with asyncio.timeout(timeout_s):
            next_one = await self._told.get()
        if isinstance(next_one, Exception):
            raise next_one
        return next_one

    async def __aiter__(self) -> AsyncIterator[Told]:
        """Everything told, for ever."""
        while True:
            yield await self.told()

    async def _run(self) -> None:
        wait = self._waits[0]
        while True:
            try:
                await self._connected()
                wait = self._waits[0]
            except (OSError, InvalidHandshake, TimeoutError) as error:
                status = getattr(getattr(error, "response", None), "status_code", 0)
                if 400 <= status < 500:
                    raise self._give_up(Refused(str(status), "the handshake was refused")) from error
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 1006
                has_ended = code == BAD_TOKEN and self._ready.is_set() and self._login.has_successors
                if code in NEVER_AGAIN and not has_ended:
                    raise self._give_up(Refused(str(code), closed.rcvd.reason if closed.rcvd else "")) from closed
                wait = self._waits[0] if self._ready.is_set() else wait
            self._ready.clear()
            self._login.end()
            await asyncio.sleep(random.uniform(self._waits[0], max(wait, self._waits[0])))  # noqa: S311
            wait = min(wait * 2, self._waits[1])

    async def _connected(self) -> None:
        token, self.ready = await self._token(), {}
        async with connect(
            self._address,
            origin=self._origin,
            compression=None,
            max_size=MOST_FRAME,
            ping_interval=None,
        ) as socket:
            await socket.send(json.dumps({"type": "authenticate", "token": token}))
            self._take(json.loads(await socket.recv()))
            if not self.ready:
                await socket.recv()  # after an error only the goodbye comes, which is raised here
            self._socket = socket
            self.connections += 1
            for conversation in self._places:
                await socket.send(json.dumps(self._subscription(conversation)))
            for frame in tuple(self._waiting.values()):
                await socket.send(json.dumps(frame))
            self._ready.set()
            while True:
                frame = json.loads(await socket.recv())
                if frame["type"] == "heartbeat":
                    self.heartbeats += 1
                    await socket.send('{"type":"heartbeat"}')
                else:
                    self._take(frame)

    async def _token(self) -> str:
        try:
            return await self._login.token()
        except (OSError, TimeoutError):
            raise
        except Exception as error:
            raise self._give_up(Refused("token", f"no token is given: {error!r}")) from error

    def _take(self, frame: Json) -> None:
        match frame["type"]:
            case "ready":
                self.ready = frame
                self._login.begin(frame, self._send)
            case "ack":
                self._acknowledge(frame["conversation"], frame["event"], frame["seq"])
            case "subscribed":
                self._begin(frame)
            case "entry":
                self._tell(frame)
            case "error":
                self._refuse(frame)

    def _begin(self, frame: Json) -> None:
        place = self._places.get(frame["conversation"])
        if place is None:
            return
        place.epoch = frame["epoch"]
        if not frame["recovered"]:
            place.after = 0
        told = Told(frame["conversation"], frame["last_seq"], None, frame["recovered"], frame["epoch"])
        self._told.put_nowait(told)

    def _tell(self, frame: Json) -> None:
        place = self._places.get(frame["conversation"])
        if place is not None:
            place.after = frame["seq"]
            self._told.put_nowait(Told(frame["conversation"], frame["seq"], frame["entry"]))

    def _acknowledge(self, conversation: str, event: str, seq: int) -> None:
        waiting = self._acks.get((conversation, event))
        if waiting is not None and not waiting.done():
            waiting.set_result(seq)

    def _move(self, in_s: float) -> None:
        """The server restarts: come back then, to it or to another one. What is not acknowledged is sent again."""

        def leave(socket: ClientConnection | None) -> None:
            if socket is not None:
                self._leaving = asyncio.ensure_future(socket.close())

        asyncio.get_running_loop().call_later(in_s, leave, self._socket)

    def _refuse(self, frame: Json) -> None:
        if frame["code"] == RESTARTING:
            self._move(frame.get("retry_after_ms", 0) / 1000)
            return
        is_login = frame["code"] == "not_authenticated" and self._login.has_successors
        if "conversation" not in frame and (is_login or frame.get("retryable")):
            return  # this client comes back by itself
        refused = Refused(frame["code"], frame["detail"])
        waiting = self._acks.get((frame.get("conversation", ""), str(frame.get("event"))))
        if waiting is not None and not waiting.done():
            waiting.set_exception(refused)
        else:
            self._told.put_nowait(refused)

    def _give_up(self, refused: Refused) -> Refused:
        for waiting in self._acks.values():
            if not waiting.done():
                waiting.set_exception(refused)
        self._told.put_nowait(refused)
        return refused

    def _subscription(self, conversation: str) -> Json:
        place = self._places[conversation]
        asked = {"type": "subscribe", "conversation": conversation, "after": place.after}
        return asked if place.epoch is None else {**asked, "epoch": place.epoch}

    async def _send(self, frame: Json) -> None:
        if self._ready.is_set() and self._socket is not None:
            with contextlib.suppress(ConnectionClosed):  # what matters is sent again after coming back
                await self._socket.send(json.dumps(frame))
