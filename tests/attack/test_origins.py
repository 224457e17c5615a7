"""Which pages may open the stream, by the Origin that the browser says they are of."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.attack.world import Host

LISTED = "https://desk.example.com,https://app.example.org:8443,chrome-extension://abcdefghijklmnop"
MAY = (
    None,  # programs outside of a browser, which need a key all the same
    "https://desk.example.com",
    "HTTPS://Desk.Example.COM",  # scheme and host have no case
    "https://app.example.org:8443",
    "chrome-extension://abcdefghijklmnop",
    "http://127.0.0.1:{port}",  # our own pages
)
MAY_NOT = (
    "https://evil.example.net",
    "https://desk.example.com.evil.example.net",
    "https://evil-desk.example.com",
    "https://desk.example.comx",
    "https://example.com",
    "https://sub.desk.example.com",
    "http://desk.example.com",  # the scheme is part of it
    "https://desk.example.com:8443",  # and so is the port
    "https://desk.example.com:443",  # browsers leave the usual port out
    "https://app.example.org",
    "https://desk.example.com/",
    "https://desk.example.com@evil.example.net",
    "https://evil.example.net#https://desk.example.com",
    "https://desk.example.com, https://evil.example.net",
    "https://desk.example.com.",
    "https://desk.example.com\u00a0",
    "https://xn--dsk-8cd.example.com",  # a Cyrillic letter, as browsers write it
    "null",
    "",
    "*",
    "file://",
    "moz-extension://11111111-2222-3333-4444-555555555555",  # no Firefox extension was let in
    "chrome-extension://ABCDEFGHIJKLMNOPQ",
    "http://127.0.0.1",
    "https://127.0.0.1:{port}.evil.example.net",
    "ws://127.0.0.1:{port}",
    "http://[::1",
)


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    running = Host(tmp_path, origins=LISTED)
    await running.start()
    yield running
    await running.stop()


async def status_for(host: Host, origin: str | None) -> int:
    """How the handshake is answered."""
    headers = {} if origin is None else {"Origin": origin.replace("{port}", str(host.port))}
    try:
        async with connect(f"ws://127.0.0.1:{host.port}/v1/stream", additional_headers=headers, origin=None):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


@pytest.mark.parametrize("origin", MAY)
async def test_these_may(host: Host, origin: str | None) -> None:
    """Those on the list, our own, and programs."""
    assert await status_for(host, origin) == 101


@pytest.mark.parametrize("origin", MAY_NOT)
async def test_these_may_not(host: Host, origin: str) -> None:
    """Everything that only looks like one on the list."""
    assert await status_for(host, origin) == 403


async def test_firefox_extensions_may_once_they_are_let_in(tmp_path: Path) -> None:
    """Each installation has an origin of its own; the key is what counts."""
    host = Host(tmp_path, origins="moz-extension://*")
    await host.start()
    assert await status_for(host, "moz-extension://11111111-2222-3333-4444-555555555555") == 101
    assert await status_for(host, "https://moz-extension.example.net") == 403
    await host.stop()
