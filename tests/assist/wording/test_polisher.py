"""Prompts are reworded beside everything else, and nothing that goes wrong there is noticed by anybody."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
import structlog

from assist.core.conversation import Conversation
from assist.core.events import Act, Event, Role, Understanding
from assist.metrics import Metrics
from assist.ports import Key
from assist.replay import replay
from assist.runner import Runner
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_event, read_opening
from assist.wire.text import dump, parse
from assist.wire.writing import entry_body
from assist.wording import polisher as module
from assist.wording.breaker import Breaker
from assist.wording.budget import Budget
from assist.wording.endpoint import Endpoint
from assist.wording.polisher import Polisher
from tests.assist.core.samples import words
from tests.assist.core.test_polish import PLAYBOOK as PLAIN
from tests.assist.redis_server import soon
from tests.assist.wording.language_model import LanguageModel, language_model

PLAYBOOK = replace(
    PLAIN,
    moments=tuple(
        replace(one, words=words("I'm sorry[, {name}].")) if one.id == "calm" else one for one in PLAIN.moments
    ),
)
OPENING = {
    "channel": "chat",
    "customer": {"name": "Robin Lind"},
    "agent": {"id": "a1", "name": "Kim", "language": "en"},
}
ANGRY = "This is absurd, I have waited three weeks for my skis!"
BETTER = "I'm so sorry, {customer}. Three weeks is a long wait for your skis, and I understand how frustrating it is."
SHOWN = BETTER.replace("{customer}", "Robin")


async def understand(conversation: Conversation, event: Event) -> Event:
    """Hear anger and apologies by a word each; the language is English."""
    acts = (
        {"absurd": "upset", "manager": "requests_supervisor"} if event.role is Role.CUSTOMER else {"sorry": "apology"}
    )
    done = [Act(act, 0.9, 0, len(event.text)) for word, act in acts.items() if word in event.text]
    found = Understanding(languages={"en": 1.0}, sentences=((0, len(event.text)),), acts=tuple(done))
    return replace(event, understanding=found)


class World:
    """A runner whose prompts are reworded, and what became of them."""

    def __init__(self, store: SqliteStore, endpoint: Endpoint, timeout_s: float, tokens_per_day: int) -> None:
        self.store = store
        self.metrics = Metrics()
        self.breaker = Breaker()
        budget = Budget(store, "acme", tokens_per_day)
        self.polisher = Polisher(store, lambda: self.runner, endpoint, self.breaker, budget, self.metrics, timeout_s)
        self.runner = Runner(store, understand, lambda: PLAYBOOK, metrics=self.metrics, watch=self.polisher.watch)

    async def begin(self, name: str = "c1", workspace: str = "acme") -> Key:
        await self.runner.open(workspace, read_opening({**OPENING, "id": name}, name))
        return Key(workspace, name)

    async def say(self, key: Key, name: str, text: str, role: str = "customer") -> None:
        await self.runner.post(key, [read_event({"id": name, "type": "message", "role": role, "text": text})])

    async def log(self, key: Key) -> list[dict[str, Any]]:
        return [parse(entry.body) for entry in await self.store.entries(key, 0, 1_000)]

    async def prompt(self, key: Key, moment: str = "calm") -> dict[str, Any]:
        prompts = (await self.runner.snapshot(key))["prompts"]
        return next(dict(one) for one in prompts if one["moment"] == moment)

    def counted(self) -> dict[str, float]:
        samples = (sample for metric in self.metrics.wordings.collect() for sample in metric.samples)
        return {
            ":".join(filter(None, sample.labels.values())): sample.value
            for sample in samples
            if sample.name.endswith("_total")
        }

    async def until_over(self, times: int) -> None:
        await soon(lambda: sum(self.counted().values()) >= times)

    async def until_counted(self, what: str, times: int = 1) -> None:
        await soon(lambda: self.counted().get(what, 0) >= times)


@asynccontextmanager
async def world(model: LanguageModel, timeout_s: float = 6.0, tokens_per_day: int = 1_000_000) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        store = await SqliteStore.open(":memory:")
        stack.push_async_callback(store.close)
        endpoint = Endpoint(model.base_url, "tiny")
        stack.push_async_callback(endpoint.close)
        made = World(store, endpoint, timeout_s, tokens_per_day)
        task = asyncio.create_task(made.polisher.run())
        try:
            yield made
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_a_prompt_is_out_at_once_and_its_words_follow() -> None:
    """One entry, the whole words, the customer's own name in them; the playbook's words came first."""
    async with language_model(say=lambda _: f'"{BETTER}"', delay_s=0.2) as model, world(model) as made:
        key = await made.begin()
        await made.say(key, "e1", ANGRY)
        assert [entry["kind"] for entry in await made.log(key)][:2] == ["event", "prompt_opened"]
        assert "polished" not in await made.prompt(key)
        await made.until_counted("updated")
        kinds = [entry["kind"] for entry in await made.log(key)]
        assert kinds.count("prompt_updated") == 1
        shown = await made.prompt(key)
        assert (shown["say"], shown["polished"], shown["status"]) == (SHOWN, True, "open")
        assert made.metrics.tokens.collect()[0].samples[0].value == 450
        await made.say(key, "e2", "I'm sorry, Robin.", "agent")
        assert (await made.prompt(key))["status"] == "done"


async def test_no_person_leaves_the_house() -> None:
    async with language_model(say=lambda _: BETTER) as model, world(model) as made:
        key = await made.begin()
        await made.say(key, "e0", "robin here, robin.lind@example.com or 070-123 45 67, card 4111 1111 1111 1111")
        await made.say(key, "e1", f"{ANGRY} You, Kim, know Robins skis!")
        await made.until_counted("updated")
        sent = str(model.asked).lower()
        for secret in ("robin", "lind", "kim", "example.com", "070", "4111"):
            assert secret not in sent.replace("three weeks", "")
        texts = [line["text"] for line in model.given["conversation"]]
        assert texts[0] == "{customer} here, {e_mail} or {telephone}, card {payment_card}"
        assert texts[1].endswith("You, {agent}, know {customer}s skis!")


async def test_a_refused_answer_keeps_the_old_words_and_is_counted_by_its_reason() -> None:
    answers = iter(
        ["You'll get your money back, {customer}, I'm sorry.", "See https://evil.example, I'm sorry about that."]
    )
    with structlog.testing.capture_logs() as logged:
        async with language_model(say=lambda _: next(answers)) as model, world(model) as made:
            for name, reason in (("c1", "promise"), ("c2", "link")):
                key = await made.begin(name)
                await made.say(key, "e1", ANGRY)
                await made.until_counted(f"refused:{reason}")
                assert "polished" not in await made.prompt(key)
    assert "money" not in str(logged)
    assert "evil" not in str(logged)


async def test_words_that_no_longer_do_what_the_moment_asks_are_refused() -> None:
    """The prompt asks for an apology; these words are fine and are none."""
    say = "Three weeks is a long wait for your skis, {customer}, and I understand how frustrating it is."
    async with language_model(say=lambda _: say) as model, world(model) as made:
        key = await made.begin()
        await made.say(key, "e1", ANGRY)
        await made.until_counted("refused:purpose")
        assert "polished" not in await made.prompt(key)


async def test_a_summary_stands_beside_its_parts_in_the_agents_language() -> None:
    say = "{customer} has waited three weeks for their skis and wants to speak to a manager."
    async with (
        language_model(say=lambda asked: say if "handover" in str(asked) else BETTER) as model,
        world(model) as made,
    ):
        key = await made.begin()
        await made.say(key, "e1", ANGRY)
        await made.say(key, "e2", "I want to speak to your manager.")
        transfer = {"id": "e3", "type": "transfer_started", "to": "supervisor"}
        await made.runner.post(key, [read_event(transfer)])
        await made.until_counted("updated", 2)
        summary = (await made.prompt(key, "brief"))["details"]["summary"]
        assert summary["text"] == say.replace("{customer}", "Robin")
        assert summary["customer"] == "Robin Lind"


async def test_what_is_closed_meanwhile_is_given_up() -> None:
    """The agent has said it already: the answer is not even waited for."""
    async with language_model(say=lambda _: BETTER, delay_s=30) as model, world(model) as made:
        key = await made.begin()
        await made.say(key, "e1", ANGRY)
        await soon(lambda: model.asked)
        await made.say(key, "e2", "I'm sorry, Robin.", "agent")
        await made.until_counted("dropped:closed")
        assert "prompt_updated" not in [entry["kind"] for entry in await made.log(key)]
        assert made.breaker.may_ask()


async def test_erased_meanwhile() -> None:
    """A conversation that begins again under the same name gets nothing of the old one."""
    async with language_model(say=lambda _: BETTER, delay_s=0.3) as model, world(model) as made:
        key = await made.begin()
        await made.say(key, "e1", ANGRY)
        await soon(lambda: model.asked)
        await made.runner.erase(key)
        model.delay_s = 30
        await made.begin()
        await made.say(key, "e1", ANGRY.replace("skis", "boots"))
        await made.until_counted("dropped:closed")
        assert "polished" not in await made.prompt(key)


async def test_slow_answers_come_too_late_and_end_in_a_rest() -> None:
    async with language_model(say=lambda _: BETTER, delay_s=30) as model, world(model, timeout_s=0.6) as made:
        with structlog.testing.capture_logs() as logged:
            for name in ("c1", "c2", "c3"):
                await made.say(await made.begin(name), "e1", ANGRY)
            await made.until_counted("failed:late", 3)
            await made.say(await made.begin("c4"), "e1", ANGRY)
            await made.until_counted("dropped:resting")
        assert [entry["event"] for entry in logged] == ["llm_rests"]
        assert len(model.asked) == 3


@pytest.mark.parametrize(
    ("given", "counted", "calls"),
    [
        ({"status": 500}, "failed:status_500", 3),
        ({"status": 401}, "failed:status_401", 1),
        ({"status": 429, "headers": {"Retry-After": "60"}}, "failed:status_429", 1),
        ({"fault": "html"}, "failed:broken_off", 3),
        ({"fault": "broken_off"}, "failed:broken_off", 3),
    ],
)
async def test_an_endpoint_that_fails_is_left_alone_and_said_once(given: Any, counted: str, calls: int) -> None:
    """Prompts come as ever; a line in the log says what to mend, and has nobody's words."""
    async with language_model(say=lambda _: BETTER, **given) as model, world(model) as made:
        with structlog.testing.capture_logs() as logged:
            for number in range(calls + 2):
                key = await made.begin(f"c{number}")
                await made.say(key, "e1", ANGRY)
                assert (await made.prompt(key))["status"] == "open"
                await made.until_over(number + 1)
        assert made.counted()[counted] == calls
        assert made.counted()["dropped:resting"] == 2
        assert [entry["event"] for entry in logged] == ["llm_rests"]
        assert "skis" not in str(logged)
        assert "words of a customer" not in str(logged)


async def test_a_budget_ends_the_asking_for_the_day() -> None:
    async with language_model(say=lambda _: BETTER) as model, world(model, tokens_per_day=1_500) as made:
        with structlog.testing.capture_logs() as logged:
            for number in range(5):
                await made.say(await made.begin(f"c{number}"), "e1", ANGRY)
                await made.until_over(number + 1)
        assert made.counted()["updated"] >= 1
        assert made.counted()["dropped:budget"] >= 2
        assert [entry["event"] for entry in logged] == ["llm_budget_spent"]
        assert made.metrics.tokens.collect()[0].samples[0].value <= 1_500


async def test_a_full_queue_drops_and_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    async with language_model(say=lambda _: BETTER, delay_s=30) as model, world(model) as made:
        for number in range(module.AT_ONCE + 4):
            await made.say(await made.begin(f"c{number}"), "e1", ANGRY)
            await asyncio.sleep(0)
        assert made.counted()["dropped:queue_full"] >= 1


async def test_events_do_not_wait_for_words() -> None:
    """While the endpoint hangs, steps are taken as if there were none."""
    async with language_model(say=lambda _: BETTER, delay_s=30) as model, world(model) as made:
        key = await made.begin()
        await made.say(key, "e1", ANGRY)
        await soon(lambda: model.asked)
        for number in range(20):
            await made.say(key, f"n{number}", "And now?")
        assert made.counted() == {}
        assert (await made.prompt(key))["status"] == "open"


async def test_late_events_keep_the_words() -> None:
    """A message that comes late folds the conversation again: the words stay, and so do the numbers."""
    async with language_model(say=lambda _: BETTER) as model, world(model) as made:
        key = await made.begin()
        now = time.time()
        at = [time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - ago)) for ago in (60, 50)]
        late, angry = [
            read_event({"id": f"e{n}", "type": "message", "role": "customer", "text": text, "at": when})
            for n, (text, when) in enumerate(zip(("Hello?", ANGRY), at, strict=True))
        ]
        await made.runner.post(key, [angry])
        await made.until_counted("updated")
        await made.runner.post(key, [late])
        assert (await made.prompt(key))["say"] == SHOWN
        assert [entry["kind"] for entry in await made.log(key)].count("prompt_updated") == 1


async def test_a_replay_knows_nothing_of_it() -> None:
    """The same events without an endpoint give the same prompts, in the playbook's words, at the same times."""
    async with language_model(say=lambda _: BETTER) as model, world(model) as made:
        key = await made.begin()
        await made.say(key, "e1", ANGRY)
        await made.until_counted("updated")
        await made.say(key, "e2", "I'm sorry, Robin.", "agent")
        log = await made.log(key)
        events = [read_event(entry["event"]) for entry in log if entry["kind"] == "event"]
        begun = read_opening({**OPENING, "id": "c1"}, "c1").conversation
        heard = {event.id: await understand(begun, event) for event in events}
        played = replay(begun, events, None, lambda _, event: heard[event.id], PLAYBOOK)
        bodies = [parse(dump(entry_body(entry, "c1"))) for entry in played.entries]
        logged = [{**entry, **without_latency(entry)} for entry in log if entry["kind"] != "prompt_updated"]
        assert bodies == logged
        assert all(not prompt.polished for prompt in played.prompts)


def without_latency(entry: dict[str, Any]) -> dict[str, Any]:
    prompt = entry.get("prompt")
    if not isinstance(prompt, dict):
        return {}
    return {"prompt": {name: value for name, value in prompt.items() if name != "latency_ms"}}
