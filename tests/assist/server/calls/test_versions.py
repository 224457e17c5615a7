"""The versions of a guideline document over HTTP, with a real library."""

from pathlib import Path
from typing import Any

import pytest

from guidelines_kb import Library
from tests.assist.server.conftest import Running, Serve
from tests.assist.server.minting import key_of, opened_by
from tests.guidelines_kb.conftest import HashingEmbedder

LEAD, LEAD_KEY = key_of("lead", name="anna")
FIRST = "Never keep a caller waiting on hold for more than sixty seconds.\n\nApologise after every hold."
SECOND = FIRST.replace("sixty seconds", "two minutes") + "\n\nThank the customer by name."
PLAIN = {"Content-Type": "text/plain"}


@pytest.fixture
def library(tmp_path: Path, calibrations: Path) -> Library:
    return Library.open(tmp_path / "guidelines", HashingEmbedder(), cache=calibrations)  # type: ignore[no-untyped-call]


async def put(server: Running, text: str, **given: Any) -> None:
    status, _ = await server.call("PUT", "/v1/guidelines/hold", data=text.encode(), headers=PLAIN, **given)
    assert status == 200


async def versions(server: Running) -> list[dict[str, Any]]:
    status, body = await server.call("GET", "/v1/guidelines/hold/versions")
    assert status == 200
    shown: list[dict[str, Any]] = body["versions"]
    return shown


async def test_each_change_is_a_version_with_what_changed(serve: Serve, library: Library) -> None:
    """Newest first: number, who, when, sentences and the difference."""
    async with serve(opens={"default": opened_by(LEAD_KEY)}, parts={"library": library}) as server:
        await put(server, FIRST)
        await put(server, FIRST)  # the same again is none
        await put(server, SECOND, key=LEAD)
        new, old = await versions(server)
        assert (new["version"], new["made"], new["by"], new["sentences"], new["is_current"]) == (
            2,
            "put",
            "anna",
            3,
            True,
        )
        assert new["at"].endswith("Z")
        assert new["changes"] == {
            "added": ["Thank the customer by name."],
            "removed": [],
            "altered": [{"before": FIRST.partition("\n")[0], "after": SECOND.partition("\n")[0]}],
        }
        assert (old["version"], old["by"], old["changes"], old["is_current"]) == (1, "", None, False)
        assert old["bytes"] == len(FIRST)


async def test_going_back_is_a_version_too_and_live_at_once(serve: Serve, library: Library) -> None:
    """The text is what it was; who asks for nothing new changes nothing."""
    async with serve(parts={"library": library}) as server:
        await put(server, FIRST)
        await put(server, SECOND)
        changes = len(server.changes)
        status, body = await server.call("POST", "/v1/guidelines/hold/versions/1/restore")
        assert (status, body["changed"], body["snippets"]) == (200, True, 2)
        assert len(server.changes) == changes + 1
        assert (await server.call("GET", "/v1/guidelines/hold"))[1]["text"] == FIRST
        newest = (await versions(server))[0]
        assert (newest["version"], newest["made"], newest["restored"]) == (3, "restored", 1)
        assert not (await server.call("POST", "/v1/guidelines/hold/versions/1/restore"))[1]["changed"]
        assert len(server.changes) == changes + 1


async def test_what_was_taken_out_is_listed_and_comes_back(serve: Serve, library: Library) -> None:
    """Its versions are still there, and its name is among the removed."""
    async with serve(opens={"default": opened_by(LEAD_KEY)}, parts={"library": library}) as server:
        await put(server, FIRST)
        assert (await server.call("DELETE", "/v1/guidelines/hold", key=LEAD))[0] == 204
        _, body = await server.call("GET", "/v1/guidelines")
        assert [(one["document"], one["by"], one["version"]) for one in body["removed"]] == [("hold", "anna", 1)]
        assert [(one["made"], one["is_current"]) for one in await versions(server)] == [
            ("removed", False),
            ("put", False),
        ]
        assert (await server.call("POST", "/v1/guidelines/hold/versions/1/restore"))[0] == 200
        assert (await server.call("GET", "/v1/guidelines"))[1]["removed"] == []


async def test_the_file_comes_back_as_it_came_and_is_not_shown(serve: Serve, library: Library) -> None:
    """As a download: an uploaded page must not run under our name."""
    async with serve(parts={"library": library}) as server:
        await put(server, FIRST)
        async with server.asked("GET", "/v1/guidelines/hold/versions/1/file") as response:
            assert await response.read() == FIRST.encode()
            assert response.headers["Content-Disposition"] == "attachment"
            assert response.content_type == "application/octet-stream"
            assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("number", ["2", "0", "x", "1e3", "9" * 30, "²"])
async def test_a_version_that_is_not_there(serve: Serve, library: Library, number: str) -> None:
    """404 in one sentence."""
    async with serve(parts={"library": library}) as server:
        await put(server, FIRST)
        for method, call in (("POST", "restore"), ("GET", "file")):
            status, body = await server.call(method, f"/v1/guidelines/hold/versions/{number}/{call}")
            assert (status, "version" in body["detail"]) == (404, True)
        assert (await server.call("GET", "/v1/guidelines/none/versions"))[0] == 404
