"""What is kept where a workspace asks for masks: everything but who somebody is, with every place in it still true."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Act, Event, Understanding
from assist.errors import AlreadyExists
from assist.masking import EMAIL, TELEPHONE
from assist.ports import Key
from assist.redaction import digest_of, redacted, redacted_opening
from assist.runner import Runner
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import Opening, read_event, read_opening
from assist.wire.text import parse
from tests.assist.identifiers import made
from tests.assist.stand_ins import PLAYBOOK, Clock, tiny_step

KEY = Key("acme", "c1")
OPENING = {
    "id": "c1",
    "channel": "email",
    "customer": {"id": "+46701234567", "name": "lars@example.se", "language": "sv"},
    "agent": {"id": "a1", "name": "070-123 45 67"},
    "organisation": "Fjordby, 08-123 456 78",
}


def opening() -> Opening:
    return read_opening(OPENING, "x")


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def act_on_upset(conversation: Conversation, event: Event) -> Event:
    """Finds the word in the text that it is given."""
    start = event.text.index("arg")
    return replace(event, understanding=Understanding(acts=(Act("upset", 0.9, start, start + 3),)))


@pytest.fixture
async def runner(tmp_path: Path) -> AsyncIterator[Runner]:
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    yield Runner(store, act_on_upset, lambda: PLAYBOOK, step=tiny_step, clock=Clock(), is_redacting=True)
    await store.close()


def test_an_event_keeps_all_but_identifiers() -> None:
    event = read_event(
        {
            "id": "m-070-123 45 67",
            "type": "message",
            "role": "agent",
            "text": "Ring 070-123 45 67",
            "caller": "lars@example.se",
            "caller_id": "46701234567",
            "agent": {"id": "a1", "name": "Kim Berg"},
        }
    )
    kept = redacted(event)
    assert (kept.id, kept.text, kept.caller) == ("m-070-123 45 67", f"Ring {TELEPHONE}", "")
    assert (kept.caller_id, kept.agent) == (digest_of("46701234567"), event.agent)
    assert redacted(kept) == kept


def test_an_opening_keeps_all_but_identifiers() -> None:
    """A name that is an address greets nobody; what the state and the bytes say is the same."""
    kept = redacted_opening(opening())
    customer, agent = kept.conversation.customer, kept.conversation.agent
    assert (customer.name, customer.language, customer.id) == ("", "sv", digest_of("+46701234567"))
    assert (agent.name, agent.id, kept.conversation.organisation) == ("", "a1", f"Fjordby, {TELEPHONE}")
    assert parse(kept.body)["customer"]["id"] == customer.id
    assert redacted_opening(kept) == kept
    plain = read_opening({"id": "c1", "channel": "chat", "customer": {"name": "Lars"}}, "x")
    assert redacted_opening(plain) == plain


def test_a_customer_is_one_digest() -> None:
    assert digest_of("") == ""
    assert digest_of("4711") == digest_of(digest_of("4711")) != digest_of("4712")


async def test_places_fit_what_is_kept(runner: Runner) -> None:
    """An act's words stand in the log where the log says."""
    await runner.open("acme", opening())
    text = "Jag, lars.holm@example.se, 811228-9874, är arg!"
    event = {"id": "e1", "type": "message", "role": "customer", "text": text}
    assert (await runner.post(KEY, [read_event(event)])).accepted == {"e1": 1}
    entry = parse((await runner._store.entries(KEY, 0, 1))[0].body)
    (act,) = entry["understood"]["acts"]
    assert entry["event"]["text"] == f"Jag, {EMAIL}, [personal number], är arg!"
    assert entry["event"]["text"][act["start"] : act["end"]] == "arg"


async def test_what_is_sent_again_is_known_again(runner: Runner) -> None:
    """The same conversation and the same event, though neither is kept as it came."""
    assert (await runner.open("acme", opening()))[1]
    assert not (await runner.open("acme", opening()))[1]
    with pytest.raises(AlreadyExists):
        await runner.open("acme", read_opening({**OPENING, "organisation": "Another"}, "x"))
    event = read_event({"id": "e1", "type": "message", "role": "customer", "text": "arg, 070-123 45 67"})
    await runner.post(KEY, [event])
    assert (await runner.post(KEY, [event])).duplicates == {"e1": 1}


async def test_nothing_on_disk_knows_anybody(runner: Runner, tmp_path: Path) -> None:
    """Two hundred identifiers through every field that is kept: none is on disk, the words around them are."""
    await runner.open("acme", opening())
    identifiers = [identifier for _, identifier in made(200, seed=3)]
    for place, identifier in enumerate(identifiers):
        said = f"MARKER arg {identifier}, tack"
        bodies = [
            {"type": "message", "role": "customer", "text": said, "caller": identifier, "caller_id": identifier},
            {"type": "hold_started", "reason": said},
            {"type": "voicemail_left", "text": said, "caller": identifier},
        ]
        await runner.post(KEY, [read_event({"id": f"e{place}-{n}", **body}) for n, body in enumerate(bodies)])
        await runner.feedback(KEY, "p1", "edited", said, said)
    kept = bytes_of(tmp_path)
    assert kept.count(b"MARKER") > 1_000
    assert [one for one in (*identifiers, "lars@example.se", "+46701234567") if one.encode() in kept] == []


async def test_a_late_event_is_masked_too(runner: Runner) -> None:
    """It folds the log again, and is kept as the others are."""
    await runner.open("acme", opening())
    for name, at in (("e1", "2022-01-01T10:00:00Z"), ("e2", "2022-01-01T09:00:00Z")):
        body = {"id": name, "type": "message", "role": "customer", "text": "arg, a@b.se", "at": at}
        await runner.post(KEY, [read_event(body)])
    entries = [parse(entry.body) for entry in await runner._store.entries(KEY, 0, 99)]
    assert [one["event"]["text"] for one in entries if one["kind"] == "event"] == [f"arg, {EMAIL}"] * 2
