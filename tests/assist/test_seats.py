"""Turns and remembered states."""

import asyncio

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Channel
from assist.ports import Key
from assist.seats import Live, Seats


def live(name: str) -> Live:
    return Live(Conversation(name, Channel.CHAT), 1, 0, None, "e")


def test_the_one_unused_for_longest_is_forgotten() -> None:
    """Memory is bounded, and use keeps a state."""
    seats = Seats(2)
    keys = [Key("w", name) for name in "abc"]
    for key in keys[:2]:
        seats.put(key, live(key.conversation))
    assert seats.get(keys[0])
    seats.put(keys[2], live("c"))
    assert [seats.get(key) is not None for key in keys] == [True, False, True]
    seats.drop(keys[0])
    assert seats.get(keys[0]) is None


async def test_turns_are_given_in_order_and_leave_nothing_behind() -> None:
    """One at a time for each conversation, also when somebody gives up or fails; others do not wait."""
    seats, key, order = Seats(2), Key("w", "a"), list[int]()

    async def work(number: int) -> None:
        async with seats.turn(key):
            order.append(number)
            await asyncio.sleep(0)
            if number == 1:
                raise ValueError

    tasks = [asyncio.create_task(work(number)) for number in range(5)]
    await asyncio.sleep(0)
    tasks[3].cancel()
    async with seats.turn(Key("w", "b")):
        pass
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert order == [0, 1, 2, 4]
    assert [type(outcome) for outcome in outcomes[1:4:2]] == [ValueError, asyncio.CancelledError]
    assert not seats._turns
    with pytest.raises(ValueError):
        await work(1)
