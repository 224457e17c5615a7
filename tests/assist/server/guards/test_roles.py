"""Who may do what: every route by every role, and an agent among colleagues."""

import re
from pathlib import Path
from typing import Any

import pytest

from assist.server.http import API
from assist.workspaces import Role
from tests.assist.server.conftest import KEY, Running, Serve, said
from tests.assist.server.minting import key_of, mint, opened_by

README = Path(__file__).resolve().parents[4] / "README.md"
SERVER, SERVER_KEY = key_of("server")
AGENT, AGENT_KEY = key_of("agent")
LEAD, LEAD_KEY = key_of("lead")
LEE, LEE_KEY = key_of("agent", agent="lee", name="lees")
OPENS = {"default": opened_by(SERVER_KEY, AGENT_KEY, LEAD_KEY, LEE_KEY)}
KEYS = {Role.SERVER: SERVER, Role.AGENT: AGENT, Role.LEAD: LEAD}
CLOSED = [route for route in API if not route.is_open]


@pytest.mark.parametrize("role", Role)
async def test_every_route(serve: Serve, role: Role) -> None:
    """A key is refused exactly where the route is not for it; the refusal says what is needed."""
    async with serve(opens=OPENS) as server:
        for route in CLOSED:
            path = re.sub(r"\{\w+\}", "x", route.path)
            status, body = await server.call(route.method, path, key=KEYS[role], data=b"{}")
            assert (status == 403) == (role not in route.roles), (route.method, path, status)
            if status == 403:
                assert f"is for keys of role {' or '.join(sorted(route.roles))}; this one is {role}" in body["detail"]
            assert (await server.call(route.method, path, key=KEY, data=b"{}"))[0] != 403


def test_the_readme_has_the_table() -> None:
    """Each route with a tick for each role that it is for."""
    rows = re.findall(r"^\| `([A-Z]+) (/v1/\S+)` \| (.*?) \| (.*?) \| (.*?) \|", README.read_text(), re.MULTILINE)
    shown = {(row[0], row[1]): {role for role, tick in zip(Role, row[2:], strict=True) if tick} for row in rows}
    assert shown == {(route.method, route.path): set(route.roles) for route in CLOSED}


async def begin(server: Running, name: str, key: str, **about: Any) -> int:
    body = {"id": name, "channel": "chat", **about}
    return (await server.call("POST", "/v1/conversations", key=key, json=body))[0]


@pytest.mark.parametrize("kind", ["token", "key"])
async def test_an_agent_among_colleagues(serve: Serve, kind: str) -> None:
    """Sees their own conversations and nobody's; a colleague's is as if it were not there."""
    lee = mint(sub="lee") if kind == "token" else LEE
    async with serve(opens=OPENS) as server:
        await begin(server, "lees", SERVER, agent={"id": "lee"})
        await begin(server, "kims", SERVER, agent={"id": "kim"})
        await begin(server, "nobodys", SERVER)
        for name, status in (("lees", 200), ("nobodys", 200), ("kims", 404), ("none", 404)):
            one = f"/v1/conversations/{name}"
            calls: list[tuple[str, str, dict[str, Any]]] = [
                ("GET", one, {}),
                ("GET", f"{one}?prompts=open", {}),
                ("GET", f"{one}/log", {}),
                ("POST", f"{one}/events", {"json": said("e1")}),
            ]
            for method, path, given in calls:
                found, body = await server.call(method, path, key=lee, **given)
                assert found == status, (method, path)
                if status == 404:
                    assert body["detail"].replace(name, "") == "There is no conversation '' in this workspace"
        assert (await feedback(server, "kims", lee))[0] == 404
        assert (await feedback(server, "lees", lee))[0] == 200
        _, queue = await server.call("GET", "/v1/conversations", key=lee)
        assert [one["id"] for one in queue["conversations"]] == ["lees"]
        assert (await server.call("GET", "/v1/conversations?agent=kim", key=lee))[0] == 403
        async with server.socket(lee) as socket:
            for name in ("kims", "none"):
                for frame in (
                    {"type": "subscribe"},
                    {"type": "event", "event": said("e2")},
                    {"type": "feedback", "prompt": "p1", "action": "shown"},
                ):
                    await socket.send_json({**frame, "conversation": name})
                    refused = await socket.receive_json(timeout=60)
                    assert (refused["type"], refused["code"]) == ("error", "not_found")
                    assert refused["detail"] == f"There is no conversation {name!r} in this workspace"
            await socket.send_json({"type": "subscribe", "conversation": "lees"})
            assert (await socket.receive_json(timeout=60))["type"] == "subscribed"


async def feedback(server: Running, name: str, key: str) -> tuple[int, Any]:
    path = f"/v1/conversations/{name}/prompts/p1/feedback"
    return await server.call("POST", path, key=key, json={"action": "shown"})


async def test_an_agent_begins_their_own(serve: Serve) -> None:
    """With what the token says of them; never a colleague's, and never by finding one there."""
    kim = mint(sub="kim", name="Kim", language="sv", tenure="new")
    async with serve(opens=OPENS) as server:
        assert await begin(server, "c1", kim) == 201
        assert await begin(server, "c1", kim) == 200
        assert await begin(server, "c2", kim, agent={"id": "lee"}) == 403
        assert await begin(server, "c3", kim, agent={"id": "kim", "name": "K"}) == 201
        _, shown = await server.call("GET", "/v1/conversations/c1")
        assert {"role": "agent", "id": "kim", "name": "Kim", "language": "sv"} in shown["participants"]
        assert await begin(server, "c1", mint(sub="lee")) in {404, 409}


async def test_a_lead_sees_all(serve: Serve) -> None:
    """Also one whose token says so; a shared agent's key too."""
    async with serve(opens=OPENS) as server:
        await begin(server, "kims", SERVER, agent={"id": "kim"})
        for key in (mint(sub="pat", role="lead"), LEAD, AGENT):
            assert (await server.call("GET", "/v1/conversations/kims", key=key))[0] == 200


async def test_everybody_is_told_who_they_are(serve: Serve) -> None:
    """For pages that show what their reader may do."""
    async with serve(opens=OPENS) as server:
        assert await server.call("GET", "/v1/me", key=LEE) == (
            200, {"workspace": "default", "agent": "lee", "roles": ["agent"]},
        )  # fmt: skip
        assert (await server.call("GET", "/v1/me", key=KEY))[1]["roles"] == ["agent", "lead", "server"]
