"""Drafts over REST and over the stream: checked, answered, never kept."""

import asyncio
import json
from typing import Any

import pytest

from assist.core.drafts.draft import Finding, Severity
from assist.core.drafts.writing import Proof, Writing
from assist.wire.bodies import MOST_DRAFT
from tests.assist.server.conftest import Running, said

DRAFT = {"id": "d1", "type": "draft", "text": "Hi"}
CHECK = "/v1/drafts/check"


class Proofreader:
    """Finds fault with every draft's first word; may be held up."""

    def __init__(self) -> None:
        self.writings: list[Writing] = []
        self.begun, self.second = asyncio.Event(), asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, writing: Writing) -> Proof:
        (self.second if self.writings else self.begun).set()
        self.writings.append(writing)
        await self.gate.wait()
        found = Finding("spell", "spelling", Severity.WARN, 0, 2, writing.text, (), ())
        return Proof((found,), writing.questions or (), "en")


@pytest.fixture
def proofread(server: Running) -> Proofreader:
    """The server's, from now on."""
    server.parts.own.proofread = Proofreader()
    return server.parts.own.proofread


async def test_a_draft_is_checked(server: Running, proofread: Proofreader) -> None:
    """Findings, questions and language; nothing else is needed than a channel and a text."""
    status, body = await server.call("POST", CHECK, json={"channel": "email", "draft": "Hi", "in_reply_to": "Why?"})
    assert (status, body["findings"][0]["message"], body["questions"], body["language"]) == (200, "Hi", [], "en")
    assert proofread.writings[0].replies_to == ("Why?",)


BAD: list[tuple[Any, int, str]] = [
    ([], 422, "JSON object"),
    ({"draft": "Hi"}, 422, "channel is missing"),
    ({"channel": "email"}, 422, "draft is missing"),
    ({"channel": "pigeon", "draft": "x"}, 422, "channel must be one of"),
    ({"channel": "email", "draft": "a\0b"}, 422, "NUL"),
    ({"channel": "email", "draft": "x" * (MOST_DRAFT + 1)}, 422, "characters"),
    ({"channel": "email", "draft": "x", "in_reply_to": 5}, 422, "in_reply_to"),
    ({"channel": "email", "draft": "x", "in_reply_too": "y"}, 422, "in_reply_too is not a field"),
    ({"draft": "x", "conversation": "nobody"}, 404, "nobody"),
]


@pytest.mark.parametrize(("body", "status", "detail"), BAD, ids=[detail for _, _, detail in BAD])
async def test_bad_drafts_get_a_sentence(
    server: Running, proofread: Proofreader, body: object, status: int, detail: str
) -> None:
    """A status, a sentence, and nothing was checked."""
    got, problem = await server.call("POST", CHECK, json=body)
    assert (got, problem["status"]) == (status, status)
    assert detail in problem["detail"]
    assert proofread.writings == []


async def test_a_conversation_lends_its_names(server: Running, proofread: Proofreader) -> None:
    """Also to a draft that comes as one of its events; the log has nothing of it."""
    await server.begin(customer={"name": "Ann"}, agent={"id": "a1", "name": "Kim", "language": "sv"})
    assert (await server.call("POST", CHECK, json={"draft": "Hi", "conversation": "c1"}))[0] == 200
    status, body = await server.post(said("e1"), DRAFT, {**DRAFT, "id": "d2", "text": "Hi again", "suggestions": False})
    assert (status, [one["id"] for one in body["accepted"]]) == (200, ["e1"])
    assert (body["draft"]["event"], body["draft"]["findings"][0]["message"]) == ("d2", "Hi again")
    assert [one.customer.name for one in proofread.writings] == ["Ann", "Ann"]
    assert [one.suggestions for one in proofread.writings] == [True, False]
    assert "Hi" not in json.dumps(await server.log())
    assert (await server.post(DRAFT, conversation="nobody"))[0] == 404


async def test_a_draft_over_the_stream(server: Running, proofread: Proofreader) -> None:
    """Answered with findings, by the event's name; no acknowledgement, no entry."""
    await server.begin()
    async with server.session.ws_connect(server.stream) as socket:
        await _authenticate(socket)
        await socket.send_json({"type": "event", "conversation": "c1", "event": DRAFT})
        answer = await socket.receive_json(timeout=60)
    assert (answer["type"], answer["conversation"], answer["event"]) == ("findings", "c1", "d1")
    assert {"findings", "questions", "language"} <= answer.keys()
    assert await server.log() == []


async def test_the_latest_draft_wins(server: Running, proofread: Proofreader) -> None:
    """While one is checked, of those that come only the last is checked after it; other conversations go on."""
    await server.begin()
    await server.begin("c2")
    proofread.gate.clear()
    async with server.session.ws_connect(server.stream) as socket:
        await _authenticate(socket)
        await socket.send_json({"type": "event", "conversation": "c1", "event": DRAFT})
        await asyncio.wait_for(proofread.begun.wait(), 60)
        for number in range(2, 9):
            event = {**DRAFT, "id": f"d{number}"}
            await socket.send_json({"type": "event", "conversation": "c1", "event": event})
        await socket.send_json({"type": "event", "conversation": "c2", "event": {**DRAFT, "id": "other"}})
        await asyncio.wait_for(proofread.second.wait(), 60)
        proofread.gate.set()
        told = [(await socket.receive_json(timeout=60))["event"] for _ in range(3)]
    assert sorted(told) == ["d1", "d8", "other"]


async def test_a_server_without_a_drafter_says_so(server: Running) -> None:
    """In a sentence, as with everything that is not there."""
    status, problem = await server.call("POST", CHECK, json={"channel": "email", "draft": "Hi"})
    assert (status, "drafts" in problem["detail"]) == (501, True)


async def _authenticate(socket: Any) -> None:
    await socket.send_json({"type": "authenticate", "token": "key-of-the-default-workspace"})
    assert (await socket.receive_json(timeout=60))["type"] == "ready"
