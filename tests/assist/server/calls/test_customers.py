"""Everything of a customer, erased over HTTP."""

from typing import Any
from urllib.parse import quote

from assist.redaction import digest_of
from tests.assist.server.conftest import OTHER_KEY, Running, Serve

ID = "mail-lars/7@example.se"
PATH = f"/v1/customers/{quote(ID, safe='')}"


async def names(server: Running, **given: Any) -> list[str]:
    _, body = await server.call("GET", "/v1/conversations", **given)
    return sorted(one["id"] for one in body["conversations"])


async def test_all_conversations_of_a_customer_go(server: Running) -> None:
    """Of this workspace, while a viewer hears of it; the trail says which, and not whose in words."""
    for name in ("c1", "c2"):
        await server.begin(name, customer={"id": ID, "name": "Lars"})
    await server.begin("others", customer={"id": "mail-ann"})
    await server.call(
        "POST", "/v1/conversations", key=OTHER_KEY, json={"id": "c1", "channel": "chat", "customer": {"id": ID}}
    )
    _, shown = await server.call("GET", "/v1/conversations/c1")
    assert shown["participants"][0] == {"role": "customer", "id": ID, "name": "Lars", "language": None}
    async with server.socket() as socket:
        await socket.send_json({"type": "subscribe", "conversation": "c1", "after": 0})
        assert (await socket.receive_json(timeout=60))["type"] == "subscribed"
        assert await server.call("DELETE", PATH) == (200, {"erased": 2})
        assert "was erased" in (await socket.receive_json(timeout=60))["detail"]
    assert await names(server) == ["others"]
    assert await names(server, key=OTHER_KEY) == ["c1"]
    _, trail = await server.call("GET", "/v1/audit")
    told = sorted(
        (line["conversation"], line["subject"]) for line in trail["lines"] if line["call"].startswith("DELETE")
    )
    assert told == [("c1", digest_of(ID)), ("c2", digest_of(ID))]
    assert "lars" not in str(trail)
    status, body = await server.call("DELETE", PATH)
    assert (status, body["detail"]) == (404, "There is no conversation of this customer in this workspace")


async def test_where_masks_are_kept_the_id_still_erases(serve: Serve) -> None:
    """Nothing but its digest is kept, which nobody needs to know."""
    async with serve(mask_stored=True) as server:
        await server.begin("c1", customer={"id": ID, "name": "Lars"})
        _, shown = await server.call("GET", "/v1/conversations/c1")
        assert shown["participants"][0]["id"] == digest_of(ID)
        assert await server.call("DELETE", PATH) == (200, {"erased": 1})
        await server.begin("c2", customer={"id": ID})
        assert await server.call("DELETE", f"/v1/customers/{digest_of(ID)}") == (200, {"erased": 1})


async def test_who_it_is_may_be_said_with_a_message(server: Running) -> None:
    """When a visitor becomes somebody."""
    await server.begin("c1")
    said = {"id": "e1", "type": "message", "role": "customer", "text": "Hej", "caller_id": ID}
    assert (await server.post(said))[0] == 200
    assert (await server.log())[0]["event"]["caller_id"] == ID
    assert await server.call("DELETE", PATH) == (200, {"erased": 1})
