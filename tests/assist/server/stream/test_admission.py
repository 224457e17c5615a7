"""How long a connection may stay: until its token expires, unless a newer one comes before."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from assist.client import Refused
from tests.assist.redis_server import soon
from tests.assist.server.conftest import KEY, Running, Serve, said
from tests.assist.server.minting import key_of, lasting, mint, opened_by

LEAD, LEAD_KEY = key_of("lead")
OPENS = {"default": opened_by(LEAD_KEY)}


async def closed(socket: aiohttp.ClientWebSocketResponse, within_s: float = 60.0) -> int | None:
    """The code that a socket is closed with, once everything before it is read."""
    until = time.monotonic() + within_s
    while not socket.closed and time.monotonic() < until:
        await socket.receive(timeout=within_s)
    return socket.close_code


async def authenticate(socket: aiohttp.ClientWebSocketResponse, token: str) -> Any:
    await socket.send_json({"type": "authenticate", "token": token})
    return await socket.receive_json(timeout=60)


async def test_a_token_expires(serve: Serve) -> None:
    """Told until when, told that it is over, and closed with a code that says: do not come back with this one."""
    async with serve(opens=OPENS) as server, server.session.ws_connect(server.stream) as socket:
        ends = int(time.time()) + 2
        ready = await authenticate(socket, mint(exp=ends))
        assert (ready["type"], ready["agent"]) == ("ready", "kim")
        assert ready["at"][:16] <= ready["expires_at"][:16]
        assert ready["expires_at"].startswith(time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ends)))
        said = await socket.receive_json(timeout=60)
        assert (said["type"], said["code"]) == ("error", "not_authenticated")
        assert "expired" in said["detail"]
        assert time.time() >= ends
        assert await closed(socket) == 4101


async def test_a_newer_token_extends(serve: Serve) -> None:
    """Of the same agent; others, and those that are none, change nothing."""
    async with serve(opens=OPENS) as server, server.session.ws_connect(server.stream) as socket:
        await authenticate(socket, mint(exp=int(time.time()) + 2))
        for other in (mint(sub="lee"), mint(role="lead"), KEY, LEAD):
            assert (await authenticate(socket, other))["code"] == "not_authorized"
        assert (await authenticate(socket, mint() + "A"))["code"] == "not_authenticated"
        assert (await authenticate(socket, mint(exp=int(time.time()) + 5)))["type"] == "ready"
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=2.2)  # the first would have been over
        assert await closed(socket) == 4101


async def test_a_key_has_no_end(server: Running) -> None:
    """And says none."""
    async with server.session.ws_connect(server.stream) as socket:
        assert not {"at", "expires_at"} & (await authenticate(socket, KEY)).keys()


async def test_a_page_of_another_workspace(serve: Serve) -> None:
    """A page may use the keys of the workspace that lists it, and no others: not by REST, not by the stream."""
    async with serve(opens=OPENS) as server:
        server.parts.tenants["other"].origins.__init__(("https://other.example",))  # type: ignore[misc]
        server.parts.origins.__init__(("https://desk.example.com", "https://other.example"))  # type: ignore[misc]
        for origin, status in (("https://desk.example.com", 200), ("https://other.example", 403)):
            async with server.asked("GET", "/v1/conversations", headers={"Origin": origin}) as response:
                assert response.status == status
                assert response.headers.get("Access-Control-Allow-Origin") == (origin if status == 200 else None)
        async with server.session.ws_connect(server.stream, origin="https://other.example") as socket:
            assert (await authenticate(socket, KEY))["code"] == "not_authorized"
            assert await closed(socket) == 4103


async def test_a_client_goes_on_without_coming_back(serve: Serve) -> None:
    """The second token takes over on the connection of the first."""
    lives = iter([3, 600])

    async def next_token() -> str:
        return lasting(next(lives))

    async with serve(opens=OPENS) as server:
        await server.begin(agent={"id": "kim"})
        async with server.client(next_token) as client:
            await client.subscribe("c1")
            first = client.ready["expires_at"]
            await soon(lambda: client.ready.get("expires_at", first) > first)
            await server.post(said("e1"))
            while (await client.told(timeout_s=20)).entry is None:
                pass
            assert client.connections == 1


async def test_a_client_whose_token_has_ended_comes_back(serve: Serve) -> None:
    """With the next one, once there is one: the end is no refusal, and nothing is missed."""
    given = iter([lasting(0.5), OSError("away"), OSError("away"), lasting(600)])

    async def next_token() -> str:
        token = next(given)
        if isinstance(token, OSError):
            raise token
        return token

    async with serve(opens=OPENS) as server:
        await server.begin(agent={"id": "kim"})
        async with server.client(next_token) as client:
            await client.subscribe("c1")
            await soon(lambda: client.connections == 2)
            await server.post(said("e1"))
            while (await client.told(timeout_s=20)).entry is None:
                pass


async def test_a_client_gives_up(serve: Serve) -> None:
    """With a token that is none, whoever gives it; and where no token is to be had for another reason."""

    async def wrong() -> str:
        return mint("not the secret that the desk has, but as long")

    async def broken() -> str:
        raise KeyError("session")

    async with serve(opens=OPENS) as server:
        for token in (lasting(-60), wrong, broken):
            with pytest.raises(Refused):
                async with server.client(token):
                    pass
        ends = iter([lasting(0.5)])

        async def once() -> str:
            return next(ends, "nobody")

        async with server.client(once) as client:
            with pytest.raises(Refused, match="4101"):
                await asyncio.wait_for(anext(aiter(client)), 20)
