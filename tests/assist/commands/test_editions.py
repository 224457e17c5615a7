"""What is changed at one process is used by the others: two real servers, over one SQLite file and over Redis."""

import contextlib
import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.assist.commands.test_worker import WITHIN_S, started
from tests.assist.redis_server import RedisServer

KEY = "key-of-both-of-the-servers"
PARCELS = "# Parcels\n\nWeigh every parcel twice on the blue scale before you send it.\n"
MOMENT = """
moment: mention_blue_scale
opens: {now: customer.message}
because: {en: "a customer wrote"}
query: {en: "Weigh every parcel twice on the blue scale."}
words: {en: {instruction: "Weigh it.", say: "I weigh it."}}
examples: {fires: {en: [["customer: Hi"]]}, silent: {en: [["agent: Hi"]]}}
"""


class Server:
    """One of the two."""

    def __init__(self, url: str) -> None:
        self.url = url

    def call(self, method: str, path: str, body: str | None = None, kind: str = "text/markdown") -> Any:
        headers = {"Authorization": f"Bearer {KEY}", "Content-Type": kind}
        request = urllib.request.Request(self.url + path, body and body.encode(), headers, method=method)
        with urllib.request.urlopen(request, timeout=WITHIN_S) as answer:
            said = answer.read()
            return json.loads(said) if said else None

    def documents(self) -> set[str]:
        """What is found by a search for the blue scale."""
        found = self.call("GET", "v1/guidelines/search?q=weigh+the+parcel+on+the+blue+scale&language=en")
        return {match["document"] for match in found["matches"]}

    def quotes(self) -> set[str]:
        """Documents whose sentences the new moment quotes."""
        cited = self.call("GET", "v1/guidelines/coverage")["cited"]
        return {one["document"] for one in cited if "mention_blue_scale" in one["moments"]}

    def versions(self) -> tuple[str, str, int, int]:
        """Of guidelines and playbook."""
        guidelines, playbook = (self.call("GET", f"v1/{name}") for name in ("guidelines", "playbook"))
        return guidelines["version"], playbook["version"], guidelines["edition"], playbook["edition"]


@pytest.fixture(params=["sqlite", "redis"])
def servers(
    data: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Server, Server]]:
    """On one folder and its SQLite file, or each with a folder of its own, as two machines have, and Redis."""
    monkeypatch.setenv("BISTAND_API_KEY", KEY)
    folders = [data, data]
    if request.param == "redis":
        redis: RedisServer = request.getfixturevalue("redis")
        monkeypatch.setenv("BISTAND_STORE", redis.url)
        folders = [data, tmp_path / "elsewhere"]
    with contextlib.ExitStack() as stack:
        told = [stack.enter_context(started("serve", folder, "--port", "0"))[1] for folder in folders]
        yield Server(str(told[0]["url"])), Server(str(told[1]["url"]))


def soon(check: Any) -> float:
    """Wait until it holds; in how many seconds it did."""
    began = time.monotonic()
    while not check():
        assert time.monotonic() < began + WITHIN_S, "it did not come about"
        time.sleep(0.05)
    return time.monotonic() - began


def test_what_one_changes_the_other_uses(servers: tuple[Server, Server]) -> None:
    """A document and a moment put in at one, changed and taken out at the other."""
    one, other = servers
    assert one.versions() == other.versions()
    for server in servers:  # one that comes new to a workspace with guidelines brings no sample along
        assert [info["document"] for info in server.call("GET", "v1/guidelines")["documents"]] == ["service-en"]
    one.call("PUT", "v1/guidelines/parcels", PARCELS)
    assert one.documents() == {"parcels"}
    print("document", soon(lambda: other.documents() == {"parcels"}))  # noqa: T201
    other.call("PUT", "v1/playbook/mention_blue_scale", MOMENT, "application/yaml")
    assert other.quotes() == {"parcels"}
    print("moment", soon(lambda: one.quotes() == {"parcels"}))  # noqa: T201
    soon(lambda: one.versions() == other.versions())
    before = one.versions()
    other.call("PUT", "v1/guidelines/parcels", PARCELS.replace("blue", "green"))
    other.call("PUT", "v1/guidelines/scales", PARCELS)
    soon(lambda: "scales" in one.quotes())
    other.call("DELETE", "v1/guidelines/scales")
    one.call("DELETE", "v1/guidelines/parcels")
    for server in servers:
        soon(lambda server=server: server.documents() == set() == server.quotes())
    soon(lambda: one.versions() == other.versions())
    assert one.versions()[2] > before[2]


def test_a_first_server_over_redis_has_the_sample(
    tmp_path: Path, redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is kept anywhere, a newcomer finds the handbook, and moments that quote it."""
    monkeypatch.setenv("BISTAND_API_KEY", KEY)
    monkeypatch.setenv("BISTAND_STORE", redis.url)
    with started("serve", tmp_path / "first", "--port", "0") as (_, told):
        server = Server(str(told["url"]))
        names = {info["document"] for info in server.call("GET", "v1/guidelines")["documents"]}
        assert names == {f"handbook-{language}" for language in ("da", "en", "nb", "pt", "sv")}
        assert server.call("GET", "v1/guidelines/coverage")["cited"]
