"""Bodies, frames and desks' deliveries that nobody would send in good faith: refused in a sentence, never a crash."""

import asyncio
import json
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.desks import DESKS
from assist.desks.desk import Account, Delivery, Desk, Post
from assist.errors import AssistError
from assist.packing import pack, unpack
from assist.wire.frames import FRAMES, read_frame
from tests.attack.effort import examples
from tests.attack.mutations import mutated, mutated_json
from tests.attack.world import Host

MESSAGE = {"id": "e1", "type": "message", "role": "customer", "text": "Hej, å 🙂", "at": "2026-01-31T09:30:00Z"}
EVENTS = [
    MESSAGE,
    {"id": "e2", "type": "hold_started", "reason": "x"},
    {"id": "e3", "type": "agent_joined", "agent": {"id": "a", "name": "Bo", "language": "da", "tenure": "new"}},
    {"id": "e4", "type": "voicemail_left", "text": "hi", "caller": "Åsa"},
    {"id": "e5", "type": "transfer_started", "to": "supervisor"},
    {"id": "e6", "type": "draft", "text": "x"},
]
OPENING = {"id": "c9", "channel": "chat", "language": "sv", "customer": {"name": "Åsa"}, "agent": {"id": "a1"}}
CALLS: dict[tuple[str, str], list[Any]] = {
    ("POST", "/v1/conversations"): [OPENING],
    ("POST", "/v1/conversations/c1/events"): [*EVENTS, {"events": EVENTS[:5]}],
    ("POST", "/v1/conversations/c1/prompts/p1/feedback"): [{"action": "used", "reason": "x", "text": "y"}],
    ("POST", "/v1/replay"): [
        {"conversation": OPENING, "events": [MESSAGE, {**MESSAGE, "id": "e2", "role": "agent"}]},
        {"conversation": OPENING, "events": [{**MESSAGE, "at": 0}, {**EVENTS[1], "at": 61.5}], "until": 400},
    ],
    ("POST", "/v1/drafts/check"): [{"channel": "email", "draft": "Hej", "in_reply_to": ["Var är paketet?"]}],
}
SENT = {
    "authenticate": {"token": "x"},
    "subscribe": {"conversation": "c1", "after": 3, "epoch": "abc"},
    "unsubscribe": {"conversation": "c1"},
    "event": {"conversation": "c1", "event": MESSAGE},
    "feedback": {"conversation": "c1", "prompt": "p1", "action": "used"},
    "heartbeat": {},
}
FRAMES_SENT = [{"type": kind, **fields} for kind, fields in SENT.items()]
WORDS = ("Hej, å", "paketet", "Åsa")  # of the customer; they may turn up in no refusal


class World:
    """One server for all examples."""

    def __init__(self, data: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self.host = Host(data)
        self.run(self.host.start())
        self.run(self.host.call("default", "POST", "/v1/conversations", {**OPENING, "id": "c1"}))

    def run(self, work: Any) -> Any:
        return self._loop.run_until_complete(work)

    def close(self) -> None:
        self.run(self.host.stop())
        self._loop.close()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    running = World(tmp_path_factory.mktemp("bodies"))
    yield running
    running.close()


@pytest.mark.parametrize(("method", "path"), CALLS)
@examples(60, 1_500)
@given(data=st.data())
def test_a_body_is_taken_or_refused(world: World, method: str, path: str, data: st.DataObject) -> None:
    """Never a 500; a refusal is a problem document that says what and where, and quotes nothing of a customer."""
    seeds = CALLS[method, path]
    as_bytes = mutated([json.dumps(seed, ensure_ascii=False).encode() for seed in seeds])
    body = data.draw(st.one_of(mutated_json(seeds), as_bytes))
    status, answer = world.run(world.host.call("default", method, path, raw=body))
    assert status in {200, 201, 400, 404, 409, 413, 422, 501}, (status, answer)
    if status >= 400:
        assert answer["status"] == status
        assert answer["detail"]
        assert not any(word in json.dumps(answer, ensure_ascii=False) for word in WORDS)
    assert world.run(world.host.call("default", "GET", "/v1/conversations/c1"))[0] == 200


@pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionHeader", "ignore::aiohttp.BadContentDispositionParam")
@examples(30, 1_000)
@given(data=st.data())
def test_a_form_is_taken_or_refused(world: World, data: st.DataObject) -> None:
    """A multipart body broken anywhere."""
    good = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
    body = data.draw(mutated([good + b"Answer every customer.\r\n--x--\r\n"]))
    kind = data.draw(st.sampled_from(("multipart/form-data; boundary=x", "multipart/form-data", "text/plain")))
    status, answer = world.run(world.host.put_document("d1", body, kind))
    assert status in {200, 400, 413, 422}, (status, answer)


def test_a_file_of_a_type_that_is_no_text_is_refused(world: World) -> None:
    """The refusal quotes the type, and has to be text all the same."""
    part = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\nContent-Type: \x80\r\n\r\nhi\r\n--x--\r\n'
    status, answer = world.run(world.host.put_document("d2", part, "multipart/form-data; boundary=x"))
    assert (status, answer["title"]) == (422, "The document cannot be used")


@examples(300, 20_000)
@given(data=st.data())
def test_a_frame_is_read_or_refused(data: st.DataObject) -> None:
    """read_frame raises nothing but our own errors."""
    as_bytes = mutated([json.dumps(seed).encode() for seed in FRAMES_SENT]).map(
        lambda raw: raw.decode("utf-8", "replace")
    )
    text = data.draw(st.one_of(mutated_json(FRAMES_SENT).map(bytes.decode), as_bytes, st.text(max_size=100)))
    try:
        assert isinstance(read_frame(text), tuple(FRAMES.values()))
    except AssistError as error:
        assert error.detail


@pytest.mark.parametrize("name", DESKS)
@examples(60, 2_500)
@given(data=st.data())
def test_a_delivery_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """Whatever comes under a desk's name: `verify` and `parse` raise nothing but our own errors."""
    seeds = PAYLOADS[name]
    as_bytes = mutated([json.dumps(seed).encode() for seed in seeds if not isinstance(seed, bytes)] + raw_of(seeds))
    bodies = [seed for seed in seeds if not isinstance(seed, bytes)]
    body = data.draw(st.one_of(mutated_json(bodies), as_bytes) if bodies else as_bytes)
    headers = data.draw(st.dictionaries(st.sampled_from(HEADERS), st.tuples(st.text(max_size=30)), max_size=6))
    post = Post(
        "POST", f"https://assist.example.com/v1/webhooks/{name}?{data.draw(st.text(max_size=10))}", headers, body, NOW
    )
    account = Account("https://desk.example.com", "token", data.draw(st.sampled_from(("", "7", "a@b.example"))))
    try:
        DESKS[name].verify(post, data.draw(st.lists(st.text(max_size=20), max_size=2)))
    except AssistError as error:
        assert error.detail
    try:
        delivery = DESKS[name].parse(post, account)
    except AssistError as error:
        assert error.detail
    else:
        _read_on(DESKS[name], account, delivery, body)


def _read_on(desk: Desk, account: Account, delivery: Delivery, answer: bytes) -> None:
    """It can be kept until it is worked on; and what is looked up at the desk may be anything too."""
    try:
        contents = [unpack(one.parcel) for one in pack("acme", desk.name, delivery, NOW)]
        assert sum(len(one.events) for one in contents) == sum(len(one.events) for one in delivery.arrivals)
        assert sorted(one.lookup.names for one in contents if one.lookup) == sorted({x.names for x in delivery.lookups})
    except AssistError as error:
        assert error.detail
    for lookup in delivery.lookups:
        assert desk.lookup is not None
        assert desk.lookup.call(account, lookup).url.startswith("https://desk.example.com/")
        try:
            desk.lookup.read(account, lookup, answer)
        except AssistError as error:
            assert error.detail


def seeds_of(name: str) -> list[Any]:
    """The payloads that the desk's own test is made of."""
    module = f"tests.assist.desks.test_{name}"
    found = vars(import_module(module)).values() if find_spec(module) else ()
    return [value for value in found if isinstance(value, dict | list | bytes) and _is_data(value)] or [{}]


def raw_of(seeds: list[Any]) -> list[bytes]:
    """Those that are no JSON."""
    return [seed for seed in seeds if isinstance(seed, bytes)]


def _is_data(value: Any) -> bool:
    if isinstance(value, bytes):
        return True
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True


PAYLOADS = {name: seeds_of(name) for name in DESKS}
NOW = 1795860000.0
HEADERS = (
    *("webhook-id", "webhook-timestamp", "webhook-signature", "x-hub-signature", "x-chatwoot-signature"),
    *("x-chatwoot-timestamp", "x-zendesk-webhook-signature", "x-zendesk-webhook-signature-timestamp"),
    *("x-freshchat-signature", "x-hubspot-signature-v3", "x-hubspot-request-timestamp", "x-api-key"),
    *("x-slack-signature", "x-slack-request-timestamp", "authorization", "content-type", "x-twilio-signature"),
)
