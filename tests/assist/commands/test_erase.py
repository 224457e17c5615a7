"""`bistand erase`, over the store itself and through a running server."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assist.app import open_store
from assist.ports import AuditAsked, Key, Summary
from assist.settings import read_settings
from assist.wire.text import parse
from tests.assist.commands.running import ran, refused, result_of

ROOT = Path(__file__).resolve().parents[3]


def kept(folder: Path, *customers: str, workspace: str = "default") -> None:
    """Conversations c0, c1 ... of these customers in the store of a data folder."""

    async def keep() -> None:
        store = await open_store(read_settings(data=folder))
        for number, customer in enumerate(customers):
            key = Key(workspace, f"c{number}")
            assert await store.create(key, b"MARKED", b"MARKED", Summary(customer=customer))
        await store.close()

    asyncio.run(keep())


def trail(folder: Path, workspace: str = "default") -> list[tuple[str, str]]:
    """Who erased what, as the store says."""

    async def read() -> list[tuple[str, str]]:
        store = await open_store(read_settings(data=folder))
        lines = await store.audit.read(workspace, AuditAsked(), 99)
        await store.close()
        return sorted((parse(line.body)["key"], line.conversation) for line in lines)

    return asyncio.run(read())


def test_a_customer_goes_and_it_is_noted(tmp_path: Path) -> None:
    """From the store itself, to the last byte; the second time there is nothing."""
    kept(tmp_path, "7", "8/å", "7")
    assert ran("erase", "--customer", "7", "--data", str(tmp_path)) == "2 conversations erased\n"
    assert trail(tmp_path) == [("command line", "c0"), ("command line", "c2")]
    assert json.loads(ran("erase", "--customer", "8/å", "--data", str(tmp_path), "--json")) == {"erased": 1}
    code, _, err = result_of("erase", "--customer", "7", "--data", str(tmp_path))
    assert (code, err) == (1, "bistand: there is nothing of that name\n")
    assert b"MARKED" not in b"".join(path.read_bytes() for path in tmp_path.glob("bistand.db*"))


def test_a_conversation_of_another_workspace(tmp_path: Path) -> None:
    kept(tmp_path, "7", workspace="acme")
    assert result_of("erase", "--conversation", "c0", "--data", str(tmp_path))[0] == 1
    words = ("erase", "--conversation", "c0", "--workspace", "acme", "--data", str(tmp_path))
    assert ran(*words) == "1 conversation erased\n"
    assert trail(tmp_path, "acme") == [("command line", "c0")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "say either --customer ID or --conversation ID"),
        (("--customer", "7", "--conversation", "c1"), "say either --customer ID or --conversation ID"),
        (("--customer", "7", "--server", "http://127.0.0.1:9"), "http://127.0.0.1:9: no server answers"),
        (("--customer", "7", "--server", "http://127.0.0.1:9", "--workspace", "a"), "--workspace goes with the store"),
    ],
)
def test_what_cannot_be_done(words: tuple[str, ...], says: str) -> None:
    assert says in refused("erase", *words)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server in its own process over a tiny step, and where it listens."""
    kept(tmp_path, "7/å", "7/å", "8")
    words = [sys.executable, "-m", "tests.assist.served", str(tmp_path), "0"]
    given = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=given) as process:
        assert process.stdout is not None
        yield next(line.strip() for line in process.stdout if line.startswith("http"))
        process.kill()


def test_a_running_server_does_it(address: str, tmp_path: Path) -> None:
    """With its own key; what it refuses is its own sentence."""
    words = ("--server", address, "--data", str(tmp_path))
    assert ran("erase", "--customer", "7/å", *words) == "2 conversations erased\n"
    assert result_of("erase", "--customer", "7/å", *words)[0] == 1
    assert ran("erase", "--conversation", "c2", *words) == "1 conversation erased\n"
    assert result_of("erase", "--conversation", "c2", *words)[0] == 1
