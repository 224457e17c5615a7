"""Has prompts reworded once they are out: a queue with an end, a few calls at a time, and nobody waits for any of it.

What is closed, late, too much or not to be had is dropped, and the agent keeps the playbook's words. After a kill
nobody asks again. Words come whole: an agent who reads is not helped by words that grow under their eyes, and the rules
can only judge all of them.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from assist.core.prompts import Closed, Entry, Opened, Polish, Prompt
from assist.errors import AssistError, BackendError
from assist.metrics import Metrics
from assist.ports import Key, Store
from assist.runner import Runner
from assist.wire.state import from_bytes
from assist.wire.text import parse
from assist.wording.breaker import Breaker
from assist.wording.budget import Budget
from assist.wording.endpoint import Answer, Endpoint, Unanswered, estimated
from assist.wording.refusals import refusal, tidied
from assist.wording.request import Request, request_for

log = structlog.get_logger(__name__)

MOST_WAITING = 32
AT_ONCE = 4
LEAST_S = 0.5  # of the time that a prompt has; with less nobody is asked any more
LOOK_BACK = 60  # log entries: more than a request's lines


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: Key
    prompt: Prompt
    until: float


class Polisher:
    """One workspace's. Its runner calls `watch`; `breaker` is shared by all who ask the same endpoint."""

    def __init__(  # noqa: PLR0913 - whom it works for, whom it asks, and what keeps both in bounds
        self,
        store: Store,
        get_runner: Callable[[], Runner],
        endpoint: Endpoint,
        breaker: Breaker,
        budget: Budget,
        metrics: Metrics,
        timeout_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._get_runner = get_runner
        self._endpoint = endpoint
        self._breaker = breaker
        self._budget = budget
        self._metrics = metrics
        self._timeout_s = timeout_s
        self._clock = clock
        self._queue: asyncio.Queue[_Wanted] = asyncio.Queue(MOST_WAITING)
        self._asking: dict[tuple[Key, str], asyncio.Task[str]] = {}
        self._over = ""

    def watch(self, key: Key, entries: Sequence[Entry]) -> None:
        """Note what was opened and may be polished; give up what was closed."""
        closed = {entry.prompt for entry in entries if isinstance(entry, Closed)}
        for prompt in closed:
            if task := self._asking.get((key, prompt)):
                task.cancel()
        for entry in entries:
            if isinstance(entry, Opened) and entry.prompt.polish and entry.prompt.id not in closed:
                self._want(_Wanted(key, entry.prompt, self._clock() + self._timeout_s))

    async def run(self) -> None:
        """Have words made for what is wanted, for ever."""
        runner = self._get_runner()
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self._serve(runner))

    def _want(self, wanted: _Wanted) -> None:
        try:
            self._queue.put_nowait(wanted)
        except asyncio.QueueFull:
            self._count("dropped", "queue_full")

    async def _serve(self, runner: Runner) -> None:
        while True:
            wanted = await self._queue.get()
            name = (wanted.key, wanted.prompt.id)
            task = self._asking[name] = asyncio.create_task(self._take(wanted, runner))
            try:
                await asyncio.wait({task})
            finally:
                del self._asking[name]
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
            self._tell(task)

    def _tell(self, task: asyncio.Task[str]) -> None:
        if task.cancelled():
            self._count("dropped", "closed")
        elif error := task.exception():
            self._count("failed", "error")
            log.error("not_polished", error=type(error).__name__)
        else:
            self._count(*task.result().split(":"))

    def _count(self, what: str, why: str = "") -> None:
        self._metrics.wordings.labels(what, why).inc()

    async def _take(self, wanted: _Wanted, runner: Runner) -> str:
        """What became of it, as `what:why`."""
        if wanted.until - self._clock() < LEAST_S:
            return "dropped:late"
        try:
            return await self._polish(wanted, runner)
        except Unanswered as error:
            return f"failed:{error.why}"
        except AssistError:  # erased, or the store does not answer
            return "dropped:gone"

    async def _polish(self, wanted: _Wanted, runner: Runner) -> str:
        request = await self._request(wanted)
        if request is None:
            return "dropped:closed"
        answer = await self._asked(request, wanted.until)
        if isinstance(answer, str):
            return answer
        text = tidied(answer.text)
        reason = await asyncio.to_thread(refusal, text, request)
        if reason is not None:
            return f"refused:{reason}"
        shown = request.placeholders.restore(text)
        if shown == wanted.prompt.words:
            return "dropped:same"
        if request.polish is Polish.SAY and not await runner.fulfils(wanted.key, wanted.prompt, shown):
            return "refused:purpose"
        if self._clock() > wanted.until:
            return "dropped:late"
        return "updated:" if await runner.polish(wanted.key, wanted.prompt, shown) else "dropped:closed"

    async def _request(self, wanted: _Wanted) -> Request | None:
        saved = await self._store.load(wanted.key)
        if saved is None:
            return None
        entries = await self._store.entries(wanted.key, max(0, saved.last_seq - LOOK_BACK), LOOK_BACK)

        def made() -> Request | None:
            conversation = from_bytes(saved.state)
            if wanted.prompt not in conversation.prompts:
                return None
            return request_for(wanted.prompt, conversation, [parse(entry.body) for entry in entries])

        return await asyncio.to_thread(made)

    async def _asked(self, request: Request, until: float) -> Answer | str:
        """The endpoint's answer, or what stood in the way. Unanswered counts against the endpoint."""
        if not self._breaker.may_ask():
            return "dropped:resting"
        asked = estimated(request.messages())
        reserved, spent = asked + request.most_tokens, asked
        if not await self._budget.reserve(reserved):
            self._say_once(self._budget.day)
            return "dropped:budget"
        try:
            answer = await self._ask(request, until)
            spent = answer.tokens
            return answer
        except Unanswered as error:
            spent = 0 if error.is_unread else asked
            raise
        finally:
            self._metrics.tokens.inc(spent)
            with contextlib.suppress(BackendError):
                await asyncio.shield(self._budget.settle(reserved, spent))

    async def _ask(self, request: Request, until: float) -> Answer:
        try:
            try:
                async with asyncio.timeout(until - self._clock()):
                    answer = await self._endpoint.ask(request)
            except TimeoutError:
                raise Unanswered("late", f"{self._endpoint.host} takes longer than the time there is") from None
        except Unanswered as error:
            if error.is_of_its_words:
                self._breaker.succeeded()
                raise
            rest_s = self._breaker.failed(error.wait_s, is_lasting=error.is_lasting)
            if rest_s is not None:
                log.warning("llm_rests", why=error.why, detail=error.detail, seconds=rest_s)
            raise
        if self._breaker.succeeded():
            log.info("llm_answers_again", host=self._endpoint.host)
        return answer

    def _say_once(self, day: str) -> None:
        if day != self._over:
            self._over = day
            log.warning("llm_budget_spent", day=day, mend="BISTAND_LLM_TOKENS_PER_DAY allows more")
