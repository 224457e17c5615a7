"""One stream connection: its tasks, and what each frame does. The first task that ends, ends them all."""

import asyncio
import random
import time
from collections.abc import Coroutine
from functools import lru_cache
from typing import Any

import structlog
from aiohttp import WSMsgType, web

from assist.errors import AssistError, BackendError, NotAuthenticated, NotAuthorized, RequestError, Restarting
from assist.logs import frames_of
from assist.ports import Key
from assist.server.calls.drafts import check_event
from assist.server.guards.limits import TokenBucket
from assist.server.guards.roles import check_own
from assist.server.parts import Here, Parts
from assist.server.stream.admission import Admission
from assist.server.stream.bell import Bell
from assist.server.stream.following import Following
from assist.server.stream.outbox import Closing, Outbox, Outgoing
from assist.wire.drafts import DraftEvent
from assist.wire.frames import (
    AuthenticateFrame,
    EventFrame,
    FeedbackFrame,
    Frame,
    SubscribeFrame,
    UnsubscribeFrame,
    error_frame,
    frame,
    read_frame,
)
from assist.wire.reading import read_said
from assist.wire.times import write_rfc3339

log = structlog.get_logger(__name__)

FINISH_S = 4.0  # how long what a client has sent may take when the server stops
RESTART = (4001, "restart: come back")
LATE = (4008, "too slow: authenticate within 5 s")  # a page on a busy machine, which is to try again
DEAD = (4002, "no answer to heartbeats")
TOO_FAST = (4029, "too many frames; come back slower")
GONE = (1000, "")


class Latest:
    """The latest draft of a conversation; one is checked at a time, and those it overtook are not."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.draft: DraftEvent | None = None


class Connection:
    """What one client and the server have to say to each other."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request, parts: Parts) -> None:
        limits = parts.limits
        self._socket = socket
        self._parts = parts
        self._limits = limits
        self._outbox = Outbox(socket, request.transport, limits.queue, limits.slow_s)
        self._bucket = TokenBucket(limits.frames_per_s, limits.frames_per_s * limits.burst_s)
        self._posting = asyncio.Semaphore(limits.events_at_once)
        self._posts: set[asyncio.Task[None]] = set()
        self._drafts: dict[str, Latest] = {}
        self._bell = Bell()  # something is to be looked at: see `_attend`
        self._is_ending = False
        self._goodbye = Closing(*RESTART)
        self._unanswered = 0
        self._admission = Admission(parts, request, self._bell)

    def announce_restart(self, in_s: float) -> None:
        """This process leaves soon: tell the client to open its next line in so many seconds. This one goes on."""
        error = Restarting("This process is restarting; open another connection")
        self._say(error_frame(error, retry_after_ms=round(in_s * 1000)))

    def stop(self) -> None:
        """The server is about to stop: what was sent is still answered, and then the client told to come back."""
        self._is_ending = True
        self._bell.ring()

    async def run(self) -> Closing:
        """Serve until something ends it; how it is to be closed."""
        sending = asyncio.create_task(self._outbox.run())
        try:
            here = await self._authenticate()
            return await self._serve(here, sending)
        except Closing as closing:
            return closing
        finally:
            await self._outbox.flush(1.0)
            self._outbox.end()
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def _serve(self, here: Here, sending: "asyncio.Task[None]") -> Closing:
        self._following = Following(
            self._parts.log_pages, here.tenant.runner.doorbell, self._outbox, self._limits.subscriptions
        )
        try:
            return await self._first_of(self._receive(here), self._following.run(), self._attend(), sending)
        finally:
            self._following.stop()

    async def _first_of(self, *work: "Coroutine[Any, Any, None] | asyncio.Task[None]") -> Closing:
        tasks = [asyncio.ensure_future(some) for some in work]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks[:-1]:  # the last is the sender, who still has a goodbye to send
                task.cancel()
            await asyncio.gather(*tasks[:-1], return_exceptions=True)
        return _how(next(iter(done)))

    async def _authenticate(self) -> Here:
        try:
            async with asyncio.timeout(self._limits.authenticate_s):
                text = await self._text()
            if len(text.encode("utf-8", "surrogatepass")) > self._limits.first_frame:
                raise RequestError(f"The first frame has more than {self._limits.first_frame} bytes")
            asked = read_frame(text)
            if not isinstance(asked, AuthenticateFrame):
                raise RequestError("The first frame must be `authenticate` with a token")
            here = await self._admission.begin(asked.token)
        except TimeoutError:
            raise Closing(*LATE) from None
        except AssistError as error:
            self._outbox.put(error_frame(error))
            code = error.close_code if isinstance(error, NotAuthenticated | NotAuthorized | BackendError) else 4107
            raise Closing(code, type(error).__name__) from error
        self._outbox.put(self._admission.ready())
        return here

    async def _text(self) -> str:
        message = await self._socket.receive()
        if message.type is WSMsgType.TEXT:
            return str(message.data)
        if message.type is WSMsgType.BINARY:
            raise Closing(4107, "frames are text")
        raise Closing(*GONE)

    async def _receive(self, here: Here) -> None:
        while True:
            text = await self._text()
            self._unanswered = 0
            if self._is_ending:
                await self._finish()  # what comes now is for the next server, to which the client sends it again
            if self._bucket.take():
                raise Closing(*TOO_FAST)
            try:
                await self._take(here, read_frame(text))
            except AssistError as error:
                self._outbox.put(error_frame(error))

    async def _take(self, here: Here, asked: Frame) -> None:
        match asked:
            case SubscribeFrame(conversation=name):
                await self._subscribe(here, asked)
            case UnsubscribeFrame(conversation=name):
                self._following.unsubscribe(name)
            case EventFrame(conversation=name, event=event):
                event_id = event.get("id") if isinstance(event, dict) else None
                about = {"conversation": name, "event": event_id if isinstance(event_id, str) else None}
                await self._start(self._post(here, Key(here.who.workspace, name), event), about)
            case FeedbackFrame(conversation=name, prompt=prompt):
                feedback = self._feedback(here, Key(here.who.workspace, name), asked)
                await self._start(feedback, {"conversation": name, "prompt": prompt})
            case AuthenticateFrame():
                await self._admission.renew(asked.token)
                self._outbox.put(self._admission.ready())

    def _check_admission(self, *, anew: bool = False) -> None:
        try:
            self._admission.check(anew=anew)
        except NotAuthenticated as error:
            self._outbox.put(error_frame(error))
            raise Closing(4101, type(error).__name__) from error

    async def _subscribe(self, here: Here, asked: SubscribeFrame) -> None:
        self._check_admission(anew=True)
        try:
            await check_own(here, Key(here.who.workspace, asked.conversation))
            await self._following.subscribe(here.who.workspace, asked)
            here.note("subscribe", asked.conversation)
        except BackendError as error:  # an open line that follows nothing would look as if nothing happened
            raise Closing(error.close_code, type(error).__name__) from error
        except AssistError as error:
            self._outbox.put(error_frame(error, conversation=asked.conversation))

    async def _start(self, work: Coroutine[Any, Any, None], about: dict[str, str | None]) -> None:
        """Do this beside the reading; events of one conversation keep their order, as they queue for it."""
        await self._posting.acquire()
        task = asyncio.create_task(self._reported(work, about))
        self._posts.add(task)
        task.add_done_callback(self._posts.discard)

    async def _reported(self, work: Coroutine[Any, Any, None], about: dict[str, str | None]) -> None:
        try:
            await work
        except AssistError as error:
            self._say(error_frame(error, **about))
        except Exception as error:  # noqa: BLE001 - one event must not end the connection
            where = frames_of(error.__traceback__)
            log.error("unexpected_error", route="/v1/stream", error=type(error).__name__, where=where)
            self._say(error_frame(AssistError("Something went wrong here; try again later"), **about))
        finally:
            self._posting.release()

    async def _post(self, here: Here, key: Key, data: object) -> None:
        said = read_said(data, "event")
        await check_own(here, key)
        if isinstance(said, DraftEvent):
            await self._check(here, key, said)
            return
        posted = await here.tenant.runner.post(key, [said])
        for name, seq in {**posted.duplicates, **posted.accepted}.items():
            self._say(frame("ack", conversation=key.conversation, event=name, seq=seq))

    async def _check(self, here: Here, key: Key, draft: DraftEvent) -> None:
        name = key.conversation
        latest = self._drafts.setdefault(name, Latest())
        latest.draft = draft
        async with latest.turn:
            if latest.draft is not draft:
                return
            try:
                checked = await check_event(here.tenant, key, draft)
                self._say(frame("findings", conversation=name, **checked))
            finally:
                if latest.draft is draft:
                    self._drafts.pop(name, None)

    async def _feedback(self, here: Here, key: Key, asked: FeedbackFrame) -> None:
        await check_own(here, key)
        await here.tenant.runner.feedback(key, asked.prompt, asked.action, asked.reason, asked.text)

    def _say(self, said: bytes) -> None:
        try:
            self._outbox.put(said)
        except Closing as closing:  # its queue is full of answers nobody reads
            self._goodbye = closing
            self.stop()

    def review(self, *, anew: bool = False) -> None:
        """A key or token was taken back, or keys are others now (`anew`): look whether it was this one."""
        self._admission.review(anew=anew)

    async def _attend(self) -> None:
        """What comes by time or from elsewhere: heartbeats, the end of a token, the end of the server."""
        now, every_s = asyncio.get_running_loop().time, self._limits.heartbeat_s
        beat_at = now() + every_s * random.uniform(0.5, 1.0)  # noqa: S311 - spreads the load
        while not self._is_ending:
            self._check_admission()
            if now() >= beat_at:
                self._beat()
                beat_at = now() + every_s
            await self._bell.wait(min(beat_at - now(), self._admission.left_s))
        await self._finish()

    def _beat(self) -> None:
        if self._unanswered >= self._limits.missed_heartbeats:
            raise Closing(*DEAD)
        self._unanswered += 1
        self._outbox.put(heartbeat(int(time.time())))

    async def _finish(self) -> None:
        if self._posts and self._goodbye.code == RESTART[0]:
            await asyncio.wait(self._posts, timeout=FINISH_S)
        raise self._goodbye


@lru_cache(maxsize=1)
def heartbeat(second: int) -> Outgoing:
    """One frame for everybody whose heart beats in this second: half of what ten thousand would cost is making it."""
    return Outgoing(frame("heartbeat", at=write_rfc3339(second)))


def _how(task: "asyncio.Future[None]") -> Closing:
    error = task.exception()
    if isinstance(error, Closing):
        return error
    if isinstance(error, AssistError):
        return Closing(error.close_code, type(error).__name__)
    log.error("stream_failed", error=type(error).__name__, where=frames_of(error.__traceback__ if error else None))
    return Closing(*RESTART)
