"""Who read what, over HTTP and the stream: what is noted, who may see it, and what is never in it."""

from typing import Any

import pytest

from tests.assist.server.conftest import KEY, OTHER_KEY, Running, Serve, said
from tests.assist.server.minting import key_of, mint, opened_by

SERVER, SERVER_KEY = key_of("server")
LEAD, LEAD_KEY = key_of("lead")
LEE, LEE_KEY = key_of("agent", agent="lee", name="lees")
OPENS = {"default": opened_by(SERVER_KEY, LEAD_KEY, LEE_KEY)}


async def lines(server: Running, key: str = KEY, **asked: Any) -> list[dict[str, Any]]:
    """The trail, oldest first, without the questions for it."""
    _, body = await server.call("GET", "/v1/audit", key=key, params=asked)
    return [line for line in reversed(body["lines"]) if line["call"] != "GET /v1/audit"]


async def test_reads_erasures_and_changes_are_noted(serve: Serve) -> None:
    """Each with who it was: a key by its id, a token by its agent and `jti`."""
    token = mint(sub="kim", jti="t-1")
    async with serve(opens=OPENS) as server:
        await server.begin("c1")
        await server.post(said("e1", text="SECRET words"))
        one = "/v1/conversations/c1"
        calls = [
            ("GET", "/v1/conversations", LEE, {}),
            ("GET", one, LEE, {}),
            ("GET", f"{one}/log", token, {}),
            ("PUT", "/v1/guidelines/handbook", LEAD, {"data": b"Be kind."}),
            ("DELETE", "/v1/guidelines/handbook", LEAD, {}),
            ("DELETE", one, SERVER, {}),
        ]
        for method, path, key, given in calls:
            status, _ = await server.call(method, path, key=key, **given)
            assert status in {200, 204}, (method, path)
        told = await lines(server)
        assert [(line["call"], line["conversation"], line["subject"]) for line in told] == [
            ("GET /v1/conversations", "", ""),
            ("GET /v1/conversations/{conversation}", "c1", ""),
            ("GET /v1/conversations/{conversation}/log", "c1", ""),
            ("PUT /v1/guidelines/{document}", "", "handbook"),
            ("DELETE /v1/guidelines/{document}", "", "handbook"),
            ("DELETE /v1/conversations/{conversation}", "c1", ""),
        ]
        who = [(line["agent"], line["key"], line["token"], line["roles"]) for line in told]
        assert who[1] == ("lee", "lees", "", ["agent"])
        assert who[2] == ("kim", "", "t-1", ["agent"])
        assert who[3] == ("", "lead", "", ["lead"])
        assert who[5] == ("", "server", "", ["server"])
        _, page = await server.call("GET", "/v1/audit")
        assert "SECRET" not in str(page)


async def test_following_is_reading(serve: Serve) -> None:
    """A subscription that is let in is noted, one that is not is none."""
    async with serve(opens=OPENS) as server:
        await server.begin("c1")
        async with server.socket(LEE) as socket:
            for name in ("nobody", "c1"):
                await socket.send_json({"type": "subscribe", "conversation": name, "after": 0})
                await socket.receive_json(timeout=60)
        assert [(line["call"], line["conversation"], line["agent"]) for line in await lines(server)] == [
            ("subscribe", "c1", "lee")
        ]


async def test_what_was_refused_was_not_read(serve: Serve) -> None:
    async with serve(opens=OPENS) as server:
        await server.begin("kims", agent={"id": "kim"})
        for path in ("/v1/conversations/kims", "/v1/conversations/kims/log", "/v1/conversations?agent=kim"):
            status, _ = await server.call("GET", path, key=LEE)
            assert status in {403, 404}
        assert await lines(server) == []


async def test_it_is_found_by_time_agent_and_conversation_page_by_page(serve: Serve) -> None:
    async with serve(opens=OPENS) as server:
        for name in ("c1", "c2"):
            await server.begin(name)
        for key in (LEE, LEAD):
            for name in ("c1", "c2"):
                await server.call("GET", f"/v1/conversations/{name}", key=key)
        assert len(await lines(server)) == 4
        assert [line["conversation"] for line in await lines(server, agent="lee")] == ["c1", "c2"]
        assert [line["agent"] for line in await lines(server, conversation="c1")] == ["lee", ""]
        first = (await lines(server))[0]
        assert await lines(server, to=first["at"]) == []
        assert len(await lines(server, **{"from": first["at"]})) == 4
        assert await lines(server, **{"from": "2100-01-01T00:00:00Z"}) == []
        seen, before = [], {}
        while before is not None:
            _, page = await server.call("GET", "/v1/audit", params={"conversation": "c1", "limit": 1, **before})
            seen += [line["agent"] for line in page["lines"]]
            before = {"before": page["next"]} if page["next"] else None
        assert seen == ["", "lee"]


@pytest.mark.parametrize(
    "asked", ["from=yesterday", "to=2026-01-01T00:00:00", "limit=0", "limit=1001", "agents=x", "before=", "before=x"]
)
async def test_what_cannot_be_asked(server: Running, asked: str) -> None:
    status, body = await server.call("GET", f"/v1/audit?{asked}")
    assert status == 422
    assert body["errors"][0]["field"] == asked.partition("=")[0]


async def test_each_workspace_sees_its_own(server: Running) -> None:
    await server.begin("c1")
    await server.call("GET", "/v1/conversations/c1")
    assert await lines(server, key=OTHER_KEY) == []
    assert len(await lines(server)) == 1
