"""Keys and tokens that are taken back: everywhere, within five seconds, in their own workspace only."""

import asyncio
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from assist.errors import NotAuthenticated, StoreUnavailable
from assist.ports import Store
from assist.server.guards import revocations
from assist.server.guards.auth import Who
from assist.server.guards.revocations import Revocations
from assist.settings import read_settings
from assist.stores.sqlite import SqliteStore
from assist.workspaces import Listed
from tests.assist.redis_server import RedisServer
from tests.assist.server.conftest import KEY, OTHER_KEY, Running, Serve
from tests.assist.server.minting import LIFE_S, key_of, mint, opened_by
from tests.assist.server.stream.test_admission import closed
from tests.assist.stand_ins import Clock

AGENT, AGENT_KEY = key_of("agent")
LEAD, LEAD_KEY = key_of("lead")
THEIRS, THEIR_KEY = key_of("agent", workspace="other")
OPENS = {
    "default": opened_by(AGENT_KEY, LEAD_KEY),
    "other": opened_by(THEIR_KEY, issuer="https://other.example", secret="the secret of the other workspace's desk"),
}
PATH = "/v1/conversations"


async def revoke(server: Running, what: str, name: str, by: str = LEAD) -> tuple[int, Any]:
    return await server.call("POST", "/v1/revocations", key=by, json={"revoke": what, "id": name})


async def status(server: Running, key: str) -> int:
    return (await server.call("GET", PATH, key=key))[0]


def old(**given: Any) -> str:
    """A token of a while ago."""
    now = int(time.time())
    return mint(iat=now - 60, exp=now + LIFE_S, **given)


@pytest.fixture(params=["sqlite", "redis"])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """A store that two processes share."""
    if request.param == "redis":
        redis: RedisServer = request.getfixturevalue("redis")
        return {"store": f"{redis.url}?prefix=revocations-{uuid.uuid4().hex}"}
    return {"store": "sqlite", "data": tmp_path}


@pytest.mark.parametrize(
    ("what", "name", "token"),
    [("key", "agent", AGENT), ("token", "t1", old(jti="t1")), ("agent", "kim", old())],
    ids=["key", "token", "agent"],
)
async def test_everywhere_within_five_seconds(
    serve: Serve, what: str, name: str, token: str, stored: dict[str, Any]
) -> None:
    """Two servers over one store: sockets at both are told and closed, requests at both refused; others stay.

    That it takes no longer lies in how often a server looks, with as much again to spare.
    """
    assert 2 * revocations.EVERY_S < 5.0
    given: dict[str, Any] = {"opens": OPENS, **stored}
    async with serve(**given) as here, serve(**given) as there:
        bystander = old(sub="lee", jti="t2")
        async with here.socket(token) as near, there.socket(token) as far, there.socket(bystander) as other:
            assert (await revoke(here, what, name))[0] == 200
            assert await status(here, token) == 401
            for socket in (near, far):
                assert (await socket.receive_json(timeout=60))["code"] == "not_authenticated"
                assert await closed(socket) == 4101
            for server in (here, there):
                assert await status(server, token) == 401
                assert await status(server, bystander) == await status(server, LEAD) == 200
                async with server.session.ws_connect(server.stream) as late:
                    await late.send_json({"type": "authenticate", "token": token})
                    assert await closed(late) == 4101
            assert not other.closed
    async with serve(**given) as again:
        assert await status(again, token) == 401


async def test_tokens_of_later(serve: Serve) -> None:
    """An agent whose tokens were taken back comes in with a new one."""
    async with serve(opens=OPENS) as server:
        await revoke(server, "agent", "kim")
        assert await status(server, mint()) == 401
        assert await status(server, mint(iat=int(time.time()) + 2)) == 200


async def test_in_ones_own_workspace(serve: Serve) -> None:
    """Ids of another workspace are not known, and what is taken back here is not taken back there."""
    async with serve(opens=OPENS) as server:
        assert (await revoke(server, "key", "lead", by=OTHER_KEY))[0] == 404
        assert (await revoke(server, "key", "agent", by=OTHER_KEY))[0] == 200
        assert (await revoke(server, "agent", "kim", by=OTHER_KEY))[0] == 200
        assert await status(server, THEIRS) == 401
        assert await status(server, AGENT) == await status(server, old()) == await status(server, LEAD) == 200


@pytest.mark.parametrize(
    "body",
    [{}, {"revoke": "key"}, {"id": "agent"}, {"revoke": "keys", "id": "agent"}, {"revoke": "key", "id": ""}, []]
    + [{"revoke": "agent", "id": "a\nb"}, {"revoke": "token", "id": 7}, {"revoke": "key", "id": "agent", "x": 1}],
)
async def test_what_is_no_revocation(serve: Serve, body: Any) -> None:
    """Refused, field by field."""
    async with serve(opens=OPENS) as server:
        assert (await server.call("POST", "/v1/revocations", json=body))[0] == 422


async def test_who_may(serve: Serve) -> None:
    """No agent takes a key back; the server's own key cannot be."""
    async with serve(opens=OPENS) as server:
        assert (await revoke(server, "key", "lead", by=AGENT))[0] == 403
        assert (await revoke(server, "key", "nobody", by=KEY))[0] == 404


class World:
    """One store, as two processes see it."""

    def __init__(self, store: Store) -> None:
        listed = Listed(read_settings(), keys=(AGENT_KEY,))
        self.clock = Clock()
        self.here, self.there = (Revocations(store, listed, self.clock) for _ in range(2))


@pytest.fixture
async def world() -> Any:
    store = await SqliteStore.open(":memory:")
    yield World(store)
    await store.close()


def is_out(known: Revocations, who: Who) -> bool:
    try:
        known.check(who)
    except NotAuthenticated:
        return True
    return False


async def test_how_long(world: World) -> None:
    """Tokens until none of them can live, keys until the file has another."""
    key, token = Who("default", key=AGENT_KEY.name), Who("default", token="t1", issued_at=1.0)
    await world.here.revoke("key", "agent")
    await world.here.revoke("token", "t1")
    assert await world.there.refresh()
    assert not await world.there.refresh()
    assert is_out(world.there, key)
    assert is_out(world.there, token)
    world.clock.now += 24 * 3600 + 60
    await world.there.refresh()
    assert is_out(world.there, token)
    world.clock.now += 3600
    assert await world.there.refresh()
    assert not is_out(world.there, token)
    assert is_out(world.there, key)
    assert not is_out(world.there, Who("default", key="agent/another"))


async def test_names_with_spaces(world: World) -> None:
    """An agent's id may be anything printable."""
    await world.here.revoke("agent", "Kim  van der Berg ")
    now = world.clock.now
    assert is_out(world.here, Who("default", "Kim  van der Berg ", issued_at=now))
    assert not is_out(world.here, Who("default", "Kim  van der Berg ", issued_at=now + 1))
    assert not is_out(world.here, Who("default", "Kim", issued_at=now))
    assert not is_out(world.here, Who("default", "Kim  van der Berg "))  # a key of that agent's


async def test_a_store_that_does_not_answer(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known stays known, and the watch goes on when the store is back."""
    monkeypatch.setattr(revocations, "EVERY_S", 0.05)
    async with serve(opens=OPENS) as server:
        store, answers = server.parts.store, server.parts.store.remembered

        async def silent(*_: Any) -> list[str]:
            raise StoreUnavailable("away")

        monkeypatch.setattr(store, "remembered", silent)
        await asyncio.sleep(0.2)
        assert await status(server, AGENT) == 200
        monkeypatch.setattr(store, "remembered", answers)
        await store.remember("default", "revoked", f"key 1.0 {AGENT_KEY.name}", time.time() + 100)
        for _ in range(600):
            if await status(server, AGENT) == 401:
                break
            await asyncio.sleep(0.05)
        assert await status(server, AGENT) == 401
