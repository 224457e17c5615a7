"""A bell: nothing rung is missed, nobody is woken twice for one ring, and waiting ends in time."""

import asyncio

from assist.server.stream.bell import Bell


async def test_a_ring_before_the_wait_counts_once() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()
    assert await bell.wait(30)
    assert not await bell.wait(0.01)


async def test_a_ring_wakes_who_waits() -> None:
    bell = Bell()
    waiting = asyncio.create_task(bell.wait())
    await asyncio.sleep(0)
    bell.ring()
    assert await asyncio.wait_for(waiting, 30)


async def test_who_gives_up_leaves_the_bell_to_others() -> None:
    bell = Bell()
    waiting = asyncio.create_task(bell.wait(5))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    bell.ring()
    assert await bell.wait(30)
