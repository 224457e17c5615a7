"""Who may frame the pages for desks."""

from pathlib import Path

import pytest

from assist.server.browser import pages
from tests.assist.server.conftest import Running, Serve


@pytest.fixture(autouse=True)
def _plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("desks/chatwoot/index.html", "desks/feed.js", "other.txt"):
        path = tmp_path / "plugins" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"this is {name}")
    monkeypatch.setattr(pages, "PLUGINS", tmp_path / "plugins")


async def policy_of(server: Running) -> str:
    async with server.asked("GET", "/desks/chatwoot/index.html", key=None) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        policy: str = response.headers["Content-Security-Policy"]
        return policy


async def test_nobody_frames_a_desks_page_by_default(server: Running) -> None:
    """Not even we."""
    policy = await policy_of(server)
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert await server.call("GET", "/desks/config.json", key=None) == (200, {"origins": [], "webhooks": []})


async def test_configured_desks_may(serve: Serve) -> None:
    """They, and no other; our own pages stay out of every frame but ours."""
    desks = {"zendesk": {"secrets": ["a-secret"]}, "front": {"token": "t"}}
    async with serve(frame_origins="https://chat.example.com, http://localhost:3000", desks=desks) as server:
        assert "frame-ancestors https://chat.example.com http://localhost:3000;" in await policy_of(server)
        origins = ["https://chat.example.com", "http://localhost:3000"]
        told = {"origins": origins, "webhooks": ["zendesk"]}
        assert await server.call("GET", "/desks/config.json", key=None) == (200, told)


@pytest.mark.parametrize("path", ["/desks/nothing.js", "/desks/../other.txt", "/desks/%2e%2e/other.txt", "/desks/"])
async def test_nothing_else_is_a_file(server: Running, path: str) -> None:
    """What is missing or outside of the folder is not found."""
    assert (await server.call("GET", path, key=None))[0] == 404
