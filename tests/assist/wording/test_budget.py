"""Tokens of a day: put aside before a call, counted after it, kept over a restart, anew at midnight (UTC)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from assist.stores.sqlite import SqliteStore
from assist.wording.budget import Budget
from tests.assist.stand_ins import Clock


@pytest.fixture
async def store() -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(":memory:")
    yield opened
    await opened.close()


async def test_what_is_put_aside_counts_until_the_call_is_over(store: SqliteStore) -> None:
    budget = Budget(store, "acme", 1_000)
    assert await budget.reserve(600)
    assert not await budget.reserve(600)
    await budget.settle(600, 100)
    assert await budget.reserve(600)
    await budget.settle(600, 600)
    assert not await budget.reserve(301)
    assert await budget.reserve(300)


async def test_a_restart_and_another_process_know_what_was_spent(store: SqliteStore) -> None:
    """Another workspace spends its own."""
    first = Budget(store, "acme", 1_000)
    await first.reserve(900)
    await first.settle(900, 900)
    assert not await Budget(store, "acme", 1_000).reserve(200)
    assert await Budget(store, "other", 1_000).reserve(200)


async def test_a_new_day_begins_at_nothing(store: SqliteStore) -> None:
    clock = Clock()
    budget = Budget(store, "acme", 1_000, clock)
    await budget.reserve(1_000)
    await budget.settle(1_000, 1_000)
    assert not await budget.reserve(1)
    clock.now += 24 * 3600
    assert await budget.reserve(1_000)


async def test_calls_that_end_together_are_all_counted(store: SqliteStore) -> None:
    budget = Budget(store, "acme", 1_000)
    for _ in range(10):
        assert await budget.reserve(100)
    await asyncio.gather(*(budget.settle(100, 100) for _ in range(10)))
    assert not await budget.reserve(1)
