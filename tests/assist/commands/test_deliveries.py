"""`bistand deliveries`, over the store itself; and what `bistand check` says of dead letters."""

import asyncio
import json
from pathlib import Path

from assist.app import open_store
from assist.inbox import Counts, Parcel
from assist.ports import AuditAsked, Key, Summary
from assist.settings import read_settings
from assist.wire.text import parse
from tests.assist.commands.running import ran, refused, result_of


def buried(folder: Path, *names: str, workspace: str = "default") -> None:
    """Dead letters in the store of a data folder."""

    async def bury() -> None:
        store = await open_store(read_settings(data=folder))
        key = Key(workspace, "chatwoot-3-42")
        await store.create(key, b"state", b"opening", Summary())
        for at, name in enumerate(names, 1):
            assert await store.inbox.add(Parcel(key, name, "chatwoot", b"MARKED", at), 9e9, take=False) == []
            for one in await store.inbox.take(workspace, at, 9e9, 9):
                await store.inbox.bury(one, at, f"{name} died of it")
        await store.close()

    asyncio.run(bury())


def inbox_of(folder: Path, workspace: str = "default") -> tuple[Counts, list[tuple[str, str]]]:
    """What there is, and who did what to it."""

    async def read() -> tuple[Counts, list[tuple[str, str]]]:
        store = await open_store(read_settings(data=folder))
        counts, lines = await store.inbox.counts(workspace), await store.audit.read(workspace, AuditAsked(), 99)
        await store.close()
        return counts, sorted((parse(line.body)["call"], parse(line.body)["subject"]) for line in lines)

    return asyncio.run(read())


def test_what_is_dead_is_listed(tmp_path: Path) -> None:
    """With the reason, never the words; the exit code says whether there is anything."""
    at = ("--data", str(tmp_path))
    assert ran("deliveries", "list", *at) == "0 waiting, 0 dead\n"
    buried(tmp_path, "ab1", "ab2")
    said = ran("deliveries", "list", *at, code=1)
    assert "0 waiting, 2 dead" in said
    for word in ("ab1", "chatwoot-3-42", "ab2 died of it"):
        assert word in said
    assert "MARKED" not in said
    letters = json.loads(ran("deliveries", "list", *at, "--json", code=1))["letters"]
    assert [letter["id"] for letter in letters] == ["ab1", "ab2"]
    assert json.loads(ran("deliveries", "list", *at, "--json", "--workspace", "acme"))["dead"] == 0


def test_they_are_tried_again_and_dropped(tmp_path: Path) -> None:
    """By how their ids begin, or all; noted, and gone from the disk once dropped."""
    at = ("--data", str(tmp_path))
    buried(tmp_path, "ab1", "ab2", "cd")
    assert "is how 2 dead letters begin" in refused("deliveries", "retry", "ab", *at)
    assert "say either which ones" in refused("deliveries", "drop", *at)
    assert ran("deliveries", "retry", "c", *at) == "1 tried again\n"
    assert inbox_of(tmp_path) == (Counts(1, 2), [("bistand deliveries retry", "cd")])
    assert ran("deliveries", "drop", "--all", *at) == "2 dropped\n"
    counts, trail = inbox_of(tmp_path)
    assert counts == Counts(waiting=1)
    assert trail[:2] == [("bistand deliveries drop", "ab1"), ("bistand deliveries drop", "ab2")]
    code, _, err = result_of("deliveries", "retry", "--all", *at)
    assert (code, err) == (1, "bistand: there is no dead letter\n")
    assert "--workspace goes with the store" in refused(
        "deliveries", "list", "--workspace", "acme", "--server", "http://127.0.0.1:1", *at
    )


def test_check_says_so(tmp_path: Path) -> None:
    """A dead letter is something to mend; what waits is not."""
    at = ("--data", str(tmp_path), "--json")

    def finding(code: int) -> tuple[bool, str]:
        found = json.loads(ran("check", *at, code=code))["findings"]
        (one,) = [each for each in found if each["what"] == "deliveries"]
        return one["is_well"], one["detail"]

    buried(tmp_path, "ab1")
    is_well, detail = finding(1)
    assert (is_well, "1 of workspace default" in detail, "bistand deliveries list" in detail) == (False, True, True)
    ran("deliveries", "retry", "ab1", "--data", str(tmp_path))
    assert finding(0) == (True, "1 wait, none is dead")
