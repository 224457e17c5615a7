"""Dead letters over HTTP: a lead sees of what they died, tries them again or drops them; nobody else does."""

from typing import Any

import pytest

from assist.inbox import Parcel
from assist.ports import Key
from tests.assist.server.conftest import KEY, OTHER_KEY, Running, Serve
from tests.assist.server.desk import DESKS, deliver, events, message, taken_in
from tests.assist.server.minting import key_of, opened_by

CONVERSATION = "/v1/conversations/chatwoot-3-42"
AGENT, AGENT_KEY = key_of("agent")
LEAD, LEAD_KEY = key_of("lead")
OPENS = {"default": opened_by(AGENT_KEY, LEAD_KEY)}


async def buried(server: Running, *numbers: int, text: str = "Where is my parcel?", why: str = "why") -> list[str]:
    """Messages of a desk that nobody could use; the names of the letters, earliest first."""
    inbox, whole = server.parts.store.inbox, server.parts.own.webhooks.intake.consumer._work

    async def fail(parcel: Parcel) -> int:
        await inbox.bury(parcel, parcel.at, why)
        return 0

    server.parts.own.webhooks.intake.consumer._work = fail
    for number in numbers:
        assert (await deliver(server, message(number, text), f"d{number}"))[0] == 200
    server.parts.own.webhooks.intake.consumer._work = whole
    return [letter["id"] for letter in (await listed(server))["letters"]]


async def listed(server: Running, **given: Any) -> dict[str, Any]:
    status, body = await server.call("GET", "/v1/deliveries", **given)
    assert status == 200
    return body


async def retried(server: Running, name: str, **given: Any) -> int:
    """Tried again by the next look."""
    status, _ = await server.call("POST", f"/v1/deliveries/{name}/retry", **given)
    await server.parts.own.webhooks.intake.consumer.look()
    await taken_in(server)
    return status


@pytest.fixture
async def server(serve: Serve) -> Any:
    async with serve(desks=DESKS, opens=OPENS) as running:
        yield running


async def test_a_lead_tries_again_and_drops(server: Running) -> None:
    """Each once; what was tried again is in its conversation, what was dropped comes no more."""
    first, second = await buried(server, 17, 18, why="the desk's API is away")
    shown = await listed(server, key=LEAD)
    assert (shown["waiting"], shown["dead"]) == (0, 2)
    assert {name: shown["letters"][0][name] for name in ("desk", "conversation", "tries", "why")} == {
        "desk": "chatwoot",
        "conversation": "chatwoot-3-42",
        "tries": 1,
        "why": "the desk's API is away",
    }
    assert len((await listed(server, params={"limit": 1}))["letters"]) == 1
    assert await events(server) == []
    assert await retried(server, first, key=LEAD) == 200
    assert await events(server) == ["message-17"]
    assert await retried(server, first, key=LEAD) == 404
    assert (await server.call("DELETE", f"/v1/deliveries/{second}", key=LEAD))[0] == 204
    assert (await server.call("DELETE", f"/v1/deliveries/{second}", key=LEAD))[0] == 404
    assert (await deliver(server, message(18), "d18"))[0] == 200  # its name is known still
    assert await events(server) == ["message-17"]
    assert (await listed(server))["dead"] == 0
    _, trail = await server.call("GET", "/v1/audit")
    told = {(line["call"], line["subject"]) for line in trail["lines"]}
    assert told >= {("POST /v1/deliveries/{delivery}/retry", first), ("DELETE /v1/deliveries/{delivery}", second)}


async def test_nobody_else_may(server: Running) -> None:
    """An agent's key is refused, and another workspace sees nothing of it."""
    (name,) = await buried(server, 17)
    for method, path in (("GET", ""), ("POST", f"/{name}/retry"), ("DELETE", f"/{name}")):
        assert (await server.call(method, f"/v1/deliveries{path}", key=AGENT))[0] == 403
        status, body = await server.call(method, f"/v1/deliveries{path}", key=OTHER_KEY)
        assert (status, body.get("dead")) in {(404, None), (403, None)} if path else (200, 0)
    assert (await listed(server, key=KEY))["dead"] == 1


@pytest.mark.parametrize("name", ["nobody", "%00", "x" * 300, "..%2F..", "å"])
async def test_letters_that_are_not_there(server: Running, name: str) -> None:
    """Whatever the name is."""
    assert (await server.call("DELETE", f"/v1/deliveries/{name}"))[0] == 404
    assert (await server.call("POST", f"/v1/deliveries/{name}/retry"))[0] == 404


async def test_no_words_are_shown_and_erasing_takes_them_along(
    server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in the list nor in the log; and a letter goes with its conversation, or its customer."""
    await buried(server, 17, text="SECRETWORD")
    assert "SECRETWORD" not in str(await listed(server))
    written = capsys.readouterr()
    assert "SECRETWORD" not in written.out + written.err
    assert (await server.call("DELETE", CONVERSATION))[0] == 204
    assert (await listed(server))["dead"] == 0
    (name,) = await buried(server, 18)
    (key,) = await server.parts.store.of_customer("default", "chatwoot-5", 9)
    assert key == Key("default", "chatwoot-3-42")
    assert await server.call("DELETE", "/v1/customers/chatwoot-5") == (200, {"erased": 1})
    assert await retried(server, name) == 404


async def test_metrics_and_readiness_count_them(server: Running) -> None:
    """How much waits and how many are dead."""
    await buried(server, 17, 18)
    await server.parts.own.webhooks.intake.consumer.look()
    _, metrics = await server.call("GET", "/metrics")
    assert b'bistand_inbox{state="dead"} 2.0' in metrics
    assert b'bistand_inbox{state="waiting"} 0.0' in metrics
    assert (await server.call("GET", "/ready", key=None))[1]["deliveries"] == {"waiting": 0, "dead": 2}
