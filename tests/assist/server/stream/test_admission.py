"""How long a connection may stay: until its token expires, unless a newer one comes before."""

import time
from typing import Any

import aiohttp
import pytest

from tests.assist.server.conftest import KEY, Running, Serve
from tests.assist.server.minting import key_of, mint, opened_by

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
        assert "expires_at" not in await authenticate(socket, KEY)


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
