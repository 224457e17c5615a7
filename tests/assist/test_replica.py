"""Folders of guidelines on machines that share a store and no disk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assist.ports import Store
from assist.replica import Replica
from assist.stores.sqlite import SqliteStore
from guidelines_kb import Library
from tests.guidelines_kb.conftest import HashingEmbedder

SENTENCE = "Greet every customer by {} and number.\n"


class Machine:
    """A folder, its library and its replica."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.library = Library.open(folder, HashingEmbedder(), cache=folder.parent)
        self.replica = Replica(folder)
        self.store = store

    def put(self, name: str, word: str = "name") -> None:
        self.library.add(name, SENTENCE.format(word).encode(), media_type="text/plain", language="en")

    async def exchange(self) -> dict[str, str]:
        """What is here afterwards."""
        await self.replica.exchange(self.store, "acme")
        self.library.catch_up()
        return {info.document: self.library.text(info.document).split()[4] for info in self.library.documents()}


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    store = await SqliteStore.open(":memory:")
    yield store
    await store.close()


async def test_each_has_what_the_others_put_in_and_took_out(tmp_path: Path, store: Store) -> None:
    """New, changed, taken out and put in again, at one or the other."""
    one, other = Machine(tmp_path / "a", store), Machine(tmp_path / "b", store)
    one.put("x")
    other.put("y")
    await one.exchange()
    assert await other.exchange() == await one.exchange() == {"x": "name", "y": "name"}
    one.put("y", "rank")
    one.library.remove("x")
    await one.exchange()
    assert await other.exchange() == await one.exchange() == {"y": "rank"}
    other.put("x", "again")
    await other.exchange()
    assert await one.exchange() == {"x": "again", "y": "rank"}
    assert one.library.version == other.library.version
    assert one.library.versions() == other.library.versions()
    assert other.library.file("y", 1) == SENTENCE.format("name").encode()
    other.library.restore("y", 1)
    await other.exchange()
    assert await one.exchange() == {"x": "again", "y": "name"}
    found = one.library.search("greet customer again", floor=False)
    assert {match.snippet.document for match in found} == {"x", "y"}


async def test_nothing_is_kept_twice(tmp_path: Path, store: Store) -> None:
    """An exchange without news makes no edition; one with news makes one for each document."""
    one, other = Machine(tmp_path / "a", store), Machine(tmp_path / "b", store)
    one.put("x")
    for machine in (one, other, one, other):
        await machine.exchange()
    assert await store.editions() == {"acme": 1}


async def test_a_newcomer_takes_what_is_kept(tmp_path: Path, store: Store) -> None:
    """Also in the place of what it brings under the same names, and without what was taken out."""
    one, newcomer = Machine(tmp_path / "a", store), Machine(tmp_path / "b", store)
    for name in ("sample", "changed"):
        one.put(name)
        newcomer.put(name)
    newcomer.put("own")
    await one.exchange()
    one.library.remove("sample")
    one.put("changed", "rank")
    await one.exchange()
    assert await newcomer.exchange() == {"changed": "rank", "own": "name"}
    assert await one.exchange() == {"changed": "rank", "own": "name"}


async def test_a_change_made_while_no_server_ran_is_kept(tmp_path: Path, store: Store) -> None:
    """It is newer than what was exchanged before."""
    one, other = Machine(tmp_path / "a", store), Machine(tmp_path / "b", store)
    one.put("x")
    await one.exchange()
    await other.exchange()
    Machine(tmp_path / "b", store).put("x", "rank")
    assert await other.exchange() == await one.exchange() == {"x": "rank"}


async def test_a_store_that_has_lost_everything_is_filled_again(tmp_path: Path, store: Store) -> None:
    """From what the machines have."""
    one, other = Machine(tmp_path / "a", store), Machine(tmp_path / "b", store)
    one.put("x")
    await one.exchange()
    await other.exchange()
    one.store = other.store = empty = await SqliteStore.open(":memory:")
    assert await other.exchange() == {"x": "name"}
    assert await Machine(tmp_path / "c", empty).exchange() == {"x": "name"}
    await empty.close()


async def test_what_another_encoder_has_read_is_left_out(tmp_path: Path, store: Store) -> None:
    """Its vectors cannot be compared with ours."""
    one, other = Machine(tmp_path / "a", store), Machine(tmp_path / "b", store)
    other.put("y")
    manifest = tmp_path / "b" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(other.library._embedder.name, "another encoder"))
    one.put("x")
    await one.exchange()
    await other.replica.exchange(store, "acme")
    assert await one.exchange() == {"x": "name"}


async def test_versions_go_along_with_their_files(tmp_path: Path, store: Store) -> None:
    """What one machine replaced and took out another brings back, and has the file as it came."""
    one, other = Machine(tmp_path / "a", store), Machine(tmp_path / "b", store)
    one.put("x")
    one.put("x", "rank")
    one.library.remove("x")
    await one.exchange()
    assert await other.exchange() == {}
    assert other.library.versions() == one.library.versions()
    assert other.library.file("x", 1) == SENTENCE.format("name").encode()
    other.library.restore("x", 1)
    await other.exchange()
    assert await one.exchange() == {"x": "name"}
    assert [version.made for version in one.library.versions("x")["x"]] == ["put", "put", "removed", "restored"]
