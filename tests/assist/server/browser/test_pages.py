"""Pages as files, and who is told the generated key."""

from pathlib import Path

import pytest
import yarl

from assist.server.browser import pages
from tests.assist.server.conftest import KEY, Running, Serve


@pytest.fixture(autouse=True)
def _plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "console/index.html",
        "console/app.js",
        "console/.secret",
        "widget/bistand-panel.js",
        "widget/page.html",
        "other.txt",
    ):
        path = tmp_path / "plugins" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"this is {name}" + " and more" * 50)
    monkeypatch.setattr(pages, "PLUGINS", tmp_path / "plugins")


async def test_pages_have_a_strict_policy(server: Running) -> None:
    """Nothing from elsewhere, nothing inline, no frame but our own."""
    async with server.asked("GET", "/", key=None) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with server.asked("GET", "/console/app.js", key=None) as response:
        assert "javascript" in response.content_type
    async with server.asked("GET", "/widget/bistand-panel.js", key=None) as response:
        assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (200, "*")


async def test_the_panel_has_a_page_of_its_own(server: Running) -> None:
    """For desks that can show a page and nothing more."""
    async with server.asked("GET", "/panel?conversation=c1", key=None) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert "require-trusted-types-for 'script'" in response.headers["Content-Security-Policy"]


async def test_code_goes_out_compressed(server: Running) -> None:
    """The panel's modules are loaded by pages of slow desks."""
    async with server.asked("GET", "/widget/bistand-panel.js", key=None) as response:
        assert response.headers["Content-Encoding"] in {"gzip", "deflate"}
        assert (await response.text()).startswith("this is widget/bistand-panel.js")
        tag = response.headers["ETag"]
    unchanged = {"If-None-Match": tag}
    async with server.asked("GET", "/widget/bistand-panel.js", key=None, headers=unchanged) as response:
        assert response.status == 304


@pytest.mark.parametrize(
    "path",
    [
        "/dashboard",
        "/console/nothing.js",
        "/console/.secret",
        "/console/..%2Fother.txt",
        "/console/%2e%2e/other.txt",
        "/console/%2Fetc/passwd",
        "/console/a%00b",
        "/widget/../other.txt",
    ],
)
async def test_nothing_else_is_a_file(server: Running, path: str) -> None:
    """What is not there, hidden, or outside of its folder is not found."""
    async with server.session.get(yarl.URL(server.address + path, encoded=True)) as response:
        assert response.status == 404


async def test_the_page_is_told_the_generated_key(serve: Serve) -> None:
    """Its own page on this machine gets it, uncached and for no other origin."""
    async with serve(generated=True) as server:
        for headers in ({}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": server.address}):
            async with server.asked("GET", "/console/config.json", key=None, headers=headers) as response:
                assert await response.json() == {"key": KEY}
                assert response.headers["Cache-Control"] == "no-store"
                assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.test"},
        {"Host": "localhost.evil.test:8400"},
        {"Host": "127.0.0.1.evil.test"},
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"X-Forwarded-For": "10.0.0.1"},
        {"Forwarded": "for=10.0.0.1"},
    ],
    ids=str,
)
async def test_nobody_else_is(serve: Serve, headers: dict[str, str]) -> None:
    """Rebound names, foreign pages, and what comes through a proxy are refused."""
    async with serve(generated=True) as server:
        status, body = await server.call("GET", "/console/config.json", key=None, headers=headers)
        assert status == 403
        assert KEY not in str(body)


async def test_a_rebound_name_gets_nothing_at_all(serve: Serve) -> None:
    """A server with a generated key answers to loopback names only; one with a configured key to any."""
    async with serve(generated=True) as server:
        for path in ("/", "/health", "/v1/conversations"):
            assert (await server.call("GET", path, headers={"Host": "evil.test"}))[0] == 403
        assert (await server.call("GET", "/health", headers={"Host": "localhost:1"}))[0] == 200
    async with serve() as server:
        assert (await server.call("GET", "/health", headers={"Host": "desk.example.com"}))[0] == 200


async def test_a_configured_key_is_never_told(server: Running) -> None:
    """People type it in."""
    assert await server.call("GET", "/console/config.json", key=None) == (200, {})
