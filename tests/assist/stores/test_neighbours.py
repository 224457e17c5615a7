"""The doorbell of processes on one file: who hears whom, and what becomes of those that do not listen."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from assist.stores import neighbours
from assist.stores.neighbours import MISSED, Neighbours

WITHIN_S = 60.0


async def listening(one: Neighbours) -> AsyncIterator[bytes]:
    """What it hears, from now on."""
    heard = one.heard()
    assert await anext(heard) == MISSED
    return heard


async def next_of(heard: AsyncIterator[bytes]) -> bytes:
    return await asyncio.wait_for(anext(heard), WITHIN_S)


async def end(*all_of: AsyncIterator[bytes]) -> None:
    for heard in all_of:
        await heard.aclose()  # type: ignore[attr-defined]


Make = Callable[[Path], Neighbours]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[Neighbours] = []

    def make(folder: Path) -> Neighbours:
        made.append(Neighbours(folder))
        return made[-1]

    yield make
    for one in made:
        one.close()


async def test_everybody_else_hears_each_ring_once(make: Make, tmp_path: Path) -> None:
    """Whoever came first, last, or only rings."""
    folder = tmp_path / "doorbell"
    three, silent = [make(folder) for _ in range(3)], make(folder)
    heard = [await listening(one) for one in three]
    for n, one in enumerate((*three, silent)):
        one.ring(b"%d" % n)
    for n, of in enumerate(heard):
        assert [await next_of(of) for _ in range(3)] == [b"%d" % m for m in range(4) if m != n]
    await end(*heard)
    assert [*folder.iterdir()] == []


async def test_whoever_was_killed_is_forgotten(make: Make, tmp_path: Path) -> None:
    """Its socket stays behind and is taken away by the next ring."""
    one, killed = make(tmp_path), make(tmp_path)
    heard = await listening(killed)
    (name,) = os.listdir(tmp_path)
    await end(heard)
    os.mknod(tmp_path / name, 0o140600)  # a socket that nobody listens at
    one.ring(b"1")
    assert os.listdir(tmp_path) == []


async def test_who_could_not_take_a_ring_is_told_so(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full socket costs the ringing one nothing, and the other hears that something was missed."""
    monkeypatch.setattr(neighbours, "AGAIN_S", 0.01)
    one, busy = make(tmp_path), make(tmp_path)
    heard = await listening(busy)
    for _ in range(20_000):  # no turn of the event loop, so nothing is taken
        one.ring(b"x" * 200)
    said = [await next_of(heard)]
    while said[-1] != MISSED:
        said.append(await next_of(heard))
    assert 1 < len(said) < 20_000
    one.ring(b"again")
    assert await next_of(heard) == b"again"
    await end(heard)


async def test_a_long_path(make: Make, tmp_path: Path) -> None:
    """Longer than a socket's name may be."""
    folder = tmp_path / ("a" * 90) / "b"
    folder.parent.mkdir()
    one, other = make(folder), make(folder)
    heard = await listening(one)
    other.ring(b"1")
    assert await next_of(heard) == b"1"
    await end(heard)


async def test_without_sockets_it_looks_by_itself(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that holds no sockets, everything may have changed at any time."""
    monkeypatch.setattr(neighbours, "BLIND_S", 0.01)
    (tmp_path / "file").write_bytes(b"")
    one = make(tmp_path / "file")
    one.ring(b"to nobody")
    heard = one.heard()
    assert [await next_of(heard) for _ in range(3)] == [MISSED] * 3
    await end(heard)
