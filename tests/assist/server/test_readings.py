"""Reads that several requests share."""

import asyncio

import pytest

from assist.errors import StoreUnavailable
from assist.server.readings import Readings


class Book:
    """Is read slowly, page after page."""

    def __init__(self) -> None:
        self.begun = 0
        self.go_on = asyncio.Event()

    async def read(self) -> int:
        self.begun += 1
        page = self.begun
        await self.go_on.wait()
        return page


async def soon() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_who_comes_before_it_begins_shares_it() -> None:
    """And who comes later waits for the next: what happened meanwhile must be in it."""
    readings, book = Readings(), Book()
    first = asyncio.create_task(readings.of("a", book.read))
    await soon()
    later = [asyncio.create_task(readings.of("a", book.read)) for _ in range(3)]
    other = asyncio.create_task(readings.of("b", book.read))
    await soon()
    assert book.begun == 1
    book.go_on.set()
    assert [await first, *[await one for one in later], await other] == [1, 2, 2, 2, 3]


async def test_one_who_goes_away_takes_nobody_along() -> None:
    readings, book = Readings(), Book()
    both = [asyncio.create_task(readings.of("a", book.read)) for _ in range(2)]
    await soon()
    both[0].cancel()
    book.go_on.set()
    assert await both[1] == 1


async def test_a_read_that_fails_is_tried_by_the_next() -> None:
    """Everybody who shared it is told."""

    async def fail() -> int:
        raise StoreUnavailable("away")

    async def work() -> int:
        return 7

    readings = Readings()
    outcomes = await asyncio.gather(*(readings.of("a", fail) for _ in range(2)), return_exceptions=True)
    assert [type(one) for one in outcomes] == [StoreUnavailable, StoreUnavailable]
    assert await readings.of("a", work) == 7
    with pytest.raises(StoreUnavailable):
        await readings.of("a", fail)
